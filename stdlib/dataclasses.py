"""Classes whose fields are annotations: @dataclass writes their __init__, __repr__, __eq__ etc.

The methods are generated as one piece of source per class; what needs copying or inspection is
imported when it is used.
"""

import sys
from functools import partial
from reprlib import recursive_repr
from types import FunctionType, GenericAlias, MappingProxyType, MemberDescriptorType

__all__ = [
    "dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING",
    "fields", "asdict", "astuple", "make_dataclass", "replace", "is_dataclass",
]

_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"


class FrozenInstanceError(AttributeError):
    """An attribute of an instance of a frozen dataclass was set or deleted."""


class _MISSING_TYPE:
    pass


class _KW_ONLY_TYPE:
    pass


class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return "<factory>"


MISSING = _MISSING_TYPE()
KW_ONLY = _KW_ONLY_TYPE()
_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()
_NO_METADATA = MappingProxyType({})


class _Kind:
    """What a field is: ordinary, a class variable, or a parameter of __init__ only."""

    __slots__ = ("name",)

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD = _Kind("_FIELD")
_FIELD_CLASSVAR = _Kind("_FIELD_CLASSVAR")
_FIELD_INITVAR = _Kind("_FIELD_INITVAR")


class InitVar:
    """Annotates a parameter of __init__ that is passed on to __post_init__ and not stored."""

    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        kind = self.type
        name = kind.__name__ if isinstance(kind, type) else repr(kind)
        return f"dataclasses.InitVar[{name}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    """What is known about one field; made by field(), shown by fields()."""

    __slots__ = (
        "name", "type", "default", "default_factory", "repr", "hash", "init", "compare",
        "metadata", "kw_only", "doc", "_field_type",
    )

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only,
                 doc):
        self.name = self.type = self._field_type = None
        self.default, self.default_factory = default, default_factory
        self.init, self.repr, self.hash, self.compare = init, repr, hash, compare
        self.metadata = _NO_METADATA if metadata is None else MappingProxyType(metadata)
        self.kw_only, self.doc = kw_only, doc

    @recursive_repr()
    def __repr__(self):
        shown = ",".join(
            f"{name}={getattr(self, name)!r}" for name in (
                "name", "type", "default", "default_factory", "init", "repr", "hash", "compare",
                "metadata", "kw_only", "doc", "_field_type",
            )
        )
        return f"Field({shown})"

    def __set_name__(self, owner, name):
        # The default takes this place in the class, so it must hear of its name.
        hook = getattr(type(self.default), "__set_name__", None)
        if hook is not None:
            hook(self.default, owner, name)

    __class_getitem__ = classmethod(GenericAlias)


class _DataclassParams:
    """The arguments that @dataclass was used with."""

    __slots__ = (
        "init", "repr", "eq", "order", "unsafe_hash", "frozen", "match_args", "kw_only", "slots",
        "weakref_slot",
    )

    def __init__(self, *values):
        for name, value in zip(self.__slots__, values):
            setattr(self, name, value)

    def __repr__(self):
        shown = ",".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)
        return f"_DataclassParams({shown})"


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None,
          compare=True, metadata=None, kw_only=MISSING, doc=None):
    """Say more about a field than its default value."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only, doc)


# === collecting the fields ===

def _own_annotations(cls):
    """The annotations of the class itself; names that are not known yet become ForwardRefs."""
    try:
        found = cls.__annotations__
    except Exception:
        from annotationlib import Format, get_annotations
        found = get_annotations(cls, format=Format.FORWARDREF)
    return found


def _dotted(text):
    """The leading `name` or `module.name` of an annotation that is a string."""
    parts = []
    rest = text.lstrip()
    while len(parts) < 2:
        size = 0
        while size < len(rest) and (rest[size].isalnum() or rest[size] == "_"):
            size += 1
        if not size:
            break
        parts.append(rest[:size])
        rest = rest[size:].lstrip()
        if not rest.startswith("."):
            break
        rest = rest[1:].lstrip()
    if not parts:
        return None, None
    return (None, parts[0]) if len(parts) == 1 else (parts[0], parts[1])


def _names(annotation, cls, module, wanted):
    """Does an annotation that is a string name something that `wanted` accepts?"""
    prefix, name = _dotted(annotation)
    if name is None:
        return False
    space = vars(sys.modules.get(cls.__module__, sys))
    if prefix is not None:
        if space.get(prefix) is not module:
            return False
        space = vars(module)
    return wanted(space.get(name))


def _kind_of(cls, annotation):
    """Is the field ordinary, a class variable, or a parameter of __init__?"""
    typing = sys.modules.get("typing")
    if typing is not None:
        def is_class_variable(value):
            return value is typing.ClassVar or (
                type(value) is typing._GenericAlias and value.__origin__ is typing.ClassVar
            )
        if is_class_variable(annotation) or (
            isinstance(annotation, str) and _names(annotation, cls, typing, is_class_variable)
        ):
            return _FIELD_CLASSVAR

    def is_init_variable(value):
        return value is InitVar or type(value) is InitVar
    if is_init_variable(annotation) or (
        isinstance(annotation, str)
        and _names(annotation, cls, sys.modules[__name__], is_init_variable)
    ):
        return _FIELD_INITVAR
    return _FIELD


def _is_kw_only_mark(cls, annotation):
    def is_mark(value):
        return value is KW_ONLY
    return is_mark(annotation) or (
        isinstance(annotation, str) and _names(annotation, cls, sys.modules[__name__], is_mark)
    )


def _make_field(cls, name, annotation, kw_only):
    """The Field for an annotation of the class, checked."""
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        made = default
    else:
        if isinstance(default, MemberDescriptorType):
            default = MISSING  # a slot of a base class is no default
        made = field(default=default)
    made.name, made.type = name, annotation
    kind = made._field_type = _kind_of(cls, annotation)
    if kind is not _FIELD and made.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if kind is _FIELD_CLASSVAR:
        if made.kw_only is not MISSING:
            raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    elif made.kw_only is MISSING:
        made.kw_only = kw_only
    if kind is _FIELD and made.default.__class__.__hash__ is None:
        raise ValueError(
            f"mutable default {type(made.default)} for field {name} is not allowed: "
            "use default_factory"
        )
    return made


def _collect(cls, kw_only):
    """All fields of the class by name: the inherited ones first."""
    found = {}
    bases = [base for base in cls.__mro__[:0:-1] if hasattr(base, _FIELDS)]
    for base in bases:
        found.update(getattr(base, _FIELDS))
    annotations = _own_annotations(cls)
    own = []
    marked = False
    for name, annotation in annotations.items():
        if _is_kw_only_mark(cls, annotation):
            if marked:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            marked = kw_only = True
        else:
            own.append(_make_field(cls, name, annotation, kw_only))
    for made in own:
        found[made.name] = made
        if isinstance(getattr(cls, made.name, None), Field):
            if made.default is MISSING:
                delattr(cls, made.name)
            else:
                setattr(cls, made.name, made.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    frozen = [getattr(base, _PARAMS).frozen for base in bases]
    return found, frozen


# === generating the methods ===

class _Source:
    """Collects functions as text, and makes them all at once."""

    def __init__(self, space):
        self.space = space
        self.values = {"_dc_MISSING": MISSING, "_dc_FACTORY": _FACTORY, "_dc_object": object,
                       "_dc_Frozen": FrozenInstanceError}
        self.lines = []
        self.functions = []

    def add(self, name, params, body, **options):
        """Add a method; options are `overwrite` (error text or False), `wrap`, `annotate`."""
        self.functions.append((name, options))
        self.lines.append(f"  def {name}({', '.join(params)}):")
        self.lines += (f"   {line}" for line in body)

    def install(self, cls, owner):
        """Compile, and put the methods into the class."""
        if not self.functions:
            return
        names = ", ".join(name for name, _ in self.functions)
        text = "\n".join((
            f"def _dc_make({', '.join(self.values)}):", *self.lines, f"  return ({names},)"
        ))
        made = {}
        exec(text, self.space, made)
        functions = made["_dc_make"](*self.values.values())
        for (name, options), function in zip(self.functions, functions):
            function.__qualname__ = f"{cls.__qualname__}.{name}"
            function.__module__ = cls.__module__
            if "annotate" in options:
                function.__annotate__ = _annotate_init(owner, options["annotate"])
            if "wrap" in options:
                function = options["wrap"](function)
            error = options.get("overwrite")
            if not _set_new(cls, name, function) and error is not None:
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}"
                                + error)


def _set_new(cls, name, value):
    """Set an attribute unless the class itself has it already; was it set?"""
    if name in cls.__dict__:
        return False
    setattr(cls, name, value)
    return True


def _annotate_init(owner, names):
    """The __annotate__ of a generated __init__: it asks the classes when it is called."""

    def __annotate__(format, /):
        from annotationlib import Format, get_annotations
        if format not in (Format.VALUE, Format.FORWARDREF, Format.STRING):
            raise NotImplementedError(format)
        known = {}
        for base in reversed(owner[0].__mro__):
            known.update(get_annotations(base, format=format))
        found = {name: known[name] for name in names if name in known}
        found["return"] = "None" if format == Format.STRING else None
        return found

    __annotate__.__generated_by_dataclasses__ = True
    return __annotate__


def _add_init(source, fields, frozen, has_post_init):
    positional = [f for f in fields if f.init and not f.kw_only]
    keyword = [f for f in fields if f.init and f.kw_only]
    previous = None
    for f in positional:
        if f.default is not MISSING or f.default_factory is not MISSING:
            previous = f
        elif previous is not None:
            raise TypeError(
                f"non-default argument {f.name!r} follows default argument {previous.name!r}"
            )
    self_name = "_dc_self" if any(f.name == "self" for f in fields) else "self"
    params = [self_name, *map(partial(_parameter, source), positional)]
    if keyword:
        params += ["*", *map(partial(_parameter, source), keyword)]
    body = []
    for f in fields:
        if f._field_type is _FIELD:
            value = _initial(source, f)
            if value is None:
                continue
            if frozen:
                body.append(f"_dc_object.__setattr__({self_name}, {f.name!r}, {value})")
            else:
                body.append(f"{self_name}.{f.name} = {value}")
    if has_post_init:
        passed = ", ".join(f.name for f in fields if f._field_type is _FIELD_INITVAR)
        body.append(f"{self_name}.__post_init__({passed})")
    names = [f.name for f in positional + keyword]
    source.add("__init__", params, body or ["pass"], annotate=names)


def _parameter(source, f):
    if f.default is not MISSING:
        source.values[f"_dc_default_{f.name}"] = f.default
        return f"{f.name}=_dc_default_{f.name}"
    return f.name if f.default_factory is MISSING else f"{f.name}=_dc_FACTORY"


def _initial(source, f):
    """The expression that __init__ gives to the attribute, or None for no attribute."""
    if f.default_factory is not MISSING:
        source.values[f"_dc_factory_{f.name}"] = f.default_factory
        call = f"_dc_factory_{f.name}()"
        return f"{call} if {f.name} is _dc_FACTORY else {f.name}" if f.init else call
    if f.init:
        return f.name
    if f.default is MISSING:
        return None
    # The class attribute does, unless slots will take its place.
    if not source.slots:
        return None
    source.values[f"_dc_default_{f.name}"] = f.default
    return f"_dc_default_{f.name}"


def _add_compare(source, fields):
    mine, others = (
        f"({''.join(f'{name}.{f.name},' for f in fields)})" for name in ("self", "other")
    )
    for name, sign in (("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">=")):
        source.add(name, ("self", "other"), (
            "if other.__class__ is self.__class__:",
            f" return {mine} {sign} {others}",
            "return NotImplemented",
        ), overwrite=" Consider using functools.total_ordering")


def _add_frozen(source, cls, fields):
    source.values["_dc_cls"] = cls
    names = f"({''.join(f'{f.name!r},' for f in fields)})"
    condition = f"if type(self) is _dc_cls or name in {names}:"
    for method, verb, extra in (("__setattr__", "assign to", ", value"),
                                ("__delattr__", "delete", "")):
        source.add(method, ("self", f"name{extra}"), (
            condition,
            f' raise _dc_Frozen(f"cannot {verb} field {{name!r}}")',
            f"super(_dc_cls, self).{method}(name{extra})",
        ), overwrite="")


def _add_hash(source, cls, fields, params):
    """Add, forbid or leave alone __hash__, as eq, frozen and unsafe_hash ask for."""
    own = cls.__dict__.get("__hash__", MISSING)
    # With __eq__ in the body, Python itself has put None there.
    explicit = own is not MISSING and not (own is None and "__eq__" in cls.__dict__)
    if params.unsafe_hash:
        if explicit:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    elif not params.eq or explicit:
        return
    elif not params.frozen:
        cls.__hash__ = None
        return
    if own is None:
        del cls.__hash__
    used = [f for f in fields if (f.compare if f.hash is None else f.hash)]
    values = "".join(f"self.{f.name}," for f in used)
    source.add("__hash__", ("self",), (f"return hash(({values}))",))


def _process(cls, params):
    space = {}
    module = sys.modules.get(cls.__module__)
    if module is not None:
        space = module.__dict__
    setattr(cls, _PARAMS, params)
    found, frozen_bases = _collect(cls, params.kw_only)
    if any(frozen_bases) and not params.frozen:
        raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
    if params.frozen and not all(frozen_bases):
        raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    setattr(cls, _FIELDS, found)
    if params.order and not params.eq:
        raise ValueError("eq must be true if order is true")

    everything = [f for f in found.values() if f._field_type is not _FIELD_CLASSVAR]
    stored = [f for f in everything if f._field_type is _FIELD]
    owner = [cls]
    source = _Source(space)
    source.slots = params.slots
    if params.init:
        _add_init(source, everything, params.frozen, hasattr(cls, "__post_init__"))
    _set_new(cls, "__replace__", _replace)
    if params.repr:
        shown = ", ".join(f"{f.name}={{self.{f.name}!r}}" for f in stored if f.repr)
        source.add("__repr__", ("self",), (
            f'return f"{{self.__class__.__qualname__}}({shown})"',
        ), wrap=recursive_repr())
    compared = [f for f in stored if f.compare]
    if params.eq:
        terms = " and ".join(f"self.{f.name} == other.{f.name}" for f in compared) or "True"
        source.add("__eq__", ("self", "other"), (
            "if self is other:",
            " return True",
            "if other.__class__ is self.__class__:",
            f" return {terms}",
            "return NotImplemented",
        ))
    if params.order:
        _add_compare(source, compared)
    if params.frozen:
        _add_frozen(source, cls, stored)
    _add_hash(source, cls, stored, params)
    source.install(cls, owner)

    if not cls.__dict__.get("__doc__"):
        cls.__doc__ = cls.__name__ + _signature_text(cls, params, everything)
    if params.match_args:
        _set_new(cls, "__match_args__", tuple(
            f.name for f in everything if f.init and not f.kw_only
        ))
    if params.weakref_slot and not params.slots:
        raise TypeError("weakref_slot is True but slots is False")
    if params.slots:
        from _dataclass_slots import add_slots
        cls = owner[0] = add_slots(cls, params.frozen, params.weakref_slot, stored)
        for name, annotation in _own_annotations(cls).items():
            if name in found:
                found[name].type = annotation  # ForwardRefs know their class
    if hasattr(cls, "__abstractmethods__"):
        from abc import update_abstractmethods
        update_abstractmethods(cls)
    return cls


def _signature_text(cls, params, fields):
    """What str(inspect.signature(cls)) says, for the docstring."""
    if (
        not params.init or "__init__" not in cls.__dict__ or type(cls).__call__ is not type.__call__
        or cls.__new__ is not object.__new__ or hasattr(cls, "__signature__")
        or not hasattr(getattr(cls.__init__, "__annotate__", None), "__generated_by_dataclasses__")
    ):
        import inspect
        try:
            from annotationlib import Format
            found = inspect.signature(cls, annotation_format=Format.FORWARDREF)
            return str(found).replace(" -> None", "")
        except (TypeError, ValueError):
            return ""
    parts = []
    for keyword in (False, True):
        group = [f for f in fields if f.init and bool(f.kw_only) is keyword]
        if keyword and group:
            parts.append("*")
        for f in group:
            text = f"{f.name}: {_annotation_text(f.type)}"
            if f.default is not MISSING:
                text += f" = {f.default!r}"
            elif f.default_factory is not MISSING:
                text += " = <factory>"
            parts.append(text)
    return f"({', '.join(parts)})"


def _annotation_text(annotation):
    if isinstance(annotation, type) and not isinstance(annotation, GenericAlias):
        if annotation.__module__ == "builtins":
            return annotation.__qualname__
        return f"{annotation.__module__}.{annotation.__qualname__}"
    if isinstance(annotation, (str, GenericAlias)):
        return repr(annotation)
    from inspect import formatannotation
    return formatannotation(annotation)


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False,
              frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """Class decorator that adds methods for the annotated attributes, the fields.

    >>> @dataclass
    ... class Point:
    ...     x: int
    ...     y: int = 0
    >>> Point(1)
    Point(x=1, y=0)
    """
    params = _DataclassParams(
        init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot
    )
    if cls is None:
        return lambda cls: _process(cls, params)
    return _process(cls, params)


def _dataclass_getstate(self):
    return [getattr(self, f.name) for f in fields(self)]


def _dataclass_setstate(self, state):
    for f, value in zip(fields(self), state):
        object.__setattr__(self, f.name, value)  # __setattr__ may refuse


# === functions for instances ===

def fields(class_or_instance):
    """The fields of a dataclass, or of an instance of one, as tuple."""
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple(f for f in found.values() if f._field_type is _FIELD)


def _is_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    """Is it a dataclass, or an instance of one?"""
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


_ATOMIC = frozenset((
    type(None), bool, int, float, str, complex, bytes, type(...), type(NotImplemented),
    FunctionType, type(len), type, range, property, type(_dotted.__code__),
))


def _convert(obj, whole):
    """Copy a value with all dataclass instances in it replaced by whole(instance)."""
    kind = type(obj)
    if kind in _ATOMIC:
        return obj
    if hasattr(kind, _FIELDS):
        return whole(obj)
    if kind is list:
        return [_convert(item, whole) for item in obj]
    if kind is dict:
        return {_convert(key, whole): _convert(value, whole) for key, value in obj.items()}
    if issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return kind(*[_convert(item, whole) for item in obj])
    if issubclass(kind, (list, tuple)):
        return kind(_convert(item, whole) for item in obj)
    if issubclass(kind, dict):
        pairs = ((_convert(key, whole), _convert(value, whole)) for key, value in obj.items())
        if not hasattr(kind, "default_factory"):
            return kind(pairs)
        made = kind(obj.default_factory)
        for key, value in pairs:
            made[key] = value
        return made
    from copy import deepcopy
    return deepcopy(obj)


def asdict(obj, *, dict_factory=dict):
    """The fields of an instance as dict; dataclasses, lists, tuples and dicts in it, too."""
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")

    def whole(instance):
        return dict_factory([
            (f.name, _convert(getattr(instance, f.name), whole)) for f in fields(instance)
        ])

    return whole(obj)


def astuple(obj, *, tuple_factory=tuple):
    """The fields of an instance as tuple; dataclasses, lists, tuples and dicts in it, too."""
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")

    def whole(instance):
        return tuple_factory([
            _convert(getattr(instance, f.name), whole) for f in fields(instance)
        ])

    return whole(obj)


def replace(obj, /, **changes):
    """A new instance with some fields changed."""
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    return _replace(obj, **changes)


def _replace(self, /, **changes):
    for f in getattr(self, _FIELDS).values():
        name = f.name
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if name in changes:
                raise TypeError(
                    f"field {name} is declared with init=False, "
                    "it cannot be specified with replace()"
                )
        elif name not in changes:
            if f._field_type is _FIELD_INITVAR:
                if f.default is MISSING:
                    raise TypeError(f"InitVar {name!r} must be specified with replace()")
                continue
            changes[name] = getattr(self, name)
    return self.__class__(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True,
                   order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False,
                   slots=False, weakref_slot=False, module=None, decorator=dataclass):
    """Make a dataclass from names, (name, type) pairs or (name, type, field) triples."""
    from keyword import iskeyword
    from types import new_class
    space = {} if namespace is None else namespace
    annotations, defaults = {}, {}
    making = True
    for item in fields:
        if isinstance(item, str):
            name, kind = item, _ANY
        elif len(item) == 2:
            name, kind = item
        elif len(item) == 3:
            name, kind, defaults[item[0]] = item
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if iskeyword(name):
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = kind

    def annotate(format, /):
        from annotationlib import Format, type_repr
        if format not in (Format.VALUE, Format.FORWARDREF, Format.STRING):
            raise NotImplementedError(format)
        if format == Format.STRING:
            return {
                name: "typing.Any" if kind is _ANY
                else kind if isinstance(kind, str) else type_repr(kind)
                for name, kind in annotations.items()
            }
        if "typing" in sys.modules or format == Format.VALUE and not making:
            from typing import Any
        elif _ANY not in annotations.values():
            Any = None
        elif making and format == Format.VALUE:
            raise NameError("typing is not loaded for a field without type")
        else:
            from annotationlib import ForwardRef
            Any = ForwardRef("Any", module="typing")
        return {name: Any if kind is _ANY else kind for name, kind in annotations.items()}

    def fill(body):
        body.update(space)
        body.update(defaults)
        body["__annotate__"] = annotate

    cls = new_class(cls_name, bases, {}, fill)
    if module is None:
        try:
            module = sys._getframemodulename(1) or "__main__"
        except AttributeError:
            module = sys._getframe(1).f_globals.get("__name__", "__main__")
    cls.__module__ = module
    made = decorator(
        cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
        match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot,
    )
    making = False
    return made


_ANY = object()  # stands for typing.Any, which need not be loaded yet
