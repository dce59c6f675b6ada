"""Filters that belong to a context instead of the process (sys.flags.context_aware_warnings)."""

import sys

try:
    from _warnings import _warnings_context as _variable
except ImportError:
    from contextvars import ContextVar
    _variable = ContextVar("warnings_context")

__name__ = "warnings"  # where the names belong


class _Context:
    """A list of filters, and the list that catches what is issued."""

    def __init__(self, filters):
        self._filters = filters
        self.log = None

    def copy(self):
        made = _Context(self._filters[:])
        made.log = self.log
        return made


class _Global(_Context):
    """The context that everybody starts with: the module's own filters."""

    def __init__(self):
        self.log = None

    @property
    def _filters(self):
        return sys.modules["warnings"].filters


_global = _Global()


def _get_context():
    return _variable.get(_global)


def _set_context(context):
    _variable.set(context)


def _new_context():
    """Enter a copy of the current context; returns (old, new)."""
    old = _get_context()
    new = old.copy()
    _set_context(new)
    return old, new
