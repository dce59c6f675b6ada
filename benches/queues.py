"""Items through a bounded queue."""
import asyncio


async def main():
    queue = asyncio.Queue(10)

    async def producer():
        for n in range(60_000):
            await queue.put(n)
        await queue.put(None)

    async def consumer():
        total = 0
        while (n := await queue.get()) is not None:
            total += n
        return total

    _, total = await asyncio.gather(producer(), consumer())
    assert total == 60_000 * 59_999 // 2


asyncio.run(main())
