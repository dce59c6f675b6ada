import asyncio

loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)


async def work(name="work"):
    print(name, "begins")
    await asyncio.sleep(0.01)
    print(name, "ends")
    return name.upper()


# === Coroutines, tasks, futures ===
print(loop.run_until_complete(work()))
t = loop.create_task(work("task"))
print(t.done(), loop.run_until_complete(t), t.done(), loop.run_until_complete(t))
f = loop.create_future()
loop.call_later(0.01, f.set_result, "set later")
print(loop.run_until_complete(f))
print(loop.run_until_complete(asyncio.sleep(0, "slept")))


# === The loop stops when the one is done; others wait for the next run ===
async def ticker():
    for i in range(5):
        print("tick", i)
        await asyncio.sleep(0)


tick = loop.create_task(ticker())
loop.run_until_complete(asyncio.sleep(0))
print("first stop", tick.done())
loop.run_until_complete(asyncio.sleep(0))
print("second stop", tick.done())
loop.run_until_complete(tick)


# === Errors ===
async def fails():
    raise ValueError("from the coroutine")


try:
    loop.run_until_complete(fails())
except ValueError as error:
    print(repr(error))
t = loop.create_task(work("cancelled"))
loop.call_soon(t.cancel)
try:
    loop.run_until_complete(t)
except asyncio.CancelledError as error:
    print(repr(error))


async def nested():
    c = work("never")
    try:
        loop.run_until_complete(c)
    except RuntimeError as error:
        print(error)
    c.close()


loop.run_until_complete(nested())

# === stop() in the middle, run_forever afterwards ===
async def stops():
    loop.stop()
    await asyncio.sleep(0)
    return "finished after stop"


t = loop.create_task(stops())
try:
    loop.run_until_complete(t)
except RuntimeError as error:
    print(error)
loop.call_later(0.01, loop.stop)
loop.run_forever()
print(t.result())
loop.run_until_complete(loop.shutdown_asyncgens())
loop.close()
print(loop.is_closed())
c = work("on a closed loop")
try:
    loop.run_until_complete(c)
finally:
    c.close()
