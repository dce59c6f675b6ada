import functools
from functools import *


# === partial ===
def f(a, b=2, *args, c=3, **kw):
    """Doc of f."""
    return a, b, args, c, kw


p = partial(f, 1, c=30)
print(p(), p(20), p(20, 30, c=1, d=4), p.func is f, p.args, p.keywords, partial(p, 5)(), partial(p, c=9).keywords, partial(print, end="!\n")("x"))
p.note = "attribute"
print(p.note, str(partial(int, base=2)), partial(int, base=2)("101"), list(map(partial(pow, 2), range(4))), partial(f, Placeholder, 2)(1) if "Placeholder" in functools.__all__ else "none")


class Cell:
    alive = True

    def set(self, state):
        self.alive = state
        return state

    live = partialmethod(set, True)
    die = partialmethod(set, False)


c = Cell()
print(c.die(), c.alive, c.live(), c.alive)

# === reduce ===
print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a * b, [], 1), reduce(lambda a, b: (a, b), "abc"), reduce(max, [3, 9, 2], 5), reduce(lambda a, b: a + b, [1, 2], 10))
for attempt in ("reduce(max, [])", "reduce(max, 5)", "partial()", "partial(5)", "reduce(max)", "partial(f)()", "reduce(5, [1, 2])"):
    try:
        print(eval(attempt))
    except TypeError as error:
        print(attempt, "->", error)


# === lru_cache and cache ===
@lru_cache(maxsize=2)
def square(n):
    print("computing", n)
    return n * n


print(square(2), square(2), square(3), square(4), square(2), square.cache_info(), square.cache_parameters())
square.cache_clear()
print(square.cache_info(), square.__wrapped__(9), square.__name__)


@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(100), fib.cache_info())


@lru_cache(typed=True)
def typed(x):
    return type(x).__name__


print(typed(1), typed(1.0), typed(True), typed.cache_info())


@lru_cache
def keywords(a, b=1, *c, **d):
    return a, b, c, d


print(keywords(1), keywords(1, b=1), keywords(1, 1), keywords.cache_info().misses)
try:
    keywords([])
except TypeError as error:
    print(error)


@lru_cache(maxsize=0)
def uncached(x):
    return x


@lru_cache
def failing(x):
    raise ValueError(x)


for _ in range(2):
    try:
        failing(1)
    except ValueError:
        pass
print(uncached(1), uncached(1), uncached.cache_info(), failing.cache_info())


class WithMethod:
    @lru_cache
    def method(self, x):
        return x, len(WithMethod.made)

    made = [1]


w = WithMethod()
print(w.method(1), w.method(1), WithMethod.method.cache_info().hits)


# === wraps, update_wrapper ===
def deco(g):
    @wraps(g)
    def wrapper(*a, **k):
        """Wrapper doc."""
        return g(*a, **k)
    return wrapper


d = deco(f)
print(d.__name__, d.__doc__, d.__wrapped__ is f, d.__module__, d.__qualname__, WRAPPER_ASSIGNMENTS[:3], WRAPPER_UPDATES, d(1))


# === total_ordering, cmp_to_key ===
@total_ordering
class Version:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __lt__(self, other):
        return self.n < other.n


a, b = Version(1), Version(2)
print(a < b, a <= b, a > b, a >= b, a == b, a != b, sorted([3, 1, 2], key=cmp_to_key(lambda x, y: y - x)), sorted("bca", key=cmp_to_key(lambda x, y: (x > y) - (x < y))), max("abc", key=cmp_to_key(lambda x, y: -1)))
try:
    @total_ordering
    class Nothing: pass
except ValueError as error:
    print(error)


# === singledispatch ===
@singledispatch
def show(x, extra=""):
    return f"object {x!r}{extra}"


@show.register
def _(x: int, extra=""):
    return f"int {x}{extra}"


@show.register(list)
@show.register(tuple)
def _(x, extra=""):
    return f"sequence of {len(x)}{extra}"


class A: pass
class B(A): pass


show.register(A, lambda x: "an A")
print(show(1), show(True), show([1]), show(()), show("s"), show(B()), show(1, extra="!"), show.dispatch(bool) is show.dispatch(int), sorted(c.__name__ for c in show.registry))


class Shower:
    @singledispatchmethod
    def show(self, x):
        return "default"

    @show.register
    def _(self, x: int):
        return f"int {x}"


print(Shower().show(1), Shower().show("a"))
try:
    show()
except TypeError as error:
    print(error)


# === cached_property ===
class Data:
    def __init__(self):
        self.calls = 0

    @cached_property
    def value(self):
        """Computed once."""
        self.calls += 1
        return self.calls * 10


x = Data()
print(x.value, x.value, x.calls, vars(x), Data.value.__doc__)
del x.value
print(x.value)
x.value = "set"
print(x.value)
reduce(lambda a, b: a + b, [1, "two"])
