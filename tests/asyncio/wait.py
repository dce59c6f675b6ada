import asyncio


async def work(name, delay, fail=False):
    await asyncio.sleep(delay)
    print(name, "ends")
    if fail:
        raise ValueError(name)
    return name


def names(tasks):
    return sorted(t.get_name() for t in tasks)


def make(name, delay, fail=False):
    return asyncio.create_task(work(name, delay, fail), name=name)


# === ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION ===
async def conditions():
    done, pending = await asyncio.wait([make("a", 0.02), make("b", 0.01)])
    print(names(done), names(pending))
    tasks = [make("a", 0.05), make("b", 0.01), make("c", 0.05)]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print(names(done), names(pending))
    done, pending = await asyncio.wait(pending)
    print(names(done), names(pending))
    tasks = [make("a", 0.01), make("bad", 0.03, True), make("c", 0.06)]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    print(names(done), names(pending), [repr(t.exception()) for t in done if t.exception()])
    await asyncio.wait(pending)
    done, pending = await asyncio.wait([make("x", 0), make("y", 0, True)], return_when="ALL_COMPLETED")
    print(names(done), sum(t.exception() is not None for t in done))


asyncio.run(conditions())


# === Time limits leave tasks running ===
async def limits():
    t = make("slow", 0.05)
    done, pending = await asyncio.wait([t], timeout=0.01)
    print(names(done), names(pending), t.done(), t.cancelled())
    print(await t)
    t = make("again", 0.01)
    done, pending = await asyncio.wait({t}, timeout=None)
    print(names(done))
    done, pending = await asyncio.wait([t], timeout=0)
    print(names(done), names(pending))
    u = make("zero", 0.01)
    done, pending = await asyncio.wait([u], timeout=0)
    print(names(done), names(pending))
    await u


asyncio.run(limits())


# === Cancelling the waiting leaves the tasks alone ===
async def cancelled():
    t = make("survivor", 0.03)

    async def waiter():
        await asyncio.wait([t])

    w = asyncio.create_task(waiter())
    await asyncio.sleep(0.01)
    w.cancel()
    try:
        await w
    except asyncio.CancelledError:
        print("waiter cancelled", t.cancelled())
    print(await t)
    t = make("victim", 1)
    asyncio.get_running_loop().call_later(0.01, t.cancel)
    done, pending = await asyncio.wait([t, make("other", 0.02)])
    print(names(done), t.cancelled())


asyncio.run(cancelled())


# === Wrong arguments ===
async def wrong():
    c = work("coroutine", 0)
    for args, kw in ((([],), {}), ((5,), {}), (([c],), {}), ((c,), {}), (([make("m", 0)],), {"return_when": "SOON"})):
        try:
            await asyncio.wait(*args, **kw)
        except (TypeError, ValueError) as error:
            print(type(error).__name__, error)
    c.close()
    await asyncio.sleep(0)


asyncio.run(wrong())


# === as_completed ===
async def as_completed():
    for next_one in asyncio.as_completed([work("c", 0.05), work("a", 0.01), work("b", 0.03)]):
        print("got", await next_one)
    async for t in asyncio.as_completed([make("y", 0.03), make("x", 0.01)]):
        print("task", t.get_name(), t.result())
    try:
        for f in asyncio.as_completed([work("fast", 0.01), work("slow", 0.1)], timeout=0.04):
            print(await f)
    except TimeoutError as error:
        print("timed out", repr(error))
    for f in asyncio.as_completed([work("bad", 0, True), work("good", 0.01)]):
        try:
            print(await f)
        except ValueError as error:
            print("error", error)
    print([await f for f in asyncio.as_completed([])])
    await asyncio.sleep(0.1)


asyncio.run(as_completed())
