"""The loop that waits for timers, other threads and, later, sockets."""

__all__ = ("BaseSelectorEventLoop",)

from asyncio import base_events


class BaseSelectorEventLoop(base_events.BaseEventLoop):
    """A loop over a selector; so far there is nothing to select but the clock."""
