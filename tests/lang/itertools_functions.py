from itertools import *
import operator

# === Endless ===
print(list(islice(count(), 3)), list(islice(count(5, 2), 3)), list(islice(count(1.5, 0.5), 3)), list(islice(cycle("ab"), 5)), list(repeat(7, 3)), list(islice(repeat("x"), 2)), list(zip(count(), "ab")), count(3), repeat(1, 2), list(map(pow, range(4), repeat(2))), next(count(10**20)))

# === That end with the shortest ===
print(list(accumulate([1, 2, 3, 4])), list(accumulate([3, 1, 4], max)), list(accumulate([1, 2], initial=10)), list(accumulate("abc", lambda a, b: b + a)), list(accumulate([])), list(chain("ab", [1], ())), list(chain.from_iterable(["ab", [1]])), list(compress("abcdef", [1, 0, 1, 0, 1])))
print(list(dropwhile(lambda x: x < 3, [1, 3, 2, 5])), list(takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(filterfalse(lambda x: x % 2, range(6))), list(filterfalse(None, [0, 1, ""])), list(starmap(pow, [(2, 3), (3, 2)])), list(pairwise("abcd")), list(pairwise([1])), list(zip_longest("abc", [1], fillvalue="-")), list(zip_longest()), list(batched("abcdefg", 3)), list(batched([], 2)))
print(list(islice("abcdef", 2)), list(islice("abcdef", 1, 4)), list(islice("abcdef", 0, None, 2)), list(islice("abc", 5, 9)), list(islice("abc", None)))

# === groupby ===
print([(k, list(g)) for k, g in groupby("aabbbca")], [(k, len(list(g))) for k, g in groupby([1, 1, 2], key=lambda x: x % 2)], [k for k, _ in groupby(sorted("banana"))])
groups = groupby("aab")
first = next(groups)
second = next(groups)
print(list(first[1]), list(second[1]))

# === tee ===
a, b = tee([1, 2, 3])
print(next(a), list(b), list(a), [list(t) for t in tee("xy", 3)], tee([], 0))

# === Combinations ===
print(list(product("ab", [1, 2])), list(product([0, 1], repeat=2)), list(product()), list(permutations("abc", 2)), list(permutations([1, 2, 3]))[-1], list(combinations("abcd", 2)), list(combinations([1], 2)), list(combinations_with_replacement("ab", 2)), len(list(permutations(range(5)))), list(combinations([], 0)), list(permutations([1], 2)))

# === Laziness and errors ===
def noisy(items):
    for item in items:
        print("pull", item)
        yield item


print(list(islice(noisy([1, 2, 3]), 2)))
print(next(chain(noisy("a"), noisy("b"))), next(zip_longest(noisy([1]), noisy([]))), next(pairwise(noisy("xyz"))))
it = iter(noisy([1, 2, 3, 4]))
print(list(takewhile(lambda x: x < 2, it)), list(it))
for attempt in ("islice([1], -1)", "islice([1], 'a')", "islice([1], 0, 5, 0)", "list(chain(1))", "chain.from_iterable(5)", "list(chain.from_iterable([1]))", "repeat()", "count('a')", "combinations([1], -1)", "tee([1], -1)", "batched([1], 0)", "list(batched([1, 2, 3], 2, strict=True))", "list(starmap(pow, [1]))", "list(accumulate([1, 'a']))", "zip_longest(1)", "product(1)", "product([1], repeat=-1)", "cycle(5)", "list(compress([1], 5))",
                "groupby()", "permutations([1], 'a')", "pairwise(5)", "list(starmap(5, [(1,)]))"):
    try:
        print(eval(attempt))
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)
for make in (count(), cycle([1]), repeat(1), chain(), accumulate([]), islice([], 1), starmap(pow, []), groupby([]), tee([])[0], product([]), permutations([]), zip_longest(), pairwise([]), batched([], 1)):
    print(type(make).__name__, type(make).__module__, iter(make) is make)
it = chain([1], [2, 3])
print(next(it), operator.length_hint(repeat(1, 5)), list(it), list(it))


def divide(pairs):
    return list(starmap(operator.truediv, pairs))


print(divide([(1, 2), (3, 4)]))
divide([(1, 2), (3, 0)])
