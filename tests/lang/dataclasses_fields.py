from dataclasses import *


# === Fields, defaults, repr, equality ===
@dataclass
class Point:
    """A place."""

    x: int
    y: int = 0
    tags: list = field(default_factory=list)

    def length(self):
        return (self.x**2 + self.y**2) ** 0.5


p = Point(3, 4)
print(p, p.length(), p == Point(3, 4), p == Point(3, 5), p == (3, 4, []), p != Point(3, 4), Point(1).tags is Point(1).tags, Point(x=1, y=2, tags=[3]), Point.__doc__, Point.__match_args__)
p.x = 10
p.extra = "allowed"
print(p, vars(p), Point.y, hasattr(Point, "tags"))
print([(f.name, f.type if isinstance(f.type, str) else f.type.__name__, f.default is MISSING, f.init) for f in fields(Point)], asdict(p), astuple(p), replace(p, y=9), is_dataclass(Point), is_dataclass(p), is_dataclass(5))
for attempt in ("Point()", "Point(1, 2, 3, 4)", "Point(1, z=2)", "hash(p)", "Point(1) < Point(2)", "fields(5)", "asdict(5)", "replace(p, nothing=1)"):
    try:
        print(eval(attempt))
    except TypeError as error:
        print(attempt, "->", error)


# === Order, frozen, hash ===
@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = 0
    label: str = field(default="", compare=False)


a, b = Version(1, 2, "x"), Version(1, 10)
print(a < b, a <= b, max(a, b), sorted([b, a]), hash(Version(1, 2)) == hash(a), {a: 1}[Version(1, 2)], a == Version(1, 2, "other"))
for change in ("a.major = 5", "del a.minor", "a.new = 1"):
    try:
        exec(change)
    except FrozenInstanceError as error:
        print(type(error).__mro__[1].__name__, error)


# === Field options ===
@dataclass
class Options:
    shown: int
    hidden: str = field(default="secret", repr=False)
    fixed: int = field(default=7, init=False)
    kw: int = field(default=1, kw_only=True)
    data: dict = field(default_factory=dict, metadata={"unit": "m"})


o = Options(1, data={"k": 1})
print(o, o.hidden, o.fixed, fields(o)[4].metadata["unit"], Options(1, kw=5).kw)


@dataclass(kw_only=True)
class Keyword:
    a: int
    b: int = 2


print(Keyword(a=1))
try:
    Keyword(1)
except TypeError as error:
    print(error)


# === __post_init__, InitVar, ClassVar ===
from typing import ClassVar


@dataclass
class Circle:
    count: ClassVar[int] = 0
    radius: float
    scale: InitVar[float] = 1
    area: float = field(init=False)

    def __post_init__(self, scale):
        Circle.count += 1
        self.radius *= scale
        self.area = self.radius**2 * 3


print(Circle(2), Circle(2, 10), Circle.count, [f.name for f in fields(Circle)])


# === Inheritance ===
@dataclass
class Animal:
    name: str
    legs: int = 4


@dataclass
class Bird(Animal):
    legs: int = 2
    wings: int = 2


@dataclass
class Named(Animal):
    title: str = "none"

    def __repr__(self):
        return f"<{self.title} {self.name}>"


print(Bird("tit"), Animal("cat"), Bird("a") == Animal("a", 2), Named("n"), [f.name for f in fields(Bird)])
for source in ("@dataclass\nclass Bad:\n    a: int = 1\n    b: int", "@dataclass\nclass Bad:\n    a: list = []", "@dataclass(frozen=True)\nclass Bad(Animal): pass", "@dataclass(order=True, eq=False)\nclass Bad: pass", "@dataclass\nclass Bad:\n    a: int = field(default=1, default_factory=int)"):
    try:
        exec(source)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


# === Nested data, slots, make_dataclass ===
@dataclass
class Line:
    start: Point
    end: Point
    meta: dict = field(default_factory=dict)


line = Line(Point(0), Point(1, 1), {"p": [Point(2)]})
print(asdict(line), astuple(line), asdict(line) is not line)


@dataclass(slots=True)
class Slotted:
    a: int
    b: int = 5


s = Slotted(1)
print(s, Slotted.__slots__, hasattr(s, "__dict__"))
C = make_dataclass("C", [("x", int), "y", ("z", int, 5)], namespace={"total": lambda self: self.x + self.z})
print(C(1, 2), C(1, 2).total())


@dataclass(repr=False, eq=False)
class Bare:
    a: int = 1


@dataclass(unsafe_hash=True)
class Hashed:
    a: int


print(Bare() == Bare(), type(Bare()).__repr__ is object.__repr__, hash(Hashed(1)) == hash(Hashed(1)))


@dataclass
class Recursive:
    children: list = field(default_factory=list)


r = Recursive()
r.children.append(r)
print(r)


@dataclass
class Checked:
    n: int

    def __post_init__(self):
        if self.n < 0:
            raise ValueError(f"n must not be negative: {self.n}")


print(Checked(1))
Checked(-1)
