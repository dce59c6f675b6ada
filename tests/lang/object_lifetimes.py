import gc
import weakref

gc.disable()


class Loud:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Loud({self.name})"

    def __del__(self):
        print("del", self.name)


# === The last reference takes the object with it, at once ===
a = Loud("a")
b = a
del a
print("one name left")
b = None
print("gone")


def local():
    Loud("never bound")
    x = Loud("local")
    print("in function")


local()
print("returned")
[Loud("first"), Loud("second")]
print("list was dropped")
(lambda o: print("argument", o.name))(Loud("argument"))
x = [Loud("0"), Loud("1"), Loud("2")]
x.pop()
x[0] = None
x.clear()
d = {Loud("key"): Loud("value")}
d.clear()
s = {Loud("in set")}
s.pop()
print("containers empty")
t = (Loud("tuple"),)
del t
class Holder: pass
h = Holder()
h.part = Loud("attribute")
h.part = Loud("second attribute")
del h.part
h.part = Loud("with the holder")
del h

# === Order within a dying object ===
outer = Loud("outer")
outer.inner = Loud("inner")
del outer
chain = None
for i in range(4):
    node = Loud(f"node {i}")
    node.next = chain
    chain = node
del node
chain = None
print("chain gone")

# === Deep structures die without running out of stack ===
deep = None
for _ in range(200_000):
    deep = [deep]
deep = None
deep = ()
for _ in range(100_000):
    deep = (deep, {})
deep = None
class Link: pass
head = None
for _ in range(100_000):
    link = Link()
    link.next = head
    head = link
link = head = None
print("deep ones gone")

# === Resurrection; __del__ runs once ===
saved = []


class Phoenix:
    def __del__(self):
        print("phoenix")
        saved.append(self)


Phoenix()
print(len(saved))
saved.clear()
print("second death is silent")

# === Errors in __del__ are reported, not raised ===
import sys


class Fails:
    def __del__(self):
        raise ValueError("in del")


def hook(info):
    print("unraisable", info.exc_type.__name__, info.exc_value, info.err_msg, info.object)


sys.unraisablehook = hook
Fails()
print("went on")
sys.unraisablehook = sys.__unraisablehook__
Fails()

# === Exceptions hold frames, frames hold locals ===
def fails():
    inside = Loud("inside frame")
    raise ValueError("v")


try:
    fails()
except ValueError as error:
    print("handling")
print("handled")
try:
    fails()
except ValueError as error:
    kept = error
print("kept")
kept = None
print("released")
def generator():
    held = Loud("in generator")
    yield held.name
    print("never")


g = generator()
print(next(g))
del g
c = [Loud("captured")]
f = lambda c=c: c
del c
del f
def closure():
    cell = Loud("in cell")
    return lambda: cell.name


f = closure()
print(f())
f = None

# === Cycles wait for the collector ===
def cycle(name):
    x = Loud(name)
    x.self = x


cycle("cycle")
print("still there")
print(gc.collect() > 0)
a, b = Loud("pair a"), Loud("pair b")
a.other, b.other = b, a
del a, b
print("waiting")
gc.collect()
l = [Loud("in a list cycle")]
l.append(l)
del l
gc.collect()
f = lambda: f
f.loud = Loud("function cycle")
f.me = f
del f
gc.collect()
def gen_cycle():
    held = Loud("generator cycle")
    me = yield
    yield


g = gen_cycle()
next(g)
g.send(g)
del g
gc.collect()
def error_cycle():
    held = Loud("traceback cycle")
    try:
        1 / 0
    except ZeroDivisionError as error:
        keep = error


error_cycle()
print("collecting")
gc.collect()


class Node:
    def __init__(self, name):
        self.name, self.links = name, []


class Cyclic(Loud):
    pass


big = [Cyclic(f"c{i}") for i in range(3)]
for n in big:
    n.all = big
del big, n
print(gc.collect() > 0)

# === Weak references ===
class W:
    def __repr__(self):
        return "W()"


w = W()
r = weakref.ref(w, lambda ref: print("callback", ref() is None))
print(r() is w, weakref.ref(w) is not r, weakref.getweakrefcount(w) >= 1, r == weakref.ref(w), hash(r) == hash(w))
del w
print(r(), r)
w = W()
p = weakref.proxy(w)
p.x = 5
print(w.x, p.x, repr(p)[:4] == repr(w)[:4])
del w
try:
    p.x
except ReferenceError as error:
    print(error)
for value in (5, "a", [], (), None, {}):
    try:
        weakref.ref(value)
    except TypeError as error:
        print(error)
values = weakref.WeakValueDictionary()
keys = weakref.WeakKeyDictionary()
everyone = weakref.WeakSet()
w = W()
values["w"], keys[w] = w, "data"
everyone.add(w)
print(len(values), len(keys), len(everyone), values["w"] is w, keys[w], w in everyone, list(values), list(keys.values()))
del w
print(len(values), len(keys), len(everyone), values.get("w"))


class M:
    def method(self):
        return "bound"


m = M()
wm = weakref.WeakMethod(m.method)
print(wm()(), weakref.ref(m.method)())
del m
print(wm())
w = W()
w.self = w
r = weakref.ref(w, lambda _: print("cycle callback"))
del w
print(r() is None)
gc.collect()
print(r())
fin = W()
final = weakref.finalize(fin, print, "finalizer ran", 42)
print(final.alive)
del fin
print(final.alive)
both = Loud("both")
r = weakref.ref(both, lambda _: print("weak callback of both"))
del both

# === Objects left at exit ===
last = Loud("module attribute")
print("end")
