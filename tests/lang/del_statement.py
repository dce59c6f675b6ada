# === Names ===
a = b = c = [1]
del a
del (b), [c]
for name in "abc":
    print(name in globals(), end=" ")
x, y = 1, 2
del x, y
try:
    x
except NameError as error:
    print(error)


def local():
    v = 1
    del v
    try:
        v
    except UnboundLocalError as error:
        print(error)
    v = 2
    return v


print(local())
try:
    del undefined
except NameError as error:
    print(error)

# === Items, slices, attributes ===
items = list(range(10))
del items[0], items[-1]
del items[1:3], items[::2]
print(items)
table = {"a": 1, "b": {"c": 2}}
del table["b"]["c"], table["a"]
print(table)


class T:
    shared = 1


t = T()
t.x = 1
del t.x
print(vars(t))
del T.shared
print(hasattr(t, "shared"))
for source in ("del items[99]", "del table['zz']", "del t.gone", "del (1).real", "del 'abc'[0]", "del (1, 2)[0]", "del items['a']", "del t[0]", "del None.x", "del range(3)[0]", "del frozenset().x"):
    try:
        exec(source)
    except Exception as error:
        print(source, "->", type(error).__name__, error)

# === del removes a name, not the object ===
first = second = [1, 2]
del first
print(second)
def closure():
    n = 1
    def get(): return n
    del n
    try:
        return get()
    except NameError as error:
        return str(error)


print(closure())


# === Objects say goodbye when the last name goes ===
class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("goodbye", self.name)


a = Loud("a")
b = a
del a
print("still there")
del b
holder = [Loud("in list"), Loud("second")]
del holder[0]
print("one gone")
del holder
d = {"k": Loud("in dict")}
d["k"] = None
Loud("temporary")
print("after temporary")
x = Loud("x1")
x = Loud("x2")
print("rebound")
for x in range(1):
    pass


def scope():
    inner = Loud("inner")
    print("leaving")


scope()
for i in range(2):
    loop = Loud(f"loop {i}")
print("loop ended")
del loop

# === Items that cannot go ===
class OnlySet:
    def __setitem__(self, key, value):
        pass


class Plain:
    pass


for thing in (1, "a", (), None, range(3), OnlySet(), Plain(), b"a", len, int, {1}, iter([])):
    for key in (0, slice(0, 1), "k"):
        try:
            del thing[key]
        except Exception as error:
            print(type(thing).__name__, repr(error))


# === Hooks ===
class Hooks:
    def __delitem__(self, key): print("delitem", key)
    def __delattr__(self, name): print("delattr", name)


h = Hooks()
del h[1], h["a":"b"], h[1, 2], h.x, (h.y, h.z)
del h[0][1]
