"""warn() and warn_explicit() in Python, for an interpreter that has no native _warnings."""

import sys

__all__ = ["warn", "warn_explicit"]

defaultaction = "default"
onceregistry = {}
filters = [
    ("default", None, DeprecationWarning, "__main__", 0),
    ("ignore", None, DeprecationWarning, None, 0),
    ("ignore", None, PendingDeprecationWarning, None, 0),
    ("ignore", None, ImportWarning, None, 0),
    ("ignore", None, ResourceWarning, None, 0),
]

_version = 1


def _acquire_lock():
    """Nothing to lock."""


_release_lock = _acquire_lock


def _filters_mutated_lock_held():
    """Make the registries of all modules stale."""
    global _version
    _version += 1


def _is_import_frame(frame):
    name = frame.f_code.co_filename
    return "importlib" in name and "_bootstrap" in name


def _outward(frame, prefixes):
    frame = frame.f_back
    while frame is not None and (
        _is_import_frame(frame) or prefixes and frame.f_code.co_filename.startswith(prefixes)
    ):
        frame = frame.f_back
    return frame


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    """Issue a warning for the caller, or for a caller of the caller."""
    if isinstance(message, Warning):
        category = message.__class__
    elif category is None:
        category = UserWarning
    elif not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(
            f"category must be a Warning subclass, not {type(category).__name__!r}"
        )
    if not isinstance(skip_file_prefixes, tuple):
        raise TypeError("skip_file_prefixes must be a tuple of strs.")
    if skip_file_prefixes:
        stacklevel = max(2, stacklevel)
    frame = sys._getframe(1)
    if stacklevel <= 1 or _is_import_frame(frame):
        for _ in range(stacklevel - 1):
            frame = frame and frame.f_back
    else:
        for _ in range(stacklevel - 1):
            frame = frame and _outward(frame, skip_file_prefixes)
    if frame is None:
        space, filename, lineno = sys.__dict__, "<sys>", 0
    else:
        space, filename, lineno = frame.f_globals, frame.f_code.co_filename, frame.f_lineno
    module = space.get("__name__") or "<string>"
    registry = space.setdefault("__warningregistry__", {})
    warn_explicit(message, category, filename, lineno, module, registry, space, source)


def _matches(pattern, text):
    if pattern is None:
        return True
    return pattern == text if isinstance(pattern, str) else pattern.match(text) is not None


def warn_explicit(message, category, filename, lineno, module=None, registry=None,
                  module_globals=None, source=None):
    """Issue a warning for a given place."""
    import warnings
    lineno = int(lineno)
    if module is None:
        module = filename or "<unknown>"
        if module[-3:].lower() == ".py":
            module = module[:-3]
    registry = {} if registry is None else registry
    if registry.get("version") != _version:
        registry.clear()
        registry["version"] = _version
    if isinstance(message, Warning):
        text, category = str(message), message.__class__
    else:
        text, message = message, category(message)
    key = text, category, lineno
    if registry.get(key):
        return
    for action, wanted, kind, place, line in warnings._get_filters():
        if (_matches(wanted, text) and issubclass(category, kind) and _matches(place, module)
                and line in (0, lineno)):
            break
    else:
        action = warnings.defaultaction
    if action == "ignore":
        return
    if action == "error":
        raise message
    if _seen(action, registry, key, warnings.onceregistry):
        return
    if module_globals is not None:
        from linecache import lazycache
        lazycache(filename, module_globals)
    warnings._showwarnmsg(warnings.WarningMessage(
        message, category, filename, lineno, source=source
    ))


def _seen(action, registry, key, once):
    """Note that a warning is shown; was it shown before, as far as the action cares?"""
    text, category, _ = key
    short = text, category
    if action == "once":
        registry[key] = 1
        if once.get(short):
            return True
        once[short] = 1
    elif action == "module":
        registry[key] = 1
        if registry.get(short):
            return True
        registry[short] = 1
    elif action == "default":
        registry[key] = 1
    elif action not in ("always", "all"):
        raise RuntimeError(f"Unrecognized action ({action!r}) in warnings.filters:\n {key}")
    return False
