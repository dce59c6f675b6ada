import asyncio


# === Producer and consumer through a small queue ===
async def pipeline():
    q = asyncio.Queue(maxsize=2)

    async def producer():
        for i in range(5):
            await q.put(i)
            print("put", i, q.qsize())
        await q.put(None)

    async def consumer():
        while (item := await q.get()) is not None:
            print("got", item)

    await asyncio.gather(producer(), consumer())


asyncio.run(pipeline())


# === put_nowait, get_nowait, sizes ===
async def nowait():
    q = asyncio.Queue(1)
    print(q.empty(), q.full(), q.qsize(), q.maxsize)
    q.put_nowait("x")
    print(q.empty(), q.full(), q.qsize())
    try:
        q.put_nowait("y")
    except asyncio.QueueFull as error:
        print(repr(error))
    print(q.get_nowait())
    try:
        q.get_nowait()
    except asyncio.QueueEmpty as error:
        print(repr(error))
    print(asyncio.Queue(0).full(), asyncio.Queue(-1).full())


asyncio.run(nowait())


# === Waiters are served in order ===
async def order():
    q = asyncio.Queue()

    async def getter(n):
        print(n, "got", await q.get())

    tasks = [asyncio.create_task(getter(n)) for n in range(3)]
    await asyncio.sleep(0)
    for x in "abc":
        q.put_nowait(x)
    await asyncio.gather(*tasks)
    q = asyncio.Queue(1)
    q.put_nowait(0)

    async def putter(n):
        await q.put(n)
        print("put", n)

    tasks = [asyncio.create_task(putter(n)) for n in range(1, 4)]
    await asyncio.sleep(0)
    for _ in range(4):
        print("took", await q.get())
    await asyncio.gather(*tasks)


asyncio.run(order())


# === A cancelled waiter passes the wake-up on ===
async def cancelled():
    q = asyncio.Queue()

    async def getter(n):
        try:
            print(n, "got", await q.get())
        except asyncio.CancelledError:
            print(n, "cancelled")
            raise

    a, b = asyncio.create_task(getter("a")), asyncio.create_task(getter("b"))
    await asyncio.sleep(0)
    q.put_nowait(1)
    a.cancel()
    await asyncio.wait([a, b])
    print(a.cancelled(), q.qsize())
    q = asyncio.Queue(1)
    q.put_nowait("full")
    p1, p2 = asyncio.create_task(q.put("p1")), asyncio.create_task(q.put("p2"))
    await asyncio.sleep(0)
    p1.cancel()
    await asyncio.sleep(0)
    print(q.get_nowait())
    await p2
    print(q.get_nowait(), p1.cancelled())


asyncio.run(cancelled())


# === join and task_done ===
async def joining():
    q = asyncio.Queue()
    for i in range(3):
        q.put_nowait(i)

    async def worker(name):
        while True:
            item = await q.get()
            await asyncio.sleep(0.01 * (item + 1))
            print(name, "did", item)
            q.task_done()

    workers = [asyncio.create_task(worker(n)) for n in ("w1", "w2")]
    await q.join()
    print("joined")
    for w in workers:
        w.cancel()
    print(await asyncio.gather(*workers, return_exceptions=True))
    try:
        q.task_done()
    except ValueError as error:
        print(error)
    await asyncio.Queue().join()


asyncio.run(joining())


# === Priority and last-in-first-out ===
async def other_kinds():
    p, l = asyncio.PriorityQueue(), asyncio.LifoQueue()
    for item in [(3, "c"), (1, "a"), (2, "b")]:
        await p.put(item)
        await l.put(item)
    print([p.get_nowait() for _ in range(3)], [l.get_nowait() for _ in range(3)])


asyncio.run(other_kinds())


# === shutdown ===
async def shutting():
    q = asyncio.Queue()
    q.put_nowait(1)
    q.shutdown()
    print(await q.get())
    for action in (q.get_nowait, lambda: q.put_nowait(1)):
        try:
            action()
        except asyncio.QueueShutDown as error:
            print(repr(error))
    q = asyncio.Queue()
    waiter = asyncio.create_task(q.get())
    await asyncio.sleep(0)
    q.shutdown(immediate=True)
    try:
        await waiter
    except asyncio.QueueShutDown as error:
        print("waiter", repr(error))
    q = asyncio.Queue(1)
    q.put_nowait(1)
    putter = asyncio.create_task(q.put(2))
    await asyncio.sleep(0)
    q.shutdown()
    try:
        await putter
    except asyncio.QueueShutDown as error:
        print("putter", repr(error))


asyncio.run(shutting())


async def reprs():
    q = asyncio.Queue(3)
    q.put_nowait(1)
    print(q, repr(q), asyncio.LifoQueue(), asyncio.PriorityQueue(2))
    t = asyncio.create_task(q.join(), name="joiner")
    await asyncio.sleep(0)
    print(q, t)
    t.cancel()


asyncio.run(reprs())


async def last():
    asyncio.Queue().get_nowait()


asyncio.run(last())
