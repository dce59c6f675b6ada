import functools


# === A decorator replaces what it decorates ===
def shout(f):
    print("decorating", f.__name__)

    def call(*args, **kwargs):
        return f(*args, **kwargs).upper()

    return call


@shout
def greet(name):
    return f"hello {name}"


print(greet("ada"), greet.__name__)


# === Several apply from the inside out; arguments come first ===
def tag(name):
    print("evaluate", name)

    def wrap(f):
        print("apply", name)

        @functools.wraps(f)
        def call(*args):
            return f"<{name}>{f(*args)}</{name}>"

        return call

    return wrap


@tag("b")
@tag("i")
def text(s):
    """Gives its argument."""
    return s


print(text("x"), text.__name__, text.__doc__, text.__wrapped__.__wrapped__("raw"))

# === Any expression can decorate ===
registry = {}


class Routes:
    def get(self, path):
        return lambda f: registry.setdefault(path, f)


routes = [Routes()]


@routes[0].get("/home")
def home():
    return "home page"


@lambda f: f()
def value():
    return 42


@(print if False else lambda f: "replaced")
def gone():
    pass


print(registry["/home"](), value, gone, registry["/home"] is home)


# === Classes as decorators and decorated classes ===
class CountCalls:
    def __init__(self, f):
        functools.update_wrapper(self, f)
        self.f = f
        self.calls = 0

    def __call__(self, *args):
        self.calls += 1
        return self.f(*args)


@CountCalls
def square(n):
    return n * n


print(square(3), square(4), square.calls, square.__name__)


def add_repr(cls):
    cls.__repr__ = lambda self: f"{cls.__name__}({', '.join(f'{k}={v!r}' for k, v in vars(self).items())})"
    return cls


@add_repr
class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    @property
    def length(self):
        return (self.x**2 + self.y**2) ** 0.5

    @staticmethod
    @shout
    def name():
        return "point"

    @classmethod
    @functools.lru_cache
    def origin(cls):
        return cls(0, 0)


print(Point(3, 4), Point(3, 4).length, Point.name(), Point.origin() is Point.origin())


# === A decorator in a method keeps self ===
def logged(method):
    @functools.wraps(method)
    def call(self, *args, **kwargs):
        self.log.append((method.__name__, args, kwargs))
        return method(self, *args, **kwargs)

    return call


class Service:
    def __init__(self):
        self.log = []

    @logged
    def add(self, a, b=1):
        return a + b


service = Service()
print(service.add(1), service.add(2, b=3), service.log, Service.add.__qualname__)


# === Decorated generators and coroutines ===
def primed(f):
    @functools.wraps(f)
    def start(*args):
        g = f(*args)
        next(g)
        return g

    return start


@primed
def averager():
    total = count = 0
    average = None
    while True:
        total += yield average
        count += 1
        average = total / count


a = averager()
print(a.send(10), a.send(20), a.send(60))


# === The name is bound only after the decorator has run ===
def check(f):
    print("late" in globals())
    return f


@check
def late():
    pass


print("late" in globals())


def refuse(f):
    raise TypeError(f"will not decorate {f.__name__}")


@refuse
def refused():
    pass
