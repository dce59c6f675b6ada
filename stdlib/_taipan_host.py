"""What an embedding program asks of Python: its exceptions, and the event loop that it drives."""

import asyncio

_CO_COROUTINE = 0x80
_current = []


class HostError(RuntimeError):
    """A function of the embedding program failed."""


class HostPanic(BaseException):
    """A function of the embedding program panicked."""


def loop():
    """The VM's event loop."""
    if not _current or _current[0].is_closed():
        _current[:] = [asyncio.new_event_loop()]
        asyncio.set_event_loop(_current[0])
    return _current[0]


async def run_steps(steps, namespace):
    """Runs compiled statements; the value of the last, awaited if it can be."""
    result = None
    for step in steps:
        if isinstance(step, BaseException):
            raise step
        result = eval(step, namespace)
        if step.co_flags & _CO_COROUTINE:
            result = await result
    if hasattr(type(result), "__await__"):
        result = await result
    return result


def start(awaitable):
    """A task for what is to be run."""
    return asyncio.ensure_future(awaitable, loop=loop())


def abandon(task):
    """Cancels a task that nobody drives any more; should it never end, nobody wants to hear of that."""
    task._log_destroy_pending = False
    task.cancel()


async def shut_down():
    """Cancels the other tasks and waits for them, then for async generators."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await loop().shutdown_asyncgens()


def turn(task):
    """Lets the loop turn once: None if the task is done, else the seconds until the next turn has work."""
    running = loop()
    running.call_soon(running.stop)
    running.run_forever()
    if task.done():
        return None
    return running._idle_seconds()
