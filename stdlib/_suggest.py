"""Did you mean ...? Finds the name that was probably meant by a wrong one."""

import sys

__all__ = ["distance", "nearest", "suggest"]

_MOVE = 2  # cost of a character too many, too few or wrong
_CASE = 1  # cost of a letter in the wrong case
_LONGEST = 40
_MOST_NAMES = 750


def _difference(first, second):
    if first == second:
        return 0
    return _CASE if first.lower() == second.lower() else _MOVE


def distance(a, b, limit):
    """The edit distance of two names, or more than the limit if it is known to be more."""
    if a == b:
        return 0
    skip = 0
    while skip < min(len(a), len(b)) and a[skip] == b[skip]:
        skip += 1
    a, b = a[skip:], b[skip:]
    drop = 0
    while drop < min(len(a), len(b)) and a[-1 - drop] == b[-1 - drop]:
        drop += 1
    if drop:
        a, b = a[:-drop], b[:-drop]
    if not a or not b:
        return _MOVE * (len(a) + len(b))
    if max(len(a), len(b)) > _LONGEST:
        return limit + 1
    if len(a) > len(b):
        a, b = b, a
    if (len(b) - len(a)) * _MOVE > limit:
        return limit + 1
    row = [_MOVE * (place + 1) for place in range(len(a))]
    for count, wanted in enumerate(b):
        diagonal = left = count * _MOVE
        for place, char in enumerate(a):
            above = row[place]
            left = min(diagonal + _difference(wanted, char), min(left, above) + _MOVE)
            diagonal, row[place] = above, left
        if min(row) > limit:
            return limit + 1
    return row[-1]


def nearest(names, wrong):
    """The first of the names with the least distance, if that is small enough."""
    if len(names) > _MOST_NAMES or len(wrong) > _LONGEST:
        return None
    best, least = None, None
    for name in names:
        if name == wrong:
            continue
        limit = (len(name) + len(wrong) + 3) * _MOVE // 6
        if least is not None:
            limit = min(limit, least - 1)
        found = distance(wrong, name, limit)
        if found <= limit:
            best, least = name, found
    return best


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
    try:
        from _suggestions import _generate_suggestions
    except ImportError:
        return nearest(names, wrong)
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
