"""Abstract base classes of the collections, iterators and coroutines.

`collections.abc` is this very module under its public name; it is separate from `collections` so
that `os` and others can use it without loading the rest.
"""

import builtins
import sys
from abc import ABCMeta, abstractmethod
from _contextvars import Context as _Context

GenericAlias = type(list[int])

__all__ = [
    "Awaitable", "Coroutine", "AsyncIterable", "AsyncIterator", "AsyncGenerator", "Hashable",
    "Iterable", "Iterator", "Generator", "Reversible", "Sized", "Container", "Callable",
    "Collection", "Set", "MutableSet", "Mapping", "MutableMapping", "MappingView", "KeysView",
    "ItemsView", "ValuesView", "Sequence", "MutableSequence", "ByteString", "Buffer",
]

__name__ = "collections.abc"  # what the reprs of the classes show

EllipsisType = type(...)


def _sample_types():
    def plain():
        pass

    async def awaited():
        pass

    async def produced():
        yield

    waiting = awaited()
    waiting.close()
    return type(plain), type(item for item in ()), type(waiting), type(produced())


FunctionType, generator, coroutine, async_generator = _sample_types()
del _sample_types

bytes_iterator = type(iter(b""))
bytearray_iterator = type(iter(bytearray()))
dict_keys, dict_values, dict_items = map(type, ({}.keys(), {}.values(), {}.items()))
dict_keyiterator = type(iter({}))
dict_valueiterator = type(iter({}.values()))
dict_itemiterator = type(iter({}.items()))
list_iterator = type(iter([]))
list_reverseiterator = type(reversed([]))
range_iterator = type(iter(range(0)))
longrange_iterator = type(iter(range(1 << 1000)))
set_iterator = type(iter(set()))
str_iterator = type(iter(""))
tuple_iterator = type(iter(()))
zip_iterator = type(zip())
mappingproxy = type(type.__dict__)
framelocalsproxy = (lambda: type(sys._getframe().f_locals))()


def _check_methods(C, *methods):
    """True if the class has all methods, NotImplemented if one is missing or set to None."""
    spaces = [base.__dict__ for base in C.__mro__]
    for method in methods:
        for space in spaces:
            if method in space:
                if space[method] is None:
                    return NotImplemented
                break
        else:
            return NotImplemented
    return True


def _recognise(*methods):
    """A __subclasshook__ that accepts all classes with these methods, for its own class only."""

    def __subclasshook__(cls, C):
        if cls.__dict__.get("__subclasshook__") is not hook:
            return NotImplemented
        return _check_methods(C, *methods)

    hook = classmethod(__subclasshook__)
    return hook


_generic = classmethod(GenericAlias)


# === one-method classes ===

class Hashable(metaclass=ABCMeta):
    """Has __hash__."""

    __slots__ = ()

    @abstractmethod
    def __hash__(self):
        return 0

    __subclasshook__ = _recognise("__hash__")


class Sized(metaclass=ABCMeta):
    """Has __len__."""

    __slots__ = ()

    @abstractmethod
    def __len__(self):
        return 0

    __subclasshook__ = _recognise("__len__")


class Container(metaclass=ABCMeta):
    """Has __contains__."""

    __slots__ = ()

    @abstractmethod
    def __contains__(self, x):
        return False

    __subclasshook__ = _recognise("__contains__")
    __class_getitem__ = _generic


class Buffer(metaclass=ABCMeta):
    """Has __buffer__."""

    __slots__ = ()

    @abstractmethod
    def __buffer__(self, flags: int, /) -> memoryview:
        raise NotImplementedError

    __subclasshook__ = _recognise("__buffer__")


# === asynchronous classes ===

class Awaitable(metaclass=ABCMeta):
    """Has __await__."""

    __slots__ = ()

    @abstractmethod
    def __await__(self):
        yield

    __subclasshook__ = _recognise("__await__")
    __class_getitem__ = _generic


class Coroutine(Awaitable):
    """An awaitable that is driven by send(), throw() and close()."""

    __slots__ = ()

    @abstractmethod
    def send(self, value):
        """Resume with a value: the next yielded value, or StopIteration."""
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        """Resume with an exception: the next yielded value, or StopIteration."""
        _raise(typ, val, tb)

    def close(self):
        """Raise GeneratorExit inside and expect the end."""
        try:
            self.throw(GeneratorExit)
        except (GeneratorExit, StopIteration):
            return
        raise RuntimeError("coroutine ignored GeneratorExit")

    __subclasshook__ = _recognise("__await__", "send", "throw", "close")


class AsyncIterable(metaclass=ABCMeta):
    """Has __aiter__."""

    __slots__ = ()

    @abstractmethod
    def __aiter__(self):
        return AsyncIterator()

    __subclasshook__ = _recognise("__aiter__")
    __class_getitem__ = _generic


class AsyncIterator(AsyncIterable):
    """Has __anext__, and is its own __aiter__."""

    __slots__ = ()

    @abstractmethod
    async def __anext__(self):
        """The next item, or StopAsyncIteration."""
        raise StopAsyncIteration

    def __aiter__(self):
        return self

    __subclasshook__ = _recognise("__anext__", "__aiter__")


class AsyncGenerator(AsyncIterator):
    """An asynchronous iterator that is driven by asend(), athrow() and aclose()."""

    __slots__ = ()

    async def __anext__(self):
        """The next item, or StopAsyncIteration."""
        return await self.asend(None)

    @abstractmethod
    async def asend(self, value):
        """Resume with a value: the next yielded item, or StopAsyncIteration."""
        raise StopAsyncIteration

    @abstractmethod
    async def athrow(self, typ, val=None, tb=None):
        """Resume with an exception: the next yielded item, or StopAsyncIteration."""
        _raise(typ, val, tb)

    async def aclose(self):
        """Raise GeneratorExit inside and expect the end."""
        try:
            await self.athrow(GeneratorExit)
        except (GeneratorExit, StopAsyncIteration):
            return
        raise RuntimeError("asynchronous generator ignored GeneratorExit")

    __subclasshook__ = _recognise("__aiter__", "__anext__", "asend", "athrow", "aclose")


def _raise(typ, val, tb):
    error = typ if val is None else val
    if val is None and tb is not None:
        error = typ()
    raise error if tb is None else error.with_traceback(tb)


# === iterators ===

class Iterable(metaclass=ABCMeta):
    """Has __iter__."""

    __slots__ = ()

    @abstractmethod
    def __iter__(self):
        yield from ()

    __subclasshook__ = _recognise("__iter__")
    __class_getitem__ = _generic


class Iterator(Iterable):
    """Has __next__, and is its own __iter__."""

    __slots__ = ()

    @abstractmethod
    def __next__(self):
        """The next item, or StopIteration."""
        raise StopIteration

    def __iter__(self):
        return self

    __subclasshook__ = _recognise("__iter__", "__next__")


class Reversible(Iterable):
    """Has __reversed__."""

    __slots__ = ()

    @abstractmethod
    def __reversed__(self):
        yield from ()

    __subclasshook__ = _recognise("__reversed__", "__iter__")


class Generator(Iterator):
    """An iterator that is driven by send(), throw() and close()."""

    __slots__ = ()

    def __next__(self):
        """The next item, or StopIteration."""
        return self.send(None)

    @abstractmethod
    def send(self, value):
        """Resume with a value: the next yielded item, or StopIteration."""
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        """Resume with an exception: the next yielded item, or StopIteration."""
        _raise(typ, val, tb)

    def close(self):
        """Raise GeneratorExit inside; the value of StopIteration is returned."""
        try:
            self.throw(GeneratorExit)
        except GeneratorExit:
            return None
        except StopIteration as stop:
            return stop.value
        raise RuntimeError("generator ignored GeneratorExit")

    __subclasshook__ = _recognise("__iter__", "__next__", "send", "throw", "close")


class Collection(Sized, Iterable, Container):
    """Sized, iterable, and a container."""

    __slots__ = ()

    __subclasshook__ = _recognise("__len__", "__iter__", "__contains__")


# === callables ===

class _CallableGenericAlias(GenericAlias):
    """What Callable[[argtypes], result] is; its __args__ are flat, (*argtypes, result)."""

    __slots__ = ()

    def __new__(cls, origin, args):
        if not (isinstance(args, tuple) and len(args) == 2):
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        params, result = args
        if isinstance(params, (list, tuple)):
            flat = (*params, result)
        elif _is_param_expr(params):
            flat = args
        else:
            raise TypeError(
                "Expected a list of types, an ellipsis, ParamSpec, or Concatenate. "
                f"Got {params!r}"
            )
        return super().__new__(cls, origin, flat)

    def __repr__(self):
        *params, result = self.__args__
        if len(params) == 1 and _is_param_expr(params[0]):
            return super().__repr__()
        shown = ", ".join(map(_type_text, params))
        return f"collections.abc.Callable[[{shown}], {_type_text(result)}]"

    def __reduce__(self):
        *params, result = self.__args__
        if not (len(params) == 1 and _is_param_expr(params[0])):
            return _CallableGenericAlias, (Callable, (params, result))
        return _CallableGenericAlias, (Callable, (params[0], result))

    def __getitem__(self, item):
        if not isinstance(item, tuple):
            item = (item,)
        if len(self.__parameters__) == 1 and _is_param_expr(self.__parameters__[0]):
            if item and not _is_param_expr(item[0]):
                item = (item,)  # X[int, str] means X[[int, str]] for a lone ParamSpec
        flat = super().__getitem__(item).__args__
        # A parameter list that was substituted for a ParamSpec stands as tuple in __args__.
        if not isinstance(flat[0], (tuple, list)):
            *params, result = flat
            flat = (params, result)
        return _CallableGenericAlias(Callable, tuple(flat))


def _type_text(obj):
    if isinstance(obj, type):
        if obj.__module__ == "builtins":
            return obj.__qualname__
        return f"{obj.__module__}.{obj.__qualname__}"
    if obj is ...:
        return "..."
    if isinstance(obj, FunctionType):
        return obj.__name__
    return repr(obj)


def _is_param_expr(obj):
    """Can this stand for the parameters of a Callable?"""
    if obj is ... or isinstance(obj, (tuple, list)):
        return True
    kind = type(obj)
    names = ("ParamSpec", "_ConcatenateGenericAlias")
    return kind.__module__ == "typing" and kind.__name__ in names


class Callable(metaclass=ABCMeta):
    """Has __call__."""

    __slots__ = ()

    @abstractmethod
    def __call__(self, *args, **kwds):
        return False

    __subclasshook__ = _recognise("__call__")
    __class_getitem__ = classmethod(_CallableGenericAlias)


# === sets ===

class Set(Collection):
    """A finite set: comparison and the operators, from __contains__, __iter__ and __len__.

    Operators make their results with _from_iterable(), which a class with another constructor
    signature overrides.
    """

    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        return cls(it)

    def __le__(self, other):
        if isinstance(other, Set):
            return len(self) <= len(other) and all(item in other for item in self)
        return NotImplemented

    def __lt__(self, other):
        if isinstance(other, Set):
            return len(self) < len(other) and self.__le__(other)
        return NotImplemented

    def __ge__(self, other):
        if isinstance(other, Set):
            return len(self) >= len(other) and all(item in self for item in other)
        return NotImplemented

    def __gt__(self, other):
        if isinstance(other, Set):
            return len(self) > len(other) and self.__ge__(other)
        return NotImplemented

    def __eq__(self, other):
        if isinstance(other, Set):
            return len(self) == len(other) and self.__le__(other)
        return NotImplemented

    def isdisjoint(self, other):
        """Have the two no item in common?"""
        return not any(item in self for item in other)

    def __and__(self, other):
        if isinstance(other, Iterable):
            return self._from_iterable(item for item in other if item in self)
        return NotImplemented

    def __or__(self, other):
        if isinstance(other, Iterable):
            return self._from_iterable(item for source in (self, other) for item in source)
        return NotImplemented

    def __sub__(self, other):
        other = self._as_set(other)
        if other is NotImplemented:
            return other
        return self._from_iterable(item for item in self if item not in other)

    def __rsub__(self, other):
        other = self._as_set(other)
        if other is NotImplemented:
            return other
        return self._from_iterable(item for item in other if item not in self)

    def __xor__(self, other):
        other = self._as_set(other)
        if other is NotImplemented:
            return other
        return (self - other) | (other - self)

    __rand__ = __and__
    __ror__ = __or__
    __rxor__ = __xor__

    def _as_set(self, other):
        if isinstance(other, Set):
            return other
        return self._from_iterable(other) if isinstance(other, Iterable) else NotImplemented

    def _hash(self):
        """The hash that a frozenset with the same items has on CPython."""
        size = len(self)
        bits = 0
        for item in self:
            value = hash(item)
            bits ^= (value ^ (value << 16) ^ 89869747) * 3644798167
        mask = 2 * sys.maxsize + 1
        bits = (bits ^ (size + 1) * 1927868237) & mask
        bits ^= (bits >> 11) ^ (bits >> 25)
        bits = (bits * 69069 + 907133923) & mask
        if bits > sys.maxsize:
            bits -= mask + 1
        return 590923713 if bits == -1 else bits


Set.register(frozenset)


class MutableSet(Set):
    """A set that add() and discard() change."""

    __slots__ = ()

    @abstractmethod
    def add(self, value):
        """Add an item."""
        raise NotImplementedError

    @abstractmethod
    def discard(self, value):
        """Remove an item if it is there."""
        raise NotImplementedError

    def remove(self, value):
        """Remove an item, or raise KeyError."""
        if value in self:
            self.discard(value)
        else:
            raise KeyError(value)

    def pop(self):
        """Remove and return some item, or raise KeyError."""
        for value in self:
            break
        else:
            raise KeyError
        self.discard(value)
        return value

    def clear(self):
        """Remove all items, one by one."""
        try:
            while True:
                self.pop()
        except KeyError:
            return

    def __ior__(self, it):
        add = self.add
        for value in it:
            add(value)
        return self

    def __iand__(self, it):
        for value in self - it:
            self.discard(value)
        return self

    def __isub__(self, it):
        if it is self:
            self.clear()
            return self
        for value in it:
            self.discard(value)
        return self

    def __ixor__(self, it):
        if it is self:
            self.clear()
            return self
        for value in it if isinstance(it, Set) else self._from_iterable(it):
            change = self.discard if value in self else self.add
            change(value)
        return self


MutableSet.register(set)


# === mappings ===

class Mapping(Collection):
    """A mapping, from __getitem__, __iter__ and __len__."""

    __slots__ = ()
    __abc_tpflags__ = 1 << 6  # matched by mapping patterns
    __reversed__ = None

    @abstractmethod
    def __getitem__(self, key):
        raise KeyError

    def get(self, key, default=None):
        """The value of a key, or the default."""
        try:
            value = self[key]
        except KeyError:
            value = default
        return value

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def keys(self):
        """A set-like view of the keys."""
        return KeysView(self)

    def values(self):
        """A view of the values."""
        return ValuesView(self)

    def items(self):
        """A set-like view of the (key, value) pairs."""
        return ItemsView(self)

    def __eq__(self, other):
        if isinstance(other, Mapping):
            return dict(self.items()) == dict(other.items())
        return NotImplemented


class MappingView(Sized):
    """What keys(), values() and items() share: they look into their mapping."""

    __slots__ = ("_mapping",)

    def __init__(self, mapping):
        self._mapping = mapping

    def __len__(self):
        return len(self._mapping)

    def __repr__(self):
        return f"{self.__class__.__name__}({self._mapping!r})"

    __class_getitem__ = _generic


class KeysView(MappingView, Set):
    """The keys of a mapping."""

    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __iter__(self):
        yield from self._mapping

    def __contains__(self, key):
        return key in self._mapping


class ItemsView(MappingView, Set):
    """The (key, value) pairs of a mapping."""

    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __iter__(self):
        mapping = self._mapping
        for key in mapping:
            yield key, mapping[key]

    def __contains__(self, item):
        key, wanted = item
        try:
            found = self._mapping[key]
        except KeyError:
            return False
        return found is wanted or found == wanted


class ValuesView(MappingView, Collection):
    """The values of a mapping."""

    __slots__ = ()

    def __iter__(self):
        mapping = self._mapping
        for key in mapping:
            yield mapping[key]

    def __contains__(self, value):
        return any(found is value or found == value for found in self)


class MutableMapping(Mapping):
    """A mapping that __setitem__ and __delitem__ change."""

    __slots__ = ()
    __nothing = object()

    @abstractmethod
    def __setitem__(self, key, value):
        raise KeyError

    @abstractmethod
    def __delitem__(self, key):
        raise KeyError

    def pop(self, key, default=__nothing):
        """Remove a key and return its value, or the default, or raise KeyError."""
        try:
            found = self[key]
        except KeyError:
            if default is self.__nothing:
                raise
            return default
        del self[key]
        return found

    def popitem(self):
        """Remove and return some (key, value) pair, or raise KeyError."""
        for key in self:
            break
        else:
            raise KeyError
        pair = key, self[key]
        del self[key]
        return pair

    def clear(self):
        """Remove all items, one by one."""
        try:
            while True:
                self.popitem()
        except KeyError:
            return

    def setdefault(self, key, default=None):
        """The value of a key, which is set to the default if it is missing."""
        try:
            return self[key]
        except KeyError:
            self[key] = default
            return default

    def update(self, other=(), /, **kwds):
        """Set items from a mapping or from pairs, then from keywords."""
        if isinstance(other, Mapping):
            pairs = ((key, other[key]) for key in other)
        elif hasattr(other, "keys"):
            pairs = ((key, other[key]) for key in other.keys())
        else:
            pairs = other
        for source in (pairs, kwds.items()):
            for key, value in source:
                self[key] = value


# === sequences ===

class Sequence(Reversible, Collection):
    """A sequence, from __getitem__ and __len__."""

    __slots__ = ()
    __abc_tpflags__ = 1 << 5  # matched by sequence patterns

    @abstractmethod
    def __getitem__(self, index):
        raise IndexError

    def __iter__(self):
        index = 0
        while True:
            try:
                item = self[index]
            except IndexError:
                return
            yield item
            index += 1

    def __contains__(self, value):
        return any(item is value or item == value for item in self)

    def __reversed__(self):
        index = len(self)
        while index > 0:
            index -= 1
            yield self[index]

    def index(self, value, start=0, stop=None):
        """The first index of a value in start:stop, or ValueError."""
        if start is not None and start < 0:
            start = max(len(self) + start, 0)
        if stop is not None and stop < 0:
            stop += len(self)
        at = start
        while stop is None or at < stop:
            try:
                item = self[at]
            except IndexError:
                break
            if item is value or item == value:
                return at
            at += 1
        raise ValueError

    def count(self, value):
        """How many items equal the value?"""
        return sum(item is value or item == value for item in self)


class _DeprecateByteStringMeta(ABCMeta):
    def _warn(cls):
        import warnings
        warnings._deprecated("collections.abc.ByteString", remove=(3, 17))

    def __new__(cls, name, bases, namespace, **kwargs):
        if name != "ByteString":
            cls._warn(cls)
        return super().__new__(cls, name, bases, namespace, **kwargs)

    def __instancecheck__(cls, instance):
        cls._warn()
        return super().__instancecheck__(instance)


class ByteString(Sequence, metaclass=_DeprecateByteStringMeta):
    """Deprecated: use Sequence, or Buffer."""

    __slots__ = ()


class MutableSequence(Sequence):
    """A sequence that __setitem__, __delitem__ and insert() change."""

    __slots__ = ()

    @abstractmethod
    def insert(self, index, value):
        """Insert a value before an index."""
        raise IndexError

    @abstractmethod
    def __delitem__(self, index):
        raise IndexError

    @abstractmethod
    def __setitem__(self, index, value):
        raise IndexError

    def append(self, value):
        """Add a value at the end."""
        self.insert(len(self), value)

    def extend(self, values):
        """Add all values at the end."""
        append = self.append
        for value in list(values) if values is self else values:
            append(value)

    def __iadd__(self, values):
        self.extend(values)
        return self

    def pop(self, index=-1):
        """Remove and return the value at an index, the last by default."""
        value = self[index]
        del self[index]
        return value

    def remove(self, value):
        """Remove the first item that equals the value, or raise ValueError."""
        del self[self.index(value)]

    def reverse(self):
        """Reverse in place."""
        low, high = 0, len(self) - 1
        while low < high:
            self[low], self[high] = self[high], self[low]
            low, high = low + 1, high - 1

    def clear(self):
        """Remove all values, one by one from the end."""
        try:
            while True:
                self.pop()
        except IndexError:
            return


# === the built-in types ===

def _adopt(abstract, *types):
    for kind in types:
        abstract.register(kind)


_adopt(Coroutine, coroutine)
_adopt(AsyncGenerator, async_generator)
_adopt(Generator, generator)
_adopt(
    Iterator, bytes_iterator, bytearray_iterator, dict_keyiterator, dict_valueiterator,
    dict_itemiterator, list_iterator, list_reverseiterator, range_iterator, longrange_iterator,
    set_iterator, str_iterator, tuple_iterator, zip_iterator,
)
_adopt(KeysView, dict_keys)
_adopt(ItemsView, dict_items)
_adopt(ValuesView, dict_values)
_adopt(Mapping, mappingproxy, framelocalsproxy, _Context)
_adopt(MutableMapping, dict)
_adopt(Sequence, tuple, str, bytes, range)
if hasattr(builtins, "memoryview"):
    _adopt(Sequence, builtins.memoryview)
_adopt(ByteString, bytes, bytearray)
_adopt(MutableSequence, list, bytearray)
