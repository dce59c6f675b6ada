"""{send, throw, close, cancel, drop} x {not started, suspended at each kind of point, running, finished} for coroutines."""
import asyncio
import inspect
import types
import warnings

warnings.simplefilter("ignore")


class Trap:
    """Suspends once and gives back what is sent."""

    def __init__(self, name="trap"):
        self.name = name

    def __await__(self):
        return (yield self.name)


class BareIterator:
    """An awaitable whose iterator has only __next__."""

    def __init__(self):
        self.n = 0

    def __await__(self):
        return self

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 1:
            raise StopIteration("bare result")
        return "bare"


@types.coroutine
def old_style(name):
    return (yield name)


class Manager:
    def __init__(self, log, enter=False, exit=False, swallow=False):
        self.log, self.enter, self.exit, self.swallow = log, enter, exit, swallow

    async def __aenter__(self):
        self.log.append("enter")
        if self.enter:
            await Trap("in enter")
        return self

    async def __aexit__(self, kind, value, tb):
        self.log.append(f"exit {kind and kind.__name__}")
        if self.exit:
            await Trap("in exit")
            self.log.append("exit ends")
        return self.swallow


class Source:
    def __init__(self, log):
        self.log, self.n = log, 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        self.n += 1
        if self.n > 2:
            raise StopAsyncIteration
        await Trap(f"anext {self.n}")
        return self.n


async def agen(log):
    try:
        await Trap("in agen")
        yield "item"
        await Trap("in agen again")
    finally:
        log.append("agen finally")


# === The suspension points ===
async def plain(log):
    log.append(f"sent {await Trap()!r}")
    log.append(f"sent {await Trap('second')!r}")
    return "result"


async def in_try_finally(log):
    try:
        log.append(await Trap())
    finally:
        log.append("finally")


async def in_try_except(log):
    try:
        log.append(await Trap())
    except (ValueError, asyncio.CancelledError) as error:
        log.append(f"caught {error!r}")
        await Trap("handler")
    else:
        log.append("else")
    return "after"


async def in_handler(log):
    try:
        raise KeyError("handled")
    except KeyError:
        log.append(await Trap())
        raise


async def in_finally(log):
    try:
        log.append("body")
    finally:
        log.append(await Trap())
        log.append("rest")


async def in_finally_of_error(log):
    try:
        raise KeyError("pending")
    finally:
        await Trap()
        log.append("rest")


async def in_finally_of_return(log):
    try:
        return "pending result"
    finally:
        await Trap()
        log.append("rest")


async def in_async_with(log):
    async with Manager(log):
        log.append(await Trap())
    return "after"


async def in_enter(log):
    async with Manager(log, enter=True):
        log.append("body")


async def in_exit(log):
    async with Manager(log, exit=True):
        log.append("body")
    return "after"


async def in_exit_of_error(log):
    async with Manager(log, exit=True, swallow=True):
        raise KeyError("body")
    return "swallowed"


async def in_anext(log):
    async for x in Source(log):
        log.append(x)
    else:
        log.append("else")


async def in_async_for_body(log):
    async for x in agen(log):
        log.append(await Trap("body"))


async def in_plain_for(log):
    for i in range(3):
        log.append((i, await Trap()))


async def in_child(log):
    log.append(await plain(log))


async def in_grandchild(log):
    try:
        log.append(await in_child(log))
    finally:
        log.append("grand finally")


async def in_bare_iterator(log):
    log.append(await BareIterator())


async def in_old_style(log):
    log.append(await old_style("old"))


async def in_list_comprehension(log):
    log.append([await Trap(str(i)) for i in range(2)])


async def in_async_comprehension(log):
    log.append([x async for x in agen(log)])


async def in_nested_comprehension(log):
    log.append([[await Trap(str(i)) for i in range(j)] async for j in Source(log)])


async def in_expression(log):
    log.append([1, await Trap(), f"{await Trap('second')}"])


async def in_arguments(log):
    log.append("{} {}".format(await Trap(), await Trap("second")))


async def in_augmented(log):
    d = {"k": [0]}
    d["k"] += [await Trap()]
    log.append(d)


async def in_boolean(log):
    log.append(await Trap() and await Trap("second") or "else")


async def in_with_sync(log):
    class M:
        def __enter__(self): log.append("enter")
        def __exit__(self, *info): log.append(f"exit {info[0] and info[0].__name__}")

    with M():
        log.append(await Trap())


async def stubborn(log):
    try:
        await Trap()
    except BaseException as error:
        log.append(f"ignores {type(error).__name__}")
        await Trap("ignored")
    return "stubborn result"


async def converts(log):
    try:
        await Trap()
    except BaseException as error:
        raise LookupError(f"instead of {type(error).__name__}") from error


POINTS = [plain, in_try_finally, in_try_except, in_handler, in_finally, in_finally_of_error, in_finally_of_return, in_async_with, in_enter, in_exit, in_exit_of_error, in_anext, in_async_for_body, in_plain_for, in_child, in_grandchild, in_bare_iterator, in_old_style,
          in_list_comprehension, in_async_comprehension, in_nested_comprehension, in_expression, in_arguments, in_augmented, in_boolean, in_with_sync, converts]


def outcome(f):
    try:
        return f"-> {f()!r}"
    except StopIteration as stop:
        return f"stops with {stop.value!r}"
    except BaseException as error:
        chain = [repr(error)]
        while error := error.__cause__ or error.__context__:
            chain.append(repr(error))
        return "raises " + " from ".join(chain)


ACTIONS = {
    "send None": lambda c: c.send(None),
    "send": lambda c: c.send("value"),
    "throw": lambda c: c.throw(ValueError("thrown")),
    "throw cancel": lambda c: c.throw(asyncio.CancelledError("thrown")),
    "throw exit": lambda c: c.throw(GeneratorExit),
    "close": lambda c: c.close(),
}


def state(c):
    return inspect.getcoroutinestate(c)[5:].lower()


def matrix(title, advance):
    print(f"=== {title} ===")
    for make in POINTS:
        for name, action in ACTIONS.items():
            log = []
            c = make(log)
            advance(c)
            first = outcome(lambda: action(c))
            after = state(c)
            second = outcome(lambda: c.send(None)) if name != "close" else outcome(lambda: c.close())
            outcome(c.close)
            print(f"{make.__name__:24} {name:12} {first} [{after}] then {second} {log}")
        log = []
        c = make(log)
        advance(c)
        del c
        print(f"{make.__name__:24} drop         {log}")


def times(n):
    def advance(c):
        for _ in range(n):
            outcome(lambda: c.send(None))
    return advance


matrix("not started", times(0))
matrix("suspended at the first point", times(1))
matrix("suspended at the second point", times(2))
matrix("finished", times(12))

# === Stubborn ===
for name, action in ACTIONS.items():
    log = []
    c = stubborn(log)
    c.send(None)
    print(f"stubborn {name:12} {outcome(lambda: action(c))} [{state(c)}] {log}")
    outcome(c.close)


# === Running ===
def running(action):
    async def body():
        return outcome(lambda: action(c)) + f" [{state(c)}]"

    c = body()
    return outcome(lambda: c.send(None))


for name, action in ACTIONS.items():
    print(f"running {name:12}", running(action))


# === As tasks: cancelled after each number of turns ===
async def suspend(*_):
    await asyncio.sleep(0)
    return "woken"


class Turns:
    def __init__(self, name="trap"):
        pass

    def __await__(self):
        return suspend().__await__()


Trap = Turns


async def cancelled(make, turns):
    log = []
    task = asyncio.create_task(make(log))
    for _ in range(turns):
        await asyncio.sleep(0)
    asked = task.cancel("by the matrix")
    try:
        result = f"result {await task!r}"
    except BaseException as error:
        result = f"raises {error!r}"
    return f"cancel() {asked}, {result}, cancelled {task.cancelled()}, {log}"


async def tasks():
    for make in POINTS:
        if make in (in_bare_iterator, in_old_style):
            continue
        for turns in range(4):
            print(f"{make.__name__:24} after {turns}: {await cancelled(make, turns)}")


asyncio.run(tasks())
