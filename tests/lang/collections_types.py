from collections import *
import collections.abc

# === deque ===
d = deque([1, 2, 3])
d.append(4)
d.appendleft(0)
d.extend("ab")
d.extendleft("xy")
print(d, len(d), d[0], d[-1], d.pop(), d.popleft(), d, 3 in d, d.index(2), d.count(1), d.copy() == d, bool(deque()))
d.rotate(2)
print(d)
d.rotate(-1)
d.remove(2)
d.insert(1, "in")
d.reverse()
d[0] = "first"
del d[1]
print(d, list(reversed(d)), d + deque([9]), deque([1]) * 2)
m = deque(range(5), maxlen=3)
m.append(9)
m.appendleft(8)
print(m, m.maxlen, deque(maxlen=2), deque([1, 2], 1), deque("ab") == deque(["a", "b"]), deque([1]) < deque([2]))
for attempt in ("deque().pop()", "deque().popleft()", "deque([1])[5]", "deque([1]).remove(2)", "deque([1]).index(2)", "deque(5)", "deque([], -1)", "deque([1, 2], 2).insert(0, 1)", "deque([1])[0:1]", "deque() + [1]", "hash(deque())"):
    try:
        print(eval(attempt))
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)
d = deque([1, 2, 3])
try:
    for x in d:
        d.append(x)
except RuntimeError as error:
    print(error)
loop = deque()
loop.append(loop)
print(loop)

# === namedtuple ===
Point = namedtuple("Point", ["x", "y"], defaults=[0])
p = Point(1)
print(p, p.x, p[1], Point(y=5, x=4), p._replace(x=9), p._asdict(), Point._fields, Point._field_defaults, Point._make([7, 8]), p == (1, 0), isinstance(p, tuple), len(p), [*p], Point.__doc__, Point.x.__doc__)
x, y = p
print(x, y, p + (2,), hash(p) == hash((1, 0)), namedtuple("N", "a, b c")(1, 2, 3), namedtuple("R", "a def a", rename=True)._fields, sorted([Point(2, 1), Point(1, 2)]))
for attempt in ("Point()", "Point(1, 2, 3)", "Point(z=1)", "namedtuple('P', 'a a')", "namedtuple('P', 'def')", "namedtuple('P', '_x')", "namedtuple('1P', 'x')", "p._replace(z=1)", "setattr(p, 'x', 5)", "setattr(p, 'new', 5)", "p.z", "Point._make([1])", "namedtuple('P', 'a', defaults=[1, 2])"):
    try:
        print(eval(attempt))
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)


class Vector(namedtuple("Vector", "x y")):
    __slots__ = ()

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    @property
    def length(self):
        return (self.x**2 + self.y**2) ** 0.5


print(Vector(3, 4).length, Vector(1, 2) + Vector(3, 4))

# === Counter ===
c = Counter("abracadabra")
print(c, c["a"], c["z"], c.most_common(2), sorted(c.elements())[:3], c.total(), len(c), Counter(a=2, b=-1), Counter({"x": 1}))
c.update("aaa")
c.subtract({"a": 2, "q": 1})
print(c, +c, -c, Counter("ab") + Counter("bc"), Counter("aab") - Counter("ab"), Counter("ab") & Counter("bc"), Counter("ab") | Counter("bc"), Counter("a") == Counter("a"), Counter("a") <= Counter("ab"))
del c["a"], c["never"]
print("a" in c, c.copy() == c, dict(Counter("aa")), Counter([1, 1, 2]).most_common(), Counter())

# === defaultdict ===
dd = defaultdict(list)
dd["a"].append(1)
dd["a"].append(2)
dd["b"]
print(dd, dd["a"], dd.get("zz"), "zz" in dd, dd.default_factory, defaultdict(int, a=1), defaultdict(lambda: "d")["x"], dd | {"c": 1}, dd.copy())
n = defaultdict(lambda: defaultdict(int))
n["x"]["y"] += 1
print({k: dict(v) for k, v in n.items()})
for attempt in ("defaultdict()['x']", "defaultdict(None)['k']", "defaultdict(5)", "defaultdict(int)[[]]"):
    try:
        print(eval(attempt))
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)

# === OrderedDict ===
o = OrderedDict(a=1, b=2, c=3)
o.move_to_end("a")
o.move_to_end("c", last=False)
print(o, o.popitem(), o.popitem(last=False), o, OrderedDict([(1, 2)]) == {1: 2}, OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), list(reversed(OrderedDict(a=1, b=2))), OrderedDict(), OrderedDict.fromkeys("ab"))
try:
    o.move_to_end("zz")
except KeyError as error:
    print(repr(error))

# === ChainMap, UserDict, UserList ===
base, top = {"a": 1, "b": 2}, {"b": 20}
cm = ChainMap(top, base)
cm["c"] = 3
print(cm, cm["a"], cm["b"], len(cm), sorted(cm), top, cm.new_child({"a": 0})["a"], cm.parents["b"], dict(cm), "z" in cm, cm.maps)
try:
    del cm["a"]
except KeyError as error:
    print(error)


class Upper(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)


u = Upper(a=1)
u.update(b=2)
print(u, u.data, UserList([3, 1]) + [2], sorted(UserList([2, 1])), UserString("ab").upper())

# === Abstract base classes ===
from collections.abc import *

for value in ([], (), {}, set(), "", b"", range(1), iter([]), (x for x in []), len, 5, {}.keys(), deque(), frozenset(), None):
    kinds = [abc.__name__ for abc in (Iterable, Iterator, Sized, Container, Hashable, Callable, Sequence, MutableSequence, Set, Mapping, MutableMapping, Generator, Collection, Reversible) if isinstance(value, abc)]
    print(type(value).__name__, kinds)


class Squares(Sequence):
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        if not 0 <= i < self.n:
            raise IndexError(i)
        return i * i


s = Squares(4)
print(list(s), 9 in s, s.index(4), s.count(1), list(reversed(s)), isinstance(s, Collection))


class Half(Mapping):
    def __getitem__(self, k):
        return {"a": 1}[k]

    def __iter__(self):
        return iter("a")

    def __len__(self):
        return 1


print(dict(Half()), Half().get("z", 0), "a" in Half(), list(Half().items()), Half() == {"a": 1})


class Incomplete(MutableMapping):
    def __len__(self):
        return 0


Incomplete()
