"""Warnings: filters, how they are shown, and @deprecated. Issuing them is native (`_warnings`)."""

import sys

__all__ = [
    "warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings", "simplefilter",
    "resetwarnings", "catch_warnings", "deprecated",
]

_ACTIONS = ("error", "ignore", "always", "all", "default", "module", "once")


class WarningMessage:
    """A warning that was issued, with its place."""

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename, self.lineno = filename, lineno
        self.file, self.line, self.source = file, line, source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return (
            f"{{message : {self.message!r}, category : {self._category_name!r}, "
            f"filename : {self.filename!r}, lineno : {self.lineno!r}, line : {self.line!r}}}"
        )

    def __repr__(self):
        return f"<{type(self).__qualname__} {self}>"


# === showing ===

def showwarning(message, category, filename, lineno, file=None, line=None):
    """Write a warning to a file, or to sys.stderr; programs may replace this function."""
    _showwarnmsg_impl(WarningMessage(message, category, filename, lineno, file, line))


def formatwarning(message, category, filename, lineno, line=None):
    """The text of a warning; programs may replace this function."""
    return _formatwarnmsg_impl(
        WarningMessage(message, category, filename, lineno, None, line)
    )


_showwarning_orig = showwarning
_formatwarning_orig = formatwarning


def _showwarnmsg(msg):
    """Show a warning with the function that the program wants."""
    show = showwarning
    if show is _showwarning_orig:
        return _showwarnmsg_impl(msg)
    if not callable(show):
        raise TypeError("warnings.showwarning() must be set to a function or method")
    show(msg.message, msg.category, msg.filename, msg.lineno, msg.file, msg.line)


def _showwarnmsg_impl(msg):
    if _aware and (log := _get_context().log) is not None:
        log.append(msg)
        return
    file = sys.stderr if msg.file is None else msg.file
    if file is None:  # no place to write to, as under pythonw
        return
    text = _formatwarnmsg(msg)
    try:
        file.write(text)
    except OSError:
        pass


def _formatwarnmsg(msg):
    """Format a warning with the function that the program wants."""
    if formatwarning is _formatwarning_orig:
        return _formatwarnmsg_impl(msg)
    return formatwarning(msg.message, msg.category, msg.filename, msg.lineno, msg.line)


def _formatwarnmsg_impl(msg):
    category = msg.category.__name__
    parts = [f"{msg.filename}:{msg.lineno}: {category}: {msg.message}\n"]
    line = msg.line
    if line is None:
        try:
            from linecache import getline
            line = getline(msg.filename, msg.lineno)
        except Exception:
            line = None  # at shutdown, nothing can be imported any more
    if line:
        parts.append(f"  {line.strip()}\n")
    if msg.source is not None:
        parts.append(_allocation(msg.source, category))
    return "".join(parts)


def _allocation(source, category):
    """Where the object behind the warning was made, if tracemalloc knows."""
    tracemalloc = sys.modules.get("tracemalloc")
    if tracemalloc is None or not tracemalloc.is_tracing():
        return f"{category}: Enable tracemalloc to get the object allocation traceback\n"
    try:
        trace = tracemalloc.get_object_traceback(source)
    except Exception:
        trace = None
    if trace is None:
        return ""
    rows = ["Object allocated at (most recent call last):\n"]
    for frame in trace:
        rows.append(f'  File "{frame.filename}", lineno {frame.lineno}\n')
        try:
            from linecache import getline
            line = getline(frame.filename, frame.lineno).strip()
        except Exception:
            line = ""
        if line:
            rows.append(f"    {line}\n")
    return "".join(rows)


# === filters ===

def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    """Add a filter; message and module are regular expressions that match from the start on."""
    if action not in _ACTIONS:
        raise ValueError(f"invalid action: {action!r}")
    if not isinstance(message, str):
        raise TypeError("message must be a string")
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError("category must be a Warning subclass")
    if not isinstance(module, str):
        raise TypeError("module must be a string")
    _check_line(lineno)
    if message or module:
        import re
        message = re.compile(message, re.IGNORECASE) if message else None
        module = re.compile(module) if module else None
    _add_filter(action, message or None, category, module or None, lineno, append=append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    """Add a filter for all messages and modules."""
    if action not in _ACTIONS:
        raise ValueError(f"invalid action: {action!r}")
    _check_line(lineno)
    _add_filter(action, None, category, None, lineno, append=append)


def _check_line(lineno):
    if not isinstance(lineno, int):
        raise TypeError("lineno must be an int")
    if lineno < 0:
        raise ValueError("lineno must be an int >= 0")


def _add_filter(*item, append):
    """Put a filter first, or last; first, it is moved if it is there already."""
    with _lock:
        current = _get_filters()
        if append:
            if item in current:
                return
            current.append(item)
        else:
            if item in current:
                current.remove(item)
            current.insert(0, item)
        _filters_mutated_lock_held()


def resetwarnings():
    """Remove all filters."""
    with _lock:
        _get_filters().clear()
        _filters_mutated_lock_held()


class _OptionError(Exception):
    """A -W option is wrong."""


def _processoptions(args):
    """Add filters from -W options."""
    for arg in args:
        try:
            _setoption(arg)
        except _OptionError as error:
            print("Invalid -W option ignored:", error, file=sys.stderr)


def _setoption(arg):
    parts = arg.split(":")
    if len(parts) > 5:
        raise _OptionError(f"too many fields (max 5): {arg!r}")
    action, message, category, module, lineno = (
        part.strip() for part in parts + [""] * (5 - len(parts))
    )
    action = _getaction(action)
    category = _getcategory(category)
    if message or module:
        import re
        message = re.escape(message)
        module = re.escape(module) + r"\z" if module else ""
    try:
        number = int(lineno or 0)
        if number < 0:
            raise ValueError
    except (ValueError, OverflowError):
        raise _OptionError(f"invalid lineno {lineno!r}") from None
    filterwarnings(action, message, category, module, number)


def _getaction(action):
    """The action that an abbreviation means."""
    if not action:
        return "default"
    for name in ("default", "always", "all", "ignore", "module", "once", "error"):
        if name.startswith(action):
            return name
    raise _OptionError(f"invalid action: {action!r}")


def _getcategory(category):
    """The class that a name means, of the builtins if it has no dot."""
    if not category:
        return Warning
    path, _, name = category.rpartition(".")
    try:
        found = getattr(__import__(path or "builtins", fromlist=[name]), name)
    except ImportError:
        raise _OptionError(f"invalid module name: {path!r}") from None
    except AttributeError:
        raise _OptionError(f"unknown warning category: {category!r}") from None
    if not isinstance(found, type) or not issubclass(found, Warning):
        raise _OptionError(f"invalid warning category: {category!r}")
    return found


# === catching ===

class catch_warnings:
    """Restores the filters at the end; with record=True, gives a list of what is issued inside."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0,
                 append=False):
        self._record = record
        self._module = sys.modules["warnings"] if module is None else module
        self._entered = False
        self._filter = None if action is None else (action, category, lineno, append)

    def __repr__(self):
        args = ["record=True"] if self._record else []
        if self._module is not sys.modules["warnings"]:
            args.append(f"module={self._module!r}")
        return f"{type(self).__name__}({', '.join(args)})"

    def __enter__(self):
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        module = self._module
        log = [] if self._record else None
        with _lock:
            if _aware:
                self._saved_context, context = module._new_context()
                context.log = log
            else:
                self._saved = module.filters, module.showwarning, module._showwarnmsg_impl
                module.filters = module.filters[:]
                if log is not None:
                    module._showwarnmsg_impl = log.append
                    # Undo a replacement, so that the list is reached.
                    module.showwarning = module._showwarning_orig
            module._filters_mutated_lock_held()
        if self._filter is not None:
            simplefilter(*self._filter)
        return log

    def __exit__(self, *exc_info):
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        module = self._module
        with _lock:
            if _aware:
                module._set_context(self._saved_context)
            else:
                module.filters, module.showwarning, module._showwarnmsg_impl = self._saved
            module._filters_mutated_lock_held()


# === deprecation ===

_DEPRECATED_MSG = "{name!r} is deprecated and slated for removal in Python {remove}"


def _deprecated(name, message=_DEPRECATED_MSG, *, remove, _version=sys.version_info):
    """Warn that something of the library goes away; an error once it should be gone."""
    wanted = f"{remove[0]}.{remove[1]}"
    if _version[:2] > remove or _version[:2] == remove and _version[3] != "alpha":
        raise RuntimeError(f"{name!r} was slated for removal after Python {wanted} alpha")
    warn(message.format(name=name, remove=wanted), DeprecationWarning, stacklevel=3)


def __getattr__(name):
    if name == "deprecated":
        from _warnings_deprecated import deprecated
        return globals().setdefault(name, deprecated)
    raise AttributeError(f"module 'warnings' has no attribute {name!r}")


def _warn_unawaited_coroutine(coro):
    """Called by the interpreter when a coroutine dies that was never started."""
    parts = [f"coroutine '{coro.__qualname__}' was never awaited"]
    if coro.cr_origin is not None:
        from linecache import getline
        from traceback import format_list
        parts.append("\nCoroutine created at (most recent call last)\n")
        parts += format_list([
            (filename, lineno, name, getline(filename, lineno))
            for filename, lineno, name in reversed(coro.cr_origin)
        ])
    # Tracebacks that name the coroutine itself would not help: one level up.
    warn("".join(parts).rstrip("\n"), category=RuntimeWarning, stacklevel=2, source=coro)


# === the native half ===

try:
    from _warnings import (
        _acquire_lock, _defaultaction as defaultaction, _filters_mutated_lock_held,
        _onceregistry as onceregistry, _release_lock, filters, warn, warn_explicit,
    )
except ImportError:
    from _warnings_issue import (
        _acquire_lock, _filters_mutated_lock_held, _release_lock, defaultaction, filters,
        onceregistry, warn, warn_explicit,
    )

_aware = bool(getattr(sys.flags, "context_aware_warnings", False))


class _Lock:
    def __enter__(self):
        _acquire_lock()
        return self

    def __exit__(self, *exc_info):
        _release_lock()


_lock = _Lock()


def _filters_mutated():
    with _lock:
        _filters_mutated_lock_held()


def _get_filters():
    """The filters that hold here."""
    return _get_context()._filters if _aware else sys.modules["warnings"].filters


if _aware:
    from _warnings_context import _get_context, _new_context, _set_context

if sys.warnoptions:
    _processoptions(sys.warnoptions)
