"""Tasks, and everything that waits for several awaitables at once."""

__all__ = (
    "Task",
    "create_task",
    "FIRST_COMPLETED",
    "FIRST_EXCEPTION",
    "ALL_COMPLETED",
    "wait",
    "wait_for",
    "as_completed",
    "sleep",
    "gather",
    "shield",
    "ensure_future",
    "run_coroutine_threadsafe",
    "current_task",
    "all_tasks",
    "create_eager_task_factory",
    "eager_task_factory",
    "_register_task",
    "_unregister_task",
    "_enter_task",
    "_leave_task",
)

from asyncio import coroutines, events, exceptions, futures
from asyncio._tasks_gather import _GatheringFuture, gather, shield
from asyncio._tasks_wait import (
    ALL_COMPLETED,
    FIRST_COMPLETED,
    FIRST_EXCEPTION,
    _cancel_and_wait,
    _release_waiter,
    _wait,
    wait,
    wait_for,
)
from asyncio.futures import _set_result_unless_cancelled

try:
    from _asyncio import (
        Task,
        _enter_task,
        _leave_task,
        _register_eager_task,
        _register_task,
        _swap_current_task,
        _unregister_eager_task,
        _unregister_task,
        all_tasks,
        current_task,
    )

    _CTask = Task
except ImportError:
    from asyncio._py_tasks import (
        Task,
        _enter_task,
        _leave_task,
        _register_eager_task,
        _register_task,
        _swap_current_task,
        _unregister_eager_task,
        _unregister_task,
        all_tasks,
        current_task,
    )


def __getattr__(name):
    if name in ("as_completed", "_AsCompletedIterator"):
        from asyncio import _tasks_completed

        value = globals()[name] = getattr(_tasks_completed, name)
        return value
    if name == "_PyTask":
        from asyncio._py_tasks import Task as twin

        return twin
    if name.startswith("_c_") and Task.__module__ == "_asyncio":
        name = name[2:] if name[2:] in globals() else name[3:]
        return globals()[name]
    if name.startswith("_py_"):
        from asyncio import _py_tasks

        twin = getattr(_py_tasks, name[4:], None) or getattr(_py_tasks, name[3:], None)
        if twin is not None:
            return twin
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _py_create_task(coro, **kwargs):
    """Schedule a coroutine on the running loop: its Task."""
    return events.get_running_loop().create_task(coro, **kwargs)


def ensure_future(coro_or_future, *, loop=None):
    """A Future for any awaitable: a Future as it is, anything else as a Task."""
    if futures.isfuture(coro_or_future):
        if loop is not None and futures._get_loop(coro_or_future) is not loop:
            raise ValueError(
                "The future belongs to a different loop than the one specified as the loop argument"
            )
        return coro_or_future
    coro, ours = coro_or_future, False
    if not coroutines.iscoroutine(coro):
        if not _isawaitable(coro):
            raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")
        coro, ours = _wrap_awaitable(coro), True
    if loop is None:
        loop = events.get_event_loop()
    try:
        return loop.create_task(coro)
    except RuntimeError:
        if ours:
            coro.close()
        raise


def _isawaitable(obj):
    if getattr(type(obj), "__await__", None) is not None:
        return True
    code = getattr(obj, "gi_code", None)
    return code is not None and bool(code.co_flags & 0x100)  # @types.coroutine


async def _wrap_awaitable(awaitable):
    return await awaitable


class _Turn:
    """Awaiting it gives way to the loop for one turn."""

    __slots__ = ()

    def __await__(self):
        yield


try:
    from _asyncio import _turn
except ImportError:
    _turn = _Turn()


async def sleep(delay, result=None):
    """Wait `delay` seconds (0: one turn of the loop), then return `result`."""
    if delay <= 0:
        await _turn
        return result
    if delay != delay:
        raise ValueError("Invalid delay: NaN (not a number)")
    return await _sleep(delay, result)


async def _sleep_by_handle(delay, result):
    loop = events.get_running_loop()
    future = loop.create_future()
    timer = loop.call_later(delay, _set_result_unless_cancelled, future, result)
    try:
        return await future
    finally:
        timer.cancel()


try:
    from _asyncio import _sleep, create_task
except ImportError:
    _sleep = _sleep_by_handle
    create_task = _py_create_task
    create_task.__name__ = create_task.__qualname__ = "create_task"


def run_coroutine_threadsafe(coro, loop):
    """Run a coroutine on the loop of another thread: a concurrent.futures.Future."""
    if not coroutines.iscoroutine(coro):
        raise TypeError("A coroutine object is required")
    from concurrent.futures import Future as ThreadFuture

    promise = ThreadFuture()

    def start():
        try:
            futures._chain_future(ensure_future(coro, loop=loop), promise)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            if promise.set_running_or_notify_cancel():
                promise.set_exception(error)
            raise

    loop.call_soon_threadsafe(start)
    return promise


def create_eager_task_factory(custom_task_constructor):
    """A task factory whose tasks take their first step inside create_task()."""

    def factory(loop, coro, *, eager_start=True, **kwargs):
        return custom_task_constructor(coro, loop=loop, eager_start=eager_start, **kwargs)

    return factory


eager_task_factory = create_eager_task_factory(Task)
