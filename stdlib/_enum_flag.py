"""Flags: enumerations whose members are combined bit by bit."""

from enum import Enum, ReprEnum, StrEnum, _iter_bits_lsb, auto, bin

__name__ = "enum"  # where the names belong


class FlagBoundary(StrEnum):
    """What happens to bits that no member of a flag has."""

    STRICT = auto()  # an error
    CONFORM = auto()  # they are dropped
    EJECT = auto()  # the result is a plain int
    KEEP = auto()  # they stay


STRICT = FlagBoundary.STRICT
CONFORM, EJECT, KEEP = FlagBoundary.CONFORM, FlagBoundary.EJECT, FlagBoundary.KEEP


class Flag(Enum, boundary=STRICT):
    """Base class of enumerations whose members are combined with | & ^ ~."""

    _numeric_repr_ = repr

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        highest = max(last_values)
        try:
            return 1 << highest.bit_length()
        except Exception:
            raise TypeError(f"invalid flag value {highest!r}") from None

    @classmethod
    def _iter_member_by_value_(cls, value):
        """The members of the single bits in a value, from the least on."""
        for bit in _iter_bits_lsb(value & cls._flag_mask_):
            yield cls._value2member_map_.get(bit)

    _iter_member_ = _iter_member_by_value_

    @classmethod
    def _iter_member_by_def_(cls, value):
        """The members of the single bits in a value, in the order of definition."""
        yield from sorted(cls._iter_member_by_value_(value), key=lambda m: m._sort_order_)

    @classmethod
    def _missing_(cls, value):
        """Make the member for a combination of bits."""
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask, singles, all_bits = cls._flag_mask_, cls._singles_mask_, cls._all_bits_
        boundary = cls._boundary_
        given = value
        if not ~all_bits <= value <= all_bits or value & (all_bits ^ mask):
            if boundary is STRICT:
                width = max(value.bit_length(), mask.bit_length())
                raise ValueError(
                    f"{cls!r} invalid value {value!r}\n    given {bin(value, width)}"
                    f"\n  allowed {bin(mask, width)}"
                )
            if boundary is CONFORM:
                value &= mask
            elif boundary is EJECT:
                return value
            elif boundary is KEEP:
                if value < 0:
                    value += max(all_bits + 1, 1 << value.bit_length())
            else:
                raise ValueError(f"{cls!r} unknown flag boundary {boundary!r}")
        if value < 0:
            if boundary is EJECT or boundary is KEEP:
                value += all_bits + 1
            else:
                value &= singles
        unknown = value & ~mask
        if unknown and boundary is not KEEP:
            raise ValueError(
                f"{cls.__name__}({value!r}) -->  unknown values {unknown!r} [{bin(unknown)}]"
            )
        if cls._member_type_ is object:
            made = object.__new__(cls)
        else:
            made = cls._member_type_.__new__(cls, value)
        if not hasattr(made, "_value_"):
            made._value_ = value
        made._name_ = cls._combined_name(value)
        made = cls._value2member_map_.setdefault(value, made)
        if given < 0:
            cls._value2member_map_[given] = made
        return made

    @classmethod
    def _combined_name(cls, value):
        parts = list(cls._iter_member_(value & cls._singles_mask_))
        covered = 0
        for part in parts:
            covered |= part._value_
        if value & ~cls._singles_mask_:
            for alias in cls._member_map_.values():
                bits = alias._value_
                if alias not in parts and bits and bits & value == bits:
                    parts.append(alias)
                    covered |= bits
        if not parts:
            return None
        names = [part._name_ for part in parts]
        if value ^ covered:
            names.append(cls._numeric_repr_(value ^ covered))
        return "|".join(names)

    def __contains__(self, other):
        """Has this flag all bits of the other?"""
        if not isinstance(other, self.__class__):
            raise TypeError(
                "unsupported operand type(s) for 'in': "
                f"{type(other).__qualname__!r} and {self.__class__.__qualname__!r}"
            )
        bits = other._value_
        return bits & self._value_ == bits

    def __iter__(self):
        """Iterate over the members of the single bits."""
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __bool__(self):
        return bool(self._value_)

    def __repr__(self):
        name = self.__class__.__name__
        shown = (self.__class__._value_repr_ or repr)(self._value_)
        return f"<{name}: {shown}>" if self._name_ is None else f"<{name}.{self._name_}: {shown}>"

    def __str__(self):
        name = self.__class__.__name__
        return f"{name}({self._value_!r})" if self._name_ is None else f"{name}.{self._name_}"

    def _bits_of(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        kind = self._member_type_
        return other if kind is not object and isinstance(other, kind) else NotImplemented

    def _both(self, other, sign):
        """The values of two flags; None has no value, and that is an error with a text."""
        bits = self._bits_of(other)
        if bits is not NotImplemented:
            for flag in (self, other):
                if self._bits_of(flag) is None:
                    raise TypeError(f"'{flag}' cannot be combined with other flags with {sign}")
        return bits

    def __or__(self, other):
        bits = self._both(other, "|")
        return bits if bits is NotImplemented else self.__class__(self._value_ | bits)

    def __and__(self, other):
        bits = self._both(other, "&")
        return bits if bits is NotImplemented else self.__class__(self._value_ & bits)

    def __xor__(self, other):
        bits = self._both(other, "^")
        return bits if bits is NotImplemented else self.__class__(self._value_ ^ bits)

    def __invert__(self):
        if self._bits_of(self) is None:
            raise TypeError(f"'{self}' cannot be inverted")
        if self._inverted_ is None:
            bits = ~self._value_
            if self._boundary_ is STRICT or self._boundary_ is CONFORM:
                bits &= self._singles_mask_
            self._inverted_ = self.__class__(bits)
        return self._inverted_

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """A flag whose members are ints."""
