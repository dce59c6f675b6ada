"""Handle and TimerHandle in Python: the twins of the native ones."""

__name__ = "asyncio.events"

from contextvars import copy_context

from asyncio import format_helpers


class Handle:
    """A scheduled callback, as call_soon() returns it."""

    __slots__ = (
        "_callback",
        "_args",
        "_cancelled",
        "_loop",
        "_source_traceback",
        "_repr",
        "_context",
        "__weakref__",
    )

    def __init__(self, callback, args, loop, context=None):
        self._context = copy_context() if context is None else context
        self._loop = loop
        self._callback = callback
        self._args = args
        self._cancelled = False
        self._repr = None
        self._source_traceback = None
        if loop.get_debug():
            self._source_traceback = format_helpers._creation_stack()

    _repr_info = format_helpers._handle_repr_info

    __repr__ = format_helpers._handle_repr

    def get_context(self):
        """The context in which the callback runs."""
        return self._context

    def cancel(self):
        """Never run the callback; what it refers to is released now."""
        if self._cancelled:
            return
        self._cancelled = True
        if self._loop.get_debug():
            self._repr = repr(self)  # later there is no callback to show
        self._callback = self._args = None

    def cancelled(self):
        """Whether cancel() was called."""
        return self._cancelled

    def _run(self):
        try:
            self._context.run(self._callback, *self._args)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            shown = format_helpers._format_callback_source(
                self._callback, self._args, debug=self._loop.get_debug()
            )
            report = {
                "message": f"Exception in callback {shown}",
                "exception": error,
                "handle": self,
            }
            if self._source_traceback:
                report["source_traceback"] = self._source_traceback
            self._loop.call_exception_handler(report)
        self = None  # the traceback holds this frame


class TimerHandle(Handle):
    """A callback scheduled for a moment, as call_later() and call_at() return it."""

    __slots__ = ("_when", "_scheduled")

    def __init__(self, when, callback, args, loop, context=None):
        self._scheduled = False
        self._when = when
        super().__init__(callback, args, loop, context)

    def __hash__(self):
        return hash(self._when)

    def __lt__(self, other):
        return self._when < other._when if isinstance(other, TimerHandle) else NotImplemented

    def __gt__(self, other):
        return self._when > other._when if isinstance(other, TimerHandle) else NotImplemented

    def __le__(self, other):
        return self < other or self == other if isinstance(other, TimerHandle) else NotImplemented

    def __ge__(self, other):
        return self > other or self == other if isinstance(other, TimerHandle) else NotImplemented

    def __eq__(self, other):
        if not isinstance(other, TimerHandle):
            return NotImplemented
        return (
            self._when == other._when
            and self._callback == other._callback
            and self._args == other._args
            and self._cancelled == other._cancelled
        )

    def cancel(self):
        if not self._cancelled:
            self._loop._timer_handle_cancelled(self)
        super().cancel()

    def when(self):
        """The moment, in loop.time()'s seconds."""
        return self._when
