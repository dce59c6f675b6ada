"""Lock, Event, Condition and the semaphores."""

__all__ = ("Lock", "Event", "Condition", "Semaphore", "BoundedSemaphore", "Barrier")

import collections

from asyncio import exceptions, mixins
from asyncio.exceptions import CancelledError
from asyncio.mixins import _add_waiter, _bind

try:
    # What the methods do where they neither wait nor raise; true where that is so. _acquire_now()
    # gives False where one has to wait, None where it cannot tell.
    from _asyncio import _acquire_now, _release, _release_place, _wake_all
except ImportError:
    _acquire_now = _release = _release_place = _wake_all = mixins._not_now


def __getattr__(name):
    if name == "Barrier":
        from asyncio._locks_barrier import Barrier

        globals()["Barrier"] = Barrier
        return Barrier
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class _Primitive(mixins._LoopBoundMixin):
    """What all of them show: their state and the number of waiters."""

    def __repr__(self):
        state = self._state_text()
        if self._waiters:
            state += f", waiters:{len(self._waiters)}"
        return f"<{super().__repr__()[1:-1]} [{state}]>"


class _ContextManagerMixin:
    async def __aenter__(self):
        if not _acquire_now(self):
            await self.acquire()
        # The lock itself is no value: `async with lock as x` binds None.

    async def __aexit__(self, exc_type, exc, tb):
        self.release()


class Lock(_ContextManagerMixin, _Primitive):
    """Mutual exclusion between tasks; who waits longest comes first."""

    def __init__(self):
        self._waiters = None
        self._locked = False

    def _state_text(self):
        return "locked" if self._locked else "unlocked"

    def locked(self):
        """Whether some task holds the lock."""
        return self._locked

    async def acquire(self):
        """Wait until the lock is free and take it."""
        now = _acquire_now(self)
        if now:
            return True
        if now is None and not self._locked:
            # Somebody who was woken but has not run yet goes first.
            for waiter in self._waiters or ():
                if not waiter.cancelled():
                    break
            else:
                self._locked = True
                return True
        if self._waiters is None:
            self._waiters = collections.deque()
        waiter = _add_waiter(self, self._waiters)
        try:
            try:
                await waiter
            finally:
                self._waiters.remove(waiter)
        except CancelledError:
            if not self._locked:
                self._wake_first()  # the wake-up that was ours goes to the next
            raise
        self._locked = True
        return True

    def release(self):
        """Give the lock back."""
        if _release(self):
            return
        if not self._locked:
            raise RuntimeError("Lock is not acquired.")
        self._locked = False
        self._wake_first()

    def _wake_first(self):
        if self._waiters:
            first = self._waiters[0]
            if not first.done():
                first.set_result(True)


class Event(_Primitive):
    """A flag that tasks can wait for."""

    def __init__(self):
        self._waiters = collections.deque()
        self._value = False

    def _state_text(self):
        return "set" if self._value else "unset"

    def is_set(self):
        """Whether the flag is set."""
        return self._value

    def set(self):
        """Set the flag: every waiter goes on."""
        if not self._value:
            self._value = True
            if not self._waiters or _wake_all(self._waiters, True):
                return
            for waiter in self._waiters:
                if not waiter.done():
                    waiter.set_result(True)

    def clear(self):
        """Take the flag back."""
        self._value = False

    async def wait(self):
        """Wait until the flag is set; True."""
        if self._value:
            return True
        waiter = _add_waiter(self, self._waiters)
        try:
            await waiter
        finally:
            self._waiters.remove(waiter)
        return True


_bind(Lock)
_bind(Event)


class Condition(_ContextManagerMixin, _Primitive):
    """A lock with a queue of tasks that wait to be notified."""

    def __init__(self, lock=None):
        self._lock = lock = Lock() if lock is None else lock
        self.locked = lock.locked
        self.acquire = lock.acquire
        self.release = lock.release
        self._waiters = collections.deque()

    def _state_text(self):
        return "locked" if self.locked() else "unlocked"

    async def wait(self):
        """Release the lock, wait for a notification, take the lock again; True."""
        if not self.locked():
            raise RuntimeError("cannot wait on un-acquired lock")
        waiter = self._get_loop().create_future()
        self.release()
        try:
            try:
                self._waiters.append(waiter)
                try:
                    await waiter
                finally:
                    self._waiters.remove(waiter)
            finally:
                await self._take_back()
        except BaseException:
            self._notify(1)  # a notification that was ours must not be lost
            raise
        return True

    async def _take_back(self):
        """The lock is held afterwards, however often this task is cancelled meanwhile."""
        cancelled = None
        while True:
            try:
                await self.acquire()
                break
            except CancelledError as error:
                cancelled = error
        if cancelled is not None:
            try:
                raise cancelled
            finally:
                cancelled = None

    async def wait_for(self, predicate):
        """Wait until `predicate()` is true; its value."""
        while not (result := predicate()):
            await self.wait()
        return result

    def notify(self, n=1):
        """Wake up to `n` waiters."""
        if not self.locked():
            raise RuntimeError("cannot notify on un-acquired lock")
        self._notify(n)

    def _notify(self, n):
        for waiter in self._waiters:
            if n <= 0:
                break
            if not waiter.done():
                n -= 1
                waiter.set_result(False)

    def notify_all(self):
        """Wake every waiter."""
        self.notify(len(self._waiters))


class Semaphore(_ContextManagerMixin, _Primitive):
    """A counter of free places; acquire() waits while there is none."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        self._waiters = None
        self._value = value

    def _state_text(self):
        return "locked" if self.locked() else f"unlocked, value:{self._value}"

    def locked(self):
        """Whether acquire() would have to wait."""
        if self._value == 0:
            return True
        for waiter in self._waiters or ():
            if not waiter.cancelled():
                return True
        return False

    async def acquire(self):
        """Take a place; True."""
        now = _acquire_now(self)
        if now:
            return True
        if now is None and not self.locked():
            self._value -= 1
            return True
        if self._waiters is None:
            self._waiters = collections.deque()
        waiter = _add_waiter(self, self._waiters)
        try:
            try:
                await waiter
            finally:
                self._waiters.remove(waiter)
        except CancelledError:
            if waiter.done() and not waiter.cancelled():
                self._value += 1  # the place was given to us already
            raise
        finally:
            while self._value > 0 and self._wake_next():
                pass
        return True

    def release(self):
        """Give a place back."""
        if _release_place(self):
            return
        self._value += 1
        self._wake_next()

    def _wake_next(self):
        """Give a place to the first that waits for one; whether there is such a task."""
        for waiter in self._waiters or ():
            if not waiter.done():
                self._value -= 1
                waiter.set_result(True)
                return True
        return False


_bind(Semaphore)


class BoundedSemaphore(Semaphore):
    """A Semaphore that never has more places than at the start."""

    def __init__(self, value=1):
        self._bound_value = value
        super().__init__(value)

    def release(self):
        if self._value >= self._bound_value:
            raise ValueError("BoundedSemaphore released too many times")
        super().release()
