import inspect


# === Values pass through, the result comes back ===
def inner(n):
    for i in range(n):
        received = yield i
        if received is not None:
            print("inner received", received)
    return f"inner {n} done"


def outer():
    a = yield from inner(2)
    print(a)
    b = yield from inner(1)
    return a, b


g = outer()
print(next(g), g.send("hello"), g.gi_yieldfrom.__name__, inspect.getgeneratorstate(g))
print(g.send("again"))
try:
    next(g)
except StopIteration as stop:
    print(stop.value, g.gi_yieldfrom)


def over(source):
    result = yield from source
    print("result", result)


print(list(over([1, 2])), list(over("ab")), list(over(range(2))), list(over({"k": 1})), list(over(x for x in (1,))), list(over(())))


# === throw and close reach the innermost ===
def catches():
    while True:
        try:
            yield "inner"
        except ValueError as error:
            print("inner caught", error)
        except GeneratorExit:
            print("inner exit")
            raise


def delegates():
    try:
        yield from catches()
    except KeyError as error:
        print("outer caught", repr(error))
        yield "outer"
    finally:
        print("outer finally")


g = delegates()
print(next(g), g.throw(ValueError("v")), g.throw(KeyError("k")))
g.close()
g = delegates()
next(g)
g.close()
g = delegates()
next(g)
del g


def returns_on_throw():
    try:
        yield 1
    except ValueError:
        return "result of throw"


def asks():
    x = yield from returns_on_throw()
    yield x


g = asks()
next(g)
print(g.throw(ValueError))


def ignores_exit():
    try:
        yield 1
    except GeneratorExit:
        yield 2


g = over(ignores_exit())
next(g)
try:
    g.close()
except RuntimeError as error:
    print(error)


# === Iterators that are no generators ===
class Iter:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration("custom value")
        return self.n


class Full(Iter):
    def send(self, value):
        return ("send", value)

    def throw(self, *args):
        return ("throw", len(args), repr(args[0]) if args else None)

    def close(self):
        print("close called")


print(list(over(Iter())))
g = over(Full())
print(next(g), g.send(5), g.throw(ValueError("x")), g.send(None))
g.close()
g = over(Iter())
next(g)
try:
    g.send("no send method")
except AttributeError as error:
    print(error)
g = over(Iter())
next(g)
try:
    g.throw(ValueError("no throw method"))
except ValueError as error:
    print(repr(error))
for bad in (5, None):
    try:
        list(over(bad))
    except TypeError as error:
        print(error)


# === Depth ===
def nest(n):
    if n:
        got = yield from nest(n - 1)
        return got + 1
    x = yield "deep"
    return x


g = nest(100)
print(next(g))
try:
    g.send(5)
except StopIteration as stop:
    print(stop.value)


def tree(t):
    for x in t:
        if isinstance(x, list):
            yield from tree(x)
        else:
            yield x


print(list(tree([1, [2, [3, [4, [5]], 6]], [[7]]])))

# === Errors inside, traceback through all frames ===
def shared():
    yield 1
    yield 2


s = shared()
def both():
    yield from s
    yield from s


print(list(both()), list(s))
me = None
def itself():
    yield from me


me = itself()
try:
    next(me)
except ValueError as error:
    print(error)


def stop_value():
    return (yield from [])


print(list(stop_value()))


def a():
    yield from b()


def b():
    yield from c()


def c():
    yield 1
    raise RuntimeError("in c")


for x in a():
    print(x)
