# === Making classes and objects ===
class Empty:
    pass


class Point:
    """A place."""

    dimensions = 2
    made = 0

    def __init__(self, x, y=0):
        self.x = x
        self.y = y
        Point.made += 1

    def move(self, dx, dy=0):
        self.x += dx
        self.y += dy
        return self

    def __repr__(self):
        return f"Point({self.x}, {self.y})"


p = Point(1, 2)
print(p, p.x, p.move(1).move(1, 1), Point.made, p.dimensions, Point.__doc__, Point.__name__, Point.__module__, Point.__qualname__, type(p) is Point, p.__class__ is Point)
print(Point, Empty, isinstance(p, Point), isinstance(p, Empty), isinstance(p, (Empty, Point)), issubclass(Point, object), Point.__bases__, Point.__mro__)

# === Attributes of the class and of the object ===
p.dimensions = 3
print(p.dimensions, Point.dimensions, vars(p), p.__dict__ is vars(p))
del p.dimensions
print(p.dimensions, hasattr(p, "x"), hasattr(p, "z"), getattr(p, "z", "default"), getattr(p, "x"))
setattr(p, "z", 9)
Point.shared = []
p.shared.append(1)
print(p.z, Point(0).shared, sorted(vars(p)))
delattr(p, "z")
p.__dict__["via dict"] = 1
print(getattr(p, "via dict"), p.__dict__)
for attempt in ("p.missing", "Point.missing", "del p.missing", "del Point.missing", "p.move.x = 1", "p()", "Empty(1)", "Empty().x", "p.__dict__ = 5", "p.__class__ = int", "del p.__class__", "object().x", "object().x = 1", "(1).x = 1", "int.x = 1", "None.x", "p.mov",
                "Point.__name__ = 5", "p.moove(1)", "getattr(p, 5)", "Point.__init__()", "Point()"):
    try:
        exec(attempt)
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)

# === Methods are functions found through the class ===
print(Point.move(p, 10), p.move.__self__ is p, p.move.__func__ is Point.move, p.move.__name__, str(Point.move).split(" at ")[0], str(p.move))
bound = p.move
print(bound(1), list(map(Point(0).move, [1, 2])))
Point.norm = lambda self: abs(self.x) + abs(self.y)
print(p.norm())
p.norm = lambda: "own"
print(p.norm(), Point(3, 4).norm())

# === The body is executed like any code ===
class Body:
    print("in the body", __name__, __qualname__)
    squares = [n * n for n in range(4)]
    if True:
        def chosen(self):
            return "chosen"
    for _i in range(3):
        locals()[f"gen{_i}"] = _i
    a = 1
    b = a + 1
    del a

    class Inner:
        value = 5

        def show(self):
            return Body.Inner.value, __class__.__qualname__


print(Body.squares, Body().chosen(), Body.gen2, Body.b, hasattr(Body, "a"), Body.Inner().show(), Body.Inner)

# === Names with two underscores are mangled ===
class Secret:
    __hidden = 1

    def __init__(self):
        self.__x = 2
        self.__y__ = 3

    def get(self):
        return self.__x + self.__hidden

    def __method(self):
        return "private"

    def call(self):
        return self.__method()


s = Secret()
print(s.get(), s.call(), sorted(vars(s)), s._Secret__x, hasattr(s, "__x"), [n for n in dir(Secret) if "hidden" in n])

# === Methods that classes share with their objects ===
class Celsius:
    def __init__(self, degrees):
        self.degrees = degrees

    def __eq__(self, other):
        return self.degrees == other.degrees

    def __lt__(self, other):
        return self.degrees < other.degrees

    def __str__(self):
        return f"{self.degrees}°"


print(Celsius(1) == Celsius(1), Celsius(1) != Celsius(2), sorted([Celsius(3), Celsius(1)])[0], str(Celsius(5)), f"{Celsius(6)}", max(Celsius(1), Celsius(9), key=lambda c: c.degrees))

# === Objects made without __init__, __new__ that returns something else ===
raw = Point.__new__(Point)
print(vars(raw), isinstance(raw, Point))


class Cached:
    instances = {}

    def __new__(cls, key):
        if key not in cls.instances:
            cls.instances[key] = super().__new__(cls)
        return cls.instances[key]

    def __init__(self, key):
        print("init", key)
        self.key = key


class Other:
    def __new__(cls, *args):
        return args

    def __init__(self, *args):
        print("never")


print(Cached("a") is Cached("a"), Cached("a") is Cached("b"), Other(1, 2))


class BadInit:
    def __init__(self):
        return 5


try:
    BadInit()
except TypeError as error:
    print(error)

# === type() makes classes ===
Made = type("Made", (Point,), {"extra": lambda self: self.x * 100, "__doc__": "made"})
print(Made, Made(2).extra(), Made.__doc__, Made.__mro__, Made.__module__)
print(type("X", (), {}).__name__, type(5), type(type(5)))
for attempt in ("type()", "type(1, 2)", "type('X', 5, {})", "type(5, (), {})", "type('X', (int, str), {})", "type('X', (bool,), {})", "type('X', (5,), {})"):
    try:
        eval(attempt)
    except TypeError as error:
        print(attempt, "->", error)

# === Changing an object's class; changing a class changes its objects ===
class A:
    def who(self):
        return "A"


class B:
    def who(self):
        return "B"


x = A()
x.__class__ = B
print(x.who(), type(x).__name__)
A.who = lambda self: "new A"
print(A().who())
del B.who
print(hasattr(x, "who"))


class Tree:
    def __init__(self, *children):
        self.children = children

    def total(self):
        return 1 + sum(child.total() for child in self.children)


print(Tree(Tree(), Tree(Tree())).total())
Tree(Tree(), None).total()
