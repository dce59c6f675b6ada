"""Pseudo-random numbers: the same sequences as CPython for the same seeds.

`_random.Random` is the Mersenne Twister; everything here is built from its random() and
getrandbits().
"""

from bisect import bisect as _bisect
from itertools import accumulate as _accumulate, repeat as _repeat
from math import (
    acos as _acos, ceil as _ceil, cos as _cos, e as _e, exp as _exp, fabs as _fabs,
    floor as _floor, isfinite as _isfinite, lgamma as _lgamma, log as _log, log2 as _log2,
    pi as _pi, sin as _sin, sqrt as _sqrt,
)
from operator import index as _index

import _random

__all__ = [
    "Random", "SystemRandom", "betavariate", "binomialvariate", "choice", "choices",
    "expovariate", "gammavariate", "gauss", "getrandbits", "getstate", "lognormvariate",
    "normalvariate", "paretovariate", "randbytes", "randint", "random", "randrange", "sample",
    "seed", "setstate", "shuffle", "triangular", "uniform", "vonmisesvariate", "weibullvariate",
]

TWOPI = 2.0 * _pi
NV_MAGICCONST = 4 * _exp(-0.5) / _sqrt(2.0)
LOG4 = _log(4.0)
SG_MAGICCONST = 1.0 + _log(4.5)
BPF = 53  # bits in the fraction of a float
RECIP_BPF = 2 ** -BPF
_ONE = 1


def _urandom(size):
    from os import urandom
    return urandom(size)


class Random(_random.Random):
    """A generator with a state of its own.

    Subclasses may override random(), or random() and getrandbits().
    """

    VERSION = 3  # of what getstate() returns

    def __init__(self, x=None):
        self.seed(x)
        self.gauss_next = None

    def __init_subclass__(cls, /, **kwargs):
        super().__init_subclass__(**kwargs)
        # Integers come from the most derived one of these methods.
        for base in cls.__mro__:
            if "_randbelow" in base.__dict__:
                return
            if "getrandbits" in base.__dict__:
                cls._randbelow = cls._randbelow_with_getrandbits
                return
            if "random" in base.__dict__:
                cls._randbelow = cls._randbelow_without_getrandbits
                return

    def seed(self, a=None, version=2):
        """Start again from None (system entropy), an int, float, str, bytes or bytearray."""
        if version == 1 and isinstance(a, (str, bytes)):
            a = _old_hash(a.decode("latin-1") if isinstance(a, bytes) else a)
        elif version == 2 and isinstance(a, (str, bytes, bytearray)):
            data = a.encode() if isinstance(a, str) else a
            try:
                from _sha2 import sha512
            except ImportError:
                from hashlib import sha512
            a = int.from_bytes(data + sha512(data).digest())
        elif a is not None and not isinstance(a, (int, float, str, bytes, bytearray)):
            raise TypeError(
                "The only supported seed types are:\nNone, int, float, str, bytes, and bytearray."
            )
        super().seed(a)
        self.gauss_next = None

    def getstate(self):
        """The state, for setstate()."""
        return self.VERSION, super().getstate(), self.gauss_next

    def setstate(self, state):
        """Go on from a state that getstate() gave."""
        version = state[0]
        if version == 3:
            version, internal, self.gauss_next = state
            super().setstate(internal)
        elif version == 2:
            version, internal, self.gauss_next = state
            # Older versions stored the numbers with a sign.
            try:
                internal = tuple(number % (1 << 32) for number in internal)
            except ValueError as error:
                raise TypeError from error
            super().setstate(internal)
        else:
            raise ValueError(
                f"state with version {version} passed to Random.setstate() "
                f"of version {self.VERSION}"
            )

    __getstate__ = getstate

    def __setstate__(self, state):
        self.setstate(state)

    def __reduce__(self):
        return self.__class__, (), self.getstate()

    # === integers ===

    def _randbelow_with_getrandbits(self, n):
        """An int in 0 <= x < n, from just as many bits as needed."""
        bits = n.bit_length()
        found = self.getrandbits(bits)
        while found >= n:
            found = self.getrandbits(bits)
        return found

    def _randbelow_without_getrandbits(self, n, maxsize=1 << BPF):
        """An int in 0 <= x < n, from random() only."""
        draw = self.random
        if n >= maxsize:
            from warnings import warn
            warn(
                "Underlying random() generator does not supply \n"
                "enough bits to choose from a population range this large.\n"
                "To remove the range limitation, add a getrandbits() method."
            )
            return _floor(draw() * n)
        limit = (maxsize - maxsize % n) / maxsize
        found = draw()
        while found >= limit:
            found = draw()
        return _floor(found * maxsize) % n

    _randbelow = _randbelow_with_getrandbits

    def randbytes(self, n):
        """n bytes."""
        return self.getrandbits(n * 8).to_bytes(n, "little")

    def randrange(self, start, stop=None, step=_ONE):
        """An item of range(start, stop, step)."""
        first = _index(start)
        if stop is None:
            if step is not _ONE:
                raise TypeError("Missing a non-None stop argument")
            if first <= 0:
                raise ValueError("empty range for randrange()")
            return self._randbelow(first)
        width = _index(stop) - first
        stride = _index(step)
        if stride == 1:
            if width <= 0:
                raise ValueError(f"empty range in randrange({start}, {stop})")
            return first + self._randbelow(width)
        if stride == 0:
            raise ValueError("zero step for randrange()")
        size = (width + stride - (1 if stride > 0 else -1)) // stride
        if size <= 0:
            raise ValueError(f"empty range in randrange({start}, {stop}, {step})")
        return first + stride * self._randbelow(size)

    def randint(self, a, b):
        """An int in a <= x <= b."""
        low, high = _index(a), _index(b)
        if high < low:
            raise ValueError(f"empty range in randint({a}, {b})")
        return low + self._randbelow(high - low + 1)

    # === sequences ===

    def choice(self, seq):
        """An item of a sequence."""
        size = len(seq)
        if not size:
            raise IndexError("Cannot choose from an empty sequence")
        return seq[self._randbelow(size)]

    def shuffle(self, x):
        """Shuffle a list in place."""
        draw = self._randbelow
        for last in range(len(x) - 1, 0, -1):
            other = draw(last + 1)
            x[last], x[other] = x[other], x[last]

    def sample(self, population, k, *, counts=None):
        """k items of a sequence, each place at most once; counts repeats the items."""
        if not hasattr(type(population), "__getitem__") or isinstance(population, dict):
            raise TypeError(
                "Population must be a sequence.  For dicts or sets, use sorted(d)."
            )
        size = len(population)
        if counts is not None:
            return self._sample_counted(population, size, k, counts)
        if not 0 <= k <= size:
            raise ValueError("Sample larger than population or is negative")
        draw = self._randbelow
        # A set of the chosen places, unless a copy of the population takes less memory.
        limit = 21 + (4 ** _ceil(_log(k * 3, 4)) if k > 5 else 0)
        chosen = [None] * k
        if size <= limit:
            pool = list(population)
            for place in range(k):
                left = size - place
                found = draw(left)
                chosen[place] = pool[found]
                pool[found] = pool[left - 1]
        else:
            taken = set()
            for place in range(k):
                found = draw(size)
                while found in taken:
                    found = draw(size)
                taken.add(found)
                chosen[place] = population[found]
        return chosen

    def _sample_counted(self, population, size, k, counts):
        sums = list(_accumulate(counts))
        if len(sums) != size:
            raise ValueError("The number of counts does not match the population")
        total = sums.pop() if sums else 0
        if not isinstance(total, int):
            raise TypeError("Counts must be integers")
        if total < 0:
            raise ValueError("Counts must be non-negative")
        return [population[_bisect(sums, place)] for place in self.sample(range(total), k=k)]

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        """k items of a sequence, which may repeat; weights say how likely each is."""
        draw = self.random
        size = len(population)
        if cum_weights is None:
            if weights is None:
                scale = size + 0.0
                return [population[_floor(draw() * scale)] for _ in _repeat(None, k)]
            try:
                cum_weights = list(_accumulate(weights))
            except TypeError:
                if not isinstance(weights, int):
                    raise
                raise TypeError(
                    f"The number of choices must be a keyword argument: k={weights}"
                ) from None
        elif weights is not None:
            raise TypeError("Cannot specify both weights and cumulative weights")
        if len(cum_weights) != size:
            raise ValueError("The number of weights does not match the population")
        total = cum_weights[-1] + 0.0
        if total <= 0.0:
            raise ValueError("Total of weights must be greater than zero")
        if not _isfinite(total):
            raise ValueError("Total of weights must be finite")
        last = size - 1
        return [
            population[_bisect(cum_weights, draw() * total, 0, last)] for _ in _repeat(None, k)
        ]

    # === real-valued distributions ===

    def uniform(self, a, b):
        """A number between a and b."""
        return a + (b - a) * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        """A number between low and high, most likely near mode (the middle by default)."""
        place = self.random()
        try:
            peak = 0.5 if mode is None else (mode - low) / (high - low)
        except ZeroDivisionError:
            return low
        if place > peak:
            place, peak = 1.0 - place, 1.0 - peak
            low, high = high, low
        return low + (high - low) * _sqrt(place * peak)

    def normalvariate(self, mu=0.0, sigma=1.0):
        """The normal distribution, by the ratio of uniforms (Kinderman and Monahan)."""
        draw = self.random
        while True:
            first = draw()
            second = 1.0 - draw()
            z = NV_MAGICCONST * (first - 0.5) / second
            if z * z / 4.0 <= -_log(second):
                return mu + z * sigma

    def gauss(self, mu=0.0, sigma=1.0):
        """The normal distribution, in pairs: every second number is kept for the next call."""
        z = self.gauss_next
        self.gauss_next = None
        if z is None:
            draw = self.random
            angle = draw() * TWOPI
            radius = _sqrt(-2.0 * _log(1.0 - draw()))
            z = _cos(angle) * radius
            self.gauss_next = _sin(angle) * radius
        return mu + z * sigma

    def lognormvariate(self, mu, sigma):
        """The distribution whose logarithm is normal."""
        return _exp(self.normalvariate(mu, sigma))

    def expovariate(self, lambd=1.0):
        """The exponential distribution with mean 1/lambd."""
        return -_log(1.0 - self.random()) / lambd

    def vonmisesvariate(self, mu, kappa):
        """An angle in radians, around mu (Fisher; Best and Fisher)."""
        draw = self.random
        if kappa <= 1e-6:
            return TWOPI * draw()
        half = 0.5 / kappa
        radius = half + _sqrt(1.0 + half * half)
        while True:
            z = _cos(_pi * draw())
            ratio = z / (radius + z)
            limit = draw()
            if limit < 1.0 - ratio * ratio or limit <= (1.0 - ratio) * _exp(ratio):
                break
        inverse = 1.0 / radius
        angle = _acos((inverse + z) / (1.0 + inverse * z))
        return (mu + angle if draw() > 0.5 else mu - angle) % TWOPI

    def gammavariate(self, alpha, beta):
        """The gamma distribution with mean alpha * beta."""
        if alpha <= 0.0 or beta <= 0.0:
            raise ValueError("gammavariate: alpha and beta must be > 0.0")
        draw = self.random
        if alpha == 1.0:
            return -_log(1.0 - draw()) * beta
        if alpha > 1.0:  # Cheng
            root = _sqrt(2.0 * alpha - 1.0)
            shift, slope = alpha - LOG4, alpha + root
            while True:
                first = draw()
                if not 1e-7 < first < 0.9999999:
                    continue
                second = 1.0 - draw()
                v = _log(first / (1.0 - first)) / root
                x = alpha * _exp(v)
                z = first * first * second
                r = shift + slope * v - x
                if r + SG_MAGICCONST - 4.5 * z >= 0.0 or r >= _log(z):
                    return x * beta
        while True:  # algorithm GS of Kennedy and Gentle
            b = (_e + alpha) / _e
            p = b * draw()
            x = p ** (1.0 / alpha) if p <= 1.0 else -_log((b - p) / alpha)
            limit = draw()
            if limit <= (x ** (alpha - 1.0) if p > 1.0 else _exp(-x)):
                return x * beta

    def betavariate(self, alpha, beta):
        """The beta distribution, between 0 and 1."""
        y = self.gammavariate(alpha, 1.0)
        return y / (y + self.gammavariate(beta, 1.0)) if y else 0.0

    def paretovariate(self, alpha):
        """The Pareto distribution."""
        return (1.0 - self.random()) ** (-1.0 / alpha)

    def weibullvariate(self, alpha, beta):
        """The Weibull distribution with scale alpha and shape beta."""
        return alpha * (-_log(1.0 - self.random())) ** (1.0 / beta)

    def binomialvariate(self, n=1, p=0.5):
        """How many of n trials succeed, if each does with probability p?"""
        if n < 0:
            raise ValueError("n must be non-negative")
        if not 0.0 < p < 1.0:
            if p in (0.0, 1.0):
                return n if p else 0
            raise ValueError("p must be in the range 0.0 <= p <= 1.0")
        if n == 1:
            return _index(self.random() < p)
        if p > 0.5:
            return n - self.binomialvariate(n, 1.0 - p)
        return self._binomial_few(n, p) if n * p < 10.0 else self._binomial_many(n, p)

    def _binomial_few(self, n, p):
        """Jump from success to success (Devroye's geometric method)."""
        draw = self.random
        successes = trial = 0
        scale = _log2(1.0 - p)
        if not scale:
            return 0
        while True:
            value = draw()
            if not value:  # has no logarithm
                continue
            trial += _floor(_log2(value) / scale) + 1
            if trial > n:
                return successes
            successes += 1

    def _binomial_many(self, n, p):
        """Transformed rejection with squeeze (Hörmann's BTRS)."""
        draw = self.random
        spread = _sqrt(n * p * (1.0 - p))
        b = 1.15 + 2.53 * spread
        a = -0.0873 + 0.0248 * b + 0.01 * p
        c = n * p + 0.5
        inside = 0.92 - 4.2 / b
        prepared = False
        while True:
            u = draw() - 0.5
            us = 0.5 - _fabs(u)
            if not us:
                continue
            k = _floor((2.0 * a / us + b) * u + c)
            if not 0 <= k <= n:
                continue
            v = draw()
            if us >= 0.07 and v <= inside:
                return k
            if not prepared:
                alpha = (2.83 + 5.1 / b) * spread
                odds = _log(p / (1.0 - p))
                mode = _floor((n + 1) * p)
                height = _lgamma(mode + 1) + _lgamma(n - mode + 1)
                prepared = True
            v *= alpha / (a / (us * us) + b)
            if _log(v) <= height - _lgamma(k + 1) - _lgamma(n - k + 1) + (k - mode) * odds:
                return k


def _old_hash(text):
    """How strings became seeds before Python 3.2."""
    value = ord(text[0]) << 7 if text else 0
    for character in text:
        value = (1000003 * value ^ ord(character)) & 0xFFFFFFFFFFFFFFFF
    value ^= len(text)
    return -2 if value == -1 else value


class SystemRandom(Random):
    """Numbers from the operating system's entropy: no seeds, no states."""

    def random(self):
        """A float in 0 <= x < 1."""
        return (int.from_bytes(_urandom(7)) >> 3) * RECIP_BPF

    def getrandbits(self, k):
        """An int of k bits."""
        if k < 0:
            raise ValueError("number of bits must be non-negative")
        size = -(-k // 8)
        return int.from_bytes(_urandom(size)) >> (size * 8 - k)

    def randbytes(self, n):
        """n bytes."""
        return _urandom(n)

    def seed(self, *args, **kwds):
        """Does nothing."""
        return None

    def _notimplemented(self, *args, **kwds):
        raise NotImplementedError("System entropy source does not have state.")

    getstate = setstate = _notimplemented


# The functions of this module are methods of one hidden generator.
_inst = Random()
for _name in __all__:
    if _name[0].islower():
        globals()[_name] = getattr(_inst, _name)
del _name

try:
    from _os import register_at_fork as _at_fork
except ImportError:
    try:
        from posix import register_at_fork as _at_fork
    except ImportError:
        _at_fork = None
if _at_fork is not None:
    _at_fork(after_in_child=_inst.seed)
