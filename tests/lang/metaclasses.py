# === The order of calls ===
class Meta(type):
    def __prepare__(name, bases, **kwargs):
        print("prepare", name, kwargs)
        return {"prepared": True}

    __prepare__ = classmethod(lambda mcls, name, bases, **kwargs: print("prepare", name, bases, kwargs) or {"prepared": True})

    def __new__(mcls, name, bases, namespace, **kwargs):
        print("new", name, [k for k in namespace if not k.startswith("__")], kwargs)
        return super().__new__(mcls, name, bases, dict(namespace))

    def __init__(cls, name, bases, namespace, **kwargs):
        print("init", name, kwargs)
        super().__init__(name, bases, namespace)

    def __call__(cls, *args, **kwargs):
        print("call", cls.__name__, args)
        return super().__call__(*args, **kwargs)


class Base(metaclass=Meta, option=1):
    print("body")
    x = 5

    def __init__(self, *args):
        print("instance init", args)


class Derived(Base, option=2):
    y = 6


print(Base.prepared, type(Base), type(Derived), isinstance(Base, Meta))
Derived(1, 2)


# === A namespace that records ===
class Recorder(dict):
    def __init__(self):
        super().__init__()
        self.order = []

    def __setitem__(self, key, value):
        self.order.append(key)
        super().__setitem__(key, value)


class Recording(type):
    @classmethod
    def __prepare__(mcls, name, bases):
        return Recorder()

    def __new__(mcls, name, bases, ns):
        cls = super().__new__(mcls, name, bases, dict(ns))
        cls.order = [n for n in ns.order if not n.startswith("__")]
        return cls


class Ordered(metaclass=Recording):
    b = 1
    a = 2
    b = 3

    def c(self): ...


print(Ordered.order)


# === Singletons and registries ===
class Singleton(type):
    _instances = {}

    def __call__(cls, *args, **kwargs):
        if cls not in cls._instances:
            cls._instances[cls] = super().__call__(*args, **kwargs)
        return cls._instances[cls]


class Settings(metaclass=Singleton):
    def __init__(self, v=0):
        print("made once", v)
        self.v = v


print(Settings(1) is Settings(2), Settings().v)


class Registry(type):
    classes = {}

    def __init__(cls, name, bases, ns):
        super().__init__(name, bases, ns)
        cls.classes[name.lower()] = cls


class Shape(metaclass=Registry):
    pass


class Circle(Shape):
    pass


print(Registry.classes)


# === Special methods of classes ===
class Countable(type):
    def __len__(cls):
        return 3

    def __iter__(cls):
        return iter(cls.items)

    def __getitem__(cls, i):
        return cls.items[i]

    def __contains__(cls, x):
        return x in cls.items

    def __repr__(cls):
        return f"<countable {cls.__name__}>"

    def __add__(cls, other):
        return f"{cls.__name__}+{other.__name__}"

    def __eq__(cls, other):
        return True

    def __hash__(cls):
        return 1

    def __bool__(cls):
        return False

    def __instancecheck__(cls, obj):
        return obj == "instance"

    def __subclasscheck__(cls, sub):
        return sub is int

    @property
    def size(cls):
        return "meta property"


class Letters(metaclass=Countable):
    items = "abc"


print(len(Letters), list(Letters), Letters[1], "b" in Letters, Letters, Letters + Letters, Letters == 5, bool(Letters), isinstance("instance", Letters), isinstance(1, Letters), issubclass(int, Letters), issubclass(str, Letters), Letters.size)
print(isinstance(Letters(), Letters), hasattr(Letters(), "size"))

# === Which metaclass wins ===
class MetaA(type): pass
class MetaB(type): pass
class MetaC(MetaA, MetaB): pass
class A(metaclass=MetaA): pass
class B(metaclass=MetaB): pass
class C(A, metaclass=MetaC): pass
class D(C): pass


print(type(C).__name__, type(D).__name__)
try:
    class E(A, B): pass
except TypeError as error:
    print(error)


# === Metaclasses that are no types ===
def factory(name, bases, ns, **kw):
    print("factory", name, bases, sorted(k for k in ns if k[0] != "_"), kw)
    return "not a class"


class Strange(metaclass=factory, key="value"):
    attr = 1


print(Strange)
try:
    class Unknown(metaclass=type, key=1): pass
except TypeError as error:
    print(error)


class NoDict(type):
    @classmethod
    def __prepare__(mcls, name, bases):
        return 5


try:
    class Fails(metaclass=NoDict): pass
except TypeError as error:
    print(error)


class Final(type):
    def __new__(mcls, name, bases, ns):
        for base in bases:
            if isinstance(base, Final):
                raise TypeError(f"{base.__name__} is final")
        return super().__new__(mcls, name, bases, ns)


class Sealed(metaclass=Final):
    pass


class Opened(Sealed):
    pass
