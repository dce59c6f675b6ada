"""A scheduler for events at given times."""

import time
from collections import namedtuple
from heapq import heapify, heappop, heappush

__all__ = ["scheduler"]

_nothing = object()

Event = namedtuple("Event", "time, priority, sequence, action, argument, kwargs")


class scheduler:
    """Runs events in the order of time and priority; timefunc and delayfunc are the clock."""

    def __init__(self, timefunc=time.monotonic, delayfunc=time.sleep):
        from _thread import RLock
        self._queue = []
        self._lock = RLock()
        self._sequence = 0
        self.timefunc, self.delayfunc = timefunc, delayfunc

    def enterabs(self, time, priority, action, argument=(), kwargs=_nothing):
        """Add an event at a time; returns it, for cancel()."""
        with self._lock:
            event = Event(
                time, priority, self._sequence, action, argument,
                {} if kwargs is _nothing else kwargs,
            )
            self._sequence += 1
            heappush(self._queue, event)
        return event

    def enter(self, delay, priority, action, argument=(), kwargs=_nothing):
        """Add an event after a delay; returns it, for cancel()."""
        return self.enterabs(self.timefunc() + delay, priority, action, argument, kwargs)

    def cancel(self, event):
        """Remove an event; ValueError if it is not there any more."""
        with self._lock:
            self._queue.remove(event)
            heapify(self._queue)

    def empty(self):
        """Are there no events?"""
        with self._lock:
            return not self._queue

    def run(self, blocking=True):
        """Run events until there are none; without blocking, only those that are due.

        The delay until the next one is returned if there is one.
        """
        delay, now = self.delayfunc, self.timefunc
        queue = self._queue
        while True:
            with self._lock:
                if not queue:
                    return None
                event = queue[0]
                current = now()
                due = event.time <= current
                if due:
                    heappop(queue)
            if due:
                event.action(*event.argument, **event.kwargs)
                delay(0)  # let other threads run
            elif blocking:
                delay(event.time - current)
            else:
                return event.time - current

    @property
    def queue(self):
        """The events in the order in which they will run."""
        with self._lock:
            return sorted(self._queue)
