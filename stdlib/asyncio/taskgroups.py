"""Groups of tasks that end together."""

__all__ = ("TaskGroup",)

from asyncio import events, exceptions, futures, tasks
from asyncio.exceptions import CancelledError
from asyncio.mixins import _bind

try:
    from _asyncio import _spawn  # create_task() where nothing is wrong, else None
except ImportError:
    from asyncio.mixins import _not_now as _spawn


class TaskGroup:
    """`async with` block that waits for its tasks; the first that fails cancels the others.

    The block's own task is cancelled too, to leave the block early; that request is taken
    back at the end, so that only cancellations from outside are seen outside.
    """

    def __init__(self):
        self._loop = self._parent_task = None
        self._entered = self._exiting = self._aborting = False
        self._parent_cancel_requested = False
        self._tasks = {}  # in the order of creation; the values mean nothing
        self._errors = []
        self._base_error = None
        self._on_completed_fut = None

    def __repr__(self):
        info = ["<TaskGroup"]
        if self._tasks:
            info.append(f"tasks={len(self._tasks)}")
        if self._errors:
            info.append(f"errors={len(self._errors)}")
        if self._aborting:
            info.append("cancelling")
        elif self._entered:
            info.append("entered")
        return " ".join(info) + ">"

    def create_task(self, coro, **kwargs):
        """Start a task of this group."""
        if (task := _spawn(self, coro, kwargs)) is not None:
            return task
        problem = None
        if not self._entered:
            problem = "has not been entered"
        elif self._exiting and not self._tasks:
            problem = "is finished"
        elif self._aborting:
            problem = "is shutting down"
        if problem is not None:
            coro.close()
            raise RuntimeError(f"TaskGroup {self!r} {problem}")
        task = self._loop.create_task(coro, **kwargs)
        futures.future_add_to_awaited_by(task, self._parent_task)
        # A callback even for a task that its eager start ended: its error must not cancel
        # the parent in the middle of this call.
        self._tasks[task] = None
        task.add_done_callback(self._on_task_done)
        try:
            return task
        finally:
            del task  # the caller alone decides how long a failed task lives

    def _on_task_done(self, task):
        del self._tasks[task]
        futures.future_discard_from_awaited_by(task, self._parent_task)
        if not self._tasks:
            waiter = self._on_completed_fut
            if waiter is not None and not waiter.done():
                waiter.set_result(True)
        if task.cancelled():
            return
        error = task.exception()
        if error is None:
            return
        self._errors.append(error)
        self._note_base_error(error)
        if self._parent_task.done():
            self._loop.call_exception_handler(
                {
                    "message": f"Task {task!r} has errored out but its parent "
                    f"task {self._parent_task} is already completed",
                    "exception": error,
                    "task": task,
                }
            )
        elif not self._aborting and not self._parent_cancel_requested:
            self._abort()
            self._parent_cancel_requested = True
            self._parent_task.cancel()

    def _note_base_error(self, error):
        if self._base_error is None and isinstance(error, (SystemExit, KeyboardInterrupt)):
            self._base_error = error

    def _abort(self):
        self._aborting = True
        for task in list(self._tasks):
            if not task.done():
                task.cancel()

    async def __aenter__(self):
        if self._entered:
            raise RuntimeError(f"TaskGroup {self!r} has already been entered")
        if self._loop is None:
            self._loop = events.get_running_loop()
        self._parent_task = tasks.current_task(self._loop)
        if self._parent_task is None:
            raise RuntimeError(f"TaskGroup {self!r} cannot determine the parent task")
        self._entered = True
        return self

    async def __aexit__(self, et, exc, tb):
        self._exiting = True
        tb = parent = cancelled = None  # the cancellation to raise in the end
        try:
            if exc is not None:
                self._note_base_error(exc)
                if isinstance(exc, CancelledError):
                    cancelled = exc
                if not self._aborting:
                    self._abort()
            while self._tasks:
                self._on_completed_fut = self._loop.create_future()
                try:
                    await self._on_completed_fut
                except CancelledError as error:
                    if not self._aborting:
                        cancelled = error
                        self._abort()
                self._on_completed_fut = None
            if self._base_error is not None:
                raise self._base_error
            if self._parent_cancel_requested and self._parent_task.uncancel() == 0:
                cancelled = None  # that was our own request
            if cancelled is not None and not self._errors:
                raise cancelled
            if exc is not None and not isinstance(exc, CancelledError):
                self._errors.append(exc)
            if self._errors:
                parent = self._parent_task
                if parent.cancelling():
                    # A request from outside too: let it strike at the next await.
                    parent.uncancel()
                    parent.cancel()
                raise BaseExceptionGroup(
                    "unhandled errors in a TaskGroup", self._errors
                ) from None
        finally:
            # Exceptions must not be kept alive through this frame or the group.
            exc = cancelled = parent = None
            self._parent_task = self._errors = self._base_error = None


_bind(TaskGroup)
