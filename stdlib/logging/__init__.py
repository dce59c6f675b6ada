"""Logging: loggers in a tree pass records to handlers, which format and send them.

Levels, formatters and handlers are in private modules of this package.
"""

import os
import sys
import time
import weakref
from _collections_abc import Mapping as _Mapping
from _thread import get_ident as _get_ident
from types import GenericAlias

from logging._format import (
    _STYLES, BASIC_FORMAT, BufferingFormatter, Formatter, PercentStyle, StrFormatStyle,
    StringTemplateStyle, _defaultFormatter,
)
from logging._handlers import (
    FileHandler, Filter, Filterer, Handler, NullHandler, StreamHandler, _addHandlerRef,
    _handlerList, _handlers, _lock, _removeHandlerRef, _StderrHandler, getHandlerByName,
    getHandlerNames,
)
from logging._levels import (
    CRITICAL, DEBUG, ERROR, FATAL, INFO, NOTSET, WARN, WARNING, _checkLevel, _levelToName,
    _nameToLevel, addLevelName, getLevelName, getLevelNamesMapping,
)

__all__ = [
    "BASIC_FORMAT", "BufferingFormatter", "CRITICAL", "DEBUG", "ERROR", "FATAL", "FileHandler",
    "Filter", "Formatter", "Handler", "INFO", "LogRecord", "Logger", "LoggerAdapter", "NOTSET",
    "NullHandler", "StreamHandler", "WARN", "WARNING", "addLevelName", "basicConfig",
    "captureWarnings", "critical", "debug", "disable", "error", "exception", "fatal",
    "getLevelName", "getLogger", "getLoggerClass", "info", "log", "makeLogRecord",
    "setLoggerClass", "shutdown", "warn", "warning", "getLogRecordFactory",
    "setLogRecordFactory", "lastResort", "raiseExceptions", "getLevelNamesMapping",
    "getHandlerByName", "getHandlerNames",
]

raiseExceptions = True  # show errors of handlers

# What records find out about their origin.
logThreads = True
logMultiprocessing = True
logProcesses = True
logAsyncioTasks = True

_startTime = time.time_ns()
_srcfile = os.path.normcase(addLevelName.__code__.co_filename.replace("_levels", "__init__"))


def currentframe():
    """The frame of the caller."""
    return sys._getframe(1)


def _is_internal_frame(frame):
    """Does a frame belong to logging or to the import system?"""
    filename = os.path.normcase(frame.f_code.co_filename)
    return filename == _srcfile or "importlib" in filename and "_bootstrap" in filename


# === records ===

class LogRecord:
    """One event: its message and arguments, its level, and where and when it happened."""

    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None,
                 **kwargs):
        now = time.time_ns()
        self.name, self.msg = name, msg
        # A single mapping stands for its items, as in "%(key)s".
        if args and len(args) == 1 and isinstance(args[0], _Mapping) and args[0]:
            args = args[0]
        self.args = args
        self.levelname, self.levelno = getLevelName(level), level
        self.pathname = pathname
        try:
            self.filename = os.path.basename(pathname)
            self.module = os.path.splitext(self.filename)[0]
        except (TypeError, ValueError, AttributeError):
            self.filename, self.module = pathname, "Unknown module"
        self.exc_info, self.exc_text = exc_info, None
        self.stack_info = sinfo
        self.lineno, self.funcName = lineno, func
        self.created = now / 1e9
        self.msecs = now % 1_000_000_000 // 1_000_000 + 0.0
        if self.msecs == 999.0 and int(self.created) != now // 1_000_000_000:
            self.msecs = 0.0  # created was rounded up to the next second
        self.relativeCreated = (now - _startTime) / 1e6
        self._add_origin()

    def _add_origin(self):
        self.thread = self.threadName = self.processName = self.process = self.taskName = None
        if logThreads:
            self.thread = _get_ident()
            threading = sys.modules.get("threading")
            self.threadName = (
                "MainThread" if threading is None else threading.current_thread().name
            )
        if logMultiprocessing:
            self.processName = "MainProcess"
            processes = sys.modules.get("multiprocessing")
            if processes is not None:
                try:
                    self.processName = processes.current_process().name
                except Exception:
                    pass  # it is being loaded, or this is its own start
        if logProcesses and hasattr(os, "getpid"):
            self.process = os.getpid()
        if logAsyncioTasks:
            asyncio = sys.modules.get("asyncio")
            if asyncio is not None:
                try:
                    self.taskName = asyncio.current_task().get_name()
                except Exception:
                    pass  # no loop, or no task

    def __repr__(self):
        return (
            f'<LogRecord: {self.name}, {self.levelno}, {self.pathname}, {self.lineno}, '
            f'"{self.msg}">'
        )

    def getMessage(self):
        """The message with its arguments."""
        text = str(self.msg)
        return text % self.args if self.args else text


_logRecordFactory = LogRecord


def setLogRecordFactory(factory):
    """Set the function that makes records; it gets the arguments of LogRecord."""
    global _logRecordFactory
    _logRecordFactory = factory


def getLogRecordFactory():
    """The function that makes records."""
    return _logRecordFactory


def makeLogRecord(dict):
    """Make a record from its attributes, such as were sent over the network."""
    record = _logRecordFactory(None, None, "", 0, "", (), None, None)
    record.__dict__.update(dict)
    return record


# === loggers ===

class Logger(Filterer):
    """A named source of records; it passes them to its handlers and to those above it."""

    def __init__(self, name, level=NOTSET):
        super().__init__()
        self.level = _checkLevel(level)
        self.name, self.parent = name, None
        self.handlers = []
        self.propagate, self.disabled = True, False
        self._cache = {}  # level -> is it enabled?

    def setLevel(self, level):
        """Set the least level of the records to make."""
        self.level = _checkLevel(level)
        self.manager._clear_cache()

    def debug(self, msg, *args, **kwargs):
        """Log a message with level DEBUG."""
        if self.isEnabledFor(DEBUG):
            self._log(DEBUG, msg, args, **kwargs)

    def info(self, msg, *args, **kwargs):
        """Log a message with level INFO."""
        if self.isEnabledFor(INFO):
            self._log(INFO, msg, args, **kwargs)

    def warning(self, msg, *args, **kwargs):
        """Log a message with level WARNING."""
        if self.isEnabledFor(WARNING):
            self._log(WARNING, msg, args, **kwargs)

    def warn(self, msg, *args, **kwargs):
        """Deprecated spelling of warning()."""
        _deprecated_method("warn", "warning")
        self.warning(msg, *args, **kwargs)

    def error(self, msg, *args, **kwargs):
        """Log a message with level ERROR."""
        if self.isEnabledFor(ERROR):
            self._log(ERROR, msg, args, **kwargs)

    def exception(self, msg, *args, exc_info=True, **kwargs):
        """Log a message with level ERROR, and the current exception."""
        self.error(msg, *args, exc_info=exc_info, **kwargs)

    def critical(self, msg, *args, **kwargs):
        """Log a message with level CRITICAL."""
        if self.isEnabledFor(CRITICAL):
            self._log(CRITICAL, msg, args, **kwargs)

    def fatal(self, msg, *args, **kwargs):
        """Another spelling of critical()."""
        self.critical(msg, *args, **kwargs)

    def log(self, level, msg, *args, **kwargs):
        """Log a message with any level."""
        if isinstance(level, int):
            if self.isEnabledFor(level):
                self._log(level, msg, args, **kwargs)
        elif raiseExceptions:
            raise TypeError("level must be an integer")

    def findCaller(self, stack_info=False, stacklevel=1):
        """Who logs? (file name, line number, function name, text of the stack or None)"""
        frame = currentframe()
        if frame is None:
            return "(unknown file)", 0, "(unknown function)", None
        while _is_internal_frame(frame) and frame.f_back is not None:
            frame = frame.f_back
        while stacklevel > 1 and frame.f_back is not None:
            frame = frame.f_back
            if not _is_internal_frame(frame):
                stacklevel -= 1
        text = None
        if stack_info:
            from traceback import format_stack
            text = "Stack (most recent call last):\n" + "".join(format_stack(frame))
            text = text.removesuffix("\n")
        code = frame.f_code
        return code.co_filename, frame.f_lineno, code.co_name, text

    def makeRecord(self, name, level, fn, lno, msg, args, exc_info, func=None, extra=None,
                   sinfo=None):
        """Make a record, with extra attributes."""
        record = _logRecordFactory(name, level, fn, lno, msg, args, exc_info, func, sinfo)
        for key in extra or ():
            if key in ("message", "asctime") or key in record.__dict__:
                raise KeyError(f"Attempt to overwrite {key!r} in LogRecord")
            record.__dict__[key] = extra[key]
        return record

    def _log(self, level, msg, args, exc_info=None, extra=None, stack_info=False, stacklevel=1):
        sinfo = None
        try:
            fn, lno, func, sinfo = self.findCaller(stack_info, stacklevel)
        except ValueError:
            fn, lno, func = "(unknown file)", 0, "(unknown function)"
        if isinstance(exc_info, BaseException):
            exc_info = type(exc_info), exc_info, exc_info.__traceback__
        elif exc_info and not isinstance(exc_info, tuple):
            exc_info = sys.exc_info()
        self.handle(self.makeRecord(
            self.name, level, fn, lno, msg, args, exc_info, func, extra, sinfo
        ))

    def handle(self, record):
        """Pass a record on, unless the logger is disabled or a filter stops it."""
        if self.disabled:
            return
        passed = self.filter(record)
        if passed:
            self.callHandlers(passed if isinstance(passed, LogRecord) else record)

    def addHandler(self, hdlr):
        """Add a handler."""
        with _lock:
            if hdlr not in self.handlers:
                self.handlers.append(hdlr)

    def removeHandler(self, hdlr):
        """Remove a handler."""
        with _lock:
            if hdlr in self.handlers:
                self.handlers.remove(hdlr)

    def hasHandlers(self):
        """Is there a handler here or above?"""
        logger = self
        while logger:
            if logger.handlers:
                return True
            logger = logger.parent if logger.propagate else None
        return False

    def callHandlers(self, record):
        """Give a record to all handlers here and above; the last resort if there are none."""
        logger, found = self, 0
        while logger:
            for handler in tuple(logger.handlers):  # emitting may change the list
                found += 1
                if record.levelno >= handler.level:
                    handler.handle(record)
            logger = logger.parent if logger.propagate else None
        if found:
            return
        if lastResort:
            if record.levelno >= lastResort.level:
                lastResort.handle(record)
        elif raiseExceptions and not self.manager.emittedNoHandlerWarning:
            sys.stderr.write(f'No handlers could be found for logger "{self.name}"\n')
            self.manager.emittedNoHandlerWarning = True

    def getEffectiveLevel(self):
        """The level that holds: the first one that is set here or above."""
        logger = self
        while logger and not logger.level:
            logger = logger.parent
        return logger.level if logger else NOTSET

    def isEnabledFor(self, level):
        """Would a message of this level be logged?"""
        if self.disabled:
            return False
        try:
            return self._cache[level]
        except KeyError:
            with _lock:
                enabled = self.manager.disable < level >= self.getEffectiveLevel()
                self._cache[level] = enabled
            return enabled

    def getChild(self, suffix):
        """The logger whose name is this one's and a suffix."""
        name = suffix if self.root is self else f"{self.name}.{suffix}"
        return self.manager.getLogger(name)

    def getChildren(self):
        """The loggers directly below, as set."""
        known = self.manager.loggerDict
        with _lock:
            return {
                item for item in known.values()
                if isinstance(item, Logger) and item.parent is self
                and _depth(item) == 1 + _depth(item.parent)
            }

    def __repr__(self):
        level = getLevelName(self.getEffectiveLevel())
        return f"<{self.__class__.__name__} {self.name} ({level})>"

    def __reduce__(self):
        if getLogger(self.name) is not self:
            import pickle
            raise pickle.PicklingError("logger cannot be pickled")
        return getLogger, (self.name,)


def _depth(logger):
    return 0 if logger is logger.manager.root else 1 + logger.name.count(".")


def _deprecated_method(old, new, kind="method"):
    import warnings
    warnings.warn(
        f"The '{old}' {kind} is deprecated, use '{new}' instead", DeprecationWarning, 3
    )


class RootLogger(Logger):
    """The logger at the top of the tree."""

    def __init__(self, level):
        super().__init__("root", level)

    def __reduce__(self):
        return getLogger, ()


_loggerClass = Logger


def setLoggerClass(klass):
    """Set the class of new loggers."""
    global _loggerClass
    _loggerClass = _checked_class(klass)


def getLoggerClass():
    """The class of new loggers."""
    return _loggerClass


def _checked_class(klass):
    if klass is not Logger and not issubclass(klass, Logger):
        raise TypeError("logger not derived from logging.Logger: " + klass.__name__)
    return klass


class PlaceHolder:
    """Stands in the tree for a logger that nobody has asked for; it knows those below."""

    def __init__(self, alogger):
        self.loggerMap = {alogger: None}

    def append(self, alogger):
        """Add a logger below."""
        self.loggerMap.setdefault(alogger)


class Manager:
    """The tree of loggers."""

    def __init__(self, rootnode):
        self.root = rootnode
        self.disable = 0
        self.emittedNoHandlerWarning = False
        self.loggerDict = {}
        self.loggerClass = self.logRecordFactory = None

    @property
    def disable(self):
        """The level up to which nothing is logged."""
        return self._disable

    @disable.setter
    def disable(self, value):
        self._disable = _checkLevel(value)

    def getLogger(self, name):
        """The logger of a name; it is made if there is none."""
        if not isinstance(name, str):
            raise TypeError("A logger name must be a string")
        with _lock:
            known = self.loggerDict.get(name)
            if isinstance(known, PlaceHolder) or known is None:
                logger = (self.loggerClass or _loggerClass)(name)
                logger.manager = self
                self.loggerDict[name] = logger
                if known is not None:
                    self._fixupChildren(known, logger)
                self._fixupParents(logger)
                return logger
            return known

    def setLoggerClass(self, klass):
        """Set the class of new loggers of this tree."""
        self.loggerClass = _checked_class(klass)

    def setLogRecordFactory(self, factory):
        """Set the function that makes records of this tree."""
        self.logRecordFactory = factory

    def _fixupParents(self, alogger):
        """Find the parent of a new logger, and leave placeholders where names are missing."""
        name = alogger.name
        parent = None
        while parent is None and "." in name:
            name = name.rpartition(".")[0]
            known = self.loggerDict.get(name)
            if known is None:
                self.loggerDict[name] = PlaceHolder(alogger)
            elif isinstance(known, Logger):
                parent = known
            else:
                known.append(alogger)
        alogger.parent = parent or self.root

    def _fixupChildren(self, ph, alogger):
        """Put a new logger between those below its placeholder and their parents."""
        for child in ph.loggerMap:
            if not child.parent.name.startswith(alogger.name):
                alogger.parent = child.parent
                child.parent = alogger

    def _clear_cache(self):
        """Forget which levels are enabled."""
        with _lock:
            for logger in self.loggerDict.values():
                if isinstance(logger, Logger):
                    logger._cache.clear()
            self.root._cache.clear()


class LoggerAdapter:
    """A logger that adds the same context to each message."""

    def __init__(self, logger, extra=None, merge_extra=False):
        self.logger, self.extra, self.merge_extra = logger, extra, merge_extra

    def process(self, msg, kwargs):
        """The message and keywords to log instead; here, extra is set."""
        extra = self.extra
        if self.merge_extra and kwargs.get("extra") is not None:
            extra = {**(extra or {}), **kwargs["extra"]}
        kwargs["extra"] = extra
        return msg, kwargs

    def log(self, level, msg, *args, **kwargs):
        """Log a message with any level."""
        if self.isEnabledFor(level):
            msg, kwargs = self.process(msg, kwargs)
            self.logger.log(level, msg, *args, **kwargs)

    def debug(self, msg, *args, **kwargs):
        """Log a message with level DEBUG."""
        self.log(DEBUG, msg, *args, **kwargs)

    def info(self, msg, *args, **kwargs):
        """Log a message with level INFO."""
        self.log(INFO, msg, *args, **kwargs)

    def warning(self, msg, *args, **kwargs):
        """Log a message with level WARNING."""
        self.log(WARNING, msg, *args, **kwargs)

    def warn(self, msg, *args, **kwargs):
        """Deprecated spelling of warning()."""
        _deprecated_method("warn", "warning")
        self.warning(msg, *args, **kwargs)

    def error(self, msg, *args, **kwargs):
        """Log a message with level ERROR."""
        self.log(ERROR, msg, *args, **kwargs)

    def exception(self, msg, *args, exc_info=True, **kwargs):
        """Log a message with level ERROR, and the current exception."""
        self.log(ERROR, msg, *args, exc_info=exc_info, **kwargs)

    def critical(self, msg, *args, **kwargs):
        """Log a message with level CRITICAL."""
        self.log(CRITICAL, msg, *args, **kwargs)

    def isEnabledFor(self, level):
        """Would a message of this level be logged?"""
        return self.logger.isEnabledFor(level)

    def setLevel(self, level):
        """Set the least level of the logger."""
        self.logger.setLevel(level)

    def getEffectiveLevel(self):
        """The level that holds for the logger."""
        return self.logger.getEffectiveLevel()

    def hasHandlers(self):
        """Has the logger handlers?"""
        return self.logger.hasHandlers()

    def _log(self, level, msg, args, **kwargs):
        return self.logger._log(level, msg, args, **kwargs)

    @property
    def manager(self):
        """The tree of the logger."""
        return self.logger.manager

    @manager.setter
    def manager(self, value):
        self.logger.manager = value

    @property
    def name(self):
        """The name of the logger."""
        return self.logger.name

    def __repr__(self):
        level = getLevelName(self.logger.getEffectiveLevel())
        return f"<{self.__class__.__name__} {self.logger.name} ({level})>"

    __class_getitem__ = classmethod(GenericAlias)


root = RootLogger(WARNING)
Logger.root = root
Logger.manager = Manager(root)

_defaultLastResort = lastResort = _StderrHandler(WARNING)


# === functions for the root logger ===

def basicConfig(**kwargs):
    """Give the root logger a handler, unless it has one (or force is given).

    Arguments: filename, filemode, encoding, errors or stream or handlers; format, datefmt, style;
    level; force.
    """
    with _lock:
        take = kwargs.pop
        force, encoding = take("force", False), take("encoding", None)
        errors = take("errors", "backslashreplace")
        if force:
            for handler in root.handlers[:]:
                root.removeHandler(handler)
                handler.close()
        if root.handlers:
            return
        handlers = take("handlers", None)
        if handlers is None:
            if "stream" in kwargs and "filename" in kwargs:
                raise ValueError("'stream' and 'filename' should not be specified together")
        elif "stream" in kwargs or "filename" in kwargs:
            raise ValueError(
                "'stream' or 'filename' should not be specified together with 'handlers'"
            )
        if handlers is None:
            handlers = [_basic_handler(take, encoding, errors)]
        datefmt, style = take("datefmt", None), take("style", "%")
        if style not in _STYLES:
            raise ValueError(f"Style must be one of: {','.join(_STYLES)}")
        formatter = Formatter(take("format", _STYLES[style][1]), datefmt, style)
        for handler in handlers:
            if handler.formatter is None:
                handler.setFormatter(formatter)
            root.addHandler(handler)
        level = take("level", None)
        if level is not None:
            root.setLevel(level)
        if kwargs:
            raise ValueError(f"Unrecognised argument(s): {', '.join(kwargs)}")


def _basic_handler(take, encoding, errors):
    filename, mode = take("filename", None), take("filemode", "a")
    if not filename:
        return StreamHandler(take("stream", None))
    if "b" in mode:
        errors = None
    else:
        import io
        encoding = io.text_encoding(encoding)
    return FileHandler(filename, mode, encoding=encoding, errors=errors)


def getLogger(name=None):
    """The logger of a name, or the root logger."""
    if not name or isinstance(name, str) and name == root.name:
        return root
    return Logger.manager.getLogger(name)


def critical(msg, *args, **kwargs):
    """Log a message with level CRITICAL; configures logging if nobody has."""
    if not root.handlers:
        basicConfig()
    root.critical(msg, *args, **kwargs)


def fatal(msg, *args, **kwargs):
    """Another spelling of critical()."""
    critical(msg, *args, **kwargs)


def error(msg, *args, **kwargs):
    """Log a message with level ERROR; configures logging if nobody has."""
    if not root.handlers:
        basicConfig()
    root.error(msg, *args, **kwargs)


def exception(msg, *args, exc_info=True, **kwargs):
    """Log a message with level ERROR, and the current exception."""
    error(msg, *args, exc_info=exc_info, **kwargs)


def warning(msg, *args, **kwargs):
    """Log a message with level WARNING; configures logging if nobody has."""
    if not root.handlers:
        basicConfig()
    root.warning(msg, *args, **kwargs)


def warn(msg, *args, **kwargs):
    """Deprecated spelling of warning()."""
    _deprecated_method("warn", "warning", "function")
    warning(msg, *args, **kwargs)


def info(msg, *args, **kwargs):
    """Log a message with level INFO; configures logging if nobody has."""
    if not root.handlers:
        basicConfig()
    root.info(msg, *args, **kwargs)


def debug(msg, *args, **kwargs):
    """Log a message with level DEBUG; configures logging if nobody has."""
    if not root.handlers:
        basicConfig()
    root.debug(msg, *args, **kwargs)


def log(level, msg, *args, **kwargs):
    """Log a message with any level; configures logging if nobody has."""
    if not root.handlers:
        basicConfig()
    root.log(level, msg, *args, **kwargs)


def disable(level=CRITICAL):
    """Log nothing up to a level, whatever the loggers say."""
    manager = root.manager
    manager.disable = level
    manager._clear_cache()


def shutdown(handlerList=_handlerList):
    """Flush and close all handlers, the newest first; called at exit."""
    for reference in reversed(handlerList[:]):
        try:
            handler = reference()
            if handler:
                try:
                    handler.acquire()
                    # Some handlers close early and want no flush.
                    if getattr(handler, "flushOnClose", True):
                        handler.flush()
                    handler.close()
                except (OSError, ValueError):
                    pass  # its file may be closed
                finally:
                    handler.release()
        except:
            if raiseExceptions:
                raise


# === warnings ===

_warnings_showwarning = None


def _showwarning(message, category, filename, lineno, file=None, line=None):
    """Log a warning, unless it is to be written to a file."""
    if file is not None:
        if _warnings_showwarning is not None:
            _warnings_showwarning(message, category, filename, lineno, file, line)
        return
    import warnings
    text = warnings.formatwarning(message, category, filename, lineno, line)
    logger = getLogger("py.warnings")
    if not logger.handlers:
        logger.addHandler(NullHandler())
    # No arguments: percent signs in the text are to stay.
    logger.warning(str(text))


def captureWarnings(capture):
    """Send warnings to the logger "py.warnings", or no longer."""
    global _warnings_showwarning
    import warnings
    if not capture:
        if _warnings_showwarning is not None:
            warnings.showwarning, _warnings_showwarning = _warnings_showwarning, None
    elif _warnings_showwarning is None:
        _warnings_showwarning, warnings.showwarning = warnings.showwarning, _showwarning


# === exit and fork ===

def _at_fork_child():
    for reference in _handlerList:
        handler = reference()
        if handler is not None:
            handler._at_fork_reinit()
    _lock._at_fork_reinit()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=_lock.acquire, after_in_child=_at_fork_child, after_in_parent=_lock.release
    )

import atexit as _atexit

_atexit.register(shutdown)
