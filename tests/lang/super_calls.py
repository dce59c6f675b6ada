# === super() without arguments ===
class A:
    def __init__(self, **kwargs):
        print("A.init", kwargs)

    def f(self, x):
        return f"A.f({x})"

    @classmethod
    def make(cls):
        return f"A.make {cls.__name__}"

    @staticmethod
    def plain():
        return "A.plain"

    @property
    def prop(self):
        return "A.prop"

    value = "A.value"


class B(A):
    def __init__(self, b=None, **kwargs):
        print("B.init", b)
        super().__init__(**kwargs)

    def f(self, x):
        return "B." + super().f(x + 1)

    @classmethod
    def make(cls):
        return "B." + super().make()

    @staticmethod
    def plain():
        return "B." + super(B, B).plain()

    @property
    def prop(self):
        return "B." + super().prop

    value = "B.value"

    def get_value(self):
        return super().value


class C(A):
    def __init__(self, c=None, **kwargs):
        print("C.init", c)
        super().__init__(**kwargs)

    def f(self, x):
        return "C." + super().f(x * 10)


class D(B, C):
    def __init__(self, **kwargs):
        print("D.init")
        super().__init__(**kwargs)

    def f(self, x):
        return "D." + super().f(x)


d = D(b=1, c=2, e=3)
print(d.f(1), d.make(), d.plain(), d.prop, d.get_value(), D.make())

# === super with arguments ===
print(super(B, d).f(5), super(D, d).value, super(A, d).__init__ is not None, super(B, D).make(), super(D, D).f(d, 2))
print(repr(super(B, d)).replace(hex(id(d)), "?")[:40], super(B, d).__thisclass__, super(B, d).__self__ is d, super(B, d).__self_class__)


# === In nested functions, lambdas and comprehensions ===
class E(A):
    def f(self, x):
        def inner():
            return super(E, self).f(x)

        grab = super().f
        return inner(), grab(x), (lambda: super(E, self).f(x))(), [__class__.__name__ for _ in range(1)]

    def g(this, x):
        return super().f(x)

    def who(self):
        return __class__


print(E().f(3), E().g(4), E().who())


# === Other special methods ===
class Items(list):
    def __getitem__(self, i):
        return ("item", super().__getitem__(i))

    def append(self, x):
        super().append(x * 2)

    def __len__(self):
        return super().__len__() + 100

    def __iter__(self):
        for x in super().__iter__():
            yield -x


items = Items([1, 2])
items.append(3)
print(items[2], len(items), list(items))


class Attr:
    def __getattribute__(self, name):
        if name == "magic":
            return "magic!"
        return super().__getattribute__(name)

    def __setattr__(self, name, value):
        super().__setattr__(name, value * 2)


a = Attr()
a.x = 5
print(a.x, a.magic)


class Meta(type):
    def __call__(cls, *args):
        obj = super().__call__(*args)
        obj.tag = "tagged"
        return obj

    def __new__(mcls, name, bases, ns):
        return super().__new__(mcls, name + "Made", bases, ns)


class Tagged(metaclass=Meta):
    pass


print(Tagged().tag, Tagged.__name__)


# === A method added from outside has no class cell ===
def outside(self):
    return super().f(1)


A.outside = outside
for attempt in (lambda: d.outside(), lambda: super(), lambda: super(B, 5), lambda: super(5, d), lambda: super(B, A()), lambda: super(B, d).missing, lambda: super(B).f):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)


class NoFirst:
    def f():
        return super()


class Deleted(A):
    def f(self):
        del self
        return super()


for cls in (NoFirst, Deleted):
    try:
        (cls.f if cls is NoFirst else cls().f)()
    except Exception as error:
        print(type(error).__name__, error)


class Grand(D):
    def f(self, x):
        return super().f(x, "too many")


Grand().f(0)
