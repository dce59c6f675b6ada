"""Context managers: made from generators, stacked, and a few ready ones; sync and async."""

__all__ = [
    "asynccontextmanager", "contextmanager", "closing", "nullcontext", "AbstractContextManager",
    "AbstractAsyncContextManager", "AsyncExitStack", "ContextDecorator", "ExitStack",
    "redirect_stdout", "redirect_stderr", "suppress", "aclosing", "chdir",
]

import abc
import sys
from functools import wraps
from types import GenericAlias, MethodType

from _collections_abc import _check_methods
from collections import deque


class AbstractContextManager(abc.ABC):
    """Has __enter__ and __exit__; entering gives the object itself unless overridden."""

    __slots__ = ()
    __class_getitem__ = classmethod(GenericAlias)

    def __enter__(self):
        return self

    @abc.abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        """Leave; a true result swallows the exception."""

    @classmethod
    def __subclasshook__(cls, C):
        if cls is not AbstractContextManager:
            return NotImplemented
        return _check_methods(C, "__enter__", "__exit__")


class AbstractAsyncContextManager(abc.ABC):
    """Has __aenter__ and __aexit__; entering gives the object itself unless overridden."""

    __slots__ = ()
    __class_getitem__ = classmethod(GenericAlias)

    async def __aenter__(self):
        return self

    @abc.abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        """Leave; a true result swallows the exception."""

    @classmethod
    def __subclasshook__(cls, C):
        if cls is not AbstractAsyncContextManager:
            return NotImplemented
        return _check_methods(C, "__aenter__", "__aexit__")


class ContextDecorator:
    """Lets a context manager be used as decorator: each call runs inside it."""

    def _recreate_cm(self):
        return self

    def __call__(self, func):
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)
        return wraps(func)(inner)


class AsyncContextDecorator:
    """Lets an async context manager be used as decorator of coroutine functions."""

    def _recreate_cm(self):
        return self

    def __call__(self, func):
        async def inner(*args, **kwds):
            async with self._recreate_cm():
                return await func(*args, **kwds)
        return wraps(func)(inner)


# === generators as context managers ===

class _GeneratorContextManagerBase:
    """Holds the generator, and how to make it again when used as decorator."""

    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        self.func, self.args, self.kwds = func, args, kwds
        doc = getattr(func, "__doc__", None)
        self.__doc__ = type(self).__doc__ if doc is None else doc

    def _recreate_cm(self):
        return self.__class__(self.func, self.args, self.kwds)

    def _forget_arguments(self):
        # They must not live on in the context manager while the body runs.
        del self.args, self.kwds, self.func


def _own_stop(error, value, kind):
    """Did the generator fail only because the body's StopIteration went through it?"""
    return isinstance(value, kind) and error.__cause__ is value


class _GeneratorContextManager(
    _GeneratorContextManagerBase, AbstractContextManager, ContextDecorator
):
    """What a function decorated with @contextmanager returns."""

    def __enter__(self):
        self._forget_arguments()
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, typ, value, traceback):
        gen = self.gen
        if typ is None:
            try:
                next(gen)
            except StopIteration:
                return False
            try:
                raise RuntimeError("generator didn't stop")
            finally:
                gen.close()
        if value is None:
            value = typ()
        try:
            gen.throw(value)
        except StopIteration as error:
            return error is not value  # its own end means handled
        except RuntimeError as error:
            if error is value or _own_stop(error, value, StopIteration):
                value.__traceback__ = traceback
                return False
            raise
        except BaseException as error:
            if error is not value:
                raise
            value.__traceback__ = traceback
            return False
        try:
            raise RuntimeError("generator didn't stop after throw()")
        finally:
            gen.close()


class _AsyncGeneratorContextManager(
    _GeneratorContextManagerBase, AbstractAsyncContextManager, AsyncContextDecorator
):
    """What a function decorated with @asynccontextmanager returns."""

    async def __aenter__(self):
        self._forget_arguments()
        try:
            return await anext(self.gen)
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None

    async def __aexit__(self, typ, value, traceback):
        gen = self.gen
        if typ is None:
            try:
                await anext(gen)
            except StopAsyncIteration:
                return False
            try:
                raise RuntimeError("generator didn't stop")
            finally:
                await gen.aclose()
        if value is None:
            value = typ()
        try:
            await gen.athrow(value)
        except StopAsyncIteration as error:
            return error is not value  # its own end means handled
        except RuntimeError as error:
            if error is value or _own_stop(error, value, (StopIteration, StopAsyncIteration)):
                value.__traceback__ = traceback
                return False
            raise
        except BaseException as error:
            if error is not value:
                raise
            value.__traceback__ = traceback
            return False
        try:
            raise RuntimeError("generator didn't stop after athrow()")
        finally:
            await gen.aclose()


def contextmanager(func):
    """Make a generator function with one yield a factory of context managers.

    What it yields is bound by `as`; an exception of the body is raised at the yield.
    """
    @wraps(func)
    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)
    return helper


def asynccontextmanager(func):
    """Make an async generator function with one yield a factory of async context managers."""
    @wraps(func)
    def helper(*args, **kwds):
        return _AsyncGeneratorContextManager(func, args, kwds)
    return helper


# === ready ones ===

class closing(AbstractContextManager):
    """Calls thing.close() at the end."""

    def __init__(self, thing):
        self.thing = thing

    def __exit__(self, *exc_info):
        self.thing.close()

    def __enter__(self):
        return self.thing


class aclosing(AbstractAsyncContextManager):
    """Awaits thing.aclose() at the end."""

    def __init__(self, thing):
        self.thing = thing

    async def __aexit__(self, *exc_info):
        await self.thing.aclose()

    async def __aenter__(self):
        return self.thing


class _RedirectStream(AbstractContextManager):
    _stream = None

    def __init__(self, new_target):
        self._old_targets = []  # a stack, so that one object can be entered again
        self._new_target = new_target

    def __enter__(self):
        target, name = self._new_target, self._stream
        self._old_targets.append(getattr(sys, name))
        setattr(sys, name, target)
        return target

    def __exit__(self, *excinfo):
        old = self._old_targets.pop()
        setattr(sys, self._stream, old)


class suppress(AbstractContextManager):
    """Ends the body silently when one of these exceptions is raised; also inside groups."""

    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exctype, excinst, exctb):
        if exctype is not None and issubclass(exctype, self._exceptions):
            return True
        if exctype is None or not issubclass(exctype, BaseExceptionGroup):
            return exctype and False
        rest = excinst.split(self._exceptions)[1]
        if rest is not None:
            raise rest
        return True


class redirect_stderr(_RedirectStream):
    """Sends what is written to sys.stderr to another file."""

    _stream = "stderr"


class redirect_stdout(_RedirectStream):
    """Sends what is printed to another file."""

    _stream = "stdout"


class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    """Does nothing; entering gives enter_result."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    async def __aenter__(self):
        return self.enter_result

    def __enter__(self):
        return self.enter_result

    async def __aexit__(self, *excinfo):
        pass

    def __exit__(self, *excinfo):
        pass


class chdir(AbstractContextManager):
    """Changes the working directory, and back."""

    def __init__(self, path):
        self.path = path
        self._old_cwd = []

    def __exit__(self, *excinfo):
        from os import chdir
        chdir(self._old_cwd.pop())

    def __enter__(self):
        from os import chdir, getcwd
        self._old_cwd.append(getcwd())
        chdir(self.path)


# === stacks ===

def _special(obj, enter, leave, kind):
    """The enter and exit functions of a context manager's class, or TypeError."""
    cls = type(obj)
    try:
        return getattr(cls, enter), getattr(cls, leave)
    except AttributeError:
        raise TypeError(
            f"'{cls.__module__}.{cls.__qualname__}' object does not support the {kind} protocol"
        ) from None


class _ExitStack:
    """What both stacks share. Each entry is (is it synchronous, a function like __exit__)."""

    def __init__(self):
        self._exit_callbacks = deque()

    def pop_all(self):
        """Move all entries to a new stack."""
        other = type(self)()
        other._exit_callbacks, self._exit_callbacks = self._exit_callbacks, deque()
        return other

    def push(self, exit):
        """Add a context manager's __exit__, or a function with its signature; returns it."""
        method = getattr(type(exit), "__exit__", None)
        self._add(exit if method is None else MethodType(method, exit))
        return exit

    def enter_context(self, cm):
        """Enter a context manager, which is left with the stack; returns what entering gives."""
        enter, leave = _special(cm, "__enter__", "__exit__", "context manager")
        entered = enter(cm)
        self._add(MethodType(leave, cm))
        return entered

    def callback(self, callback, /, *args, **kwds):
        """Call a function when the stack is left; it cannot swallow exceptions."""
        def _exit_wrapper(exc_type, exc, tb):
            callback(*args, **kwds)

        _exit_wrapper.__wrapped__ = callback
        self._add(_exit_wrapper)
        return callback

    def _add(self, leave, is_sync=True):
        self._exit_callbacks.append((is_sync, leave))


class ExitStack(_ExitStack, AbstractContextManager):
    """Leaves any number of context managers and callbacks, the last one first."""

    def __enter__(self):
        return self

    def __exit__(self, *exc_details):
        exc = exc_details[1]
        received = exc is not None
        outer = sys.exception()
        raised = suppressed = False
        callbacks = self._exit_callbacks
        while callbacks:
            is_sync, cb = callbacks.pop()
            assert is_sync
            exc_details = _details(exc)
            try:
                if cb(*exc_details):
                    suppressed, raised, exc = True, False, None
            except BaseException as error:
                _chain(error, exc, outer)
                raised, exc = True, error
        if raised:
            context = exc.__context__
            try:
                raise exc
            except BaseException:
                exc.__context__ = context  # not what raising it here makes of it
                raise
        return received and suppressed

    def close(self):
        """Leave everything now."""
        self.__exit__(None, None, None)


class AsyncExitStack(_ExitStack, AbstractAsyncContextManager):
    """Like ExitStack; its entries may also be asynchronous."""

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_details):
        exc = exc_details[1]
        received = exc is not None
        outer = sys.exception()
        raised = suppressed = False
        callbacks = self._exit_callbacks
        while callbacks:
            is_sync, cb = callbacks.pop()
            exc_details = _details(exc)
            try:
                if is_sync:
                    cb_suppress = cb(*exc_details)
                else:
                    cb_suppress = await cb(*exc_details)
                if cb_suppress:
                    suppressed, raised, exc = True, False, None
            except BaseException as error:
                _chain(error, exc, outer)
                raised, exc = True, error
        if raised:
            context = exc.__context__
            try:
                raise exc
            except BaseException:
                exc.__context__ = context  # not what raising it here makes of it
                raise
        return received and suppressed

    async def aclose(self):
        """Leave everything now."""
        await self.__aexit__(None, None, None)

    async def enter_async_context(self, cm):
        """Enter an async context manager, which is left with the stack."""
        enter, leave = _special(cm, "__aenter__", "__aexit__", "asynchronous context manager")
        entered = await enter(cm)
        self._add(MethodType(leave, cm), False)
        return entered

    def push_async_exit(self, exit):
        """Add an async context manager's __aexit__, or a coroutine function like it."""
        method = getattr(type(exit), "__aexit__", None)
        self._add(exit if method is None else MethodType(method, exit), False)
        return exit

    def push_async_callback(self, callback, /, *args, **kwds):
        """Await a coroutine function when the stack is left."""
        async def _exit_wrapper(exc_type, exc, tb):
            await callback(*args, **kwds)

        _exit_wrapper.__wrapped__ = callback
        self._add(_exit_wrapper, False)
        return callback


def _details(exc):
    if exc is None:
        return None, None, None
    return type(exc), exc, exc.__traceback__


def _chain(error, pending, outer):
    """Make the pending exception the context of a new one, as nested with statements would.

    The end of the new one's own chain, where it meets what was handled outside, is replaced.
    """
    while True:
        context = error.__context__
        if context is None or context is pending:
            return
        if context is outer:
            break
        error = context
    error.__context__ = pending
