# === Ranges ===
for r in (range(5), range(2, 5), range(0, 10, 3), range(5, 0, -1), range(0), range(5, 0), range(-3, 3, 2), range(10**20, 10**20 + 3)):
    print(r, list(r), len(r), bool(r), r.start, r.stop, r.step)
r = range(0, 20, 4)
print(r[0], r[-1], r[1:3], r[::-1], r[::2], 8 in r, 9 in r, 8.0 in r, "a" in r, r.index(8), r.count(4), list(reversed(r)), r == range(0, 17, 4), hash(r) == hash(range(0, 17, 4)), min(r), max(r), sum(r))
print(range(3) == range(0, 3), range(0) == range(5, 5), range(1, 2) != range(1, 3), range(True), r[10:], range(10)[-3:][0], range(5)[1:-1])
for attempt in ("range()", "range(1.5)", "range('a')", "range(1, 2, 0)", "range(3)[5]", "range(3).index(7)", "range(1, 2, 3, 4)", "range(3) + range(2)", "range(3)[0] = 1", "range(3) < range(4)", "range(None)", "len(range(10**30))", "range(3).start = 1"):
    try:
        exec(attempt)
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)
it = iter(range(3))
print(next(it), list(it), next(it, "end"), it.__length_hint__())

# === Ranges at the edge of a machine word ===
big = 2**62
print(list(range(big - 1, big + 2)), list(range(-big - 1, -big + 2)), range(2**63)[2**62], len(range(0, 2**62, 3)), 2**70 in range(2**80), range(2**70, 2**70 + 10, 5)[1])

# === Slice objects ===
s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, slice(5), slice(None), slice(1, 2) == slice(1, 2), slice(3).indices(10), slice(None, None, -1).indices(5), slice(-3, None).indices(10), slice(1, 100).indices(5))
print(list(range(10))[s], "abcdefghij"[s], (1, 2, 3, 4)[slice(-2, None)], hash(slice(1, 2)) == hash(slice(1, 2)), slice(1, 2) < slice(1, 3))


class Probe:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("del", key)


p = Probe()
print(p[1], p[1:2], p[:], p[::], p[1:2:3], p[1, 2], p[1:2, ::3], p[...], p["k"], p[()], p[*[1, 2]], p[-1:], p[None:None])
p[1:2] = "x"
p[0, 1] = p[5]
del p[::2], p["k"]

# === Bounds may be anything with an index ===
class Two:
    def __index__(self):
        return 2


class Bad:
    def __index__(self):
        return "two"


print([0, 1, 2, 3][Two()], "abcd"[: Two()], (1, 2, 3)[Two() :], range(Two()), [9] * Two(), list(range(10))[:: Two()], bytes(Two()), hex(Two()))
for attempt in ("[1][Bad()]", "[1][1.5:]", "'ab'['x':]", "range(Bad())", "slice(1, 2, 3).indices('a')", "slice()", "[1, 2][::0]"):
    try:
        print(eval(attempt))
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)
words = ["a", "b", "c", "d", "e"]
words[1:4:2] = ["B", "D"]
print(words, words[:: -1][: 2])
words[0:5:2] = "xy"
