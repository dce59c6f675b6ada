"""What counts as a coroutine, and how one is shown."""

__all__ = ("iscoroutinefunction", "iscoroutine")

import sys
from types import CoroutineType

_is_coroutine = object()
_coroutine_types = None


def _is_debug_mode():
    """Whether new loops start in debug mode."""
    flags = sys.flags
    if flags.dev_mode:
        return True
    if flags.ignore_environment:
        return False
    os = sys.modules.get("os")
    if os is not None:
        return bool(os.environ.get("PYTHONASYNCIODEBUG"))
    # Importing os takes longer than all that a loop needs.
    from _os import environ

    return bool(environ.get(b"PYTHONASYNCIODEBUG"))


def _iscoroutinefunction(func):
    import inspect

    if inspect.iscoroutinefunction(func):
        return True
    return getattr(func, "_is_coroutine", None) is _is_coroutine


def iscoroutinefunction(func):
    """Whether calling `func` makes a coroutine; use inspect.iscoroutinefunction instead."""
    import warnings

    warnings.warn(
        "'asyncio.iscoroutinefunction' is deprecated and slated for removal in Python 3.16;"
        " use inspect.iscoroutinefunction() instead",
        DeprecationWarning,
        stacklevel=2,
    )
    return _iscoroutinefunction(func)


def iscoroutine(obj):
    """Whether `obj` is a coroutine, native or of a class that follows the protocol."""
    if type(obj) is CoroutineType:
        return True
    global _coroutine_types
    if _coroutine_types is None:
        from collections.abc import Coroutine

        _coroutine_types = (CoroutineType, Coroutine)
    return isinstance(obj, _coroutine_types)


def _coroutine_name(coro):
    for attribute in ("__qualname__", "__name__"):
        name = getattr(coro, attribute, None)
        if name:
            return f"{name}()"
    return f"<{type(coro).__name__} without __name__>()"


def _format_coroutine(coro):
    """`name()`, whether it runs or is done, and the line where it stands."""
    name = _coroutine_name(coro)
    running = getattr(coro, "cr_running", None)
    if running is None:
        running = getattr(coro, "gi_running", False)
    code = getattr(coro, "cr_code", None) or getattr(coro, "gi_code", None)
    if code is None:  # compiled elsewhere: no place to show
        return f"{name} running" if running else name
    frame = getattr(coro, "cr_frame", None) or getattr(coro, "gi_frame", None)
    file = code.co_filename or "<empty co_filename>"
    if frame is None:
        return f"{name} done, defined at {file}:{code.co_firstlineno}"
    return f"{name} running at {file}:{frame.f_lineno}"
