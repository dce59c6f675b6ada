import asyncio
import gc


async def forever():
    await asyncio.get_running_loop().create_future()


# === A pending task that dies is reported ===
async def main():
    async def waits_for_lost_future():
        try:
            await asyncio.get_running_loop().create_future()
        finally:
            print("closed")

    t = asyncio.create_task(waits_for_lost_future(), name="lost")
    await asyncio.sleep(0)
    del t
    gc.collect()
    print("collected")


asyncio.run(main())

# === At the end of a loop that is closed with pending tasks ===
loop = asyncio.new_event_loop()
t = loop.create_task(forever(), name="pending at close")
loop.run_until_complete(asyncio.sleep(0))
loop.close()
print(t.done())
del t
gc.collect()
print("second")
loop = asyncio.new_event_loop()
t = loop.create_task(forever(), name="never started")
loop.close()
del t, loop
gc.collect()
print("third")


# === Finished and cancelled ones are not ===
async def quiet():
    a = asyncio.create_task(asyncio.sleep(0), name="a")
    b = asyncio.create_task(forever(), name="b")
    await asyncio.sleep(0)
    b.cancel()
    await asyncio.sleep(0)
    print(a.done(), b.cancelled())


asyncio.run(quiet())
gc.collect()


# === The report can be switched off for one task ===
async def silent():
    t = asyncio.create_task(forever(), name="silent")
    await asyncio.sleep(0)
    t._log_destroy_pending = False
    del t
    gc.collect()


asyncio.run(silent())
print("end")
