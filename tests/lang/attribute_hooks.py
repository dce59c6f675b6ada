# === __getattr__ is asked last ===
class Lazy:
    present = "class"

    def __init__(self):
        self.own = "own"

    def __getattr__(self, name):
        if name.startswith("make_"):
            print("making", name)
            value = self.__dict__[name] = name[5:]
            return value
        raise AttributeError(f"no {name}")


l = Lazy()
print(l.present, l.own, l.make_x, l.make_x, hasattr(l, "y"), getattr(l, "y", "default"), getattr(l, "make_q"))
try:
    l.y
except AttributeError as error:
    print(error, error.args)

# === __getattribute__ is asked first ===
class Watch:
    log = []

    def __init__(self):
        self.x = 1

    def __getattribute__(self, name):
        Watch.log.append(name)
        if name == "forbidden":
            raise AttributeError("hidden")
        return object.__getattribute__(self, name)

    def __getattr__(self, name):
        return f"fallback for {name}"

    def method(self):
        return self.x


w = Watch()
print(w.x, w.method(), w.forbidden, w.missing, Watch.log)
Watch.log.clear()
len_like = repr(w)[:1]
w.x = 2
print(Watch.log)

# === __setattr__ and __delattr__ ===
class Guard:
    def __init__(self, **fields):
        for name, value in fields.items():
            setattr(self, name, value)

    def __setattr__(self, name, value):
        print("set", name, value)
        if name == "frozen":
            raise AttributeError("cannot set frozen")
        super().__setattr__(name, value)

    def __delattr__(self, name):
        print("del", name)
        object.__delattr__(self, name)


g = Guard(a=1, b=2)
g.a += 10
del g.b
print(vars(g))
for attempt in (lambda: setattr(g, "frozen", 1), lambda: delattr(g, "b")):
    try:
        attempt()
    except AttributeError as error:
        print(error)

# === A proxy forwards everything but special methods ===
class Proxy:
    def __init__(self, target):
        object.__setattr__(self, "_target", target)

    def __getattr__(self, name):
        return getattr(self._target, name)

    def __setattr__(self, name, value):
        setattr(self._target, name, value)


class Target:
    def __init__(self):
        self.n = 1

    def __len__(self):
        return 7

    def hello(self):
        return "hello"


target = Target()
proxy = Proxy(target)
proxy.n = 5
print(proxy.n, target.n, proxy.hello(), proxy.__len__(), vars(proxy))
try:
    len(proxy)
except TypeError as error:
    print(error)

# === On classes and modules ===
class Meta(type):
    def __getattr__(cls, name):
        return f"{cls.__name__}?{name}"

    def __setattr__(cls, name, value):
        print("meta set", name)
        super().__setattr__(name, value)


class Enumish(metaclass=Meta):
    known = 1


print(Enumish.known, Enumish.unknown)
Enumish.known = 2
print(Enumish.known, hasattr(Enumish(), "unknown"))


def __getattr__(name):
    if name == "computed":
        return "module attribute"
    raise AttributeError(f"module has no {name}")


import sys

here = sys.modules["__main__"]
print(here.computed, hasattr(here, "nothing"))

# === dir ===
class Listed:
    a = 1

    def __init__(self):
        self.b = 2

    def c(self): ...


print([n for n in dir(Listed()) if not n.startswith("__")], [n for n in dir(Listed) if not n.startswith("__")], "__init__" in dir(Listed))


class OwnDir:
    def __dir__(self):
        return ["z", "a"]


print(dir(OwnDir()), "append" in dir([]), "x" in dir())

# === Suggestions for misspelt names ===
class Config:
    def __init__(self):
        self.verbose = True
        self.timeout = 5


for source in ("Config().verbos", "Config().time_out", "Config().zzz", "[].apend", "'a'.uper()", "sys.exitt", "Config().Verbose"):
    try:
        eval(source)
    except AttributeError as error:
        print(source, "->", error, error.name, type(error.obj).__name__)


# === Recursion between hooks is an error, not a crash ===
class Loop:
    def __getattr__(self, name):
        return self.never_there


try:
    Loop().x
except RecursionError as error:
    print(type(error).__name__)
Config().verbos
