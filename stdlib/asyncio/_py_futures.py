"""Future in Python: the twin of the native one and its specification."""

__name__ = "asyncio.futures"

from contextvars import copy_context
from types import GenericAlias

from asyncio import base_futures, events, format_helpers
from asyncio.base_futures import _CANCELLED, _FINISHED, _PENDING
from asyncio.exceptions import CancelledError, InvalidStateError


class Future:
    """A result that will be there later.

    Done callbacks never run inside the call that completes the Future: each goes through
    call_soon(), in the order of its registration, in the context given at registration.
    """

    _loop = None
    _state = _PENDING

    # What it was completed with.
    _result = None
    _exception = None
    __log_traceback = False  # an exception that nobody has asked for
    _cancel_message = None
    _cancelled_exc = None

    # Who waits, and where it was made (in debug mode).
    _asyncio_awaited_by = None
    _asyncio_future_blocking = False
    _source_traceback = None

    def __init__(self, *, loop=None):
        self._loop = events.get_event_loop() if loop is None else loop
        self._callbacks = []
        if self._loop.get_debug():
            self._source_traceback = format_helpers._creation_stack()

    __class_getitem__ = classmethod(GenericAlias)

    def __repr__(self):
        return base_futures._future_repr(self)

    def __del__(self):
        if not self.__log_traceback:
            return
        report = {
            "message": f"{type(self).__name__} exception was never retrieved",
            "exception": self._exception,
            "future": self,
        }
        if self._source_traceback:
            report["source_traceback"] = self._source_traceback
        self._loop.call_exception_handler(report)

    @property
    def _log_traceback(self):
        return self.__log_traceback

    @_log_traceback.setter
    def _log_traceback(self, value):
        if value:
            raise ValueError("_log_traceback can only be set to False")
        self.__log_traceback = False

    def get_loop(self):
        """The loop that runs the callbacks."""
        loop = self._loop
        if loop is None:
            raise RuntimeError("Future object is not initialized.")
        return loop

    # State

    def done(self):
        """Whether there is a result, an exception or a cancellation."""
        return self._state != _PENDING

    def cancelled(self):
        """Whether it was cancelled."""
        return self._state == _CANCELLED

    def result(self):
        """The result; raises the exception or CancelledError."""
        self._check_done("Result")
        self.__log_traceback = False
        if self._exception is not None:
            raise self._exception.with_traceback(self._exception_tb)
        return self._result

    def exception(self):
        """The exception or None; raises CancelledError when cancelled."""
        self._check_done("Exception")
        self.__log_traceback = False
        return self._exception

    def _check_done(self, what):
        if self._state == _CANCELLED:
            raise self._make_cancelled_error()
        if self._state != _FINISHED:
            raise InvalidStateError(f"{what} is not set.")

    def _make_cancelled_error(self):
        """The CancelledError of this Future: the one that ended a task is given out once."""
        error = self._cancelled_exc
        if error is not None:
            self._cancelled_exc = None
            return error
        message = self._cancel_message
        return CancelledError() if message is None else CancelledError(message)

    # Completion

    def cancel(self, msg=None):
        """Cancel unless done; whether that happened."""
        self.__log_traceback = False
        if self._state != _PENDING:
            return False
        self._cancel_message = msg
        self._finish(_CANCELLED)
        return True

    def set_result(self, result):
        """Complete with a result."""
        self._check_pending()
        self._result = result
        self._finish(_FINISHED)

    def set_exception(self, exception):
        """Complete with an exception, or with a fresh instance of an exception class."""
        self._check_pending()
        if isinstance(exception, type):
            exception = exception()
        if isinstance(exception, StopIteration):
            replacement = RuntimeError(
                "StopIteration interacts badly with generators and cannot be raised into a Future"
            )
            replacement.__cause__ = replacement.__context__ = exception
            exception = replacement
        if not isinstance(exception, BaseException):
            raise TypeError("invalid exception object")
        self._exception = exception
        self._exception_tb = exception.__traceback__
        self._finish(_FINISHED)
        self.__log_traceback = True

    def _check_pending(self):
        if self._state != _PENDING:
            raise InvalidStateError("invalid state")

    def _finish(self, state):
        self._state = state
        callbacks, self._callbacks = self._callbacks, []
        for callback, context in callbacks:
            self._loop.call_soon(callback, self, context=context)

    # Callbacks

    def add_done_callback(self, fn, *, context=None):
        """Call `fn(self)` once done, by way of the loop."""
        if context is None:
            context = copy_context()
        if self._state != _PENDING:
            self._loop.call_soon(fn, self, context=context)
        else:
            self._callbacks.append((fn, context))

    def remove_done_callback(self, fn):
        """Forget every registration of `fn`; their number."""
        kept = [entry for entry in self._callbacks if entry[0] != fn]
        removed = len(self._callbacks) - len(kept)
        if removed:
            self._callbacks[:] = kept
        return removed

    # Awaiting

    def __await__(self):
        if self._state == _PENDING:
            self._asyncio_future_blocking = True
            yield self
        if self._state == _PENDING:
            raise RuntimeError("await wasn't used with future")
        return self.result()

    __iter__ = __await__


def future_add_to_awaited_by(fut, waiter, /):
    """Record that `waiter` waits for `fut`, for the call graph."""
    if hasattr(type(fut), "_asyncio_awaited_by") and hasattr(type(waiter), "_asyncio_awaited_by"):
        if fut._asyncio_awaited_by is None:
            fut._asyncio_awaited_by = set()
        fut._asyncio_awaited_by.add(waiter)


def future_discard_from_awaited_by(fut, waiter, /):
    """Undo future_add_to_awaited_by()."""
    waiters = getattr(fut, "_asyncio_awaited_by", None)
    if waiters is not None:
        waiters.discard(waiter)
