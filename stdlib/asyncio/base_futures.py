"""What the native Future and the Python one share: states and reprs."""

__all__ = ()

from asyncio import format_helpers

_PENDING = "PENDING"
_CANCELLED = "CANCELLED"
_FINISHED = "FINISHED"


def isfuture(obj):
    """Whether `obj` can be awaited as a Future; duck typing, so that a mock of one counts."""
    if not hasattr(obj.__class__, "_asyncio_future_blocking"):
        return False
    return obj._asyncio_future_blocking is not None


def _format_callbacks(callbacks):
    """`cb=[...]`: at most the first and the last are spelled out."""
    shown = [
        format_helpers._format_callback_source(callback, ())
        for callback, _ in (callbacks if len(callbacks) < 3 else (callbacks[0], callbacks[-1]))
    ]
    if len(callbacks) > 2:
        shown.insert(1, f"<{len(callbacks) - 2} more>")
    return "cb=[" + ", ".join(shown) + "]"


_shown = set()


def _unless_nested(function):
    """Decorator of a repr: `...` where it is asked for inside itself."""

    def guarded(obj):
        key = (id(obj), function)
        if key in _shown:
            return "..."
        _shown.add(key)
        try:
            return function(obj)
        finally:
            _shown.discard(key)

    return guarded


def _future_repr_info(future):
    """The words of a Future's repr after its class."""
    import reprlib

    info = [future._state.lower()]
    if future._state == _FINISHED:
        if future._exception is not None:
            info.append(f"exception={future._exception!r}")
        else:
            info.append(f"result={reprlib.repr(future._result)}")
    if future._callbacks:
        info.append(_format_callbacks(future._callbacks))
    if future._source_traceback:
        place = future._source_traceback[-1]
        info.append(f"created at {place[0]}:{place[1]}")
    return info


@_unless_nested
def _future_repr(future):
    return f"<{type(future).__name__} {' '.join(_future_repr_info(future))}>"
