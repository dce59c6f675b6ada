import asyncio


async def nothing():
    return "nothing"


def attempt(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)


# === A running loop cannot be run again ===
async def inside():
    loop = asyncio.get_running_loop()
    c = nothing()
    attempt(lambda: asyncio.run(c))
    attempt(lambda: loop.run_until_complete(c))
    attempt(loop.run_forever)
    c.close()
    other = asyncio.new_event_loop()
    c = nothing()
    attempt(lambda: other.run_until_complete(c))
    attempt(other.run_forever)
    other.close()
    c.close()
    attempt(loop.close)
    runner = asyncio.Runner()
    c = nothing()
    attempt(lambda: runner.run(c))
    c.close()
    print(asyncio.get_event_loop() is loop, loop.is_running(), loop.is_closed(), asyncio.get_running_loop() is loop)


asyncio.run(inside())

# === No loop is running ===
attempt(asyncio.get_running_loop)
attempt(asyncio.get_event_loop)
attempt(lambda: asyncio.create_task(5))
attempt(lambda: asyncio.ensure_future(5))
c = nothing()
attempt(lambda: asyncio.create_task(c))
attempt(lambda: asyncio.ensure_future(c))
c.close()
attempt(asyncio.Future)
attempt(asyncio.current_task)
attempt(asyncio.all_tasks)
attempt(asyncio.timeout)
print(asyncio._get_running_loop())

# === Closed loops ===
loop = asyncio.new_event_loop()
loop.close()
loop.close()
print(loop.is_closed(), loop)
c = nothing()
attempt(lambda: loop.run_until_complete(c))
attempt(lambda: loop.create_task(c))
c.close()
attempt(loop.run_forever)
attempt(lambda: loop.call_soon(print))
attempt(lambda: loop.run_until_complete(loop.create_future()))

# === set_event_loop ===
attempt(lambda: asyncio.set_event_loop(5))
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
print(asyncio.get_event_loop() is loop, loop.is_running())
print(loop.run_until_complete(nothing()))
asyncio.set_event_loop(None)
attempt(asyncio.get_event_loop)
loop.close()

# === A future that never ends ===
loop = asyncio.new_event_loop()


async def stopper():
    asyncio.get_running_loop().stop()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    return "too late"


t = loop.create_task(stopper())
attempt(lambda: loop.run_until_complete(t))
print(loop.run_until_complete(t))
loop.close()

# === Policies, other arguments ===
loop = asyncio.new_event_loop()
attempt(lambda: loop.run_until_complete(5))
attempt(lambda: loop.run_until_complete(nothing))
attempt(lambda: loop.create_task(nothing))
print(loop.get_debug(), isinstance(loop, asyncio.AbstractEventLoop))
loop.set_debug(False)
print(loop.slow_callback_duration)
loop.close()


async def foreign():
    other = asyncio.new_event_loop()
    f = other.create_future()
    try:
        await asyncio.wait_for(f, 0.01)
    except Exception as error:
        print(type(error).__name__, str(error).split(" got ")[0].split("<")[0])
    attempt(lambda: asyncio.ensure_future(f, loop=asyncio.get_running_loop()))
    other.close()


asyncio.run(foreign())


def main():
    async def body():
        asyncio.get_event_loop().run_until_complete(asyncio.sleep(0))

    asyncio.run(body())


main()
