# === What is true and what is not ===
class Sized:
    def __init__(self, size):
        self.size = size

    def __len__(self):
        return self.size


class Decided:
    def __init__(self, answer):
        self.answer = answer

    def __bool__(self):
        print("asked")
        return self.answer


for value in (0, 1, -1, 0.0, 0.5, "", "a", [], [0], (), (0,), {}, {0: 0}, set(), {0}, None, ..., b"", b"a", range(0), range(1),
              0j, 1j, float("nan"), print, object, Sized(0), Sized(2)):
    shown = f"Sized({value.size})" if isinstance(value, Sized) else repr(value)
    print(shown, bool(value), not value, "yes" if value else "no")
print(bool(Decided(True)), not Decided(False))

# === and, or give back an operand ===
print(1 and 2, 0 and 2, 1 or 2, 0 or 2, None or [] or "last", 1 and "" and 2)
print(not 1 == 2, not 1 or 2, 1 or 1 / 0, 0 and 1 / 0)
print((1 and 0) or 3, 1 and (0 or 3), None and 1 or 2)
print([x or "empty" for x in (0, 1, "", "a")])


def noisy(value):
    print("evaluating", value)
    return value


print(noisy(0) and noisy(1))
print(noisy(1) and noisy(2))
print(noisy(0) or noisy(1) or noisy(2))
if noisy(1) and not noisy(0) or noisy(3):
    print("taken")
if Decided(False) or Decided(True):
    print("taken")
while Decided(False):
    print("never")
else:
    print("else")

# === Conditional expressions ===
print(1 if True else 2, 1 if False else 2 if False else 3, (lambda: "a" if 0 else "b")())
print([("even" if n % 2 == 0 else "odd") for n in range(4)])

# === Chained comparisons evaluate each operand once ===
print(noisy(1) < noisy(2) < noisy(3))
print(noisy(1) < noisy(0) < noisy(3))
print(1 < 2 > 1, 1 == 1 != 2, 1 in [1] == [1], 3 > 2 > 1 > 0, 1 < 3 < 2)

# === True and False are integers ===
print(True == 1, True + True, isinstance(True, int), int(True), str(True), repr(False))
print(True < 2, True / 2, [10, 20][True], "ab"[False], {True: "a", 1: "b", 1.0: "c"}, sum([True, False, True]))
print(bool.__mro__, bool(), ~1, not not 5, True.real, False.bit_length())
try:
    class Maybe(bool):
        pass
except TypeError as error:
    print(error)


# === A truth value that is neither ===
class Odd:
    def __bool__(self):
        return "yes"


class Negative:
    def __len__(self):
        return -1


for make in (Odd, Negative):
    try:
        if make():
            print("never")
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)

# === Inversion is deprecated ===
yes = True
print(~yes)

assert [], "an empty list is false"
