"""The loop on top of its native core: reports, asynchronous generators, executors."""

__all__ = ("BaseEventLoop", "Server")

import sys

from asyncio import events, futures

try:
    from _asyncio import Loop as _Loop
except ImportError:
    from asyncio._py_loop import Loop as _Loop


def __getattr__(name):
    if name == "logger":
        from asyncio.log import logger

        return logger
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _logger():
    return sys.modules[__name__].logger


def _run_until_complete_cb(fut):
    if fut.cancelled() or not isinstance(fut.exception(), (SystemExit, KeyboardInterrupt)):
        futures._get_loop(fut).stop()
    # Otherwise the exception itself is leaving run_forever() already.


def _refuse(error, awaitable):
    # A traceback keeps what its frames hold: the awaitable lives, without a warning, as long as the error does.
    raise error


def _report_slow(what, seconds):
    _logger().warning("Executing %r took %.3f seconds", what, seconds)


class Server(events.AbstractServer):
    """What create_server() gives; there is no network yet."""


class BaseEventLoop(_Loop, events.AbstractEventLoop):
    """What every loop shares, whatever it waits for."""

    _asyncgens_shutdown_called = False
    _executor_shutdown_called = False
    _default_executor = None

    def __init__(self):
        super().__init__()
        self._asyncgens = None  # a WeakSet, made when the first generator is iterated

    def close(self):
        """Release everything; the loop must not be running."""
        super().close()
        self._executor_shutdown_called = True
        executor, self._default_executor = self._default_executor, None
        if executor is not None:
            executor.shutdown(wait=False)

    def __del__(self, _warn=None):
        if not self.is_closed():
            if _warn is None:
                from warnings import warn as _warn
            _warn(f"unclosed event loop {self!r}", ResourceWarning, source=self)
            if not self.is_running():
                self.close()

    # Reports

    def default_exception_handler(self, context):
        """Log what went wrong where nobody can catch it."""
        message = context.get("message") or "Unhandled exception in event loop"
        error = context.get("exception")
        current = self._current_handle
        if "source_traceback" not in context and current is not None and current._source_traceback:
            context["handle_traceback"] = current._source_traceback
        lines = [message]
        for key in sorted(context.keys() - {"message", "exception"}):
            value = context[key]
            if key == "source_traceback":
                lines.append(f"{key}: {_where('Object', value)}")
            elif key == "handle_traceback":
                lines.append(f"{key}: {_where('Handle', value)}")
            else:
                lines.append(f"{key}: {value!r}")
        info = False if error is None else (type(error), error, error.__traceback__)
        _logger().error("\n".join(lines), exc_info=info)

    def call_exception_handler(self, context):
        """Report `context` ('message', 'exception', 'task', ...) to the exception handler."""
        handler = self._exception_handler
        if handler is None:
            try:
                self.default_exception_handler(context)
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException:
                _logger().error("Exception in default exception handler", exc_info=True)
            return
        try:
            within = _context_of(context)
            if within is None:
                handler(self, context)
            else:
                within.run(handler, self, context)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            try:
                self.default_exception_handler(
                    {
                        "message": "Unhandled error in exception handler",
                        "exception": error,
                        "context": context,
                    }
                )
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException:
                _logger().error(
                    "Exception in default exception handler while handling an unexpected"
                    " error in custom exception handler",
                    exc_info=True,
                )

    # Debug mode

    _origin_depth = None

    def _set_coroutine_origin_tracking(self, enabled):
        """Let coroutines remember where they were made, and stop that again."""
        if bool(enabled) == (self._origin_depth is not None):
            return
        if enabled:
            from asyncio.constants import DEBUG_STACK_DEPTH

            self._origin_depth = sys.get_coroutine_origin_tracking_depth()
            sys.set_coroutine_origin_tracking_depth(DEBUG_STACK_DEPTH)
        else:
            sys.set_coroutine_origin_tracking_depth(self._origin_depth)
            self._origin_depth = None

    # Asynchronous generators

    def _asyncgen_firstiter_hook(self, agen):
        if self._asyncgens_shutdown_called:
            import warnings

            warnings.warn(
                f"asynchronous generator {agen!r} was scheduled after"
                " loop.shutdown_asyncgens() call",
                ResourceWarning,
                source=self,
            )
        if self._asyncgens is None:
            from _weakrefset import WeakSet

            self._asyncgens = WeakSet()
        self._asyncgens.add(agen)

    def _asyncgen_finalizer_hook(self, agen):
        if self._asyncgens is not None:
            self._asyncgens.discard(agen)
        if not self.is_closed():
            self.call_soon_threadsafe(self.create_task, agen.aclose())

    async def shutdown_asyncgens(self):
        """Close every asynchronous generator that is still open."""
        self._asyncgens_shutdown_called = True
        if not self._asyncgens:
            return
        closing = list(self._asyncgens)
        self._asyncgens.clear()
        from asyncio.tasks import gather

        results = await gather(*[agen.aclose() for agen in closing], return_exceptions=True)
        for result, agen in zip(results, closing):
            if isinstance(result, Exception):
                self.call_exception_handler(
                    {
                        "message": "an error occurred during closing of"
                        f" asynchronous generator {agen!r}",
                        "exception": result,
                        "asyncgen": agen,
                    }
                )

    # Executors

    def run_in_executor(self, executor, func, *args):
        """A Future of `func(*args)`, run by an executor (a pool of threads by default)."""
        self._check_closed()
        if self.get_debug():
            self._check_callback(func, "run_in_executor")
        if executor is None:
            self._check_default_executor()
            executor = self._default_executor
            if executor is None:
                executor = self._default_executor = _thread_pool()
        return futures.wrap_future(executor.submit(func, *args), loop=self)

    def _check_default_executor(self):
        if self._executor_shutdown_called:
            raise RuntimeError("Executor shutdown has been called")

    def set_default_executor(self, executor):
        """The ThreadPoolExecutor that run_in_executor(None, ...) uses."""
        from concurrent.futures import ThreadPoolExecutor

        if not isinstance(executor, ThreadPoolExecutor):
            raise TypeError("executor must be ThreadPoolExecutor instance")
        self._default_executor = executor

    async def shutdown_default_executor(self, timeout=None):
        """Wait until the default executor's threads are done."""
        self._executor_shutdown_called = True
        executor = self._default_executor
        if executor is None:
            return
        import threading

        done = self.create_future()
        thread = threading.Thread(target=self._join_executor, args=(executor, done))
        thread.start()
        from asyncio.timeouts import timeout as limit

        try:
            async with limit(timeout):
                await done
        except TimeoutError:
            import warnings

            warnings.warn(
                f"The executor did not finishing joining its threads within {timeout} seconds.",
                RuntimeWarning,
                stacklevel=2,
            )
            executor.shutdown(wait=False)
        else:
            thread.join()

    def _join_executor(self, executor, done):
        try:
            executor.shutdown(wait=True)
        except Exception as error:
            if not self.is_closed():
                self.call_soon_threadsafe(futures._set_exception_unless_done, done, error)
        else:
            if not self.is_closed():
                self.call_soon_threadsafe(futures._set_result_unless_cancelled, done, None)


def _thread_pool():
    try:
        from concurrent.futures import ThreadPoolExecutor
    except ImportError:
        raise NotImplementedError(
            "asyncio: run_in_executor() and to_thread() need concurrent.futures, which is not supported yet"
        ) from None
    return ThreadPoolExecutor(thread_name_prefix="asyncio")


def _where(what, stack):
    import traceback

    text = "".join(traceback.format_list(stack))
    return f"{what} created at (most recent call last):\n{text.rstrip()}"


def _context_of(report):
    """The contextvars.Context that an error report belongs to, or None."""
    for key in ("task", "future", "handle"):
        source = report.get(key)
        if source is not None:
            get_context = getattr(source, "get_context", None)
            context = None if get_context is None else get_context()
            return context if hasattr(context, "run") else None
    return None
