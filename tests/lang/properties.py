# === Getter, setter, deleter ===
class Temperature:
    """In degrees."""

    def __init__(self, celsius=0):
        self._celsius = celsius

    @property
    def celsius(self):
        """Degrees Celsius."""
        print("get")
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        print("set", value)
        if value < -273.15:
            raise ValueError("below absolute zero")
        self._celsius = value

    @celsius.deleter
    def celsius(self):
        print("delete")
        self._celsius = 0

    @property
    def fahrenheit(self):
        return self.celsius * 9 / 5 + 32


t = Temperature(25)
print(t.celsius, t.fahrenheit)
t.celsius = 30
t.celsius += 1
print(t.celsius)
del t.celsius
print(t._celsius, Temperature.celsius.__doc__, type(Temperature.celsius).__name__, Temperature.celsius.fget.__name__, Temperature.fahrenheit.fset)
try:
    t.celsius = -300
except ValueError as error:
    print(error)
for attempt in (lambda: setattr(t, "fahrenheit", 1), lambda: delattr(t, "fahrenheit"), lambda: Temperature.celsius.fget()):
    try:
        attempt()
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)


# === Made by hand ===
class Handmade:
    def _get(self):
        return "got"

    def _set(self, value):
        self.stored = value

    x = property(_get, _set, doc="by hand")
    write_only = property(fset=_set)
    empty = property()


h = Handmade()
h.x = 5
print(h.x, h.stored, Handmade.x.__doc__)
h.write_only = 6
print(h.stored)
for name in ("write_only", "empty"):
    try:
        getattr(h, name)
    except AttributeError as error:
        print(error)
try:
    h.empty = 1
except AttributeError as error:
    print(error)
try:
    del h.x
except AttributeError as error:
    print(error)


# === Inheritance ===
class Base:
    @property
    def kind(self):
        return "base"


class Derived(Base):
    @property
    def kind(self):
        return "derived " + super().kind


class Writable(Base):
    @Base.kind.setter
    def kind(self, value):
        self.given = value


class Shadowed(Base):
    kind = "plain attribute"


print(Derived().kind, Writable().kind, Shadowed().kind)
w = Writable()
w.kind = "x"
print(w.given)
s = Shadowed()
s.kind = "own"
print(s.kind)

# === On a class method chain, and with abstract parts ===
import abc


class Shape(abc.ABC):
    @property
    @abc.abstractmethod
    def area(self): ...


class Square(Shape):
    area = 4


print(Square().area, Shape.area.__isabstractmethod__)
try:
    Shape()
except TypeError as error:
    print(error)
print(isinstance(Temperature.__dict__["celsius"], property), property.__name__, vars(t))


class Chain:
    @property
    def me(self):
        return self

    @property
    def fail(self):
        return self.me.me.nothing


Chain().me.me.fail
