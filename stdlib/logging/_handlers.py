"""Filters and handlers: which records go where."""

import os
import sys
import weakref
from types import GenericAlias
from _thread import RLock

from logging._format import _defaultFormatter
from logging._levels import _checkLevel, getLevelName

__all__ = [
    "FileHandler", "Filter", "Filterer", "Handler", "NullHandler", "StreamHandler",
    "getHandlerByName", "getHandlerNames",
]

__name__ = "logging"  # where the names belong

_lock = RLock()

_handlers = weakref.WeakValueDictionary()  # by name
_handlerList = []  # weak references, in the order of creation


class Filter:
    """Lets records pass of a logger and of those below it."""

    def __init__(self, name=""):
        self.name = name
        self.nlen = len(name)

    def filter(self, record):
        """Does a record pass?"""
        name = self.name
        return not name or record.name == name or record.name.startswith(name + ".")


class Filterer:
    """Has filters: records pass if all let them."""

    def __init__(self):
        self.filters = []

    def addFilter(self, filter):
        """Add a filter, or a function that is used as one."""
        if filter not in self.filters:
            self.filters.append(filter)

    def removeFilter(self, filter):
        """Remove a filter."""
        if filter in self.filters:
            self.filters.remove(filter)

    def filter(self, record):
        """The record, or what a filter has put in its place, or something false."""
        for item in self.filters:
            method = getattr(item, "filter", item)
            answer = method(record)
            if not answer:
                return False
            import logging
            if isinstance(answer, logging.LogRecord):
                record = answer
        return record


def getHandlerByName(name):
    """The handler of this name, or None."""
    return _handlers.get(name)


def getHandlerNames():
    """The names of all handlers that have one."""
    return frozenset(_handlers)


def _removeHandlerRef(wr):
    """Called when a handler is collected; at exit, some of these may be gone."""
    handlers, lock = _handlerList, _lock
    if lock is not None and handlers is not None:
        with lock:
            if wr in handlers:
                handlers.remove(wr)


def _addHandlerRef(handler):
    with _lock:
        _handlerList.append(weakref.ref(handler, _removeHandlerRef))


class Handler(Filterer):
    """Base class of handlers, which send records somewhere."""

    def __init__(self, level=0):
        super().__init__()
        self.level = _checkLevel(level)
        self._name = self.formatter = None
        self._closed = False
        _addHandlerRef(self)
        self.createLock()

    def get_name(self):
        """The name, or None."""
        return self._name

    def set_name(self, name):
        """Give the handler a name, by which getHandlerByName() finds it."""
        with _lock:
            _handlers.pop(self._name, None)
            self._name = name
            if name:
                _handlers[name] = self

    name = property(get_name, set_name)

    def createLock(self):
        """Make the lock around the output."""
        self.lock = RLock()

    def _at_fork_reinit(self):
        self.lock._at_fork_reinit()

    def acquire(self):
        """Acquire the lock."""
        if self.lock:
            self.lock.acquire()

    def release(self):
        """Release the lock."""
        if self.lock:
            self.lock.release()

    def setLevel(self, level):
        """Set the least level of the records to handle."""
        self.level = _checkLevel(level)

    def setFormatter(self, fmt):
        """Set the formatter."""
        self.formatter = fmt

    def format(self, record):
        """The text for a record."""
        return (self.formatter or _defaultFormatter).format(record)

    def emit(self, record):
        """Send a record; subclasses say how."""
        raise NotImplementedError("emit must be implemented by Handler subclasses")

    def handle(self, record):
        """Send a record if it passes the filters; returns what the filters gave."""
        passed = self.filter(record)
        if passed:
            from logging import LogRecord
            if isinstance(passed, LogRecord):
                record = passed
            self.acquire()
            try:
                self.emit(record)
            finally:
                self.release()
        return passed

    def flush(self):
        """Make sure that everything is sent; nothing to do here."""

    def close(self):
        """Give up the name; subclasses close more."""
        with _lock:
            self._closed = True
            if self._name and self._name in _handlers:
                del _handlers[self._name]

    def handleError(self, record):
        """Called when emit() fails: shows the error on sys.stderr, and where it was logged."""
        import logging
        if not logging.raiseExceptions or not sys.stderr:
            return
        error = sys.exception()
        try:
            from traceback import print_exception, print_stack
            write = sys.stderr.write
            write("--- Logging error ---\n")
            print_exception(error, limit=None, file=sys.stderr)
            write("Call stack:\n")
            # The frame that logged is outside of this package.
            folder = os.path.dirname(logging.__file__)
            frame = sys._getframe()
            while frame and os.path.dirname(frame.f_code.co_filename) == folder:
                frame = frame.f_back
            if frame:
                print_stack(frame, file=sys.stderr)
            else:
                write(f"Logged from file {record.filename}, line {record.lineno}\n")
            try:
                write(f"Message: {record.msg!r}\nArguments: {record.args}\n")
            except RecursionError:
                raise
            except Exception:
                write("Unable to print the message and arguments - possible formatting error.\n"
                      "Use the traceback above to help find the error.\n")
        except OSError:
            pass
        finally:
            del error

    def __repr__(self):
        return f"<{self.__class__.__name__} ({getLevelName(self.level)})>"


class StreamHandler(Handler):
    """Writes records to a stream, sys.stderr by default."""

    terminator = "\n"

    def __init__(self, stream=None):
        super().__init__()
        self.stream = sys.stderr if stream is None else stream

    def flush(self):
        """Flush the stream."""
        self.acquire()
        try:
            if self.stream and hasattr(self.stream, "flush"):
                self.stream.flush()
        finally:
            self.release()

    def emit(self, record):
        """Write a record and flush."""
        try:
            text = self.format(record)
            # One call, so that lines of several processes stay whole.
            self.stream.write(text + self.terminator)
            self.flush()
        except RecursionError:
            raise
        except Exception:
            self.handleError(record)

    def setStream(self, stream):
        """Write to another stream; returns the old one, or None if it is the same."""
        if stream is self.stream:
            return None
        old = self.stream
        self.acquire()
        try:
            self.flush()
            self.stream = stream
        finally:
            self.release()
        return old

    def __repr__(self):
        name = str(getattr(self.stream, "name", ""))
        return f"<{self.__class__.__name__} {name + ' ' if name else ''}" \
               f"({getLevelName(self.level)})>"

    __class_getitem__ = classmethod(GenericAlias)


class FileHandler(StreamHandler):
    """Writes records to a file."""

    def __init__(self, filename, mode="a", encoding=None, delay=False, errors=None):
        # An absolute name, should the folder be changed.
        self.baseFilename = os.path.abspath(os.fspath(filename))
        self.mode = mode
        self.encoding = encoding
        if "b" not in mode:
            import io
            self.encoding = io.text_encoding(encoding)
        self.errors, self.delay = errors, delay
        self._builtin_open = open  # still there when the interpreter ends
        if delay:
            Handler.__init__(self)
            self.stream = None
        else:
            StreamHandler.__init__(self, self._open())

    def close(self):
        """Close the file."""
        self.acquire()
        try:
            try:
                if self.stream:
                    try:
                        self.flush()
                    finally:
                        stream, self.stream = self.stream, None
                        if hasattr(stream, "close"):
                            stream.close()
            finally:
                StreamHandler.close(self)
        finally:
            self.release()

    def _open(self):
        """Open the file."""
        return self._builtin_open(
            self.baseFilename, self.mode, encoding=self.encoding, errors=self.errors
        )

    def emit(self, record):
        """Write a record; the file is opened if it is not yet, unless it was closed."""
        if self.stream is None and (self.mode != "w" or not self._closed):
            try:
                self.stream = self._open()
            except Exception:
                return self.handleError(record)
        if self.stream:
            super().emit(record)

    def __repr__(self):
        level = getLevelName(self.level)
        return f"<{self.__class__.__name__} {self.baseFilename} ({level})>"


class _StderrHandler(StreamHandler):
    """Writes to what sys.stderr is at that moment."""

    def __init__(self, level=0):
        Handler.__init__(self, level)

    @property
    def stream(self):
        return sys.stderr


class NullHandler(Handler):
    """Does nothing: for libraries that leave logging to the program."""

    def handle(self, record):
        """Nothing."""

    def emit(self, record):
        """Nothing."""

    def createLock(self):
        """No lock is needed."""
        self.lock = None

    def _at_fork_reinit(self):
        pass
