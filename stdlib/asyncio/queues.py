"""Queues between tasks."""

__all__ = (
    "Queue",
    "PriorityQueue",
    "LifoQueue",
    "QueueFull",
    "QueueEmpty",
    "QueueShutDown",
)

import collections
from types import GenericAlias

from asyncio import mixins
from asyncio.mixins import _add_waiter

try:
    # What put_nowait() and get_nowait() do where they neither wait nor raise.
    from _asyncio import _get_now, _nothing, _put_now
except ImportError:
    _nothing = _put_now = mixins._not_now

    def _get_now(queue):
        return _nothing



class QueueEmpty(Exception):
    """get_nowait() on an empty queue."""


class QueueFull(Exception):
    """put_nowait() on a full queue."""


class QueueShutDown(Exception):
    """put() after shutdown(), or get() once the queue is empty too."""


def _wake_next(waiters):
    """Let the first waiter that is not cancelled look at the queue again."""
    while waiters:
        waiter = waiters.popleft()
        if not waiter.done():
            waiter.set_result(None)
            break


def _leave(waiters, waiter):
    """Wait no longer; whether the waiter had been woken already."""
    waiter.cancel()  # whoever pops it must skip it
    try:
        waiters.remove(waiter)
    except ValueError:
        pass  # woken and cancelled in the same turn
    return not waiter.cancelled()


class Queue(mixins._LoopBoundMixin):
    """First in, first out; with `maxsize` > 0, put() waits while it is full."""

    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        self._getters = collections.deque()
        self._putters = collections.deque()
        self._unfinished_tasks = 0
        self._all_done = None  # the Event of join(), set while nothing is unfinished
        self._is_shutdown = False
        self._init(maxsize)

    # The three that subclasses replace.

    def _put(self, item):
        self._queue.append(item)

    def _get(self):
        return self._queue.popleft()

    def _init(self, maxsize):
        self._queue = collections.deque()

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x} {self._format()}>"

    def __str__(self):
        return f"<{type(self).__name__} {self._format()}>"

    __class_getitem__ = classmethod(GenericAlias)

    def _format(self):
        parts = [f"maxsize={self._maxsize!r}"]
        if getattr(self, "_queue", None):
            parts.append(f"_queue={list(self._queue)!r}")
        if self._getters:
            parts.append(f"_getters[{len(self._getters)}]")
        if self._putters:
            parts.append(f"_putters[{len(self._putters)}]")
        if self._unfinished_tasks:
            parts.append(f"tasks={self._unfinished_tasks}")
        if self._is_shutdown:
            parts.append("shutdown")
        return " ".join(parts)

    @property
    def maxsize(self):
        """How many items fit; 0 for any number."""
        return self._maxsize

    def qsize(self):
        """How many items are there."""
        return len(self._queue)

    def empty(self):
        """Whether there is no item."""
        return not self._queue

    def full(self):
        """Whether put() would have to wait."""
        return 0 < self._maxsize <= self.qsize()

    async def put(self, item):
        """Add an item, when there is room."""
        if _put_now(self, item):
            return
        while self.full():
            if self._is_shutdown:
                raise QueueShutDown
            waiter = _add_waiter(self, self._putters)
            try:
                await waiter
            except:
                woken = _leave(self._putters, waiter)
                if not self.full() and woken:
                    _wake_next(self._putters)  # the place that was ours
                raise
        return self.put_nowait(item)

    async def get(self):
        """Take an item, when there is one."""
        item = _get_now(self)
        if item is not _nothing:
            return item
        while self.empty():
            if self._is_shutdown:
                raise QueueShutDown
            waiter = _add_waiter(self, self._getters)
            try:
                await waiter
            except:
                woken = _leave(self._getters, waiter)
                if not self.empty() and woken:
                    _wake_next(self._getters)  # the item that was ours
                raise
        return self.get_nowait()

    def put_nowait(self, item):
        """Add an item; QueueFull if there is no room."""
        if _put_now(self, item):
            return
        if self._is_shutdown:
            raise QueueShutDown
        if self.full():
            raise QueueFull
        self._put(item)
        if self._all_done is not None:
            self._all_done.clear()
        self._unfinished_tasks += 1
        if self._getters:
            _wake_next(self._getters)

    def get_nowait(self):
        """Take an item; QueueEmpty if there is none."""
        item = _get_now(self)
        if item is not _nothing:
            return item
        if self.empty():
            if self._is_shutdown:
                raise QueueShutDown
            raise QueueEmpty
        item = self._get()
        if self._putters:
            _wake_next(self._putters)
        return item

    def task_done(self):
        """Say that the work on one item is finished."""
        if self._unfinished_tasks <= 0:
            raise ValueError("task_done() called too many times")
        self._unfinished_tasks -= 1
        if self._unfinished_tasks == 0 and self._all_done is not None:
            self._all_done.set()

    async def join(self):
        """Wait until the work on every item is finished."""
        if self._unfinished_tasks > 0:
            if self._all_done is None:
                from asyncio.locks import Event

                self._all_done = Event()
            await self._all_done.wait()

    def shutdown(self, immediate=False):
        """Take no more items; with `immediate`, drop those that are there."""
        self._is_shutdown = True
        if immediate:
            while not self.empty():
                self._get()
                if self._unfinished_tasks > 0:
                    self._unfinished_tasks -= 1
            if self._unfinished_tasks == 0 and self._all_done is not None:
                self._all_done.set()
        for waiters in (self._getters, self._putters):
            while waiters:
                _wake_next(waiters)


mixins._bind(Queue)


class PriorityQueue(Queue):
    """The smallest item comes out first."""

    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        from heapq import heappush

        heappush(self._queue, item)

    def _get(self):
        from heapq import heappop

        return heappop(self._queue)


class LifoQueue(Queue):
    """The newest item comes out first."""

    def _init(self, maxsize):
        self._queue = []

    def _get(self):
        return self._queue.pop()
