"""Queues between threads."""

from collections import deque
from heapq import heappop, heappush
from time import monotonic as time
from types import GenericAlias

__all__ = [
    "Empty", "Full", "ShutDown", "Queue", "PriorityQueue", "LifoQueue", "SimpleQueue",
]

try:
    from _queue import Empty
except ImportError:
    class Empty(Exception):
        """get() found nothing in time."""


class Full(Exception):
    """put() found no place in time."""


class ShutDown(Exception):
    """The queue was shut down."""


class Queue:
    """First in, first out; put() waits while there are maxsize items (0 means no limit)."""

    def __init__(self, maxsize=0):
        import threading
        # One lock for everything; the conditions say what changed.
        self.mutex = threading.Lock()
        self.all_tasks_done, self.not_empty, self.not_full = (
            threading.Condition(self.mutex) for _ in range(3)
        )
        self.maxsize, self.unfinished_tasks = maxsize, 0
        self.is_shutdown = False
        self._init(maxsize)

    def task_done(self):
        """Say that an item that get() gave is dealt with."""
        with self.all_tasks_done:
            left = self.unfinished_tasks - 1
            if left < 0:
                raise ValueError("task_done() called too many times")
            if left == 0:
                self.all_tasks_done.notify_all()
            self.unfinished_tasks = left

    def join(self):
        """Wait until all items are dealt with."""
        with self.all_tasks_done:
            self.all_tasks_done.wait_for(lambda: not self.unfinished_tasks)

    def qsize(self):
        """The number of items, at this moment."""
        with self.mutex:
            return self._qsize()

    def empty(self):
        """Is it empty, at this moment?"""
        with self.mutex:
            return not self._qsize()

    def full(self):
        """Is it full, at this moment?"""
        with self.mutex:
            return 0 < self.maxsize <= self._qsize()

    def _wait(self, condition, ready, block, timeout, error):
        """Wait until ready() holds; the error is raised if that takes too long."""
        if not block:
            if not ready():
                raise error
        elif timeout is None:
            while not ready():
                condition.wait()
        elif timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        else:
            end = time() + timeout
            while not ready():
                left = end - time()
                if left <= 0.0:
                    raise error
                condition.wait(left)

    def put(self, item, block=True, timeout=None):
        """Add an item; Full if there is no place at once or in time."""
        with self.not_full:
            if self.is_shutdown:
                raise ShutDown
            if self.maxsize > 0:
                def ready():
                    if self.is_shutdown:
                        raise ShutDown
                    return self._qsize() < self.maxsize

                self._wait(self.not_full, ready, block, timeout, Full)
            self._put(item)
            self.unfinished_tasks += 1
            self.not_empty.notify()

    def get(self, block=True, timeout=None):
        """Remove and return an item; Empty if there is none at once or in time."""
        def ready():
            if self._qsize():
                return True
            if self.is_shutdown:
                raise ShutDown
            return False

        with self.not_empty:
            self._wait(self.not_empty, ready, block, timeout, Empty)
            item = self._get()
            self.not_full.notify()
        return item

    def put_nowait(self, item):
        """Add an item, or raise Full."""
        return self.put(item, block=False)

    def get_nowait(self):
        """Remove and return an item, or raise Empty."""
        return self.get(block=False)

    def shutdown(self, immediate=False):
        """Let put() raise ShutDown, and get() when the queue is empty, or made so at once."""
        with self.mutex:
            self.is_shutdown = True
            waiting = [self.not_empty, self.not_full]
            if immediate:
                dropped = 0
                while self._qsize():
                    self._get()
                    dropped += 1
                self.unfinished_tasks = max(0, self.unfinished_tasks - dropped)
                waiting.insert(0, self.all_tasks_done)
            for condition in waiting:
                condition.notify_all()

    # What other kinds of queues override; the mutex is held.

    def _get(self):
        return self.queue.popleft()

    def _put(self, item):
        self.queue.append(item)

    def _qsize(self):
        return len(self.queue)

    def _init(self, maxsize):
        self.queue = deque()

    __class_getitem__ = classmethod(GenericAlias)


class PriorityQueue(Queue):
    """The least item first; items are often (priority, data) pairs."""

    def _get(self):
        return heappop(self.queue)

    def _put(self, item):
        heappush(self.queue, item)

    def _init(self, maxsize):
        self.queue = []


class LifoQueue(Queue):
    """Last in, first out."""

    def _init(self, maxsize):
        self.queue = []

    def _get(self):
        return self.queue.pop()


class _PySimpleQueue:
    """First in, first out, without limit and without counting what is dealt with."""

    def __init__(self):
        import threading
        self._queue = deque()
        self._count = threading.Semaphore(0)

    def put(self, item, block=True, timeout=None):
        """Add an item; never waits."""
        self._queue.append(item)
        self._count.release()

    def get(self, block=True, timeout=None):
        """Remove and return an item; Empty if there is none at once or in time."""
        if not block:
            timeout = None
        elif timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        if self._count.acquire(block, timeout):
            return self._queue.popleft()
        raise Empty

    def put_nowait(self, item):
        """Add an item."""
        self.put(item)

    def get_nowait(self):
        """Remove and return an item, or raise Empty."""
        return self.get(block=False)

    def empty(self):
        """Is it empty, at this moment?"""
        return not self._queue

    def qsize(self):
        """The number of items, at this moment."""
        return len(self._queue)

    __class_getitem__ = classmethod(GenericAlias)


try:
    from _queue import SimpleQueue
except ImportError:
    SimpleQueue = _PySimpleQueue
