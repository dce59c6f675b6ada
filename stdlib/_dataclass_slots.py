"""@dataclass(slots=True): the class is made again, with __slots__."""

import sys
from types import FunctionType, GetSetDescriptorType, MemberDescriptorType

__all__ = ["add_slots"]


def _slots_of(cls):
    """The names of the slots that a class itself has."""
    slots = cls.__dict__.get("__slots__")
    if slots is None:
        # A class made in C has slots for what its instances show as members.
        if getattr(cls, "__weakrefoffset__", -1) != 0:
            yield "__weakref__"
        if getattr(cls, "__dictoffset__", -1) != 0:
            yield "__dict__"
    elif isinstance(slots, str):
        yield slots
    elif hasattr(slots, "__next__"):
        raise TypeError(f"Slots of '{cls.__name__}' cannot be determined")
    else:
        yield from slots


def add_slots(cls, frozen, weakref_slot, fields):
    """A copy of the class that has slots for its fields."""
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    inherited = {name for base in cls.__mro__[1:-1] for name in _slots_of(base)}
    names = {f.name: f.doc for f in fields if f.name not in inherited}
    if weakref_slot and "__weakref__" not in inherited:
        names["__weakref__"] = None
    space = dict(cls.__dict__)
    for f in fields:
        space.pop(f.name, None)
    space.pop("__dict__", None)
    space.pop("__weakref__", None)
    space["__slots__"] = names if any(names.values()) else tuple(names)
    made = type(cls)(cls.__name__, cls.__bases__, space)
    made.__qualname__ = cls.__qualname__
    if frozen:
        import dataclasses
        for name in ("__getstate__", "__setstate__"):
            if name not in space:
                setattr(made, name, getattr(dataclasses, f"_dataclass_{name.strip('_')}"))
    _move_class_cells(cls, made)
    # The old namespace may live on in closures; the old class must not live on with it.
    if hasattr(sys, "_clear_type_descriptors"):
        sys._clear_type_descriptors(cls)
    return made


def _move_class_cells(old, new):
    """Let super() and __class__ in the methods mean the new class."""
    for value in new.__dict__.values():
        for function in _functions(value):
            for cell in function.__closure__ or ():
                try:
                    found = cell.cell_contents
                except ValueError:
                    continue
                if found is old:
                    cell.cell_contents = new


def _functions(value):
    """The functions inside of an attribute of a class."""
    while hasattr(value, "__wrapped__"):
        value = value.__wrapped__
    if isinstance(value, FunctionType):
        yield value
    elif isinstance(value, (staticmethod, classmethod)):
        yield from _functions(value.__func__)
    elif isinstance(value, property):
        for part in (value.fget, value.fset, value.fdel):
            if part is not None:
                yield from _functions(part)
    elif not isinstance(value, (type, MemberDescriptorType, GetSetDescriptorType)):
        for name in dir(type(value)) if hasattr(type(value), "__get__") else ():
            part = getattr(value, name, None)
            if isinstance(part, FunctionType):
                yield part
