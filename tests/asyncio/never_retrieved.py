import asyncio
import gc


async def fails(text="lost"):
    await asyncio.sleep(0)
    raise ValueError(text)


# === A failed task that nobody asks is reported when it dies ===
async def dropped():
    t = asyncio.create_task(fails(), name="dropped")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print("still held")
    del t
    gc.collect()
    print("gone")


asyncio.run(dropped())


# === Asking once is enough ===
async def asked():
    for ask in (lambda t: t.exception(), lambda t: t.done() and t._exception is None):
        t = asyncio.create_task(fails("asked"), name="asked")
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        print(repr(ask(t)))
        del t
        gc.collect()


asyncio.run(asked())


# === Futures, nested errors ===
async def futures():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    f.set_exception(KeyError("in a future"))
    del f
    gc.collect()
    g = loop.create_future()
    g.set_exception(KeyError("asked"))
    g.exception()
    del g
    h = loop.create_future()
    h.cancel()
    del h
    gc.collect()

    async def chained():
        try:
            raise LookupError("first")
        except LookupError as error:
            raise RuntimeError("second") from error

    asyncio.create_task(chained(), name="chained")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    gc.collect()


asyncio.run(futures())


# === gather that was not awaited, second errors of a gather ===
async def gathering():
    async def named(n):
        raise ValueError(n)

    g = asyncio.gather(named("g1"), named("g2"))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del g
    gc.collect()
    try:
        await asyncio.gather(named("awaited"), named("hidden"))
    except ValueError as error:
        print(error)
    gc.collect()


asyncio.run(gathering())


# === Left at the end of the run ===
async def leaves():
    asyncio.create_task(fails("left behind"), name="left")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print("main ends")


asyncio.run(leaves())
gc.collect()
print("after the run")


async def fails_in_cancel():
    async def bad_cleanup():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            raise ValueError("during shutdown")

    t = asyncio.create_task(bad_cleanup(), name="bad")
    await asyncio.sleep(0)


asyncio.run(fails_in_cancel())
print("end")
