import asyncio
import time


# === Sorted by the time of waking ===
async def sleep_sort():
    out = []

    async def one(n):
        await asyncio.sleep(n / 100)
        out.append(n)

    await asyncio.gather(*[one(n) for n in (5, 1, 4, 2, 3)])
    print(out)


asyncio.run(sleep_sort())


# === sleep(0) gives way for one turn ===
async def turns():
    log = []

    async def task(name, n):
        for i in range(n):
            log.append(f"{name}{i}")
            await asyncio.sleep(0)

    await asyncio.gather(task("a", 3), task("b", 2), task("c", 1))
    print(log)
    print(await asyncio.sleep(0, "result"), await asyncio.sleep(0.01, result="later"), await asyncio.sleep(-1, "negative"))


asyncio.run(turns())


# === Against callbacks ===
async def against():
    loop = asyncio.get_running_loop()
    log = []
    loop.call_soon(log.append, "soon 1")
    await asyncio.sleep(0)
    log.append("main")
    loop.call_later(0, log.append, "later 0")
    loop.call_soon(log.append, "soon 2")
    await asyncio.sleep(0)
    log.append("main 2")
    await asyncio.sleep(0.001)
    log.append("main 3")
    print(log)


asyncio.run(against())


# === Time adds up, and runs in parallel ===
async def durations():
    loop = asyncio.get_running_loop()
    start = loop.time()
    for _ in range(3):
        await asyncio.sleep(0.02)
    one_by_one = loop.time() - start
    start = loop.time()
    await asyncio.gather(*[asyncio.sleep(0.02) for _ in range(20)])
    together = loop.time() - start
    print(one_by_one >= 0.06, 0.02 <= together < one_by_one)
    a, b = time.time(), time.perf_counter()
    await asyncio.sleep(0.02)
    print(time.time() - a >= 0.019, time.perf_counter() - b >= 0.019)


asyncio.run(durations())


# === Periodic tasks ===
async def periodic():
    log = []

    async def every(name, delay, times):
        for _ in range(times):
            await asyncio.sleep(delay)
            log.append(name)

    await asyncio.gather(every("20", 0.02, 3), every("33", 0.033, 2))
    print(log)


asyncio.run(periodic())


# === Wrong arguments ===
async def wrong():
    for args in ((), ("x",), (None,), (1, 2, 3), (float("nan"),)):
        try:
            await asyncio.sleep(*args)
        except (TypeError, ValueError) as error:
            print(type(error).__name__, error)


asyncio.run(wrong())


async def many():
    done = []

    async def one(i):
        await asyncio.sleep(0.001 * (i % 7))
        done.append(i % 7)

    await asyncio.gather(*[one(i) for i in range(300)])
    print(done == sorted(done), len(done))


asyncio.run(many())
c = asyncio.sleep(0.01)
try:
    c.send(None)
except RuntimeError as error:
    print(error)
c = asyncio.sleep(0)
print(c.send(None))
try:
    c.send(None)
except StopIteration as stop:
    print(stop.value)
