import asyncio


# === Lock: one at a time, in order ===
async def lock():
    l = asyncio.Lock()
    print(l.locked(), l)

    async def worker(n):
        async with l:
            print(n, "enters")
            await asyncio.sleep(0)
            print(n, "leaves")

    await asyncio.gather(*[worker(n) for n in range(3)])
    print(await l.acquire(), l.locked(), l, l.release())
    try:
        l.release()
    except RuntimeError as error:
        print(error)
    try:
        with l:
            pass
    except TypeError as error:
        print(error)
    async with l as value:
        print(value)
    try:
        async with l:
            raise ValueError("inside")
    except ValueError as error:
        print(error, l.locked())


asyncio.run(lock())


# === A cancelled waiter does not keep the lock ===
async def cancelled():
    l = asyncio.Lock()
    log = []

    async def worker(n):
        try:
            async with l:
                log.append(n)
                await asyncio.sleep(0)
        except asyncio.CancelledError:
            log.append(f"{n} cancelled")
            raise

    await l.acquire()
    a, b, c = [asyncio.create_task(worker(n)) for n in "abc"]
    await asyncio.sleep(0)
    print(l)
    l.release()
    a.cancel()
    await asyncio.wait([a, b, c])
    print(log, l.locked())
    await l.acquire()
    d, e = asyncio.create_task(worker("d")), asyncio.create_task(worker("e"))
    await asyncio.sleep(0)
    d.cancel()
    await asyncio.sleep(0)
    l.release()
    await e
    print(log)


asyncio.run(cancelled())


# === Fairness: no overtaking ===
async def fair():
    l = asyncio.Lock()
    log = []

    async def greedy(n):
        for _ in range(2):
            async with l:
                log.append(n)
                await asyncio.sleep(0)

    await asyncio.gather(*[greedy(n) for n in "ab"])
    print(log)


asyncio.run(fair())


# === Event ===
async def event():
    e = asyncio.Event()
    print(e.is_set(), e)

    async def waiter(n):
        print(n, "waits")
        print(n, await e.wait())

    tasks = [asyncio.create_task(waiter(n)) for n in range(3)]
    await asyncio.sleep(0)
    print(e)
    e.set()
    print("set", e.is_set())
    e.clear()
    await asyncio.gather(*tasks)
    print(e.is_set())
    e.set()
    print(await e.wait(), e)
    t = asyncio.create_task(asyncio.Event().wait())
    await asyncio.sleep(0)
    t.cancel()
    print((await asyncio.gather(t, return_exceptions=True)))


asyncio.run(event())


# === Semaphore ===
async def semaphore():
    s = asyncio.Semaphore(2)
    running = []

    async def worker(n):
        async with s:
            running.append(n)
            print("running", running)
            await asyncio.sleep(0.01)
            running.remove(n)

    print(s.locked(), s)
    await asyncio.gather(*[worker(n) for n in range(5)])
    await s.acquire()
    await s.acquire()
    print(s.locked(), s)
    t = asyncio.create_task(s.acquire())
    await asyncio.sleep(0)
    print(s)
    t.cancel()
    await asyncio.sleep(0)
    s.release()
    s.release()
    s.release()
    print(s)
    b = asyncio.BoundedSemaphore(1)
    await b.acquire()
    b.release()
    try:
        b.release()
    except ValueError as error:
        print(error)
    try:
        asyncio.Semaphore(-1)
    except ValueError as error:
        print(error)
    z = asyncio.Semaphore(0)
    w = asyncio.create_task(z.acquire())
    await asyncio.sleep(0)
    z.release()
    print(await w, z.locked())


asyncio.run(semaphore())


# === Condition ===
async def condition():
    c = asyncio.Condition()
    items = []

    async def consumer(n):
        async with c:
            while not items:
                print(n, "waits")
                await c.wait()
            print(n, "takes", items.pop(0))

    tasks = [asyncio.create_task(consumer(n)) for n in range(3)]
    await asyncio.sleep(0)
    async with c:
        items.append("one")
        c.notify()
        print(c)
    await asyncio.sleep(0.01)
    async with c:
        items.extend(["two", "three"])
        c.notify_all()
    await asyncio.gather(*tasks)
    for action in (c.notify, c.notify_all):
        try:
            action()
        except RuntimeError as error:
            print(error)
    try:
        await c.wait()
    except RuntimeError as error:
        print(error)
    async with c:
        print(await c.wait_for(lambda: "true at once"), c.locked())

    async def waits():
        async with c:
            try:
                await c.wait()
            except asyncio.CancelledError:
                print("cancelled, holds the lock:", c.locked())
                raise

    t = asyncio.create_task(waits())
    await asyncio.sleep(0)
    t.cancel()
    print(await asyncio.gather(t, return_exceptions=True), c.locked())
    l = asyncio.Lock()
    d = asyncio.Condition(l)
    async with d:
        print(l.locked(), d.locked())


asyncio.run(condition())


# === Barrier ===
async def barrier():
    b = asyncio.Barrier(3)

    async def party(n):
        await asyncio.sleep(n / 100)
        index = await b.wait()
        print(n, "passes", index)

    print(b.parties, b.n_waiting, b.broken, b)
    await asyncio.gather(*[party(n) for n in range(3)])
    t = asyncio.create_task(b.wait())
    await asyncio.sleep(0)
    print(b.n_waiting)
    await b.abort()
    try:
        await t
    except asyncio.BrokenBarrierError as error:
        print(repr(error), b.broken)
    await b.reset()
    print(b.broken)
    async with asyncio.Barrier(1) as position:
        print(position)
    try:
        asyncio.Barrier(0)
    except ValueError as error:
        print(error)


asyncio.run(barrier())


# === Made outside, used in one loop, then in another ===
outside = asyncio.Lock()


async def use():
    async with outside:
        async def contend():
            async with outside:
                print("second")
        t = asyncio.create_task(contend())
        await asyncio.sleep(0)
    await t


asyncio.run(use())
try:
    asyncio.run(use())
except RuntimeError as error:
    print(str(error).split("<")[0], str(error).split(">")[-1])


async def last():
    asyncio.Lock().release()


asyncio.run(last())
