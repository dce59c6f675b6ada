import asyncio


class CM:
    def __init__(self, name, swallow=False, fail=None):
        self.name, self.swallow, self.fail = name, swallow, fail

    async def __aenter__(self):
        print("enter", self.name)
        await asyncio.sleep(0)
        if self.fail == "enter":
            raise RuntimeError(f"enter {self.name}")
        return self.name.upper()

    async def __aexit__(self, kind, value, tb):
        await asyncio.sleep(0)
        print("exit", self.name, kind and kind.__name__, value)
        if self.fail == "exit":
            raise RuntimeError(f"exit {self.name}")
        return self.swallow


class Source:
    def __init__(self, n):
        self.n, self.i = n, 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        await asyncio.sleep(0)
        if self.i >= self.n:
            raise StopAsyncIteration
        self.i += 1
        return self.i


# === async with ===
async def with_():
    async with CM("a") as a:
        print("body", a)
    async with CM("a") as a, CM("b") as b:
        print(a, b)
    async with (
        CM("x") as x,
        CM("y"),
    ):
        print(x)
    async with CM("swallows", swallow=True):
        raise ValueError("gone")
    try:
        async with CM("outer"), CM("inner"):
            raise ValueError("through both")
    except ValueError as error:
        print(repr(error))
    for fail in ("enter", "exit"):
        try:
            async with CM("a"), CM("b", fail=fail):
                print("body")
        except RuntimeError as error:
            print(repr(error), repr(error.__context__))
    try:
        async with CM("a", fail="exit"):
            raise ValueError("body")
    except RuntimeError as error:
        print(repr(error), repr(error.__context__))


asyncio.run(with_())


# === Leaving by return, break, continue ===
async def leaving():
    async def returns():
        async with CM("r"):
            return "returned"

    print(await returns())
    for i in range(3):
        async with CM(str(i)):
            if i == 0:
                continue
            break
    async for x in Source(5):
        async with CM(f"x{x}"):
            if x == 2:
                break
    return "end"


print(asyncio.run(leaving()))


# === async for ===
async def for_():
    async for x in Source(3):
        if x == 2:
            continue
        print(x)
    else:
        print("else")
    async for x in Source(3):
        break
    else:
        print("never")
    async for x in Source(0):
        print("never")
    else:
        print("empty else")
    async for a, (b, *c) in Pairs():
        print(a, b, c)
    for i in range(2):
        async for x in Source(2):
            for j in "ab":
                async for y in Source(1):
                    print(i, x, j, y)
    try:
        async for x in Source(3):
            raise KeyError(x)
    except KeyError as error:
        print(repr(error), x)
    async for box.x in Source(2):
        print(box.x)


class Box: pass


box = Box()


async def Pairs():
    yield 1, (2, 3, 4)
    yield 5, "xy"


asyncio.run(for_())


# === What is no async iterable or context manager ===
class NoAnext:
    def __aiter__(self):
        return object()


class PlainAnext:
    def __aiter__(self):
        return self

    def __anext__(self):
        return 5


class AwaitableAiter:
    async def __aiter__(self):
        return self


class PlainEnter:
    def __aenter__(self):
        return 5

    async def __aexit__(self, *info):
        pass


class PlainExit:
    async def __aenter__(self):
        return 5

    def __aexit__(self, *info):
        return 5


class Sync:
    def __enter__(self): ...
    def __exit__(self, *info): ...


async def wrong():
    for source in (5, [1], "ab", NoAnext(), PlainAnext(), AwaitableAiter(), None):
        try:
            async for x in source:
                print("never")
        except TypeError as error:
            print(error)
    for manager in (5, Sync(), PlainEnter(), PlainExit(), None, CM):
        try:
            async with manager:
                print("body")
        except TypeError as error:
            print(error)
    try:
        for x in Source(1):
            pass
    except TypeError as error:
        print(error)
    try:
        with CM("a"):
            pass
    except TypeError as error:
        print(error)


import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    asyncio.run(wrong())

# === contextlib's async half ===
from contextlib import AsyncExitStack, aclosing, asynccontextmanager, nullcontext


@asynccontextmanager
async def managed(name):
    print("begin", name)
    try:
        await asyncio.sleep(0)
        yield name * 2
    except ValueError as error:
        print("swallowed", error)
    finally:
        await asyncio.sleep(0)
        print("end", name)


async def library():
    async with managed("m") as m:
        print(m)
    async with managed("v"):
        raise ValueError("inside")
    try:
        async with managed("k"):
            raise KeyError("passes")
    except KeyError as error:
        print(repr(error))

    @managed("decorated")
    async def f(x):
        print("in f")
        return x

    print(await f(5), f.__name__)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(CM("one"))
        print(stack.enter_context(nullcontext("plain")))
        stack.push_async_callback(asyncio.sleep, 0)
        stack.callback(print, "callback")
        await stack.enter_async_context(managed("two"))
        print("body")
    async with aclosing(agen()) as g:
        async for x in g:
            print(x)
            break
    async with nullcontext(7) as n:
        print(n)

    @asynccontextmanager
    async def bad():
        if False:
            yield

    @asynccontextmanager
    async def twice():
        yield 1
        yield 2

    for manager in (bad, twice):
        try:
            async with manager():
                pass
        except RuntimeError as error:
            print(error)


async def agen():
    try:
        yield 1
        yield 2
    finally:
        print("generator closed")


asyncio.run(library())


async def last():
    async with CM("last"):
        async for x in Source(2):
            x.missing


asyncio.run(last())
