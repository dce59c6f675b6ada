"""Attributes of classes without running code, hierarchies of classes, and closures."""

import builtins
import types
from collections import namedtuple
from functools import lru_cache
from weakref import ref

import inspect

__name__ = "inspect"  # where the names belong

_missing = inspect._sentinel

Attribute = namedtuple("Attribute", "name kind defining_class object")
ClosureVars = namedtuple("ClosureVars", "nonlocals globals builtins unbound")


# === static look-up ===

def _static_getmro(cls):
    return type.__dict__["__mro__"].__get__(cls)


_class_dict = inspect._get_dunder_dict_of_class


def _in_class(cls, name):
    """What the classes of an MRO have under a name."""
    for base in _static_getmro(cls):
        if _own_dict(type(base)) is _missing and name in _class_dict(base):
            return _class_dict(base)[name]
    return _missing


def _own_dict(cls):
    """What hides __dict__ in the classes of an MRO, or nothing."""
    return _shadowed_dict_from_weakref_mro_tuple(*map(ref, _static_getmro(cls)))


@lru_cache
def _shadowed_dict_from_weakref_mro_tuple(*references):
    for base in (reference() for reference in references):
        space = _class_dict(base)
        if "__dict__" in space:
            hidden = space["__dict__"]
            usual = (
                isinstance(hidden, types.GetSetDescriptorType) and hidden.__name__ == "__dict__"
                and hidden.__objclass__ is base
            )
            if not usual:
                return hidden
    return _missing


def _in_instance(obj, name):
    try:
        space = object.__getattribute__(obj, "__dict__")
    except AttributeError:
        return _missing
    return dict.get(space, name, _missing)


def getattr_static(obj, attr, default=_missing):
    """Find an attribute without descriptors, __getattr__ or __getattribute__.

    So it may give descriptors where getattr() gives values, and find less or more.
    """
    in_instance = _missing
    if type in _static_getmro(type(obj)):
        cls = obj
    else:
        cls = type(obj)
        hidden = _own_dict(cls)
        if hidden is _missing or type(hidden) is types.MemberDescriptorType:
            in_instance = _in_instance(obj, attr)
    in_class = _in_class(cls, attr)
    if in_instance is not _missing and in_class is not _missing:
        kind = type(in_class)
        if _in_class(kind, "__get__") is not _missing and (
            _in_class(kind, "__set__") is not _missing
            or _in_class(kind, "__delete__") is not _missing
        ):
            return in_class  # a data descriptor comes first
    if in_instance is not _missing:
        return in_instance
    if in_class is not _missing:
        return in_class
    if obj is cls:
        # The metaclass comes last.
        for base in _static_getmro(type(cls)):
            if _own_dict(type(base)) is _missing and attr in _class_dict(base):
                return _class_dict(base)[attr]
    if default is not _missing:
        return default
    raise AttributeError(attr)


def getmembers_static(object, predicate=None):
    """Like getmembers(), with getattr_static()."""
    return inspect._members(object, predicate, getattr_static)


def classify_class_attrs(cls):
    """All attributes of a class as (name, kind, defining class, object) tuples."""
    mro = inspect.getmro(cls)
    metas = tuple(base for base in inspect.getmro(type(cls)) if base not in (type, object))
    names = dir(cls)
    for base in mro:
        names += (
            name for name, value in base.__dict__.items()
            if isinstance(value, types.DynamicClassAttribute) and value.fget is not None
        )
    result, done = [], set()
    for name in names:
        found = _classify(cls, name, mro, metas, name in done)
        if found is not None:
            result.append(Attribute(name, *found))
            done.add(name)
    return result


def _classify(cls, name, mro, metas, seen):
    """(kind, defining class, object) of one attribute."""
    got = stored = None
    home = None
    if not seen:
        try:
            if name == "__dict__":
                raise Exception("__dict__ is special, don't want the proxy")
            got = getattr(cls, name)
        except Exception:
            pass
        else:
            home = getattr(got, "__objclass__", home)
            if home not in (cls, *mro):
                home = None
                for base in (cls, *mro):
                    if getattr(base, name, None) is got:
                        home = base
                for base in metas:
                    try:
                        if base.__getattr__(cls, name) is got:
                            home = base
                    except AttributeError:
                        continue
    for base in (*mro, *metas):
        if name in base.__dict__:
            stored = base.__dict__[name]
            home = base if home not in metas else home
            break
    if home is None:
        return None
    obj = got if got is not None else stored
    for kinds, label in (
        ((staticmethod, types.BuiltinMethodType), "static method"),
        ((classmethod, types.ClassMethodDescriptorType), "class method"),
        (property, "property"),
    ):
        if isinstance(stored, kinds):
            return label, home, stored
    return "method" if inspect.isroutine(obj) else "data", home, obj


# === hierarchies ===

def walktree(classes, children, parent):
    """The nested lists of getclasstree(), for some of the classes."""
    result = []
    classes.sort(key=lambda cls: (cls.__module__, cls.__name__))
    for cls in classes:
        result.append((cls, cls.__bases__))
        if cls in children:
            result.append(walktree(children[cls], children, cls))
    return result


def getclasstree(classes, unique=False):
    """Classes as nested lists: a list after a (class, bases) pair has its subclasses."""
    children, roots = {}, []
    for cls in classes:
        for base in cls.__bases__:
            below = children.setdefault(base, [])
            if cls not in below:
                below.append(cls)
            if unique and base in classes:
                break
        if not cls.__bases__ and cls not in roots:
            roots.append(cls)
    roots += (base for base in children if base not in classes)
    return walktree(roots, children, None)


# === closures ===

def getclosurevars(func):
    """What the names that a function does not define mean, by where they come from."""
    if inspect.ismethod(func):
        func = func.__func__
    if not inspect.isfunction(func):
        raise TypeError(f"{func!r} is not a Python function")
    code = func.__code__
    nonlocals = {
        name: cell.cell_contents
        for name, cell in zip(code.co_freevars, func.__closure__ or ())
    }
    space = func.__globals__
    known = space.get("__builtins__", builtins.__dict__)
    if inspect.ismodule(known):
        known = known.__dict__
    found_globals, found_builtins, unbound = {}, {}, set()
    names, attributes = _global_names(code)
    unbound.update(attributes)
    for name in names:
        if name in space:
            found_globals[name] = space[name]
        elif name in known:
            found_builtins[name] = known[name]
        else:
            unbound.add(name)
    return ClosureVars(nonlocals, found_globals, found_builtins, unbound)


def _global_names(code):
    """The names of a code object that are looked up as globals, and those that are attributes."""
    try:
        import dis
    except ImportError:
        return code.co_names, ()
    attributes, names = [], []
    for instruction in dis.get_instructions(code):
        if instruction.opname.startswith("LOAD_GLOBAL"):
            names.append(instruction.argval)
        elif "ATTR" in instruction.opname:
            attributes.append(instruction.argval)
    return names, attributes


def __getattr__(name):
    if name == "BufferFlags":
        import enum
        rows = dict(
            SIMPLE=0x0, WRITABLE=0x1, FORMAT=0x4, ND=0x8, STRIDES=0x18, C_CONTIGUOUS=0x38,
            F_CONTIGUOUS=0x58, ANY_CONTIGUOUS=0x98, INDIRECT=0x118, CONTIG=0x9, CONTIG_RO=0x8,
            STRIDED=0x19, STRIDED_RO=0x18, RECORDS=0x1D, RECORDS_RO=0x1C, FULL=0x11D,
            FULL_RO=0x11C, READ=0x100, WRITE=0x200,
        )
        made = enum.IntFlag("BufferFlags", rows, module="inspect")
        return globals().setdefault(name, made)
    raise AttributeError(f"module 'inspect' has no attribute {name!r}")
