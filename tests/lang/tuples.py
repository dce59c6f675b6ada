# === Making tuples ===
print((), (1,), (1, 2), 1, 2, tuple(), tuple([1, 2]), tuple("ab"), (1, (2, (3,))), (*range(3), *"xy"))
t = 1, 2, 3
print(t, t[0], t[-1], t[1:], t[::-1], len(t), t + (4,), t * 2, 2 * (0,), 2 in t, t.index(2), t.count(1), tuple(reversed(t)))
single = "x",
print(single, type(single).__name__, ("x"), repr(()), str(((),)))

# === Tuples do not change, their items may ===
m = ([1], 2)
m[0].append(5)
print(m, hash((1, 2)) == hash((1, 2)))
for attempt in ("t[0] = 1", "del t[0]", "t[5]", "t['a']", "t.index(9)", "t + [1]", "t < 1", "t.append(1)", "tuple(5)", "t()", "tuple(1, 2)", "t * 1.0"):
    try:
        exec(attempt)
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)
try:
    m[0] += [6]
except TypeError as error:
    print(error, m)

# === Comparison ===
print((1, 2) < (1, 3), (1, 2) == (1.0, 2.0), () < (0,), (1, 2, 3) > (1, 2), ("a", 1) < ("a", 2), (1,) == [1])

# === Swapping and returning several values ===
a, b = 1, 2
a, b = b, a
print(a, b)


def minmax(items):
    return min(items), max(items)


low, high = minmax([3, 1, 2])
print(low, high, minmax("hello"))
for i, (x, y) in enumerate([(1, 2), (3, 4)]):
    print(i, x, y)

# === A subclass and named fields ===
class Pair(tuple):
    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))

    @property
    def swapped(self):
        return Pair(self[1], self[0])

    def __repr__(self):
        return f"Pair{super().__repr__()}"


p = Pair(1, 2)
print(p, p.swapped, p == (1, 2), type(p[:]).__name__, type(p + ()).__name__, {p: "k"}[(1, 2)], isinstance(p, tuple))
from collections import namedtuple

Point = namedtuple("Point", "x y")
q = Point(3, y=4)
print(q, q.x, q[1], q._replace(x=0), q._asdict(), Point._fields, q == (3, 4), [*q], Point._make([1, 2]))
loop = ([],)
loop[0].append(loop)
print(loop)
print(t[3])
