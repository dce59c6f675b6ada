# === Every operator ===
n = 10
n += 5
print(n)
n -= 3
print(n)
n *= 4
print(n)
n //= 5
print(n)
n **= 3
print(n)
n %= 100
print(n)
n <<= 4
print(n)
n >>= 2
print(n)
n |= 7
print(n)
n &= 0x1C
print(n)
n ^= 0xFF
print(n)
n /= 2
print(n)
s = "a"
s += "b"
s *= 3
print(s)
t = (1,)
t += (2,)
print(t)

# === Targets are evaluated once ===
def show(tag, value):
    print("eval", tag)
    return value


items = [1, 2, 3]
show("items", items)[show("index", 1)] += show("value", 10)
print(items)
items[0:2] += [9]
items[-1] *= 2
print(items)


class Account:
    total = 100

    def __init__(self):
        self.log = []

    def __getattr__(self, name):
        print("getattr", name)
        return 1


account = Account()
account.total += 5
account.missing -= 3
account.log += ["entry"]
print(account.__dict__, Account.total)
table = {"a": 1}
table["a"] += 1
table.setdefault("list", []).append(1)
table["list"] += [2]
print(table)

# === In-place methods, their fallbacks and what they return ===
class Acc:
    def __init__(self, v):
        self.v = v

    def __iadd__(self, other):
        print("iadd", other)
        self.v += other
        return self

    def __add__(self, other):
        print("add", other)
        return Acc(self.v + other)

    def __sub__(self, other):
        print("sub", other)
        return Acc(self.v - other)

    def __imul__(self, other):
        return NotImplemented

    def __mul__(self, other):
        print("mul")
        return "product"

    def __ior__(self, other):
        return "replaced"

    def __imatmul__(self, other):
        return ("matmul", other)


a = b = Acc(1)
a += 5
print(a is b, a.v)
a -= 2
print(a is b, a.v, b.v)
b *= 3
print(b)
a |= 1
print(a)
c = Acc(0)
c @= 4
print(c)


class Right:
    def __radd__(self, other):
        return ("radd", other)


x = 5
x += Right()
print(x)

# === Lists in tuples: changed and failed ===
t = ([],)
try:
    t[0] += [1]
except TypeError as error:
    print(error, t)
t[0].extend([2])
print(t)

# === Local, global and nonlocal names ===
total = 0


def bump():
    global total
    total += 1


def counter():
    count = 0

    def step():
        nonlocal count
        count += 1
        return count

    return step


bump()
bump()
step = counter()
print(total, step(), step(), step())


def unbound():
    total += 1


for attempt in (unbound, lambda: exec("undefined += 1"), lambda: exec("x = 1; x += 'a'"), lambda: exec("x = []; x += 1"), lambda: exec("x = 'a'; x -= 'b'"), lambda: exec("x = {}; x['k'] += 1"),
                lambda: exec("x = None; x |= 1"), lambda: exec("x = 2; x **= 'a'"), lambda: exec("x = 1; x @= 2"), lambda: exec("x = {1}; x |= [2]")):
    try:
        attempt()
    except Exception as error:
        print(type(error).__name__, error)
numbers = [1, "two"]
numbers[1] += 1
