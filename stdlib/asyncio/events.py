"""The loop's interface, its handles, and which loop is current."""

__all__ = (
    # Interfaces and handles.
    "AbstractEventLoop",
    "AbstractServer",
    "Handle",
    "TimerHandle",
    # Making loops.
    "new_event_loop",
    "get_event_loop_policy",
    "set_event_loop_policy",
    # The current loop.
    "get_running_loop",
    "get_event_loop",
    "set_event_loop",
    "_get_running_loop",
    "_set_running_loop",
)

from asyncio import _py_running


def _unsupported(name):
    def method(self, *args, **kwargs):
        raise NotImplementedError

    method.__name__ = name
    return method


def _unsupported_coroutine(name):
    async def method(self, *args, **kwargs):
        raise NotImplementedError

    method.__name__ = name
    return method


def _abstract(plain="", coroutines=""):
    """Class decorator: methods that exist to be overridden."""

    def fill(cls):
        for make, names in ((_unsupported, plain), (_unsupported_coroutine, coroutines)):
            for name in names.split():
                method = make(name)
                method.__qualname__ = f"{cls.__qualname__}.{name}"
                setattr(cls, name, method)
        return cls

    return fill


@_abstract(
    plain="close get_loop is_serving close_clients abort_clients",
    coroutines="start_serving serve_forever wait_closed",
)
class AbstractServer:
    """What create_server() gives."""

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc):
        self.close()
        await self.wait_closed()


@_abstract(
    plain="""
        run_forever run_until_complete stop is_running is_closed close _timer_handle_cancelled
        call_at time create_future create_task call_soon_threadsafe
        run_in_executor set_default_executor add_reader remove_reader add_writer remove_writer
        add_signal_handler remove_signal_handler set_task_factory get_task_factory
        get_exception_handler set_exception_handler default_exception_handler
        call_exception_handler get_debug set_debug call_soon call_later
    """,
    coroutines="""
        shutdown_asyncgens shutdown_default_executor getaddrinfo getnameinfo create_connection
        create_server sendfile start_tls create_unix_connection create_unix_server
        connect_accepted_socket create_datagram_endpoint connect_read_pipe connect_write_pipe
        subprocess_shell subprocess_exec sock_recv sock_recv_into sock_recvfrom sock_recvfrom_into
        sock_sendall sock_sendto sock_connect sock_accept sock_sendfile
    """,
)
class AbstractEventLoop:
    """The interface of every event loop."""


@_abstract("get_event_loop set_event_loop new_event_loop")
class _AbstractEventLoopPolicy:
    """Which loop belongs to which thread, and how a new one is made."""


class _BaseDefaultEventLoopPolicy(_AbstractEventLoopPolicy):
    """One loop per thread, set by set_event_loop() alone."""

    _loop_factory = None

    def __init__(self):
        self._loops = {}

    def get_event_loop(self):
        loop = self._loops.get(_py_running.get_ident())
        if loop is None:
            raise RuntimeError(
                f"There is no current event loop in thread {_py_running.thread_name()!r}."
            )
        return loop

    def set_event_loop(self, loop):
        if loop is None:
            self._loops.pop(_py_running.get_ident(), None)
        elif isinstance(loop, AbstractEventLoop):
            self._loops[_py_running.get_ident()] = loop
        else:
            raise TypeError(
                "loop must be an instance of AbstractEventLoop or None,"
                f" not '{type(loop).__name__}'"
            )

    def new_event_loop(self):
        return self._loop_factory()


_event_loop_policy = None


def _get_event_loop_policy():
    global _event_loop_policy
    if _event_loop_policy is None:
        from asyncio.unix_events import _DefaultEventLoopPolicy

        _event_loop_policy = _DefaultEventLoopPolicy()
    return _event_loop_policy


def _set_event_loop_policy(policy):
    global _event_loop_policy
    if not (policy is None or isinstance(policy, _AbstractEventLoopPolicy)):
        raise TypeError(
            "policy must be an instance of AbstractEventLoopPolicy or None,"
            f" not '{type(policy).__name__}'"
        )
    _event_loop_policy = policy


def _warn_policy(name):
    import warnings

    warnings.warn(
        f"'asyncio.{name}' is deprecated and slated for removal in Python 3.16",
        DeprecationWarning,
        stacklevel=3,
    )


def get_event_loop_policy():
    """The current policy (deprecated)."""
    _warn_policy("get_event_loop_policy")
    return _get_event_loop_policy()


def set_event_loop_policy(policy):
    """Make `policy` current; None restores the default (deprecated)."""
    _warn_policy("set_event_loop_policy")
    _set_event_loop_policy(policy)


def set_event_loop(loop):
    """Make `loop` the current one of this thread."""
    _get_event_loop_policy().set_event_loop(loop)


def new_event_loop():
    """A new loop of the default kind."""
    return _get_event_loop_policy().new_event_loop()


_py_get_running_loop = _py_running.get_running_loop
_py__get_running_loop = _py_running._get_running_loop
_py__set_running_loop = _py_running._set_running_loop
_py_get_event_loop = _py_running.get_event_loop

try:
    from _asyncio import (
        _get_running_loop,
        _set_running_loop,
        get_event_loop,
        get_running_loop,
    )
except ImportError:
    from asyncio._py_running import (
        _get_running_loop,
        _set_running_loop,
        get_event_loop,
        get_running_loop,
    )
else:
    _c_get_running_loop = get_running_loop
    _c__get_running_loop = _get_running_loop
    _c__set_running_loop = _set_running_loop
    _c_get_event_loop = get_event_loop

try:
    from _asyncio import Handle, TimerHandle
except ImportError:
    from asyncio._py_handles import Handle, TimerHandle
