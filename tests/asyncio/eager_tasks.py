import asyncio


# === An eager task runs up to its first suspension at once ===
async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    print(loop.get_task_factory() is asyncio.eager_task_factory)

    async def no_await():
        print("ran", asyncio.current_task().get_name())
        return "at once"

    t = asyncio.create_task(no_await(), name="eager")
    print(t.done(), t.result(), asyncio.current_task() is not t)
    print(await t)

    async def one_await():
        print("before")
        await asyncio.sleep(0)
        print("after")
        return "later"

    t = asyncio.create_task(one_await())
    print(t.done())
    print(await t)

    async def fails():
        raise ValueError("at once")

    t = asyncio.create_task(fails())
    print(t.done(), repr(t.exception()))
    try:
        await t
    except ValueError as error:
        print(error)
    print(await asyncio.gather(no_await(), one_await(), no_await()))
    order = []

    async def nested(n):
        order.append(f"in {n}")
        if n:
            asyncio.create_task(nested(n - 1))
        order.append(f"out {n}")

    asyncio.create_task(nested(3))
    print(order)

    async def done_callback():
        return 1

    t = asyncio.create_task(done_callback())
    t.add_done_callback(lambda t: print("callback later", t.result()))
    print("added")
    await asyncio.sleep(0)
    print(len(asyncio.all_tasks()))

    async def cancelled():
        asyncio.current_task().cancel()
        await asyncio.sleep(0)

    t = asyncio.create_task(cancelled())
    print(t.done())
    print(await asyncio.gather(t, return_exceptions=True))
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(no_await())
        b = tg.create_task(one_await())
        print(a.done(), b.done())
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(fails())
            print("body goes on")
    except ExceptionGroup as group:
        print(group.exceptions)


asyncio.run(main())


# === One at a time, and factories ===
async def single():
    async def f():
        print("f runs")
        return 5

    loop = asyncio.get_running_loop()
    t = asyncio.Task(f(), loop=loop, eager_start=True)
    print(t.done(), await t)
    t = asyncio.create_task(f(), eager_start=True)
    print(t.done())
    t = asyncio.Task(f(), loop=loop)
    print("not eager", t.done())
    await t

    class MyTask(asyncio.Task):
        pass

    loop.set_task_factory(asyncio.create_eager_task_factory(MyTask))
    t = asyncio.create_task(f(), name="mine")
    print(type(t).__name__, t.get_name())

    def factory(loop, coro, **kwargs):
        print("factory", coro.__name__, sorted(kwargs))
        return asyncio.Task(coro, loop=loop, **kwargs)

    loop.set_task_factory(factory)
    await asyncio.create_task(f(), name="made")
    await asyncio.gather(f())
    loop.set_task_factory(None)
    print(loop.get_task_factory())
    try:
        loop.set_task_factory(5)
    except TypeError as error:
        print(error)


asyncio.run(single())
