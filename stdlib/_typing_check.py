"""What can stand in an annotation, and how it is shown."""

from types import BuiltinFunctionType, FunctionType, GenericAlias

__all__ = []

__name__ = "typing"  # where the names belong


def _type_repr(obj):
    """The text of a type inside of another one."""
    if isinstance(obj, tuple):
        return f"[{', '.join(map(_type_repr, obj))}]"
    if isinstance(obj, (type, FunctionType, BuiltinFunctionType)) and not (
        isinstance(obj, GenericAlias)
    ):
        if obj.__module__ == "builtins":
            return obj.__qualname__
        return f"{obj.__module__}.{obj.__qualname__}"
    return "..." if obj is ... else repr(obj)


def _make_forward_ref(code, *, parent_fwdref=None, module=None, is_class=False, owner=None,
                      is_argument=True):
    from annotationlib import ForwardRef
    if parent_fwdref is None:
        made = ForwardRef(
            code, module=module, is_class=is_class, owner=owner, is_argument=is_argument
        )
        made.__forward_code__  # a SyntaxError comes at once
        return made
    made = ForwardRef(
        code,
        module=parent_fwdref.__forward_module__ if module is None else module,
        owner=parent_fwdref.__owner__ if owner is None else owner,
        is_class=is_class, is_argument=is_argument,
    )
    made.__globals__ = parent_fwdref.__globals__
    made.__cell__ = parent_fwdref.__cell__
    return made


def _type_convert(arg, module=None, *, allow_special_forms=False, owner=None):
    """None means its type, a string a forward reference."""
    if arg is None:
        return type(None)
    if isinstance(arg, str):
        return _make_forward_ref(arg, module=module, is_class=allow_special_forms, owner=owner)
    return arg


def _type_check(arg, msg, is_argument=True, module=None, *, allow_special_forms=False,
                owner=None):
    """Convert an argument, and raise TypeError with a message if it cannot be a type."""
    import typing
    arg = _type_convert(arg, module=module, allow_special_forms=allow_special_forms, owner=owner)
    protocol = typing.__dict__.get("Protocol", typing.Generic)
    if isinstance(arg, typing._GenericAlias):
        wrong = [typing.Generic, protocol]
        if not allow_special_forms:
            wrong.append(typing.ClassVar)
            if is_argument:
                wrong.append(typing.Final)
        if any(arg.__origin__ is form for form in wrong):
            raise TypeError(f"{arg} is not valid as type argument")
    if isinstance(arg, typing._SpecialForm):
        if arg in (typing.LiteralString, typing.NoReturn, typing.Never, typing.Self,
                   typing.TypeAlias):
            return arg
        if allow_special_forms and arg in (typing.ClassVar, typing.Final):
            return arg
        raise TypeError(f"Plain {arg} is not valid as type argument")
    if arg is typing.Generic or arg is protocol:
        raise TypeError(f"Plain {arg} is not valid as type argument")
    if type(arg) is tuple:
        raise TypeError(f"{msg} Got {arg!r:.100}.")
    return arg


def _make_union(left, right):
    from typing import Union
    return Union[left, right]


def _is_param_expr(arg):
    """Can it stand for the parameters of a Callable?"""
    import typing
    return arg is ... or isinstance(
        arg, (tuple, list, typing.ParamSpec, typing._ConcatenateGenericAlias)
    )


def _is_typevar_like(x):
    import typing
    return isinstance(x, (typing.TypeVar, typing.ParamSpec)) or _is_unpacked_typevartuple(x)


def _is_unpacked_typevartuple(x):
    return not isinstance(x, type) and (
        getattr(x, "__typing_is_unpacked_typevartuple__", False) is True
    )


def _unpack_args(*args):
    """The arguments, with those of unpacked tuples of known length in their place."""
    found = []
    for arg in args:
        inner = getattr(arg, "__typing_unpacked_tuple_args__", None)
        if inner is None or inner and inner[-1] is ...:
            found.append(arg)
        else:
            found += inner
    return found


def _collect_type_parameters(args, *, enforce_default_ordering=True):
    """The type parameters in some arguments, each once; those with defaults must be last."""
    found = []
    default = unpacked = False
    for arg in args:
        if isinstance(arg, type):
            continue
        if isinstance(arg, tuple):  # the parameters of a Callable
            inner = [param for item in arg for param in _collect_type_parameters([item])]
        elif hasattr(arg, "__typing_subst__"):
            if arg in found:
                continue
            if enforce_default_ordering:
                if unpacked and arg.has_default():
                    raise TypeError("Type parameter with a default follows TypeVarTuple")
                if arg.has_default():
                    default = True
                elif default:
                    raise TypeError(
                        f"Type parameter {arg!r} without a default follows type parameter "
                        "with a default"
                    )
            inner = (arg,)
        else:
            unpacked = unpacked or _is_unpacked_typevartuple(arg)
            inner = getattr(arg, "__parameters__", ())
        for param in inner:
            if param not in found:
                found.append(param)
    return tuple(found)


def _check_generic_specialization(cls, arguments):
    """TypeError unless the class has as many parameters; those with defaults may be left out."""
    params = cls.__parameters__
    expected, actual = len(params), len(arguments)
    if not expected:
        raise TypeError(f"{cls} is not a generic class")
    if actual == expected:
        return
    text = expected
    if actual < expected:
        if params[actual].has_default():
            return
        text = f"at least {expected - sum(p.has_default() for p in params[actual:])}" if any(
            p.has_default() for p in params[actual:]) else expected
    raise TypeError(
        f"Too {'many' if actual > expected else 'few'} arguments for {cls}; "
        f"actual {actual}, expected {text}"
    )


def _deduplicate(params):
    """The arguments, each once; they may be unhashable."""
    try:
        return tuple(dict.fromkeys(params))
    except TypeError:
        found = []
        for param in params:
            if param not in found:
                found.append(param)
        return tuple(found)
