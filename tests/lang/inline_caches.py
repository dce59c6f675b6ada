# === Attributes of classes ===
class Base:
    limit = 1

    def of(self):
        return "base"


class Derived(Base):
    pass


def limits():
    return Derived.limit, Base.limit, Derived.of(None)


print(limits(), limits())
Base.limit = 2
print(limits())
Derived.limit = 3
print(limits())
del Derived.limit
Base.of = lambda self: "changed"
print(limits())


class Meta(type):
    pass


class Made(metaclass=Meta):
    name = "class"


def made():
    return Made.name


print(made(), made())
Meta.name = property(lambda cls: "meta")
print(made())
del Meta.name
print(made())


class Descriptor:
    def __get__(self, instance, owner):
        return instance, owner.__name__


def described():
    return Made.described


for Made.described in ("plain", Descriptor(), staticmethod(len), classmethod(repr)):
    try:
        print(described() if not callable(described()) else described()("abc") if described() is len else "bound")
    except TypeError as error:
        print(type(error).__name__, error)

# === Attributes that __slots__ names ===
class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y

    def move(self, by):
        self.x += by
        return self.x + self.y


class Named(Point):
    __slots__ = ("name",)


class Free(Point):
    pass


points = [Point(1, 2), Named(3, 4), Free(5, 6)]
print([point.move(1) for point in points * 3])
for point in points:
    try:
        del point.x
        point.move(1)
    except AttributeError as error:
        print(error)
    point.x = 7
    print(point.move(1))
points[1].name = "n"
points[2].name = "free"
print(points[1].name, points[2].__dict__)
Point.x = property(lambda self: 100)
try:
    points[0].move(1)
except AttributeError as error:
    print(error)

# === Functions of modules ===
import math


def root():
    return math.sqrt(16)


print(root(), root())
kept = math.sqrt
math.sqrt = lambda n: ("replaced", n)
print(root())
math.sqrt = kept
print(root())
del math.sqrt
try:
    root()
except AttributeError as error:
    print(error)
math.sqrt = kept

# === Methods of built-in types, called through the class ===
def unbound(receiver):
    return list.append(receiver, 1)


items = []
print(unbound(items), unbound(items), items)
for wrong in (5, {}, None):
    try:
        unbound(wrong)
    except TypeError as error:
        print(error)

# === The class of an instance changes what it calls ===
class Counter:
    def __init__(self, start=0, *, step=1):
        self.value, self.step = start, step

    def next(self, times=1):
        self.value += self.step * times
        return self.value


def count(*args, **kwargs):
    return [Counter(*args, **kwargs).next(), Counter(5).next(2), Counter(step=3).next(times=2)]


print(count(), count(7), count(1, step=2))
Counter.__init__ = lambda self, *args, **kwargs: self.__dict__.update(value=100, step=1)
print(count())
Counter.next = lambda self, times=0: ("patched", times)
print(count())

# === Slices of lists ===
numbers = list(range(8))
print(numbers[:], numbers[2:5], numbers[5:2], numbers[-3:], numbers[::3], numbers[::-2], numbers[6:1:-2], numbers[100:])
copy = numbers[:]
copy[0] = "copy"
print(numbers[0], copy[0])

# === One site, objects of many classes ===
class Shape0:
    limit = 5
    name = "zero"
    ratio = 1.5

    def __init__(self, x):
        self.x = x

    def area(self):
        return self.x

    @classmethod
    def make(cls, x):
        return cls(x)

    @staticmethod
    def twice(x):
        return 2 * x


class Shape1(Shape0):
    limit = None

    def __init__(self, x):
        self.y = 0
        self.x = x

    def area(self):
        return -self.x


class Shape2(Shape0):
    __slots__ = ("z",)
    name = (1, 2)

    def __init__(self, x):
        self.z = 1
        self.x = x


class Shape3(Shape0):
    def __init__(self, x):
        self.x = x
        self.limit = "own"
        self.area = lambda: "own area"


def visit(objects):
    return [(o.limit, o.name, o.ratio, o.x, o.area()) for o in objects]


def move(objects):
    for o in objects:
        o.x = o.x + 1


def made(classes):
    return [(c.make(1).x, c.twice(4), c.limit) for c in classes]


kinds = [Shape0, Shape1, Shape2, Shape3]
objects = [kind(n) for n, kind in enumerate(kinds)]
for _ in range(3):
    print(visit(objects), made(kinds))
    move(objects)
Shape0.limit = 6
Shape0.area = lambda self: "new"
del Shape2.name
print(visit(objects), made(kinds))
Shape1.limit = property(lambda self: "computed")
print(visit(objects))
objects[0].__dict__["limit"] = "dict"
objects[0].area = lambda: "dict area"
print(visit(objects))
del objects[3].limit, objects[3].area
print(visit(objects))
Shape0.__getattr__ = lambda self, name: f"missing {name}"
del Shape0.ratio
print(visit(objects))
Shape0.__getattribute__ = lambda self, name: 7 if name != "area" else lambda: 8
print(visit(objects))
del Shape0.__getattribute__
Shape0.__setattr__ = lambda self, name, value: print("set", name, value)
move(objects)


# === A class method that becomes another ===
class Wrapped:
    @classmethod
    def method(cls):
        return "first"

    @staticmethod
    def function():
        return "first"


def call():
    return Wrapped.method(), Wrapped.function()


print(call(), call())
Wrapped.__dict__["method"].__init__(lambda cls: ["second", cls.__name__])
Wrapped.__dict__["function"].__init__(lambda: ["second"])
print(call(), call())
Wrapped.method = classmethod(lambda cls: "third")
Wrapped.function = len
try:
    print(call())
except TypeError as error:
    print(error)
