"""What native type parameters and Generic call: putting arguments in the place of parameters."""

from _typing_check import (
    _check_generic_specialization, _collect_type_parameters, _is_param_expr, _is_typevar_like,
    _is_unpacked_typevartuple, _type_check, _type_convert, _unpack_args,
)

__all__ = []

__name__ = "typing"  # where the names belong


def _typevar_subst(self, arg):
    """The argument for a TypeVar."""
    arg = _type_check(arg, "Parameters to generic types must be types.", is_argument=True)
    if isinstance(arg, _alias_type()) and arg.__origin__ is _unpack() or (
        isinstance(arg, _native_alias()) and getattr(arg, "__unpacked__", False)
    ):
        raise TypeError(f"{arg} is not valid as type argument")
    return arg


def _alias_type():
    from _typing_alias import _GenericAlias
    return _GenericAlias


def _native_alias():
    from types import GenericAlias
    return GenericAlias


def _unpack():
    from _typing_alias import Unpack
    return Unpack


def _paramspec_subst(self, arg):
    """The argument for a ParamSpec: a list of types, an ellipsis or another ParamSpec."""
    if isinstance(arg, (list, tuple)):
        return tuple(_type_check(item, "Expected a type.") for item in arg)
    if not _is_param_expr(arg):
        raise TypeError(
            f"Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {arg}"
        )
    return arg


def _paramspec_prepare_subst(self, alias, args):
    """The arguments for all parameters of an alias with this ParamSpec among them."""
    params = alias.__parameters__
    place = params.index(self)
    if place == len(args) and self.has_default():
        args = (*args, self.__default__)
    if place >= len(args):
        raise TypeError(f"Too few arguments for {alias}")
    if len(params) == 1 and not _is_param_expr(args[0]):
        return (args,)  # X[int, str] means X[[int, str]]
    if isinstance(args[place], list):
        return (*args[:place], tuple(args[place]), *args[place + 1:])
    return args


def _typevartuple_prepare_subst(self, alias, args):
    """The arguments for all parameters of an alias: those in the middle as one tuple."""
    from typing import NoDefault, ParamSpec, TypeVarTuple
    params = alias.__parameters__
    place = params.index(self)
    for param in params[place + 1:]:
        if isinstance(param, TypeVarTuple):
            raise TypeError(f"More than one TypeVarTuple parameter in {alias}")
    count, wanted = len(args), len(params)
    left, right = place, wanted - place - 1
    spread = None
    for at, arg in enumerate(args):
        if isinstance(arg, type):
            continue
        inner = getattr(arg, "__typing_unpacked_tuple_args__", None)
        if inner and len(inner) == 2 and inner[-1] is ...:
            if spread is not None:
                raise TypeError("More than one unpacked arbitrary-length tuple argument")
            spread, filler = at, inner[0]
    if spread is not None:
        left, right = min(left, spread), min(right, count - spread - 1)
    elif left + right > count:
        raise TypeError(
            f"Too few arguments for {alias}; actual {count}, expected at least {wanted - 1}"
        )
    if left == count - right and self.has_default():
        middle = _unpack_args(self.__default__)
        return (*args[:left], *(middle,), *args[count - right:])
    fill = (filler,) if spread is not None else ()
    return (
        *args[:left],
        *(fill * (place - left)),
        tuple(args[left:count - right]),
        *(fill * (wanted - right - place - 1)),
        *args[count - right:],
    )


def _generic_class_getitem(cls, args):
    """Generic[...] declares parameters, a generic class[...] is an alias."""
    import typing
    from _typing_alias import _GenericAlias
    if not isinstance(args, tuple):
        args = (args,)
    args = tuple(_type_convert(arg) for arg in args)
    is_generic_or_protocol = cls is typing.Generic or cls is typing.__dict__.get("Protocol")
    if is_generic_or_protocol:
        if not args:
            raise TypeError(
                f"Parameter list to {cls.__qualname__}[...] cannot be empty"
            )
        if not all(_is_typevar_like(arg) for arg in args):
            raise TypeError(
                f"Parameters to {cls.__name__}[...] must all be type variables "
                "or parameter specification variables."
            )
        if len(set(args)) != len(args):
            raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
    else:
        try:
            params = cls.__parameters__
        except AttributeError as error:
            hook = getattr(cls, "__init_subclass__", None)
            if hook is not None and getattr(hook, "__func__", None) is not None:
                error.add_note(
                    f"Note: this exception may have been caused by {hook.__qualname__!r} "
                    "(or the '__init_subclass__' method on a superclass) not calling "
                    "'super().__init_subclass__()'"
                )
            raise
        for param in params:
            prepare = getattr(param, "__typing_prepare_subst__", None)
            if prepare is not None:
                args = prepare(cls, args)
        _check_generic_specialization(cls, args)
        new = []
        for param, arg in zip(cls.__parameters__, args):
            if isinstance(param, typing.TypeVarTuple):
                new += arg
            else:
                new.append(arg)
        args = tuple(new)
    return _GenericAlias(cls, args)


def _generic_init_subclass(cls, *args, **kwargs):
    """Find the parameters of a generic class, and check its bases."""
    import typing
    from _typing_alias import _GenericAlias
    super(typing.Generic, cls).__init_subclass__(*args, **kwargs)
    bases = cls.__dict__.get("__orig_bases__")
    if bases is not None:
        wrong = typing.Generic in bases
    else:
        protocol = typing.__dict__.get("Protocol")
        wrong = (
            typing.Generic in cls.__bases__ and cls is not protocol
            and cls.__name__ != "Protocol"
            and type(cls) is not typing.__dict__.get("_TypedDictMeta")
        )
    if wrong:
        raise TypeError("Cannot inherit from plain Generic")
    params = ()
    if bases is not None:
        params = _collect_type_parameters(bases)
        declared = None
        for base in bases:
            if isinstance(base, _GenericAlias) and base.__origin__ is typing.Generic:
                if declared is not None:
                    raise TypeError("Cannot inherit from Generic[...] multiple times.")
                declared = base.__parameters__
        if declared is not None:
            missing = [str(param) for param in params if param not in set(declared)]
            if missing:
                shown = ", ".join(str(param) for param in declared)
                raise TypeError(
                    f"Some type variables ({', '.join(missing)}) are not listed in "
                    f"Generic[{shown}]"
                )
            params = declared
    cls.__parameters__ = tuple(params)
