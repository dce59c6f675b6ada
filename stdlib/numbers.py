"""Abstract base classes of numbers: Number, Complex, Real, Rational, Integral.

There is nothing numeric for Decimal here: it is registered as Number only.
"""

from abc import ABCMeta, abstractmethod, update_abstractmethods

__all__ = ["Number", "Complex", "Real", "Rational", "Integral"]


def _add(cls, *names):
    """Give a class abstract methods."""
    for name in names:
        def method(self, *args):
            raise NotImplementedError
        method.__name__ = name
        method.__qualname__ = f"{cls.__name__}.{name}"
        setattr(cls, name, abstractmethod(method))
    update_abstractmethods(cls)


class Number(metaclass=ABCMeta):
    """Any number; hashing is all that is asked for."""

    __slots__ = ()
    __hash__ = None


class Complex(Number):
    """Has the operations of complex: + - * / ** abs() == real imag conjugate()."""

    __slots__ = ()

    @property
    @abstractmethod
    def imag(self):
        """The imaginary part."""
        raise NotImplementedError

    @property
    @abstractmethod
    def real(self):
        """The real part."""
        raise NotImplementedError

    def __bool__(self):
        """Is it not zero?"""
        return self != 0

    def __rsub__(self, other):
        """other - self"""
        return -self + other

    def __sub__(self, other):
        """self - other"""
        return self + -other


_add(
    Complex, "__complex__", "__add__", "__radd__", "__neg__", "__pos__",
    "__mul__", "__rmul__", "__truediv__", "__rtruediv__",
    "__pow__", "__rpow__", "__abs__", "conjugate", "__eq__",
)
Complex.register(complex)


class Real(Complex):
    """Adds what floats have: float(), round(), // % divmod() and order."""

    __slots__ = ()

    def __divmod__(self, other):
        """divmod(self, other)"""
        return self // other, self % other

    def __rdivmod__(self, other):
        """divmod(other, self)"""
        return other // self, other % self

    def __complex__(self):
        """complex(self)"""
        return complex(float(self))

    @property
    def real(self):
        """The number itself."""
        return +self

    @property
    def imag(self):
        """Zero."""
        return 0

    def conjugate(self):
        """The number itself."""
        return +self


_add(
    Real, "__float__", "__trunc__", "__floor__", "__ceil__", "__round__",
    "__floordiv__", "__rfloordiv__", "__mod__", "__rmod__",
    "__lt__", "__le__",
)
Real.register(float)


class Rational(Real):
    """Adds numerator and denominator, in lowest terms."""

    __slots__ = ()

    @property
    @abstractmethod
    def numerator(self):
        """The number above."""
        raise NotImplementedError

    @property
    @abstractmethod
    def denominator(self):
        """The number below, positive."""
        raise NotImplementedError

    def __float__(self):
        """float(self)"""
        return int(self.numerator) / int(self.denominator)


class Integral(Rational):
    """Adds what ints have: int(), pow() with a modulus, and the operations on bits."""

    __slots__ = ()

    def __index__(self):
        """For operator.index() and slices."""
        return int(self)

    def __float__(self):
        """float(self)"""
        return float(int(self))

    @property
    def numerator(self):
        """The number itself."""
        return +self

    @property
    def denominator(self):
        """One."""
        return 1


_add(
    Integral, "__int__", "__pow__", "__lshift__", "__rlshift__",
    "__rshift__", "__rrshift__", "__and__", "__rand__", "__xor__",
    "__rxor__", "__or__", "__ror__", "__invert__",
)
Integral.register(int)
