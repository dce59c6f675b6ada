import asyncio


async def agen(n, log=None):
    for i in range(n):
        await asyncio.sleep(0)
        if log is not None:
            log.append(f"make {i}")
        yield i


async def double(x):
    await asyncio.sleep(0)
    return x * 2


# === All four kinds over an async source ===
async def kinds():
    print([x async for x in agen(3)])
    print({x % 2 async for x in agen(4)})
    print({x: x * x async for x in agen(3)})
    g = (x async for x in agen(3))
    print(type(g).__name__, [x async for x in g])
    print([x async for x in agen(10) if x % 3 == 0 if x], [(x, y) async for x in agen(2) async for y in agen(2)], [(x, y) for x in range(2) async for y in agen(2)], [(x, y) async for x in agen(2) for y in range(2)])


asyncio.run(kinds())


# === await inside, over a plain source ===
async def awaiting():
    print([await double(x) for x in range(3)])
    print({await double(x) for x in range(3)}, {await double(k): await double(v) for k, v in [(1, 2)]}, [x for x in range(4) if await double(x) > 2])
    print([await double(x) async for x in agen(3)], [await double(x) async for x in agen(4) if await double(x) % 4 == 0])
    g = (await double(x) for x in range(3))
    print(type(g).__name__, [x async for x in g])
    print([x for x in await asyncio.gather(double(1), double(2))], [y for x in [await double(1)] for y in [x, await double(x)]])


asyncio.run(awaiting())


# === Nested ===
async def nested():
    print([[y async for y in agen(x)] for x in range(3)])
    print([[y async for y in agen(x)] async for x in agen(3)])
    print([{y: [z async for z in agen(y)] async for y in agen(x)} async for x in agen(3)])
    print([[await double(y) for y in range(x)] for x in range(3)])
    print({x: [y async for y in agen(2)] for x in range(2)}, [x async for x in (y async for y in agen(3))])
    print([x async for x in (await double(y) async for y in agen(3))], [sum([y async for y in agen(x)]) async for x in agen(4)])
    outer = 10
    print([outer + x async for x in agen(2)], [(lambda: outer + x)() async for x in agen(2)])
    fs = [lambda: x async for x in agen(3)]
    print([f() for f in fs])


asyncio.run(nested())


# === Other tasks run in between ===
async def interleaved():
    log = []

    async def other():
        for i in range(4):
            log.append(f"other {i}")
            await asyncio.sleep(0)

    t = asyncio.create_task(other())
    log.append([x async for x in agen(2, log)])
    await t
    print(log)


asyncio.run(interleaved())


# === Order of evaluation; suspension within expressions ===
async def order():
    def say(tag, value):
        print(tag, end=" ")
        return value

    async def asay(tag, value):
        await asyncio.sleep(0)
        return say(tag, value)

    print({await asay("k", 1): await asay("v", 2) for _ in say("source", [0])})
    print([await asay("a", 1), say("b", 2), await asay("c", 3)], (await asay("x", 1)) + (await asay("y", 2)), f"{await asay('f', 5)} {await asay('g', 6):>3}")
    print(say("call", max)(await asay("1", 1), *[await asay("2", 2)], key=await asay("key", None)))
    d = {}
    d[await asay("index", "i")] = await asay("value", "v")
    print(d, await asay("l", 0) or await asay("r", 1), await asay("p", 1) < await asay("q", 2) < await asay("s", 3), [1, 2, 3][await asay("from", 0) : await asay("to", 2)])
    x = [0]
    x[await asay("i", 0)] += await asay("plus", 5)
    print(x, (await asay("t", 1)) if await asay("cond", True) else await asay("e", 2), [y := await asay("walrus", 7), y])
    assert await asay("assert", True)
    del x[await asay("del", 0)]
    print(x)


asyncio.run(order())


# === Errors and early ends ===
async def errors():
    async def fails():
        yield 1
        raise ValueError("source")

    try:
        print([x async for x in fails()])
    except ValueError as error:
        print(repr(error))
    try:
        print([1 // x async for x in agen(2)])
    except ZeroDivisionError as error:
        print(repr(error))
    for source in ("[x async for x in [1]]", "[x for x in agen(1)]"):
        try:
            exec(f"async def f(): return {source}", globals())
            await f()
        except TypeError as error:
            print(error)
    g = (x async for x in agen(5))
    print(await anext(g), await g.asend(None), await g.aclose(), [x async for x in g])


asyncio.run(errors())


# === Cancelled in the middle ===
async def cancelled():
    log = []
    t = asyncio.create_task(collect(log))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    t.cancel()
    print(await asyncio.gather(t, return_exceptions=True), log)


async def collect(log):
    try:
        return [x async for x in agen(10, log)]
    finally:
        log.append("finally")


asyncio.run(cancelled())


async def last():
    return [1 // (x - 1) async for x in agen(3)]


asyncio.run(last())
