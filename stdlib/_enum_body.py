"""What is allowed in the body of an enumeration, and the namespace that sees to it."""

from builtins import property as _bltin_property

__name__ = "enum"  # where the names belong

_missing = object()


class nonmember:
    """Keeps a value in the body of an enumeration from becoming a member."""

    def __init__(self, value):
        self.value = value


class member:
    """Makes a value in the body of an enumeration a member, whatever it is."""

    def __init__(self, value):
        self.value = value


# === what kind of name or value is it? ===

def _is_descriptor(obj):
    return any(hasattr(obj, name) for name in ("__get__", "__set__", "__delete__"))


def _wrapped_in(name, mark):
    size = len(mark)
    return (
        len(name) > 2 * size and name.startswith(mark) and name.endswith(mark)
        and name[size] != "_" and name[-size - 1] != "_"
    )


def _is_dunder(name):
    return _wrapped_in(name, "__")


def _is_sunder(name):
    return _wrapped_in(name, "_")


def _is_private(cls_name, name):
    prefix = f"_{cls_name}__"
    return len(name) > len(prefix) and name.startswith(prefix) and (
        name[-1] != "_" or name[-2] != "_"
    )


def _is_internal_class(cls_name, obj):
    """Is it a class defined in the body of the enumeration?"""
    if not isinstance(obj, type):
        return False
    path = getattr(obj, "__qualname__", "").split(".")
    return path[-2:-1] == [cls_name]


def _is_single_bit(num):
    return num > 0 and num & (num - 1) == 0


def _iter_bits_lsb(num):
    """The bits of a number as numbers, the least one first."""
    num = getattr(num, "_value_", num)
    if num < 0:
        raise ValueError(f"{num} is not a positive integer")
    while num:
        bit = num & -num
        yield bit
        num ^= bit


def _high_bit(value):
    return value.bit_length() - 1


def bin(num, max_bits=None):
    """Like the built-in, but with the sign as a bit in front: 0b1 0101 is ~10."""
    num = num.__index__()
    ceiling = 1 << num.bit_length()
    digits = f"{num if num >= 0 else ceiling + num:b}"
    if num < 0:
        digits = digits.rjust(num.bit_length(), "0")
    sign = "0" if num >= 0 else "1"
    width = max(max_bits or 0, num.bit_length(), 1 if num >= 0 else 0)
    return f"0b{sign} {digits.rjust(width, sign)[-width:] if width else ''}"


def show_flag_values(value):
    """The single bits of a flag's value, as list."""
    return list(_iter_bits_lsb(value))

class auto:
    """A value that is chosen by _generate_next_value_()."""

    def __init__(self, value=_missing):
        self.value = value

    def __repr__(self):
        return "auto(_auto_null)" if self.value is _missing else f"auto({self.value!r})"


_SUNDERS = frozenset((
    "_order_", "_generate_next_value_", "_numeric_repr_", "_missing_", "_ignore_",
    "_iter_member_", "_iter_member_by_value_", "_iter_member_by_def_", "_add_alias_",
    "_add_value_alias_", "_use_args_",
))


class EnumDict(dict):
    """The namespace of the body of an enumeration: it notes which names are members."""

    def __init__(self, cls_name=None):
        super().__init__()
        self._cls_name = cls_name
        self._member_names = {}  # used as ordered set
        self._last_values = []
        self._ignore = []
        self._auto_called = False

    def __setitem__(self, key, value):
        cls_name = self._cls_name
        if cls_name is not None and _is_private(cls_name, key):
            pass
        elif _is_sunder(key):
            value = self._special(key, value)
        elif _is_dunder(key):
            if key == "__order__":
                key = "_order_"
        elif key in self._member_names:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif cls_name is not None and _is_internal_class(cls_name, value):
            pass
        elif not _is_descriptor(value):
            if key in self:  # a method or property of the same name
                raise TypeError(f"{key!r} already defined as {self[key]!r}")
            value = self._new_member(key, value)
        dict.__setitem__(self, key, value)

    def _special(self, key, value):
        if key not in _SUNDERS:
            raise ValueError(
                f"_sunder_ names, such as {key!r}, are reserved for future Enum use"
            )
        if key == "_generate_next_value_":
            if self._auto_called:
                raise TypeError("_generate_next_value_ must be defined before members")
            function = getattr(value, "__func__", value)
            dict.__setitem__(self, "_generate_next_value", function)
        elif key == "_ignore_":
            value = value.replace(",", " ").split() if isinstance(value, str) else list(value)
            self._ignore = value
            known = set(value) & set(self._member_names)
            if known:
                raise ValueError(f"_ignore_ cannot specify already set names: {known!r}")
        return value

    def _new_member(self, key, value):
        if isinstance(value, member):
            value = value.value
        kind = type(value)
        if kind is auto:
            value = self._resolve(key, value)
        elif isinstance(value, tuple) and any(isinstance(item, auto) for item in value):
            parts = []
            for item in value:
                if isinstance(item, auto):
                    item = self._resolve(key, item)
                    self._last_values.append(item)
                parts.append(item)
            # a named tuple takes its items one by one
            value = kind(*parts) if hasattr(kind, "_fields") else kind(parts)
            self._member_names[key] = None
            if self._last_values[-1:] != [value]:
                return value
        self._member_names[key] = None
        self._last_values.append(value)
        return value

    def _resolve(self, key, chosen):
        if chosen.value is _missing:
            generate = self.get("_generate_next_value", _next_value)
            chosen.value = generate(key, 1, len(self._member_names), self._last_values[:])
            self._auto_called = True
        return chosen.value

    @_bltin_property
    def member_names(self):
        """The names that become members, in order."""
        return list(self._member_names)

    def update(self, members, *more_members, **more):
        """Set items one by one, so that each is looked at."""
        for source in (members, *more_members, more):
            pairs = source.items() if hasattr(source, "keys") else source
            for key, value in pairs:
                self[key] = value


def _next_value(name, start, count, last_values):
    """The highest value so far plus one."""
    if not last_values:
        return start
    try:
        highest = max(last_values)
    except TypeError:
        raise TypeError("unable to sort non-numeric values") from None
    try:
        return highest + 1
    except TypeError:
        raise TypeError(f"unable to increment {highest!r}") from None
