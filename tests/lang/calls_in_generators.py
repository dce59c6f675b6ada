# === A collection that runs code while a generator calls ===
import gc


class Cycle:
    made = 0

    def __init__(self):
        self.me = self
        Cycle.made += 1

    def __del__(self):
        self.log([1, 2, 3], {"a": 4}, "text")

    def log(self, first, second, third):
        gone.append((len(first), second["a"], third))


def check(a, b, c, d):
    return a + b + c + d


def calls(n):
    for i in range(n):
        Cycle()
        yield check([i], [i + 1], [i + 2], [i + 3])


gone = []
for step, found in enumerate(calls(200)):
    assert found == [step, step + 1, step + 2, step + 3], found
gc.collect()
print(Cycle.made, len(gone), set(gone))


# === Unpacked arguments in the last registers of a generator's frame ===
def echo(*args, **kwargs):
    return args, kwargs


def unpacks(args):
    yield echo(*args)


def unpacks_both(args, kwargs):
    yield echo(*args, **kwargs)


frames = [unpacks([n, "x"]) for n in range(50)]
both = [unpacks_both([n], {"n": n}) for n in range(50)]
print([next(frame)[0][0] for frame in frames] == list(range(50)))
print([next(frame) for frame in both][-1])
print([next(frame, None) for frame in frames + both] == [None] * 100)
