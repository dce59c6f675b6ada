import asyncio
import inspect


# === Iterated with async for ===
async def count(n):
    print("started")
    for i in range(n):
        await asyncio.sleep(0)
        yield i
    print("finished")


async def basic():
    async for x in count(3):
        print(x)
    else:
        print("else")
    g = count(1)
    print(type(g).__name__, g.__name__, g.__aiter__() is g, g.ag_running, g.ag_await, g.ag_frame is not None, inspect.isasyncgen(g))
    print(await anext(g), await anext(g, "default"), await anext(g, "again"))
    try:
        await anext(g)
    except StopAsyncIteration as error:
        print(repr(error))
    try:
        await g.__anext__()
    except StopAsyncIteration as error:
        print(repr(error))


asyncio.run(basic())


# === asend, athrow, aclose ===
async def echo():
    received = None
    try:
        while True:
            try:
                received = yield f"got {received!r}"
                await asyncio.sleep(0)
            except ValueError as error:
                received = error
    except GeneratorExit:
        print("closing")
        raise
    finally:
        await asyncio.sleep(0)
        print("finally")


async def sending():
    g = echo()
    try:
        await g.asend("too early")
    except TypeError as error:
        print(error)
    print(await g.asend(None), await g.asend(1), await g.__anext__(), await g.athrow(ValueError("v")), await g.asend("x"))
    print(await g.aclose(), await g.aclose())
    try:
        await g.asend(1)
    except StopAsyncIteration as error:
        print(repr(error))
    try:
        await g.athrow(KeyError("after the end"))
    except (KeyError, StopAsyncIteration) as error:
        print(repr(error))
    g = echo()
    try:
        await g.athrow(KeyError("before the start"))
    except KeyError as error:
        print(repr(error), [x async for x in g])
    g = echo()
    await anext(g)
    try:
        await g.athrow(KeyError("not caught"))
    except KeyError as error:
        print(repr(error))
    g = echo()
    print(await g.aclose())


asyncio.run(sending())


# === Closing that goes wrong, return, errors ===
async def endings():
    async def stubborn():
        try:
            yield 1
        except GeneratorExit:
            yield 2

    g = stubborn()
    await anext(g)
    try:
        await g.aclose()
    except RuntimeError as error:
        print(error)

    async def returns():
        yield 1
        return

    print([x async for x in returns()])

    async def fails():
        yield 1
        raise KeyError("inside")

    try:
        async for x in fails():
            print(x)
    except KeyError as error:
        print(repr(error))

    async def stops(kind):
        yield 1
        raise kind("inside")

    for kind in (StopIteration, StopAsyncIteration):
        try:
            print([x async for x in stops(kind)])
        except RuntimeError as error:
            print(repr(error), repr(error.__cause__))

    async def swallows():
        try:
            yield 1
        except ValueError:
            pass

    g = swallows()
    await anext(g)
    try:
        await g.athrow(ValueError)
    except StopAsyncIteration as error:
        print(repr(error))


asyncio.run(endings())


# === Running twice at the same time ===
async def concurrent():
    async def slow():
        await asyncio.sleep(0.01)
        yield 1
        await asyncio.sleep(0.01)
        yield 2

    g = slow()
    t = asyncio.ensure_future(anext(g))
    await asyncio.sleep(0)
    for action in (lambda: anext(g), lambda: g.asend(None), lambda: g.athrow(ValueError), lambda: g.aclose()):
        try:
            await action()
        except RuntimeError as error:
            print(error)
    print(g.ag_running, await t, g.ag_running)
    a = g.asend(None)
    print(await a)
    try:
        await a
    except RuntimeError as error:
        print(error)
    b = g.aclose()
    await b
    try:
        await b
    except RuntimeError as error:
        print(error)


asyncio.run(concurrent())


# === Left early: closed by the loop's hooks ===
async def early():
    async def gen(name):
        try:
            yield 1
            yield 2
        finally:
            await asyncio.sleep(0)
            print(name, "closed")

    async for x in gen("broken off"):
        break
    print("after break")
    await asyncio.sleep(0.01)
    g = gen("dropped")
    await anext(g)
    del g
    print("dropped")
    await asyncio.sleep(0.01)
    kept = gen("kept")
    await anext(kept)
    early.kept = kept
    print("end of main")


asyncio.run(early())
del early.kept


# === Delegation, pipelines, nesting ===
async def pipelines():
    async def numbers():
        for i in range(5):
            await asyncio.sleep(0)
            yield i

    async def doubled(source):
        async for x in source:
            yield x * 2

    async def only(source, test):
        async for x in source:
            if test(x):
                yield x

    print([x async for x in only(doubled(numbers()), lambda x: x % 4 == 0)])

    async def merge(*sources):
        for source in sources:
            async for x in source:
                yield x

    print([x async for x in merge(numbers(), doubled(numbers()))])

    async def tree(n):
        if n:
            async for x in tree(n - 1):
                yield x
        yield n

    print([x async for x in tree(4)])


asyncio.run(pipelines())


# === What athrow() was given counts when it is awaited ===
async def thrown():
    async def catching():
        while True:
            try:
                print("got", (yield 1))
            except ValueError as e:
                print("caught", repr(e))

    class Noisy(ValueError):
        def __init__(self):
            print("made")

    a = catching()
    await anext(a)
    step = a.athrow(3)
    try:
        await step
    except TypeError as e:
        print(e)
    print(await a.asend(5))
    step = a.athrow(Noisy)
    print("not yet")
    print(await step)
    print(await a.athrow(ValueError, "x"))
    try:
        await a.athrow(ValueError(4), 3)
    except TypeError as e:
        print(e)
    step = a.athrow(3)
    for _ in range(2):
        try:
            step.send(None)
        except (TypeError, RuntimeError) as e:
            print(e)
    b = catching()
    try:
        await b.athrow(3)
    except TypeError as e:
        print(e)
    await a.aclose()


asyncio.run(thrown())


# === By hand, without a loop ===
async def two():
    received = yield 1
    print("received", received)
    yield 2


g = two()
a = g.asend(None)
try:
    a.send(None)
except StopIteration as stop:
    print("value", stop.value)
a = g.asend("hello")
try:
    a.send(None)
except StopIteration as stop:
    print("value", stop.value)
a = g.__anext__()
try:
    a.send(None)
except StopAsyncIteration as stop:
    print(repr(stop))
print(type(a).__name__, type(g.aclose()).__name__, type(g.athrow(ValueError)).__name__, type(anext(g)).__name__, type(anext(g, 1)).__name__)
for bad in ("iter(g)", "next(g)", "list(g)", "[x for x in g]", "anext(5)", "aiter(5)", "g.send(1)", "len(g)", "aiter(g) is g"):
    try:
        print(eval(bad))
    except (TypeError, AttributeError) as error:
        print(bad, "->", error)


async def wrong():
    for source in (5, [1], two):
        try:
            async for x in source:
                pass
        except TypeError as error:
            print(error)
    try:
        for x in two():
            pass
    except TypeError as error:
        print(error)
    try:
        await two()
    except TypeError as error:
        print(error)


asyncio.run(wrong())


async def last():
    async def inner():
        yield 1
        raise RuntimeError("in the inner generator")

    async def outer():
        async for x in inner():
            yield x

    async for x in outer():
        print(x)


asyncio.run(last())
