# Queues whose class or instance replaces methods, queues that change while tasks wait, and cancelled waiters.
import asyncio
import collections


def show(*what):
    print(*what)


# === A subclass that overrides the three documented methods ===
class Traced(asyncio.Queue):
    def _init(self, maxsize):
        show("_init", maxsize)
        self._queue = collections.deque()

    def _put(self, item):
        show("_put", item)
        self._queue.append(item)

    def _get(self):
        item = self._queue.popleft()
        show("_get", item)
        return item


async def traced():
    q = Traced(2)
    q.put_nowait("a")
    await q.put("b")
    show(await q.get(), q.get_nowait(), q.empty())


asyncio.run(traced())


# === A subclass that overrides full(), empty() or qsize() ===
class Small(asyncio.Queue):
    def full(self):
        show("full?")
        return self.qsize() >= 1

    def empty(self):
        show("empty?")
        return super().empty()


class Weighed(asyncio.Queue):
    def qsize(self):
        return sum(self._queue)


async def overridden():
    q = Small()
    await q.put(1)
    try:
        q.put_nowait(2)
    except asyncio.QueueFull:
        show("QueueFull")
    show(await q.get())
    q = Weighed(5)
    q.put_nowait(3)
    q.put_nowait(4)
    show(q.full(), q.qsize())
    try:
        q.put_nowait(0)
    except asyncio.QueueFull:
        show("QueueFull")


asyncio.run(overridden())


# === A subclass that overrides put_nowait() or get_nowait() ===
class Counting(asyncio.Queue):
    puts = gets = 0

    def put_nowait(self, item):
        self.puts += 1
        return super().put_nowait(item)

    def get_nowait(self):
        self.gets += 1
        return super().get_nowait()


async def counting():
    q = Counting(1)
    await q.put("x")
    q.get_nowait()
    await q.put("y")
    show(await q.get(), q.puts, q.gets)


asyncio.run(counting())


# === Methods replaced on an instance or on the class itself ===
async def replaced():
    q = asyncio.Queue()
    q.put_nowait(1)
    q.put_nowait = lambda item: show("instead of putting", item)
    await q.put(2)
    show(q.qsize(), await q.get())
    q = asyncio.Queue()
    await q.put("before")
    original = asyncio.Queue._put
    asyncio.Queue._put = lambda self, item: original(self, ("wrapped", item))
    try:
        await q.put("during")
        q.put_nowait("during too")
    finally:
        asyncio.Queue._put = original
    await q.put("after")
    show([q.get_nowait() for _ in range(q.qsize())])
    q = asyncio.Queue(1)
    vars(q)["note"] = "attributes in a dict"
    await q.put(5)
    show(q.full(), q.note, await q.get(), q.empty())
    q._maxsize = 2
    q.put_nowait(1)
    q.put_nowait(2)
    show(q.full(), q.maxsize)
    show(q.put_nowait, type(asyncio.Queue.put_nowait).__name__, type(asyncio.Queue.get).__name__)


import re

_show = show


def show(*what):
    print(*(re.sub("0x[0-9a-f]+", "0x", str(w)) if callable(w) else w for w in what))


asyncio.run(replaced())


# === Everything that can be an item ===
async def items():
    q = asyncio.Queue()
    for item in (None, False, NotImplemented, ..., "<nothing>", q, StopIteration(3), asyncio.QueueEmpty):
        await q.put(item)
        got = await q.get()
        show(got is item)


asyncio.run(items())


# === Subclasses: order and priority among waiting tasks ===
async def orders():
    for kind in (asyncio.Queue, asyncio.LifoQueue, asyncio.PriorityQueue):
        q = kind(3)

        async def produce(values):
            for value in values:
                await q.put(value)

        async def consume(name, n):
            for _ in range(n):
                show(kind.__name__, name, await q.get())

        await asyncio.gather(
            consume("a", 3), produce([5, 1, 4]), consume("b", 3), produce([9, 2, 6]), consume("c", 0)
        )


asyncio.run(orders())


# === Cancelled waiters pass their place on ===
async def cancelled():
    q = asyncio.Queue()

    async def get(name):
        try:
            show(name, await q.get())
        except asyncio.CancelledError:
            show(name, "cancelled")
            raise

    tasks = [asyncio.create_task(get(n)) for n in "abcd"]
    await asyncio.sleep(0)
    show(q)
    tasks[1].cancel()
    q.put_nowait(1)  # for a
    tasks[0].cancel()  # woken and cancelled in one turn: b is gone, so c gets it
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    show(q)
    q.put_nowait(2)
    await asyncio.gather(*tasks, return_exceptions=True)
    show(q)

    q = asyncio.Queue(1)
    q.put_nowait("first")

    async def put(item):
        await q.put(item)
        show("put", item)

    tasks = [asyncio.create_task(put(n)) for n in "xyz"]
    await asyncio.sleep(0)
    show(q)
    show(q.get_nowait())
    tasks[0].cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    show(q, q.get_nowait())
    await asyncio.sleep(0)
    show(q, q.get_nowait())
    show([type(r).__name__ for r in await asyncio.gather(*tasks, return_exceptions=True)])


asyncio.run(cancelled())


# === join(), task_done() and puts in between ===
async def joining():
    q = asyncio.Queue()
    await q.join()
    q.put_nowait(1)
    waiting = asyncio.create_task(q.join())
    await asyncio.sleep(0)
    await q.put(2)
    await q.get()
    q.task_done()
    await asyncio.sleep(0)
    show(waiting.done(), q)
    q.put_nowait(3)
    for _ in range(2):
        await q.get()
        q.task_done()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    show(waiting.done(), q)
    await q.put(4)
    again = asyncio.create_task(q.join())
    await asyncio.sleep(0)
    show(again.done())
    q.task_done()
    await again
    try:
        q.task_done()
    except ValueError as error:
        show(error)


asyncio.run(joining())


# === shutdown() with waiters of both sorts ===
async def shutting(immediate):
    q = asyncio.Queue(1)
    log = []

    async def put(item):
        try:
            await q.put(item)
            log.append(("put", item))
        except asyncio.QueueShutDown:
            log.append(("shut", item))

    async def get():
        try:
            while True:
                log.append(("got", await q.get()))
        except asyncio.QueueShutDown:
            log.append("get shut")

    putters = [asyncio.create_task(put(n)) for n in range(3)]
    await asyncio.sleep(0)
    q.shutdown(immediate)
    show(q)
    for attempt in (lambda: q.put_nowait(9), q.get_nowait):
        try:
            show(attempt())
        except Exception as error:
            show(repr(error))
    await asyncio.gather(*putters, get())
    show(log, q)
    getters = asyncio.Queue()
    waiting = [asyncio.create_task(getters.get()) for _ in range(2)]
    await asyncio.sleep(0)
    getters.shutdown()
    show([type(r).__name__ for r in await asyncio.gather(*waiting, return_exceptions=True)])


asyncio.run(shutting(False))
asyncio.run(shutting(True))


# === Two loops ===
q = asyncio.Queue(1)


async def fill():
    await q.put(1)
    try:
        await asyncio.wait_for(q.put(2), 0.01)
    except TimeoutError:
        show("no room")


asyncio.run(fill())


async def other():
    show(await q.get())
    try:
        await q.get()
    except RuntimeError as error:
        show(re.sub("0x[0-9a-f]+", "0x", str(error)))


asyncio.run(other())


# === A coroutine that nobody awaits, and one that does not fit the signature ===
async def last():
    put = q.put(1)
    show(type(put).__name__, put.__qualname__)
    put.close()
    try:
        await q.put()
    except TypeError as error:
        show(error)
    await asyncio.PriorityQueue().put(*[])


asyncio.run(last())
