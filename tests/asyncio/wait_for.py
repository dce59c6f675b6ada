import asyncio


async def slow(delay=0.05, result="result"):
    try:
        await asyncio.sleep(delay)
        print("slow finished")
        return result
    except asyncio.CancelledError as error:
        print("slow cancelled", error.args)
        raise


# === In time, and too late ===
async def basic():
    print(await asyncio.wait_for(slow(0.01), 0.1))
    try:
        await asyncio.wait_for(slow(0.1), 0.01)
    except TimeoutError as error:
        print(repr(error), repr(error.__cause__), error.__suppress_context__)
    print(await asyncio.wait_for(slow(0.01), None))
    for limit in (0, -1):
        try:
            await asyncio.wait_for(slow(0.01), limit)
        except TimeoutError as error:
            print("limit", limit, repr(error))


asyncio.run(basic())


# === Futures and tasks; already done ===
async def futures():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    f.set_result("done")
    print(await asyncio.wait_for(f, 0), await asyncio.wait_for(f, 1))
    t = asyncio.create_task(slow(0.1))
    try:
        await asyncio.wait_for(t, 0.01)
    except TimeoutError:
        print(t.cancelled(), t.done())
    g = loop.create_future()
    try:
        await asyncio.wait_for(g, 0.01)
    except TimeoutError:
        print(g.cancelled())
    print(await asyncio.wait_for(asyncio.sleep(0, "zero"), 1))


asyncio.run(futures())


# === Errors and results at the moment of the timeout ===
async def edges():
    async def swallows():
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            return "swallowed"

    async def fails_on_cancel():
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            raise KeyError("instead")

    async def long_cleanup():
        try:
            await asyncio.sleep(1)
        finally:
            await asyncio.sleep(0.02)
            print("cleaned up")

    async def fails():
        raise ValueError("at once")

    for make in (swallows, fails_on_cancel, long_cleanup, fails):
        try:
            print(make.__name__, await asyncio.wait_for(make(), 0.01))
        except Exception as error:
            print(make.__name__, repr(error), repr(error.__context__))


asyncio.run(edges())


# === Cancelling from outside ===
async def outside():
    async def waiter():
        try:
            await asyncio.wait_for(slow(1), 1)
        except asyncio.CancelledError as error:
            print("waiter cancelled", error.args)
            raise

    t = asyncio.create_task(waiter())
    await asyncio.sleep(0.01)
    t.cancel("outside")
    try:
        await t
    except asyncio.CancelledError as error:
        print(repr(error))
    print(asyncio.current_task().cancelling())


asyncio.run(outside())


# === With shield, nested, and no awaitable ===
async def combined():
    inner = asyncio.create_task(slow(0.04, "shielded"))
    try:
        await asyncio.wait_for(asyncio.shield(inner), 0.01)
    except TimeoutError:
        print("timed out", inner.done())
    print(await inner)
    try:
        await asyncio.wait_for(asyncio.wait_for(slow(1), 0.5), 0.01)
    except TimeoutError as error:
        print("outer limit", repr(error.__cause__))
    try:
        await asyncio.wait_for(asyncio.wait_for(slow(1), 0.01), 0.5)
    except TimeoutError as error:
        print("inner limit")
    for bad in (5, slow):
        try:
            await asyncio.wait_for(bad, 1)
        except TypeError as error:
            print(error)


asyncio.run(combined())


async def order():
    log = []

    async def ticker():
        for i in range(6):
            log.append(i)
            await asyncio.sleep(0)

    async def quick():
        log.append("quick")

    t = asyncio.create_task(ticker())
    await asyncio.wait_for(quick(), 1)
    log.append("after quick")
    await asyncio.wait_for(asyncio.create_task(quick()), 1)
    log.append("after task")
    await t
    print(log)


asyncio.run(order())


async def last():
    await asyncio.wait_for(slow(1), 0.01)


asyncio.run(last())
