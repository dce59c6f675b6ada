"""Decorators and functions for finished enumerations; `enum` loads them when they are asked for."""

import sys

from enum import Enum, EnumType, Flag, ReprEnum, StrEnum, _iter_bits_lsb, _high_bit
from enum import _is_dunder, _is_sunder, pickle_by_global_name

__name__ = "enum"  # where the names belong


class EnumCheck(StrEnum):
    """The conditions that verify() can check."""

    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


def _aliases(enumeration):
    return [
        (name, found.name) for name, found in enumeration.__members__.items()
        if name != found.name
    ]


def unique(enumeration):
    """Class decorator: no two names for the same value."""
    if aliases := _aliases(enumeration):
        shown = ", ".join(f"{alias} -> {name}" for alias, name in aliases)
        raise ValueError(f"duplicate values found in {enumeration!r}: {shown}")
    return enumeration


class verify:
    """Class decorator that checks some conditions of EnumCheck."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        name = enumeration.__name__
        if isinstance(enumeration, type) and issubclass(enumeration, Flag):
            kind = "flag"
        elif isinstance(enumeration, type) and issubclass(enumeration, Enum):
            kind = "enum"
        else:
            raise TypeError("the 'verify' decorator only works with Enum and Flag")
        run = {UNIQUE: _check_unique, CONTINUOUS: _check_continuous, NAMED_FLAGS: _check_named}
        for check in self.checks:
            run[check](enumeration, name, kind)
        return enumeration


def _check_unique(enumeration, name, kind):
    if aliases := _aliases(enumeration):
        shown = ", ".join(f"{alias} -> {found}" for alias, found in aliases)
        raise ValueError(f"aliases found in {enumeration!r}: {shown}")


def _check_continuous(enumeration, name, kind):
    values = {found.value for found in enumeration}
    if len(values) < 2:
        return
    low, high = min(values), max(values)
    if kind == "flag":
        wanted = (1 << place for place in range(_high_bit(low) + 1, _high_bit(high)))
    else:
        if not all(isinstance(value, int) for value in values):
            raise Exception(f"verify: unknown type {kind!r}")
        wanted = range(low + 1, high)
    missing = [value for value in wanted if value not in values]
    if missing:
        shown = ", ".join(map(str, missing))
        raise ValueError(f"invalid {kind} {name!r}: missing values {shown}"[:256])


def _check_named(enumeration, name, kind):
    members = enumeration._member_map_
    known = {found._value_ for found in members.values()}
    bad, absent = [], 0
    for alias, found in members.items():
        value = found._value_
        if alias in enumeration._member_names_ or value < 0:
            continue
        missed = [bit for bit in _iter_bits_lsb(value) if bit not in known]
        if missed:
            bad.append(alias)
            for bit in missed:
                absent |= bit
    if not bad:
        return
    if len(bad) == 1:
        what = f"alias {bad[0]} is missing"
    else:
        what = f"aliases {', '.join(bad[:-1])} and {bad[-1]} are missing"
    values = f"value {hex(absent)}" if absent.bit_count() == 1 else (
        f"combined values of {hex(absent)}"
    )
    raise ValueError(
        f"invalid Flag {name!r}: {what} {values} "
        "[use enum.show_flag_values(value) for details]"
    )


# === global enumerations ===

def global_enum_repr(self):
    """A repr that names the module instead of the class."""
    return f"{_module(self)}.{self._name_}"


def global_flag_repr(self):
    """A repr that names the module instead of the class."""
    module = _module(self)
    name = self.__class__.__name__
    if self._name_ is None:
        return f"{module}.{name}({self._value_})"
    parts = self._name_.split("|")
    if len(parts) == 1:
        return f"{module}.{self._name_}"
    return "|".join(part if part[0].isdigit() else f"{module}.{part}" for part in parts)


def _module(self):
    return self.__class__.__module__.split(".")[-1]


def global_str(self):
    """The plain name of the member."""
    if self._name_ is None:
        return f"{self.__class__.__name__}({self._value_!r})"
    return self._name_


def global_enum(cls, update_str=False):
    """Class decorator: members become global names of the module, and show themselves so."""
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    vars(sys.modules[cls.__module__]).update(cls.__members__)
    return cls


# === conversions ===

def _simple_enum(etype=Enum, *, boundary=None, use_args=None):
    """Class decorator that turns a plain class into an enumeration."""

    def convert(cls):
        space = EnumType.__prepare__(cls.__name__, (etype,))
        skipped = ("__dict__", "__weakref__", "__members__")
        for name, value in cls.__dict__.items():
            if name not in skipped:
                space[name] = value
        if "__qualname__" not in space:
            space["__qualname__"] = cls.__qualname__
        if use_args is not None:
            space["_use_args_"] = use_args
        return EnumType.__new__(EnumType, cls.__name__, (etype,), space, boundary=boundary)

    return convert


def _convert_(cls, name, module, filter, source=None, *, boundary=None, as_global=False):
    """Make an enumeration of those global names of a module that pass a filter."""
    target = sys.modules[module].__dict__
    origin = target if source is None else source.__dict__
    members = [(key, origin[key]) for key in origin if filter(key)]
    try:
        members.sort(key=lambda pair: (pair[1], pair[0]))
    except TypeError:
        members.sort(key=lambda pair: pair[0])
    made = cls(name, members, module=module, boundary=boundary)
    made.__reduce_ex__ = pickle_by_global_name
    if as_global:
        global_enum(made)
    else:
        vars(sys.modules[made.__module__]).update(made.__members__)
    target[name] = made
    return made


def _old_convert_(etype, name, module, filter, source=None, *, boundary=None):
    """Like EnumType._convert_, for one kind of enumeration."""
    return _convert_(etype, name, module, filter, source, boundary=boundary)


def _test_simple_enum(checked_enum, simple_enum):
    """TypeError if two enumerations that should be the same differ."""
    failed = []
    for name in ("_member_names_", "_member_type_"):
        if getattr(checked_enum, name) != getattr(simple_enum, name):
            failed.append(name)
    for name, found in checked_enum._member_map_.items():
        other = simple_enum._member_map_.get(name)
        if other is None or other._value_ != found._value_ or other._name_ != found._name_:
            failed.append(name)
    if failed:
        raise TypeError(f"enum mismatch: {', '.join(failed)}")
