# === Data descriptors win over the object, others lose ===
class Data:
    def __init__(self, name):
        self.name = name

    def __get__(self, obj, owner=None):
        return f"Data.get {self.name} {'class' if obj is None else 'object'} {owner.__name__}"

    def __set__(self, obj, value):
        print("Data.set", self.name, value)

    def __delete__(self, obj):
        print("Data.delete", self.name)


class NonData:
    def __get__(self, obj, owner=None):
        return "NonData.get"


class Thing:
    d = Data("d")
    n = NonData()
    plain = "class attribute"


t = Thing()
t.__dict__.update(d="in dict", n="in dict", plain="in dict")
print(t.d, t.n, t.plain, Thing.d, Thing.n)
t.d = 5
t.n = 6
print(t.n, t.__dict__)
del t.d
del t.n
print(t.n)
Thing.d = "replaced"
print(Thing.d, t.d)

# === A validating field ===
class Positive:
    def __set_name__(self, owner, name):
        self.public, self.private = name, "_" + name

    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        return getattr(obj, self.private, 0)

    def __set__(self, obj, value):
        if value <= 0:
            raise ValueError(f"{self.public} must be positive, not {value}")
        setattr(obj, self.private, value)


class Box:
    width = Positive()
    height = Positive()

    def __init__(self, width, height):
        self.width = width
        self.height = height


box = Box(2, 3)
box.width += 5
print(box.width, box.height, vars(box), type(Box.width).__name__)
try:
    box.height = -1
except ValueError as error:
    print(error)

# === Functions are descriptors ===
def free(self, x=1):
    return (type(self).__name__, x)


print(free.__get__(box)(2), free.__get__(None, Box) is free, free.__get__(box, Box).__self__ is box)
box.free = free
try:
    box.free()
except TypeError as error:
    print(error)
box.free = free.__get__(box)
print(box.free(9))


# === Descriptors without a setter, or with only a setter ===
class OnlySet:
    def __set__(self, obj, value):
        obj.__dict__["only"] = ("set", value)


class OnlyDelete:
    def __delete__(self, obj):
        print("deleted")


class Mixed:
    only = OnlySet()
    gone = OnlyDelete()


m = Mixed()
print(type(m.only).__name__)
m.only = 1
print(m.only)
del m.gone
for attempt in (lambda: setattr(m, "gone", 1), lambda: delattr(m, "only"), lambda: delattr(m, "x")):
    try:
        attempt()
    except AttributeError as error:
        print(error)


# === Lazily computed attributes ===
class Lazy:
    def __init__(self, f):
        self.f = f
        self.name = f.__name__

    def __get__(self, obj, owner):
        if obj is None:
            return self
        print("computing", self.name)
        value = obj.__dict__[self.name] = self.f(obj)
        return value


class Circle:
    def __init__(self, r):
        self.r = r

    @Lazy
    def area(self):
        return self.r * self.r * 3


c = Circle(2)
print(c.area, c.area, vars(c))

import functools


class Cached:
    @functools.cached_property
    def value(self):
        print("once")
        return 42


k = Cached()
print(k.value, k.value)
del k.value
print(k.value)


# === On the class itself through the metaclass ===
class Meta(type):
    m = Data("meta")
    n = NonData()


class WithMeta(metaclass=Meta):
    n = "own"


print(WithMeta.m, WithMeta.n)
WithMeta.m = 1

# === Attribute errors inside a getter ===
class Broken:
    @property
    def prop(self):
        return self.nothing

    def __getattr__(self, name):
        return f"fallback {name}"


print(Broken().prop)


class Raises:
    def __get__(self, obj, owner):
        raise AttributeError("from the getter")


class Holder:
    r = Raises()


print(hasattr(Holder(), "r"), getattr(Holder(), "r", "default"))
Holder().r
