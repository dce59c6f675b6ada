"""Type annotations at run time: special forms, generic classes, protocols.

Type parameters and unions are native (`_typing`); the rest is in private modules: aliases in
`_typing_alias`, protocols in `_typing_protocol`, NamedTuple and TypedDict in `_typing_classes`,
and what is used on annotations in `_typing_hints`.
"""

import copyreg

from _typing import (
    Generic, NoDefault, ParamSpec, ParamSpecArgs, ParamSpecKwargs, TypeAliasType, TypeVar,
    TypeVarTuple, Union, _idfunc,
)
from types import GenericAlias

from _typing_alias import (
    Annotated, Any, Callable, ClassVar, Concatenate, Final, Literal, LiteralString, Never,
    NoReturn, NotRequired, Optional, ReadOnly, Required, Self, Tuple, TypeAlias, TypeGuard, TypeIs,
    Unpack, _AnnotatedAlias, _BaseGenericAlias, _CallableGenericAlias, _CallableType,
    _ConcatenateGenericAlias, _DeprecatedGenericAlias, _Final, _GenericAlias, _LiteralGenericAlias,
    _NotIterable, _SpecialForm, _SpecialGenericAlias, _TupleType, _TypedCacheSpecialForm,
    _UnionGenericAlias, _UnpackGenericAlias, _cleanups,
)
from _typing_check import (
    _check_generic_specialization, _collect_type_parameters, _is_param_expr, _is_typevar_like,
    _is_unpacked_typevartuple, _make_forward_ref, _make_union, _type_check, _type_convert,
    _type_repr, _unpack_args,
)
from _typing_subst import (
    _generic_class_getitem, _generic_init_subclass, _paramspec_prepare_subst, _paramspec_subst,
    _typevar_subst, _typevartuple_prepare_subst,
)

__all__ = [
    # special forms and type parameters
    "Annotated", "Any", "Callable", "ClassVar", "Concatenate", "Final", "ForwardRef", "Generic",
    "Literal", "Optional", "ParamSpec", "Protocol", "Tuple", "Type", "TypeVar", "TypeVarTuple",
    "Union",
    # abstract base classes
    "AbstractSet", "ByteString", "Container", "ContextManager", "Hashable", "ItemsView",
    "Iterable", "Iterator", "KeysView", "Mapping", "MappingView", "MutableMapping",
    "MutableSequence", "MutableSet", "Sequence", "Sized", "ValuesView", "Awaitable",
    "AsyncIterator", "AsyncIterable", "Coroutine", "Collection", "AsyncGenerator",
    "AsyncContextManager",
    # protocols
    "Reversible", "SupportsAbs", "SupportsBytes", "SupportsComplex", "SupportsFloat",
    "SupportsIndex", "SupportsInt", "SupportsRound",
    # collections and other classes
    "ChainMap", "Counter", "Deque", "Dict", "DefaultDict", "List", "OrderedDict", "Set",
    "FrozenSet", "NamedTuple", "TypedDict", "Generator", "BinaryIO", "IO", "Match", "Pattern",
    "TextIO",
    # the rest
    "AnyStr", "assert_type", "assert_never", "cast", "clear_overloads", "dataclass_transform",
    "evaluate_forward_ref", "final", "get_args", "get_origin", "get_overloads",
    "get_protocol_members", "get_type_hints", "is_protocol", "is_typeddict", "LiteralString",
    "Never", "NewType", "no_type_check", "no_type_check_decorator", "NoDefault", "NoReturn",
    "NotRequired", "overload", "override", "ParamSpecArgs", "ParamSpecKwargs", "ReadOnly",
    "Required", "reveal_type", "runtime_checkable", "Self", "Text", "TYPE_CHECKING", "TypeAlias",
    "TypeGuard", "TypeIs", "TypeAliasType", "Unpack",
]

TYPE_CHECKING = False
Text = str

T = TypeVar("T")
KT = TypeVar("KT")
VT = TypeVar("VT")
T_co = TypeVar("T_co", covariant=True)
V_co = TypeVar("V_co", covariant=True)
VT_co = TypeVar("VT_co", covariant=True)
T_contra = TypeVar("T_contra", contravariant=True)
CT_co = TypeVar("CT_co", covariant=True, bound=type)
AnyStr = TypeVar("AnyStr", bytes, str)


# === aliases of classes, made when they are asked for ===

_ABSTRACT = {
    # name: number of parameters
    "Hashable": 0, "Sized": 0, "Awaitable": 1, "Coroutine": 3, "AsyncIterable": 1,
    "AsyncIterator": 1, "Iterable": 1, "Iterator": 1, "Reversible": 1, "Container": 1,
    "Collection": 1, "MutableSet": 1, "Mapping": 2, "MutableMapping": 2, "Sequence": 1,
    "MutableSequence": 1, "MappingView": 1, "KeysView": 1, "ItemsView": 2, "ValuesView": 1,
}
_BUILT_IN = {
    "List": (list, 1), "Set": (set, 1), "FrozenSet": (frozenset, 1), "Dict": (dict, 2),
    "Type": (type, 1),
}
_COLLECTIONS = {
    "Deque": ("deque", 1), "DefaultDict": ("defaultdict", 2), "OrderedDict": ("OrderedDict", 2),
    "Counter": ("Counter", 1), "ChainMap": ("ChainMap", 2),
}
_DOCUMENTED = "A generic version of {}."

_ELSEWHERE = {
    **dict.fromkeys((
        "Protocol", "_ProtocolMeta", "runtime_checkable", "get_protocol_members", "is_protocol",
        "SupportsAbs", "SupportsBytes", "SupportsComplex", "SupportsFloat", "SupportsIndex",
        "SupportsInt", "SupportsRound", "_get_protocol_attrs", "_no_init_or_replace_init",
        "_proto_hook", "_allow_reckless_class_checks", "EXCLUDED_ATTRIBUTES",
    ), "_typing_protocol"),
    **dict.fromkeys((
        "NamedTuple", "NamedTupleMeta", "TypedDict", "_TypedDictMeta", "_TypedDict", "NewType",
        "is_typeddict", "IO", "TextIO", "BinaryIO", "_NamedTuple",
    ), "_typing_classes"),
    **dict.fromkeys((
        "get_type_hints", "get_origin", "get_args", "evaluate_forward_ref", "no_type_check",
        "no_type_check_decorator", "overload", "get_overloads", "clear_overloads", "final",
        "assert_never", "assert_type", "reveal_type", "dataclass_transform", "override",
        "_eval_type", "_strip_annotations", "_overload_dummy", "_overload_registry",
        "_ASSERT_NEVER_REPR_MAX_LENGTH",
    ), "_typing_hints"),
}


def __getattr__(name):
    value = _make(name)
    if value is None:
        raise AttributeError(f"module 'typing' has no attribute {name!r}")
    return globals().setdefault(name, value)


def _pickle_parameters(params):
    return type(params), (params.__origin__,)


copyreg.pickle(ParamSpecArgs, _pickle_parameters)
copyreg.pickle(ParamSpecKwargs, _pickle_parameters)


def _deprecation_warning_for_no_type_params_passed(funcname):
    import warnings
    warnings.warn(
        f"Failing to pass a value to the 'type_params' parameter of {funcname!r} is deprecated, "
        f"as it leads to incorrect behaviour when calling {funcname} on a stringified "
        "annotation that references a PEP 695 type parameter. It will be disallowed in "
        "Python 3.15.", DeprecationWarning, stacklevel=3,
    )


def _make(name):
    """What a name stands for, or None."""
    module = _ELSEWHERE.get(name)
    if module is not None:
        return getattr(__import__(module), name)
    if name in _ABSTRACT:
        import _collections_abc
        return _SpecialGenericAlias(getattr(_collections_abc, name), _ABSTRACT[name], name=name)
    if name in _BUILT_IN:
        origin, count = _BUILT_IN[name]
        made = _SpecialGenericAlias(origin, count, inst=False, name=name)
        made.__doc__ = _DOCUMENTED.format(origin.__name__)
        return made
    if name in _COLLECTIONS:
        import collections
        origin, count = _COLLECTIONS[name]
        return _SpecialGenericAlias(getattr(collections, origin), count, name=name)
    if name == "AbstractSet":
        import _collections_abc
        return _SpecialGenericAlias(_collections_abc.Set, 1, name=name)
    if name in ("Generator", "AsyncGenerator"):
        import _collections_abc
        none = type(None)
        origin = getattr(_collections_abc, name)
        if name == "Generator":
            return _SpecialGenericAlias(origin, 3, name=name, defaults=(none, none))
        return _SpecialGenericAlias(origin, 2, name=name, defaults=(none,))
    if name in ("ContextManager", "AsyncContextManager"):
        import contextlib
        origin = getattr(contextlib, "Abstract" + name)
        return _SpecialGenericAlias(origin, 2, name=name, defaults=(bool | None,))
    if name in ("Pattern", "Match"):
        import re
        return _SpecialGenericAlias(getattr(re, name), 1, name=name)
    if name == "ByteString":
        import _collections_abc
        return _DeprecatedGenericAlias(
            _collections_abc.ByteString, 0, removal_version=(3, 17), name=name
        )
    if name == "_collect_parameters":
        import warnings
        warnings.warn(
            "The private _collect_parameters function is deprecated and will be removed in a "
            "future version of Python. Any use of private functions is discouraged and may "
            "break in the future.", DeprecationWarning, stacklevel=3,
        )
        return _collect_type_parameters
    if name == "ForwardRef":
        from annotationlib import ForwardRef
        return ForwardRef
    return None


def cast(typ, val):
    """The value itself: only type checkers see the type."""
    return val
