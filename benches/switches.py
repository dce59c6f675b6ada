"""A hundred tasks that give way to each other."""
import asyncio


async def sleeper(turns):
    for _ in range(turns):
        await asyncio.sleep(0)
    return turns


async def main():
    total = sum(await asyncio.gather(*[sleeper(2000) for _ in range(100)]))
    assert total == 200_000


asyncio.run(main())
