# === while with break, continue, else ===
n = 0
while n < 10:
    n += 1
    if n % 2:
        continue
    if n > 6:
        break
    print(n)
else:
    print("not reached")
while n:
    n -= 1
else:
    print("ran out", n)

# === for over many things ===
for x in [1, 2]: print(x, end=" ")
for x in (): print("never")
else: print("empty else")
for c in "añ":
    print(c, end=" ")
for k in {"a": 1, "b": 2}:
    print(k, end=" ")
for i, (k, v) in enumerate({"a": 1}.items(), 5):
    print(i, k, v)
for x in range(10, 0, -3):
    print(x, end=" ")
for a, *b in ["xyz", (1, 2)]:
    print(a, b, end=" ")
for x, y in zip([1, 2, 3], "ab"):
    print(x, y, end=" ")
print(x)

# === Nested loops leave one at a time ===
def find(grid, wanted):
    for r, row in enumerate(grid):
        for c, cell in enumerate(row):
            if cell == wanted:
                break
        else:
            continue
        print("found at", r, c)
        break
    else:
        print("nowhere")


find([[1, 2], [3, 4]], 3)
find([[1, 2], [3, 4]], 9)
for i in range(3):
    for j in range(3):
        if j == i:
            break
        print(i, j)
    else:
        print("inner finished", i)

# === The loop variable outlives the loop and can be any target ===
for last in "abc":
    pass
print(last)
box = [0]
for box[0] in range(3):
    pass
print(box)
for last in []:
    pass
print(last)

# === try and with inside loops ===
def flow():
    out = []
    for i in range(6):
        try:
            if i == 1:
                continue
            if i == 4:
                break
            out.append(i)
        finally:
            out.append(f"f{i}")
    else:
        out.append("else")
    while True:
        try:
            try:
                break
            finally:
                out.append("inner")
        finally:
            out.append("outer")
    for i in range(3):
        try:
            raise ValueError(i)
        except ValueError as error:
            if i == 0:
                continue
            out.append(error.args)
            break
    return out


print(flow())


# === Iterating while the source grows or ends ===
queue = [1]
for x in queue:
    if x < 50:
        queue.append(x * 3)
print(queue)
it = iter([1, 2, 3, 4])
for x in it:
    print(x, next(it, None))


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


print(list(Countdown(3)), [x for x in Countdown(2)], max(Countdown(5)), 2 in Countdown(4))


class Letters:
    def __getitem__(self, i):
        if i > 2:
            raise IndexError
        return "xyz"[i]


for letter in Letters():
    print(letter)

# === A loop that counts far ===
total = 0
for i in range(100_000):
    if i & 1:
        continue
    total += i
print(total)
i = 0
while i * i < 10**7:
    i += 1
print(i)

# === What cannot be iterated ===
class NotIterator:
    def __iter__(self):
        return 5


for source in (5, None, NotIterator(), print, 1.5, object):
    try:
        for x in source:
            pass
    except TypeError as error:
        print(error)
for i in range(3):
    print(10 // (2 - i))
