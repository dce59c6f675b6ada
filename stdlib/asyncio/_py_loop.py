"""The loop's core in Python: the ready queue, the timers, and who may run when.

It is the twin of `_asyncio.Loop` and its specification. One turn is `_run_once`: move the
timers that are due to the ready queue, then run exactly the callbacks that the queue held at
that moment, in order.
"""

import collections
import heapq
import sys
import time

from asyncio import _py_running, coroutines, events, futures, tasks
from asyncio.log import logger

# Cancelled timers are swept out of the heap when there are more than this many and they are
# more than half of it.
_SWEEP_COUNT = 100
_SWEEP_SHARE = 0.5

_LONGEST_WAIT = 24 * 3600


class Loop:
    """The parts of an event loop that run for every callback and every task."""

    def __init__(self):
        self._ready = collections.deque()
        self._scheduled = []
        self._timer_cancelled_count = 0
        self._closed = False
        self._stopping = False
        self._thread_id = None
        self._task_factory = None
        self._exception_handler = None
        self._current_handle = None
        self._clock_resolution = time.get_clock_info("monotonic").resolution
        self.slow_callback_duration = 0.1
        self._alarm = None
        self._debug = False
        self.set_debug(coroutines._is_debug_mode())

    def __repr__(self):
        return (
            f"<{type(self).__name__} running={self.is_running()} "
            f"closed={self.is_closed()} debug={self.get_debug()}>"
        )

    # State

    def time(self):
        """The loop's clock, in seconds."""
        return time.monotonic()

    def is_running(self):
        """Whether some thread is inside run_forever()."""
        return self._thread_id is not None

    def is_closed(self):
        """Whether close() was called."""
        return self._closed

    def get_debug(self):
        """Whether the loop is in debug mode."""
        return self._debug

    def set_debug(self, enabled):
        """Turn debug mode on or off."""
        self._debug = enabled
        if self.is_running():
            self.call_soon_threadsafe(self._set_coroutine_origin_tracking, enabled)

    def get_task_factory(self):
        """The task factory, or None for the default."""
        return self._task_factory

    def set_task_factory(self, factory):
        """`factory(loop, coro, **kwargs)` makes the tasks of create_task(); None is the default."""
        if not (factory is None or callable(factory)):
            raise TypeError("task factory must be a callable or None")
        self._task_factory = factory

    def get_exception_handler(self):
        """The exception handler, or None for the default."""
        return self._exception_handler

    def set_exception_handler(self, handler):
        """`handler(loop, context)` reports errors that nobody can catch; None is the default."""
        if not (handler is None or callable(handler)):
            raise TypeError(f"A callable object or None is expected, got {handler!r}")
        self._exception_handler = handler

    # Futures and tasks

    def create_future(self):
        """A Future of this loop."""
        return futures.Future(loop=self)

    def create_task(self, coro, **kwargs):
        """Schedule a coroutine: its Task."""
        self._check_closed()
        factory = self._task_factory
        if factory is None:
            return tasks.Task(coro, loop=self, **kwargs)
        return factory(self, coro, **kwargs)

    # Callbacks

    def call_soon(self, callback, *args, context=None):
        """Run `callback(*args)` in the next turn."""
        self._check_closed()
        if self._debug:
            self._check_thread()
            self._check_callback(callback, "call_soon")
        handle = events.Handle(callback, args, self, context)
        self._ready.append(handle)
        return handle

    def call_soon_threadsafe(self, callback, *args, context=None):
        """As call_soon(), from any thread: a waiting loop wakes up."""
        self._check_closed()
        if self._debug:
            self._check_callback(callback, "call_soon_threadsafe")
        handle = events.Handle(callback, args, self, context)
        self._ready.append(handle)
        self._write_to_self()
        return handle

    def call_later(self, delay, callback, *args, context=None):
        """Run `callback(*args)` after `delay` seconds."""
        if delay is None:
            raise TypeError("delay must not be None")
        return self.call_at(self.time() + delay, callback, *args, context=context)

    def call_at(self, when, callback, *args, context=None):
        """Run `callback(*args)` when time() reaches `when`."""
        if when is None:
            raise TypeError("when cannot be None")
        self._check_closed()
        if self._debug:
            self._check_thread()
            self._check_callback(callback, "call_at")
        timer = events.TimerHandle(when, callback, args, self, context)
        timer._scheduled = True
        heapq.heappush(self._scheduled, timer)
        return timer

    def _timer_handle_cancelled(self, handle):
        if handle._scheduled:
            self._timer_cancelled_count += 1

    def _check_closed(self):
        if self._closed:
            raise RuntimeError("Event loop is closed")

    def _check_running(self):
        if self.is_running():
            raise RuntimeError("This event loop is already running")
        if events._get_running_loop() is not None:
            raise RuntimeError("Cannot run the event loop while another loop is running")

    def _check_thread(self):
        if self._thread_id is not None and self._thread_id != _py_running.get_ident():
            raise RuntimeError(
                "Non-thread-safe operation invoked on an event loop other than the current one"
            )

    def _check_callback(self, callback, method):
        if coroutines.iscoroutine(callback) or coroutines._iscoroutinefunction(callback):
            raise TypeError(f"coroutines cannot be used with {method}()")
        if not callable(callback):
            raise TypeError(f"a callable object was expected by {method}(), got {callback!r}")

    # Running

    def run_forever(self):
        """Run until stop() is called."""
        self._check_closed()
        self._check_running()
        outer_hooks = sys.get_asyncgen_hooks()
        self._thread_id = _py_running.get_ident()
        events._set_running_loop(self)
        self._set_coroutine_origin_tracking(self._debug)
        try:
            sys.set_asyncgen_hooks(self._asyncgen_firstiter_hook, self._asyncgen_finalizer_hook)
            self._run_once()
            while not self._stopping:  # stop() before the start: one turn is run all the same
                self._run_once()
        finally:
            sys.set_asyncgen_hooks(*outer_hooks)
            self._set_coroutine_origin_tracking(False)
            events._set_running_loop(None)
            self._thread_id = None
            self._stopping = False

    def run_until_complete(self, future):
        """Run until `future` is done; its result."""
        self._check_closed()
        self._check_running()
        own = not futures.isfuture(future)
        future = tasks.ensure_future(future, loop=self)
        if own:
            future._log_destroy_pending = False  # the caller sees what became of it
        from asyncio.base_events import _run_until_complete_cb as stop_when_done

        future.add_done_callback(stop_when_done)
        try:
            self.run_forever()
        except BaseException:
            if own and future.done() and not future.cancelled():
                future.exception()  # it is this very exception: it counts as retrieved
            raise
        finally:
            future.remove_done_callback(stop_when_done)
        if not future.done():
            raise RuntimeError("Event loop stopped before Future completed.")
        return future.result()

    def stop(self):
        """Leave run_forever() at the end of this turn."""
        self._stopping = True

    def close(self):
        """Forget everything that is scheduled."""
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        if not self._closed:
            if self._debug:
                logger.debug("Close %r", self)
            self._scheduled.clear()
            self._ready.clear()
            self._closed = True

    def _run_once(self):
        self._sweep_timers()
        timers = self._scheduled
        if self._ready or self._stopping:
            timeout = 0
        elif timers:
            timeout = min(max(0, timers[0]._when - self.time()), _LONGEST_WAIT)
        else:
            timeout = None
        self._poll(timeout)
        due = self.time() + self._clock_resolution
        while timers and timers[0]._when < due:
            timer = heapq.heappop(timers)
            timer._scheduled = False
            self._ready.append(timer)
        for _ in range(len(self._ready)):
            handle = self._ready.popleft()
            if handle._cancelled:
                continue
            if self._debug:
                self._run_timed(handle)
            else:
                handle._run()
        handle = None

    def _sweep_timers(self):
        timers = self._scheduled
        if (
            len(timers) > _SWEEP_COUNT
            and self._timer_cancelled_count / len(timers) > _SWEEP_SHARE
        ):
            live = []
            for timer in timers:
                if timer._cancelled:
                    timer._scheduled = False
                else:
                    live.append(timer)
            heapq.heapify(live)
            timers[:] = live
            self._timer_cancelled_count = 0
        else:
            while timers and timers[0]._cancelled:
                self._timer_cancelled_count -= 1
                heapq.heappop(timers)._scheduled = False

    def _run_timed(self, handle):
        from asyncio import base_events

        self._current_handle = handle
        try:
            start = self.time()
            handle._run()
            took = self.time() - start
            if took >= self.slow_callback_duration:
                owner = getattr(handle._callback, "__self__", None)
                base_events._report_slow(owner if isinstance(owner, tasks.Task) else handle, took)
        finally:
            self._current_handle = handle = None  # an exception keeps this frame

    # Waiting

    def _poll(self, timeout):
        """Wait for a timer or for another thread's call; None waits without end."""
        selector = getattr(self, "_selector", None)
        if selector is not None:
            self._process_events(selector.select(timeout))
            return
        if timeout == 0:
            return
        if self._alarm is None:
            self._alarm = _new_alarm()
        if not self._ready:
            self._alarm.acquire(True, -1 if timeout is None else timeout)

    def _process_events(self, event_list):
        """Queue the handles of ready files: there are none here."""

    def _write_to_self(self):
        alarm = self._alarm
        if alarm is not None and alarm.locked():
            try:
                alarm.release()
            except RuntimeError:
                pass  # another thread rang at the same moment


def _new_alarm():
    """A lock that is held while nobody rings."""
    import _thread

    alarm = _thread.allocate_lock()
    alarm.acquire()
    return alarm
