import copy


# === Shallow and deep ===
inner = [1, 2]
original = {"list": inner, "tuple": (1, inner), "n": 5}
shallow, deep = copy.copy(original), copy.deepcopy(original)
inner.append(3)
print(shallow, deep, shallow["list"] is inner, deep["list"] is inner, deep["tuple"][1] is deep["list"])
for value in (1, 1.5, "s", b"b", None, True, (), (1, 2), frozenset([1]), print, int, ..., range(3), 10**30):
    print(copy.copy(value) is value, copy.deepcopy(value) is value, end=" ")
print()
for value in ([1, [2]], {1: {2: 3}}, {1, 2}, bytearray(b"x"), ([],)):
    c, d = copy.copy(value), copy.deepcopy(value)
    print(c == value, c is value, d == value, d is value, end=" ")
print()

# === Objects ===
class Node:
    def __init__(self, value, next=None):
        print("init")
        self.value, self.next = value, next


n = Node([1], Node(2))
c, d = copy.copy(n), copy.deepcopy(n)
print(type(c).__name__, c.value is n.value, d.value is n.value, d.next is n.next, d.next.value, vars(c) == vars(n))

# === Loops and sharing are kept ===
loop = [1]
loop.append(loop)
d = copy.deepcopy(loop)
print(d, d[1] is d, d is not loop)
shared = []
pair = [shared, shared]
d = copy.deepcopy(pair)
d[0].append(1)
print(d, d[0] is d[1], pair)
n = Node(1)
n.next = n
print(copy.deepcopy(n).next.next.value)

# === Own ways to copy ===
class Custom:
    def __init__(self, n):
        self.n = n

    def __copy__(self):
        print("__copy__")
        return Custom(self.n + 1)

    def __deepcopy__(self, memo):
        print("__deepcopy__", type(memo).__name__)
        return Custom(self.n + 100)


print(copy.copy(Custom(1)).n, copy.deepcopy(Custom(1)).n, copy.deepcopy([Custom(5)])[0].n)


class State:
    def __init__(self):
        self.keep, self.drop = 1, 2

    def __getstate__(self):
        return {"keep": self.keep}

    def __setstate__(self, state):
        self.__dict__.update(state, restored=True)


print(vars(copy.copy(State())), vars(copy.deepcopy(State())))


class Reduced:
    def __init__(self, a):
        self.a = a

    def __reduce__(self):
        return (Reduced, (self.a * 2,))


print(copy.copy(Reduced(5)).a)


class Slotted:
    __slots__ = ("a", "b")


s = Slotted()
s.a = [1]
c, d = copy.copy(s), copy.deepcopy(s)
print(c.a is s.a, d.a is s.a, hasattr(c, "b"))


class MyList(list):
    pass


m = MyList([1, [2]])
m.note = ["n"]
c, d = copy.copy(m), copy.deepcopy(m)
print(type(c).__name__, c, c.note is m.note, d.note is m.note, d[1] is m[1])
from dataclasses import dataclass

@dataclass
class P:
    x: list


p = P([1])
print(copy.copy(p).x is p.x, copy.deepcopy(p), copy.replace(p, x=5))
f = lambda: 1
print(copy.copy(f) is f, copy.deepcopy(f) is f, copy.copy(Node) is Node)
for bad in ((x for x in []), iter([1]).__class__):
    try:
        print(copy.deepcopy(bad))
    except TypeError as error:
        print(error)
copy.deepcopy({"generator": (x for x in [])})
