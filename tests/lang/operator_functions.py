import operator as o

# === Operators as functions ===
print(o.add(1, 2), o.sub(5, 3), o.mul("a", 3), o.truediv(7, 2), o.floordiv(7, 2), o.mod(7, 3), o.pow(2, 5), o.neg(5), o.pos(-5), o.invert(0), o.abs(-3), o.lshift(1, 4), o.rshift(16, 2), o.and_(6, 3), o.or_(6, 3), o.xor(6, 3), o.index(5))
print(o.lt(1, 2), o.le(2, 2), o.eq(1, 1.0), o.ne(1, 2), o.ge(1, 2), o.gt(2, 1), o.not_([]), o.truth([0]), o.is_(None, None), o.is_not(1, None), o.contains([1, 2], 2), o.concat([1], [2]), o.countOf([1, 2, 1], 1), o.indexOf("abc", "c"), o.getitem({"a": 1}, "a"), o.length_hint([1, 2]))
l = [1, 2, 3]
o.setitem(l, 0, "x")
o.delitem(l, 1)
print(l, o.iadd(l, [9]) is l, l, o.iadd(1, 2), o.imul([1], 2), o.matmul.__name__, o.call(max, 1, 5))

# === Getters ===
rows = [{"n": 2, "s": "b"}, {"n": 1, "s": "a"}]
print(sorted(rows, key=o.itemgetter("n")), o.itemgetter(1, 0)("abc"), o.itemgetter(slice(1, 3))([0, 1, 2, 3]), list(map(o.itemgetter("s"), rows)))


class P:
    def __init__(self, x, y=None):
        self.x, self.y = x, y

    def shift(self, by, *, times=1):
        return self.x + by * times


print(o.attrgetter("x")(P(5)), o.attrgetter("x", "y.x")(P(1, P(2))), o.methodcaller("shift", 2, times=3)(P(1)), o.methodcaller("upper")("abc"), o.itemgetter(2), o.attrgetter("a.b", "c"), o.methodcaller("f", 1, k=2), max([P(3), P(9)], key=o.attrgetter("x")).x)
for attempt in ("o.add(1)", "o.add(1, 'a')", "o.itemgetter()", "o.itemgetter(5)([1])", "o.attrgetter('z')(P(1))", "o.attrgetter(5)", "o.methodcaller('zz')(1)", "o.methodcaller()", "o.indexOf([1], 2)", "o.truediv(1, 0)", "o.index(1.5)", "o.concat(1, 2)", "o.getitem([1], 'a')", "o.length_hint(5, 'x')"):
    try:
        print(eval(attempt))
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)
import functools

print(functools.reduce(o.mul, range(1, 6)), list(map(o.sub, [5, 6], [1, 2])), sum(map(o.mul, [1, 2, 3], [4, 5, 6])), o.__add__(1, 2), o.is_none(None) if hasattr(o, "is_none") else "none")
o.attrgetter("x.y.z")(P(P(1)))
