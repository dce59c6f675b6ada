from enum import *


# === Members ===
class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1


print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(2), Color["BLUE"], list(Color), len(Color), Color.CRIMSON is Color.RED, Color.CRIMSON, type(Color.RED), isinstance(Color.RED, Color))
print(Color.RED == Color.RED, Color.RED is Color(1), Color.RED == 1, Color.RED != Color.GREEN, Color.RED in Color, 1 in Color, 9 in Color, {Color.RED: "r"}[Color.RED], list(Color.__members__), [c.name for c in reversed(Color)], f"{Color.RED}", Color.RED.__class__.__name__, Color)
for attempt in ("Color(9)", "Color['PINK']", "Color.PINK", "setattr(Color, 'RED', 5)", "Color.RED < Color.GREEN", "delattr(Color, 'RED')", "setattr(Color.RED, 'value', 3)", "setattr(Color.RED, 'name', 3)", "Color()", "hash(Color.RED) and 1 + Color.RED"):
    try:
        print(eval(attempt))
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)
try:
    class More(Color):
        PINK = 4
except TypeError as error:
    print(error)
try:
    class Twice(Enum):
        A = 1
        A = 2
except TypeError as error:
    print(error)


# === auto, methods, values of any type ===
class Planet(Enum):
    EARTH = (5.97, 6.37)
    MARS = (0.64, 3.39)

    def __init__(self, mass, radius):
        self.mass, self.radius = mass, radius

    @property
    def density(self):
        return round(self.mass / self.radius**3, 4)

    @classmethod
    def heaviest(cls):
        return max(cls, key=lambda p: p.mass)

    def __str__(self):
        return self.name.lower()


print(Planet.EARTH, repr(Planet.MARS), Planet.MARS.density, Planet.heaviest(), f"{Planet.EARTH}", Planet.EARTH.mass)


class Auto(Enum):
    A = auto()
    B = auto()
    C = 10
    D = auto()


print([(m.name, m.value) for m in Auto])


class Named(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last):
        return name.lower()

    ONE = auto()
    TWO = auto()

    @classmethod
    def _missing_(cls, value):
        for member in cls:
            if str(value).lower() == member.value:
                return member


print([m.value for m in Named], Named("ONE"))
try:
    Named("three")
except ValueError as error:
    print(error)


# === IntEnum, StrEnum ===
class Level(IntEnum):
    LOW = 1
    HIGH = 10


class Word(StrEnum):
    HELLO = auto()
    BYE = "good bye"


print(Level.LOW < Level.HIGH, Level.HIGH + 1, Level.LOW == 1, repr(Level.LOW), str(Level.LOW), f"{Level.HIGH:>5}", sorted([Level.HIGH, Level.LOW]), [10, 20][Level.LOW], isinstance(Level.LOW, int), Level(10), int(Level.HIGH), max(Level))
print(Word.HELLO, repr(Word.BYE), Word.BYE.upper(), Word.HELLO == "hello", f"{Word.BYE!r} {Word.BYE}", "".join([Word.HELLO, "!"]), {Word.HELLO: 1}["hello"])


# === Flags ===
class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    ALL = R | W | X


rw = Perm.R | Perm.W
print(rw, repr(rw), rw.value, Perm.R in rw, Perm.X in rw, rw & Perm.W, rw ^ Perm.R, ~Perm.R, Perm(0), bool(Perm(0)), list(rw), Perm(7), Perm.ALL, len(rw), Perm["W"], rw == Perm.W | Perm.R, Perm.X.value, list(Perm))


class IP(IntFlag):
    A = 1
    B = 2


print(IP.A | IP.B, repr(IP.A | IP.B), IP.A | 8, IP(3) == 3, IP.A + 1, IP.A & 3, ~IP.A)
try:
    Perm(64)
except ValueError as error:
    print(error)

# === unique, functional, aliases, nonmembers ===
try:
    @unique
    class Dup(Enum):
        A = 1
        B = 1
except ValueError as error:
    print(error)
Made = Enum("Made", "X Y Z")
print(list(Made), Enum("Pairs", {"a": 1, "b": 2}).b, Enum("Start", ["p", "q"], start=0).p.value, Made.__name__, IntEnum("I", "A B").B + 1)


class Mixed(Enum):
    A = 1
    _ignore_ = ["temp"]
    temp = 5
    method = lambda self: "function"
    plain = nonmember(7)
    forced = member(8)

    class Inner:
        pass


print(list(Mixed)[:2], Mixed.A.method(), Mixed.plain, Mixed.forced, hasattr(Mixed, "temp"))


class Base(Enum):
    def hello(self):
        return f"hello {self.name}"


class Child(Base):
    ONE = 1


print(Child.ONE.hello(), Child.ONE.__class__.__mro__[1].__name__, Color.RED.__doc__)
import copy

print(copy.copy(Color.RED) is Color.RED, copy.deepcopy([Color.RED])[0] is Color.RED, {c: c.value for c in Color}, verify and "verify")
Color("red")
