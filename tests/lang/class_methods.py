# === Three kinds of method ===
class Demo:
    label = "demo"

    def normal(self):
        return type(self).__name__, self.label

    @classmethod
    def of_class(cls, x=1):
        return cls.__name__, cls.label, x

    @staticmethod
    def free(x, y=2):
        return x, y


class Sub(Demo):
    label = "sub"


print(Demo().normal(), Demo.of_class(), Demo().of_class(5), Sub.of_class(), Sub().of_class(x=2), Demo.free(1), Demo().free(1, 3), Sub.free(0))
print(Demo.of_class.__self__, Sub.of_class.__self__, Demo.of_class.__func__.__name__, type(Demo.__dict__["of_class"]).__name__, type(Demo.__dict__["free"]).__name__, Demo.free.__name__, Demo.of_class.__name__)
print(Demo.__dict__["free"].__wrapped__ is Demo.free, Demo.__dict__["free"](9), callable(Demo.__dict__["of_class"]))

# === Alternative constructors ===
class Date:
    def __init__(self, year, month, day):
        self.parts = year, month, day

    @classmethod
    def parse(cls, text):
        return cls(*map(int, text.split("-")))

    @classmethod
    def default(cls):
        return cls.parse("2000-01-02")

    def __repr__(self):
        return f"{type(self).__name__}{self.parts}"


class Holiday(Date):
    pass


print(Date.parse("2024-05-06"), Holiday.parse("2024-12-25"), Holiday.default())


# === State on the class ===
class Counter:
    count = 0

    @classmethod
    def bump(cls):
        cls.count += 1
        return cls.count


class Own(Counter):
    pass


print(Counter.bump(), Counter.bump(), Own.bump(), Own.bump(), Counter.count, Own.count, "count" in vars(Own))

# === Built by hand, and around other callables ===
class Hand:
    by_hand = classmethod(lambda cls: cls.__name__)
    static = staticmethod(len)
    builtin = classmethod(print)


print(Hand.by_hand(), Hand.static("abc"), Hand().static([1]))
Hand.builtin("called with the class first")
Hand.late = classmethod(lambda cls, x: (cls.__name__, x))
print(Hand.late(3), Hand().late(4))

# === Special ones that are always class or static methods ===
class Special:
    def __new__(cls, *args):
        print("new", cls.__name__, args)
        return super().__new__(cls)

    def __init_subclass__(cls):
        print("subclass", cls.__name__)

    def __class_getitem__(cls, key):
        return cls.__name__, key


class Specific(Special):
    pass


Specific(1, 2)
print(Specific["k"], type(Special.__dict__["__new__"]).__name__, type(Special.__dict__["__init_subclass__"]).__name__)

# === object.__init__ and object.__new__ with too much ===
class Bare:
    pass


class OwnNew:
    def __new__(cls, a=1):
        return object.__new__(cls)


class OwnInit:
    def __init__(self, a=1):
        super().__init__(a)


for attempt in (
    lambda: Bare(1),
    lambda: Bare.__init__(Bare(), 1),
    lambda: object.__init__(object(), 1),
    lambda: object.__new__(Bare, 4),
    lambda: OwnInit(3),
    lambda: object.__new__(OwnNew, 3),
):
    try:
        attempt()
    except TypeError as error:
        print(error)


# === Wrong calls ===
for attempt in ("Demo.normal()", "Demo.of_class(1, 2)", "Demo.free()", "Demo().free(1, 2, 3)", "Date.parse()", "Date.parse('2024')", "classmethod()", "staticmethod(1, 2)", "Demo.of_class.x", "Demo.missing()", "Demo().normal.__func__()"):
    try:
        print(eval(attempt))
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)
Holiday.parse("2024-x-1")
