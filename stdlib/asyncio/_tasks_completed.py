"""as_completed()."""

__name__ = "asyncio.tasks"

from asyncio import coroutines, events, exceptions, futures, queues


class _AsCompletedIterator:
    """Gives Futures (`async for`) or coroutines of results (`for`) in order of completion."""

    def __init__(self, aws, timeout):
        from asyncio.tasks import ensure_future

        self._done = queues.Queue()
        self._timer = None
        loop = events.get_event_loop()
        self._todo = {ensure_future(aw, loop=loop): None for aw in dict.fromkeys(aws)}
        for future in self._todo:
            future.add_done_callback(self._handle_completion)
        if self._todo and timeout is not None:
            self._timer = loop.call_later(timeout, self._time_is_up)
        self._left = len(self._todo)

    def __aiter__(self):
        return self

    def __iter__(self):
        return self

    async def __anext__(self):
        self._count_down(StopAsyncIteration)
        return await self._next_done()

    def __next__(self):
        self._count_down(StopIteration)
        return self._wait_for_one()

    def _count_down(self, stop):
        if not self._left:
            raise stop
        self._left -= 1

    async def _next_done(self):
        try:
            future = await self._done.get()
        except exceptions.CancelledError:
            self._left += 1  # what would have come is still to be had
            raise
        if future is None:
            raise exceptions.TimeoutError
        return future

    async def _wait_for_one(self):
        return (await self._next_done()).result()

    def _handle_completion(self, future):
        if not self._todo:
            return  # time was up first
        del self._todo[future]
        self._done.put_nowait(future)
        if not self._todo and self._timer is not None:
            self._timer.cancel()

    def _time_is_up(self):
        for future in self._todo:
            future.remove_done_callback(self._handle_completion)
            self._done.put_nowait(None)
        self._todo.clear()


def as_completed(fs, *, timeout=None):
    """Iterate over awaitables in the order in which they are done."""
    if futures.isfuture(fs) or coroutines.iscoroutine(fs):
        raise TypeError(f"expects an iterable of awaitables, not {type(fs).__name__}")
    return _AsCompletedIterator(fs, timeout)
