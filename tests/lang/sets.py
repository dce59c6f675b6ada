# === Making sets ===
print(set(), {1}, {3, 1, 2}, set([1, 1, 2]), set("a"), set(range(5)), frozenset(), frozenset([1, 2]), {*range(3), *[7]}, {x % 3 for x in range(10)}, set({1: 2}))

# === Small integers show in the order of their slots ===
print({5, 3, 1}, {10, 20, 30}, {8, 0, 16}, {7, 15, 23}, {100, 1, 50}, {-1, -2, 0}, {33, 1, 17}, {1, 2, 3, 4, 5, 100, 200})
print({9, 8, 7, 6, 5, 4, 3, 2, 1, 0}, {2**40, 1, 2**20}, {1.5, 2.5, 0.5}, {True, 2, 0}, {(1, 2), (0, 0), (4, 2)}, {(0, 0), (1, 1), (2, 4)})
s = set()
for i in (40, 8, 24, 16, 0, 32):
    s.add(i)
    print(s)
s.discard(24)
s.add(25)
print(s, [x for x in s], sorted(s), s.pop(), s)
print(set(range(0, 100, 7)), set(range(20, 0, -3)), {i * i for i in range(12)})
grown = set(range(60))
for i in range(50):
    grown.remove(i)
grown.add(3)
print(grown)

# === Operations ===
a, b = {1, 2, 3, 4}, {3, 4, 5}
print(a | b, a & b, a - b, b - a, a ^ b, a < b, {3} < a, a <= a, a > {1}, a >= b, a == {4, 3, 2, 1}, a != b, a.isdisjoint({9}))
print(a.union(b, [9]), a.intersection(b, [3]), a.difference([1], [2]), a.symmetric_difference([1, 9]), a.issubset(range(10)), a.issuperset([1]), a.copy() is a, len(a), 2 in a)
print(a | frozenset([9]), type(frozenset([1]) | {2}).__name__, type({2} | frozenset([1])).__name__, frozenset([1]) == {1}, hash(frozenset([1, 2])) == hash(frozenset([2, 1])), {frozenset([1]): 1}[frozenset([1])])
print({frozenset([1])} == {frozenset([1])}, {1} in {frozenset([1])}, {1, 2} < {1, 2, 3} < {1, 2, 3, 4})

# === Changing a set ===
a.add(10)
a.discard(1)
a.discard(99)
a.remove(2)
a.update([7], {8})
print(a, a.add(7))
a |= {1}
a &= {1, 7, 8}
a -= {8}
a ^= {1, 2}
print(a)
a.intersection_update([2, 7])
a.difference_update([2])
a.symmetric_difference_update([7, 3])
print(a, a.clear(), a)
for attempt in ("{1}.remove(2)", "set().pop()", "{[]}", "{1} | [2]", "{1} + {2}", "set(5)", "{1}.add([])", "frozenset().add(1)", "{1} < 5", "set().missing", "set(1, 2)", "{1} & 3", "{(1, [])}", "{1}.union(5)",
                "{1}.remove({2})", "{1} - 1"):
    try:
        eval(attempt)
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)

# === Changing while iterating ===
s = {1, 2, 3}
try:
    for x in s:
        s.add(x + 10)
except RuntimeError as error:
    print(error)

# === Membership uses hash and equality ===
class Mod:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n % 3

    def __eq__(self, other):
        return self.n == other.n

    def __repr__(self):
        return f"M{self.n}"


m = {Mod(0), Mod(3), Mod(1), Mod(0)}
print(m, Mod(3) in m, Mod(6) in m, len(m))


class Bag(set):
    pass


bag = Bag([1, 2])
print(bag, type(bag | {3}).__name__, bag == {1, 2}, repr(frozenset({1})), type(bag.copy()).__name__)
a = {1}
a.add(a.copy)
a.remove("gone")
