import abc
from abc import ABC, ABCMeta, abstractmethod


# === Abstract methods must be written ===
class Shape(ABC):
    @abstractmethod
    def area(self):
        """The area."""

    @property
    @abstractmethod
    def name(self): ...

    @classmethod
    @abstractmethod
    def make(cls): ...

    def describe(self):
        return f"{self.name} of {self.area()}"


class Square(Shape):
    name = "square"

    def __init__(self, side=1):
        self.side = side

    def area(self):
        return super().area() or self.side**2

    @classmethod
    def make(cls):
        return cls(3)


class Half(Shape):
    def area(self): ...


print(Square.make().describe(), sorted(Shape.__abstractmethods__), Square.__abstractmethods__, sorted(Half.__abstractmethods__), Shape.area.__isabstractmethod__, isinstance(Square(), Shape), type(Shape).__name__)
for cls in (Shape, Half):
    try:
        cls()
    except TypeError as error:
        print(error)


class One(ABC):
    @abstractmethod
    def only(self): ...


try:
    One()
except TypeError as error:
    print(error)
One.only = lambda self: 1
abc.update_abstractmethods(One)
print(One().only())


# === Virtual subclasses ===
class Duck(ABC):
    @classmethod
    def __subclasshook__(cls, other):
        if cls is Duck:
            return any("quack" in vars(c) for c in other.__mro__) or NotImplemented
        return NotImplemented


class Mallard:
    def quack(self): ...


class Robot: pass


print(issubclass(Mallard, Duck), isinstance(Mallard(), Duck), isinstance(Robot(), Duck), Duck.register(Robot) is Robot, isinstance(Robot(), Duck), issubclass(Robot, Duck), Duck in Robot.__mro__)


@Duck.register
class Toy: pass


class SubToy(Toy): pass


print(isinstance(SubToy(), Duck), issubclass(int, Duck))
for bad in (lambda: Duck.register(5), lambda: issubclass(5, Duck), lambda: Square.register(Shape)):
    try:
        bad()
    except (TypeError, RuntimeError) as error:
        print(type(error).__name__, error)


class Meta(metaclass=ABCMeta):
    pass


Meta.register(tuple)
print(isinstance((), Meta), issubclass(tuple, Meta), isinstance([], Meta), abc.get_cache_token() >= 0)


class Broken(Shape):
    @abstractmethod
    def extra(self): ...

    area = name = make = None


Broken()
