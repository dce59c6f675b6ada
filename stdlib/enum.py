"""Enumerations: classes whose attributes are their only instances.

A member starts as a `_ProtoMember` in the class body's namespace; `type.__new__` calls its
__set_name__, which makes the member before any __init_subclass__ can look at the class. The
namespace is in `_enum_body`, flags are in `_enum_flag`, and the decorators that check, publish or
convert enumerations in `_enum_tools`.
"""

import sys
from builtins import property as _bltin_property
from types import DynamicClassAttribute, MappingProxyType

from _enum_body import (
    EnumDict, _high_bit, _is_descriptor, _is_dunder, _is_internal_class, _is_private,
    _is_single_bit, _is_sunder, _iter_bits_lsb, _missing, _next_value, auto, bin, member,
    nonmember, show_flag_values,
)

__all__ = [
    "EnumType", "EnumMeta", "EnumDict", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag",
    "ReprEnum", "auto", "unique", "property", "verify", "member", "nonmember", "FlagBoundary",
    "STRICT", "CONFORM", "EJECT", "KEEP", "global_flag_repr", "global_enum_repr", "global_str",
    "global_enum", "EnumCheck", "CONTINUOUS", "NAMED_FLAGS", "UNIQUE", "pickle_by_global_name",
    "pickle_by_enum_name",
]

_TOOLS = (
    "unique", "verify", "global_flag_repr", "global_enum_repr", "global_str", "global_enum",
    "EnumCheck", "CONTINUOUS", "NAMED_FLAGS", "UNIQUE", "_simple_enum", "_test_simple_enum",
    "_old_convert_",
)

# These exist from the middle of this module on; classes made before them do without.
Enum = Flag = EJECT = ReprEnum = None

_EnumDict = EnumDict


def __getattr__(name):
    if name in _TOOLS:
        import _enum_tools
        value = globals()[name] = getattr(_enum_tools, name)
        return value
    raise AttributeError(f"module 'enum' has no attribute {name!r}")

class property(DynamicClassAttribute):
    """A property of members; on the class, the member of the same name is given."""

    member = None
    _attr_type = None
    _cls_type = None

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.member is None:
                raise AttributeError(f"{ownerclass!r} has no attribute {self.name!r}")
            return self.member
        if self.fget is not None:
            return self.fget(instance)
        if self._attr_type == "attr":
            return getattr(self._cls_type, self.name)
        if self._attr_type == "desc":
            return getattr(instance._value_, self.name)
        found = ownerclass._member_map_.get(self.name)
        if found is None:
            raise AttributeError(f"{ownerclass!r} has no attribute {self.name!r}")
        return found

    def __set__(self, instance, value):
        if (store := self.fset) is None:
            raise AttributeError(
                f"<enum {self.clsname!r}> cannot set attribute {self.name!r}"
            )
        return store(instance, value)

    def __delete__(self, instance):
        if (delete := self.fdel) is None:
            raise AttributeError(
                f"<enum {self.clsname!r}> cannot delete attribute {self.name!r}"
            )
        return delete(instance)

    def __set_name__(self, ownerclass, name):
        self.name = name
        self.clsname = ownerclass.__name__

class _ProtoMember:
    """A value in the class body, until the class exists and it becomes a member."""

    def __init__(self, value):
        self.value = value

    def __set_name__(self, enum_class, name):
        delattr(enum_class, name)
        made = self._make(enum_class)
        value = made._value_
        made._name_ = name
        made.__objclass__ = enum_class
        made.__init__(*self._arguments(enum_class))
        made._sort_order_ = len(enum_class._member_names_)
        is_flag = Flag is not None and issubclass(enum_class, Flag)
        if is_flag and isinstance(value, int):
            enum_class._flag_mask_ |= value
            if _is_single_bit(value):
                enum_class._singles_mask_ |= value
            enum_class._all_bits_ = (1 << enum_class._flag_mask_.bit_length()) - 1
        known = _same_value(enum_class, value)
        if known is not None:
            made = known
        elif not is_flag or not isinstance(value, int) or _is_single_bit(value):
            enum_class._member_names_.append(name)
        enum_class._add_member_(name, made)
        try:
            enum_class._value2member_map_.setdefault(value, made)
            if value not in enum_class._hashable_values_:
                enum_class._hashable_values_.append(value)
        except TypeError:
            enum_class._unhashable_values_.append(value)
            enum_class._unhashable_values_map_.setdefault(name, []).append(value)

    def _arguments(self, enum_class):
        value = self.value
        if not isinstance(value, tuple):
            return (value,)
        return (value,) if enum_class._member_type_ is tuple else value

    def _make(self, enum_class):
        args = self._arguments(enum_class)
        create = enum_class._new_member_
        made = create(enum_class, *args) if enum_class._use_args_ else create(enum_class)
        if not hasattr(made, "_value_"):
            kind = enum_class._member_type_
            if kind is object:
                made._value_ = self.value
            else:
                try:
                    made._value_ = kind(*args)
                except Exception as error:
                    raise TypeError(
                        "_value_ not set in __new__, unable to create it"
                    ) from error
        return made


def _same_value(enum_class, value):
    """The member that has this value already."""
    try:
        return enum_class._value2member_map_.get(value)
    except TypeError:
        for found in enum_class._member_map_.values():
            if found._value_ == value:
                return found
        return None


# === the metaclass ===

class EnumType(type):
    """The metaclass of enumerations."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_for_existing_members_(cls, bases)
        space = EnumDict(cls)
        first = _member_base(metacls, cls, bases)
        if first is not None:
            space["_generate_next_value_"] = getattr(first, "_generate_next_value_", None)
        return space

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        if _simple:
            return super().__new__(metacls, cls, bases, classdict, **kwds)
        names = list(classdict._member_names)
        classdict.setdefault("_ignore_", []).append("_ignore_")
        for key in classdict["_ignore_"]:
            classdict.pop(key, None)
        dict.pop(classdict, "_generate_next_value", None)
        invalid = set(names) & {"mro", ""}
        if invalid:
            raise ValueError(
                f"invalid enum member name(s) {','.join(repr(name) for name in invalid)}"
            )
        order = classdict.pop("_order_", None)
        generate = classdict.get("_generate_next_value_")
        if generate is not None and not isinstance(generate, staticmethod):
            dict.__setitem__(classdict, "_generate_next_value_", staticmethod(generate))

        member_type = _data_type(cls, bases)
        first = _member_base(metacls, cls, bases)
        create, own_new, use_args = _find_new(classdict, member_type, first)
        for name in names:
            dict.__setitem__(classdict, name, _ProtoMember(classdict[name]))

        set_item = dict.__setitem__
        set_item(classdict, "_new_member_", create)
        set_item(classdict, "_use_args_", classdict.get("_use_args_", use_args))
        set_item(classdict, "_member_names_", [])
        set_item(classdict, "_member_map_", {})
        set_item(classdict, "_value2member_map_", {})
        set_item(classdict, "_hashable_values_", [])
        set_item(classdict, "_unhashable_values_", [])
        set_item(classdict, "_unhashable_values_map_", {})
        set_item(classdict, "_member_type_", member_type)
        set_item(classdict, "_value_repr_", _data_repr(bases))
        is_flag = Flag is not None and first is not None and issubclass(first, Flag)
        if is_flag or (Flag is None and cls == "Flag"):
            if boundary is None:
                boundary = getattr(first, "_boundary_", None)
            set_item(classdict, "_boundary_", boundary)
            for key, value in (
                ("_flag_mask_", 0), ("_singles_mask_", 0), ("_all_bits_", 0), ("_inverted_", None)
            ):
                set_item(classdict, key, value)
        elif boundary is not None:
            set_item(classdict, "_boundary_", boundary)
        if ReprEnum is not None and ReprEnum in bases:
            if "__format__" not in classdict:
                set_item(classdict, "__format__", member_type.__format__)
            if "__str__" not in classdict:
                # object's __str__ would come back to the repr of the enumeration
                show = member_type.__str__
                plain = show is object.__str__
                set_item(classdict, "__str__", member_type.__repr__ if plain else show)
        if "__reduce_ex__" not in classdict and member_type is not object:
            ways = ("__getnewargs_ex__", "__getnewargs__", "__reduce_ex__", "__reduce__")
            if "__new__" in classdict and not any(way in member_type.__dict__ for way in ways):
                set_item(classdict, "__reduce_ex__", _cannot_pickle)
                set_item(classdict, "__module__", "<unknown>")
        if "__doc__" not in classdict:
            set_item(classdict, "__doc__", None)

        try:
            enum_class = super().__new__(metacls, cls, bases, classdict, **kwds)
        except Exception as error:
            # The note that type.__new__ leaves would name the proto-member.
            notes = getattr(error, "__notes__", None)
            if notes and notes[-1].startswith("Error calling __set_name__"):
                notes.pop()
                if not notes:
                    del error.__notes__
            raise
        return _finish(enum_class, classdict, member_type, first, own_new, create, order)

    def __call__(cls, value, names=_missing, *values, module=None, qualname=None, type=None,
                 start=1, boundary=None):
        """Look a member up by value, or, for a class without members, make a new enumeration."""
        if cls._member_map_:
            if names is not _missing:
                value = (value, names) + values
            return cls.__new__(cls, value)
        if names is _missing and type is None:
            raise TypeError(
                f"{cls} has no members; specify `names=()` if you meant to create a new, "
                "empty, enum"
            )
        return _create(
            cls, value, () if names is _missing else names, values, module, qualname, type, start,
            boundary,
        )

    def __contains__(cls, value):
        """Is it a member, or the value of one?"""
        if isinstance(value, cls):
            return True
        if issubclass(cls, Flag):
            try:
                return isinstance(cls._missing_(value), cls)
            except ValueError:
                pass
        try:
            return value in cls._value2member_map_
        except TypeError:
            return value in cls._unhashable_values_ or value in cls._hashable_values_

    def __setattr__(cls, name, value):
        """Members cannot be replaced."""
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def __delattr__(cls, attr):
        if attr in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"{cls.__name__!r} cannot delete member {attr!r}.")
        super().__delattr__(attr)

    def __getitem__(cls, name):
        """The member of this name."""
        return cls._member_map_[name]

    def __iter__(cls):
        """Iterate over the members, without aliases."""
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        """Iterate over the members from the last one on."""
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        """The number of members, without aliases."""
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    def __dir__(cls):
        shown = {
            "__class__", "__contains__", "__doc__", "__getitem__", "__iter__", "__len__",
            "__members__", "__module__", "__name__", "__qualname__",
        }
        shown.update(cls._member_names_)
        if cls.__init_subclass__ is not object.__init_subclass__:
            shown.add("__init_subclass__")
        if cls._new_member_ is not object.__new__:
            shown.add("__new__")
        if cls._member_type_ is object:
            return sorted(shown)
        return sorted(set(dir(cls._member_type_)) | shown)

    def __repr__(cls):
        kind = "flag" if Flag is not None and issubclass(cls, Flag) else "enum"
        return f"<{kind} {cls.__name__!r}>"

    @_bltin_property
    def __members__(cls):
        """All names, aliases too, with their members; read-only."""
        return MappingProxyType(cls._member_map_)

    @classmethod
    def _check_for_existing_members_(mcls, class_name, bases):
        for base in bases:
            for step in base.__mro__:
                if isinstance(step, EnumType) and step._member_names_:
                    raise TypeError(f"<enum {class_name!r}> cannot extend {step!r}")

    @classmethod
    def _get_mixins_(mcls, class_name, bases):
        if not bases:
            return object, Enum
        return _data_type(class_name, bases), _member_base(mcls, class_name, bases)

    def _add_member_(cls, name, found):
        """Put a member into the class, behind a property where a base has a descriptor."""
        if name in cls._member_map_:
            if cls._member_map_[name] is not found:
                raise NameError(f"{name!r} is already bound: {cls._member_map_[name]!r}")
            return
        descriptor = attribute = None
        for base in cls.__mro__[1:]:
            value = base.__dict__.get(name)
            if value is None:
                continue
            if isinstance(value, (property, DynamicClassAttribute)):
                descriptor = value
                break
            if _is_descriptor(value):
                descriptor = descriptor or value
                attribute = attribute or "desc"
            else:
                descriptor = descriptor or value
                attribute = attribute or "attr"
            owner = base
        if descriptor is None:
            super(EnumType, cls).__setattr__(name, found)
        else:
            redirect = property()
            redirect.member = found
            redirect.__set_name__(cls, name)
            if isinstance(descriptor, (_bltin_property, DynamicClassAttribute)):
                redirect.fget = getattr(descriptor, "fget", None)
                redirect.fset = getattr(descriptor, "fset", None)
                redirect.fdel = getattr(descriptor, "fdel", None)
            else:
                redirect._attr_type = attribute
                redirect._cls_type = owner
            super(EnumType, cls).__setattr__(name, redirect)
        cls._member_map_[name] = found

    def _convert_(cls, *args, **kwds):
        from _enum_tools import _convert_
        return _convert_(cls, *args, **kwds)

    @_bltin_property
    def __signature__(cls):
        from inspect import Parameter, Signature
        if cls._member_names_:
            return Signature([Parameter("values", Parameter.VAR_POSITIONAL)])
        first = Parameter("new_class_name", Parameter.POSITIONAL_ONLY)
        names = Parameter("names", Parameter.POSITIONAL_OR_KEYWORD)
        more = [
            Parameter(name, Parameter.KEYWORD_ONLY, default=default)
            for name, default in (
                ("module", None), ("qualname", None), ("type", None), ("start", 1),
                ("boundary", None),
            )
        ]
        return Signature([first, names, *more])


EnumMeta = EnumType


def _member_base(metacls, class_name, bases):
    """The enumeration among the bases; it must be the last one."""
    if not bases:
        return None
    last = bases[-1]
    if not isinstance(last, EnumType):
        raise TypeError(
            "new enumerations should be created as "
            "`EnumName([mixin_type, ...] [data_type,] enum_type)`"
        )
    return last


def _data_type(class_name, bases):
    """The type that is mixed in to be the members' value, or object."""
    found = {}
    for chain in bases:
        candidate = None
        for base in chain.__mro__:
            if base is object:
                continue
            if isinstance(base, EnumType):
                if base._member_type_ is not object:
                    found[base._member_type_] = None
                    break
            elif "__new__" in base.__dict__ or "__dataclass_fields__" in base.__dict__:
                found[candidate or base] = None
                break
            else:
                candidate = candidate or base
    if len(found) > 1:
        raise TypeError(f"too many data types for {class_name!r}: {set(found)!r}")
    return next(iter(found), object)


def _data_repr(bases):
    """The __repr__ of the mixed-in type, which shows values."""
    for chain in bases:
        for base in chain.__mro__:
            if base is object:
                continue
            if isinstance(base, EnumType):
                return base._value_repr_
            if "__repr__" in base.__dict__:
                params = base.__dict__.get("__dataclass_params__")
                if params is not None and params.repr:
                    return _dataclass_repr
                return base.__dict__["__repr__"]
    return None


def _dataclass_repr(self):
    shown = [
        f"{name}={getattr(self, name)!r}"
        for name, field in self.__dataclass_fields__.items() if field.repr
    ]
    return ", ".join(shown)


def _find_new(classdict, member_type, first):
    """How members are made: (function, was it defined here, does it get arguments)."""
    own = classdict.get("__new__")
    create = own
    if create is None:
        plain = (None, object.__new__, getattr(Enum, "__new__", None), None.__new__)
        candidates = (
            getattr(source, attribute, None)
            for attribute in ("__new_member__", "__new__")
            for source in (member_type, first)
        )
        create = next((c for c in candidates if c not in plain), object.__new__)
    inherited = (object.__new__, getattr(Enum, "__new__", None))
    return create, first is not None and own is not None, (
        first is not None and create not in inherited
    )


def _finish(enum_class, classdict, member_type, first, own_new, create, order):
    """What is left to do when the class and its members exist."""
    set_attribute = type.__setattr__
    if first is not None:
        for name in ("__repr__", "__str__", "__format__", "__reduce_ex__"):
            if name not in classdict:
                found = getattr(enum_class, name)
                if found in (getattr(member_type, name, None), getattr(object, name, None)):
                    set_attribute(enum_class, name, getattr(first, name))
        if own_new:
            enum_class.__new_member__ = create
        set_attribute(enum_class, "__new__", Enum.__new__)
    names = enum_class._member_names_
    is_flag = Flag is not None and issubclass(enum_class, Flag)
    if is_flag:
        for name in (
            "__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__"
        ):
            if name not in classdict:
                set_attribute(enum_class, name, Flag.__dict__[name])
        singles = [enum_class._member_map_[name]._value_ for name in names]
        singles = [value for value in singles if isinstance(value, int)]
        if singles != sorted(singles):
            set_attribute(enum_class, "_iter_member_", enum_class._iter_member_by_def_)
    if order is not None:
        _check_order(enum_class, order, is_flag)
    return enum_class


def _check_order(enum_class, order, is_flag):
    wanted = order.replace(",", " ").split() if isinstance(order, str) else list(order)
    mapping = enum_class._member_map_
    names = enum_class._member_names_
    if is_flag:
        wanted = [
            name for name in wanted
            if name not in mapping or _is_single_bit(mapping[name]._value_)
        ]
    wanted = [
        name for name in wanted
        if name not in mapping or (name in names and mapping[name]._name_ == name)
    ]
    if wanted != names:
        raise TypeError(f"member order does not match _order_:\n  {names!r}\n  {wanted!r}")


def _cannot_pickle(self, proto):
    raise TypeError(f"{self!r} cannot be pickled")


def _make_class_unpicklable(cls):
    """Make pickling an instance of a class an error."""
    cls.__reduce_ex__ = _cannot_pickle
    cls.__module__ = "<unknown>"


def _create(cls, class_name, names, values, module, qualname, kind, start, boundary):
    """Make an enumeration from a list of names, or of (name, value) pairs."""
    metacls = cls.__class__
    bases = (cls,) if kind is None else (kind, cls)
    space = metacls.__prepare__(class_name, bases)
    if isinstance(names, str):
        names = names.replace(",", " ").split()
    if values:
        names = (names, *values)
    if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
        plain, names = names, []
        last = []
        first = _member_base(metacls, class_name, bases)
        for count, name in enumerate(plain):
            value = first._generate_next_value_(name, start, count, last[:])
            last.append(value)
            names.append((name, value))
    for item in () if names is None else names:
        name, value = (item, names[item]) if isinstance(item, str) else item
        space[name] = value
    if module is None:
        module = _outer_module(3)
    if module is None:
        space["__reduce_ex__"] = _cannot_pickle
        space["__module__"] = "<unknown>"
    else:
        space["__module__"] = module
    if qualname is not None:
        space["__qualname__"] = qualname
    return metacls.__new__(metacls, class_name, bases, space, boundary=boundary)


def _outer_module(depth):
    try:
        return sys._getframemodulename(depth)
    except AttributeError:
        pass
    try:
        return sys._getframe(depth).f_globals["__name__"]
    except (AttributeError, ValueError, KeyError):
        return None


# === the base classes ===

class Enum(metaclass=EnumType):
    """Base class of enumerations: the names in the class body become its only instances.

    >>> class Color(Enum):
    ...     RED = 1
    ...     GREEN = 2
    >>> Color.RED, Color(2), Color["RED"].value, list(Color)
    (<Color.RED: 1>, <Color.GREEN: 2>, 1, [<Color.RED: 1>, <Color.GREEN: 2>])
    """

    def __new__(cls, value):
        # Only a look-up: members were made together with the class.
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except TypeError:
            found = _find_unhashable(cls, value)
            if found is not None:
                return found
        except KeyError:
            pass
        if not cls._member_map_:
            if cls.__dict__.get("__new__") is not Enum.__new__:  # called while it is made
                raise TypeError(
                    "do not use `super().__new__; call the appropriate __new__ directly"
                )
            raise TypeError(f"{cls!r} has no members defined")
        return _ask_missing(cls, value)

    def __init__(self, *args, **kwds):
        pass

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """The value for an auto(): the highest one so far plus one."""
        return _next_value(name, start, count, last_values)

    @classmethod
    def _missing_(cls, value):
        """Called for a value that no member has; may return a member."""
        return None

    def _add_alias_(self, name):
        """Give the member another name."""
        self.__class__._add_member_(name, self)

    def _add_value_alias_(self, value):
        """Let the member be found by another value, too."""
        cls = self.__class__
        try:
            known = cls._value2member_map_.get(value)
        except TypeError:
            known = next(
                (m for m in cls._member_map_.values() if m._value_ == value), None
            )
            if known is None:
                cls._unhashable_values_.append(value)
                cls._unhashable_values_map_.setdefault(self.name, []).append(value)
        else:
            if known is None:
                cls._value2member_map_[value] = self
                cls._hashable_values_.append(value)
        if known is not None and known is not self:
            raise ValueError(f"{value!r} is already bound: {known!r}")

    def __repr__(self):
        shown = self.__class__._value_repr_ or repr
        return f"<{self.__class__.__name__}.{self._name_}: {shown(self._value_)}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __dir__(self):
        """The attributes and methods that are not private."""
        if self.__class__._member_type_ is object:
            shown = {"__class__", "__doc__", "__eq__", "__hash__", "__module__", "name", "value"}
        else:
            shown = set(object.__dir__(self))
        for name in getattr(self, "__dict__", ()):
            if name[0] != "_":
                shown.add(name)
        for base in self.__class__.mro():
            for name, value in base.__dict__.items():
                if name[0] == "_":
                    continue
                if isinstance(value, property):
                    if value.fget is not None or name not in self._member_map_:
                        shown.add(name)
                    else:
                        shown.discard(name)
                elif name not in self._member_map_:
                    shown.add(name)
        return sorted(shown)

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    @property
    def name(self):
        """The name of the member."""
        return self._name_

    @property
    def value(self):
        """The value of the member."""
        return self._value_


def _find_unhashable(cls, value):
    """The member with a value that cannot be a key."""
    for name, values in cls._unhashable_values_map_.items():
        if value in values:
            return cls._member_map_[name]
    return next((found for found in cls._member_map_.values() if value == found._value_), None)


def _ask_missing(cls, value):
    error = None
    try:
        result = cls._missing_(value)
    except Exception as caught:
        error, result = caught, None
    if isinstance(result, cls) or (
        Flag is not None and issubclass(cls, Flag) and cls._boundary_ is EJECT
        and isinstance(result, int)
    ):
        return result
    invalid = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
    if result is None and error is None:
        raise invalid
    if error is None:
        error = TypeError(
            f"error in {cls.__name__}._missing_: "
            f"returned {result!r} instead of None or a valid member"
        )
    if not isinstance(error, ValueError):
        error.__context__ = invalid
    try:
        raise error
    finally:
        error = invalid = None  # no cycles through this frame


class ReprEnum(Enum):
    """Only the repr is an enumeration's; str() and format() are those of the mixed-in type."""


class IntEnum(int, ReprEnum):
    """An enumeration whose members are ints."""


class StrEnum(str, ReprEnum):
    """An enumeration whose members are strings; auto() gives the name in lower case."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        kinds = zip(values, ("", "encoding must be a string, not {!r}",
                             "errors must be a string, not {!r}"))
        for place, (value, message) in enumerate(kinds):
            if place == 0 and len(values) > 1:
                continue
            if not isinstance(value, str):
                raise TypeError(message.format(value) if place else f"{value!r} is not a string")
        text = str(*values)
        made = str.__new__(cls, text)
        made._value_ = text
        return made

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


def pickle_by_global_name(self, proto):
    """A __reduce_ex__ for members that are also global names of their module."""
    return self.name


_reduce_ex_by_global_name = pickle_by_global_name


def pickle_by_enum_name(self, proto):
    """A __reduce_ex__ that finds the member by name."""
    return getattr, (self.__class__, self._name_)


from _enum_flag import CONFORM, EJECT, KEEP, STRICT, Flag, FlagBoundary, IntFlag
