import asyncio


async def work(name, turns=1, fail=None):
    for i in range(turns):
        print(name, i)
        await asyncio.sleep(0)
    if fail:
        raise fail
    print(name, "done")
    return name


# === Results in the order of the arguments ===
async def basic():
    print(await asyncio.gather(work("slow", 3), work("fast", 1), work("none", 0)))
    print(await asyncio.gather())
    print(await asyncio.gather(asyncio.sleep(0, 1), asyncio.sleep(0, 2)))


asyncio.run(basic())


# === The first error wins; the others go on ===
async def error():
    g = asyncio.gather(work("a", 3), work("b", 1, ValueError("b failed")), work("c", 5))
    try:
        await g
    except ValueError as error:
        print("caught", error)
    print(g.done(), repr(g.exception()))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await asyncio.sleep(0)


asyncio.run(error())


# === return_exceptions ===
async def exceptions():
    print(await asyncio.gather(work("a"), work("b", 1, KeyError("k")), work("c", 0, ValueError("v")), return_exceptions=True))
    t = asyncio.create_task(work("cancelled", 5))
    asyncio.get_running_loop().call_soon(t.cancel, "why")
    print(await asyncio.gather(t, work("other"), return_exceptions=True))


asyncio.run(exceptions())


# === Cancelling the gathering cancels its children ===
async def cancelling():
    async def child(name):
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as error:
            print(name, "cancelled", error.args)
            raise

    g = asyncio.gather(child("a"), child("b"))
    await asyncio.sleep(0)
    print(g.cancel("stop"), g.cancelled(), g.done())
    try:
        await g
    except asyncio.CancelledError as error:
        print(repr(error), g.cancelled())
    print(g.cancel())


asyncio.run(cancelling())


async def child_cancelled():
    t = asyncio.create_task(work("t", 3))
    g = asyncio.gather(t, work("u", 2))
    await asyncio.sleep(0)
    t.cancel("only the child")
    try:
        await g
    except asyncio.CancelledError as error:
        print(repr(error), g.cancelled(), t.cancelled())
    await asyncio.sleep(0)


asyncio.run(child_cancelled())


async def outer_cancelled():
    async def outer():
        try:
            await asyncio.gather(asyncio.sleep(10), asyncio.sleep(10))
        except asyncio.CancelledError:
            print("outer cancelled")
            raise

    t = asyncio.create_task(outer())
    await asyncio.sleep(0.01)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print(t.cancelled())


asyncio.run(outer_cancelled())


# === The same thing twice, futures and tasks mixed ===
async def mixed():
    c = work("once")
    t = asyncio.create_task(work("task"))
    f = asyncio.get_running_loop().create_future()
    f.set_result("future")
    print(await asyncio.gather(c, c, t, f, t))
    done = asyncio.gather(f, f)
    print(done.done(), await done)


asyncio.run(mixed())


# === Nested, and awaited late ===
async def nested():
    g = asyncio.gather(asyncio.gather(work("a", 2), work("b")), work("c"))
    print("not started")
    await asyncio.sleep(0)
    print(await g)
    empty = asyncio.gather()
    print(empty.done(), type(empty).__name__)
    print(await empty, type(g).__name__, len(repr(g)) > 0)


asyncio.run(nested())


# === The number of turns ===
async def turns():
    order = []

    async def ticker():
        for i in range(8):
            order.append(i)
            await asyncio.sleep(0)

    async def none():
        order.append("none")

    t = asyncio.create_task(ticker())
    await asyncio.gather(none(), none())
    order.append("gathered")
    await none()
    order.append("awaited")
    await asyncio.create_task(none())
    order.append("task awaited")
    await t
    print(order)


asyncio.run(turns())


# === Wrong arguments, no loop ===
async def wrong():
    for bad in ((5,), (work,), (None,)):
        try:
            await asyncio.gather(*bad)
        except TypeError as error:
            print(error)


asyncio.run(wrong())
c = work("never")
try:
    asyncio.gather(c)
except RuntimeError as error:
    print(error)
c.close()


async def last():
    await asyncio.gather(work("x", 2), work("y", 1, RuntimeError("uncaught")))


asyncio.run(last())
