"""run() and Runner: from ordinary code into the loop."""

__all__ = ("Runner", "run")

import sys

from asyncio import constants, coroutines, events, exceptions, tasks

# The life of a Runner.
_CREATED = "created"
_INITIALIZED = "initialized"
_CLOSED = "closed"


class Runner:
    """One loop and one context for several calls of run()."""

    def __init__(self, *, debug=None, loop_factory=None):
        self._loop = self._context = None
        self._state = _CREATED
        self._loop_factory = loop_factory
        self._set_event_loop = False
        self._debug = debug
        self._interrupt_count = 0

    def __enter__(self):
        self._lazy_init()
        return self

    def __exit__(self, *exc):
        self.close()

    def get_loop(self):
        """The runner's loop, made now if need be."""
        self._lazy_init()
        return self._loop

    def _lazy_init(self):
        if self._state is _CLOSED:
            raise RuntimeError("Runner is closed")
        if self._state is _INITIALIZED:
            return
        if self._loop_factory is not None:
            self._loop = self._loop_factory()
        else:
            self._loop = events.new_event_loop()
            if not self._set_event_loop:
                # For code that asks for the current loop between the calls of run().
                events.set_event_loop(self._loop)
                self._set_event_loop = True
        if self._debug is not None:
            self._loop.set_debug(self._debug)
        from _contextvars import copy_context

        self._context = copy_context()
        self._state = _INITIALIZED

    def close(self):
        """Cancel what still runs, close asynchronous generators, threads and the loop."""
        if self._state is not _INITIALIZED:
            return
        loop = self._loop
        try:
            _cancel_all_tasks(loop)
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.run_until_complete(loop.shutdown_default_executor(constants.THREAD_JOIN_TIMEOUT))
        finally:
            if self._set_event_loop:
                events.set_event_loop(None)
            loop.close()
            self._loop = None
            self._state = _CLOSED

    def run(self, coro, *, context=None):
        """Run an awaitable to its end: its result."""
        if events._get_running_loop() is not None:
            raise RuntimeError("Runner.run() cannot be called from a running event loop")
        if not coroutines.iscoroutine(coro):
            if not tasks._isawaitable(coro):
                raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")
            coro = tasks._wrap_awaitable(coro)
        self._lazy_init()
        task = self._loop.create_task(coro, context=self._context if context is None else context)
        restore = self._catch_interrupts(task)
        self._interrupt_count = 0
        try:
            return self._loop.run_until_complete(task)
        except exceptions.CancelledError:
            # An interrupt that nobody else cancelled along with is what the caller sees.
            interrupted = self._interrupt_count > 0 and hasattr(task, "uncancel")
            if interrupted and task.uncancel() == 0:
                raise KeyboardInterrupt from None
            raise
        finally:
            if restore is not None:
                restore()

    def _catch_interrupts(self, task):
        """Let the first SIGINT cancel `task`; a function that restores the old handler, or None."""
        try:
            import signal
            import threading
        except ImportError:
            return None
        if threading.current_thread() is not threading.main_thread():
            return None
        if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
            return None

        def on_interrupt(signum, frame):
            self._interrupt_count += 1
            if self._interrupt_count == 1 and not task.done():
                task.cancel()
                # A loop that waits must notice.
                self._loop.call_soon_threadsafe(lambda: None)
                return
            raise KeyboardInterrupt()

        try:
            signal.signal(signal.SIGINT, on_interrupt)
        except ValueError:  # not the main thread of the main interpreter
            return None

        def restore():
            if signal.getsignal(signal.SIGINT) is on_interrupt:
                signal.signal(signal.SIGINT, signal.default_int_handler)

        return restore


def run(main, *, debug=None, loop_factory=None):
    """Run an awaitable on a loop of its own: its result."""
    if events._get_running_loop() is not None:
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    with Runner(debug=debug, loop_factory=loop_factory) as runner:
        return runner.run(main)


def _cancel_all_tasks(loop):
    pending = tasks.all_tasks(loop)
    if not pending:
        return
    for task in pending:
        task.cancel()
    loop.run_until_complete(tasks.gather(*pending, return_exceptions=True))
    for task in pending:
        if not task.cancelled() and task.exception() is not None:
            loop.call_exception_handler(
                {
                    "message": "unhandled exception during asyncio.run() shutdown",
                    "exception": task.exception(),
                    "task": task,
                }
            )
