"""wait() and wait_for()."""

__name__ = "asyncio.tasks"

from asyncio import coroutines, events, exceptions, futures

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    """(done, pending): the given Futures once `return_when` holds or time is up."""
    if futures.isfuture(fs) or coroutines.iscoroutine(fs):
        raise TypeError(f"expect a list of futures, not {type(fs).__name__}")
    if not fs:
        raise ValueError("Set of Tasks/Futures is empty.")
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f"Invalid return_when value: {return_when}")
    fs = set(fs)
    if any(coroutines.iscoroutine(f) for f in fs):
        raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    return await _wait(fs, timeout, return_when, events.get_running_loop())


def _release_waiter(waiter, *args):
    if not waiter.done():
        waiter.set_result(None)


async def _wait(fs, timeout, return_when, loop):
    """A turn passes even where all are done: completion is seen through callbacks alone."""
    from asyncio.tasks import current_task

    assert fs, "Set of Futures is empty."
    waiter = loop.create_future()
    timer = None if timeout is None else loop.call_later(timeout, _release_waiter, waiter)
    left = len(fs)
    task = current_task()

    def _on_completion(future):
        nonlocal left
        left -= 1
        if left > 0 and return_when != FIRST_COMPLETED:
            if return_when != FIRST_EXCEPTION or future.cancelled():
                return
            if future.exception() is None:
                return
        if timer is not None:
            timer.cancel()
        _release_waiter(waiter)

    for future in fs:
        future.add_done_callback(_on_completion)
        futures.future_add_to_awaited_by(future, task)
    try:
        await waiter
    finally:
        if timer is not None:
            timer.cancel()
        for future in fs:
            future.remove_done_callback(_on_completion)
            futures.future_discard_from_awaited_by(future, task)
    done, pending = set(), set()
    for future in fs:
        (done if future.done() else pending).add(future)
    return done, pending


async def wait_for(fut, timeout):
    """The result of an awaitable, which is cancelled when it takes longer than `timeout`."""
    if timeout is not None and timeout <= 0:
        return await _take_or_cancel(fut)
    from asyncio.timeouts import timeout as limit

    async with limit(timeout):
        return await fut


async def _take_or_cancel(awaitable):
    """wait_for() without any time: only what is done already counts."""
    from asyncio.tasks import ensure_future

    future = ensure_future(awaitable)
    if future.done():
        return future.result()
    await _cancel_and_wait(future)
    try:
        return future.result()
    except exceptions.CancelledError as error:
        raise TimeoutError from error


async def _cancel_and_wait(future):
    """Cancel and wait until the cancellation was delivered."""
    waiter = events.get_running_loop().create_future()

    def release(_):
        _release_waiter(waiter)

    future.add_done_callback(release)
    try:
        future.cancel()
        await waiter
    finally:
        future.remove_done_callback(release)
