"""gather() and shield()."""

__name__ = "asyncio.tasks"

from asyncio import events, exceptions, futures
from asyncio.futures import Future


class _GatheringFuture(Future):
    """The Future of gather(): cancelling it cancels the children, and it ends when they do."""

    def __init__(self, children, *, loop):
        super().__init__(loop=loop)
        self._cancel_requested = False
        self._children = children

    def cancel(self, msg=None):
        if self.done():
            return False
        # Every child is asked, also after the first that agreed.
        agreed = [child for child in self._children if child.cancel(msg=msg)]
        if agreed:
            self._cancel_requested = True
        return bool(agreed)


def _current_task():
    if events._get_running_loop() is None:
        return None
    from asyncio.tasks import current_task

    return current_task()


def gather(*coros_or_futures, return_exceptions=False):
    """A Future of the list of results, in the order of the arguments.

    The first exception becomes the result at once (unless `return_exceptions`); the other
    children go on.
    """
    from asyncio.tasks import ensure_future

    if not coros_or_futures:
        empty = events.get_event_loop().create_future()
        empty.set_result([])
        return empty

    waiting = _current_task()
    outer = None
    finished = 0
    loop = None
    children = []  # with repetitions: one for each argument
    made = {}  # argument -> its Future
    at_once = []  # done before gather() was called, or by an eager start

    def forget_waiting():
        if waiting is not None:
            for child in made.values():
                futures.future_discard_from_awaited_by(child, waiting)

    def _done_callback(child):
        nonlocal finished
        finished += 1
        if waiting is not None:
            futures.future_discard_from_awaited_by(child, waiting)
        if outer is None or outer.done():
            if not child.cancelled():
                child.exception()  # too late to be seen, but it counts as retrieved
            return
        if not return_exceptions:
            if child.cancelled():
                # Not cancel(): the awaiting task itself is not being cancelled.
                outer.set_exception(child._make_cancelled_error())
                forget_waiting()
                return
            error = child.exception()
            if error is not None:
                forget_waiting()
                outer.set_exception(error)
                return
        if finished == len(made):
            results = [_outcome(child) for child in children]
            if outer._cancel_requested:
                outer.set_exception(child._make_cancelled_error())
            else:
                outer.set_result(results)

    for argument in coros_or_futures:
        child = made.get(argument)
        if child is None:
            child = ensure_future(argument, loop=loop)
            if loop is None:
                loop = futures._get_loop(child)
            if child is not argument:
                child._log_destroy_pending = False  # nobody else holds it
            made[argument] = child
            if child.done():
                at_once.append(child)
            else:
                if waiting is not None:
                    futures.future_add_to_awaited_by(child, waiting)
                child.add_done_callback(_done_callback)
        children.append(child)

    outer = _GatheringFuture(children, loop=loop)
    for child in at_once:
        _done_callback(child)
    return outer


def _outcome(child):
    """The entry of a done child in the list of gather(..., return_exceptions=True)."""
    if child.cancelled():
        # A new one: raising the child's own would let tracebacks grow into each other.
        message = child._cancel_message
        return exceptions.CancelledError("" if message is None else message)
    error = child.exception()
    return child.result() if error is None else error


try:
    from _asyncio import _GatheringFuture, gather
except ImportError:
    pass


def _shown_callback():
    def _done_callback(child):
        """Stands in reprs for the callback of the native gather()."""

    _done_callback.__qualname__ = "gather.<locals>._done_callback"
    return _done_callback


_done_callback = _shown_callback()


def shield(arg):
    """A Future for an awaitable that goes on when whoever waits is cancelled."""
    from asyncio.tasks import ensure_future

    inner = ensure_future(arg)
    if inner.done():
        return inner
    loop = futures._get_loop(inner)
    outer = loop.create_future()
    waiting = _current_task()

    def _clear_awaited_by_callback(inner):
        if waiting is not None:
            futures.future_discard_from_awaited_by(inner, waiting)

    def _inner_done_callback(inner):
        if outer.cancelled():
            return
        if inner.cancelled():
            outer.cancel()
            return
        error = inner.exception()
        if error is None:
            outer.set_result(inner.result())
        else:
            outer.set_exception(error)

    def _outer_done_callback(outer):
        if not inner.done():
            inner.remove_done_callback(_inner_done_callback)
            inner.remove_done_callback(_clear_awaited_by_callback)
            _clear_awaited_by_callback(inner)

    if waiting is not None:
        futures.future_add_to_awaited_by(inner, waiting)
        inner.add_done_callback(_clear_awaited_by_callback)
    inner.add_done_callback(_inner_done_callback)
    outer.add_done_callback(_outer_done_callback)
    return outer
