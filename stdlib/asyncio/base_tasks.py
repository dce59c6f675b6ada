"""What the native Task and the Python one share: reprs and stacks."""

from asyncio import base_futures, coroutines


def _task_repr_info(task):
    """The words of a Task's repr after its class."""
    info = base_futures._future_repr_info(task)
    if task.cancelling() and not task.done():
        info[0] = "cancelling"
    extra = [f"name={task.get_name()!r}"]
    coro = task._coro
    if coro is not None:
        extra.append(f"coro=<{coroutines._format_coroutine(coro)}>")
    if task._fut_waiter is not None:
        extra.append(f"wait_for={task._fut_waiter!r}")
    info[1:1] = extra
    return info


@base_futures._unless_nested
def _task_repr(task):
    return f"<{type(task).__name__} {' '.join(_task_repr_info(task))}>"


def _innermost_frame(coro):
    for attribute in ("cr_frame", "gi_frame", "ag_frame"):
        if hasattr(coro, attribute):
            return getattr(coro, attribute)
    return None


def _task_get_stack(task, limit):
    """Frames of a suspended task's coroutine, or of the traceback it failed with."""
    frame = _innermost_frame(task._coro)
    if frame is not None:
        frames = []
        while frame is not None and (limit is None or len(frames) < limit):
            frames.append(frame)
            frame = frame.f_back
        frames.reverse()
        return frames
    frames = []
    if task._exception is not None:
        entry = task._exception.__traceback__
        while entry is not None and (limit is None or len(frames) < limit):
            frames.append(entry.tb_frame)
            entry = entry.tb_next
    return frames


def _task_print_stack(task, limit, file):
    import linecache
    import traceback

    summary = []
    fresh = set()
    for frame in task.get_stack(limit=limit):
        code = frame.f_code
        if code.co_filename not in fresh:
            fresh.add(code.co_filename)
            linecache.checkcache(code.co_filename)
        text = linecache.getline(code.co_filename, frame.f_lineno, frame.f_globals)
        summary.append((code.co_filename, frame.f_lineno, code.co_name, text))
    error = task._exception  # no file: the headings go to stdout, the frames to stderr
    if not summary:
        print(f"No stack for {task!r}", file=file)
    elif error is not None:
        print(f"Traceback for {task!r} (most recent call last):", file=file)
    else:
        print(f"Stack for {task!r} (most recent call last):", file=file)
    traceback.print_list(summary, file=file)
    if error is not None:
        for line in traceback.format_exception_only(type(error), error):
            print(line, file=file, end="")
