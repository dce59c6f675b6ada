# === Making lists ===
print([], [1], [1, "a", None, [2]], list(), list("abc"), list((1, 2)), list({1: 2}), list(range(3)), [*range(2), *"ab"], [1, 2] + [3], [0] * 3, 2 * [1, 2], [1] * -1)

# === Indexing and slicing ===
a = [0, 1, 2, 3, 4, 5]
print(a[0], a[-1], a[1:3], a[:2], a[4:], a[::2], a[::-1], a[5:0:-2], a[-3:-1], a[10:], a[:-10], a[True], a[2:2])
for bad in (6, -7, "a", 1.0, None, (1, 2)):
    try:
        a[bad]
    except (IndexError, TypeError) as error:
        print(type(error).__name__, error)

# === Assignment to items and slices ===
a[0] = "zero"
a[-1] = "last"
a[1:3] = ["x", "y", "z"]
print(a)
a[1:1] = [9, 9]
a[-2:] = []
print(a)
a[::2] = [0] * len(a[::2])
print(a)
a[:] = range(4)
a[len(a):] = [4]
print(a)
del a[0]
del a[1:3]
print(a)
b = list(range(10))
del b[::3]
print(b)
b[2:4] = b
print(b)
for attempt in ("b[::2] = [1]", "b[100] = 1", "b['x'] = 1", "b[0:1] = 5", "del b[100]", "del b['x']", "b[::0]", "b[1:2:0] = []"):
    try:
        exec(attempt)
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)

# === Methods ===
a = [3, 1, 2]
print(a.append(4), a, a.extend("xy"), a, a.insert(0, "first"), a.insert(100, "end"), a.insert(-1, "near"), a)
print(a.pop(), a.pop(0), a.pop(-1), a, a.remove("x"), a, a.index(2), a.count(1), a.reverse(), a, a.copy() == a, a.copy() is a)
print([1, 2, 1, 3].index(1, 1), [1, 2, 3].index(3, -1), [1, [2], [2]].count([2]), a.clear(), a)
for attempt in ("[].pop()", "[1].pop(5)", "[1].remove(2)", "[1].index(2)", "[1].index(1, 1)", "[].insert('a', 1)", "[1].extend(5)", "[] + ()", "[1] * 'a'", "[1] * 1.5", "[].append()",
                "[].append(1, 2)", "[].pop('x')", "[].sort(1)", "[].missing", "list(5)", "list(1, 2)"):
    try:
        eval(attempt)
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)

# === Augmented assignment keeps the object ===
a = b = [1]
a += [2]
a += "xy"
a *= 2
print(b, a is b)
a = a + [0]
print(a is b)
try:
    a += 5
except TypeError as error:
    print(error)

# === Nested and recursive lists ===
nest = [[1, 2], [3, [4, 5]]]
print(nest[1][1][0], [x for row in nest for x in row])
nest[0][0] = nest[1]
print(nest, nest == [[[3, [4, 5]], 2], [3, [4, 5]]])
loop = [1]
loop.append(loop)
print(loop, repr(loop), str([loop]), len(loop), loop[1][1][0])

# === Changing a list while iterating ===
a = [1, 2, 3, 4, 5, 6]
for x in a:
    if x % 2:
        a.remove(x)
print(a)
a = [1, 2, 3]
for x in a:
    if len(a) < 8:
        a.append(x * 10)
print(a)
it = iter(a)
next(it)
del a[:]
print(list(it), next(it, "done"))

# === Comparison, membership, truth ===
print([1, 2] == [1, 2], [1, 2] < [1, 3], [2] > [1, 9], 1 in [0, 1], [] or "empty", [0] and "full", len([[]]), min([3, 1]), sum([1, 2, 3]), any([0, 1]), all([]))

# === A subclass ===
class Stack(list):
    def push(self, x):
        self.append(x)
        return self

    def __repr__(self):
        return f"Stack{super().__repr__()}"


s = Stack([1]).push(2).push(3)
print(s, s[0], s[1:], type(s[1:]).__name__, type(s + [1]).__name__, isinstance(s, list), s == [1, 2, 3], len(s), list(s))


def third(items):
    return items[1:][2]


print(third([1, 2, 3, 4]))
print(third([1, 2, 3]))
