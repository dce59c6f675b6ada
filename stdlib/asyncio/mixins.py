"""Binding of the synchronisation primitives to the loop that first uses them."""

from asyncio import events


class _LoopBoundMixin:
    _loop = None

    def _get_loop(self):
        """The running loop, which must be the one of the first call."""
        loop = events._get_running_loop()
        if self._loop is None:
            self._loop = loop
        if loop is not self._loop:
            raise RuntimeError(f"{self!r} is bound to a different event loop")
        return loop


def _add_waiter(owner, waiters):
    """A future of the owner's loop, at the end of the waiters."""
    waiter = owner._get_loop().create_future()
    waiters.append(waiter)
    return waiter


def _not_now(*args):
    """Stands for a native quick way where there is none."""


def _bind(cls):
    return cls


try:
    from _asyncio import _add_waiter, _bind
except ImportError:
    pass
_bind(_LoopBoundMixin)
