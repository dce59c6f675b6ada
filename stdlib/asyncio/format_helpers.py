"""How callbacks and stacks look in reprs and reports."""

import sys
from types import FunctionType

from asyncio import constants


def _get_function_source(func):
    """(file, first line) of the Python function behind `func`, or None."""
    while True:
        wrapped = getattr(func, "__wrapped__", None)
        if wrapped is not None:
            func = wrapped
            continue
        inner = getattr(func, "func", None)
        if inner is not None and hasattr(func, "keywords"):
            func = inner
            continue
        break
    if type(func) is not FunctionType:
        return None
    code = func.__code__
    return code.co_filename, code.co_firstlineno


def _format_args_and_kwargs(args, kwargs, *, debug=False):
    """The argument list as written in a call; the values show in debug mode only."""
    if not debug:
        return "()"
    import reprlib

    shown = [reprlib.repr(arg) for arg in args or ()]
    shown += [f"{name}={reprlib.repr(value)}" for name, value in (kwargs or {}).items()]
    return "(" + ", ".join(shown) + ")"


def _format_callback(func, args, kwargs, *, debug=False, suffix=""):
    """`name(args)`; a functools.partial shows as the call it wraps, followed by its own call."""
    import functools

    while isinstance(func, functools.partial):
        suffix = _format_args_and_kwargs(args, kwargs, debug=debug) + suffix
        func, args, kwargs = func.func, func.args, func.keywords
    name = getattr(func, "__qualname__", None) or getattr(func, "__name__", None) or repr(func)
    return name + _format_args_and_kwargs(args, kwargs, debug=debug) + suffix


def _format_callback_source(func, args, *, debug=False):
    """`name(args) at file:line`."""
    text = _format_callback(func, args, None, debug=debug)
    place = _get_function_source(func)
    return f"{text} at {place[0]}:{place[1]}" if place else text


def _handle_repr_info(handle):
    """The words of a Handle's or TimerHandle's repr."""
    info = [type(handle).__name__]
    if handle._cancelled:
        info.append("cancelled")
    when = getattr(handle, "_when", None)
    if when is not None:
        info.append(f"when={when}")
    if handle._callback is not None:
        debug = handle._loop.get_debug()
        info.append(_format_callback_source(handle._callback, handle._args, debug=debug))
    if handle._source_traceback:
        place = handle._source_traceback[-1]
        info.append(f"created at {place[0]}:{place[1]}")
    return info


def _handle_repr(handle):
    return handle._repr or f"<{' '.join(handle._repr_info())}>"


def _creation_stack():
    """The stack that made a Future or Handle, without the frames of the Python twins."""
    frame = sys._getframe(1)
    while frame.f_back is not None and "/asyncio/_py_" in frame.f_code.co_filename:
        frame = frame.f_back
    return extract_stack(frame)


def extract_stack(f=None, limit=None):
    """The stack above `f` (the caller by default), at most DEBUG_STACK_DEPTH frames."""
    import traceback

    if f is None:
        f = sys._getframe().f_back
    if limit is None:
        limit = constants.DEBUG_STACK_DEPTH
    frames = traceback.StackSummary.extract(
        traceback.walk_stack(f), limit=limit, lookup_lines=False
    )
    frames.reverse()
    return frames
