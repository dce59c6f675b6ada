"""Type parameters, type aliases, unions: what `typing` and the syntax of PEP 695 build on."""

import sys
from types import GenericAlias

from _template_types import Interpolation, Template

try:
    from _stand_in import native_class
except ImportError:
    def native_class(cls):
        """Elsewhere there is no difference to hide."""
        return cls

__name__ = "typing"  # where the classes belong

Union = type(int | str)


def _idfunc(_, x):
    return x


def _typing(name):
    """A function of `typing`, which is imported when it is needed."""
    import typing
    return getattr(typing, name)


def _caller(depth=2):
    """The module that called."""
    return sys._getframemodulename(depth)


class NoDefaultType:
    """The type of NoDefault."""

    __slots__ = ()

    def __new__(cls):
        return globals().get("NoDefault") or super().__new__(cls)

    def __repr__(self):
        return "typing.NoDefault"

    def __reduce__(self):
        return "NoDefault"


NoDefault = NoDefaultType()


def _constant(value):
    """The evaluator of a value that is known already."""
    def evaluate(format=1, /):
        if format == 4:  # annotationlib.Format.STRING
            from typing import _type_repr
            return _type_repr(value)
        return value
    return evaluate


class _Parameter:
    """What the three kinds of type parameters have in common."""

    __slots__ = ("__name__", "_default", "_evaluate_default", "__dict__", "__weakref__")

    def __init_subclass__(cls):
        if cls.__module__ != "typing":
            raise TypeError(f"type {cls.__base__.__name__!r} is not an acceptable base type")

    def _set(self, name, default, module):
        if not isinstance(name, str):
            raise TypeError(
                f"{type(self).__name__.lower()}() argument 'name' must be str, "
                f"not {type(name).__name__}"
            )
        self.__name__ = name
        self._default = default
        self._evaluate_default = None
        if module is not None:
            self.__module__ = module

    @property
    def __default__(self):
        if self._default is NoDefault and self._evaluate_default is not None:
            self._default = self._evaluate_default(1)
        return self._default

    @property
    def evaluate_default(self):
        if self._evaluate_default is not None:
            return self._evaluate_default
        return None if self._default is NoDefault else _constant(self._default)

    def has_default(self):
        """Whether there is a default."""
        return self._default is not NoDefault or self._evaluate_default is not None

    def __reduce__(self):
        return self.__name__

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")


class _Variance(_Parameter):
    """A parameter that may be covariant or contravariant."""

    __slots__ = ("__covariant__", "__contravariant__", "__infer_variance__")

    def _set_variance(self, covariant, contravariant, infer):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if infer and (covariant or contravariant):
            raise ValueError("Variance cannot be specified with infer_variance.")
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__infer_variance__ = bool(infer)

    def __repr__(self):
        if self.__infer_variance__:
            return self.__name__
        mark = "+" if self.__covariant__ else "-" if self.__contravariant__ else "~"
        return mark + self.__name__

    def __or__(self, other):
        return _typing("_make_union")(self, other)

    def __ror__(self, other):
        return _typing("_make_union")(other, self)


@native_class
class TypeVar(_Variance):
    """A type variable."""

    __slots__ = ("_bound", "_evaluate_bound", "_constraints", "_evaluate_constraints")

    def __new__(cls, name, *constraints, bound=None, default=NoDefault, covariant=False,
                contravariant=False, infer_variance=False):
        self = super().__new__(cls)
        self._set(name, default, _caller())
        self._set_variance(covariant, contravariant, infer_variance)
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if bound is not None:
            bound = _typing("_type_check")(bound, "Bound must be a type.")
        self._bound, self._evaluate_bound = bound, None
        self._constraints, self._evaluate_constraints = constraints, None
        return self

    @property
    def __bound__(self):
        if self._bound is None and self._evaluate_bound is not None:
            self._bound = self._evaluate_bound(1)
        return self._bound

    @property
    def __constraints__(self):
        if not self._constraints and self._evaluate_constraints is not None:
            self._constraints = self._evaluate_constraints(1)
        return self._constraints

    @property
    def evaluate_bound(self):
        if self._evaluate_bound is not None:
            return self._evaluate_bound
        return None if self._bound is None else _constant(self._bound)

    @property
    def evaluate_constraints(self):
        if self._evaluate_constraints is not None:
            return self._evaluate_constraints
        return _constant(self._constraints) if self._constraints else None

    def __typing_subst__(self, arg):
        return _typing("_typevar_subst")(self, arg)

    def __typing_prepare_subst__(self, alias, args):
        params = alias.__parameters__
        at = params.index(self)
        if at < len(args):
            return args
        if at == len(args) and self.has_default():
            return (*args, self.__default__)
        raise TypeError(f"Too few arguments for {alias}")


class _Member:
    """P.args or P.kwargs."""

    __slots__ = ("__origin__", "__weakref__")

    def __init__(self, origin):
        self.__origin__ = origin

    def __eq__(self, other):
        return self.__origin__ == other.__origin__ if type(other) is type(self) else NotImplemented

    def __hash__(self):
        return hash((type(self), self.__origin__))

    def __repr__(self):
        origin = self.__origin__
        name = origin.__name__ if isinstance(origin, ParamSpec) else repr(origin)
        return f"{name}.{self._name}"

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")


@native_class
class ParamSpecArgs(_Member):
    """The positional parameters of a ParamSpec."""

    __slots__ = ()
    _name = "args"


@native_class
class ParamSpecKwargs(_Member):
    """The keyword parameters of a ParamSpec."""

    __slots__ = ()
    _name = "kwargs"


@native_class
class ParamSpec(_Variance):
    """A variable for the parameters of a function."""

    __slots__ = ("__bound__",)

    def __new__(cls, name, *, bound=None, default=NoDefault, covariant=False,
                contravariant=False, infer_variance=False):
        self = super().__new__(cls)
        self._set(name, default, _caller())
        self._set_variance(covariant, contravariant, infer_variance)
        if bound is not None:
            bound = _typing("_type_check")(bound, "Bound must be a type.")
        self.__bound__ = bound
        return self

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)

    def __typing_subst__(self, arg):
        return _typing("_paramspec_subst")(self, arg)

    def __typing_prepare_subst__(self, alias, args):
        return _typing("_paramspec_prepare_subst")(self, alias, args)


@native_class
class TypeVarTuple(_Parameter):
    """A variable for any number of types."""

    __slots__ = ()

    def __new__(cls, name, *, default=NoDefault):
        self = super().__new__(cls)
        self._set(name, default, _caller())
        return self

    def __iter__(self):
        yield _typing("Unpack")[self]

    def __repr__(self):
        return self.__name__

    def __typing_subst__(self, arg):
        return _typing("_typevartuple_subst")(self, arg)

    def __typing_prepare_subst__(self, alias, args):
        return _typing("_typevartuple_prepare_subst")(self, alias, args)


@native_class
class TypeAliasType:
    """What `type X = ...` makes."""

    __slots__ = ("__name__", "_value", "_evaluate", "__type_params__", "__dict__", "__weakref__")

    def __new__(cls, name, value, *, type_params=()):
        if not isinstance(type_params, tuple):
            raise TypeError("type_params must be a tuple")
        return cls._make(name, type_params, _constant(value), _caller(), value)

    @classmethod
    def _make(cls, name, type_params, evaluate, module, *value):
        self = super().__new__(cls)
        self.__name__, self.__type_params__ = name, type_params
        self._value, self._evaluate = value, evaluate
        self.__module__ = module
        return self

    @property
    def __value__(self):
        if not self._value:
            self._value = self._evaluate(1),
        return self._value[0]

    @property
    def evaluate_value(self):
        return self._evaluate

    @property
    def __parameters__(self):
        return tuple(
            param for each in self.__type_params__
            for param in (each if isinstance(each, TypeVarTuple) else (each,))
        )

    def __getitem__(self, args):
        if not self.__type_params__:
            raise TypeError("Only generic type aliases are subscriptable")
        return GenericAlias(self, args)

    def __iter__(self):
        yield _typing("Unpack")[self]

    def __repr__(self):
        return self.__name__

    def __reduce__(self):
        return self.__name__

    def __or__(self, other):
        return _typing("_make_union")(self, other)

    def __ror__(self, other):
        return _typing("_make_union")(other, self)

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")


@native_class
class Generic:
    """The base of generic classes."""

    __slots__ = ()
    _is_protocol = False

    @classmethod
    def __class_getitem__(cls, args):
        return _typing("_generic_class_getitem")(cls, args)

    @classmethod
    def __init_subclass__(cls, *args, **kwargs):
        _typing("_generic_init_subclass")(cls, *args, **kwargs)


# === what the syntax calls ===

def _make_typevar(name):
    self = TypeVar(name, infer_variance=True)
    self.__module__ = _caller()
    return self


def _make_typevar_bound(name, evaluate):
    self = TypeVar(name, infer_variance=True)
    self.__module__, self._evaluate_bound = _caller(), evaluate
    return self


def _make_typevar_constraints(name, evaluate):
    self = TypeVar(name, infer_variance=True)
    self.__module__, self._evaluate_constraints = _caller(), evaluate
    return self


def _make_paramspec(name):
    self = ParamSpec(name, infer_variance=True)
    self.__module__ = _caller()
    return self


def _make_typevartuple(name):
    self = TypeVarTuple(name)
    self.__module__ = _caller()
    return self


def _set_typeparam_default(param, evaluate):
    param._evaluate_default = evaluate
    return param


def _subscript_generic(params):
    flat = []
    for param in params:
        flat += param if isinstance(param, TypeVarTuple) else (param,)
    return _typing("_generic_class_getitem")(Generic, tuple(flat))


def _make_typealias(name, type_params, evaluate):
    return TypeAliasType._make(name, type_params or (), evaluate, _caller())


_make_template = Template._make
_make_interpolation = Interpolation
