"""Running a blocking function beside the loop."""

__all__ = ("to_thread",)

import contextvars
import functools

from asyncio import events


async def to_thread(func, /, *args, **kwargs):
    """Await `func(*args, **kwargs)` run in another thread, in a copy of the current context."""
    loop = events.get_running_loop()
    call = functools.partial(contextvars.copy_context().run, func, *args, **kwargs)
    return await loop.run_in_executor(None, call)
