"""{asend, athrow, aclose, cancel, drop} x {not started, suspended at each kind of point, running, finished} for async generators."""
import asyncio
import inspect
import warnings

warnings.simplefilter("ignore")


class Trap:
    def __init__(self, name="trap"):
        self.name = name

    def __await__(self):
        return (yield self.name)


class Manager:
    def __init__(self, log):
        self.log = log

    async def __aenter__(self):
        self.log.append("enter")

    async def __aexit__(self, kind, value, tb):
        await Trap("in exit")
        self.log.append(f"exit {kind and kind.__name__}")


# === The suspension points: yields, and awaits between them ===
async def plain(log):
    log.append(f"sent {(yield 'first')!r}")
    log.append(f"sent {(yield 'second')!r}")


async def awaits_first(log):
    log.append(await Trap())
    yield "first"
    log.append(await Trap("between"))
    yield "second"


async def in_try_finally(log):
    try:
        yield "first"
        yield "second"
    finally:
        log.append("finally")


async def awaits_in_finally(log):
    try:
        yield "first"
    finally:
        log.append(await Trap("in finally"))
        log.append("rest of finally")


async def in_try_except(log):
    try:
        log.append((yield "first"))
    except ValueError as error:
        log.append(f"caught {error!r}")
        await Trap("in handler")
        yield "from handler"
    except GeneratorExit:
        log.append("caught exit")
        raise
    yield "after"


async def in_handler(log):
    try:
        raise KeyError("handled")
    except KeyError:
        log.append((yield "first"))
        raise


async def in_async_with(log):
    async with Manager(log):
        yield "first"
        yield "second"


async def in_async_for(log):
    async for x in in_try_finally(log):
        yield f"outer {x}"
    yield "after"


async def in_for(log):
    for i in range(2):
        log.append((yield i))
        await Trap(f"turn {i}")
    else:
        log.append("else")


async def in_expression(log):
    log.append([1, (yield "first"), await Trap("second"), (yield "third")])


async def yields_in_finally(log):
    try:
        yield "first"
    finally:
        log.append("in finally")
        yield "ignored exit"


async def awaits_on_exit(log):
    try:
        yield "first"
    except GeneratorExit:
        await Trap("on exit")
        log.append("exit handled")


async def raises(log):
    yield "first"
    raise LookupError("own")


async def stops(log):
    yield "first"
    raise StopAsyncIteration("inside")


async def empty(log):
    log.append("nothing")
    return
    yield


POINTS = [plain, awaits_first, in_try_finally, awaits_in_finally, in_try_except, in_handler, in_async_with, in_async_for, in_for, in_expression, yields_in_finally, awaits_on_exit, raises, stops, empty]


def drive(awaitable, limit=9):
    """Runs an awaitable to its end, listing what it traps on."""
    it = awaitable.__await__()
    traps = []
    try:
        for _ in range(limit):
            traps.append(it.send("woken") if traps and hasattr(it, "send") else next(it))
    except StopIteration as stop:
        end = f"-> {stop.value!r}"
    except BaseException as error:
        chain = [repr(error)]
        while error := error.__cause__ or error.__context__:
            chain.append(repr(error))
        end = "raises " + " from ".join(chain)
    else:
        end = "goes on"
    return f"{traps} {end}" if traps else end


ACTIONS = {
    "anext": lambda g: g.__anext__(),
    "asend": lambda g: g.asend("value"),
    "athrow": lambda g: g.athrow(ValueError("thrown")),
    "athrow exit": lambda g: g.athrow(GeneratorExit),
    "athrow stop": lambda g: g.athrow(StopAsyncIteration("thrown")),
    "aclose": lambda g: g.aclose(),
}


def state(g):
    return inspect.getasyncgenstate(g)[5:].lower()


def matrix(title, advance):
    print(f"=== {title} ===")
    for make in POINTS:
        for name, action in ACTIONS.items():
            log = []
            g = make(log)
            advance(g)
            first = drive(action(g))
            after = state(g)
            second = drive(g.__anext__()) if name != "aclose" else drive(g.aclose())
            drive(g.aclose())
            print(f"{make.__name__:20} {name:12} {first} [{after}] then {second} {log}")
        log = []
        g = make(log)
        advance(g)
        del g
        print(f"{make.__name__:20} drop         {log}")


def times(n):
    def advance(g):
        for _ in range(n):
            drive(g.__anext__())
    return advance


matrix("not started", times(0))
matrix("suspended at the first yield", times(1))
matrix("suspended at the second yield", times(2))
matrix("finished", times(6))

# === Suspended at an await: the step is under way ===
STEPS = {
    "send": lambda step: step.send("value"),
    "throw": lambda step: step.throw(ValueError("thrown")),
    "close": lambda step: step.close(),
}


def shown(f):
    try:
        return f"-> {f()!r}"
    except StopIteration as stop:
        return f"stops with {stop.value!r}"
    except BaseException as error:
        return f"raises {error!r}"


for make in (awaits_first, awaits_in_finally, in_for, in_async_with, awaits_on_exit):
    for start in ("asend", "athrow", "aclose"):
        for name, action in STEPS.items():
            log = []
            g = make(log)
            if make is not awaits_first:
                drive(g.__anext__())
            step = ACTIONS[start](g)
            first = shown(lambda: step.send(None))
            other = shown(lambda: g.asend(1).send(None))
            then = shown(lambda: action(step))
            print(f"{make.__name__:20} {start:7} {first}, meanwhile {other}; {name}: {then} [{state(g)}] {log}")
            again = shown(lambda: step.send(None))
            print(f"{'':20} again: {again}; closing: {drive(g.aclose())}")

# === Running ===
async def itself(action):
    yield shown(lambda: action(me).send(None)) + f" [{state(me)}]"


for name, action in ACTIONS.items():
    me = itself(action)
    print(f"running {name:12}", drive(me.__anext__()))


# === In tasks: cancelled after each number of turns ===
class Turns:
    def __init__(self, name="trap"):
        pass

    def __await__(self):
        return asyncio.sleep(0, "woken").__await__()


Trap = Turns


async def consume(make, log):
    async for x in make(log):
        log.append(f"item {x!r}")
        await asyncio.sleep(0)
    return "consumed"


async def cancelled(make, turns):
    log = []
    task = asyncio.create_task(consume(make, log))
    for _ in range(turns):
        await asyncio.sleep(0)
    task.cancel()
    try:
        result = f"result {await task!r}"
    except BaseException as error:
        result = f"raises {type(error).__name__}"
    for _ in range(4):
        await asyncio.sleep(0)
    return f"{result}, cancelled {task.cancelled()}, {log}"


async def main():
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: print("report:", context["message"].split("<")[0], repr(context.get("exception"))))
    for make in POINTS:
        for turns in range(4):
            print(f"{make.__name__:20} after {turns}: {await cancelled(make, turns)}")


asyncio.run(main())
