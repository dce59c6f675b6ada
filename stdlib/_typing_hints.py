"""Functions on annotations: get_type_hints() and others; and decorators for type checkers."""

import sys
import types
from functools import partial
from types import GenericAlias
from _typing import Generic, ParamSpecArgs, ParamSpecKwargs, TypeAliasType, Union

import typing
from _typing_alias import (
    Annotated, Any, NotRequired, Optional, ReadOnly, Required, Unpack, _AnnotatedAlias,
    _BaseGenericAlias, _CallableGenericAlias, _GenericAlias, _SpecialGenericAlias,
)
from _typing_check import _is_param_expr, _make_forward_ref, _type_convert

__all__ = []

__name__ = "typing"  # where the names belong

_missing = object()


# === parts of types ===

def get_origin(tp):
    """The class or form that was subscripted, or None."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (
        _BaseGenericAlias, GenericAlias, ParamSpecArgs, ParamSpecKwargs
    )):
        return tp.__origin__
    if tp is Generic:
        return Generic
    return Union if isinstance(tp, Union) else None


def get_args(tp):
    """The arguments of a subscript, as tuple."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__, *tp.__metadata__)
    if isinstance(tp, (_GenericAlias, GenericAlias)):
        found = tp.__args__
        if _is_callable_with_list(tp):
            return (list(found[:-1]), found[-1])
        return found
    return tp.__args__ if isinstance(tp, Union) else ()


def _is_callable_with_list(tp):
    """Is it a Callable whose parameters were given as list?"""
    from _collections_abc import Callable
    return tp.__origin__ is Callable and not (
        len(tp.__args__) == 2 and _is_param_expr(tp.__args__[0])
    )


def _strip_annotations(t):
    """A type without Annotated, Required, NotRequired and ReadOnly in it."""
    if isinstance(t, _AnnotatedAlias):
        return _strip_annotations(t.__origin__)
    if hasattr(t, "__origin__") and t.__origin__ in (Required, NotRequired, ReadOnly):
        return _strip_annotations(t.__args__[0])
    if not isinstance(t, (_GenericAlias, GenericAlias, Union)):
        return t
    stripped = tuple(map(_strip_annotations, t.__args__))
    if stripped == t.__args__:
        return t
    if isinstance(t, _GenericAlias):
        return t.copy_with(stripped)
    if isinstance(t, GenericAlias):
        return _native_copy(t, stripped)
    return Union[stripped]


def _native_copy(t, args):
    """A types.GenericAlias with other arguments."""
    if type(t) is not GenericAlias:  # collections.abc.Callable
        if _is_callable_with_list(t):
            args = (args[:-1], args[-1])
        return type(t)(t.__origin__, args)
    made = GenericAlias(t.__origin__, args)
    return next(iter(made)) if t.__unpacked__ else made


# === evaluation ===

def evaluate_forward_ref(forward_ref, *, owner=None, globals=None, locals=None, type_params=None,
                         format=None, _recursive_guard=frozenset()):
    """The type that a ForwardRef means, with the references in it evaluated, too."""
    from annotationlib import Format
    if format == Format.STRING:
        return forward_ref.__resolved_str__
    if forward_ref.__forward_arg__ in _recursive_guard:
        return forward_ref
    if format is None:
        format = Format.VALUE
    value = forward_ref.evaluate(
        globals=globals, locals=locals, type_params=type_params, owner=owner, format=format
    )
    if isinstance(value, typing.ForwardRef) and format == Format.FORWARDREF:
        return value
    if isinstance(value, str):
        value = _make_forward_ref(
            value, module=forward_ref.__forward_module__, owner=owner or forward_ref.__owner__,
            is_argument=forward_ref.__forward_is_argument__,
            is_class=forward_ref.__forward_is_class__,
        )
    if owner is None:
        owner = forward_ref.__owner__
    return _eval_type(
        value, globals, locals, type_params, format=format, owner=owner,
        recursive_guard=_recursive_guard | {forward_ref.__forward_arg__},
        parent_fwdref=forward_ref,
    )


def _eval_type(t, globalns, localns, type_params=_missing, *, recursive_guard=frozenset(),
               format=None, owner=None, parent_fwdref=None, prefer_fwd_module=False):
    """Evaluate all forward references in a type."""
    if type_params is _missing:
        typing._deprecation_warning_for_no_type_params_passed("typing._eval_type")
        type_params = ()
    if isinstance(t, typing.ForwardRef):
        # A reference that knows its module is looked up there.
        if prefer_fwd_module and t.__forward_module__ is not None:
            globalns = None
            params = getattr(owner, "__type_params__", None)
            if params:
                module = sys.modules.get(t.__forward_module__)
                if module is not None:
                    globalns = {**module.__dict__, **{p.__name__: p for p in params}}
        return evaluate_forward_ref(
            t, globals=globalns, locals=localns, type_params=type_params, owner=owner,
            _recursive_guard=recursive_guard, format=format,
        )
    if not isinstance(t, (_GenericAlias, GenericAlias, Union)):
        return t
    options = {
        "recursive_guard": recursive_guard, "format": format, "owner": owner,
        "prefer_fwd_module": prefer_fwd_module, "parent_fwdref": parent_fwdref,
    }
    args = t.__args__
    if isinstance(t, GenericAlias):
        args = tuple(
            _make_forward_ref(arg, parent_fwdref=parent_fwdref) if isinstance(arg, str) else arg
            for arg in args
        )
    found = tuple(_eval_type(arg, globalns, localns, type_params, **options) for arg in args)
    if isinstance(t, GenericAlias) and t.__unpacked__:
        return Unpack[t.__origin__[found]]
    if found == t.__args__:
        return t
    if isinstance(t, GenericAlias):
        return _native_copy(t, found)
    return Union[found] if isinstance(t, Union) else t.copy_with(found)


def get_type_hints(obj, globalns=None, localns=None, include_extras=False, *, format=None):
    """The annotations of a class with its bases, a function or a module, evaluated."""
    if getattr(obj, "__no_type_check__", None):
        return {}
    from annotationlib import Format, get_annotations
    if format is None:
        format = Format.VALUE
    if isinstance(obj, type):
        hints = _class_hints(obj, globalns, localns, format)
    else:
        hints = _object_hints(obj, globalns, localns, format)
    if include_extras or format == Format.STRING:
        return hints
    return {name: _strip_annotations(value) for name, value in hints.items()}


def _class_hints(cls, globalns, localns, format):
    from annotationlib import Format, annotations_to_string, get_annotations
    hints = {}
    for base in reversed(cls.__mro__):
        found = get_annotations(base, format=format)
        if format == Format.STRING:
            hints.update(found)
            continue
        space = globalns
        if space is None:
            space = getattr(sys.modules.get(base.__module__), "__dict__", {})
        local = localns
        if local is None:
            local = dict(vars(base))
            if globalns is None:
                # Names of the class hide those of the module only where it has them itself.
                space, local = local, space
        for name, value in found.items():
            value = _type_convert(value, allow_special_forms=True) if isinstance(
                value, str) else value
            if value is None:
                value = type(None)
            value = _eval_type(
                value, space, local, base.__type_params__, format=format, owner=base,
                prefer_fwd_module=True,
            )
            hints[name] = type(None) if value is None else value
    return hints


def _object_hints(obj, globalns, localns, format):
    from annotationlib import Format, get_annotations
    found = get_annotations(obj, format=format)
    if not found and not isinstance(obj, types.ModuleType) and not callable(obj) and (
        not hasattr(obj, "__annotations__") and not hasattr(obj, "__annotate__")
    ):
        raise TypeError(f"{obj!r} is not a module, class, method, or function.")
    if format == Format.STRING:
        return found
    if globalns is None:
        if isinstance(obj, types.ModuleType):
            globalns = obj.__dict__
        else:
            inner, seen = obj, set()
            while hasattr(inner, "__wrapped__"):
                if id(inner) in seen:
                    raise ValueError(f"wrapper loop when unwrapping {obj!r}")
                seen.add(id(inner))
                inner = inner.__wrapped__
            globalns = getattr(inner, "__globals__", {})
        if localns is None:
            localns = globalns
    elif localns is None:
        localns = globalns
    params = getattr(obj, "__type_params__", ())
    hints = {}
    for name, value in found.items():
        if value is None:
            value = type(None)
        elif isinstance(value, str):
            value = _make_forward_ref(
                value, is_argument=not isinstance(obj, types.ModuleType), is_class=False
            )
        value = _eval_type(value, globalns, localns, params, format=format, owner=obj)
        hints[name] = type(None) if value is None else value
    return hints


# === decorators ===

def no_type_check(arg):
    """Decorator: the annotations are no types."""
    if isinstance(arg, type):
        for name in dir(arg):
            value = getattr(arg, name)
            inner = getattr(value, "__func__", value)
            if not isinstance(inner, (types.FunctionType, type)):
                continue
            if inner.__qualname__ != f"{arg.__qualname__}.{inner.__name__}" or (
                inner.__module__ != arg.__module__
            ):
                continue  # it is defined elsewhere
            if isinstance(inner, type):
                no_type_check(inner)
            else:
                inner.__no_type_check__ = True
    try:
        arg.__no_type_check__ = True
    except TypeError:  # a native class
        pass
    return arg


def no_type_check_decorator(decorator):
    """Deprecated: make what a decorator gives no_type_check."""
    import warnings
    from functools import wraps
    warnings._deprecated("typing.no_type_check_decorator", remove=(3, 15))

    @wraps(decorator)
    def wrapped(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))

    return wrapped


_overload_registry = {}  # module -> qualified name -> first line -> function


def _overload_dummy(*args, **kwds):
    """What calling an overload does."""
    raise NotImplementedError(
        "You should not call an overloaded function. A series of @overload-decorated functions "
        "outside a stub module should always be followed by an implementation that is not "
        "@overload-ed."
    )


def overload(func):
    """Decorator for one of several signatures of a function."""
    inner = getattr(func, "__func__", func)
    try:
        place = typing._overload_registry.setdefault(inner.__module__, {}).setdefault(
            inner.__qualname__, {}
        )
        place[inner.__code__.co_firstlineno] = func
    except AttributeError:
        pass  # not a function
    return _overload_dummy


def get_overloads(func):
    """The overloads of a function, in order."""
    inner = getattr(func, "__func__", func)
    found = typing._overload_registry.get(inner.__module__, {})
    return list(found.get(inner.__qualname__, {}).values())


def clear_overloads():
    """Forget all overloads."""
    typing._overload_registry.clear()


def _mark(obj, name):
    try:
        setattr(obj, name, True)
    except (AttributeError, TypeError):
        pass  # a native object
    return obj


def final(f):
    """Decorator: a method is not overridden, a class not inherited from."""
    return _mark(f, "__final__")


def override(method, /):
    """Decorator: the method overrides one of a base class."""
    return _mark(method, "__override__")


_ASSERT_NEVER_REPR_MAX_LENGTH = 100


def assert_never(arg, /):
    """For code that is never reached, as type checkers see."""
    text = repr(arg)
    if len(text) > _ASSERT_NEVER_REPR_MAX_LENGTH:
        text = text[:_ASSERT_NEVER_REPR_MAX_LENGTH] + "..."
    raise AssertionError(f"Expected code to be unreachable, but got: {text}")


def assert_type(val, typ, /):
    """The value itself; type checkers check its type."""
    return val


def reveal_type(obj, /):
    """Write the type of an object to sys.stderr; returns the object."""
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def dataclass_transform(*, eq_default=True, order_default=False, kw_only_default=False,
                        frozen_default=False, field_specifiers=(), **kwargs):
    """Decorator: what it is put on works like @dataclass."""
    settings = {
        "eq_default": eq_default, "order_default": order_default,
        "kw_only_default": kw_only_default, "frozen_default": frozen_default,
        "field_specifiers": field_specifiers, "kwargs": kwargs,
    }

    def decorate(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = settings
        return cls_or_fn

    return decorate
