"""Many short tasks, one after the other and all at once."""
import asyncio


async def leaf(n):
    return n


async def main():
    total = 0
    for n in range(50_000):
        total += await asyncio.create_task(leaf(1))
    total += sum(await asyncio.gather(*[leaf(1) for _ in range(50_000)]))
    assert total == 100_000


asyncio.run(main())
