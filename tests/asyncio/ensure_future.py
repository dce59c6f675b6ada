import asyncio


async def work(x=1):
    await asyncio.sleep(0)
    return x


class Awaitable:
    def __await__(self):
        yield from asyncio.sleep(0).__await__()
        return "awaitable"


async def main():
    loop = asyncio.get_running_loop()

    # === Coroutines become tasks, futures stay ===
    t = asyncio.ensure_future(work())
    print(type(t).__name__, asyncio.ensure_future(t) is t, await t)
    f = loop.create_future()
    print(asyncio.ensure_future(f) is f, asyncio.ensure_future(f, loop=loop) is f)
    f.cancel()

    # === Awaitables are wrapped ===
    a = asyncio.ensure_future(Awaitable())
    print(type(a).__name__, a.get_coro().__name__, await a)

    # === One coroutine twice ===
    c = work(2)
    first, second = asyncio.ensure_future(c), asyncio.ensure_future(c)
    for task in (first, second):
        try:
            print(await task)
        except RuntimeError as error:
            print(error)
    done = work(3)
    await done
    try:
        await asyncio.ensure_future(done)
    except RuntimeError as error:
        print(error)

    # === Nothing else ===
    for bad in (5, None, work, "x", [work]):
        try:
            asyncio.ensure_future(bad)
        except TypeError as error:
            print(error)
    print(asyncio.iscoroutine(c), asyncio.isfuture(first), asyncio.isfuture(Awaitable()))
    await asyncio.ensure_future(fails())


async def fails():
    raise KeyError("in the task")


asyncio.run(main())
