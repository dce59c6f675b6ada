# Locks, events and semaphores whose class or instance replaces methods, and races between waiters.
import asyncio
import re


def show(*what):
    print(*(re.sub("0x[0-9a-f]+", "0x", str(w)) for w in what))


# === Subclasses that override acquire(), release(), locked() ===
class Loud(asyncio.Lock):
    async def acquire(self):
        show("acquire")
        return await super().acquire()

    def release(self):
        show("release")
        super().release()


class Open(asyncio.Semaphore):
    def locked(self):
        show("locked?")
        return super().locked()


class Never(asyncio.Lock):
    def locked(self):
        return True


async def overridden():
    lock = Loud()
    async with lock as value:
        show(value, lock.locked())
    semaphore = Open(1)
    async with semaphore:
        show(semaphore._value)
    show(semaphore._value)
    lock = Never()
    show(await lock.acquire(), lock.locked(), lock)
    lock.release()
    bounded = asyncio.BoundedSemaphore(1)
    async with bounded:
        show(bounded.locked())
    try:
        bounded.release()
    except ValueError as error:
        show(error)


asyncio.run(overridden())


# === Methods replaced on an instance or a class ===
async def replaced():
    lock = asyncio.Lock()

    async def acquire():
        show("own acquire")
        return True

    lock.acquire = acquire
    try:
        async with lock:
            show(lock.locked())
    except RuntimeError as error:
        show(error)
    lock = asyncio.Lock()
    await lock.acquire()
    lock.release()
    original = asyncio.Lock.acquire

    async def counted(self):
        show("class acquire")
        return await original(self)

    asyncio.Lock.acquire = counted
    try:
        async with lock:
            show(lock.locked())
    finally:
        asyncio.Lock.acquire = original
    async with lock:
        show(vars(lock)["_locked"], lock.locked())
    async with lock:
        show(lock.locked())
    show(type(asyncio.Lock.acquire).__name__, type(asyncio.Lock.release).__name__, lock.acquire)


asyncio.run(replaced())


# === Woken, cancelled, overtaken ===
async def races(kind):
    lock = kind()
    log = []

    async def hold(name, turns=1):
        try:
            async with lock:
                log.append(name)
                for _ in range(turns):
                    await asyncio.sleep(0)
            log.append("-" + name)
        except asyncio.CancelledError:
            log.append("!" + name)
            raise

    await lock.acquire()
    tasks = [asyncio.create_task(hold(n)) for n in "abcd"]
    await asyncio.sleep(0)
    show(lock)
    tasks[0].cancel()
    lock.release()  # wakes a, which is being cancelled: b is next
    late = asyncio.create_task(hold("late"))
    show(lock.locked(), lock)
    await asyncio.sleep(0)
    show(lock.locked(), lock)
    await asyncio.gather(*tasks, late, return_exceptions=True)
    show(*log)
    show(lock.locked(), lock)
    # Everybody who waits was cancelled: the lock is free for the next.
    log.clear()
    await lock.acquire()
    waiting = asyncio.create_task(hold("w"))
    await asyncio.sleep(0)
    waiting.cancel()
    lock.release()
    show(lock)
    async with lock:
        show("mine at once")
    await asyncio.gather(waiting, return_exceptions=True)
    show(*log)
    # Released and taken back in one turn.
    await lock.acquire()
    waiting = asyncio.create_task(hold("v"))
    await asyncio.sleep(0)
    lock.release()
    taking = asyncio.create_task(lock.acquire())
    await asyncio.sleep(0)
    show(taking.done(), waiting.done(), *log)
    await taking
    lock.release()
    await waiting
    show(*log)


asyncio.run(races(asyncio.Lock))
asyncio.run(races(asyncio.Semaphore))


# === A semaphore that is released more often than it is taken ===
async def many():
    semaphore = asyncio.Semaphore(0)
    order = []

    async def take(n):
        await semaphore.acquire()
        order.append(n)

    tasks = [asyncio.create_task(take(n)) for n in range(6)]
    await asyncio.sleep(0)
    show(semaphore)
    tasks[1].cancel()
    for _ in range(3):
        semaphore.release()
    show(semaphore)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    show(order, semaphore)
    for _ in range(4):
        semaphore.release()
    await asyncio.gather(*tasks, return_exceptions=True)
    show(order, semaphore, semaphore.locked())
    tasks = [asyncio.create_task(take(n)) for n in "xyz"]
    await asyncio.sleep(0)
    semaphore._value = 2
    semaphore.release()
    await asyncio.gather(*tasks, return_exceptions=True)
    show(order, semaphore)


asyncio.run(many())


# === Events: set, cleared and set again while tasks wait ===
async def events():
    event = asyncio.Event()
    log = []

    async def wait(n):
        log.append((n, await event.wait()))

    tasks = [asyncio.create_task(wait(n)) for n in range(3)]
    await asyncio.sleep(0)
    show(event)
    tasks[1].cancel()
    event.set()
    event.clear()
    more = asyncio.create_task(wait("more"))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    show(log, event, more.done())
    event.set()
    event.set()
    await more
    show(log, event, await event.wait())
    show([type(r).__name__ for r in await asyncio.gather(*tasks, return_exceptions=True)])


asyncio.run(events())


# === One lock, two loops ===
lock = asyncio.Lock()


async def contend():
    async with lock:
        try:
            await asyncio.wait_for(lock.acquire(), 0.01)
        except TimeoutError:
            show("timeout", lock)


asyncio.run(contend())


async def elsewhere():
    async with lock:
        show("free: no loop matters", lock)
        try:
            await lock.acquire()
        except RuntimeError as error:
            show(error)


asyncio.run(elsewhere())


# === Errors leave their tracebacks ===
async def last():
    lock = asyncio.Lock()
    async with lock:
        lock.release()


asyncio.run(last())
