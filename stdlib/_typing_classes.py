"""Classes that annotations define: NamedTuple, TypedDict, NewType; and the types of files."""

import sys
import types
from abc import abstractmethod
from collections import namedtuple
from _typing import Generic

import typing
from _typing_alias import _AnnotatedAlias, _GenericAlias
from _typing_check import _type_check, _type_convert

__all__ = []

__name__ = "typing"  # where the names belong

_missing = object()


def _caller(depth=2):
    """The module of the function's caller's caller."""
    try:
        return sys._getframemodulename(depth + 1) or "__main__"
    except AttributeError:
        return sys._getframe(depth + 1).f_globals.get("__name__", "__main__")


def _eager_annotate(found):
    """An __annotate__ for annotations that are known."""
    checked = {
        name: _type_check(value, f"field {name} annotation must be a type")
        for name, value in found.items()
    }

    def annotate(format, /):
        from annotationlib import Format, type_repr
        if format in (Format.VALUE, Format.FORWARDREF):
            return checked
        if format == Format.STRING:
            return {name: value if isinstance(value, str) else type_repr(value)
                    for name, value in found.items()}
        raise NotImplementedError(format)

    return annotate


def _lazy_annotate(original, check):
    """An __annotate__ that checks what another one gives."""
    def annotate(format, /):
        from annotationlib import Format, call_annotate_function
        found = call_annotate_function(original, format)
        if format == Format.STRING:
            return found
        return {name: check(name, value) for name, value in found.items()}

    return annotate


def _body_annotations(space):
    """(names, annotate function) of a class body; both may be empty."""
    if "__annotations__" in space:
        found = space["__annotations__"]
        return found, None
    annotate = space.get("__annotate__") or space.get("__annotate_func__")
    if annotate is None:
        return {}, None
    from annotationlib import Format, call_annotate_function
    return call_annotate_function(annotate, Format.FORWARDREF), annotate


# === NamedTuple ===

_FORBIDDEN = frozenset((
    "__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults",
    "_field_types", "_make", "_replace", "_asdict", "_source",
))
_IGNORED = frozenset((
    "__module__", "__name__", "__annotations__", "__annotate__", "__annotate_func__",
    "__annotations_cache__",
))


def _make_namedtuple(name, fields, annotate, module, defaults=()):
    made = namedtuple(name, fields, defaults=defaults, module=module)
    made.__annotate__ = made.__new__.__annotate__ = annotate
    return made


class NamedTupleMeta(type):
    """Makes a named tuple of a class body."""

    def __new__(cls, typename, bases, ns):
        assert _NamedTuple in bases
        if "__classcell__" in ns:
            raise TypeError("uses of super() and __class__ are unsupported in methods of "
                            "NamedTuple subclasses")
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError("can only inherit from a NamedTuple type and Generic")
        bases = tuple(tuple if base is _NamedTuple else base for base in bases)
        found, original = _body_annotations(ns)
        if original is None:
            annotate = _eager_annotate(found)
        else:
            def check(name, value):
                return _type_check(value, f"field {name} annotation must be a type")

            for name, value in found.items():
                check(name, value)
            annotate = _lazy_annotate(original, check)
        defaults = []
        for name in found:
            if name in ns:
                defaults.append(name)
            elif defaults:
                raise TypeError(
                    f"Non-default namedtuple field {name} cannot follow default "
                    f"field{'s' if len(defaults) > 1 else ''} {', '.join(defaults)}"
                )
        made = _make_namedtuple(
            typename, list(found), annotate, ns["__module__"], [ns[name] for name in defaults]
        )
        made.__bases__ = bases
        if Generic in bases:
            made.__class_getitem__ = classmethod(typing._generic_class_getitem)
        for key, value in ns.items():
            if key in _FORBIDDEN:
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key in _IGNORED:
                continue
            if key not in made._fields:
                setattr(made, key, value)
            _tell_name(value, made, key)
        if Generic in bases:
            made.__init_subclass__()
        return made


def _tell_name(value, owner, key):
    """Call __set_name__ as type.__new__ does."""
    try:
        hook = type(value).__set_name__
    except AttributeError:
        return
    try:
        hook(value, owner, key)
    except BaseException as error:
        error.add_note(
            f"Error calling __set_name__ on {type(value).__name__!r} "
            f"instance {key!r} in {owner.__name__!r}"
        )
        raise


def _functional_fields(kind, typename, fields, kwargs, empty, article):
    """The fields of a functional call; leaving them out is deprecated."""
    hint = f"`{typename} = {kind}({typename!r}, {empty})`".replace("{", "{{").replace("}", "}}")
    message = (
        "{name} is deprecated and will be disallowed in Python {remove}. "
        f"To create a {kind} class with 0 fields using the functional syntax, "
        f"pass an empty {article}, e.g. {hint}."
    )
    if fields is _missing:
        if kwargs:
            what = f"Creating {kind} classes using keyword arguments"
            message = (
                "{name} is deprecated and will be disallowed in Python {remove}. "
                "Use the class-based or functional syntax instead."
            )
        else:
            what = "Failing to pass a value for the 'fields' parameter"
    elif fields is None:
        if kwargs:
            raise TypeError(
                "Cannot pass `None` as the 'fields' parameter "
                "and also specify fields using keyword arguments"
            )
        what = "Passing `None` as the 'fields' parameter"
    elif kwargs:
        raise TypeError(
            f"Either list of fields or keywords can be provided to {kind}, not both"
        )
    else:
        return fields
    import warnings
    warnings._deprecated(what, message=message, remove=(3, 15))
    return kwargs.items()


def NamedTuple(typename, fields=_missing, /, **kwargs):
    """A named tuple with types: as base class, or NamedTuple("Point", [("x", int)])."""
    fields = _functional_fields("NamedTuple", typename, fields, kwargs, "[]", "list")
    pairs = {name: _type_convert(value, module=typename) for name, value in fields}
    made = _make_namedtuple(
        typename, list(pairs), _eager_annotate(pairs), module=_caller(1)
    )
    made.__orig_bases__ = (NamedTuple,)
    return made


_NamedTuple = type.__new__(NamedTupleMeta, "NamedTuple", (), {})


def _namedtuple_mro_entries(bases):
    assert NamedTuple in bases
    return (_NamedTuple,)


NamedTuple.__mro_entries__ = _namedtuple_mro_entries


# === TypedDict ===

def _qualifiers(annotation):
    """The Required, NotRequired and ReadOnly around a type."""
    while True:
        origin = typing.get_origin(annotation)
        if origin is typing.Annotated:
            annotation = annotation.__origin__
        elif origin in (typing.Required, typing.NotRequired, typing.ReadOnly):
            yield origin
            annotation, = typing.get_args(annotation)
        else:
            return


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError(
                    "cannot inherit from both a TypedDict type and a non-TypedDict base class"
                )
        generic = (Generic,) if any(issubclass(base, Generic) for base in bases) else ()
        own, original = _body_annotations(ns)
        ns_annotations = ns.pop("__annotations__", None)
        ns = {key: value for key, value in ns.items()
              if key not in ("__annotate__", "__annotate_func__")}
        made = type.__new__(_TypedDictMeta, name, (*generic, dict), ns)
        if not hasattr(made, "__orig_bases__"):
            made.__orig_bases__ = bases
        message = "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type"
        module = made.__module__

        def check(key, value):
            return _type_check(value, message, module=module)

        own_checked = {
            key: _type_check(value, message, owner=made, module=module)
            for key, value in own.items()
        }
        made.__annotate__ = _typeddict_annotate(made, bases, own, own_checked, original, check)
        required, optional = set(), set()
        readonly, mutable = set(), set()
        for base in bases:
            required |= base.__dict__.get("__required_keys__", set())
            optional |= base.__dict__.get("__optional_keys__", set())
            required -= base.__dict__.get("__optional_keys__", set())
            optional -= base.__dict__.get("__required_keys__", set())
            readonly |= base.__dict__.get("__readonly_keys__", set())
            mutable |= base.__dict__.get("__mutable_keys__", set())
        for key, value in own_checked.items():
            marks = set(_qualifiers(value))
            is_required = typing.Required in marks or total and typing.NotRequired not in marks
            (required if is_required else optional).add(key)
            (optional if is_required else required).discard(key)
            if typing.ReadOnly in marks:
                if key in mutable:
                    raise TypeError(
                        f"Cannot override mutable key {key!r} with read-only key"
                    )
                readonly.add(key)
            else:
                mutable.add(key)
                readonly.discard(key)
        assert required.isdisjoint(optional)
        made.__required_keys__ = frozenset(required)
        made.__optional_keys__ = frozenset(optional)
        made.__readonly_keys__ = frozenset(readonly)
        made.__mutable_keys__ = frozenset(mutable)
        made.__total__ = total
        return made

    __call__ = dict  # makes a plain dict

    def __subclasscheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")

    __instancecheck__ = __subclasscheck__


typing._TypedDictMeta = _TypedDictMeta


def _typeddict_annotate(made, bases, own, own_checked, original, check):
    """The __annotate__ of a TypedDict: also the keys of its bases."""
    def annotate(format, /):
        from annotationlib import Format, call_annotate_function, type_repr
        found = {}
        for base in bases:
            if base is Generic:
                continue
            function = base.__annotate__
            if function is not None:
                found.update(call_annotate_function(function, format, owner=base))
        if original is not None:
            mine = call_annotate_function(original, format, owner=made)
            if format != Format.STRING:
                mine = {key: check(key, value) for key, value in mine.items()}
        elif format == Format.STRING:
            mine = {key: value if isinstance(value, str) else type_repr(value)
                    for key, value in own.items()}
        elif format in (Format.FORWARDREF, Format.VALUE):
            mine = own_checked
        else:
            raise NotImplementedError(format)
        found.update(mine)
        return found

    return annotate


def TypedDict(typename, fields=_missing, /, *, total=True):
    """A dict with known keys: as base class, or TypedDict("Point", {"x": int})."""
    fields = _functional_fields("TypedDict", typename, fields, {}, "{}", "dictionary")
    space = {"__annotations__": dict(fields)}
    module = _caller(1)
    if module is not None:
        space["__module__"] = module
    made = _TypedDictMeta(typename, (), space, total=total)
    made.__orig_bases__ = (TypedDict,)
    return made


_TypedDict = type.__new__(_TypedDictMeta, "TypedDict", (), {})
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)


def is_typeddict(tp):
    """Is it a TypedDict?"""
    return isinstance(tp, _TypedDictMeta)


# === NewType ===

class NewType:
    """A type that only type checkers tell from its base: NewType("UserId", int)."""

    __call__ = staticmethod(typing._idfunc) if not isinstance(
        typing._idfunc, types.FunctionType) else typing._idfunc

    def __init__(self, name, tp):
        self.__qualname__ = name
        if "." in name:
            name = name.rpartition(".")[-1]
        self.__name__ = name
        self.__supertype__ = tp
        module = _caller(1)
        if module != "typing":
            self.__module__ = module

    def __mro_entries__(self, bases):
        name = self.__name__

        class Dummy:
            def __init_subclass__(cls):
                raise TypeError(
                    "Cannot subclass an instance of NewType. Perhaps you were looking for: "
                    f"`{cls.__name__} = NewType({cls.__name__!r}, {name})`"
                )

        return (Dummy,)

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __reduce__(self):
        return self.__qualname__

    def __or__(self, other):
        return typing.Union[self, other]

    def __ror__(self, other):
        return typing.Union[other, self]


# === files ===

class IO(Generic[typing.AnyStr]):
    """What open() returns, for annotations; TextIO and BinaryIO say more."""

    __slots__ = ()


def _abstract(cls, names, properties=()):
    for name in names:
        def method(self, *args, **kwargs):
            pass

        method.__name__, method.__qualname__ = name, f"{cls.__name__}.{name}"
        setattr(cls, name, abstractmethod(method))
    for name in properties:
        def getter(self):
            pass

        getter.__name__, getter.__qualname__ = name, f"{cls.__name__}.{name}"
        setattr(cls, name, property(abstractmethod(getter)))


_abstract(IO, (
    "close", "fileno", "flush", "isatty", "read", "readable", "readline", "readlines", "seek",
    "seekable", "tell", "truncate", "writable", "write", "writelines", "__enter__", "__exit__",
), ("mode", "name", "closed"))


class BinaryIO(IO[bytes]):
    """A binary file."""

    __slots__ = ()


class TextIO(IO[str]):
    """A text file."""

    __slots__ = ()


_abstract(BinaryIO, ("write", "__enter__"))
_abstract(TextIO, ("__enter__",), (
    "buffer", "encoding", "errors", "line_buffering", "newlines"
))
