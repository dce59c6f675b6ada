# === Only the listed attributes ===
class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


p = Point(1, 2)
p.x += 10
print(p.x, p.y, Point.__slots__, hasattr(p, "__dict__"), type(Point.x).__name__, Point.x.__get__(p))
for attempt in ("p.z = 1", "p.z", "del p.z", "vars(p)", "p.__dict__"):
    try:
        exec(attempt)
    except (AttributeError, TypeError) as error:
        print(attempt, "->", type(error).__name__, error)
del p.x
for attempt in ("p.x", "del p.x", "Point(1)"):
    try:
        exec(attempt)
    except (AttributeError, TypeError) as error:
        print(attempt, "->", error)
p.x = 5
print(p.x)


# === Inheritance adds slots, or a dictionary ===
class Point3(Point):
    __slots__ = ["z"]


class Free(Point):
    pass


class WithDict(Point):
    __slots__ = ("__dict__", "extra")


q = Point3(1, 2)
q.z = 3
print(q.x, q.y, q.z, hasattr(q, "__dict__"))
f = Free(1, 2)
f.anything = 3
print(f.__dict__, f.x)
w = WithDict(1, 2)
w.extra, w.other = 3, 4
print(w.__dict__, w.extra)


# === One name, weak references, private names ===
class Single:
    __slots__ = "value"


class Private:
    __slots__ = ("__hidden",)

    def __init__(self):
        self.__hidden = 7

    def get(self):
        return self.__hidden


import weakref


class Weak:
    __slots__ = ("__weakref__",)


s = Single()
s.value = 1
print(s.value, Private().get(), weakref.ref(Weak()) is not None)
try:
    weakref.ref(p)
except TypeError as error:
    print(error)


# === Defaults clash, classes conflict ===
for source in ("class A:\n    __slots__ = ('x',)\n    x = 1", "class A:\n    __slots__ = (5,)", "class A:\n    __slots__ = ('not ok',)", "class A:\n    __slots__ = ('a', 'a')", "class A(int):\n    __slots__ = ('a',)\nprint(A(5).__slots__)",
               "class A:\n    __slots__ = ('a',)\nclass B:\n    __slots__ = ('b',)\nclass C(A, B): pass", "class A(tuple):\n    __slots__ = ('x',)", "class A:\n    __slots__ = ('__dict__', '__dict__')"):
    try:
        exec(source)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


class Empty:
    __slots__ = ()


class Mixed(Empty, Point):
    __slots__ = ()

    def total(self):
        return self.x + self.y


print(Mixed(3, 4).total())
Empty().x = 1
