"""Time limits for a block of code."""

__all__ = ("Timeout", "timeout", "timeout_at")

from asyncio import events, tasks
from asyncio.exceptions import CancelledError

# The life of a Timeout, in the words of its repr.
_CREATED = "created"
_ENTERED = "active"
_EXPIRING = "expiring"  # the task was cancelled, the block has not ended yet
_EXPIRED = "expired"
_EXITED = "finished"


class Timeout:
    """Cancels the task of its block at a deadline and turns that into TimeoutError."""

    def __init__(self, when):
        self._state = _CREATED
        self._handle = None
        self._task = None
        self._when = when

    def __repr__(self):
        extra = ""
        if self._state is _ENTERED:
            when = self._when if self._when is None else round(self._when, 3)
            extra = f" when={when}"
        return f"<Timeout [{self._state}]{extra}>"

    def when(self):
        """The deadline in loop.time()'s seconds, or None."""
        return self._when

    def expired(self):
        """Whether the deadline was passed inside the block."""
        return self._state in (_EXPIRING, _EXPIRED)

    def reschedule(self, when):
        """Move the deadline."""
        if self._state is not _ENTERED:
            if self._state is _CREATED:
                raise RuntimeError("Timeout has not been entered")
            raise RuntimeError(f"Cannot change state of {self._state} Timeout")
        self._when = when
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
        if when is not None:
            loop = events.get_running_loop()
            if when > loop.time():
                self._handle = loop.call_at(when, self._on_timeout)
            else:
                self._handle = loop.call_soon(self._on_timeout)

    def _on_timeout(self):
        self._task.cancel()
        self._state = _EXPIRING
        self._handle = None  # breaks the cycle

    async def __aenter__(self):
        if self._state is not _CREATED:
            raise RuntimeError("Timeout has already been entered")
        task = tasks.current_task()
        if task is None:
            raise RuntimeError("Timeout should be used inside a task")
        self._state = _ENTERED
        self._task = task
        self._cancelling = task.cancelling()
        self.reschedule(self._when)
        return self

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
        if self._state is _ENTERED:
            self._state = _EXITED
        elif self._state is _EXPIRING:
            self._state = _EXPIRED
            # Somebody else's cancellation, if there was one too, goes on as it is.
            if self._task.uncancel() <= self._cancelling and exc_type is not None:
                if issubclass(exc_type, CancelledError):
                    raise TimeoutError from exc_val
                if exc_val is not None:
                    _insert_timeout_error(exc_val)
                    if isinstance(exc_val, ExceptionGroup):
                        for error in exc_val.exceptions:
                            _insert_timeout_error(error)
        return None


def _insert_timeout_error(error):
    """Where our cancellation was the context of an exception, let TimeoutError stand between."""
    while (context := error.__context__) is not None:
        if isinstance(context, CancelledError):
            between = TimeoutError()
            between.__context__ = between.__cause__ = context
            error.__context__ = between
            return
        error = context


def timeout(delay: float | None) -> Timeout:
    """`async with timeout(seconds)`: a limit from now; None for no limit yet."""
    if delay is None:
        return Timeout(None)
    return Timeout(events.get_running_loop().time() + delay)


def timeout_at(when: float | None) -> Timeout:
    """`async with timeout_at(moment)`: a limit at a moment of loop.time()."""
    return Timeout(when)
