"""Three tasks of one step and a main that cancels one of them after some turns: every combination."""
import asyncio
from itertools import product


async def sleeper(log, name, shared):
    await asyncio.sleep(0)
    log.append(name + "1")
    await asyncio.sleep(0)
    log.append(name + "2")


async def waiter(log, name, shared):
    log.append(name + await shared)


async def setter(log, name, shared):
    await asyncio.sleep(0)
    if not shared.done():
        shared.set_result("=")
    log.append(name + "!")


async def parent(log, name, shared):
    child = asyncio.create_task(sleeper(log, name.upper(), shared))
    log.append(name + "+")
    await child
    log.append(name + "-")


async def shielder(log, name, shared):
    await asyncio.shield(sleeper(log, name.upper(), shared))
    log.append(name + "s")


async def gatherer(log, name, shared):
    await asyncio.gather(sleeper(log, name.upper(), shared), waiter(log, name.upper(), shared))
    log.append(name + "g")


KINDS = [sleeper, waiter, setter, parent, shielder, gatherer]


def ending(task):
    if task.cancelled():
        return "c"
    return "e" if task.exception() else "."


async def program(kinds, turns):
    shared = asyncio.get_running_loop().create_future()
    log = []
    tasks = [asyncio.create_task(kind(log, name, shared)) for kind, name in zip(kinds, "abc")]
    for _ in range(turns):
        await asyncio.sleep(0)
    log.append("CANCEL" if tasks[1].cancel() else "LATE")
    for _ in range(5):
        await asyncio.sleep(0)
    if not shared.done():
        log.append("FREED")
        shared.set_result("~")
    await asyncio.wait(tasks)
    for _ in range(3):
        await asyncio.sleep(0)
    print("".join(kind.__name__[0] + kind.__name__[1] for kind in kinds), turns, " ".join(log), "".join(map(ending, tasks)))


async def main():
    for kinds in product(KINDS, repeat=3):
        for turns in range(4):
            await program(kinds, turns)


asyncio.run(main())
