"""Every pair of small tasks of up to two steps: what runs when. One line for each program."""
import asyncio
from itertools import product

# s  gives way for a turn          w  waits for the shared future     f  sets the shared future
# c  cancels the other task        r  raises                          x  gives way, and catches a cancellation
STEPS = "swfcrx"


async def task(name, steps, shared, others, log):
    for position, step in enumerate(steps):
        log.append(f"{name}{position}")
        if step == "s":
            await asyncio.sleep(0)
        elif step == "w":
            log.append(await shared)
        elif step == "f":
            if not shared.done():
                shared.set_result(f"<{name}>")
        elif step == "c":
            log.append("!" if others[name].cancel() else "-")
        elif step == "r":
            raise ValueError(name)
        elif step == "x":
            try:
                await asyncio.sleep(0)
            except asyncio.CancelledError:
                log.append("caught")
    log.append(f"{name}.")


def ending(task):
    if task.cancelled():
        return "cancelled"
    return repr(task.exception()) if task.exception() else "ok"


async def program(first, second):
    shared = asyncio.get_running_loop().create_future()
    log, others = [], {}
    a = asyncio.create_task(task("a", first, shared, others, log))
    b = asyncio.create_task(task("b", second, shared, others, log))
    others.update(a=b, b=a)
    for _ in range(6):
        await asyncio.sleep(0)
    if not shared.done():
        log.append("freed")
        shared.set_result("<main>")
    await asyncio.wait([a, b])
    print(f"{first:2} {second:2} {' '.join(log)} | {ending(a)} {ending(b)}")


async def main():
    words = ["".join(word) for n in range(3) for word in product(STEPS, repeat=n)]
    for first, second in product(words, repeat=2):
        if first or second:
            await program(first, second)


asyncio.run(main())
