# === Ascending and descending ===
a = [5, 2, 9, 1, 5, 6, -3, 0]
print(a.sort(), a, sorted(a, reverse=True), sorted("hello"), sorted({3: 1, 1: 2}), sorted((2, 1)), sorted([]), sorted([1.5, 1, True, -0.0]))
a.sort(reverse=True)
print(a, sorted(["b", "A", "a", "B"]), sorted(["10", "9", "1"], key=int), sorted([[2, 1], [1, 2], [1]]))

# === Keys ===
words = ["banana", "Apple", "cherry", "date", "Elder", "fig"]
print(sorted(words, key=str.lower), sorted(words, key=len), sorted(words, key=lambda w: (-len(w), w)), sorted(range(-3, 4), key=abs), sorted(words, key=len, reverse=True))
calls = []
print(sorted([3, 1, 2], key=lambda x: calls.append(x) or -x), calls)

# === Sorting is stable ===
pairs = [(i % 3, i) for i in range(12)]
print(sorted(pairs, key=lambda p: p[0]))
print(sorted(pairs, key=lambda p: p[0], reverse=True))
data = [(n * 7919) % 101 for n in range(200)]
order = sorted(range(200), key=data.__getitem__)
print(all(data[a] < data[b] or (data[a] == data[b] and a < b) for a, b in zip(order, order[1:])), order[:10])
print(sorted(data) == sorted(data[::-1]), sorted(data)[:5], sorted(data)[-5:])

# === Own ordering is asked with < alone ===
class Item:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        log.append((self.n, other.n))
        return self.n < other.n

    def __repr__(self):
        return f"I{self.n}"


log = []
print(sorted([Item(3), Item(1), Item(2)]), log)
log = []
print(min(Item(2), Item(1), Item(3)), log)
log = []
print([Item(1), Item(2), Item(3)].sort(), log)

# === Errors ===
for attempt in ("sorted([1, 'a'])", "sorted([None, None])", "[3, 1].sort(key=5)", "[1].sort(2)", "sorted(5)", "sorted([1], foo=1)", "sorted([1, 2], key=lambda: 0)", "sorted([{}, {}])", "sorted([1j, 2j])"):
    try:
        print(eval(attempt))
    except TypeError as error:
        print(attempt, "->", error)
half = [3, 2, "x", 1]
try:
    half.sort()
except TypeError as error:
    print(error, sorted(map(str, half)))


# === The list is empty while its own sort runs ===
def peek(x):
    seen.append(len(watched))
    return x


seen = []
watched = [3, 1, 2]
watched.sort(key=peek)
print(watched, seen)


def meddle(x):
    watched.append(x)
    return x


try:
    watched.sort(key=meddle)
except ValueError as error:
    print(error, watched)


def fail(x):
    if x == 2:
        raise RuntimeError("key of 2")
    return x


numbers = [3, 2, 1]
try:
    numbers.sort(key=fail)
except RuntimeError as error:
    print(error, numbers)
import functools

print(sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
sorted([1, 2, "three"], key=lambda x: x + 1)
