"""Frames and tracebacks with their source, and the arguments that a frame was called with."""

import sys
from collections import namedtuple

import inspect
from traceback import _get_code_position

__name__ = "inspect"  # where the names belong

Arguments = namedtuple("Arguments", "args, varargs, varkw")
ArgInfo = namedtuple("ArgInfo", "args varargs keywords locals")

_FRAME_FIELDS = ("filename", "lineno", "function", "code_context", "index")


class Traceback(namedtuple("_Traceback", _FRAME_FIELDS)):
    """Where a frame is: file name, line number, function name, lines around it, index in those."""

    def __new__(cls, filename, lineno, function, code_context, index, *, positions=None):
        made = super().__new__(cls, filename, lineno, function, code_context, index)
        made.positions = positions
        return made

    def __repr__(self):
        return _shown(self, "Traceback")


class FrameInfo(namedtuple("_FrameInfo", ("frame",) + _FRAME_FIELDS)):
    """A frame, and where it is."""

    def __new__(cls, frame, filename, lineno, function, code_context, index, *, positions=None):
        made = super().__new__(cls, frame, filename, lineno, function, code_context, index)
        made.positions = positions
        return made

    def __repr__(self):
        return _shown(self, "FrameInfo")


def _shown(row, name):
    parts = [f"{field}={getattr(row, field)!r}" for field in (*row._fields, "positions")]
    return f"{name}({', '.join(parts)})"


def getlineno(frame):
    """The current line number of a frame."""
    return frame.f_lineno


def getframeinfo(frame, context=1):
    """Where a frame or traceback is, with some lines around it."""
    if inspect.istraceback(frame):
        place = _get_code_position(frame.tb_frame.f_code, frame.tb_lasti)
        lineno, frame = frame.tb_lineno, frame.tb_frame
    else:
        lineno = frame.f_lineno
        place = _get_code_position(frame.f_code, frame.f_lasti)
    place = (lineno, *place[1:]) if place[0] is None else tuple(place)
    if not inspect.isframe(frame):
        raise TypeError(f"{frame!r} is not a frame or traceback object")
    filename = inspect.getsourcefile(frame) or inspect.getfile(frame)
    lines = index = None
    if context > 0:
        first = lineno - 1 - context // 2
        try:
            every, _ = inspect.findsource(frame)
        except OSError:
            pass
        else:
            first = max(0, min(first, len(every) - context))
            lines = every[first:first + context]
            index = lineno - 1 - first
    return Traceback(
        filename, lineno, frame.f_code.co_name, lines, index, positions=_positions(place)
    )


def _positions(place):
    try:
        from dis import Positions
    except ImportError:
        Positions = namedtuple(
            "Positions", "lineno end_lineno col_offset end_col_offset", module="dis"
        )
    return Positions(*place)


def _info(frame, at, context):
    found = getframeinfo(at, context)
    return FrameInfo(frame, *found, positions=found.positions)


def getouterframes(frame, context=1):
    """A frame and those that called it, as FrameInfo objects."""
    result = []
    while frame:
        result.append(_info(frame, frame, context))
        frame = frame.f_back
    return result


def getinnerframes(tb, context=1):
    """The frames of a traceback, as FrameInfo objects."""
    result = []
    while tb:
        result.append(_info(tb.tb_frame, tb, context))
        tb = tb.tb_next
    return result


def stack(context=1):
    """The caller's frame and those that called it, as FrameInfo objects."""
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    """The frames between here and where the current exception was raised."""
    error = sys.exception()
    return getinnerframes(error.__traceback__ if error else None, context)


# === arguments ===

def getargs(co):
    """The names of the parameters of a code object."""
    if not inspect.iscode(co):
        raise TypeError(f"{co!r} is not a code object")
    names = co.co_varnames
    size = co.co_argcount + co.co_kwonlyargcount
    rest = iter(names[size:])
    args = list(names[:co.co_argcount]) + list(names[co.co_argcount:size])
    varargs = next(rest) if co.co_flags & inspect.CO_VARARGS else None
    varkw = next(rest) if co.co_flags & inspect.CO_VARKEYWORDS else None
    return Arguments(args, varargs, varkw)


def getargvalues(frame):
    """The names of the parameters of a frame, and all its local variables."""
    return ArgInfo(*getargs(frame.f_code), frame.f_locals)


def formatargvalues(args, varargs, varkw, locals, formatarg=str,
                    formatvarargs=lambda name: "*" + name, formatvarkw=lambda name: "**" + name,
                    formatvalue=lambda value: "=" + repr(value)):
    """The arguments of a call as text, from what getargvalues() gives."""
    parts = [formatarg(name) + formatvalue(locals[name]) for name in args]
    if varargs:
        parts.append(formatvarargs(varargs) + formatvalue(locals[varargs]))
    if varkw:
        parts.append(formatvarkw(varkw) + formatvalue(locals[varkw]))
    return f"({', '.join(parts)})"
