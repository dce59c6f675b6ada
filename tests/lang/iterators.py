# === The protocol ===
class Range3:
    def __iter__(self):
        print("iter")
        return iter((1, 2, 3))


class Count:
    def __init__(self, stop):
        self.n, self.stop = 0, stop

    def __iter__(self):
        return self

    def __next__(self):
        if self.n >= self.stop:
            raise StopIteration
        self.n += 1
        return self.n


print(list(Range3()), [x for x in Range3()], list(Count(3)), sum(Count(4)), list(zip(Count(2), Count(9))), max(Count(5)), 3 in Count(5), dict(zip(Count(2), "ab")))
c = Count(3)
print(next(c), list(c), list(c), next(c, "end"))
a, b, *r = Count(4)
print(a, b, r, tuple(Count(1)), [*Count(2), *Range3()])

# === Old-style iteration by index ===
class Old:
    def __getitem__(self, i):
        if i >= 3:
            raise IndexError(i)
        return i * 10


class OldStop:
    def __getitem__(self, i):
        if i == 2:
            raise StopIteration
        return i


print(list(Old()), 20 in Old(), 5 in Old(), list(OldStop()), [*Old()], type(iter(Old())).__name__, list(reversed([1, 2])))

# === iter with a sentinel ===
numbers = iter([1, 2, 3, 0, 4])
print(list(iter(lambda: next(numbers), 0)), list(numbers), list(iter(iter([5]).__next__, None)))

# === Built-in iterators ===
for source in ([1], (1,), "a", b"a", {1: 2}, {1}, range(1), {1: 2}.items(), {1: 2}.values(), reversed([1]), enumerate("a"), zip("a"), map(str, [1]), filter(None, [1]), iter(int, 1), reversed({1: 2}), reversed(range(2)), reversed("ab"), memoryview(b"a")):
    it = iter(source)
    print(type(it).__name__, iter(it) is it, hasattr(it, "__next__"))
it = iter([1, 2, 3])
print(it.__length_hint__(), next(it), it.__length_hint__(), list(it), it.__length_hint__(), list(it))
print(list(enumerate("ab", 5)), list(enumerate([], 1)), list(zip([1, 2, 3], "ab")), list(zip()), list(zip([1])), list(map(lambda a, b: a + b, [1, 2], [10, 20, 30])), list(filter(None, [0, 1, "", "a"])), list(filter(lambda x: x > 1, [1, 2, 3])), list(reversed(range(5))), list(reversed((1, 2))))
print(list(zip([1, 2], [3, 4], strict=True)), next(zip("a", "b")), list(map(None.__class__.__bool__, [None])), list(map(int, "12")), list(map(str.upper, "ab")))
for attempt in ("list(zip([1], [1, 2], strict=True))", "list(zip([1, 2], [1], strict=True))", "list(map(str))", "next(iter([]))", "iter(5)", "iter(5, 1)", "next([])", "reversed({1})", "reversed(5)", "zip(1)", "enumerate(5)", "map(5, [1])", "list(map(5, [1]))", "filter(1)", "enumerate()", "list(zip([1], 5))", "reversed(x for x in [])", "list(zip([1], [1], [1, 2], strict=True))"):
    try:
        print(eval(attempt))
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)

# === An exhausted iterator stays exhausted ===
it = iter([])
items = []
it = iter(items)
print(next(it, None))
items.append(1)
print(next(it, None))
items = [1, 2, 3, 4]
it = iter(items)
next(it)
items.insert(0, 0)
print(list(it))
d = {"a": 1}
it = iter(d)
next(it)
d["b"] = 2
try:
    next(it)
except RuntimeError as error:
    print(error)

# === Errors inside iteration pass through ===
class Fails:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n == 2:
            raise ValueError(f"at {self.n}")
        if self.n > 3:
            raise StopIteration
        return self.n


f = Fails()
try:
    list(f)
except ValueError as error:
    print(error, list(f))
try:
    for x in Fails():
        print(x)
except ValueError as error:
    print(error)


class IterFails:
    def __iter__(self):
        raise KeyError("no iteration")


class NoNext:
    def __iter__(self):
        return object()


class NoneIter:
    __iter__ = None

    def __getitem__(self, i):
        return i


for make in (IterFails, NoNext, NoneIter):
    try:
        list(make())
    except Exception as error:
        print(type(error).__name__, error)

# === Several iterators over one list, and pairs from one iterator ===
items = [1, 2, 3, 4]
print([(x, y) for x in items for y in items if x < y][:4], list(zip(*[iter(items)] * 2)), list(zip(items, items[1:])))
matrix = [[1, 2], [3, 4]]
print(list(zip(*matrix)), [list(row) for row in zip(*matrix[::-1])])
import copy

it = iter([1, 2, 3])
next(it)
other = copy.copy(it)
print(list(it), list(other))
for x in Count("three"):
    print(x)
