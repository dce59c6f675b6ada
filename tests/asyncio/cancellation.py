import asyncio


async def waits(name="task", delay=10):
    try:
        await asyncio.sleep(delay)
        print(name, "ends")
    except asyncio.CancelledError as error:
        print(name, "cancelled", error.args)
        raise
    finally:
        print(name, "finally")


# === A suspended, a new, a finished task ===
async def basic():
    t = asyncio.create_task(waits())
    await asyncio.sleep(0)
    print(t.cancel(), t.cancelled(), t.done(), t.cancelling())
    try:
        await t
    except asyncio.CancelledError as error:
        print(repr(error), t.cancelled(), t.cancel())
    t = asyncio.create_task(waits("never started"))
    t.cancel("early")
    try:
        await t
    except asyncio.CancelledError as error:
        print(repr(error))
    t = asyncio.create_task(asyncio.sleep(0, "result"))
    await t
    print(t.cancel(), t.result())


asyncio.run(basic())


# === Catching it ===
async def catching():
    async def swallow():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            print("swallowed")
        await asyncio.sleep(0)
        return "went on"

    t = asyncio.create_task(swallow())
    await asyncio.sleep(0)
    t.cancel()
    print(await t, t.cancelled(), t.cancelling())

    async def convert():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as error:
            raise ValueError("converted") from error

    t = asyncio.create_task(convert())
    await asyncio.sleep(0)
    t.cancel("msg")
    try:
        await t
    except ValueError as error:
        print(repr(error), repr(error.__cause__), t.cancelled())

    async def raises_itself():
        raise asyncio.CancelledError("by hand")

    t = asyncio.create_task(raises_itself())
    try:
        await t
    except asyncio.CancelledError as error:
        print(repr(error), t.cancelled())


asyncio.run(catching())


# === Several requests: cancelling() and uncancel() ===
async def counting():
    async def stubborn():
        for _ in range(3):
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError as error:
                me = asyncio.current_task()
                print("request", error.args, me.cancelling())
        print("uncancel", me.uncancel(), me.uncancel(), me.cancelling())
        return "end"

    t = asyncio.create_task(stubborn())
    for i in range(3):
        await asyncio.sleep(0)
        t.cancel(f"n{i}")
    print(await t, t.cancelling(), t.uncancel(), t.uncancel())
    t = asyncio.create_task(waits("twice"))
    await asyncio.sleep(0)
    t.cancel("first")
    t.cancel("second")
    try:
        await t
    except asyncio.CancelledError as error:
        print(repr(error), t.cancelling())
    t = asyncio.create_task(asyncio.sleep(0, "uncancelled in time"))
    await asyncio.sleep(0)
    t.cancel()
    t.uncancel()
    try:
        print(await t)
    except asyncio.CancelledError:
        print("too late")


asyncio.run(counting())


# === Through a chain of awaits ===
async def chain():
    async def inner():
        try:
            await asyncio.sleep(10)
        finally:
            print("inner finally")

    async def middle():
        try:
            await inner()
        except asyncio.CancelledError:
            print("middle saw it")
            raise

    async def outer():
        try:
            await middle()
        finally:
            await asyncio.sleep(0)
            print("outer finally, after an await")

    t = asyncio.create_task(outer())
    await asyncio.sleep(0)
    t.cancel("through")
    try:
        await t
    except asyncio.CancelledError as error:
        print(repr(error))


asyncio.run(chain())


# === From task to task: the awaited one is cancelled first ===
async def dependent():
    child = asyncio.create_task(waits("child"))

    async def parent():
        try:
            await child
        except asyncio.CancelledError as error:
            print("parent", error.args, child.cancelled())
            raise

    p = asyncio.create_task(parent())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    p.cancel("to the parent")
    try:
        await p
    except asyncio.CancelledError as error:
        print(repr(error), p.cancelled(), child.cancelled())
    child = asyncio.create_task(waits("child"))
    p = asyncio.create_task(parent())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    child.cancel("to the child")
    try:
        await p
    except asyncio.CancelledError as error:
        print(repr(error), p.cancelled())


asyncio.run(dependent())


# === While it is about to run ===
async def racing():
    f = asyncio.get_running_loop().create_future()

    async def on_future():
        try:
            print("value", await f)
        except asyncio.CancelledError:
            print("cancelled though the value was there")
            raise

    t = asyncio.create_task(on_future())
    await asyncio.sleep(0)
    f.set_result(1)
    print(t.cancel())
    try:
        await t
    except asyncio.CancelledError:
        print(t.cancelled())

    async def cancels_itself():
        asyncio.current_task().cancel("self")
        print("still running")
        try:
            await asyncio.sleep(0)
        except asyncio.CancelledError as error:
            print("at the next await", error.args)
            raise

    t = asyncio.create_task(cancels_itself())
    print(await asyncio.gather(t, return_exceptions=True))

    async def cancels_and_returns():
        asyncio.current_task().cancel()
        return "returned"

    t = asyncio.create_task(cancels_and_returns())
    try:
        print(await t)
    except asyncio.CancelledError as error:
        print("cancelled", repr(error), t.cancelled())

    async def cancels_and_raises():
        asyncio.current_task().cancel()
        raise KeyError("raised")

    t = asyncio.create_task(cancels_and_raises())
    try:
        await t
    except KeyError as error:
        print(repr(error))


asyncio.run(racing())


# === In finally, in async with, in async for ===
async def regions():
    class CM:
        async def __aenter__(self):
            print("enter")

        async def __aexit__(self, kind, value, tb):
            await asyncio.sleep(0)
            print("exit", kind.__name__)

    async def agen():
        try:
            yield 1
            await asyncio.sleep(10)
            yield 2
        finally:
            print("agen finally")

    async def body():
        async with CM():
            async for x in agen():
                print("item", x)

    t = asyncio.create_task(body())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    t.cancel()
    print(await asyncio.gather(t, return_exceptions=True))


asyncio.run(regions())


# === Cancelled twice during cleanup ===
async def cleanup():
    async def body():
        try:
            await asyncio.sleep(10)
        finally:
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError as error:
                print("second", error.args, repr(error.__context__))
                raise

    t = asyncio.create_task(body())
    await asyncio.sleep(0)
    t.cancel("one")
    await asyncio.sleep(0)
    t.cancel("two")
    try:
        await t
    except asyncio.CancelledError as error:
        print(repr(error), repr(error.__context__))


asyncio.run(cleanup())
print(issubclass(asyncio.CancelledError, Exception), asyncio.CancelledError.__mro__[1].__name__, asyncio.CancelledError.__module__, asyncio.TimeoutError is TimeoutError)


async def last():
    t = asyncio.create_task(waits("last"))
    await asyncio.sleep(0)
    t.cancel("uncaught")
    await t


asyncio.run(last())
