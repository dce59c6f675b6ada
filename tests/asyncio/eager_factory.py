# === The library's own factory, its like, and none ===
import asyncio


async def step(log, name):
    log.append(name + " starts")
    await asyncio.sleep(0)
    log.append(name + " ends")
    return name


async def run(factory):
    loop = asyncio.get_running_loop()
    loop.set_task_factory(factory)
    log = []
    first = asyncio.create_task(step(log, "a"), name="first")
    log.append("created")
    second = asyncio.ensure_future(step(log, "b"))
    print(await asyncio.gather(first, second, step(log, "c")), first.get_name(), log)
    lazy = asyncio.create_task(step(log, "d"), eager_start=False)
    log.append("lazy")
    await lazy
    print(log[-3:], loop.get_task_factory() is factory)


def traced(loop, coro, **kwargs):
    print("factory", sorted(kwargs))
    return asyncio.eager_task_factory(loop, coro, **kwargs)


for factory in (asyncio.eager_task_factory, asyncio.create_eager_task_factory(asyncio.Task), traced):
    asyncio.run(run(factory))


# === Back to tasks that wait for their turn ===
async def back():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    loop.set_task_factory(None)
    log = []
    task = asyncio.create_task(step(log, "late"))
    log.append("created")
    await task
    print(log)


asyncio.run(back())
