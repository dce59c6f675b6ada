"""Who waits for whom: the call graph of a task, through every task that awaits it."""

__all__ = (
    "capture_call_graph",
    "format_call_graph",
    "print_call_graph",
    "FrameCallGraphEntry",
    "FutureCallGraph",
)

import dataclasses
import sys
import types

from asyncio import events, futures, tasks


@dataclasses.dataclass(frozen=True, slots=True)
class FrameCallGraphEntry:
    """One frame of a call stack."""

    frame: types.FrameType


@dataclasses.dataclass(frozen=True, slots=True)
class FutureCallGraph:
    """A Future, the stack of its coroutine (innermost first), and those that await it."""

    future: futures.Future
    call_stack: tuple["FrameCallGraphEntry", ...]
    awaited_by: tuple["FutureCallGraph", ...]


def _cut(stack, limit):
    """The `limit` outermost entries or, if negative, the innermost ones."""
    if limit is None:
        return tuple(stack)
    if limit <= 0:
        return tuple(stack[:-limit])
    return tuple(stack[-limit:])


def _suspended_frames(coro):
    """Frames of a suspended coroutine and of what it awaits, innermost first."""
    frames = []
    while coro is not None:
        for kind in ("cr", "ag"):
            if hasattr(coro, kind + "_await"):
                break
        else:
            break
        frame = getattr(coro, kind + "_frame")
        if frame is not None:
            frames.append(FrameCallGraphEntry(frame))
        coro = getattr(coro, kind + "_await")
    frames.reverse()
    return frames


def _running_frames(frame):
    """Frames from `frame` up to the coroutine that the running task wraps."""
    frames = []
    while frame is not None:
        frames.append(FrameCallGraphEntry(frame))
        above = frame.f_back
        if frame.f_generator is not None and above is not None and above.f_generator is None:
            break
        frame = above
    return frames


def _waiting_for(future, limit):
    waiting = getattr(future, "_asyncio_awaited_by", None) or ()
    return tuple(_graph_of(other, limit) for other in waiting)


def _graph_of(future, limit):
    if not isinstance(future, futures.Future):
        raise TypeError(f"{future!r} object does not appear to be compatible with asyncio.Future")
    get_coro = getattr(future, "get_coro", None)
    frames = [] if get_coro is None or limit == 0 else _suspended_frames(get_coro())
    return FutureCallGraph(future, _cut(frames, limit), _waiting_for(future, limit))


def capture_call_graph(future=None, /, *, depth=1, limit=None):
    """The FutureCallGraph of a Future, or of the running task; None inside a callback.

    `depth` innermost frames of the running task are left out; `limit` entries of each stack
    are kept, the outermost or, if negative, the innermost.
    """
    loop = events._get_running_loop()
    if future is not None and (loop is None or future is not tasks.current_task(loop=loop)):
        return _graph_of(future, limit)
    if loop is None:
        raise RuntimeError(
            "capture_call_graph() is called outside of a running event loop and no *future* to"
            " introspect was provided"
        )
    task = tasks.current_task(loop=loop)
    if task is None:
        return None
    frames = [] if limit == 0 else _running_frames(sys._getframe(depth))
    return FutureCallGraph(task, _cut(frames, limit), _waiting_for(task, limit))


def _frame_words(frame):
    """What kind of function the frame belongs to, and its qualified name."""
    owner = frame.f_generator
    if owner is None:
        return frame.f_code.co_qualname
    name = owner.__qualname__
    if hasattr(owner, "cr_await"):
        return f"async {name}"
    if hasattr(owner, "ag_await"):
        return f"async generator {name}"
    return f"generator {name}"


def _lines(graph, indent):
    future = graph.future
    if isinstance(future, tasks.Task):
        yield f"{indent}* Task(name={future.get_name()!r}, id={id(future):#x})"
    else:
        yield f"{indent}* Future(id={id(future):#x})"
    if graph.call_stack:
        yield f"{indent}  + Call stack:"
        for entry in graph.call_stack:
            frame = entry.frame
            place = f"File {frame.f_code.co_filename!r}, line {frame.f_lineno}"
            yield f"{indent}  |   {place}, in {_frame_words(frame)}()"
    if graph.awaited_by:
        yield f"{indent}  + Awaited by:"
        for other in graph.awaited_by:
            yield from _lines(other, indent + "    ")


def format_call_graph(future=None, /, *, depth=1, limit=None):
    """capture_call_graph() as text."""
    graph = capture_call_graph(future, depth=depth + 1, limit=limit)
    return "" if graph is None else "\n".join(_lines(graph, ""))


def print_call_graph(future=None, /, *, file=None, depth=1, limit=None):
    """Print format_call_graph()."""
    print(format_call_graph(future, depth=depth, limit=limit), file=file)
