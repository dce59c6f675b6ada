"""Tracebacks as objects and as text.

Frames are in `_traceback_frames`, their carets in `_carets`, and guesses in `_suggest`.
"""

import sys

from _traceback_frames import (
    _RECURSIVE_CUTOFF, FrameSummary, StackSummary, _get_code_position, _safe_string, _extended_tb,
    walk_stack, walk_tb,
)

__all__ = [
    "extract_stack", "extract_tb", "format_exception", "format_exception_only", "format_list",
    "format_stack", "format_tb", "print_exc", "format_exc", "print_exception", "print_last",
    "print_stack", "print_tb", "clear_frames", "FrameSummary", "StackSummary",
    "TracebackException", "walk_stack", "walk_tb", "print_list",
]

_cause_message = (
    "\nThe above exception was the direct cause of the following exception:\n\n"
)
_context_message = (
    "\nDuring handling of the above exception, another exception occurred:\n\n"
)


class _Sentinel:
    def __repr__(self):
        return "<implicit>"


_implicit = _Sentinel()


def _resolve(exc, value, tb):
    """The exception and traceback that the old and the new ways of calling mean."""
    if (value is _implicit) is not (tb is _implicit):
        raise ValueError("Both or neither of value and tb must be given")
    if value is not _implicit:
        return value, tb
    if exc is None:
        return None, None
    if isinstance(exc, BaseException):
        return exc, exc.__traceback__
    raise TypeError(f"Exception expected for value, {type(exc).__name__} found")


# === stacks and tracebacks ===

def extract_tb(tb, limit=None):
    """The frames of a traceback as StackSummary."""
    return StackSummary._extract_from_extended_frame_gen(_extended_tb(tb), limit=limit)


def extract_stack(f=None, limit=None):
    """The frames of a stack, of the caller by default, as StackSummary."""
    if f is None:
        f = sys._getframe().f_back
    stack = StackSummary.extract(walk_stack(f), limit=limit)
    stack.reverse()
    return stack


def format_list(extracted_list):
    """The text of frames, as list."""
    return StackSummary.from_list(extracted_list).format()


def format_tb(tb, limit=None):
    """The text of a traceback's frames, as list."""
    return extract_tb(tb, limit=limit).format()


def format_stack(f=None, limit=None):
    """The text of a stack's frames, of the caller by default, as list."""
    if f is None:
        f = sys._getframe().f_back
    return format_list(extract_stack(f, limit=limit))


def print_list(extracted_list, file=None):
    """Write frames to a file, or to sys.stderr."""
    _write(format_list(extracted_list), file)


def print_tb(tb, limit=None, file=None):
    """Write a traceback's frames to a file, or to sys.stderr."""
    print_list(extract_tb(tb, limit=limit), file=file)


def print_stack(f=None, limit=None, file=None):
    """Write a stack's frames, of the caller by default, to a file, or to sys.stderr."""
    if f is None:
        f = sys._getframe().f_back
    print_list(extract_stack(f, limit=limit), file=file)


def clear_frames(tb):
    """Forget the local variables of all frames of a traceback."""
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:  # is still running
            pass
        tb = tb.tb_next


def _write(parts, file):
    if file is None:
        file = sys.stderr
    for part in parts:
        print(part, file=file, end="")


# === exceptions ===

def print_exception(exc, /, value=_implicit, tb=_implicit, limit=None, file=None, chain=True,
                    **kwargs):
    """Write an exception with its traceback and causes to a file, or to sys.stderr."""
    value, tb = _resolve(exc, value, tb)
    made = TracebackException(type(value), value, tb, limit=limit, compact=True)
    made.print(file=file, chain=chain, **kwargs)


def format_exception(exc, /, value=_implicit, tb=_implicit, limit=None, chain=True, **kwargs):
    """The text of an exception with its traceback and causes, as list."""
    value, tb = _resolve(exc, value, tb)
    made = TracebackException(type(value), value, tb, limit=limit, compact=True)
    return list(made.format(chain=chain, **kwargs))


def format_exception_only(exc, /, value=_implicit, *, show_group=False, **kwargs):
    """The text of an exception without traceback, as list."""
    if value is _implicit:
        value = exc
    made = TracebackException(type(value), value, None, compact=True)
    return list(made.format_exception_only(show_group=show_group, **kwargs))


def _print_exception_bltin(exc, /):
    """What the interpreter calls for an exception that nobody has handled."""
    if sys.stderr is not None:
        print_exception(exc, limit=BUILTIN_EXCEPTION_LIMIT, file=sys.stderr)


BUILTIN_EXCEPTION_LIMIT = object()


def print_exc(limit=None, file=None, chain=True):
    """Write the exception that is being handled."""
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    """The text of the exception that is being handled."""
    return "".join(format_exception(sys.exception(), limit=limit, chain=chain))


def print_last(limit=None, file=None, chain=True):
    """Write the last exception that nobody has handled, in an interactive session."""
    if not hasattr(sys, "last_exc") and not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    if hasattr(sys, "last_exc"):
        print_exception(sys.last_exc, limit=limit, file=file, chain=chain)
    else:
        print_exception(sys.last_type, sys.last_value, sys.last_traceback, limit, file, chain)


def _final_line(kind, value):
    text = _safe_string(value, "exception")
    return f"{kind}\n" if value is None or not text else f"{kind}: {text}\n"


def _format_final_exc_line(etype, value, *, insert_final_newline=True, colorize=False):
    line = _final_line(etype, value)
    return line if insert_final_newline else line[:-1]


class TracebackException:
    """Everything about an exception that is needed to show it, without keeping it alive."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True,
                 capture_locals=False, compact=False, max_group_width=15, max_group_depth=10,
                 save_exc_type=True, _seen=None):
        options = {
            "lookup_lines": lookup_lines, "capture_locals": capture_locals,
            "max_group_width": max_group_width, "max_group_depth": max_group_depth,
        }
        if limit is BUILTIN_EXCEPTION_LIMIT:
            # The interpreter itself shows the last thousand frames.
            limit = getattr(sys, "tracebacklimit", 1000)
            limit = -limit if limit > 0 else 0
        options["limit"] = limit
        self._record(exc_type, exc_value, exc_traceback, save_exc_type, options)
        seen = set() if _seen is None else _seen
        seen.add(id(exc_value))
        if _seen is not None:
            return
        # Causes and members of groups, without recursion.
        pending = [(self, exc_value)]
        while pending:
            made, error = pending.pop()
            for name, child in made._related(error, compact, seen):
                if isinstance(child, list):
                    members = [TracebackException(
                        type(item), item, item.__traceback__, _seen=seen, **options
                    ) for item in child]
                    setattr(made, name, members)
                    pending += zip(members, child)
                elif child is not None:
                    other = TracebackException(
                        type(child), child, child.__traceback__, _seen=seen, **options
                    )
                    setattr(made, name, other)
                    pending.append((other, child))

    def _record(self, exc_type, exc_value, exc_traceback, save_exc_type, options):
        self.max_group_width = options["max_group_width"]
        self.max_group_depth = options["max_group_depth"]
        self.__cause__ = self.__context__ = self.exceptions = None
        self.__suppress_context__ = (
            exc_value.__suppress_context__ if exc_value is not None else False
        )
        self._is_group = isinstance(exc_value, BaseExceptionGroup)
        self.stack = StackSummary._extract_from_extended_frame_gen(
            _extended_tb(exc_traceback), limit=options["limit"],
            lookup_lines=options["lookup_lines"], capture_locals=options["capture_locals"],
        )
        self._exc_type = exc_type if save_exc_type else None
        self._have_exc_type = exc_type is not None
        if exc_type is not None:
            self._qualname = exc_type.__qualname__
            self._module = exc_type.__module__
        else:
            self._qualname = self._module = None
        self._str = _safe_string(exc_value, "exception")
        try:
            self.__notes__ = getattr(exc_value, "__notes__", None)
        except Exception as error:
            shown = _safe_string(error, "__notes__", repr)
            self.__notes__ = [f"Ignored error getting __notes__: {shown}"]
        self._is_syntax_error = False
        if exc_type is None:
            return
        if issubclass(exc_type, SyntaxError):
            self._record_syntax_error(exc_value)
        elif issubclass(exc_type, ImportError) and (
            getattr(exc_value, "name_from", None) is not None
        ):
            self._str += _hint(exc_value, exc_traceback, exc_value.name_from, False)
        elif issubclass(exc_type, ModuleNotFoundError):
            self._str += _missing_module(exc_value)
        elif issubclass(exc_type, (NameError, AttributeError)) and (
            getattr(exc_value, "name", None) is not None
        ):
            self._str += _hint(
                exc_value, exc_traceback, exc_value.name, issubclass(exc_type, NameError)
            )

    def _record_syntax_error(self, error):
        self.filename = error.filename
        self.lineno = None if error.lineno is None else str(error.lineno)
        self.end_lineno = None if error.end_lineno is None else str(error.end_lineno)
        self.text = error.text
        self.offset, self.end_offset = error.offset, error.end_offset
        self.msg = error.msg
        self._is_syntax_error = True
        self._exc_metadata = getattr(error, "_metadata", None)

    def _related(self, error, compact, seen):
        """The (attribute, exception or list of exceptions) to show with this one."""
        if error is None:
            return
        cause, context = error.__cause__, error.__context__
        if cause is not None and id(cause) not in seen:
            yield "__cause__", cause
        else:
            cause = None
        wanted = not compact or (cause is None and not error.__suppress_context__)
        if wanted and context is not None and id(context) not in seen:
            yield "__context__", context
        if isinstance(error, BaseExceptionGroup):
            yield "exceptions", list(error.exceptions)

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        """Make one from an exception."""
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    @property
    def exc_type(self):
        """Deprecated: the class of the exception."""
        from warnings import warn
        warn("Deprecated in 3.13. Use exc_type_str instead.", DeprecationWarning, stacklevel=2)
        return self._exc_type

    @property
    def exc_type_str(self):
        """The name of the exception's class, with its module."""
        if not self._have_exc_type:
            return None
        module = self._module
        if module in ("__main__", "builtins"):
            return self._qualname
        return f"{module if isinstance(module, str) else '<unknown>'}.{self._qualname}"

    def __eq__(self, other):
        if isinstance(other, TracebackException):
            return self.__dict__ == other.__dict__
        return NotImplemented

    __hash__ = None

    def __str__(self):
        return self._str

    def format_exception_only(self, *, show_group=False, _depth=0, **kwargs):
        """Iterate over the lines that name the exception: message, notes, perhaps members."""
        indent = 3 * _depth * " "
        if not self._have_exc_type:
            yield indent + _final_line(None, self._str)
            return
        kind = self.exc_type_str
        if self._is_syntax_error:
            for line in self._format_syntax_error(kind):
                yield indent + line
        elif _depth > 0:
            for line in _final_line(kind, self._str).splitlines():
                yield f"{indent}{line}\n"
        else:
            yield _final_line(kind, self._str)
        for line in self._note_lines():
            yield f"{indent}{line}\n"
        if show_group and self.exceptions:
            for member in self.exceptions:
                yield from member.format_exception_only(show_group=show_group, _depth=_depth + 1)

    def _note_lines(self):
        from _collections_abc import Sequence
        notes = self.__notes__
        if notes is None:
            return
        if isinstance(notes, Sequence) and not isinstance(notes, (str, bytes)):
            for note in notes:
                yield from _safe_string(note, "note").split("\n")
        else:
            yield _safe_string(notes, "__notes__", func=repr)

    def _format_syntax_error(self, stype, **kwargs):
        """Iterate over the lines of a SyntaxError: its place, its text and carets."""
        where = ""
        if self.lineno is not None:
            yield f'  File "{self.filename or "<string>"}", line {self.lineno}\n'
        elif self.filename is not None:
            where = f" ({self.filename})"
        text = self.text
        if isinstance(text, str):
            stripped = text.rstrip("\n")
            shown = stripped.lstrip(" \n\f")
            if self.offset is None:
                yield f"    {shown}\n"
            elif isinstance(self.offset, int):
                spaces = len(stripped) - len(shown)
                start = self.offset
                if self.lineno == self.end_lineno:
                    end = self.end_offset if isinstance(self.end_offset, int) else 0
                    end = end or start
                else:
                    end = len(stripped) + 1
                if text and start > len(text):
                    start = end = len(text) + 1
                if start >= end or end < 0:
                    end = start + 1
                first, last = start - 1 - spaces, end - 1 - spaces
                yield f"    {shown}\n"
                if first >= 0:
                    # Tabs stay, so that the carets stand below what they mean.
                    blank = "".join(
                        char if char.isspace() else " " for char in shown[:first]
                    ).ljust(first)
                    yield f"    {blank}{'^' * (last - first)}\n"
        message = "<no detail available>" if self.msg is None else self.msg
        yield f"{stype}: {message}{where}\n"

    def format(self, *, chain=True, _ctx=None, **kwargs):
        """Iterate over the text: causes first, then the traceback, then the exception."""
        printer = _Printer() if _ctx is None else _ctx
        yield from printer.format(self, chain)

    def print(self, *, file=None, chain=True, **kwargs):
        """Write the text to a file, or to sys.stderr."""
        _write(self.format(chain=chain, **kwargs), file)


def _hint(error, traceback, wrong, is_name_error):
    """What to add to the message: a better name, or an import."""
    try:
        from _suggest import forgotten_import, suggest
        found = suggest(error, traceback, wrong)
    except Exception:
        return ""
    hint = f". Did you mean: '{found}'?" if found else ""
    if is_name_error and forgotten_import(wrong):
        hint += f" Or did you forget to import '{wrong}'?" if found else (
            f". Did you forget to import '{wrong}'?"
        )
    return hint


def _missing_module(error):
    name = error.name
    if (sys.flags.no_site and not getattr(error, "_", False) and isinstance(name, str)
            and name not in sys.stdlib_module_names):
        return (
            ". Site initialization is disabled, did you forget to "
            "add the site-packages directory to sys.path?"
        )
    return ""


class _Printer:
    """Formats an exception with its causes and members; margins show the depth of groups."""

    def __init__(self):
        self.depth = 0
        self.needs_close = False

    @property
    def indent(self):
        return "  " * self.depth

    def emit(self, text, margin="|"):
        """The text with the margin in front of each line."""
        if isinstance(text, str):
            text = [text]
        prefix = f"{self.indent}{margin} " if self.depth else ""
        for part in text:
            yield "".join(
                line if line == "\n" and not prefix else prefix + line
                for line in part.splitlines(keepends=True)
            )

    def format(self, error, chain):
        for message, item in reversed(self._chain(error, chain)):
            if message is not None:
                yield from self.emit(message)
            if item.exceptions is None:
                if item.stack:
                    yield from self.emit("Traceback (most recent call last):\n")
                    yield from self.emit(item.stack.format())
                yield from self.emit(item.format_exception_only())
            elif self.depth > error.max_group_depth:
                yield from self.emit(f"... (max_group_depth is {error.max_group_depth})\n")
            else:
                yield from self._group(item, chain)

    def _chain(self, error, chain):
        """(text between it and the next, exception), from the last one back to the first."""
        found = []
        message = None
        while error is not None:
            found.append((message, error))
            message = None
            if not chain:
                break
            if error.__cause__ is not None:
                message, error = _cause_message, error.__cause__
            elif error.__context__ is not None and not error.__suppress_context__:
                message, error = _context_message, error.__context__
            else:
                break
        # A text stands after the exception that it follows.
        texts = [message for message, _ in found]
        return [(texts[place + 1] if place + 1 < len(texts) else None, item)
                for place, (_, item) in enumerate(found)]

    def _group(self, error, chain):
        top = self.depth == 0
        if top:
            self.depth += 1
        if error.stack:
            yield from self.emit(
                "Exception Group Traceback (most recent call last):\n", "+" if top else "|"
            )
            yield from self.emit(error.stack.format())
        yield from self.emit(error.format_exception_only())
        count = len(error.exceptions)
        shown = min(count, error.max_group_width)
        rows = shown + (count > shown)
        self.needs_close = False
        for place in range(rows):
            last = place == rows - 1
            if last:
                # The innermost group that ends draws the closing line.
                self.needs_close = True
            title = f"{place + 1}" if place < shown else "..."
            yield (
                f"{self.indent}{'+-' if place == 0 else '  '}"
                f"+---------------- {title} ----------------\n"
            )
            self.depth += 1
            if place < shown:
                yield from self.format(error.exceptions[place], chain)
            else:
                more = count - shown
                yield from self.emit(
                    f"and {more} more exception{'s' if more > 1 else ''}\n"
                )
            if last and self.needs_close:
                yield f"{self.indent}+------------------------------------\n"
                self.needs_close = False
            self.depth -= 1
        if top:
            self.depth = 0
