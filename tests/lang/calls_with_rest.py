# === Who gets what ===
def rest(a, b=2, *args, c, d=4, **kwargs):
    print(a, b, args, c, d, kwargs)


rest(1, c=3)
rest(1, 9, c=3)
rest(1, 9, 8, 7, c=3, d=0, e=5)
rest(c=3, a=1)
rest(c=3, z=0, b=5, a=1, y=1)
rest(*[1, 2, 3], c=0, **{"k": 1})


def keywords(coro, *, name=None, context=None, **kwargs):
    local = kwargs
    return coro, name, context, local


print(keywords(1), keywords(1, name=2), keywords(coro=1, context=3), keywords(1, name=2, more=4), keywords(1, self=1, coro_=2))


def only_args(a, *args):
    return a, args


def only_kwargs(**kwargs):
    kwargs["added"] = True
    return kwargs


print(only_args(1), only_args(1, 2), only_args(*range(70))[1][-1], only_kwargs(), only_kwargs(x=1), only_kwargs(x=2))


def positional_only(a, b=5, /, *args, **kwargs):
    return a, b, args, kwargs


print(positional_only(1), positional_only(1, 2, 3), positional_only(1, a=2, b=3), positional_only(1, c=4))

# === Generators, coroutines, methods, classes, closures ===
def generate(*args, **kwargs):
    yield args
    yield kwargs


print(list(generate(1, 2, k=3)), list(generate()))


class Thing:
    def __init__(self, *args, label="none", **kwargs):
        self.args, self.label, self.kwargs = args, label, kwargs

    def method(self, *args, **kwargs):
        return self.args, args, kwargs

    @classmethod
    def make(cls, *args, **kwargs):
        return cls(*args, **kwargs)


thing = Thing(1, label="x", other=2)
print(thing.args, thing.label, thing.kwargs, thing.method(5, k=6), Thing().args, Thing.make(1, q=2).kwargs)
bound = thing.method
print(bound(1), bound(k=1), bound())


def closing(*args, factor=2, **kwargs):
    return lambda x: (x * factor, args, kwargs)


print(closing(1, k=2)(10), closing(factor=3)(10))


async def coroutine(*args, key, **kwargs):
    return args, key, kwargs


def run(coro):
    try:
        coro.send(None)
    except StopIteration as stop:
        return stop.value


print(run(coroutine(1, 2, key=3, more=4)))


def within():
    def inner(*args, k=0, **kwargs):
        return args, k, kwargs

    yield inner(1, k=2)
    yield inner(x=3)
    yield inner()


print(list(within()))


def many_locals(*args, **kwargs):
    try:
        unset
    except NameError as error:
        print(error)
    a = b = c = len(args)
    unset = a + b + c
    del a
    try:
        a
    except UnboundLocalError as error:
        print(error)
    return unset, kwargs


print(many_locals(1, 2), many_locals(k=1))

# === Changed defaults ===
keywords.__kwdefaults__["name"] = "changed"
print(keywords(1))
keywords.__kwdefaults__ = {"context": "c"}
try:
    keywords(1)
except TypeError as error:
    print(error)
print(keywords(1, name="n"))
only_args.__defaults__ = (7,)
print(only_args(), only_args(1))

# === What is refused ===
def refuse(*args, **kwargs):
    try:
        print(rest(*args, **kwargs))
    except TypeError as error:
        print(error)


for call in (
    lambda: rest(),
    lambda: rest(1),
    lambda: rest(1, 2, 3),
    lambda: rest(1, a=2, c=3),
    lambda: rest(b=1, c=2),
    lambda: rest(1, 2, c=3, b=4),
    lambda: keywords(1, 2),
    lambda: keywords(1, coro=2),
    lambda: keywords(name=1),
    lambda: keywords(1, 2, 3, extra=1),
    lambda: only_args(1, a=2),
    lambda: only_args(b=2),
    lambda: only_kwargs(1),
    lambda: positional_only(a=1),
    lambda: positional_only(),
    lambda: run(coroutine(1)),
    lambda: Thing.method(),
    lambda: next(generate(1, **{"args": 2})),
):
    try:
        print(call())
    except TypeError as error:
        print(error)

# === Arguments die when nobody has them any more ===
class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone", self.name)


def drop(first, *args, key=None, **kwargs):
    print("in", len(args), sorted(kwargs))
    del args
    print("args deleted")
    kwargs.clear()
    print("kwargs cleared")


drop(Noisy("first"), Noisy("second"), Noisy("third"), key=Noisy("key"), extra=Noisy("extra"))
print("after")

# === Deep ===
def down(n, *args, **kwargs):
    return n if n == 0 else down(n - 1, *args, x=n)


def forever(*args, **kwargs):
    return forever(1, k=2)


print(down(100))
try:
    forever()
except RecursionError as error:
    print(error)

# === The traceback ===
def fails(*args, **kwargs):
    return args[0] / kwargs["by"]


fails(1, by=0)
