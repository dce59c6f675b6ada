"""Importing modules by name: the part of importlib that programs call."""

import sys

__all__ = ["__import__", "import_module", "invalidate_caches", "reload"]

__import__ = __import__


def import_module(name, package=None):
    """The module of that name; a relative one counts from `package`."""
    dots = len(name) - len(name.lstrip("."))
    if dots:
        if not package:
            raise TypeError(
                f"the 'package' argument is required to perform a relative import for {name!r}"
            )
        parts = package.split(".")
        if dots > len(parts):
            raise ImportError("attempted relative import beyond top-level package")
        base = ".".join(parts[: len(parts) - dots + 1])
        name = f"{base}.{name[dots:]}" if name[dots:] else base
    __import__(name)
    return sys.modules[name]


def invalidate_caches():
    """There are no caches to forget."""


def reload(module):
    """Not supported: names the module in the error."""
    raise NotImplementedError(f"reloading {module.__name__} is not supported")
