"""Special forms like Any and ClassVar, and aliases like List[int]."""

import _collections_abc as _abc
import functools
from types import GenericAlias
from _typing import Generic, ParamSpec, TypeVarTuple, Union

from _typing_check import (
    _collect_type_parameters, _deduplicate, _is_param_expr, _is_unpacked_typevartuple,
    _type_check, _type_convert, _type_repr, _unpack_args,
)

__all__ = []

__name__ = "typing"  # where the names belong

_NoneType = type(None)
_cleanups = []  # functions that empty the caches


def _tp_cache(func=None, /, *, typed=False):
    """Remember the results of a subscript, unless the arguments cannot be hashed."""
    if func is None:
        return lambda func: _tp_cache(func, typed=typed)
    remember = functools.lru_cache(typed=typed)(func)
    _cleanups.append(remember.cache_clear)

    def subscript(*args, **kwds):
        try:
            return remember(*args, **kwds)
        except TypeError:
            pass  # unhashable, or a real error: which will show again
        return func(*args, **kwds)

    return functools.update_wrapper(subscript, func)


def _is_dunder(name):
    return name.startswith("__") and name.endswith("__")


# === special forms ===

class _Final:
    """Base of classes that cannot be inherited from."""

    __slots__ = ("__weakref__",)

    def __init_subclass__(cls, /, *args, _root=False, **kwds):
        if not _root:
            raise TypeError("Cannot subclass special typing classes")


class _NotIterable:
    """Keeps __getitem__ from being used for iteration."""

    __slots__ = ()
    __iter__ = None


class _InUnions:
    """Can be combined with other types by |."""

    __slots__ = ()

    def __ror__(self, left):
        return Union[left, self]

    def __or__(self, right):
        return Union[self, right]


def _refusal(template):
    """A method that raises TypeError."""
    def refuse(self, *args, **kwds):
        raise TypeError(template.format(self=self))

    return refuse


class _SpecialForm(_Final, _NotIterable, _InUnions, _root=True):
    # A name with a meaning of its own; _getitem is called for its subscripts.

    __slots__ = ("_name", "__doc__", "_getitem")

    def __init__(self, getitem):
        self._getitem, self._name = getitem, getitem.__name__
        self.__doc__ = getitem.__doc__

    @_tp_cache
    def __getitem__(self, parameters):
        return self._getitem(self, parameters)

    def __reduce__(self):
        return self._name

    def __repr__(self):
        return f"typing.{self._name}"

    def __getattr__(self, item):
        if item not in ("__name__", "__qualname__"):
            raise AttributeError(item)
        return self._name

    __call__ = _refusal("Cannot instantiate {self!r}")
    __mro_entries__ = _refusal("Cannot subclass {self!r}")
    __subclasscheck__ = _refusal("{self} cannot be used with issubclass()")
    __instancecheck__ = _refusal("{self} cannot be used with isinstance()")


class _TypedCacheSpecialForm(_SpecialForm, _root=True):
    # A form whose subscripts tell 1 from True.

    def __getitem__(self, parameters):
        several = parameters if isinstance(parameters, tuple) else (parameters,)
        return self._getitem(self, *several)


class _AnyMeta(type):
    def __repr__(self):
        return "typing.Any" if self is Any else super().__repr__()

    def __instancecheck__(self, obj):
        if self is not Any:
            return super().__instancecheck__(obj)
        raise TypeError("typing.Any cannot be used with isinstance()")


class Any(metaclass=_AnyMeta):
    """Compatible with every type; can be inherited from."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


def _plain(name, doc):
    """A form that takes no arguments."""
    def getitem(self, parameters):
        raise TypeError(f"{self} is not subscriptable")

    getitem.__name__, getitem.__doc__ = name, doc
    return _SpecialForm(getitem)


NoReturn = _plain("NoReturn", "The result of functions that never return.")
Never = _plain("Never", "The type without any values.")
Self = _plain("Self", "The class that a method is used on.")
LiteralString = _plain("LiteralString", "Strings that are made of literals only.")
TypeAlias = _plain("TypeAlias", "Marks an assignment as type alias.")


def _single(name, message, doc, **options):
    """A form that takes one type."""
    def getitem(self, parameters):
        item = _type_check(parameters, message.format(self=self), **options)
        return _GenericAlias(self, (item,))

    getitem.__name__, getitem.__doc__ = name, doc
    return _SpecialForm(getitem)


ClassVar = _single("ClassVar", "{self} accepts only single type.",
                   "A class variable.", allow_special_forms=True)
Final = _single("Final", "{self} accepts only single type.",
                "A name that is not assigned again.", allow_special_forms=True)
TypeGuard = _single("TypeGuard", "{self} accepts only single type.",
                    "The result of functions whose truth tells a type.")
TypeIs = _single("TypeIs", "{self} accepts only single type.",
                 "The result of functions whose truth and falsehood tell a type.")
Required = _single("Required", "{self} accepts only a single type.",
                   "A key that a TypedDict must have.", allow_special_forms=True)
NotRequired = _single("NotRequired", "{self} accepts only a single type.",
                      "A key that a TypedDict may have.", allow_special_forms=True)
ReadOnly = _single("ReadOnly", "{self} accepts only a single type.",
                   "A key of a TypedDict that is not changed.", allow_special_forms=True)


@_SpecialForm
def Optional(self, parameters):
    """A type or None."""
    return Union[_type_check(parameters, f"{self} requires a single type."), _NoneType]


@_SpecialForm
def Concatenate(self, parameters):
    """Some parameters, and then those of a ParamSpec or any."""
    if parameters == ():
        raise TypeError("Cannot take a Concatenate of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    *first, last = parameters
    if not (last is ... or isinstance(last, ParamSpec)):
        raise TypeError(
            "The last parameter to Concatenate should be a ParamSpec variable or ellipsis."
        )
    message = "Concatenate[arg, ...]: each arg must be a type."
    return _ConcatenateGenericAlias(
        self, (*(_type_check(item, message) for item in first), last)
    )


@_SpecialForm
def Unpack(self, parameters):
    """The items of a tuple or TypeVarTuple one by one: *Ts."""
    item = _type_check(parameters, f"{self} accepts only single type.")
    return _UnpackGenericAlias(origin=self, args=(item,))


@_TypedCacheSpecialForm
@_tp_cache(typed=True)
def Literal(self, *parameters):
    """One of these values."""
    flat = []
    for item in parameters:
        if isinstance(item, _LiteralGenericAlias):
            flat += item.__args__
        else:
            flat.append(item)
    try:
        kept = {(item, type(item)): item for item in flat}
    except TypeError:  # unhashable values
        kept = {}
        found = []
        for item in flat:
            if not any(item == other and type(item) is type(other) for other in found):
                found.append(item)
        return _LiteralGenericAlias(self, tuple(found))
    return _LiteralGenericAlias(self, tuple(kept.values()))


@_TypedCacheSpecialForm
@_tp_cache(typed=True)
def Annotated(self, *params):
    """A type with metadata: Annotated[int, "positive"]."""
    if len(params) < 2:
        raise TypeError(
            "Annotated[...] should be used with at least two arguments (a type and an annotation)."
        )
    first, *metadata = params
    if _is_unpacked_typevartuple(first):
        raise TypeError("Annotated[...] should not be used with an unpacked TypeVarTuple")
    message = "Annotated[t, ...]: t must be a type."
    origin = _type_check(first, message, allow_special_forms=True)
    return _AnnotatedAlias(origin, tuple(metadata))


# === aliases ===

class _BaseGenericAlias(_Final, _root=True):
    """A class under another name or with arguments; most attributes are those of the class."""

    def __init__(self, origin, *, inst=True, name=None):
        self.__origin__ = origin
        self._name, self._inst = name, inst
        self.__slots__ = None  # not those of the class

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(
                f"Type {self._name} cannot be instantiated; "
                f"use {self.__origin__.__name__}() instead"
            )
        made = self.__origin__(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except Exception:
            pass  # slots, or a setter that refuses
        return made

    def __mro_entries__(self, bases):
        found = [] if self.__origin__ in bases else [self.__origin__]
        place = bases.index(self)
        for base in bases[place + 1:]:
            if isinstance(base, _BaseGenericAlias):
                break
            if isinstance(base, type) and not isinstance(base, GenericAlias):
                entries = (base,)
            else:
                entries = getattr(base, "__mro_entries__", lambda bases: ())(bases)
            if isinstance(entries, tuple) and any(
                isinstance(entry, type) and issubclass(entry, Generic) for entry in entries
            ):
                break
        else:
            found.append(Generic)
        return tuple(found)

    def __getattr__(self, attr):
        if attr in ("__name__", "__qualname__"):
            return self._name or self.__origin__.__name__
        if "__origin__" in self.__dict__ and not _is_dunder(attr):
            return getattr(self.__origin__, attr)
        raise AttributeError(attr)

    def __setattr__(self, attr, val):
        if _is_dunder(attr) or attr in ("_name", "_inst", "_nparams", "_defaults"):
            super().__setattr__(attr, val)
        else:
            setattr(self.__origin__, attr, val)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __dir__(self):
        own = set(super().__dir__())
        return list(own | {name for name in dir(self.__origin__) if not _is_dunder(name)})


class _GenericAlias(_BaseGenericAlias, _InUnions, _root=True):
    """A generic class with arguments."""

    def __init__(self, origin, args, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name)
        if not isinstance(args, tuple):
            args = (args,)
        self.__args__ = args
        ordered = origin is Generic or getattr(origin, "_is_protocol", None) and (
            origin.__module__ == "typing" and origin.__name__ == "Protocol"
        )
        self.__parameters__ = _collect_type_parameters(
            args, enforce_default_ordering=bool(ordered)
        )
        if not name:
            self.__module__ = origin.__module__

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    @_tp_cache
    def __getitem__(self, args):
        if self.__origin__ is Generic or self._is_protocol_itself():
            raise TypeError(f"Cannot subscript already-subscripted {self}")
        if not self.__parameters__:
            raise TypeError(f"{self} is not a generic class")
        if not isinstance(args, tuple):
            args = (args,)
        args = _unpack_args(*(_type_convert(arg) for arg in args))
        return self.copy_with(self._determine_new_args(tuple(args)))

    def _is_protocol_itself(self):
        import typing
        return self.__origin__ is typing.__dict__.get("Protocol", Generic)

    def _determine_new_args(self, args):
        params = self.__parameters__
        for param in params:
            prepare = getattr(param, "__typing_prepare_subst__", None)
            if prepare is not None:
                args = prepare(self, args)
        actual, expected = len(args), len(params)
        if actual != expected:
            raise TypeError(
                f"Too {'many' if actual > expected else 'few'} arguments for {self}; "
                f"actual {actual}, expected {expected}"
            )
        return tuple(self._make_substitution(self.__args__, dict(zip(params, args))))

    def _make_substitution(self, args, given):
        new = []
        for old in args:
            if isinstance(old, type):
                new.append(old)
                continue
            substitute = getattr(old, "__typing_subst__", None)
            if substitute is not None:
                made = substitute(given[old])
            else:
                params = getattr(old, "__parameters__", ())
                if not params:
                    made = old
                else:
                    inner = []
                    for param in params:
                        if isinstance(param, TypeVarTuple):
                            inner += given[param]
                        else:
                            inner.append(given[param])
                    made = old[tuple(inner)]
            if self.__origin__ is _abc.Callable and isinstance(made, tuple):
                new += made  # Callable has its parameters flat
            elif _is_unpacked_typevartuple(old):
                new += made
            elif isinstance(old, tuple):
                new.append(tuple(self._make_substitution(old, given)))
            else:
                new.append(made)
        return new

    def copy_with(self, args):
        """The same class with other arguments."""
        return self.__class__(self.__origin__, args, name=self._name, inst=self._inst)

    def __repr__(self):
        name = f"typing.{self._name}" if self._name else _type_repr(self.__origin__)
        shown = ", ".join(map(_type_repr, self.__args__)) if self.__args__ else "()"
        return f"{name}[{shown}]"

    def __reduce__(self):
        import typing
        from operator import getitem
        origin = getattr(typing, self._name) if self._name else self.__origin__
        args = tuple(self.__args__)
        if len(args) == 1 and not isinstance(args[0], tuple):
            args = args[0]
        return getitem, (origin, args)

    def __mro_entries__(self, bases):
        if self._name:  # another class under a name of this module
            return super().__mro_entries__(bases)
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f"Cannot subclass {self!r}")
        if self.__origin__ is Generic:
            if self._protocol() in bases:
                return ()
            place = bases.index(self)
            for base in bases[place + 1:]:
                if isinstance(base, _BaseGenericAlias) and base is not self:
                    return ()
        return (self.__origin__,)

    def _protocol(self):
        import typing
        return typing.__dict__.get("Protocol")

    def __iter__(self):
        yield Unpack[self]


class _SpecialGenericAlias(_NotIterable, _BaseGenericAlias, _InUnions, _root=True):
    """A class under a name of this module, without arguments yet."""

    def __init__(self, origin, nparams, *, inst=True, name=None, defaults=()):
        if name is None:
            name = origin.__name__
        super().__init__(origin, inst=inst, name=name)
        self._nparams, self._defaults = nparams, defaults
        self.__doc__ = f"Deprecated alias to {_type_repr(origin)}."

    @_tp_cache
    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        message = "Parameters to generic types must be types."
        params = tuple(_type_check(param, message) for param in params)
        wanted, defaults = self._nparams, self._defaults
        missing = wanted - len(params)
        if defaults and 0 < missing <= len(defaults):
            params += defaults[len(defaults) - missing:]
        actual = len(params)
        if actual != wanted:
            expected = f"at least {wanted - len(defaults)}" if defaults else wanted
            if not wanted:
                raise TypeError(f"{self} is not a generic class")
            raise TypeError(
                f"Too {'many' if actual > wanted else 'few'} arguments for {self}; "
                f"actual {actual}, expected {expected}"
            )
        return self.copy_with(params)

    def copy_with(self, params):
        """The alias with arguments."""
        return _GenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __repr__(self):
        return "typing." + self._name

    def __subclasscheck__(self, cls):
        if isinstance(cls, _GenericAlias):
            return super().__subclasscheck__(cls)
        wanted = cls.__origin__ if isinstance(cls, _SpecialGenericAlias) else cls
        return issubclass(wanted, self.__origin__)

    def __reduce__(self):
        return self._name


class _DeprecatedGenericAlias(_SpecialGenericAlias, _root=True):
    """An alias that goes away."""

    def __init__(self, origin, nparams, *, removal_version, inst=True, name=None):
        super().__init__(origin, nparams, inst=inst, name=name)
        self.__removal_version__ = removal_version

    def __instancecheck__(self, inst):
        import warnings
        warnings._deprecated(
            f"{self.__module__}.{self._name}", remove=self.__removal_version__
        )
        return super().__instancecheck__(inst)


class _CallableGenericAlias(_NotIterable, _GenericAlias, _root=True):
    """Callable with arguments; these are flat, the result last."""

    def _is_parameter_list(self):
        args = self.__args__
        return not (len(args) == 2 and _is_param_expr(args[0]))

    def __repr__(self):
        if not self._is_parameter_list():
            return super().__repr__()
        *params, result = self.__args__
        shown = ", ".join(map(_type_repr, params))
        return f"typing.Callable[[{shown}], {_type_repr(result)}]"

    def __reduce__(self):
        from operator import getitem
        args = self.__args__
        if self._is_parameter_list():
            args = list(args[:-1]), args[-1]
        return getitem, (Callable, args)


class _CallableType(_SpecialGenericAlias, _root=True):
    def copy_with(self, params):
        return _CallableGenericAlias(
            self.__origin__, params, name=self._name, inst=self._inst
        )

    def __getitem__(self, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        args, result = params
        # Lists cannot be remembered, tuples can.
        return self._make((tuple(args) if isinstance(args, list) else args, result))

    @_tp_cache
    def _make(self, params):
        args, result = params
        result = _type_check(result, "Callable[args, result]: result must be a type.")
        if args is ...:
            return self.copy_with((..., result))
        if not isinstance(args, tuple):
            args = (args,)
        return self.copy_with((*map(_type_convert, args), result))


class _TupleType(_SpecialGenericAlias, _root=True):
    @_tp_cache
    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        if len(params) >= 2 and params[-1] is ...:
            message = "Tuple[t, ...]: t must be a type."
            return self.copy_with(
                (*(_type_check(param, message) for param in params[:-1]), ...)
            )
        message = "Tuple[t0, t1, ...]: each t must be a type."
        return self.copy_with(tuple(_type_check(param, message) for param in params))


Callable = _CallableType(_abc.Callable, 2)
Callable.__doc__ = "Deprecated alias to collections.abc.Callable: Callable[[int], str]."
Tuple = _TupleType(tuple, -1, inst=False, name="Tuple")
Tuple.__doc__ = "Deprecated alias to builtins.tuple: Tuple[int, str] or Tuple[int, ...]."


class _LiteralGenericAlias(_GenericAlias, _root=True):
    def _pairs(self):
        return [(item, type(item)) for item in self.__args__]

    def __eq__(self, other):
        if not isinstance(other, _LiteralGenericAlias):
            return NotImplemented
        return set(self._pairs()) == set(other._pairs())

    def __hash__(self):
        return hash(frozenset(self._pairs()))


class _ConcatenateGenericAlias(_GenericAlias, _root=True):
    def copy_with(self, params):
        last = params[-1]
        if isinstance(last, (list, tuple)):
            return (*params[:-1], *last)
        if isinstance(last, _ConcatenateGenericAlias):
            params = (*params[:-1], *last.__args__)
        return super().copy_with(params)

    def __repr__(self):
        return f"typing.Concatenate[{', '.join(map(_type_repr, self.__args__))}]"


class _UnpackGenericAlias(_GenericAlias, _root=True):
    def __repr__(self):
        return f"typing.Unpack[{_type_repr(self.__args__[0])}]"

    def __getitem__(self, args):
        return args if self.__typing_is_unpacked_typevartuple__ else super().__getitem__(args)

    @property
    def __typing_unpacked_tuple_args__(self):
        arg, = self.__args__
        if isinstance(arg, (_GenericAlias, GenericAlias)):
            if arg.__origin__ is not tuple:
                raise TypeError("Unpack[...] must be used with a tuple type")
            return arg.__args__
        return None

    @property
    def __typing_is_unpacked_typevartuple__(self):
        return isinstance(self.__args__[0], TypeVarTuple)


class _AnnotatedAlias(_NotIterable, _GenericAlias, _root=True):
    """A type with metadata."""

    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, origin, name="Annotated")
        self.__metadata__ = metadata

    def copy_with(self, params):
        made, = params
        return self.__class__(made, self.__metadata__)

    def __repr__(self):
        metadata = ", ".join(map(repr, self.__metadata__))
        return f"typing.Annotated[{_type_repr(self.__origin__)}, {metadata}]"

    def __reduce__(self):
        from operator import getitem
        return getitem, (Annotated, (self.__origin__, *self.__metadata__))

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return (
            self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__
        )

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __getattr__(self, attr):
        return "Annotated" if attr in ("__name__", "__qualname__") else super().__getattr__(attr)

    def __mro_entries__(self, bases):
        return (self.__origin__,)


class _UnionGenericAliasMeta(type):
    def __instancecheck__(self, inst):
        _warn_union()
        return isinstance(inst, Union)

    def __subclasscheck__(self, inst):
        _warn_union()
        return issubclass(inst, Union)

    def __eq__(self, other):
        _warn_union()
        return True if other is _UnionGenericAlias or other is Union else NotImplemented

    def __hash__(self):
        return hash(Union)


def _warn_union():
    import warnings
    warnings._deprecated("_UnionGenericAlias", remove=(3, 17))


class _UnionGenericAlias(metaclass=_UnionGenericAliasMeta):
    """Deprecated: what unions were before they became a type."""

    def __new__(cls, self_cls, parameters, /, *, name=None):
        _warn_union()
        return Union[parameters]
