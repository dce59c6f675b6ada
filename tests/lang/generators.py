# === A function with yield makes generators ===
def count(n):
    print("started")
    i = 0
    while i < n:
        yield i
        i += 1
    print("finished")
    return "result"


g = count(2)
print(type(g).__name__, iter(g) is g, g.__name__, g.__qualname__, g.gi_running, g.gi_yieldfrom, g.gi_frame is not None)
print(next(g))
print(next(g))
try:
    next(g)
except StopIteration as stop:
    print(repr(stop), stop.value)
try:
    next(g)
except StopIteration as stop:
    print(repr(stop), stop.value, g.gi_frame)
print(list(count(3)), next(count(0), "default"))

# === Consumed by everything that iterates ===
def gen(*items):
    for item in items:
        yield item


print(sum(gen(1, 2, 3)), max(gen(1, 5, 2)), list(zip(gen(1, 2), gen("a", "b"))), dict(gen(("a", 1))), tuple(gen()), sorted(gen(3, 1)), "".join(gen("a", "b")), 2 in gen(1, 2, 3), [*gen(1)], {**dict(gen())}, any(gen(0, 1)), all(gen()))
a, *b = gen(1, 2, 3)
print(a, b, print(*gen(1, 2)), set(gen(1, 1)), list(map(str, gen(1))), list(enumerate(gen("x"))), list(reversed(list(gen(1, 2)))))
for x, y in gen((1, 2), (3, 4)):
    print(x, y)

# === Infinite, lazy, piped ===
def naturals():
    n = 0
    while True:
        yield n
        n += 1


def take(n, source):
    for _, x in zip(range(n), source):
        yield x


def squares(source):
    for x in source:
        yield x * x


def only_even(source):
    return (x for x in source if x % 2 == 0)


print(list(take(5, only_even(squares(naturals())))))


def primes():
    found = []
    for n in naturals():
        if n > 1 and all(n % p for p in found):
            found.append(n)
            yield n


print(list(take(15, primes())))


def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


print([x for _, x in zip(range(12), fib())])

# === Local state, nested loops, try inside ===
def grid(w, h):
    for y in range(h):
        for x in range(w):
            yield x, y
        yield "row"


def guarded(items):
    for item in items:
        try:
            yield 10 / item
        except ZeroDivisionError:
            yield "zero"
        else:
            yield "else"
        finally:
            yield "finally"


print(list(grid(2, 2)), list(guarded([1, 0])))


# === Expressions hold their values over a suspension ===
def halfway():
    result = [1, (yield "a"), 3 + (yield "b")]
    print("list", result)
    x = {"k": (yield "c")}
    print("call", str(x) + repr((yield "d")))
    f"{(yield 'e')} and {(yield 'f')}"
    return (yield) or (yield "g")


g = halfway()
sent = None
try:
    while True:
        print("got", g.send(sent))
        sent = 5 if sent is None else sent + 1 if sent != 9 else 0
except StopIteration as stop:
    print("returned", stop.value)

# === Generators keep their own arguments, defaults, closures ===
def outer(n):
    def inner(*args, step=1, **kw):
        for i in args:
            yield i * n + step
    return inner


print(list(outer(10)(1, 2, 3)), list(outer(2)(1, step=5)))
gs = [(lambda k: (yield k))(i) for i in range(3)]
print([next(x) for x in gs])

# === Reentering a running generator ===
def reenter():
    yield next(me)


me = reenter()
try:
    next(me)
except ValueError as error:
    print(error)
print(list(me))

# === StopIteration inside becomes a RuntimeError ===
def stops():
    yield 1
    raise StopIteration("inside")


def leaks():
    yield next(iter([]))


for f in (stops, leaks):
    try:
        print(list(f()))
    except RuntimeError as error:
        print(repr(error), repr(error.__cause__))

# === Interleaving ===
def log(name, n):
    for i in range(n):
        yield f"{name}{i}"


def round_robin(*gens):
    gens = list(gens)
    while gens:
        for g in gens[:]:
            try:
                yield next(g)
            except StopIteration:
                gens.remove(g)


print(list(round_robin(log("a", 3), log("b", 1), log("c", 2))))
print(repr(count(1))[:24], count.__code__.co_flags & 0x20, bool(count(1)))
for attempt in (lambda: gen()[0], lambda: len(gen()), lambda: gen().send(1), lambda: gen() + 1, lambda: gen()(), lambda: gen().gi_frame.x, lambda: setattr(gen(), "x", 1), lambda: next(5), lambda: next(gen())):
    try:
        attempt()
    except Exception as error:
        print(type(error).__name__, error)


def failing(n):
    yield n
    yield 1 // n


for value in failing(0):
    print(value)
