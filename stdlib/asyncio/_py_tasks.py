"""Task in Python, and who is current: the twins of the native ones and their specification."""

__name__ = "asyncio.tasks"

import contextvars
import itertools
from _weakrefset import WeakSet

from asyncio import base_tasks, coroutines, events, exceptions, futures
from asyncio._py_futures import Future

_numbers = itertools.count(1)

_scheduled_tasks = WeakSet()
_eager_tasks = set()
_current_tasks = {}


class Task(Future):
    """A coroutine that the loop runs.

    Each turn sends one value into the coroutine. What comes out says when the next turn is:
    None at once, a Future when that is done.
    """

    _log_destroy_pending = True
    _fut_waiter = None
    _must_cancel = False
    _num_cancels_requested = 0
    _coro = None

    def __init__(self, coro, *, loop=None, name=None, context=None, eager_start=False):
        if not coroutines.iscoroutine(coro):
            self._log_destroy_pending = False
            raise TypeError(f"a coroutine was expected, got {coro!r}")
        super().__init__(loop=loop)
        self._name = f"Task-{next(_numbers)}" if name is None else str(name)
        self._context = contextvars.copy_context() if context is None else context
        self._coro = coro
        if eager_start and self._loop.is_running():
            self.__start_eagerly()
        else:
            self._loop.call_soon(self.__step, context=self._context)
            _register_task(self)

    def __del__(self):
        if not self.done() and self._log_destroy_pending:
            report = {"task": self, "message": "Task was destroyed but it is pending!"}
            if self._source_traceback:
                report["source_traceback"] = self._source_traceback
            self._loop.call_exception_handler(report)
        super().__del__()

    def __repr__(self):
        return base_tasks._task_repr(self)

    def get_coro(self):
        """The coroutine; None for a task that ended in its eager start."""
        return self._coro

    def get_context(self):
        """The context in which the coroutine runs."""
        return self._context

    def get_name(self):
        """The task's name."""
        return self._name

    def set_name(self, value):
        """Rename the task."""
        self._name = str(value)

    def set_result(self, result):
        raise RuntimeError("Task does not support set_result operation")

    def set_exception(self, exception):
        raise RuntimeError("Task does not support set_exception operation")

    def get_stack(self, *, limit=None):
        """The frames where the coroutine stands or where it failed."""
        return base_tasks._task_get_stack(self, limit)

    def print_stack(self, *, limit=None, file=None):
        """Print get_stack() as a traceback."""
        return base_tasks._task_print_stack(self, limit, file)

    # Cancellation

    def cancel(self, msg=None):
        """Ask for cancellation: CancelledError is raised in the coroutine in its next turn.

        What the task waits for is cancelled first; only when that is not possible does the
        request wait in `_must_cancel`.
        """
        self._log_traceback = False
        if self.done():
            return False
        self._num_cancels_requested += 1
        waiter = self._fut_waiter
        if waiter is not None and waiter.cancel(msg=msg):
            return True
        self._must_cancel = True
        self._cancel_message = msg
        return True

    def cancelling(self):
        """The number of requests not yet taken back."""
        return self._num_cancels_requested

    def uncancel(self):
        """Take one request back; the number that remains."""
        if self._num_cancels_requested > 0:
            self._num_cancels_requested -= 1
            if self._num_cancels_requested == 0:
                self._must_cancel = False
        return self._num_cancels_requested

    # Turns

    def __start_eagerly(self):
        previous = _swap_current_task(self._loop, self)
        try:
            _register_eager_task(self)
            try:
                self._context.run(self.__run, None)
            finally:
                _unregister_eager_task(self)
        finally:
            try:
                _swap_current_task(self._loop, previous)
            finally:
                if self.done():
                    self._coro = None
                    self = None
                else:
                    _register_task(self)

    def __step(self, exc=None):
        if self.done():
            raise exceptions.InvalidStateError(f"__step(): already done: {self!r}, {exc!r}")
        self._fut_waiter = None
        cancel, self._must_cancel = self._must_cancel, False
        if cancel and not isinstance(exc, exceptions.CancelledError):
            exc = self._make_cancelled_error()
        _enter_task(self._loop, self)
        try:
            self.__run(exc)
        finally:
            _leave_task(self._loop, self)
            self = None

    def __run(self, exc):
        try:
            if exc is None:
                yielded = self._coro.send(None)
            else:
                yielded = self._coro.throw(exc)
        except StopIteration as stop:
            if self._must_cancel:  # cancelled by its own last turn
                self._must_cancel = False
                super().cancel(msg=self._cancel_message)
            else:
                super().set_result(stop.value)
        except exceptions.CancelledError as error:
            self._cancelled_exc = error
            super().cancel()
        except (KeyboardInterrupt, SystemExit) as error:
            super().set_exception(error)
            raise
        except BaseException as error:
            super().set_exception(error)
        else:
            self.__wait_for(yielded)
        finally:
            self = None

    def __wait_for(self, yielded):
        blocking = getattr(yielded, "_asyncio_future_blocking", None)
        if blocking is None:
            if yielded is None:
                self._loop.call_soon(self.__step, context=self._context)
            elif hasattr(yielded, "gi_frame") and hasattr(yielded, "send"):
                self.__misuse(
                    "yield was used instead of yield from for generator in task"
                    f" {self!r} with {yielded!r}"
                )
            else:
                self.__misuse(f"Task got bad yield: {yielded!r}")
        elif futures._get_loop(yielded) is not self._loop:
            self.__misuse(f"Task {self!r} got Future {yielded!r} attached to a different loop")
        elif not blocking:
            self.__misuse(
                f"yield was used instead of yield from in task {self!r} with {yielded!r}"
            )
        elif yielded is self:
            self.__misuse(f"Task cannot await on itself: {self!r}")
        else:
            yielded._asyncio_future_blocking = False
            futures.future_add_to_awaited_by(yielded, self)
            yielded.add_done_callback(self.task_wakeup, context=self._context)
            self._fut_waiter = yielded
            if self._must_cancel and yielded.cancel(msg=self._cancel_message):
                self._must_cancel = False

    def __misuse(self, message):
        self._loop.call_soon(self.__step, RuntimeError(message), context=self._context)

    def task_wakeup(self, future):
        futures.future_discard_from_awaited_by(future, self)
        # The result itself travels through the awaiting iterator, not through send().
        try:
            future.result()
            raised = None
        except BaseException as error:
            raised = error
        try:
            self.__step(raised)
        finally:
            self = raised = None


Task.task_wakeup.__qualname__ = "Task.task_wakeup"


def current_task(loop=None):
    """The running task of `loop` (of the running loop by default), or None."""
    if loop is None:
        loop = events.get_running_loop()
    return _current_tasks.get(loop)


def all_tasks(loop=None):
    """The tasks of `loop` that are not done."""
    if loop is None:
        loop = events.get_running_loop()
    known = set(_eager_tasks)
    known.update(_scheduled_tasks)
    return {task for task in known if futures._get_loop(task) is loop and not task.done()}


def _register_task(task):
    _scheduled_tasks.add(task)


def _register_eager_task(task):
    _eager_tasks.add(task)


def _unregister_task(task):
    _scheduled_tasks.discard(task)


def _unregister_eager_task(task):
    _eager_tasks.discard(task)


def _enter_task(loop, task):
    current = _current_tasks.get(loop)
    if current is not None:
        raise RuntimeError(
            f"Cannot enter into task {task!r} while another task {current!r} is being executed."
        )
    _current_tasks[loop] = task


def _leave_task(loop, task):
    current = _current_tasks.get(loop)
    if current is not task:
        raise RuntimeError(
            f"Leaving task {task!r} does not match the current task {current!r}."
        )
    del _current_tasks[loop]


def _swap_current_task(loop, task):
    previous = _current_tasks.get(loop)
    if task is None:
        _current_tasks.pop(loop, None)
    else:
        _current_tasks[loop] = task
    return previous
