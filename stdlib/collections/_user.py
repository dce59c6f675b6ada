"""UserDict, UserList and UserString: bases for classes that behave like the built-in ones."""

from _collections_abc import Mapping, MutableMapping, MutableSequence, Sequence

__all__ = ["UserDict", "UserList", "UserString"]

__name__ = "collections"  # where the classes belong


class UserDict(MutableMapping):
    """A dict that is easy to inherit from: every change goes through __setitem__."""

    def __init__(self, dict=None, /, **kwargs):
        self.data = {}
        for source in (dict, kwargs or None):
            if source is not None:
                self.update(source)

    def __repr__(self):
        return repr(self.data)

    def __contains__(self, key):
        return key in self.data

    def __iter__(self):
        return iter(self.data)

    def __len__(self):
        return len(self.data)

    def __getitem__(self, key):
        if key in self.data:
            return self.data[key]
        missing = getattr(self.__class__, "__missing__", None)
        if missing is None:
            raise KeyError(key)
        return missing(self, key)

    def __setitem__(self, key, item):
        self.data[key] = item

    def __delitem__(self, key):
        del self.data[key]

    def get(self, key, default=None):
        """The value of a key, or the default; __missing__ is not asked."""
        return self[key] if key in self else default

    def __or__(self, other):
        other = _plain(other, UserDict, dict)
        return other if other is NotImplemented else self.__class__(self.data | other)

    def __ror__(self, other):
        other = _plain(other, UserDict, dict)
        return other if other is NotImplemented else self.__class__(other | self.data)

    def __ior__(self, other):
        self.data |= other.data if isinstance(other, UserDict) else other
        return self

    def __copy__(self):
        made = self.__class__.__new__(self.__class__)
        made.__dict__.update(self.__dict__)
        made.__dict__["data"] = self.data.copy()
        return made

    def copy(self):
        """A shallow copy."""
        if self.__class__ is UserDict:
            return UserDict(self.data.copy())
        import copy
        held, self.data = self.data, {}
        try:
            made = copy.copy(self)
        finally:
            self.data = held
        made.update(self)
        return made

    @classmethod
    def fromkeys(cls, iterable, value=None):
        """A new one with these keys, all with the same value."""
        made = cls()
        for key in iterable:
            made[key] = value
        return made


def _plain(value, wrapper, kind):
    """The wrapped or plain value, or NotImplemented if it is neither."""
    if isinstance(value, wrapper):
        return value.data
    return value if isinstance(value, kind) else NotImplemented


def _compare(name):
    """A comparison method that compares the wrapped list."""

    def method(self, other):
        other = other.data if isinstance(other, UserList) else other
        value = getattr(self.data, name)(other)
        return value if value is NotImplemented else bool(value)

    method.__name__ = name
    method.__qualname__ = f"UserList.{name}"
    return method


class UserList(MutableSequence):
    """A list that is easy to inherit from: it wraps the list in `data`."""

    def __init__(self, initlist=None):
        self.data = []
        if isinstance(initlist, UserList):
            self.data[:] = initlist.data[:]
        elif isinstance(initlist, list):
            self.data[:] = initlist
        elif initlist is not None:
            self.data = list(initlist)

    def __repr__(self):
        return repr(self.data)

    __lt__, __le__, __eq__, __ne__, __gt__, __ge__ = map(
        _compare, ("__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__")
    )
    __hash__ = None

    def __contains__(self, item):
        return item in self.data

    def __len__(self):
        return len(self.data)

    def __getitem__(self, i):
        found = self.data[i]
        return self.__class__(found) if isinstance(i, slice) else found

    def __setitem__(self, i, item):
        self.data[i] = item

    def __delitem__(self, i):
        del self.data[i]

    def __add__(self, other):
        return self.__class__(self.data + _as_list(other, self.data))

    def __radd__(self, other):
        return self.__class__(_as_list(other, self.data) + self.data)

    def __iadd__(self, other):
        self.data += _as_list(other, self.data)
        return self

    def __imul__(self, n):
        self.data *= n
        return self

    def __mul__(self, n):
        made = self.data * n
        return self.__class__(made)

    __rmul__ = __mul__

    def __copy__(self):
        made = self.__class__.__new__(self.__class__)
        made.__dict__.update(self.__dict__)
        made.__dict__["data"] = self.data[:]
        return made

    def copy(self):
        """A shallow copy."""
        return self.__class__(self)

    def append(self, item):
        """Add an item at the end."""
        self.data.append(item)

    def insert(self, i, item):
        """Insert an item before an index."""
        self.data.insert(i, item)

    def extend(self, other):
        """Add all items at the end."""
        self.data.extend(other.data if isinstance(other, UserList) else other)

    def pop(self, i=-1):
        """Remove and return the item at an index, the last by default."""
        return self.data.pop(i)

    def remove(self, item):
        """Remove the first item that is equal."""
        self.data.remove(item)

    def clear(self):
        """Remove all items."""
        self.data.clear()

    def count(self, item):
        """How many items are equal to this one?"""
        return self.data.count(item)

    def index(self, item, *args):
        """The index of the first item that is equal."""
        return self.data.index(item, *args)

    def reverse(self):
        """Reverse in place."""
        self.data.reverse()

    def sort(self, /, *args, **kwds):
        """Sort in place."""
        self.data.sort(*args, **kwds)


def _as_list(other, model):
    if isinstance(other, UserList):
        return other.data
    return other if isinstance(other, type(model)) else list(other)


def _text(value):
    return value.data if isinstance(value, UserString) else value


def _forward(name, wrap):
    """A method that calls the one of the wrapped str, with UserStrings unwrapped."""
    call = getattr(str, name)

    def method(self, *args, **kwds):
        result = call(self.data, *map(_text, args), **kwds)
        return self.__class__(result) if wrap else result

    method.__name__ = name
    method.__qualname__ = f"UserString.{name}"
    method.__doc__ = f"Like str.{name}()."
    return method


def _through(name, function):
    """A method that applies a function to the wrapped str."""

    def method(self):
        return function(self.data)

    method.__name__ = name
    method.__qualname__ = f"UserString.{name}"
    return method


class UserString(Sequence):
    """A str that is easy to inherit from: it wraps the str in `data`."""

    def __init__(self, seq):
        if isinstance(seq, UserString):
            self.data = seq.data[:]
        else:
            self.data = seq if isinstance(seq, str) else str(seq)

    __str__ = _through("__str__", str)
    __repr__ = _through("__repr__", repr)
    __hash__ = _through("__hash__", hash)
    __int__ = _through("__int__", int)
    __float__ = _through("__float__", float)
    __complex__ = _through("__complex__", complex)

    def __getnewargs__(self):
        return (self.data[:],)

    def __eq__(self, string):
        return self.data == _text(string)

    def __lt__(self, string):
        return self.data < _text(string)

    def __le__(self, string):
        return self.data <= _text(string)

    def __gt__(self, string):
        return self.data > _text(string)

    def __ge__(self, string):
        return self.data >= _text(string)

    def __contains__(self, char):
        return _text(char) in self.data

    def __len__(self):
        return len(self.data)

    def __getitem__(self, index):
        return self.__class__(self.data[index])

    def __add__(self, other):
        tail = other if isinstance(other, str) else str(other)
        return self.__class__(self.data + tail)

    def __radd__(self, other):
        head = other if isinstance(other, str) else str(other)
        return self.__class__(head + self.data)

    def __mod__(self, args):
        return self.__class__(self.data % args)

    def __rmod__(self, template):
        return self.__class__(str(template) % self)

    def __mul__(self, n):
        return self.__class__(self.data * n)

    __rmul__ = __mul__

    def encode(self, encoding="utf-8", errors="strict"):
        """The bytes in an encoding; None stands for the defaults."""
        return self.data.encode(encoding or "utf-8", errors or "strict")

    def count(self, sub, start=0, end=None):
        """How often does a substring occur?"""
        return self.data.count(_text(sub), start, end)

    def find(self, sub, start=0, end=None):
        """The first index of a substring, or -1."""
        return self.data.find(_text(sub), start, end)

    def rfind(self, sub, start=0, end=None):
        """The last index of a substring, or -1."""
        return self.data.rfind(_text(sub), start, end)

    def index(self, sub, start=0, end=None):
        """The first index of a substring, or ValueError."""
        return self.data.index(_text(sub), start, end)

    def rindex(self, sub, start=0, end=None):
        """The last index of a substring, or ValueError."""
        return self.data.rindex(_text(sub), start, end)

    def join(self, seq):
        """The items of an iterable of strings, with this one between them."""
        return self.data.join(seq)

    maketrans = str.maketrans


for _name in (
    "capitalize casefold center expandtabs ljust lower lstrip removeprefix removesuffix "
    "replace rjust rstrip strip swapcase title translate upper zfill"
).split():
    setattr(UserString, _name, _forward(_name, True))
for _name in (
    "endswith format format_map isalnum isalpha isascii isdecimal isdigit isidentifier "
    "islower isnumeric isprintable isspace istitle isupper partition rpartition rsplit split "
    "splitlines startswith"
).split():
    setattr(UserString, _name, _forward(_name, False))
del _name
