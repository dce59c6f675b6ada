"""asyncio: tasks on an event loop.

What every program needs is imported here; the rest is when its name is first used.
"""

import sys

from asyncio import base_events, coroutines, events, exceptions, futures, runners, tasks
from asyncio.base_events import *
from asyncio.coroutines import *
from asyncio.events import *
from asyncio.exceptions import *
from asyncio.futures import *
from asyncio.runners import *
from asyncio.tasks import (
    ALL_COMPLETED,
    FIRST_COMPLETED,
    FIRST_EXCEPTION,
    Task,
    _enter_task,
    _leave_task,
    _register_task,
    _unregister_task,
    all_tasks,
    create_eager_task_factory,
    create_task,
    current_task,
    eager_task_factory,
    ensure_future,
    gather,
    run_coroutine_threadsafe,
    shield,
    sleep,
    wait,
    wait_for,
)

_lazy = {
    "locks": "Lock Event Condition Semaphore BoundedSemaphore Barrier",
    "queues": "Queue PriorityQueue LifoQueue QueueFull QueueEmpty QueueShutDown",
    "taskgroups": "TaskGroup",
    "tasks": "as_completed",
    "threads": "to_thread",
    "timeouts": "Timeout timeout timeout_at",
    "unix_events": "SelectorEventLoop EventLoop",
    "graph": "FrameCallGraphEntry FutureCallGraph"
    " capture_call_graph format_call_graph print_call_graph",
}
_modules = (
    "base_futures base_tasks constants format_helpers graph locks log mixins queues"
    " selector_events taskgroups threads timeouts unix_events"
).split()
_home = {name: module for module, names in _lazy.items() for name in names.split()}
_unsupported = set(
    "open_connection start_server open_unix_connection start_unix_server"
    " StreamReader StreamWriter StreamReaderProtocol streams"
    " create_subprocess_exec create_subprocess_shell subprocess base_subprocess"
    " BaseProtocol Protocol DatagramProtocol SubprocessProtocol BufferedProtocol protocols"
    " BaseTransport ReadTransport WriteTransport Transport DatagramTransport"
    " SubprocessTransport transports trsock sslproto staggered".split()
)
_deprecated = {
    "AbstractEventLoopPolicy": ("events", "_AbstractEventLoopPolicy"),
    "DefaultEventLoopPolicy": ("unix_events", "_DefaultEventLoopPolicy"),
}

__all__ = (
    base_events.__all__
    + coroutines.__all__
    + events.__all__
    + exceptions.__all__
    + futures.__all__
    + runners.__all__
    + tasks.__all__
    + tuple(name for name in _home if name != "as_completed")
)


def _import(name):
    __import__("asyncio." + name)
    return sys.modules["asyncio." + name]


def __getattr__(name):
    if name in _modules:
        return _import(name)
    module = _home.get(name)
    if module is not None:
        value = globals()[name] = getattr(_import(module), name)
        return value
    if name in _deprecated:
        import warnings

        module, attribute = _deprecated[name]
        warnings.warn(
            f"'asyncio.{name}' is deprecated and slated for removal in Python 3.16",
            DeprecationWarning,
            stacklevel=2,
        )
        return getattr(_import(module), attribute)
    if name in _unsupported:
        raise AttributeError(f"asyncio.{name} is not supported yet")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__():
    return sorted({*globals(), *_modules, *_home})
