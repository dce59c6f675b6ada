# === Lazy, with the outermost source evaluated at once ===
def source(name, n):
    print("source", name)
    return range(n)


g = (x * 2 for x in source("a", 3) for y in source("b", 2))
print("made", type(g).__name__, g.__name__, g.__qualname__)
print(next(g))
print(list(g), list(g))
try:
    (x for x in 5)
except TypeError as error:
    print(error)
g = (1 / x for x in (1, 0, 2))
print(next(g))
try:
    next(g)
except ZeroDivisionError as error:
    print(error, list(g))

# === As the only argument ===
print(sum(x * x for x in range(5)), max((len(w) for w in ["a", "bbb"]), default=0), ",".join(str(x) for x in range(3)), sorted((-x for x in range(3)), key=abs), dict((k, 1) for k in "ab"), tuple(x for x in ()), any(x > 2 for x in range(5)), set(x % 2 for x in range(5)))

# === Conditions and nesting ===
print(list(x for x in range(10) if x % 2 if x % 3), list((x, y) for x in range(3) for y in range(x)), list(y for x in [[1, 2], [3]] for y in x if y != 2), list((lambda: x)() for x in range(3)), list(list(range(x)) for x in range(3)))

# === Scope ===
x = "outer"
n = 2
print(list(x for x in range(2)), x, list(n * i for i in range(3)))
g = (n * i for i in range(3))
n = 100
print(list(g))


class C:
    size = 3
    items = list(range(size))
    squares = list(i * i for i in range(size))


print(C.squares)
fs = [(lambda: i) for i in range(3)]
print([f() for f in fs])


def local():
    k = 10
    g = (k + i for i in range(2))
    k = 20
    return list(g)


print(local())

# === send, throw, close ===
g = (x for x in range(10))
print(next(g), g.send("ignored"), g.close(), list(g))
g = (x for x in range(10))
next(g)
try:
    g.throw(ValueError("thrown"))
except ValueError as error:
    print(error, list(g))

# === Short-circuit consumers leave the rest ===
g = (print("make", x) or x for x in range(5))
print(any(x == 1 for x in g), list(g))
g = iter(range(10))
print(list(x for x, _ in zip(g, range(3))), list(g), 3 in (x for x in range(5)))
pipeline = (a + 1 for a in (b * 10 for b in (c for c in range(3))))
print(list(pipeline), [*(i for i in "ab")], {*(i for i in (1, 1))}, *(i for i in "xy"))
total = 0
for value in (v for v in range(1000) if v % 7 == 0):
    total += value
print(total)
list(int(x) for x in ["1", "two"])
