"""Small programs around every construct, cancelled after each number of turns, beside a ticking task."""
import asyncio
from contextlib import asynccontextmanager


async def leaf(log, name="leaf", turns=2):
    try:
        for i in range(turns):
            log.append(f"{name}{i}")
            await asyncio.sleep(0)
        return name
    except asyncio.CancelledError:
        log.append(f"{name}x")
        raise


# === Chains of awaits, one to four deep ===
async def chain(log, depth):
    try:
        return await (chain(log, depth - 1) if depth else leaf(log))
    finally:
        log.append(f"out{depth}")


async def tasks(log, depth):
    try:
        return await asyncio.create_task(tasks(log, depth - 1) if depth else leaf(log))
    finally:
        log.append(f"out{depth}")


def deep(make, depth):
    async def program(log):
        return await make(log, depth)

    program.__name__ = f"{make.__name__}_{depth}"
    return program


# === Constructs ===
async def gathers(log):
    return await asyncio.gather(leaf(log, "a"), leaf(log, "b", 3))


async def gathers_errors(log):
    async def fails():
        await asyncio.sleep(0)
        log.append("fails")
        raise ValueError("fails")

    return await asyncio.gather(leaf(log, "a", 3), fails(), return_exceptions=True)


async def waits(log):
    done, pending = await asyncio.wait([asyncio.create_task(leaf(log, "a")), asyncio.create_task(leaf(log, "b", 3))], return_when="FIRST_COMPLETED")
    log.append(f"{len(done)}+{len(pending)}")


async def waits_for(log):
    return await asyncio.wait_for(leaf(log), 100)


async def waits_for_task(log):
    return await asyncio.wait_for(asyncio.create_task(leaf(log)), 100)


async def shields(log):
    return await asyncio.shield(leaf(log))


async def timeouts(log):
    async with asyncio.timeout(100):
        return await leaf(log)


async def groups(log):
    async with asyncio.TaskGroup() as group:
        child = group.create_task(leaf(log, "child", 3))
        log.append("body")
        await asyncio.sleep(0)
        log.append("body ends")
    return child.result()


async def locks(log):
    lock = asyncio.Lock()

    async def holder():
        async with lock:
            await leaf(log, "holder", 3)

    other = asyncio.create_task(holder())
    await asyncio.sleep(0)
    try:
        async with lock:
            log.append("locked")
            await asyncio.sleep(0)
    finally:
        log.append("free" if not lock.locked() else "held")
        await other


async def queues(log):
    queue = asyncio.Queue(1)

    async def producer():
        for i in range(3):
            await queue.put(i)
            log.append(f"put{i}")

    other = asyncio.create_task(producer())
    try:
        for _ in range(3):
            log.append(f"got{await queue.get()}")
    finally:
        other.cancel()
        log.append(f"size{queue.qsize()}")


async def events(log):
    event = asyncio.Event()
    asyncio.get_running_loop().call_soon(lambda: asyncio.get_running_loop().call_soon(event.set))
    return await event.wait()


async def conditions(log):
    condition = asyncio.Condition()

    async def notifier():
        await asyncio.sleep(0)
        async with condition:
            condition.notify()
            log.append("notified")

    other = asyncio.create_task(notifier())
    try:
        async with condition:
            await condition.wait()
            log.append("woken")
    finally:
        await other


async def semaphores(log):
    semaphore = asyncio.Semaphore(1)

    async def holder():
        async with semaphore:
            await leaf(log, "holder")

    other = asyncio.create_task(holder())
    await asyncio.sleep(0)
    try:
        async with semaphore:
            log.append("acquired")
    finally:
        await other
        log.append(f"locked {semaphore.locked()}")


async def generators(log):
    async def agen():
        try:
            for i in range(3):
                await asyncio.sleep(0)
                yield i
        finally:
            log.append("agen closed")

    async for i in agen():
        log.append(f"item{i}")
        await asyncio.sleep(0)


async def comprehensions(log):
    async def agen():
        for i in range(3):
            await asyncio.sleep(0)
            yield i

    return [await leaf(log, f"c{i}-", 1) async for i in agen()]


async def managers(log):
    @asynccontextmanager
    async def managed(name):
        await asyncio.sleep(0)
        log.append(f"enter {name}")
        try:
            yield
        finally:
            await asyncio.sleep(0)
            log.append(f"leave {name}")

    async with managed("m1"), managed("m2"):
        await leaf(log, "body", 1)


async def catches(log):
    for i in range(2):
        try:
            await leaf(log, f"try{i}-", 2)
        except asyncio.CancelledError:
            log.append(f"caught {asyncio.current_task().cancelling()}")
    return "caught all"


async def cleans_up(log):
    try:
        await leaf(log, "body", 2)
    finally:
        await leaf(log, "cleanup", 2)


async def swallows_with_uncancel(log):
    try:
        await leaf(log)
    except asyncio.CancelledError:
        log.append(f"uncancel {asyncio.current_task().uncancel()}")
    return await leaf(log, "more")


async def futures(log):
    future = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_soon(lambda: future.done() or future.set_result("set"))
    try:
        return await future
    finally:
        log.append(f"future {'cancelled' if future.cancelled() else 'done' if future.done() else 'pending'}")


PROGRAMS = [deep(chain, d) for d in range(1, 5)] + [deep(tasks, d) for d in range(1, 5)] + [gathers, gathers_errors, waits, waits_for, waits_for_task, shields, timeouts, groups, locks, queues, events, conditions, semaphores, generators, comprehensions, managers, catches, cleans_up, swallows_with_uncancel, futures]


async def ticker(log):
    for i in range(30):
        log.append(f"{i}:")
        await asyncio.sleep(0)


def ending(task):
    if task.cancelled():
        return "cancelled"
    error = task.exception()
    return repr(error) if error else f"result {task.result()!r}"


async def run(program, cancels):
    log = []
    ticks = asyncio.create_task(ticker(log))
    task = asyncio.create_task(program(log))
    turn = 0
    for cancel in cancels:
        while turn < cancel:
            await asyncio.sleep(0)
            turn += 1
        log.append(f"CANCEL{'' if task.cancel(f'turn {turn}') else '(late)'}")
    await asyncio.wait([task])
    ending_now = ending(task)
    end = len(log)
    for _ in range(4):
        await asyncio.sleep(0)
    ticks.cancel()
    shown = [word for word in log if not word.endswith(":") or log.index(word) < end]
    print(f"{program.__name__} {cancels}: {' '.join(shown)} | {ending_now}")


async def main():
    for program in PROGRAMS:
        await run(program, ())
        for first in range(9):
            await run(program, (first,))
        for first, second in ((1, 1), (1, 2), (2, 3), (1, 4)):
            await run(program, (first, second))


asyncio.run(main())
