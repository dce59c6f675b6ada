# === Lists, sets, dictionaries ===
print([x * x for x in range(5)], {x % 3 for x in range(9)}, {x: x * x for x in range(4)}, [x for x in "abc"], {k: v for k, v in zip("ab", (1, 2))}, [(x, y) for x in range(2) for y in "ab"])
print([x for x in range(20) if x % 2 if x % 3 == 0], [x if x % 2 else -x for x in range(5)], [[y * x for y in range(3)] for x in range(3)], [y for row in [[1, 2], [3]] for y in row], {(x, y): x + y for x in range(2) for y in range(2) if x != y})
print([a + b for a, b in [(1, 2), (3, 4)]], [a for a, *b in ["xyz"]], [len(b) for a, *b in ["xyz"]], [x for x in []], {}, {x for x in ()}, [None for _ in range(2)], [[] for _ in range(2)])

# === Order of evaluation ===
def say(tag, value):
    print(tag, end=" ")
    return value


print([say("item", x) for x in say("source", [1, 2]) if say("if", x)])
print({say("key", x): say("value", x) for x in (1, 2)})
print([(a, b) for a in say("outer", [1, 2]) for b in say("inner", [a])])

# === Scope: names stay inside, outer names are seen ===
x = "outer"
print([x for x in range(3)], x)
def f():
    y = 10
    z = [y + i for i in range(2)]
    w = [[y, i, j] for i in range(2) for j in [y]]
    return z, w, [(lambda: i + y)() for i in range(2)], sorted(locals())


print(f())


class C:
    items = [1, 2]
    doubled = [i * 2 for i in items]
    pairs = {i: j for i in items for j in (10,)}
    try:
        nested = [[i for _ in range(1)] for i in items if items]
    except NameError as error:
        nested = str(error)


print(C.doubled, C.pairs, C.nested, hasattr(C, "i"))
try:
    print(i)
except NameError as error:
    print(error)
fs = [lambda: n for n in range(3)]
print([f() for f in fs], [(lambda m=m: m)() for m in range(3)])
print([y := 5, y * 2], [last := n for n in range(4)], last, [n for n in range(6) if (half := n // 2) > 1], half)


def shadow(n):
    values = [n for n in range(n)]
    return values, n


print(shadow(3))
def rebind():
    k = 1
    return [k for k in [k, k + 1]], k


print(rebind())
def deletes():
    items = [1, 2, 3]
    result = [items.pop() for _ in list(items)]
    return result, items


print(deletes())

# === Targets of any kind ===
box = [0]
class Obj: pass
o = Obj()
print([box[0] for box[0] in range(3)], box, [o.x for o.x in "ab"], o.x)

# === Large ===
print(len([n for n in range(10000) if n % 7 == 0]), sum([n * n for n in range(1000)]), len({n * n % 101 for n in range(1000)}), {n: str(n) for n in range(1000)}[777])

# === Dictionaries: the last value wins, the first key stays ===
print({k.lower(): k for k in ["A", "b", "a"]}, {True: 1 for _ in range(1)} | {1: 2 for _ in range(1)})

# === Errors ===
for source in ("[1 / x for x in [1, 0]]", "{x: 1 for x in [[]]}", "{x for x in [{}]}", "[x for x in 5]", "[a for a, b in [1]]", "[undefined for _ in range(1)]", "[x.y for x in [1]]"):
    try:
        eval(source)
    except Exception as error:
        print(source, "->", type(error).__name__, error)


def table(rows):
    return {
        row["name"]: [cell / row["scale"] for cell in row["cells"]]
        for row in rows
        if row
    }


print(table([{"name": "a", "scale": 2, "cells": [1, 2]}]))
print(table([{"name": "a", "scale": 0, "cells": [1, 2]}]))
