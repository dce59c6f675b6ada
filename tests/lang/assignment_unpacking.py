# === Several names at once ===
a, b = 1, 2
(c, d), e = (3, 4), 5
[f, g] = "fg"
h = i = [0]
print(a, b, c, d, e, f, g, h is i)
x, = [1]
(y,) = {2}
() = []
[] = ()
print(x, y)

# === A starred name takes the rest ===
first, *rest = range(5)
*init, last = "abcd"
head, *middle, tail = [1, 2]
a, (b, *c), *d = 1, "xyz", 4, 5
*everything, = (1, 2)
print(first, rest, init, last, head, middle, tail, a, b, c, d, everything)

# === Any target will do ===
class Box:
    pass


box, items, table = Box(), [0] * 5, {}
box.x, items[1], table["k"], (items[3:5]) = 1, 2, 3, "yz"
print(box.x, items, table)
for box.n, (items[0], *items[1:]) in [(1, "abc"), (2, [7, 8])]:
    print(box.n, items)
box.x, *box.rest = 9, 8, 7
print(box.x, box.rest)

# === Order of evaluation: right side, then targets from left to right ===
def show(tag, value=None):
    print("eval", tag)
    return value


target = [0, 0]
show("list", target)[show("index", 0)] = show("value", 5)
show("first", target)[0], show("second", target)[1] = show("a", 1), show("b", 2)
i = 0
i, target[i] = 1, "at one"
print(target)
n = target[n] = 0
print(n, target)
x = y = z = show("once", [])
print(x is y is z)

# === Swaps and rotations ===
a, b, c = 1, 2, 3
a, b, c = c, a, b
print(a, b, c)
l = [1, 2, 3]
l[0], l[2] = l[2], l[0]
print(l)

# === Loops unpack ===
for i, (k, *v) in enumerate([("a", 1), ("b", 2, 3)]):
    print(i, k, v)
print([p + q for p, q in [(1, 2), (3, 4)]], {k: v for k, *v in ["abc", "de"]}, [y for x in [[1, 2]] for y in x])
for (a, b), c in {(1, 2): 3}.items():
    print(a, b, c)

# === Star in displays and calls ===
print([*"ab", *range(2)], (*[1], 2), {*[3], *(4,)}, {**{"a": 1}, "b": 2, **{"a": 3}}, *[1, 2], *(), sep="|")
def pair():
    return *"ab", *[1]


print(pair())
for x in *[1], 2:
    print(x)

# === Assignment expressions ===
if (n := len("hello")) > 3:
    print(n)
print([last := w for w in "abc"], last, (m := 5) + m, [y := 1, y**2], (lambda: (z := 3))())
while (n := n - 1) > 2:
    print("n", n)
data = [1, 2, 3]
print(any((found := v) > 1 for v in data), found)

# === Annotations ===
count: int = 3
label: "str"
(boxed): float = 1.5
box.attr: int = 5
print(count, boxed, box.attr, "label" in globals(), __annotations__ if "__annotations__" in globals() else "lazily")

# === Wrong counts ===
for source in ("a, b = 1, 2, 3", "a, b = [1]", "a, b = ()", "a, *b, c = [1]", "a, b = 5", "a, b = None", "(a, b), c = 1, 2", "a, b = {1: 2, 3: 4, 5: 6}", "[a, b, c] = 'ab'", "a, b = iter([1])", "*a, = 5", "a, b = range(10**6)"):
    try:
        exec(source)
    except (ValueError, TypeError) as error:
        print(source, "->", type(error).__name__, error)


# === An iterator that fails on the way ===
def failing():
    yield 1
    raise RuntimeError("broken source")


try:
    a, b = failing()
except RuntimeError as error:
    print(error, a)
for a, b in [(1, 2), (3, 4, 5)]:
    print(a, b)
