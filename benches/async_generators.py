"""A pipeline of async generators."""
import asyncio


async def numbers(n):
    for i in range(n):
        yield i


async def squares(source):
    async for x in source:
        yield x * x


async def main():
    total = 0
    async for x in squares(numbers(300_000)):
        total += x & 1
    assert total == 150_000


asyncio.run(main())
