import random

# === The Mersenne Twister's sequence from a seed ===
random.seed(42)
print([random.random() for _ in range(5)])
print([random.getrandbits(k) for k in (1, 8, 31, 32, 33, 64, 100)])
print([random.randint(1, 100) for _ in range(10)], [random.randrange(10) for _ in range(10)], [random.randrange(0, 100, 7) for _ in range(5)], random.randrange(10**30))
print([random.choice("abcdef") for _ in range(8)], random.choices([1, 2, 3], k=5), random.choices("ab", weights=[1, 9], k=8), random.choices("abc", cum_weights=[1, 2, 10], k=4), random.sample(range(100), 5), random.sample("abcdef", 6), random.sample(range(10**9), 3))
items = list(range(10))
random.shuffle(items)
print(items, random.uniform(1, 10), random.triangular(0, 10, 5), random.gauss(0, 1), random.gauss(5, 2), random.normalvariate(0, 1), random.expovariate(1.5), random.betavariate(2, 3), random.gammavariate(2, 1), random.lognormvariate(0, 1), random.paretovariate(3), random.weibullvariate(1, 2), random.vonmisesvariate(0, 4))
print(random.randbytes(8), random.sample(["a", "b"], counts=[3, 2], k=4), random.binomialvariate(10, 0.5))

# === Seeds of other types ===
for seed in (0, 1, -1, 2**70, 3.5, "text", b"bytes", bytearray(b"x"), True, ""):
    random.seed(seed)
    print(repr(seed), random.random(), random.getrandbits(32))
for seed in ([], (1, 2), {}):
    try:
        random.seed(seed)
    except TypeError as error:
        print(error)

# === Separate generators; saving and restoring ===
a, b = random.Random(7), random.Random(7)
print(a.random() == b.random(), a.randint(1, 6), b.randint(1, 6), a.random() == random.Random(8).random())
state = a.getstate()
first = [a.random() for _ in range(3)]
a.setstate(state)
print(first == [a.random() for _ in range(3)], state[0], len(state[1]), state[1][-1], state[2])


class Fixed(random.Random):
    def random(self):
        return 0.25


print(Fixed().randint(1, 100), Fixed().choice("abcd"), Fixed().uniform(0, 8), Fixed().shuffle(l := [1, 2, 3]), l)

# === Far into the sequence ===
random.seed(12345)
total = sum(random.random() for _ in range(10_000))
print(total, random.random(), sum(random.randrange(1000) for _ in range(2000)))
random.seed("shuffle")
deck = list(range(52))
random.shuffle(deck)
print(deck)

# === Errors ===
for attempt in ("random.choice([])", "random.randint(5, 1)", "random.randrange(0)", "random.randrange(1, 5, 0)", "random.sample([1, 2], 3)", "random.sample({1, 2}, 1)", "random.randrange(1.5)", "random.choices([], k=1)", "random.choices([1], weights=[0])", "random.getrandbits(-1)", "random.choices([1, 2], weights=[1])", "random.shuffle((1, 2))", "random.sample([1], -1)", "random.randint('a', 1)",
                "random.choice(5)", "random.choices([1], weights=[1], cum_weights=[1])", "random.randbytes(-1)"):
    try:
        print(eval(attempt))
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)
random.choice({})
