import sys


def attempt(name, f):
    try:
        result = f()
    except RecursionError as error:
        print(name, "-> RecursionError", str(error).split(" while ")[0].split(" in ")[0])
    else:
        print(name, "->", result)


# === Functions of every kind ===
def plain(n=0):
    return plain(n + 1)


def mutual_a():
    return mutual_b()


def mutual_b():
    return mutual_a()


class Deep:
    def method(self):
        return self.method()

    def __getattr__(self, name):
        return getattr(self, name + "x")

    def __repr__(self):
        return f"<{self!r}>"

    def __str__(self):
        return str(self)

    def __eq__(self, other):
        return self == other

    def __add__(self, other):
        return self + other

    def __call__(self):
        return self()

    def __getitem__(self, key):
        return self[key]

    def __len__(self):
        return len(self)

    def __iter__(self):
        return iter(self)

    def __hash__(self):
        return hash(self)

    def __bool__(self):
        return bool(self)

    def __contains__(self, x):
        return x in self

    def __format__(self, spec):
        return format(self, spec)

    def __lt__(self, other):
        return self < other

    def __enter__(self):
        with self:
            pass

    def __exit__(self, *info): ...

    @property
    def prop(self):
        return self.prop

    @classmethod
    def of_class(cls):
        return cls.of_class()

    def __new__(cls, *args):
        return Deep(1) if args else object.__new__(cls)


d = Deep()
attempt("function", plain)
attempt("mutual", mutual_a)
attempt("method", d.method)
attempt("lambda", lambda: (lambda f: f(f))(lambda f: f(f)))
attempt("getattr", lambda: d.missing)
attempt("repr", lambda: repr(d))
attempt("str", lambda: str(d))
attempt("eq", lambda: d == 1)
attempt("add", lambda: d + 1)
attempt("call", lambda: d())
attempt("getitem", lambda: d[0])
attempt("len", lambda: len(d))
attempt("iter", lambda: iter(d))
attempt("hash", lambda: hash(d))
attempt("bool", lambda: bool(d))
attempt("contains", lambda: 1 in d)
attempt("format", lambda: f"{d}")
attempt("lt", lambda: d < 1)
attempt("with", lambda: d.__enter__())
attempt("property", lambda: d.prop)
attempt("classmethod", Deep.of_class)
attempt("new", lambda: Deep(1))


# === Through native code ===
def through_map():
    return list(map(lambda _: through_map(), [1]))


def through_sort():
    return sorted([2, 1], key=lambda _: through_sort())


def through_comprehension():
    return [through_comprehension() for _ in range(1)]


def through_generator():
    yield from through_generator()


def through_eval():
    return eval("through_eval()")


def through_class():
    class C:
        value = through_class()


def through_decorator():
    @lambda f: through_decorator()
    def f(): pass


attempt("map", through_map)
attempt("sort", through_sort)
attempt("comprehension", through_comprehension)
attempt("generator", lambda: list(through_generator()))
attempt("eval", through_eval)
attempt("class", through_class)
attempt("decorator", through_decorator)


async def deep_await():
    await deep_await()


def run(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value


attempt("await", lambda: run(deep_await()))

# === Nested data: an answer or an error, never a crash ===
def survives(name, f):
    try:
        f()
    except RecursionError:
        pass
    print(name, "survived")


nested = []
for _ in range(100_000):
    nested = [nested]
survives("repr of nested lists", lambda: repr(nested))
survives("comparison of nested lists", lambda: nested == [[[]]])
other = []
for _ in range(100_000):
    other = [other]
survives("comparison of two nested lists", lambda: nested == other)
pairs = ()
for _ in range(100_000):
    pairs = (pairs,)
survives("hash of nested tuples", lambda: hash(pairs))
survives("repr of nested tuples", lambda: repr(pairs))
mapping = {}
for _ in range(100_000):
    mapping = {"k": mapping}
survives("repr of nested dictionaries", lambda: repr(mapping))
nested = other = pairs = mapping = None
looped = []
looped.append(looped)
survives("equality of looped lists", lambda: looped == [looped])

# === The limit can be read and set, and recursion goes on after an error ===
print(sys.getrecursionlimit())


def depth(n):
    return n if n == 0 else 1 + depth(n - 1)


sys.setrecursionlimit(5000)
print(depth(4000), sys.getrecursionlimit())
sys.setrecursionlimit(200)
attempt("shallow limit", lambda: depth(300))
sys.setrecursionlimit(1000)
print(depth(500))
for bad in (0, -1):
    try:
        sys.setrecursionlimit(bad)
    except ValueError as error:
        print(error)
try:
    sys.setrecursionlimit("many")
except TypeError as error:
    print(error)


# === Cleanup runs while the stack unwinds ===
count = 0


def with_finally(n):
    global count
    try:
        return with_finally(n + 1)
    finally:
        count += 1


attempt("finally", lambda: with_finally(0))
print(count > 500)


def recover(n):
    try:
        return recover(n + 1)
    except RecursionError:
        return "recovered"


print(recover(0))


def last(n):
    return last(n + 1)


last(0)
