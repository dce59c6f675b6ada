"""{send, throw, close, drop} x {not started, suspended at each kind of point, running, finished} for generators."""
import inspect


class Manager:
    def __init__(self, log, swallow=False):
        self.log, self.swallow = log, swallow

    def __enter__(self):
        self.log.append("enter")
        return self

    def __exit__(self, kind, value, tb):
        self.log.append(f"exit {kind and kind.__name__}")
        return self.swallow


class Iterator:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 2:
            raise StopIteration("iterator ends")
        return f"item {self.n}"


# === The suspension points; each generator is advanced to its first yield ===
def plain(log):
    log.append(f"sent {(yield 'first')!r}")
    log.append(f"sent {(yield 'second')!r}")
    return "result"


def in_try_finally(log):
    try:
        log.append(f"sent {(yield 'first')!r}")
        yield "second"
    finally:
        log.append("finally")


def in_try_except(log):
    try:
        log.append(f"sent {(yield 'first')!r}")
    except ValueError as error:
        log.append(f"caught {error!r}")
        yield "from handler"
    except GeneratorExit:
        log.append("caught exit")
        raise
    else:
        log.append("else")
    yield "after"


def in_handler(log):
    try:
        raise KeyError("handled")
    except KeyError:
        log.append(f"sent {(yield 'first')!r}")
        yield "still in the handler"
    yield "after"


def in_handler_reraise(log):
    try:
        raise KeyError("handled")
    except KeyError:
        yield "first"
        raise


def in_finally(log):
    try:
        log.append("body")
    finally:
        log.append(f"sent {(yield 'first')!r}")
        log.append("rest of finally")
    yield "after"


def in_finally_of_error(log):
    try:
        raise KeyError("pending")
    finally:
        yield "first"
        log.append("rest of finally")


def in_finally_of_return(log):
    try:
        return "pending result"
    finally:
        yield "first"
        log.append("rest of finally")


def in_with(log):
    with Manager(log):
        log.append(f"sent {(yield 'first')!r}")
        yield "second"


def in_swallowing_with(log):
    with Manager(log, swallow=True):
        yield "first"
    yield "after"


def in_for(log):
    for x in ["first", "second", "third"]:
        log.append(f"sent {(yield x)!r}")
    else:
        log.append("else")


def in_for_over_generator(log):
    for x in in_try_finally(log):
        yield x
    yield "after"


def in_while_with_continue(log):
    n = 0
    while n < 3:
        try:
            n += 1
            yield f"turn {n}"
            continue
        except ValueError:
            log.append("caught")
            break
        finally:
            log.append("finally")
    yield "after"


def delegating(log):
    result = yield from plain(log)
    log.append(f"result {result!r}")
    yield "after"


def delegating_twice(log):
    log.append((yield from delegating(log)))


def delegating_to_catcher(log):
    yield from in_try_except(log)
    yield "outer after"


def delegating_in_try(log):
    try:
        yield from in_try_finally(log)
    except ValueError as error:
        log.append(f"outer caught {error!r}")
        yield "outer handler"
    finally:
        log.append("outer finally")


def delegating_to_iterator(log):
    log.append((yield from Iterator()))
    yield "after"


def delegating_to_list(log):
    log.append((yield from ["first", "second"]))


def in_expression(log):
    log.append([1, (yield "first"), 2 + len(str((yield "second")))])
    yield "after"


def in_call(log):
    log.append("{} {}".format((yield "first"), (yield "second")))


def stubborn(log):
    while True:
        try:
            yield "again"
        except GeneratorExit:
            log.append("ignores exit")
            yield "ignored"
            return


def returns_on_exit(log):
    try:
        yield "first"
    except GeneratorExit:
        log.append("returns")
        return "exit result"


def converts(log):
    try:
        yield "first"
    except BaseException as error:
        raise LookupError(f"instead of {type(error).__name__}") from error


def stops(log):
    yield "first"
    raise StopIteration("inside")


def nested_tries(log):
    try:
        try:
            try:
                yield "first"
            finally:
                log.append("f1")
        except ValueError:
            log.append("caught")
            raise KeyError("from the middle")
        finally:
            log.append("f2")
    finally:
        log.append("f3")


POINTS = [plain, in_try_finally, in_try_except, in_handler, in_handler_reraise, in_finally, in_finally_of_error, in_finally_of_return, in_with, in_swallowing_with, in_for, in_for_over_generator, in_while_with_continue,
          delegating, delegating_twice, delegating_to_catcher, delegating_in_try, delegating_to_iterator, delegating_to_list, in_expression, in_call, stubborn, returns_on_exit, converts, stops, nested_tries]


# === The actions ===
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
    "next": lambda g: next(g),
    "send": lambda g: g.send("value"),
    "throw": lambda g: g.throw(ValueError("thrown")),
    "throw exit": lambda g: g.throw(GeneratorExit),
    "throw stop": lambda g: g.throw(StopIteration("thrown")),
    "close": lambda g: g.close(),
}


def state(g):
    return inspect.getgeneratorstate(g)[4:].lower()


def matrix(title, advance):
    print(f"=== {title} ===")
    for make in POINTS:
        for name, action in ACTIONS.items():
            log = []
            g = make(log)
            advance(g)
            first = outcome(lambda: action(g))
            after = state(g)
            second = outcome(lambda: next(g)) if name != "close" else outcome(lambda: g.close())
            outcome(g.close)
            print(f"{make.__name__:24} {name:10} {first} [{after}] then {second} {log}")
        log = []
        g = make(log)
        advance(g)
        del g
        print(f"{make.__name__:24} drop       {log}")


def finish(g):
    try:
        for _ in range(20):
            next(g)
    except (StopIteration, RuntimeError, KeyError):
        pass


stubborn_points, POINTS = POINTS, [p for p in POINTS if p is not stubborn]
matrix("not started", lambda g: None)
matrix("suspended at the first point", lambda g: next(g))


def twice(g):
    next(g)
    try:
        next(g)
    except (StopIteration, RuntimeError, KeyError):
        pass


matrix("suspended at the second point", twice)
matrix("finished", finish)

# === A stubborn generator refuses to close ===
for name, action in ACTIONS.items():
    log = []
    g = stubborn(log)
    next(g)
    print(f"stubborn {name:10} {outcome(lambda: action(g))} [{state(g)}] {log}")


# === Running: every action is refused ===
def running(action):
    g = body = None

    def generator():
        yield outcome(lambda: action(g)) + f" [{state(g)}]"
        yield "after"

    g = generator()
    return next(g), next(g)


for name, action in ACTIONS.items():
    print(f"running {name:10}", *running(action))


def running_inner(action):
    def inner():
        yield outcome(lambda: action(g))

    def outer():
        yield from inner()

    g = outer()
    return next(g)


for name, action in ACTIONS.items():
    print(f"delegating while running {name:10}", running_inner(action))
