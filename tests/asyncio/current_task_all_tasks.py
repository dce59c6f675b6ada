import asyncio


def names():
    return sorted(t.get_name() for t in asyncio.all_tasks())


# === Who runs now ===
async def main():
    me = asyncio.current_task()
    me.set_name("main")
    print(me.get_name(), names(), asyncio.current_task(asyncio.get_running_loop()) is me)

    async def child():
        print(asyncio.current_task().get_name(), names())
        await asyncio.sleep(0)
        print("again", asyncio.current_task().get_name())

    a = asyncio.create_task(child(), name="a")
    b = asyncio.create_task(child(), name="b")
    print(names())
    await a
    print(names(), asyncio.current_task() is me)
    await b
    print(names())
    asyncio.get_running_loop().call_soon(lambda: print("callback:", asyncio.current_task(), names()))
    await asyncio.sleep(0)

    async def direct():
        return asyncio.current_task() is me

    print(await direct())

    async def agen():
        yield asyncio.current_task().get_name()

    print([x async for x in agen()])


asyncio.run(main())

# === Outside of a loop ===
for f in (asyncio.current_task, asyncio.all_tasks):
    try:
        f()
    except RuntimeError as error:
        print(error)
loop = asyncio.new_event_loop()
print(asyncio.current_task(loop), asyncio.all_tasks(loop))
t = loop.create_task(asyncio.sleep(0), name="waiting")
print([x.get_name() for x in asyncio.all_tasks(loop)], asyncio.current_task(loop))
loop.run_until_complete(t)
print(asyncio.all_tasks(loop))
loop.close()


