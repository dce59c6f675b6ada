"""The exceptions of asyncio."""

__all__ = (
    "BrokenBarrierError",
    "CancelledError",
    "InvalidStateError",
    "TimeoutError",
    "IncompleteReadError",
    "LimitOverrunError",
    "SendfileNotAvailableError",
)

import sys

TimeoutError = TimeoutError  # the built-in one

try:
    if sys.implementation.name != "taipan":
        raise ImportError("the native exceptions are Taipan's own")
    from _asyncio import CancelledError, InvalidStateError
except ImportError:

    class CancelledError(BaseException):
        """The Future or Task was cancelled."""

    class InvalidStateError(Exception):
        """The operation is not allowed in this state."""


class SendfileNotAvailableError(RuntimeError):
    """The system cannot send this file to this socket."""


class IncompleteReadError(EOFError):
    """The stream ended before the requested number of bytes.

    `partial` holds what was read, `expected` the number asked for (or None).
    """

    def __init__(self, partial, expected):
        wanted = "undefined" if expected is None else repr(expected)
        super().__init__(f"{len(partial)} bytes read on a total of {wanted} expected bytes")
        self.partial = partial
        self.expected = expected

    def __reduce__(self):
        return type(self), (self.partial, self.expected)


class LimitOverrunError(Exception):
    """The separator was not found within the buffer limit; `consumed` bytes stand in the buffer."""

    def __init__(self, message, consumed):
        super().__init__(message)
        self.consumed = consumed

    def __reduce__(self):
        (message,) = self.args
        return type(self), (message, self.consumed)


class BrokenBarrierError(RuntimeError):
    """The barrier was broken while or before waiting."""
