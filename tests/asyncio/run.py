import asyncio


# === run gives back what main returns ===
async def main(x):
    print("in main", x)
    await asyncio.sleep(0)
    return x * 2


print(asyncio.run(main(21)))
print(asyncio.run(asyncio.sleep(0, "result of sleep")))


# === Each run has a loop of its own ===
loops = []


async def remember():
    loops.append(asyncio.get_running_loop())
    return loops[-1].is_running(), loops[-1].is_closed()


print(asyncio.run(remember()), asyncio.run(remember()), loops[0] is loops[1], loops[0].is_closed(), loops[0].is_running())


# === Errors come out ===
async def fails():
    await asyncio.sleep(0)
    raise ValueError("from main")


try:
    asyncio.run(fails())
except ValueError as error:
    print(repr(error))


# === Tasks that are left are cancelled at the end ===
async def background(name):
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError as error:
        print(name, "cancelled", error.args)
        raise
    finally:
        print(name, "cleanup")


async def leaves():
    task = asyncio.create_task(background("a"))
    await asyncio.sleep(0)
    print("main is done")
    return task


print(asyncio.run(leaves()).cancelled())


async def stubborn():
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError:
        print("takes its time")
        await asyncio.sleep(0.01)
        return "finished anyway"


async def leaves_stubborn():
    t = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    return t


print(asyncio.run(leaves_stubborn()).result())


# === Async generators are closed at the end ===
async def agen():
    try:
        yield 1
        yield 2
    finally:
        print("async generator closed")


held = []


async def leaves_agen():
    g = agen()
    held.append(g)
    print(await anext(g))


asyncio.run(leaves_agen())
held.clear()

# === What cannot be run ===
for bad in (5, main, None, lambda: 1):
    try:
        asyncio.run(bad)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, str(error).replace(repr(bad), "X") if callable(bad) else error)


async def nested():
    inner = main(1)
    try:
        asyncio.run(inner)
    except RuntimeError as error:
        print(error)
    inner.close()


asyncio.run(nested())


async def main_cancels_itself():
    asyncio.current_task().cancel("by itself")
    await asyncio.sleep(0)


try:
    asyncio.run(main_cancels_itself())
except asyncio.CancelledError as error:
    print(repr(error))


class Awaitable:
    def __await__(self):
        yield from asyncio.sleep(0).__await__()
        return "awaited object"


print(asyncio.run(Awaitable()))
print(asyncio.run(main(1), debug=False))
async def named(): return asyncio.current_task().get_name(), asyncio.current_task().get_coro().__name__
print(asyncio.run(named())[1])


async def deep(n):
    if n == 0:
        raise KeyError("deep inside")
    await deep(n - 1)


async def top():
    try:
        await deep(2)
    except KeyError as error:
        raise RuntimeError("at the top") from error


asyncio.run(top())
