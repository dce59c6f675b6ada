import asyncio


async def inner(delay=0.03):
    try:
        await asyncio.sleep(delay)
        print("inner finished")
        return "inner result"
    except asyncio.CancelledError:
        print("inner cancelled")
        raise


# === Cancelling the outer leaves the inner running ===
async def basic():
    print(await asyncio.shield(inner(0)))
    task = asyncio.create_task(inner())
    outer = asyncio.shield(task)
    await asyncio.sleep(0)
    print(outer.cancel("o"), outer.cancelled(), task.cancelled())
    try:
        await outer
    except asyncio.CancelledError as error:
        print(repr(error), task.done())
    print(await task)


asyncio.run(basic())


# === A task that is cancelled while it shields ===
async def shielding():
    task = asyncio.create_task(inner())

    async def protected():
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            print("protected saw the cancellation", task.done())
            return await task

    t = asyncio.create_task(protected())
    await asyncio.sleep(0.01)
    t.cancel()
    print(await t, t.cancelled())


asyncio.run(shielding())


# === Cancelling the inner cancels the outer ===
async def inner_cancelled():
    task = asyncio.create_task(inner())
    outer = asyncio.shield(task)
    await asyncio.sleep(0)
    task.cancel("i")
    try:
        await outer
    except asyncio.CancelledError as error:
        print(repr(error), outer.cancelled(), task.cancelled())


asyncio.run(inner_cancelled())


# === Errors pass; errors after the outer was cancelled are reported ===
async def errors():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda l, c: print("handler:", c["message"], repr(c.get("exception"))))

    async def fails():
        await asyncio.sleep(0)
        raise ValueError("inner error")

    try:
        await asyncio.shield(fails())
    except ValueError as error:
        print(repr(error))
    task = asyncio.create_task(fails())
    outer = asyncio.shield(task)
    outer.cancel()
    await asyncio.sleep(0.01)
    print(outer.cancelled(), task.done())
    f = loop.create_future()
    f.set_result(1)
    print(asyncio.shield(f) is f, await asyncio.shield(f))


asyncio.run(errors())


# === Done inner, wrong arguments, no loop ===
async def wrong():
    for bad in (5, inner):
        try:
            asyncio.shield(bad)
        except TypeError as error:
            print(error)


asyncio.run(wrong())
c = inner()
try:
    asyncio.shield(c)
except RuntimeError as error:
    print(error)
c.close()
