"""Resuming at the bottom of a deep chain of awaits."""
import asyncio


async def deep(depth, rounds):
    if depth:
        return await deep(depth - 1, rounds)
    for _ in range(rounds):
        await asyncio.sleep(0)
    return rounds


assert asyncio.run(deep(500, 30_000)) == 30_000
