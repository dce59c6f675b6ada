import gc
import sys
import traceback

gc.disable()


class Loud:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Loud({self.name})"

    def __del__(self):
        print("del", self.name)


# === A frame has one object ===
def me():
    return sys._getframe(1)


def twice():
    a, b = me(), me()
    return a is b, a is sys._getframe(), a.f_back is sys._getframe(1), a.f_code is twice.__code__


print(twice())
module = sys._getframe()
print(module is sys._getframe(), module.f_back, module.f_locals is globals(), module.f_code.co_name)


def inner():
    return sys._getframe()


def outer():
    frame = inner()
    return frame, frame.f_back is sys._getframe(), frame.f_back.f_back is module


frame, *checks = outer()
print(frame.f_code.co_name, checks, frame.f_back.f_code.co_name, frame.f_back.f_back is module)
frame = None

# === Lines go on while the frame runs, and stay when it has ended ===
def lines():
    frame = sys._getframe()
    first = frame.f_lineno
    second = frame.f_lineno
    return frame, second - first


frame, moved = lines()
print(moved, frame.f_lineno - lines.__code__.co_firstlineno)
frame = None


# === Locals live with the frame ===
def makes(kept):
    x = Loud("local of a kept frame")
    kept.append(sys._getframe())
    y = 2
    return "done"


kept = []
print(makes(kept), "and alive")
print(sorted(kept[0].f_locals), kept[0].f_locals["x"], kept[0].f_locals["y"])
kept.clear()
print("cleared")


def passing():
    x = Loud("local of a frame that was only looked at")
    sys._getframe()
    print(sys._getframe(0).f_locals["x"])


passing()
print("returned")


def caller_of_kept(kept):
    z = Loud("local of the caller")
    makes(kept)
    print("caller returns")


caller_of_kept(kept)
print("both alive")
kept.clear()
print("both gone")


# === Exceptions hold the frames that they pass, and the one that catches them ===
def raises():
    a = Loud("raising")
    raise KeyError("k")


def catches():
    b = Loud("catching")
    try:
        raises()
    except KeyError as error:
        kept.append(error)
    c = Loud("after")
    print("catches returns")


catches()
print("kept")
entry = kept[0].__traceback__
print(entry.tb_frame.f_code.co_name, sorted(entry.tb_frame.f_locals), entry.tb_next.tb_frame.f_back is entry.tb_frame)
print(entry.tb_frame.f_back is module, entry.tb_lineno - catches.__code__.co_firstlineno, entry.tb_frame.f_lineno - catches.__code__.co_firstlineno)
entry = None
kept.clear()
print("gone")


def forgets():
    d = Loud("forgotten")
    for n in range(3):
        try:
            raises()
        except KeyError:
            print("caught", n)


forgets()
print("nothing left")


def own():
    e = Loud("own")
    try:
        1 / 0
    except ZeroDivisionError as error:
        same = error.__traceback__.tb_frame is sys._getframe()
        kept.append(error.__traceback__)
    return same


print(own())
kept.clear()
print("own is gone")

# === clear() and traceback.clear_frames() ===
try:
    sys._getframe().clear()
except RuntimeError as error:
    print(error)
makes(kept)
kept[0].clear()
print(kept[0].f_locals)
kept.clear()
try:
    raises()
except KeyError as error:
    traceback.clear_frames(error.__traceback__)
    print("cleared", error.__traceback__.tb_next.tb_frame.f_locals)


# === Frames of generators and coroutines ===
def generator():
    v = Loud("in generator")
    frame = yield sys._getframe()
    yield frame, sys._getframe().f_back.f_code.co_name
    v = None
    yield


g = generator()
frame = g.gi_frame
print(frame is g.gi_frame, frame.f_lineno - generator.__code__.co_firstlineno, frame.f_back, frame.f_locals)
print(next(g) is frame, frame.f_back, frame.f_lineno - generator.__code__.co_firstlineno, frame.f_locals)
print(g.send(5))
try:
    frame.clear()
except RuntimeError as error:
    print(error)
del g
print("generator is gone", frame.f_locals.get("v"), frame.f_back)
frame = None
print("frame is gone")


def ends():
    w = Loud("local of an ended generator")
    yield sys._getframe()


g = ends()
frame = next(g)
print(list(g), g.gi_frame, frame.f_locals)
g = frame = None
print("ended")


def never():
    yield


def argued(argument):
    yield


g = argued(Loud("argument"))
frame = g.gi_frame
frame.clear()
print(list(g), g.gi_frame)
g = frame = None


async def coroutine():
    u = Loud("in coroutine")
    frame = sys._getframe()
    print(c.cr_frame is frame, frame.f_back is module)
    raise ValueError(u.name)


c = coroutine()
try:
    c.send(None)
except ValueError as error:
    print(c.cr_frame, error.__traceback__.tb_next.tb_frame.f_locals["u"])
    print(error.__traceback__.tb_next.tb_frame.f_back is module)
c = None
print("coroutine is gone")


async def awaits(depth):
    if depth:
        return await awaits(depth - 1)
    names = []
    frame = sys._getframe()
    while frame:
        names.append(frame.f_code.co_name)
        frame = frame.f_back
    return names


try:
    awaits(3).send(None)
except StopIteration as stop:
    print(stop.value)


# === Through native code ===
def key(value):
    f = Loud(f"key {value}")
    if value == 2:
        kept.append(sys._getframe())
    return -value


def sorts():
    return sorted([1, 2], key=key)


print(sorts(), kept[0].f_back.f_code.co_name)
kept.clear()
print("sorted")

# === A class body, and a constructor ===
class Body:
    attribute = 1
    frame = sys._getframe()
    kept.append(frame.f_locals)


print(Body.frame.f_code.co_name, sorted(name for name in kept[0] if not name.startswith("__")))
kept.clear()
del Body
gc.collect()


class Made:
    def __init__(self):
        self.frame = sys._getframe()
        self.loud = Loud("in a constructor")


made = Made()
print(made.frame.f_locals["self"] is made, made.frame.f_code.co_name)
del made
print("a cycle now")
gc.collect()


# === An exception in a finally and one that is caught on its way ===
def finally_():
    h = Loud("finally")
    try:
        raises()
    finally:
        print("in finally")


try:
    finally_()
except KeyError as error:
    frames = []
    entry = error.__traceback__
    while entry:
        frames.append(entry.tb_frame.f_code.co_name)
        entry = entry.tb_next
    print(frames)
    print(error.__traceback__.tb_next.tb_frame.f_locals)
print("done")


def deep(n):
    i = Loud(f"deep {n}")
    if n:
        deep(n - 1)
    else:
        raise IndexError


try:
    deep(2)
except IndexError as error:
    print("caught")
print("end")
