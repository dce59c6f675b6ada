import asyncio


async def work():
    await asyncio.sleep(0.01)
    return [1, "two"]


async def fails():
    raise ValueError("failed")


def callback(future):
    pass


class Callable:
    def method(self, future):
        pass

    def __call__(self, future):
        pass


# === Tasks ===
async def tasks():
    t = asyncio.create_task(work(), name="w")
    print(t)
    await asyncio.sleep(0)
    print(t)
    t.add_done_callback(callback)
    print(t)
    t.add_done_callback(print)
    t.add_done_callback(lambda f: None)
    print(t)
    await t
    print(t)
    t = asyncio.create_task(fails(), name="f")
    await asyncio.wait([t])
    print(t)
    t.exception()
    t = asyncio.create_task(work(), name="c")
    await asyncio.sleep(0)
    t.cancel()
    print(t)
    await asyncio.wait([t])
    print(t)
    print(asyncio.current_task())

    async def waits(other):
        await other

    inner = asyncio.create_task(work(), name="inner")
    outer = asyncio.create_task(waits(inner), name="outer")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(outer)
    print(inner)
    await outer
    print(asyncio.create_task(asyncio.sleep(0), name="a name with 'quotes'"))
    await asyncio.sleep(0)


asyncio.run(tasks())


# === Futures ===
async def futures():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    print(f)
    f.add_done_callback(callback)
    print(f)
    f.add_done_callback(Callable().method)
    print(f)
    f.add_done_callback(callback)
    print(f)
    f.set_result("x" * 5)
    print(f)
    g = loop.create_future()
    g.set_exception(KeyError("k"))
    print(g, repr(g.exception()))
    h = loop.create_future()
    h.cancel()
    print(h)
    k = loop.create_future()
    k.set_result(list(range(100)))
    print(k)
    print(asyncio.gather(f, k))
    print(asyncio.shield(loop.create_future()))

    class MyFuture(asyncio.Future):
        pass

    print(MyFuture())
    await asyncio.sleep(0)


asyncio.run(futures())


# === Handles and loops ===
async def handles():
    loop = asyncio.get_running_loop()
    h = loop.call_soon(callback, 5)
    print(h)
    h.cancel()
    print(h)
    t = loop.call_at(1e9, callback, 1, "two")
    print(t)
    t.cancel()
    print(t)
    print(str(loop).split(" ", 1)[1])
    print(asyncio.Lock().__class__, asyncio.sleep(0).close())


asyncio.run(handles())
loop = asyncio.new_event_loop()
print(loop)
loop.close()
print(loop)

# === Coroutines and async generators ===
async def agen():
    yield 1


c = work()
print(c, repr(c).split(" at ")[0], work, agen())
c.close()
print(asyncio.CancelledError("m"), repr(asyncio.TimeoutError()), repr(asyncio.InvalidStateError("i")), repr(asyncio.QueueEmpty()), asyncio.IncompleteReadError(b"ab", 5), repr(asyncio.LimitOverrunError("msg", 3)))
