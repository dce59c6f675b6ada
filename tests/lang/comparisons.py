# === Numbers ===
print(1 < 2, 2 <= 2, 3 > 4, 3 >= 3, 1 == 1.0, 1 != 1.5, 1 < 1.5 < 2, -1 < 0.0, True == 1, False < True)

# === Sequences compare item by item ===
print([1, 2] < [1, 3], [1, 2] < [1, 2, 0], [] < [0], (1, "a") < (1, "b"), [1, 2] == [1, 2], [1, 2] == (1, 2), (1,) != [1])
print("abc" < "abd", "Z" < "a", "a" < "aa", "" < "a", "é" > "z", b"a" < b"b", b"a" == "a", "ß" < "𝄞")
print([[1], [2]] <= [[1], [2]], [1, [2, 3]] > [1, [2, 2]], (1, 2) >= (1, 2, 3))

# === Dictionaries and sets ===
print({1: 2, 3: 4} == {3: 4, 1: 2}, {1: 2} != {1: 3}, {1} < {1, 2}, {1, 2} <= {1, 2}, {1, 3} < {1, 2}, {1} == frozenset([1]))
print({1: [1]} == {1: [1]}, {"a": 1}.keys() == {"a"}, {1: 2}.items() == {(1, 2)})

# === Identity and membership ===
a = [1]
b = [1]
print(a is b, a is a, a is not b, None is None, a == b)
print(1 in [1, 2], 3 not in [1, 2], "b" in "abc", "" in "abc", "bd" in "abc", 1 in {1: 2}, 2 in {1: 2}, 5 in range(0, 10, 5))
print(2 in (1, 2), b"b" in b"abc", 98 in b"abc", None in [None], 1.0 in [1], "a" in {"a", "b"})

# === Types that have no order ===
for expression in ("1 < 'a'", "[] < ()", "None < None", "{} < {}", "1j < 2j", "object() < object()", "'a' >= b'a'", "[1] > 1",
                   "print < print", "sorted([1, 'a'])", "max(1, None)", "1 in 5", "'a' in 5", "1 in 'abc'", "'a' in b'abc'",
                   "[1, 'a'] < [1, 2]", "{1} < [1]", "... < ..."):
    try:
        print(expression, eval(expression))
    except TypeError as error:
        print(expression, "->", str(error).replace(hex(id(object)), "?"))


# === Rich comparison methods ===
class Version:
    def __init__(self, *parts):
        self.parts = parts

    def __eq__(self, other):
        print(f"{self!r} == {other!r}")
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts == other.parts

    def __lt__(self, other):
        print(f"{self!r} < {other!r}")
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts < other.parts

    def __repr__(self):
        return "v" + ".".join(map(str, self.parts))


one, two = Version(1, 0), Version(2, 0)
print(one == two, one != two, one < two, one > two)
print(one == 1, 1 == one, one != "v")
for attempt in (lambda: one < 1, lambda: one <= two, lambda: 1 > one):
    try:
        print(attempt())
    except TypeError as error:
        print(error)
print(sorted([two, one, Version(1, 5)]))
print(one in [two, one])


# === A subclass on the right answers first ===
class Patched(Version):
    def __eq__(self, other):
        print("patched", other)
        return "patched"

    def __gt__(self, other):
        print("patched gt")
        return "patched gt"


print(one == Patched(1), one < Patched(1), Patched(1) == one)
print(Version.__hash__, Patched.__hash__)


# === Answers that are not booleans ===
class Query:
    def __init__(self, text):
        self.text = text

    def __eq__(self, other):
        return Query(f"({self.text} = {getattr(other, 'text', other)})")

    def __lt__(self, other):
        return Query(f"({self.text} < {getattr(other, 'text', other)})")

    def __bool__(self):
        print("truth of", self.text)
        return True

    def __contains__(self, item):
        return "non-empty"


print((Query("a") == 5).text, (Query("a") < Query("b")).text, (Query("a") < Query("b") < Query("c")).text)
print(3 in Query("x"), 3 not in Query("x"), Query("p") in [1, 2])

# === Defaults compare by identity ===
class Plain:
    pass


p, q = Plain(), Plain()
print(p == p, p == q, p != p, p != q, p in [q, p], [p] == [p], [p] == [q])
nan = float("nan")
print([nan] == [nan], nan in (nan,), (nan,) == (nan,), {1: nan} == {1: nan}, [nan] == [float("nan")])
print(min("b", "a", "c"), max([3, 1, 2], key=lambda n: -n), min([], default="none"))
