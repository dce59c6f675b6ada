# === A class extends another ===
class Animal:
    sound = "..."

    def __init__(self, name):
        self.name = name

    def speak(self):
        return f"{self.name} says {self.sound}"


class Dog(Animal):
    sound = "woof"


class Puppy(Dog):
    def __init__(self, name):
        super().__init__(name + " jr")

    def speak(self):
        return super().speak() + "!"


print(Animal("thing").speak(), Dog("rex").speak(), Puppy("rex").speak(), Puppy.__mro__, Puppy.__base__, issubclass(Puppy, Animal), isinstance(Puppy("x"), (int, Animal)))
print(Animal.__subclasses__(), [c.__name__ for c in Dog.mro()])

# === The diamond ===
class A:
    def who(self):
        return ["A"]


class B(A):
    def who(self):
        return ["B"] + super().who()


class C(A):
    def who(self):
        return ["C"] + super().who()


class D(B, C):
    def who(self):
        return ["D"] + super().who()


print(D().who(), [c.__name__ for c in D.__mro__], B().who())


# === Larger graphs ===
def show(cls):
    print(" ".join(c.__name__ for c in cls.__mro__))


class O: pass
class F(O): pass
class E(O): pass
class D2(O): pass
class C2(D2, F): pass
class B2(D2, E): pass
class A2(B2, C2): pass
show(A2)
class B3(E, D2): pass
class A3(B3, C2): pass
show(A3)
class K1(F, E, D2): pass
class K2(E): pass
class Z(K1, K2): pass
show(Z)

# === Orders that cannot be ===
for source in ("class Bad(A, B): pass", "class Bad(A, A): pass", "class P(A, O): pass\nclass Q(O, A): pass\nclass R(P, Q): pass", "class Bad(int, str): pass", "class Bad(5): pass", "class Bad(None): pass", "class Bad(bool): pass", "class Bad(A, metaclass=5): pass",
               "class Bad(type(None)): pass", "class Bad(range): pass", "class Bad(type(print)): pass"):
    try:
        exec(source)
    except TypeError as error:
        print(source.replace("\n", "; "), "->", error)

# === Mixins and attributes along the order ===
class Loud:
    def speak(self):
        return super().speak().upper()


class Twice:
    def speak(self):
        return super().speak() + " " + super().speak()


class Parrot(Loud, Twice, Animal):
    sound = "hello"


print(Parrot("polly").speak())


class Base:
    x = "base"
    y = "base y"


class Left(Base):
    x = "left"


class Right(Base):
    x = "right"
    y = "right y"


class Both(Left, Right):
    pass


print(Both.x, Both.y)
del Left.x
print(Both.x)
Base.z = "late"
print(Both.z)
Both.__bases__ = (Right,)
print(Both.x, [c.__name__ for c in Both.__mro__])

# === Extending built-in types ===
class UpperDict(dict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)


class Celsius(float):
    def __str__(self):
        return f"{float(self):.1f}°C"

    def __add__(self, other):
        return Celsius(float(self) + other)


class Even(int):
    def __new__(cls, n):
        return super().__new__(cls, n - n % 2)


class Words(list):
    def __init__(self, text):
        super().__init__(text.split())

    def longest(self):
        return max(self, key=len)


u = UpperDict(a=1)
u["b"] = 2
print(u, isinstance(u, dict), str(Celsius(20) + 1.55), Celsius(3) * 2, Even(7), Even(7) + 1, type(Even(7)).__name__, Words("a bbb cc").longest(), Words("x y"), repr(Even(5)))
class MyError(ValueError):
    def __init__(self, code):
        super().__init__(f"code {code}")
        self.code = code


try:
    raise MyError(7)
except ValueError as error:
    print(repr(error), error.code, error.args)

# === __init_subclass__ and __set_name__ ===
class Plugin:
    known = []

    def __init_subclass__(cls, /, tag="none", **kwargs):
        super().__init_subclass__(**kwargs)
        cls.tag = tag
        Plugin.known.append(cls.__name__)


class One(Plugin, tag="first"): pass
class Two(Plugin): pass
class Three(One, tag="third"): pass


print(Plugin.known, One.tag, Two.tag, Three.tag)
try:
    class Four(Plugin, wrong=1): pass
except TypeError as error:
    print(error)


class Field:
    def __set_name__(self, owner, name):
        print("named", owner.__name__, name)


class Form:
    first = Field()
    second = Field()


# === Class arguments and __class_getitem__, __mro_entries__ ===
class Generic:
    def __class_getitem__(cls, item):
        return f"{cls.__name__}[{item}]"


class Proxy:
    def __mro_entries__(self, bases):
        print("entries for", len(bases))
        return (A,)


class Real(Proxy(), O):
    pass


print(Generic[5], Generic["x", 1], Real.__mro__, Real.__orig_bases__[1] is O)
bases = (A, O)
class Starred(*bases, **{}): pass
show(Starred)
class Impossible(O, A, A2): pass
