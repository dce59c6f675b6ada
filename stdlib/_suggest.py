"""Did you mean ...? Finds the name that was probably meant by a wrong one."""

import sys
from _suggestions import _generate_suggestions

__all__ = ["forgotten_import", "suggest"]


def suggest(error, traceback, wrong):
    """The name that was probably meant in a NameError, AttributeError or ImportError."""
    if not isinstance(wrong, str):
        return None
    if isinstance(error, AttributeError):
        names = _attributes(error, traceback, wrong)
    elif isinstance(error, ImportError):
        try:
            names = _names_of(__import__(error.name, fromlist=["*"]))
        except Exception:
            return None
        if wrong[:1] != "_":
            names = [name for name in names if name[:1] != "_"]
    else:
        if traceback is None:
            return None
        frame = _innermost(traceback)
        local = frame.f_locals
        if "self" in local:
            try:
                if hasattr(local["self"], wrong):
                    return f"self.{wrong}"
            except Exception:
                pass
        names = [*local, *frame.f_globals, *frame.f_builtins]
        names = [name for name in names if isinstance(name, str)]
    if names is None:
        return None
    return _generate_suggestions(names, wrong)


def _innermost(traceback):
    while traceback.tb_next is not None:
        traceback = traceback.tb_next
    return traceback.tb_frame


def _names_of(obj):
    """dir(), but names that are no strings are left out."""
    try:
        names = dir(obj)
    except TypeError:
        names = type(obj).__dir__(obj)
    return sorted(name for name in names if isinstance(name, str))


def _attributes(error, traceback, wrong):
    obj = error.obj
    try:
        names = _names_of(obj)
    except Exception:
        return None
    hide = wrong[:1] != "_"
    if hide and traceback is not None:
        # Inside of a method, private names may be meant.
        local = _innermost(traceback).f_locals
        hide = "self" not in local or local["self"] is not obj
    return [name for name in names if name[:1] != "_"] if hide else names


def forgotten_import(wrong):
    """Is the wrong name a module that was not imported?"""
    return isinstance(wrong, str) and wrong in getattr(sys, "stdlib_module_names", ())
