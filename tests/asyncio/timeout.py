import asyncio


# === In time and too late ===
async def basic():
    async with asyncio.timeout(0.1) as cm:
        await asyncio.sleep(0.01)
        print("in time", cm.expired())
    print(cm.expired(), cm.when() is not None)
    try:
        async with asyncio.timeout(0.01) as cm:
            await asyncio.sleep(1)
    except TimeoutError as error:
        print(repr(error), cm.expired(), repr(error.__cause__), repr(error.__context__))
    print(asyncio.current_task().cancelling())
    async with asyncio.timeout(None) as cm:
        print(cm.when(), cm)
    for limit in (0, -1):
        try:
            async with asyncio.timeout(limit):
                print("body starts")
                await asyncio.sleep(0)
                print("never")
        except TimeoutError:
            print("limit", limit)
    async with asyncio.timeout(0):
        print("no await, no timeout")


asyncio.run(basic())


# === timeout_at, reschedule ===
async def moving():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout_at(loop.time() + 0.01):
            await asyncio.sleep(1)
    except TimeoutError:
        print("at")
    async with asyncio.timeout(0.01) as cm:
        cm.reschedule(loop.time() + 1)
        await asyncio.sleep(0.03)
    print("moved", cm.expired())
    async with asyncio.timeout(0.01) as cm:
        cm.reschedule(None)
        await asyncio.sleep(0.02)
    try:
        async with asyncio.timeout(None) as cm:
            cm.reschedule(loop.time() - 1)
            await asyncio.sleep(1)
    except TimeoutError:
        print("in the past")
    try:
        cm.reschedule(1)
    except RuntimeError as error:
        print(error)


asyncio.run(moving())


# === Nested ===
async def nested():
    try:
        async with asyncio.timeout(0.01):
            try:
                async with asyncio.timeout(1):
                    await asyncio.sleep(2)
            except TimeoutError:
                print("inner, wrong")
    except TimeoutError:
        print("outer")
    try:
        async with asyncio.timeout(1):
            try:
                async with asyncio.timeout(0.01):
                    await asyncio.sleep(2)
            except TimeoutError:
                print("inner")
            await asyncio.sleep(0)
            print("outer goes on")
    except TimeoutError:
        print("outer, wrong")


asyncio.run(nested())


# === Other errors win; cancellation from outside is not a timeout ===
async def others():
    try:
        async with asyncio.timeout(1):
            raise ValueError("mine")
    except ValueError as error:
        print(repr(error))
    try:
        async with asyncio.timeout(0.01):
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError:
                raise KeyError("converted")
    except KeyError as error:
        print(repr(error), repr(error.__context__))

    async def waits():
        async with asyncio.timeout(1) as cm:
            try:
                await asyncio.sleep(10)
            finally:
                print("expired", cm.expired())

    t = asyncio.create_task(waits())
    await asyncio.sleep(0)
    t.cancel("outside")
    try:
        await t
    except asyncio.CancelledError as error:
        print(repr(error), t.cancelled())
    async with asyncio.timeout(0.01) as cm:
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            print("swallowed", cm.expired())
    print("after", cm.expired(), asyncio.current_task().cancelling())


asyncio.run(others())


# === Wrong use ===
async def wrong():
    cm = asyncio.timeout(1)
    print(cm)
    async with cm:
        print(repr(cm).split(" when")[0])
        try:
            async with cm:
                pass
        except RuntimeError as error:
            print(error)
    print(cm)
    try:
        async with cm:
            pass
    except RuntimeError as error:
        print(error)
    try:
        with asyncio.timeout(1):
            pass
    except TypeError as error:
        print(error)


asyncio.run(wrong())
try:
    asyncio.timeout(1)
except RuntimeError as error:
    print(error)


async def last():
    async with asyncio.timeout(0.01):
        await asyncio.sleep(5)


asyncio.run(last())
