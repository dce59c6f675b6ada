# === Binary operators and their reflections ===
class V:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


for op in "add sub mul truediv floordiv mod pow matmul and or xor lshift rshift divmod".split():
    def make(kind):
        def method(self, other, *rest):
            return f"{kind}({self}, {other!r}{''.join(map(repr, rest))})"
        return method

    setattr(V, f"__{op}__", make(op))
    setattr(V, f"__r{op}__", make("r" + op))
v, w = V("v"), V("w")
print(v + 1, 1 + v, v - w, 2 - v, v * "x", [1] * v, v / 2, 2 / v, v // 2, 2 // v, v % 2, 2 % v, v**2, 2**v, v @ w, 1 @ v)
print(v & 1, 1 & v, v | w, {1} | v, v ^ 1, 1 ^ v, v << 1, 1 << v, v >> 1, 1 >> v, divmod(v, 1), divmod(1, v), pow(v, 2, 3), pow(v, 2), "a" + v, () + v, None + v, 1.5 + v)

# === Unary operators and conversions ===
class U:
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "invert"
    def __abs__(self): return "abs"
    def __int__(self): return 7
    def __float__(self): return 7.5
    def __complex__(self): return 1j
    def __index__(self): return 3
    def __bool__(self): return False
    def __round__(self, n=None): return ("round", n)
    def __trunc__(self): return "trunc"
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
    def __len__(self): return 11
    def __hash__(self): return 99
    def __str__(self): return "str"
    def __repr__(self): return "repr"
    def __bytes__(self): return b"bytes"
    def __format__(self, spec): return f"format {spec}"
    def __dir__(self): return ["b", "a"]
    def __sizeof__(self): return 1
    def __length_hint__(self): return 4
    def __reversed__(self): return "reversed"


import math

u = U()
print(-u, +u, ~u, abs(u), int(u), float(u), complex(u), hex(u), bin(u), "abcdef"[u], bool(u), round(u), round(u, 2), math.trunc(u), math.floor(u), math.ceil(u), len(u), hash(u), str(u), repr(u), bytes(u), f"{u:x}", dir(u), reversed(u), [u], f"{u!r} {u!s}", "%s" % u, not u)

# === NotImplemented passes the question on ===
class Shy:
    def __add__(self, other):
        print("shy add")
        return NotImplemented

    def __radd__(self, other):
        print("shy radd")
        return NotImplemented

    def __eq__(self, other):
        print("shy eq")
        return NotImplemented

    def __lt__(self, other):
        print("shy lt")
        return NotImplemented


class Other:
    def __radd__(self, other):
        return "other radd"

    def __gt__(self, other):
        return "other gt"


print(Shy() + Other(), Shy() == Shy(), Shy() < Other())
for attempt in (lambda: Shy() + Shy(), lambda: Shy() + 1, lambda: 1 + Shy(), lambda: Shy() < 1, lambda: Shy() - 1, lambda: -Shy(), lambda: Shy()[0], lambda: Shy()(), lambda: len(Shy()), lambda: iter(Shy()), lambda: 1 in Shy(), lambda: Shy().__add__(1), lambda: divmod(Shy(), 1), lambda: Shy() ** 2, lambda: Shy() @ 1, lambda: abs(Shy()), lambda: int(Shy()), lambda: float(Shy()), lambda: round(Shy()), lambda: [1][Shy()], lambda: pow(Shy(), 1, 2)):
    try:
        print(attempt())
    except TypeError as error:
        print(error)

# === A subclass on the right goes first ===
class Base:
    def __add__(self, other): return "base add"
    def __radd__(self, other): return "base radd"


class Derived(Base):
    def __radd__(self, other): return "derived radd"


class Silent(Base):
    pass


print(Base() + Derived(), Base() + Silent(), Derived() + Base(), Silent() + Derived())

# === Containers ===
class Box:
    def __init__(self): self.data = {}
    def __getitem__(self, key): return ("get", key)
    def __setitem__(self, key, value): print("set", key, value)
    def __delitem__(self, key): print("del", key)
    def __contains__(self, x): return x == "inside"
    def __len__(self): return 0
    def __iter__(self): return iter([1, 2, 3])
    def __call__(self, *args, **kwargs): return (args, kwargs)


b = Box()
b[1], b["a", 2], b[1:2] = "x", "y", "z"
del b[0], b[::2]
print(b[1], b[1, 2], "inside" in b, "out" not in b, bool(b), list(b), b(1, k=2), [*b], max(b), dict.fromkeys(b), b is b)

# === Special methods are looked up on the type ===
p = V("p")
p.__len__ = lambda: 5
p.__call__ = lambda: "never"
p.__repr__ = lambda: "never"
for attempt in (lambda: len(p), lambda: p(), lambda: repr(p), lambda: p.__len__()):
    try:
        print(attempt())
    except TypeError as error:
        print(error)


# === Results of the wrong type ===
class Wrong:
    def __str__(self): return 5
    def __repr__(self): return None
    def __len__(self): return "x"
    def __bool__(self): return 1
    def __index__(self): return 1.5
    def __int__(self): return "x"
    def __float__(self): return 1
    def __hash__(self): return None
    def __iter__(self): return [1]
    def __format__(self, spec): return 1
    def __bytes__(self): return "x"
    def __contains__(self, x): return []


x = Wrong()
for f in (str, repr, len, bool, int, float, hash, iter, bytes, lambda x: format(x), lambda x: 1 in x, lambda x: [1][x], lambda x: f"{x}", lambda x: [x], list, hex):
    try:
        print(f(x))
    except TypeError as error:
        print(error)


class Negative:
    def __len__(self): return -5


class Huge:
    def __len__(self): return 2**70


for make in (Negative, Huge):
    try:
        len(make())
    except (ValueError, OverflowError) as error:
        print(type(error).__name__, error)
v + w.missing
