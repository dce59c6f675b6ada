"""The default loop and its policy."""

__all__ = ("SelectorEventLoop", "EventLoop")

from asyncio import events, selector_events


class _UnixSelectorEventLoop(selector_events.BaseSelectorEventLoop):
    """The loop of asyncio.run()."""


class _UnixDefaultEventLoopPolicy(events._BaseDefaultEventLoopPolicy):
    """Makes loops of the default kind."""

    _loop_factory = _UnixSelectorEventLoop


SelectorEventLoop = _UnixSelectorEventLoop
EventLoop = SelectorEventLoop
_DefaultEventLoopPolicy = _UnixDefaultEventLoopPolicy
