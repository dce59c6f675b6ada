"""Weak references, containers of them, and finalizers."""

import _collections_abc
from _weakref import (
    CallableProxyType, ProxyType, ReferenceType, _remove_dead_weakref, getweakrefcount,
    getweakrefs, proxy, ref,
)
from _weakrefset import WeakSet

__all__ = [
    "ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary", "ReferenceType",
    "ProxyType", "CallableProxyType", "ProxyTypes", "WeakValueDictionary", "WeakSet", "WeakMethod",
    "finalize",
]

ProxyTypes = (ProxyType, CallableProxyType)

_collections_abc.MutableSet.register(WeakSet)

_missing = object()


class WeakMethod(ref):
    """A reference to a bound method that lives as long as its object and its function."""

    __slots__ = ("_func_ref", "_meth_type", "_alive", "__weakref__")

    def __new__(cls, meth, callback=None):
        try:
            obj, func = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError(
                f"argument should be a bound method, not {type(meth)}"
            ) from None

        def dead(_):
            # Either of the two may die first; the callback is called once.
            self = own()
            if self is not None and self._alive:
                self._alive = False
                if callback is not None:
                    callback(self)

        self = ref.__new__(cls, obj, dead)
        self._func_ref = ref(func, dead)
        self._meth_type = type(meth)
        self._alive = True
        own = ref(self)
        return self

    def __call__(self):
        obj, func = super().__call__(), self._func_ref()
        if obj is None or func is None:
            return None
        return self._meth_type(func, obj)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if not (self._alive and other._alive):
            return self is other
        return ref.__eq__(self, other) and self._func_ref == other._func_ref

    def __ne__(self, other):
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    __hash__ = ref.__hash__


class KeyedRef(ref):
    """A reference that knows the key of a dictionary under which it stands."""

    __slots__ = ("key",)

    def __new__(type, ob, callback, key):
        self = ref.__new__(type, ob, callback)
        self.key = key
        return self

    def __init__(self, ob, callback, key):
        super().__init__(ob, callback)


def _merge(self, other):
    made = self.copy()
    made.update(other)
    return made


class WeakValueDictionary(_collections_abc.MutableMapping):
    """A mapping whose items go away when nothing else refers to their values."""

    def __init__(self, other=(), /, **kw):
        def remove(dead, owner=ref(self)):
            self = owner()
            if self is not None:
                # Only if it is still this one: the key may have got another value.
                _remove_dead_weakref(self.data, dead.key)

        self._remove = remove
        self.data = {}
        self.update(other, **kw)

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self.data[key] = KeyedRef(value, self._remove, key)

    def __delitem__(self, key):
        del self.data[key]

    def __len__(self):
        return len(self.data)

    def __iter__(self):
        for key, reference in self.data.copy().items():
            if reference() is not None:
                yield key

    keys = __iter__

    def __contains__(self, key):
        reference = self.data.get(key)
        return reference is not None and reference() is not None

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def get(self, key, default=None):
        """The value of a key, or the default."""
        reference = self.data.get(key)
        value = None if reference is None else reference()
        return default if value is None else value

    def items(self):
        """Iterate over the living (key, value) pairs."""
        for key, reference in self.data.copy().items():
            value = reference()
            if value is not None:
                yield key, value

    def values(self):
        """Iterate over the living values."""
        for _, value in self.items():
            yield value

    def itervaluerefs(self):
        """Iterate over the references to the values."""
        yield from self.data.copy().values()

    def valuerefs(self):
        """The references to the values, as list."""
        return list(self.data.copy().values())

    def copy(self):
        """A shallow copy."""
        made = WeakValueDictionary()
        for key, value in self.items():
            made[key] = value
        return made

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy
        made = self.__class__()
        for key, value in self.items():
            made[deepcopy(key, memo)] = value
        return made

    def popitem(self):
        """Remove and return some living (key, value) pair."""
        while True:
            key, reference = self.data.popitem()
            value = reference()
            if value is not None:
                return key, value

    def pop(self, key, *args):
        """Remove a key and return its value, or the default, or raise KeyError."""
        reference = self.data.pop(key, None)
        value = None if reference is None else reference()
        if value is not None:
            return value
        if args:
            return args[0]
        raise KeyError(key)

    def setdefault(self, key, default=None):
        """The value of a key, which is set to the default if it is missing."""
        value = self.get(key)
        if value is None:
            self[key] = value = default
        return value

    def update(self, other=None, /, **kwargs):
        """Set items from a mapping or from pairs, then from keywords."""
        if other is not None:
            source = other if hasattr(other, "items") else dict(other)
            for key, value in source.items():
                self[key] = value
        for key, value in kwargs.items():
            self[key] = value

    def __ior__(self, other):
        self.update(other)
        return self

    def __or__(self, other):
        return _merge(self, other) if isinstance(other, _collections_abc.Mapping) else (
            NotImplemented
        )

    def __ror__(self, other):
        if not isinstance(other, _collections_abc.Mapping):
            return NotImplemented
        made = self.__class__()
        for source in (other, self):
            made.update(source)
        return made


class WeakKeyDictionary(_collections_abc.MutableMapping):
    """A mapping whose items go away when nothing else refers to their keys."""

    def __init__(self, dict=None):
        def remove(dead, owner=ref(self)):
            self = owner()
            if self is not None:
                self.data.pop(dead, None)

        self.data = {}
        self._remove = remove
        if dict is not None:
            self.update(dict)

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __len__(self):
        return len(self.data)

    def __iter__(self):
        for key, _ in self.items():
            yield key

    keys = __iter__

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:  # no weak reference possible, so no key
            return False

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def get(self, key, default=None):
        """The value of a key, or the default."""
        return self.data.get(ref(key), default)

    def items(self):
        """Iterate over the (key, value) pairs whose key is alive."""
        for reference, value in self.data.copy().items():
            key = reference()
            if key is not None:
                yield key, value

    def values(self):
        """Iterate over the values whose key is alive."""
        for reference, value in self.data.copy().items():
            if reference() is not None:
                yield value

    def keyrefs(self):
        """The references to the keys, as list."""
        return list(self.data)

    def copy(self):
        """A shallow copy."""
        made = WeakKeyDictionary()
        for key, value in self.items():
            made[key] = value
        return made

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy
        made = self.__class__()
        for key, value in self.items():
            made[key] = deepcopy(value, memo)
        return made

    def popitem(self):
        """Remove and return some (key, value) pair whose key is alive."""
        while True:
            reference, value = self.data.popitem()
            key = reference()
            if key is not None:
                return key, value

    def pop(self, key, *args):
        """Remove a key and return its value, or the default, or raise KeyError."""
        return self.data.pop(ref(key), *args)

    def setdefault(self, key, default=None):
        """The value of a key, which is set to the default if it is missing."""
        return self.data.setdefault(ref(key, self._remove), default)

    def update(self, dict=None, /, **kwargs):
        """Set items from a mapping or from pairs, then from keywords."""
        if dict is not None:
            source = dict if hasattr(dict, "items") else type({})(dict)
            for key, value in source.items():
                self[key] = value
        if kwargs:
            self.update(kwargs)

    def __ior__(self, other):
        self.update(other)
        return self

    def __or__(self, other):
        return _merge(self, other) if isinstance(other, _collections_abc.Mapping) else (
            NotImplemented
        )

    def __ror__(self, other):
        if not isinstance(other, _collections_abc.Mapping):
            return NotImplemented
        made = self.__class__()
        for source in (other, self):
            made.update(source)
        return made


class finalize:
    """Calls a function when an object dies, or at exit; at most once.

    The finalizer itself needs not be kept: the registry holds it while it is alive.
    """

    __slots__ = ()
    _registry = {}
    _shutdown = False
    _count = 0
    _dirty = False
    _registered_with_atexit = False

    class _Info:
        __slots__ = ("weakref", "func", "args", "kwargs", "atexit", "index")

    def __init__(self, obj, func, /, *args, **kwargs):
        cls = finalize
        if not cls._registered_with_atexit:
            import atexit
            atexit.register(cls._exitfunc)
            cls._registered_with_atexit = True
        info = cls._Info()
        info.weakref = ref(obj, self)
        info.func, info.args, info.kwargs = func, args, kwargs or None
        info.atexit = True
        info.index = cls._count
        cls._count += 1
        cls._registry[self] = info
        cls._dirty = True

    def __call__(self, _=None):
        """Call the function and return its result, if the finalizer is still alive."""
        info = self._registry.pop(self, None)
        if info is not None and not self._shutdown:
            return info.func(*info.args, **(info.kwargs or {}))

    def _contents(self):
        info = self._registry.get(self)
        obj = None if info is None else info.weakref()
        return None if obj is None else (obj, info.func, info.args, info.kwargs or {})

    def detach(self):
        """Make it dead without a call; returns (obj, func, args, kwargs) if it was alive."""
        found = self._contents()
        if found is not None and self._registry.pop(self, None) is not None:
            return found

    def peek(self):
        """(obj, func, args, kwargs) if it is alive, else None."""
        return self._contents()

    @property
    def alive(self):
        """Is the call still to come?"""
        return self in self._registry

    @property
    def atexit(self):
        """Is the call made at exit, if the object lives until then?"""
        info = self._registry.get(self)
        return info is not None and info.atexit

    @atexit.setter
    def atexit(self, value):
        if (info := self._registry.get(self)) is not None:
            info.atexit = bool(value)

    def __repr__(self):
        info = self._registry.get(self)
        obj = None if info is None else info.weakref()
        if obj is None:
            return f"<{type(self).__name__} object at {id(self):#x}; dead>"
        return (
            f"<{type(self).__name__} object at {id(self):#x}; "
            f"for {type(obj).__name__!r} at {id(obj):#x}>"
        )

    @classmethod
    def _select_for_exit(cls):
        """The finalizers to call at exit, the newest last."""
        pending = [pair for pair in cls._registry.items() if pair[1].atexit]
        pending.sort(key=lambda pair: pair[1].index)
        return [finalizer for finalizer, _ in pending]

    @classmethod
    def _exitfunc(cls):
        """Call what is left, the newest first; a call may make or kill finalizers."""
        import gc
        restart = gc.isenabled()
        if cls._registry and restart:
            gc.disable()
        try:
            finalize._dirty = True
            while finalize._dirty or pending:
                if finalize._dirty:
                    finalize._dirty, pending = False, cls._select_for_exit()
                elif (finalizer := pending.pop()) in cls._registry:
                    try:
                        finalizer()
                    except Exception as error:
                        import sys
                        sys.excepthook(type(error), error, error.__traceback__)
        finally:
            finalize._shutdown = True
            if restart:
                gc.enable()
