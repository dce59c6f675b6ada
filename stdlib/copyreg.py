"""How objects are taken apart for pickling and copying."""

__all__ = ["add_extension", "clear_extension_cache", "constructor", "pickle", "remove_extension"]

dispatch_table = {}


def pickle(ob_type, pickle_function, constructor_ob=None):
    """Declare a function that takes instances of a type apart, like __reduce__."""
    if not callable(pickle_function):
        raise TypeError("reduction functions must be callable")
    if constructor_ob is not None:
        constructor(constructor_ob)
    dispatch_table[ob_type] = pickle_function


def constructor(object):
    """Check that an object can be called."""
    if callable(object):
        return
    raise TypeError("constructors must be callable")


def pickle_complex(c):
    """The parts of a complex number."""
    return complex, (c.real, c.imag)


def pickle_union(obj):
    """The parts of a union of types."""
    from operator import getitem
    return getitem, (type(obj), obj.__args__)


def pickle_super(obj):
    """The parts of a super object."""
    return super, (obj.__thisclass__, obj.__self__)


pickle(complex, pickle_complex)
pickle(type(int | str), pickle_union)
pickle(super, pickle_super)


def __newobj__(cls, *args):
    """What copies of protocol 2 are made with."""
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    """What copies of protocol 4 with keyword arguments are made with."""
    return cls.__new__(cls, *args, **kwargs)


# === protocols 0 and 1 ===

def _reconstructor(cls, base, state):
    if base is object:
        return object.__new__(cls)
    made = base.__new__(cls, state)
    if base.__init__ != object.__init__:
        base.__init__(made, state)
    return made


_HEAPTYPE = 1 << 9
_new_type = type(int.__new__)


def _reduce_ex(self, proto):
    assert proto < 2
    cls = self.__class__
    for base in cls.__mro__:
        if hasattr(base, "__flags__") and not base.__flags__ & _HEAPTYPE:
            break
        new = base.__new__
        if isinstance(new, _new_type) and new.__self__ is base:
            break
    else:
        base = object
    if base is object:
        state = None
    elif base is cls:
        raise TypeError(f"cannot pickle {cls.__name__!r} object")
    else:
        state = base(self)
    args = cls, base, state
    getstate = getattr(self, "__getstate__", None)
    if getstate is None or type(self).__getstate__ is object.__getstate__:
        if getattr(self, "__slots__", None):
            raise TypeError(
                f"cannot pickle {cls.__name__!r} object: a class that defines __slots__ without "
                f"defining __getstate__ cannot be pickled with protocol {proto}"
            )
        found = getattr(self, "__dict__", None)
    else:
        if getattr(self, "__slots__", None) and getattr(self, "__getstate__", None) is None:
            raise TypeError("a class that defines __slots__ without defining __getstate__ "
                            f"cannot be pickled with protocol {proto}")
        found = getstate()
    return (_reconstructor, args, found) if found else (_reconstructor, args)


# === slots ===

def _slotnames(cls):
    """The names of all slots of a class and its bases, as attributes; remembered in the class."""
    known = cls.__dict__.get("__slotnames__")
    if known is not None:
        return known
    names = []
    for base in cls.__mro__ if hasattr(cls, "__slots__") else ():
        slots = base.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name in ("__dict__", "__weakref__"):
                continue
            if name.startswith("__") and not name.endswith("__"):
                owner = base.__name__.lstrip("_")
                name = f"_{owner}{name}" if owner else name
            names.append(name)
    try:
        cls.__slotnames__ = names
    except Exception:
        pass
    return names


# === extension codes ===

_extension_registry = {}
_inverted_registry = {}
_extension_cache = {}


def add_extension(module, name, code):
    """Give a global name a number that pickles use for it."""
    code = int(code)
    if not 1 <= code <= 0x7FFFFFFF:
        raise ValueError("code out of range")
    key = module, name
    if _extension_registry.get(key) == code and _inverted_registry.get(code) == key:
        return
    if key in _extension_registry:
        raise ValueError(
            f"key {key} is already registered with code {_extension_registry[key]}"
        )
    if code in _inverted_registry:
        raise ValueError(f"code {code} is already in use for key {_inverted_registry[code]}")
    _extension_registry[key] = code
    _inverted_registry[code] = key


def remove_extension(module, name, code):
    """Take a number back, mostly for tests."""
    key = module, name
    if _extension_registry.get(key) != code or _inverted_registry.get(code) != key:
        raise ValueError(f"key {key} is not registered with code {code}")
    del _extension_registry[key], _inverted_registry[code]
    _extension_cache.pop(code, None)


def clear_extension_cache():
    """Forget the objects that numbers were resolved to."""
    _extension_cache.clear()
