"""Shallow and deep copies, and copies with changes."""

import types
import weakref
from copyreg import dispatch_table

__all__ = ["Error", "copy", "deepcopy", "replace"]


class Error(Exception):
    """An object cannot be copied."""


error = Error

_atomic_types = {
    types.NoneType, types.EllipsisType, types.NotImplementedType, int, float, bool, complex, bytes,
    str, tuple, frozenset, type, range, slice, property, types.BuiltinFunctionType,
    types.CodeType, types.FunctionType, weakref.ref, super,
}
_copied_deeply = {tuple, frozenset, slice}
_deep_atomic_types = _atomic_types - _copied_deeply
_containers = {list, dict, set, bytearray}


def _reductor(x, cls):
    """What copying by the pickle protocol starts from."""
    reduce = dispatch_table.get(cls)
    if reduce is not None:
        return reduce(x)
    if (reduce := getattr(x, "__reduce_ex__", None)) is not None:
        return reduce(4)
    if reduce := getattr(x, "__reduce__", None):
        return reduce()
    return None


def copy(x):
    """A shallow copy: a new object with the same contents."""
    cls = type(x)
    if cls in _atomic_types:
        return x
    if cls in _containers:
        return cls.copy(x)
    if issubclass(cls, type):
        return x
    own = getattr(cls, "__copy__", None)
    if own is not None:
        return own(x)
    recipe = _reductor(x, cls)
    if recipe is None:
        raise Error(f"un(shallow)copyable object of type {cls}")
    return x if isinstance(recipe, str) else _rebuild(x, None, *recipe)


def deepcopy(x, memo=None, _nil=[]):
    """A deep copy: the contents are copied, too; objects that occur twice are copied once."""
    cls = type(x)
    if cls in _deep_atomic_types:
        return x
    key = id(x)
    if memo is None:
        memo = {}
    else:
        known = memo.get(key, _nil)
        if known is not _nil:
            return known
    special = _deepcopy_dispatch.get(cls)
    if special is not None:
        made = special(x, memo)
    elif issubclass(cls, type):
        made = x
    elif (own := getattr(x, "__deepcopy__", None)) is not None:
        made = own(memo)
    else:
        recipe = _reductor(x, cls)
        if recipe is None:
            raise Error(f"un(deep)copyable object of type {cls}")
        made = x if isinstance(recipe, str) else _rebuild(x, memo, *recipe)
    if made is not x:
        memo[key] = made
        _keep_alive(x, memo)
    return made


def _keep_alive(x, memo):
    """Hold on to an original while its id is a key of the memo."""
    memo.setdefault(id(memo), []).append(x)


def _deepcopy_list(x, memo, deepcopy=deepcopy):
    made = memo[id(x)] = []
    for item in x:
        made.append(deepcopy(item, memo))
    return made


def _deepcopy_tuple(x, memo, deepcopy=deepcopy):
    items = [deepcopy(item, memo) for item in x]
    known = memo.get(id(x))  # a tuple that contains itself was made meanwhile
    if known is not None:
        return known
    same = all(new is old for new, old in zip(items, x))
    return x if same else tuple(items)


def _deepcopy_dict(x, memo, deepcopy=deepcopy):
    made = memo[id(x)] = {}
    for key, value in x.items():
        made[deepcopy(key, memo)] = deepcopy(value, memo)
    return made


def _deepcopy_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


_deepcopy_dispatch = {
    list: _deepcopy_list,
    tuple: _deepcopy_tuple,
    dict: _deepcopy_dict,
    types.MethodType: _deepcopy_method,
}


def _rebuild(x, memo, func, args, state=None, listiter=None, dictiter=None):
    """Make a copy from what __reduce_ex__() gave; deeply, if there is a memo."""
    deep = memo is not None
    if deep and args:
        args = [deepcopy(arg, memo) for arg in args]
    made = func(*args)
    if deep:
        memo[id(x)] = made
    if state is not None:
        _restore(made, deepcopy(state, memo) if deep else state)
    for item in listiter or ():
        made.append(deepcopy(item, memo) if deep else item)
    for key, value in dictiter or ():
        if deep:
            key, value = deepcopy(key, memo), deepcopy(value, memo)
        made[key] = value
    return made


def _restore(made, state):
    if hasattr(made, "__setstate__"):
        made.__setstate__(state)
        return
    slots = None
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    if state is not None:
        made.__dict__.update(state)
    for name, value in (slots or {}).items():
        setattr(made, name, value)


def replace(obj, /, **changes):
    """A copy with some fields changed, for objects whose class has __replace__."""
    cls = obj.__class__
    change = getattr(cls, "__replace__", None)
    if change is None:
        raise TypeError(f"replace() does not support {cls.__name__} objects")
    return change(obj, **changes)
