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
        while self.full():
            if self._is_shutdown:
                raise QueueShutDown
            await self._wait_in(self._putters, self.full)
        return self.put_nowait(item)

    async def get(self):
        """Take an item, when there is one."""
        while self.empty():
            if self._is_shutdown:
                raise QueueShutDown
            await self._wait_in(self._getters, self.empty)
        return self.get_nowait()

    async def _wait_in(self, waiters, blocked):
        """Wait to be woken; if cancelled instead, an item or place that was ours goes on."""
        waiter = self._get_loop().create_future()
        waiters.append(waiter)
        try:
            await waiter
        except:
            waiter.cancel()  # whoever pops it must skip it
            try:
                waiters.remove(waiter)
            except ValueError:
                pass  # woken and cancelled in the same turn
            if not blocked() and not waiter.cancelled():
                _wake_next(waiters)
            raise

    def put_nowait(self, item):
        """Add an item; QueueFull if there is no room."""
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
