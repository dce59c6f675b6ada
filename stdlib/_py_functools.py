"""partial, reduce, cmp_to_key and the lru_cache wrapper in Python, where there is no _functools."""

from reprlib import recursive_repr
from types import GenericAlias, MethodType

__all__ = ["Placeholder", "_lru_cache_wrapper", "cmp_to_key", "partial", "reduce"]

__name__ = "functools"  # where the names belong

_missing = object()


class _PlaceholderType:
    """The type of Placeholder, which leaves a gap among the arguments of partial()."""

    __slots__ = ()
    _instance = None

    def __init_subclass__(cls, *args, **kwargs):
        raise TypeError("type '_PlaceholderType' is not an acceptable base type")

    def __new__(cls):
        if cls._instance is None:
            cls._instance = object.__new__(cls)
        return cls._instance

    def __repr__(self):
        return "Placeholder"

    def __reduce__(self):
        return "Placeholder"


Placeholder = _PlaceholderType()


def _fill(held, args):
    """The held arguments with the gaps filled from the given ones, and what is left of those."""
    given = iter(args)
    filled = tuple(
        next(given, Placeholder) if value is Placeholder else value for value in held
    )
    return filled, tuple(given)


class partial:
    """A function with some arguments already given; Placeholder leaves a gap."""

    __slots__ = ("func", "args", "keywords", "_gaps", "__dict__", "__weakref__")

    def __new__(cls, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if args and args[-1] is Placeholder:
            raise TypeError("trailing Placeholders are not allowed")
        if any(value is Placeholder for value in keywords.values()):
            raise TypeError("Placeholder cannot be passed as a keyword argument")
        if isinstance(func, partial) and not getattr(func, "__dict__", None):
            filled, rest = _fill(func.args, args)
            args = filled + rest
            keywords = {**func.keywords, **keywords}
            func = func.func
        self = super().__new__(cls)
        self.func = func
        self.args = args
        self.keywords = keywords
        self._gaps = sum(value is Placeholder for value in args)
        return self

    def __call__(self, /, *args, **keywords):
        if not self._gaps:
            return self.func(*self.args, *args, **{**self.keywords, **keywords})
        if len(args) < self._gaps:
            raise TypeError(
                "missing positional arguments in 'partial' call; "
                f"expected at least {self._gaps}, got {len(args)}"
            )
        filled, rest = _fill(self.args, args)
        return self.func(*filled, *rest, **{**self.keywords, **keywords})

    def __get__(self, obj, objtype=None):
        return self if obj is None else MethodType(self, obj)

    @recursive_repr()
    def __repr__(self):
        cls = type(self)
        parts = [repr(self.func), *map(repr, self.args)]
        parts += (f"{key}={value!r}" for key, value in self.keywords.items())
        return f"{cls.__module__}.{cls.__qualname__}({', '.join(parts)})"

    def __reduce__(self):
        state = self.func, self.args, self.keywords or None, self.__dict__ or None
        return type(self), (self.func,), state

    def __setstate__(self, state):
        if not isinstance(state, tuple):
            raise TypeError("argument to __setstate__ must be a tuple")
        if len(state) != 4:
            raise TypeError(f"expected 4 items in state, got {len(state)}")
        func, args, keywords, space = state
        if not (
            callable(func) and isinstance(args, tuple)
            and (keywords is None or isinstance(keywords, dict))
            and (space is None or isinstance(space, dict))
        ):
            raise TypeError("invalid partial state")
        if args and args[-1] is Placeholder:
            raise TypeError("trailing Placeholders are not allowed")
        self.func = func
        self.args = tuple(args)
        if type(keywords) is not dict:
            keywords = {} if keywords is None else dict(keywords)
        self.keywords = keywords
        self.__dict__ = {} if space is None else space
        self._gaps = sum(value is Placeholder for value in args)

    __class_getitem__ = classmethod(GenericAlias)


def reduce(function, sequence, initial=_missing):
    """Combine all items, from the left, with a function of two arguments."""
    items = iter(sequence)
    if initial is _missing:
        for initial in items:
            break
        else:
            raise TypeError("reduce() of empty iterable with no initial value")
    for item in items:
        initial = function(initial, item)
    return initial


def cmp_to_key(mycmp):
    """Turn a comparison function into a key function."""

    class K:
        __slots__ = ("obj",)

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        __hash__ = None

    return K


class _Key(list):
    """A cache key of several parts, whose hash is computed once."""

    __slots__ = ("hashvalue",)

    def __init__(self, parts):
        self[:] = parts
        self.hashvalue = hash(parts)

    def __hash__(self):
        return self.hashvalue


def _make_key(args, kwds, typed, _mark=(object(),), _plain=frozenset((int, str)), len=len):
    if not kwds and not typed and len(args) == 1 and type(args[0]) in _plain:
        return args[0]
    parts = args
    if kwds:
        parts += _mark
        for pair in kwds.items():
            parts += pair
    if typed:
        parts += tuple(map(type, args)) + tuple(map(type, kwds.values()))
    return _Key(parts)


def _lru_cache_wrapper(user_function, maxsize, typed, info_type):
    """A function with a cache of results; the dict's order is the order of use."""
    from _thread import RLock
    results = {}
    size = results.__len__
    lock = RLock()
    hits = misses = 0

    def wrapper(*args, **kwds):
        nonlocal hits, misses
        if maxsize == 0:
            misses += 1
            return user_function(*args, **kwds)
        key = _make_key(args, kwds, typed)
        with lock:
            if key in results:
                hits += 1
                if maxsize is None:
                    return results[key]
                result = results[key] = results.pop(key)
                return result
            misses += 1
        result = user_function(*args, **kwds)
        with lock:
            if maxsize is None or key in results or size() < maxsize:
                results.setdefault(key, result)
            else:
                del results[next(iter(results))]
                results[key] = result
        return result

    def cache_info():
        """The number of hits and misses, the maximum and the current size."""
        with lock:
            return info_type(hits, misses, maxsize, size())

    def cache_clear():
        """Forget all results and numbers."""
        nonlocal hits, misses
        with lock:
            results.clear()
            hits = misses = 0

    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    return wrapper
