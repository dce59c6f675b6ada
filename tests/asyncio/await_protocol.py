import asyncio
import types


# === __await__ as a generator, as an iterator, as another's ===
class Gen:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        print("await", self.value)
        yield from asyncio.sleep(0).__await__()
        return self.value


class Iter:
    def __await__(self):
        return iter([])


class Custom:
    def __init__(self):
        self.n = 0

    def __await__(self):
        return self

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n == 3:
            raise StopIteration("custom result")
        return None


class Delegate:
    def __await__(self):
        return Gen("delegated").__await__()


async def basic():
    print(await Gen(1), await Iter(), await Custom(), await Delegate())
    print(await asyncio.gather(Gen("g1"), Gen("g2")), await asyncio.wait_for(Gen("w"), 1), await asyncio.shield(Gen("s")), await asyncio.ensure_future(Gen("e")))


asyncio.run(basic())


# === What cannot be awaited ===
class NoAwait: pass


class BadAwait:
    def __await__(self):
        return 5


class CoroutineAwait:
    def __await__(self):
        return coro()


class RaisingAwait:
    def __await__(self):
        raise KeyError("in __await__")


class ListAwait:
    def __await__(self):
        return [1]


async def coro():
    return "coro"


def gen():
    yield


async def agen():
    yield


async def wrong():
    instance = NoAwait()
    instance.__await__ = lambda: iter([])
    for value in (5, None, "x", [coro], coro, gen(), agen(), NoAwait(), instance, BadAwait(), CoroutineAwait(), RaisingAwait(), ListAwait(), asyncio.sleep, print):
        try:
            print(await value)
        except (TypeError, KeyError) as error:
            print(type(error).__name__, error)


import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    asyncio.run(wrong())


# === Driving a coroutine by hand ===
class Trap:
    def __init__(self, name):
        self.name = name

    def __await__(self):
        received = yield self.name
        return f"{self.name}:{received}"


async def traps():
    first = await Trap("a")
    print("first", first)
    try:
        await Trap("b")
    except ValueError as error:
        print("caught", error)
    return await inner()


async def inner():
    return "inner " + await Trap("c")


c = traps()
print(c.send(None), c.cr_await is not None, c.cr_running, c.cr_frame.f_code.co_name)
print(c.send(1))
print(c.throw(ValueError("thrown in")))
print(c.cr_await.cr_code.co_name, c.cr_await.cr_await is not None)
try:
    c.send("end")
except StopIteration as stop:
    print(stop.value, c.cr_frame, c.cr_await, c.cr_running)
for action in (lambda: c.send(None), lambda: c.throw(ValueError("late")), lambda: c.close()):
    try:
        print(action())
    except RuntimeError as error:
        print(error)
c = traps()
try:
    c.send("early")
except TypeError as error:
    print(error)
c.close()


# === close and throw along the chain ===
async def guarded(name, wait):
    try:
        return await wait
    except GeneratorExit:
        print(name, "exit")
        raise
    finally:
        print(name, "finally")


c = guarded("outer", guarded("inner", Trap("t")))
print(c.send(None), c.close(), c.close())
c = guarded("outer", guarded("inner", Trap("t")))
c.send(None)
try:
    c.throw(KeyError("k"))
except KeyError as error:
    print(repr(error))


async def stubborn():
    try:
        await Trap("x")
    except GeneratorExit:
        await Trap("y")


c = stubborn()
c.send(None)
try:
    c.close()
except RuntimeError as error:
    print(error)
c.close()


async def raises_stop():
    raise StopIteration("s")


for make in (raises_stop,):
    try:
        make().send(None)
    except RuntimeError as error:
        print(repr(error), repr(error.__cause__))


async def reenter():
    holder[0].send(None)


holder = [reenter()]
try:
    holder[0].send(None)
except ValueError as error:
    print(error)
holder[0].close()

# === Attributes, wrappers, types ===
c = coro()
w = c.__await__()
print(type(c).__name__, type(w).__name__, c.__name__, c.__qualname__, iter(w) is w, hasattr(c, "__iter__"), hasattr(c, "__next__"), c.cr_origin, c.cr_suspended)
try:
    next(w)
except StopIteration as stop:
    print(stop.value)
for bad in (lambda: iter(coro.__call__), lambda: next(c), lambda: list(c), lambda: c[0], lambda: c(), lambda: len(c), lambda: c.send()):
    try:
        bad()
    except TypeError as error:
        print(error)


@types.coroutine
def old_style(x):
    y = yield x
    return y


async def uses_old():
    return await old_style("from types.coroutine")


c = uses_old()
print(c.send(None))
try:
    c.send("back")
except StopIteration as stop:
    print(stop.value)
import inspect

print(inspect.isawaitable(old_style(1)), inspect.iscoroutine(old_style(1)), inspect.isawaitable(Gen(1)), asyncio.iscoroutine(c), inspect.getcoroutinestate(c))


# === Frames inside a suspended chain ===
@types.coroutine
def innermost(name):
    return (yield name)


async def middle():
    return "middle " + await innermost("bottom")


async def outermost():
    return await middle()


c = outermost()
print(c.send(None), c.cr_running, c.cr_suspended)
m = c.cr_await
print(m.cr_running, m.cr_suspended, m.cr_frame.f_code.co_name, m.cr_await.gi_running, m.cr_await.gi_suspended)
try:
    m.send("directly")
except StopIteration as stop:
    print(stop.value)
try:
    c.send("late")
except RuntimeError as error:
    print(repr(error))


# === Deep chains ===
async def deep(n):
    if n == 0:
        return await Trap("bottom")
    return await deep(n - 1)


c = deep(500)
print(c.send(None))
try:
    c.send("top")
except StopIteration as stop:
    print(stop.value)


async def loop_forever(n):
    return await Trap(n) if n == 0 else await loop_forever(n - 1)


c = loop_forever(3)
c.send(None)
c.throw(RuntimeError("thrown to the bottom"))
