"""Functions that take and make functions.

`partial`, `reduce`, `cmp_to_key` and the cache behind `lru_cache` are native; single dispatch is in
`_functools_dispatch` and loaded when first used.
"""

__all__ = [
    "update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering",
    "cache", "cmp_to_key", "lru_cache", "reduce", "partial", "partialmethod", "singledispatch",
    "singledispatchmethod", "cached_property", "Placeholder",
]

from types import GenericAlias

try:
    from _functools import Placeholder, _lru_cache_wrapper, cmp_to_key, partial, reduce
except ImportError:
    from _py_functools import Placeholder, _lru_cache_wrapper, cmp_to_key, partial, reduce

WRAPPER_ASSIGNMENTS = (
    "__module__", "__name__", "__qualname__", "__doc__", "__annotate__", "__type_params__",
)
WRAPPER_UPDATES = ("__dict__",)

_missing = object()
_DISPATCH = (
    "singledispatch", "singledispatchmethod", "_singledispatchmethod_get", "_c3_mro",
    "_compose_mro", "_find_impl",
)


def __getattr__(name):
    if name in _DISPATCH:
        import _functools_dispatch
        value = getattr(_functools_dispatch, name)
    elif name == "_CacheInfo":
        from collections import namedtuple
        value = namedtuple(name[1:], ["hits", "misses", "maxsize", "currsize"], module="functools")
    elif name == "RLock":
        from _thread import RLock as value
    else:
        raise AttributeError(f"module 'functools' has no attribute {name!r}")
    return globals().setdefault(name, value)


# === wrappers ===

def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Make a wrapper look like the function that it wraps."""
    for name in assigned:
        value = getattr(wrapped, name, _missing)
        if value is not _missing:
            setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped  # last, as __dict__ may carry one too
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Decorator for a wrapper function: update_wrapper() with everything but the wrapper."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


# === total_ordering ===

# How an operator follows from another one: (negate it, then how (in)equality joins in).
_DERIVED = {
    "__lt__": {"__gt__": (True, "and", "!="), "__le__": (False, "or", "=="), "__ge__": (True,)},
    "__le__": {"__ge__": (True, "or", "=="), "__lt__": (False, "and", "!="), "__gt__": (True,)},
    "__gt__": {"__lt__": (True, "and", "!="), "__ge__": (False, "or", "=="), "__le__": (True,)},
    "__ge__": {"__le__": (True, "or", "=="), "__gt__": (False, "and", "!="), "__lt__": (True,)},
}
_SIGNS = {"__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="}


def _derive(name, root, negate, join=None, test=None):
    def method(self, other):
        answer = getattr(type(self), root)(self, other)
        if answer is NotImplemented:
            return answer
        if negate:
            answer = not answer
        if join == "and":
            return answer and self != other
        if join == "or":
            return answer or self == other
        return answer

    base = f"(not a {_SIGNS[root]} b)" if negate else f"(a {_SIGNS[root]} b)"
    rule = base[1:-1] if join is None else f"{base} {join} (a {test} b)"
    method.__name__ = name
    method.__doc__ = f"Return a {_SIGNS[name]} b.  Computed by @total_ordering from {rule}."
    return method


def total_ordering(cls):
    """Class decorator that fills in the missing ones of the four ordering methods."""
    present = [
        name for name in _SIGNS
        if getattr(cls, name, None) is not getattr(object, name, None)
    ]
    if not present:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = max(present)  # __lt__ before __le__ before __gt__ before __ge__
    for name, recipe in _DERIVED[root].items():
        if name not in present:
            method = _derive(name, root, *recipe)
            method.__module__ = cls.__module__
            method.__qualname__ = f"{cls.__qualname__}.{name}"
            setattr(cls, name, method)
    return cls


# === partialmethod ===

class partialmethod:
    """Like partial, for a method: the instance or class is put in front."""

    __slots__ = ("func", "args", "keywords", "__dict__", "__weakref__")

    def __init__(self, func, /, *args, **keywords):
        if isinstance(func, partialmethod):
            inner = partial(_nothing, *func.args, **func.keywords)
            target = func.func
        else:
            if not callable(func) and getattr(func, "__get__", None) is None:
                raise TypeError(
                    f"the first argument {func!r} must be a callable or a descriptor"
                )
            inner, target = _nothing, func
        if args and args[-1] is Placeholder:
            raise TypeError("trailing Placeholders are not allowed")
        merged = partial(inner, *args, **keywords)
        self.func = target
        self.args = merged.args
        self.keywords = merged.keywords

    def __repr__(self):
        parts = [repr(self.func)]
        parts += map(repr, self.args)
        parts += (f"{key}={value!r}" for key, value in self.keywords.items())
        return f"{type(self).__module__}.{type(self).__qualname__}({', '.join(parts)})"

    def _make_unbound_method(self):
        func, held, keywords = self.func, self.args, self.keywords
        holes = sum(value is Placeholder for value in held)

        def method(cls_or_self, /, *args, **kwargs):
            if not holes:
                return func(cls_or_self, *held, *args, **{**keywords, **kwargs})
            if len(args) < holes:
                raise TypeError(
                    "missing positional arguments in 'partialmethod' call; "
                    f"expected at least {holes}, got {len(args)}"
                )
            rest = iter(args)
            filled = [next(rest) if value is Placeholder else value for value in held]
            return func(cls_or_self, *filled, *rest, **{**keywords, **kwargs})

        method.__isabstractmethod__ = self.__isabstractmethod__
        method.__partialmethod__ = self
        return method

    def __get__(self, obj, cls=None):
        getter = getattr(self.func, "__get__", None)
        if getter is not None and not _is_plain_function(self.func):
            found = getter(obj, cls)
            if found is not self.func:
                bound = partial(found, *self.args, **self.keywords)
                if hasattr(found, "__self__"):
                    bound.__self__ = found.__self__
                return bound
        return self._make_unbound_method().__get__(obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    __class_getitem__ = classmethod(GenericAlias)


def _unwrap_partial(func):
    """The function inside of any number of partial objects."""
    while isinstance(func, partial):
        func = func.func
    return func


def _unwrap_partialmethod(func):
    """The function inside of any number of partial and partialmethod objects."""
    previous = None
    while func is not previous:
        previous = func
        while isinstance(getattr(func, "__partialmethod__", None), partialmethod):
            func = func.__partialmethod__
        while isinstance(func, partialmethod):
            func = func.func
        func = _unwrap_partial(func)
    return func


def _nothing(*args, **keywords):
    """What a partialmethod's arguments are collected on before the function is known."""


def _is_plain_function(func):
    return type(func) is type(_nothing)


# === caches ===

class cached_property:
    """A method that is called once per instance; its value replaces it in the instance's dict."""

    def __init__(self, func):
        self.__doc__ = func.__doc__
        self.__module__ = func.__module__
        self.attrname = None
        self.func = func

    def __set_name__(self, owner, name):
        if self.attrname not in (None, name):
            raise TypeError(
                "Cannot assign the same cached_property to two different names "
                f"({self.attrname!r} and {name!r})."
            )
        self.attrname = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        name = self.attrname
        if name is None:
            raise TypeError(
                "Cannot use cached_property instance without calling __set_name__ on it."
            )
        try:
            space = instance.__dict__
        except AttributeError:
            raise TypeError(
                f"No '__dict__' attribute on {type(instance).__name__!r} "
                f"instance to cache {name!r} property."
            ) from None
        value = space.get(name, _missing)
        if value is _missing:
            value = self.func(instance)
            try:
                space[name] = value
            except TypeError:
                raise TypeError(
                    f"The '__dict__' attribute on {type(instance).__name__!r} instance "
                    f"does not support item assignment for caching {name!r} property."
                ) from None
        return value

    __class_getitem__ = classmethod(GenericAlias)


def lru_cache(maxsize=128, typed=False):
    """Decorator that remembers the results of the most recent calls.

    The decorated function has cache_info(), cache_clear() and cache_parameters(), and is itself
    in __wrapped__. With maxsize=None nothing is ever forgotten; typed=True keeps 3 and 3.0 apart.
    """
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        return _cached(maxsize, 128, typed)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")
    return lambda user_function: _cached(user_function, maxsize, typed)


def _cached(function, maxsize, typed):
    info = globals().get("_CacheInfo") or __getattr__("_CacheInfo")
    wrapper = _lru_cache_wrapper(function, maxsize, typed, info)
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(wrapper, function)


def cache(user_function, /):
    """Decorator that remembers the results of all calls."""
    return lru_cache(maxsize=None)(user_function)
