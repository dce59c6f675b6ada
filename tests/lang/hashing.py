# === Numbers that are equal hash alike ===
print(hash(0), hash(1), hash(-1), hash(-2), hash(True), hash(1.0), hash(1 + 0j), hash(2**61 - 1), hash(2**61), hash(-(2**61)))
print(hash(0.5), hash(1.5), hash(-0.25), hash(1e20), hash(3.14), hash(float("inf")), hash(2.5 + 1j))
print({1: "int", 1.0: "float", True: "bool"}, {0: "a"}.get(False), len({1, 1.0, True}), 2.0 in {2})

# === Tuples and the rest of the immutable ===
print(hash(()), hash((1,)), hash((1, 2)), hash((1, (2, 3))), hash((0, 0)), hash((1, 2)) == hash((1.0, 2.0)))
print(hash(frozenset()), hash(frozenset([1, 2, 3])), hash(frozenset([3, 2, 1])) == hash(frozenset([1, 2, 3])))
print(hash(range(5)) == hash(range(0, 5, 1)), hash(range(0)) == hash(range(3, 3)), hash("a") == hash("a"), hash(b"a") == hash(b"a"))
print(hash("abc") == hash("ab" + "c"), hash(None) == hash(None))

# === What has no hash ===
for value in ([], {}, set(), bytearray(), slice(1), ([],), (1, {})):
    try:
        print(value, hash(value) and "hashed")
    except TypeError as error:
        print(value, "->", error)
for attempt in ("{[]: 1}", "{{}: 1}", "{[1]}", "{}[[]]", "{1: 2}.get([])", "[] in {}", "{1} | {(1, [])}", "set([[]])", "{}.setdefault({}, 1)"):
    try:
        print(eval(attempt))
    except TypeError as error:
        print(attempt, "->", error)


# === Own hashes ===
class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __eq__(self, other):
        return isinstance(other, Point) and (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))

    def __repr__(self):
        return f"Point({self.x}, {self.y})"


places = {Point(1, 2): "here", Point(3, 4): "there"}
print(places[Point(1, 2)], Point(3, 4) in places, Point(5, 6) in places, {Point(1, 1), Point(1, 1)})


# === Equality without a hash takes the hash away ===
class OnlyEqual:
    def __eq__(self, other):
        return True


class Hashed(OnlyEqual):
    __hash__ = object.__hash__


print(OnlyEqual.__hash__, isinstance(hash(Hashed()), int))
try:
    {OnlyEqual()}
except TypeError as error:
    print(error)


# === Collisions are resolved by equality ===
class Same:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return 42

    def __eq__(self, other):
        print(f"{self.name} == {other.name}")
        return self.name == other.name

    def __repr__(self):
        return self.name


a, b, c = Same("a"), Same("b"), Same("c")
table = {a: 1, b: 2}
print(table[a])
print(c in table)
print(table.get(Same("b")))

# === Hashes that are out of range or of another type ===
class Big:
    def __hash__(self):
        return 2**70 + 5


class Minus:
    def __hash__(self):
        return -1


class Wrong:
    def __hash__(self):
        return "x"


print(hash(Big()), hash(Minus()), Minus().__hash__())
try:
    hash(Wrong())
except TypeError as error:
    print(error)
print({}[1, []])
