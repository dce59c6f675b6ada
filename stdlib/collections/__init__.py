"""Containers beside dict, list, set and tuple.

`deque`, `defaultdict` and `OrderedDict` are native; the rest is here and in `_user`.
"""

__all__ = [
    "ChainMap", "Counter", "OrderedDict", "UserDict", "UserList", "UserString", "defaultdict",
    "deque", "namedtuple",
]

import sys

import _collections_abc
from _collections import OrderedDict, _count_elements, _tuplegetter, defaultdict, deque

sys.modules["collections.abc"] = abc = _collections_abc
abc.MutableSequence.register(deque)

try:
    from _collections import _deque_iterator
except ImportError:
    pass


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    """Make a subclass of tuple whose items have names.

    >>> Point = namedtuple("Point", "x y", defaults=[0])
    >>> Point(3)
    Point(x=3, y=0)
    """
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    names = [sys.intern(str(name)) for name in field_names]
    typename = sys.intern(str(typename))
    if rename:
        _rename_invalid(names)
    _check_names(typename, names, rename)

    preset = {}
    if defaults is not None:
        defaults = tuple(defaults)
        if len(defaults) > len(names):
            raise TypeError("Got more default values than field names")
        if defaults:
            preset = dict(zip(names[-len(defaults):], defaults))

    if module is None:
        module = _caller_module()
    return _make_namedtuple(typename, tuple(names), defaults, preset, module)


def _caller_module():
    """The module of whoever called the function that asks."""
    try:
        return sys._getframemodulename(2) or "__main__"
    except AttributeError:
        return sys._getframe(2).f_globals.get("__name__", "__main__")


def _rename_invalid(names):
    from keyword import iskeyword
    known = set()
    for place, name in enumerate(names):
        if not name.isidentifier() or iskeyword(name) or name[0] == "_" or name in known:
            names[place] = f"_{place}"
        known.add(name)


def _check_names(typename, names, rename):
    from keyword import iskeyword
    for name in (typename, *names):
        if not name.isidentifier():
            raise ValueError(
                f"Type names and field names must be valid identifiers: {name!r}"
            )
        if iskeyword(name):
            raise ValueError(f"Type names and field names cannot be a keyword: {name!r}")
    known = set()
    for name in names:
        if name.startswith("_") and not rename:
            raise ValueError(f"Field names cannot start with an underscore: {name!r}")
        if name in known:
            raise ValueError(f"Encountered duplicate field name: {name!r}")
        known.add(name)


def _make_namedtuple(typename, fields, defaults, preset, module):
    size = len(fields)
    commas = "".join(f"{name}, " for name in fields)
    plain_new = tuple.__new__
    template = ", ".join(f"{name}=%r" for name in fields)

    __new__ = eval(
        f"lambda _cls, {commas}: _tuple_new(_cls, ({commas}))",
        {"_tuple_new": plain_new, "__builtins__": {}, "__name__": f"namedtuple_{typename}"},
    )
    __new__.__name__ = "__new__"
    __new__.__doc__ = f"Create new instance of {typename}({', '.join(fields)})"
    if defaults is not None:
        __new__.__defaults__ = defaults

    def _make(cls, iterable):
        made = plain_new(cls, iterable)
        if len(made) != size:
            raise TypeError(f"Expected {size} arguments, got {len(made)}")
        return made

    _make.__doc__ = f"Make a new {typename} object from a sequence or iterable"

    def _replace(self, /, **kwds):
        made = self._make(kwds.pop(name, old) for name, old in zip(fields, self))
        if kwds:
            raise TypeError(f"Got unexpected field names: {list(kwds)!r}")
        return made

    _replace.__doc__ = f"Return a new {typename} object replacing specified fields with new values"

    def __repr__(self):
        "Return a nicely formatted representation string"
        return f"{self.__class__.__name__}({template % tuple(self)})"

    def _asdict(self):
        "Return a new dict which maps field names to their values."
        return dict(zip(self._fields, self))

    def __getnewargs__(self):
        "Return self as a plain tuple.  Used by copy and pickle."
        return tuple(self)

    methods = (__new__, _make, _replace, __repr__, _asdict, __getnewargs__)
    for method in methods:
        method.__qualname__ = f"{typename}.{method.__name__}"

    space = {
        "__doc__": f"{typename}({', '.join(fields)})",
        "__slots__": (),
        "_fields": fields,
        "_field_defaults": preset,
        "__new__": __new__,
        "_make": classmethod(_make),
        "__replace__": _replace,
        "_replace": _replace,
        "__repr__": __repr__,
        "_asdict": _asdict,
        "__getnewargs__": __getnewargs__,
        "__match_args__": fields,
    }
    for place, name in enumerate(fields):
        space[name] = _tuplegetter(place, sys.intern(f"Alias for field number {place}"))
    made = type(typename, (tuple,), space)
    made.__module__ = module
    return made


class Counter(dict):
    """A dict that counts: missing keys are 0, operators work item by item.

    >>> Counter("banana").most_common(1)
    [('a', 3)]
    """

    def __init__(self, iterable=None, /, **kwds):
        super().__init__()
        self.update(iterable, **kwds)

    def __missing__(self, key):
        return 0

    def total(self):
        """The sum of the counts."""
        return sum(self.values())

    def most_common(self, n=None):
        """(item, count) pairs from the most common on, all or the first n."""
        from operator import itemgetter
        if n is None:
            return sorted(self.items(), key=itemgetter(1), reverse=True)
        from heapq import nlargest
        return nlargest(n, self.items(), key=itemgetter(1))

    def elements(self):
        """Iterate over the items, each as often as it counts."""
        from itertools import chain, starmap, repeat
        return chain.from_iterable(starmap(repeat, self.items()))

    @classmethod
    def fromkeys(cls, iterable, v=None):
        """Not defined for counters."""
        raise NotImplementedError(
            "Counter.fromkeys() is undefined.  Use Counter(iterable) instead."
        )

    def update(self, iterable=None, /, **kwds):
        """Add counts: of the items of an iterable, or from a mapping; then from keywords."""
        if isinstance(iterable, _collections_abc.Mapping):
            if not self:
                dict.update(self, iterable)
            else:
                known = self.get
                for item, count in iterable.items():
                    self[item] = count + known(item, 0)
        elif iterable is not None:
            _count_elements(self, iterable)
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        """Subtract counts; they may become zero or negative."""
        known = self.get
        if isinstance(iterable, _collections_abc.Mapping):
            for item, count in iterable.items():
                self[item] = known(item, 0) - count
        elif iterable is not None:
            for item in iterable:
                self[item] = known(item, 0) - 1
        if kwds:
            self.subtract(kwds)

    def copy(self):
        """A shallow copy."""
        return self.__class__(self)

    def __reduce__(self):
        return self.__class__, (dict(self),)

    def __delitem__(self, elem):
        """Like dict's, but a missing key is no error."""
        if elem in self:
            dict.__delitem__(self, elem)

    def __repr__(self):
        name = self.__class__.__name__
        if not self:
            return f"{name}()"
        try:
            shown = dict(self.most_common())
        except TypeError:  # counts that cannot be ordered
            shown = dict(self)
        return f"{name}({shown!r})"

    def _compare(self, other, holds):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(holds(c[item], d[item]) for item in {**self, **other}
                   for c, d in ((self, other),))

    def __eq__(self, other):
        """Equal counts, where missing means zero."""
        return self._compare(other, lambda a, b: a == b)

    def __ne__(self, other):
        """Some count differs."""
        return NotImplemented if not isinstance(other, Counter) else not self == other

    def __le__(self, other):
        """No count is greater than the other's."""
        return self._compare(other, lambda a, b: a <= b)

    def __lt__(self, other):
        """No count is greater, and some is less."""
        if not isinstance(other, Counter):
            return NotImplemented
        return self <= other and self != other

    def __ge__(self, other):
        """No count is less than the other's."""
        return self._compare(other, lambda a, b: a >= b)

    def __gt__(self, other):
        """No count is less, and some is greater."""
        if not isinstance(other, Counter):
            return NotImplemented
        return self >= other and self != other


    def _positive(self, pairs):
        made = Counter()
        for item, count in pairs:
            if count > 0:
                made[item] = count
        return made

    def _only_in(self, other):
        return (item for item in other if item not in self)

    def __add__(self, other):
        """Sums of the counts, where positive."""
        if not isinstance(other, Counter):
            return NotImplemented
        made = self._positive((item, count + other[item]) for item, count in self.items())
        made._take((item, other[item]) for item in self._only_in(other))
        return made

    def __sub__(self, other):
        """Differences of the counts, where positive."""
        if not isinstance(other, Counter):
            return NotImplemented
        made = self._positive((item, count - other[item]) for item, count in self.items())
        made._take((item, 0 - other[item]) for item in self._only_in(other))
        return made

    def __or__(self, other):
        """The greater counts, where positive."""
        if not isinstance(other, Counter):
            return NotImplemented
        made = self._positive((item, max(count, other[item])) for item, count in self.items())
        made._take((item, other[item]) for item in self._only_in(other))
        return made

    def __and__(self, other):
        """The lesser counts, where positive."""
        if not isinstance(other, Counter):
            return NotImplemented
        return self._positive((item, min(count, other[item])) for item, count in self.items())

    def __pos__(self):
        """The positive counts."""
        return self._positive(self.items())

    def __neg__(self):
        """The negative counts, negated."""
        return self._positive((item, 0 - count) for item, count in self.items())

    def _take(self, pairs):
        for item, count in pairs:
            if count > 0:
                self[item] = count

    def _keep_positive(self):
        for item in [item for item, count in self.items() if not count > 0]:
            del self[item]
        return self

    def __iadd__(self, other):
        for item, count in other.items():
            self[item] += count
        return self._keep_positive()

    def __isub__(self, other):
        for item, count in other.items():
            self[item] -= count
        return self._keep_positive()

    def __ior__(self, other):
        for item, count in other.items():
            if count > self[item]:
                self[item] = count
        return self._keep_positive()

    def __iand__(self, other):
        for item, count in self.items():
            if other[item] < count:
                self[item] = other[item]
        return self._keep_positive()


class ChainMap(_collections_abc.MutableMapping):
    """Several mappings as one: look-ups search them all, changes go to the first."""

    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __getitem__(self, key):
        for mapping in self.maps:
            try:
                return mapping[key]
            except KeyError:
                pass
        return self.__missing__(key)

    def __missing__(self, key):
        raise KeyError(key)

    def get(self, key, default=None):
        """The value of a key, or the default."""
        return self[key] if key in self else default

    def _merged(self):
        merged = {}
        for mapping in reversed(self.maps):
            merged |= dict.fromkeys(mapping)
        return merged

    def __len__(self):
        return len(set().union(*self.maps))

    def __iter__(self):
        return iter(self._merged())

    def __contains__(self, key):
        return any(key in mapping for mapping in self.maps)

    def __bool__(self):
        return any(self.maps)

    def __repr__(self):
        shown = ", ".join(map(repr, self.maps))
        return f"{self.__class__.__name__}({shown})"

    @classmethod
    def fromkeys(cls, iterable, value=None, /):
        """A ChainMap over one dict with these keys."""
        return cls(dict.fromkeys(iterable, value))

    def copy(self):
        """A new ChainMap: the first mapping is copied, the others are shared."""
        first, *others = self.maps
        return self.__class__(first.copy(), *others)

    __copy__ = copy

    def new_child(self, m=None, **kwargs):
        """A new ChainMap with one more mapping in front."""
        if m is None:
            m = kwargs
        else:
            m.update(kwargs)
        return self.__class__(m, *self.maps)

    @property
    def parents(self):
        """A new ChainMap without the first mapping."""
        return self.__class__(*self.maps[1:])

    def __delitem__(self, key):
        first = self.maps[0]
        try:
            del first[key]
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}")

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def pop(self, key, *args):
        """Remove a key from the first mapping and return its value."""
        try:
            return self.maps[0].pop(key, *args)
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}")

    def popitem(self):
        """Remove and return a pair of the first mapping."""
        try:
            return self.maps[0].popitem()
        except KeyError:
            raise KeyError("No keys found in the first mapping.")

    def clear(self):
        """Empty the first mapping."""
        self.maps[0].clear()

    def __or__(self, other):
        if not isinstance(other, _collections_abc.Mapping):
            return NotImplemented
        made = self.copy()
        made.maps[0].update(other)
        return made

    def __ror__(self, other):
        if not isinstance(other, _collections_abc.Mapping):
            return NotImplemented
        merged = dict(other)
        for mapping in reversed(self.maps):
            merged.update(mapping)
        return self.__class__(merged)

    def __ior__(self, other):
        self.maps[0].update(other)
        return self


from collections._user import UserDict, UserList, UserString
