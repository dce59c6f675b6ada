import asyncio
import inspect


# === A coroutine is made by the call and run by awaiting ===
async def f(x):
    print("running", x)
    return x + 1


c = f(1)
print(type(f).__name__, type(c).__name__, inspect.iscoroutinefunction(f), inspect.iscoroutine(c), inspect.isawaitable(c))
print(asyncio.run(c))
try:
    asyncio.run(c)
except RuntimeError as error:
    print(error)


# === Parameters, closures, methods, decorators, lambdas ===
async def params(a, b=2, *args, c, d=4, **kw):
    return a, b, args, c, d, kw


def outer(n):
    async def inner():
        nonlocal n
        n += 1
        return n
    return inner


def traced(g):
    async def wrapper(*args):
        print("before", g.__name__)
        try:
            return await g(*args)
        finally:
            print("after", g.__name__)
    return wrapper


class C:
    async def method(self, x):
        return self.base + x

    base = 10

    @classmethod
    async def of_class(cls):
        return cls.__name__

    @staticmethod
    async def static():
        return "static"

    @property
    async def prop(self):
        return "property"

    @traced
    async def decorated(self, x):
        return await self.method(x)

    async def __call__(self):
        return "called"

    async def chained(self):
        return self


async def many():
    print(await params(1, c=3), await params(1, 2, 3, c=0, z=9))
    counter = outer(5)
    print(await counter(), await counter())
    o = C()
    print(await o.method(1), await C.of_class(), await o.static(), await o.prop, await o.decorated(2), await o(), await (await (await o.chained()).chained()).method(3))
    g = lambda x: f(x)
    print(await g(10))
    for bad in (lambda: params(1), lambda: f(), lambda: f(1, 2), lambda: C.method(1)):
        try:
            bad()
        except TypeError as error:
            print(error)


asyncio.run(many())


# === await anywhere in an expression ===
async def v(x):
    await asyncio.sleep(0)
    return x


async def expressions():
    print(await v(1) + await v(2) * await v(3), -await v(4), not await v(0), (await v([1, 2, 3]))[await v(1)], await v("a") + "b", f"{await v(5)!r:>3}")
    print([await v(1), await v(2)], {await v("k"): await v("v")}, (await v(1), *await v([2, 3])), {**await v({"a": 1})}, await v(1) if await v(True) else await v(2))
    print(await v(1) < await v(2) <= await v(2), await v(0) or await v("or"), await v(1) and await v("and"), await v(2) ** await v(3), 2 ** await v(3), await v(1) in await v([1]))
    (await v({})).update(x=await v(1))
    x = y = await v([0])
    x[await v(0)] += await v(5)
    print(x, y, max(await v(1), await v(5), key=await v(None)), (await v(print))(await v("called")))
    if await v(True):
        print("if")
    while await v(False):
        pass
    for i in await v(range(2)):
        print("for", i)
    with await v(open(__file__)) as file:
        print(file.closed)
    assert await v(True)
    lst = [await v(n) for n in range(3)]
    del lst[await v(0)]
    print(lst)
    return await v("returned")


print(asyncio.run(expressions()))


# === Protected regions with a suspension in each ===
async def regions(fail):
    out = []
    try:
        await v(0)
        out.append("try")
        if fail:
            raise ValueError("v")
    except ValueError as error:
        await v(0)
        out.append(str(error))
        try:
            await v(0)
            raise KeyError("k")
        except KeyError:
            await v(0)
            out.append("nested")
    else:
        await v(0)
        out.append("else")
    finally:
        await v(0)
        out.append("finally")
    return out


async def returns_in_finally_regions():
    for i in range(3):
        try:
            await v(0)
            if i == 1:
                return i
        finally:
            await v(0)
            print("finally", i)


async def loops():
    out = []
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            out.append(await v(i))
        finally:
            out.append(await v("f"))
    else:
        out.append("never")
    n = 0
    while await v(n < 3):
        n += 1
    else:
        out.append(await v("while else"))
    return out


async def reraises():
    try:
        try:
            raise ValueError("kept over a suspension")
        except ValueError:
            await v(0)
            raise
    except ValueError as error:
        await v(0)
        return repr(error), repr(error.__context__)


print(asyncio.run(regions(False)), asyncio.run(regions(True)), asyncio.run(returns_in_finally_regions()), asyncio.run(loops()), asyncio.run(reraises()))


# === The current exception belongs to the coroutine ===
import sys


async def current():
    try:
        raise KeyError("mine")
    except KeyError:
        await asyncio.sleep(0)
        return repr(sys.exception())


async def other():
    seen = []
    for _ in range(3):
        seen.append(repr(sys.exception()))
        await asyncio.sleep(0)
    return seen


async def both():
    return await asyncio.gather(current(), other())


print(asyncio.run(both()))


# === Recursion, mutual recursion, many at once ===
async def fact(n):
    return 1 if n < 2 else n * await fact(n - 1)


async def fib(n):
    if n < 2:
        return n
    a, b = await asyncio.gather(fib(n - 1), fib(n - 2))
    return a + b


print(asyncio.run(fact(50)), asyncio.run(fib(10)))


async def thousand():
    return sum(await asyncio.gather(*[v(i) for i in range(1000)]))


print(asyncio.run(thousand()))


async def level3():
    await asyncio.sleep(0)
    return {}["missing"]


async def level2():
    return await level3()


async def level1():
    return [await level2() for _ in range(1)]


asyncio.run(level1())
