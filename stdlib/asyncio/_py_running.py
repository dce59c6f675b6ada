"""The running loop of each thread, in Python: what `_asyncio` keeps natively."""

__name__ = "asyncio.events"

try:
    from _thread import get_ident
except ImportError:  # a build without threads

    def get_ident():
        return 1


_running = {}


def thread_name():
    """The current thread's name, without importing `threading` for it."""
    import sys

    threading = sys.modules.get("threading")
    return "MainThread" if threading is None else threading.current_thread().name


def get_running_loop():
    """The running loop of this thread; RuntimeError if there is none."""
    loop = _running.get(get_ident())
    if loop is None:
        raise RuntimeError("no running event loop")
    return loop


def _get_running_loop():
    """The running loop of this thread, or None."""
    return _running.get(get_ident())


def _set_running_loop(loop):
    if loop is None:
        _running.pop(get_ident(), None)
    else:
        _running[get_ident()] = loop


def get_event_loop():
    """The running loop, else the one that set_event_loop() chose."""
    loop = _running.get(get_ident())
    if loop is not None:
        return loop
    from asyncio import events

    return events._get_event_loop_policy().get_event_loop()
