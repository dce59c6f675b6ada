"""Protocols: classes that say what others look like."""

import sys
from abc import ABCMeta, abstractmethod
from _typing import Generic, TypeVar

__all__ = []

__name__ = "typing"  # where the names belong

_SPECIAL = frozenset((
    "__parameters__", "__orig_bases__", "__orig_class__", "_is_protocol",
    "_is_runtime_protocol", "__protocol_attrs__", "__non_callable_proto_members__",
    "__type_params__", "__typing_is_deprecated_inherited_runtime_protocol__",
    "__abstractmethods__", "__annotations__", "__dict__", "__doc__", "__init__", "__module__",
    "__new__", "__slots__", "__subclasshook__", "__weakref__", "__class_getitem__",
    "__match_args__", "__static_attributes__", "__firstlineno__", "__annotate__",
    "__annotate_func__", "__annotations_cache__",
))
EXCLUDED_ATTRIBUTES = [*_SPECIAL, "_MutableMapping__marker"]

# Classes that protocols may inherit from although they are none.
_ALLOWED = {
    "collections.abc": (
        "Callable", "Awaitable", "Iterable", "Iterator", "AsyncIterable", "AsyncIterator",
        "Hashable", "Sized", "Container", "Collection", "Reversible", "Buffer",
    ),
    "contextlib": ("AbstractContextManager", "AbstractAsyncContextManager"),
    "io": ("Reader", "Writer"),
    "os": ("PathLike",),
}


def _get_protocol_attrs(cls):
    """The names that a protocol and its bases ask for."""
    found = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ("Protocol", "Generic"):
            continue
        names = [*base.__dict__]
        annotations = _annotations(base)
        for name in (*names, *annotations):
            if not name.startswith("_abc_") and name not in _SPECIAL and (
                name != "_MutableMapping__marker"
            ):
                found.add(name)
    return found


def _annotations(cls):
    try:
        return cls.__annotations__
    except Exception:
        from annotationlib import Format, get_annotations
        return get_annotations(cls, format=Format.FORWARDREF)


def _caller_module(depth):
    try:
        return sys._getframemodulename(depth + 1) or "__main__"
    except AttributeError:
        return sys._getframe(depth + 1).f_globals.get("__name__", "__main__")


def _allow_reckless_class_checks(depth=2):
    """May this caller use issubclass() with any protocol? The libraries for classes may."""
    return _caller_module(depth) in ("abc", "_py_abc", "functools", None)


def _no_init_or_replace_init(self, *args, **kwargs):
    """The __init__ of protocols: that of the next class in the MRO of the instance."""
    cls = type(self)
    if cls._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    if cls.__init__ is not _no_init_or_replace_init:
        return
    # The class is none and defines no __init__: look further, and remember.
    for base in cls.__mro__:
        init = base.__dict__.get("__init__", _no_init_or_replace_init)
        if init is not _no_init_or_replace_init:
            cls.__init__ = init
            break
    else:
        cls.__init__ = object.__init__
    cls.__init__(self, *args, **kwargs)


def _check_issubclass_argument(arg):
    if not isinstance(arg, type):
        raise TypeError("issubclass() arg 1 must be a class")


class _ProtocolMeta(ABCMeta):
    """Metaclass of protocols: isinstance() looks at the attributes."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        if name == "Protocol" and bases == (Generic,):
            pass
        elif Protocol in bases:
            for base in bases:
                if not (
                    base in (object, Generic)
                    or base.__name__ in _ALLOWED.get(base.__module__, ())
                    or issubclass(base, Generic) and getattr(base, "_is_protocol", False)
                ):
                    raise TypeError(
                        f"Protocols can only inherit from other protocols, got {base!r}"
                    )
        return super().__new__(mcls, name, bases, namespace, **kwargs)

    def __init__(cls, *args, **kwargs):
        if getattr(cls, "_is_protocol", False):
            cls.__protocol_attrs__ = _get_protocol_attrs(cls)

    def __subclasscheck__(cls, other):
        if cls is Protocol:
            return type.__subclasscheck__(cls, other)
        if getattr(cls, "_is_protocol", False) and not _allow_reckless_class_checks():
            if not getattr(cls, "_is_runtime_protocol", False):
                _check_issubclass_argument(other)
                raise TypeError(
                    "Instance and class checks can only be used with @runtime_checkable protocols"
                )
            if getattr(cls, "__typing_is_deprecated_inherited_runtime_protocol__", False):
                _warn_inherited(cls, 3)
            if cls.__non_callable_proto_members__ and (
                cls.__dict__.get("__subclasshook__") is _proto_hook
            ):
                _check_issubclass_argument(other)
                names = ", ".join(map(repr, sorted(cls.__non_callable_proto_members__)))
                raise TypeError(
                    "Protocols with non-method members don't support issubclass(). "
                    f"Non-method members: {names}."
                )
        return ABCMeta.__subclasscheck__(cls, other)

    def __instancecheck__(cls, instance):
        if cls is Protocol:
            return type.__instancecheck__(cls, instance)
        if not getattr(cls, "_is_protocol", False):
            return ABCMeta.__instancecheck__(cls, instance)
        if not getattr(cls, "_is_runtime_protocol", False) and (
            not _allow_reckless_class_checks()
        ):
            raise TypeError(
                "Instance and class checks can only be used with @runtime_checkable protocols"
            )
        if getattr(cls, "__typing_is_deprecated_inherited_runtime_protocol__", False):
            _warn_inherited(cls, 2)
        if ABCMeta.__instancecheck__(cls, instance):
            return True
        from inspect import getattr_static
        for name in cls.__protocol_attrs__:
            try:
                value = getattr_static(instance, name)
            except AttributeError:
                return False
            if value is None and name not in cls.__non_callable_proto_members__:
                return False  # None takes a method away
        return True


def _warn_inherited(cls, level):
    import warnings
    warnings.warn(
        f"{cls!r} isn't explicitly decorated with @runtime_checkable but it is used in "
        "issubclass() or isinstance(). Instance and class checks can only be used with "
        "@runtime_checkable protocols. This will raise a TypeError in Python 3.20.",
        DeprecationWarning, stacklevel=level + 1,
    )


@classmethod
def _proto_hook(cls, other):
    """The __subclasshook__ of protocols."""
    if not cls.__dict__.get("_is_protocol", False):
        return NotImplemented
    for name in cls.__protocol_attrs__:
        for base in other.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
            if issubclass(other, Generic) and getattr(other, "_is_protocol", False) and (
                name in _annotations(base)
            ):
                break
        else:
            return NotImplemented
    return True


class Protocol(Generic, metaclass=_ProtocolMeta):
    """Base class of protocols: a class fits that has the members, related or not."""

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get("_is_protocol", False):
            cls._is_protocol = any(base is Protocol for base in cls.__bases__)
        if "__subclasshook__" not in cls.__dict__:
            cls.__subclasshook__ = _proto_hook
        if cls._is_protocol and cls.__init__ is Protocol.__init__:
            cls.__init__ = _no_init_or_replace_init


import typing as _typing_module

_typing_module.Protocol = Protocol


def runtime_checkable(cls):
    """Class decorator that lets isinstance() be used with a protocol."""
    if not (isinstance(cls, type) and issubclass(cls, Generic)) or not (
        getattr(cls, "_is_protocol", False)
    ):
        raise TypeError(
            f"@runtime_checkable can be only applied to protocol classes, got {cls!r}"
        )
    cls._is_runtime_protocol = True
    if hasattr(cls, "__typing_is_deprecated_inherited_runtime_protocol__"):
        cls.__typing_is_deprecated_inherited_runtime_protocol__ = False
    cls.__non_callable_proto_members__ = set()
    for name in cls.__protocol_attrs__:
        try:
            is_method = callable(getattr(cls, name, None))
        except Exception as error:
            raise TypeError(
                f"Failed to determine whether protocol member {name!r} is a method member"
            ) from error
        if not is_method:
            cls.__non_callable_proto_members__.add(name)
    return cls


def is_protocol(tp, /):
    """Is it a protocol (and not Protocol itself)?"""
    return (
        isinstance(tp, type) and getattr(tp, "_is_protocol", False) and tp is not Protocol
        and tp != Protocol
    )


def get_protocol_members(tp, /):
    """The names that a protocol asks for."""
    if not is_protocol(tp):
        raise TypeError(f"{tp!r} is not a Protocol")
    return frozenset(tp.__protocol_attrs__)


# === protocols of the language ===

def _supports(name, method, result, doc, *params):
    def body(self, *args):
        pass

    body.__name__, body.__qualname__ = method, f"{name}.{method}"
    body.__annotations__ = {"return": result}
    space = {
        "__doc__": doc, "__slots__": (), method: abstractmethod(body), "__module__": "typing",
        "__qualname__": name,
    }
    bases = (Protocol,)
    if params:
        space["__orig_bases__"] = (Protocol[params],)
        bases = (Protocol, Generic)
    return runtime_checkable(_ProtocolMeta(name, bases, space))


_T_co = _typing_module.T_co
SupportsInt = _supports("SupportsInt", "__int__", int, "Has __int__.")
SupportsFloat = _supports("SupportsFloat", "__float__", float, "Has __float__.")
SupportsComplex = _supports("SupportsComplex", "__complex__", complex, "Has __complex__.")
SupportsBytes = _supports("SupportsBytes", "__bytes__", bytes, "Has __bytes__.")
SupportsIndex = _supports("SupportsIndex", "__index__", int, "Has __index__.")
SupportsAbs = _supports("SupportsAbs", "__abs__", _T_co, "Has __abs__.", _T_co)
SupportsRound = _supports("SupportsRound", "__round__", _T_co, "Has __round__.", _T_co)
