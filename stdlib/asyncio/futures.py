"""Future, and the bridge to the futures of threads."""

__all__ = (
    "Future",
    "wrap_future",
    "isfuture",
    "future_add_to_awaited_by",
    "future_discard_from_awaited_by",
)

import sys

from asyncio import base_futures, events
from asyncio.base_futures import _CANCELLED, _FINISHED, _PENDING, isfuture

try:
    from _asyncio import Future, future_add_to_awaited_by, future_discard_from_awaited_by

    _CFuture = Future
except ImportError:
    from asyncio._py_futures import (
        Future,
        future_add_to_awaited_by,
        future_discard_from_awaited_by,
    )

    _PyFuture = Future


def __getattr__(name):
    if name == "_PyFuture":
        from asyncio._py_futures import Future as twin

        return twin
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _get_loop(fut):
    """The loop of a Future of any implementation."""
    try:
        get_loop = fut.get_loop
    except AttributeError:
        return fut._loop
    return get_loop()


def _set_result_unless_cancelled(fut, result):
    if not fut.cancelled():
        fut.set_result(result)


def _set_exception_unless_done(fut, error):
    if not fut.done():
        fut.set_exception(error)


def _convert_future_exc(exc):
    """The asyncio exception that stands for one of concurrent.futures."""
    from concurrent import futures as concurrent

    from asyncio import exceptions

    kind = type(exc)
    if kind is concurrent.CancelledError:
        new = exceptions.CancelledError
    elif kind is concurrent.InvalidStateError:
        new = exceptions.InvalidStateError
    else:
        return exc
    return new(*exc.args).with_traceback(exc.__traceback__)


def _copy_future_state(source, dest):
    """Complete `dest`, an asyncio Future, as `source` (of either kind) was completed."""
    if dest.cancelled():
        return
    assert not dest.done()
    assert source.done()
    if source.cancelled():
        dest.cancel()
        return
    error = source.exception()
    if error is None:
        dest.set_result(source.result())
    else:
        dest.set_exception(_convert_future_exc(error))


def _set_concurrent_future_state(concurrent, source):
    """Complete `concurrent` as `source`, an asyncio Future, was completed."""
    assert source.done()
    if source.cancelled():
        concurrent.cancel()
    if not concurrent.set_running_or_notify_cancel():
        return
    error = source.exception()
    if error is None:
        concurrent.set_result(source.result())
    else:
        concurrent.set_exception(_convert_future_exc(error))


def _chain_future(source, destination):
    """Make `destination` end as `source` does, and cancel `source` when it is cancelled."""
    from concurrent.futures import Future as ThreadFuture

    for role, future in (("source", source), ("destination", destination)):
        if not isfuture(future) and not isinstance(future, ThreadFuture):
            raise TypeError(f"A future is required for {role} argument")
    source_loop = _get_loop(source) if isfuture(source) else None
    dest_loop = _get_loop(destination) if isfuture(destination) else None

    def copy(future, other):
        if isfuture(future):
            _copy_future_state(other, future)
        else:
            _set_concurrent_future_state(future, other)

    def is_here(loop):
        return loop is None or loop is events._get_running_loop()

    def _call_check_cancel(destination):
        if destination.cancelled():
            if is_here(source_loop):
                source.cancel()
            else:
                source_loop.call_soon_threadsafe(source.cancel)

    def _call_set_state(source):
        if is_here(dest_loop):
            copy(destination, source)
        elif not dest_loop.is_closed():
            dest_loop.call_soon_threadsafe(copy, destination, source)

    destination.add_done_callback(_call_check_cancel)
    source.add_done_callback(_call_set_state)


def wrap_future(future, *, loop=None):
    """An asyncio Future for one of concurrent.futures."""
    if isfuture(future):
        return future
    from concurrent.futures import Future as ThreadFuture

    assert isinstance(future, ThreadFuture), (
        f"concurrent.futures.Future is expected, got {future!r}"
    )
    if loop is None:
        loop = events.get_event_loop()
    wrapper = loop.create_future()
    _chain_future(future, wrapper)
    return wrapper
