class M:
    def __init__(self, name, swallow=False, fail_enter=False, fail_exit=False):
        self.name, self.swallow, self.fail_enter, self.fail_exit = name, swallow, fail_enter, fail_exit

    def __enter__(self):
        print("enter", self.name)
        if self.fail_enter:
            raise RuntimeError(f"enter {self.name}")
        return self.name.upper()

    def __exit__(self, kind, value, tb):
        print("exit", self.name, kind and kind.__name__, value, tb is not None)
        if self.fail_exit:
            raise RuntimeError(f"exit {self.name}")
        return self.swallow


# === Entering and leaving ===
with M("a") as a:
    print("body", a)
with M("a"), M("b") as b:
    print("body", b)
with (
    M("a") as a,
    M("b") as b,
):
    print(a, b)
with (M("parenthesised")):
    pass
with M("x") as [first, *rest]:
    print(first, rest)
class Box: pass
box, items = Box(), [0]
with M("attr") as box.value, M("item") as items[0], M("t") as (t,):
    print(box.value, items, t)

# === Errors pass through, or are swallowed ===
try:
    with M("outer"):
        with M("inner"):
            raise ValueError("v")
except ValueError as error:
    print("caught", error)
with M("outer"), M("swallows", swallow=True), M("inner"):
    raise KeyError("k")
print("went on")
with M("truthy", swallow=[1]):
    raise SystemExit

# === Errors in enter and exit ===
for make in (lambda: (M("a"), M("b", fail_enter=True)), lambda: (M("a"), M("b", fail_exit=True)), lambda: (M("a", fail_exit=True), M("b", fail_exit=True)), lambda: (M("a", swallow=True), M("b", fail_enter=True))):
    one, two = make()
    try:
        with one, two:
            print("body")
    except RuntimeError as error:
        print(repr(error), repr(error.__context__))
try:
    with M("a", fail_exit=True):
        raise ValueError("body")
except RuntimeError as error:
    print(repr(error), repr(error.__context__))

# === Leaving by return, break, continue ===
def early():
    with M("r"):
        return "returned"


def through():
    for i in range(3):
        with M(str(i)):
            if i == 0:
                continue
            break
    return i


def swallowed():
    with M("s", swallow=True):
        return 1 / 0
    return "after"


print(early(), through(), swallowed())


def gen():
    with M("gen"):
        yield 1
        yield 2


g = gen()
print(next(g))
g.close()
for x in gen():
    print(x)

# === Methods are looked up on the type, before the body ===
class NoExit:
    def __enter__(self): print("never")


class NoEnter:
    def __exit__(self, *a): print("never")


class Neither: pass


class Async:
    async def __aenter__(self): ...
    async def __aexit__(self, *a): ...


for cls in (NoExit, NoEnter, Neither, Async):
    try:
        with cls():
            print("never")
    except TypeError as error:
        print(error)
n = Neither()
n.__enter__ = n.__exit__ = lambda *a: None
try:
    with n:
        pass
except TypeError as error:
    print(error)
for source in ("with 5: pass", "with open: pass", "with M: pass"):
    try:
        exec(source)
    except TypeError as error:
        print(source, "->", error)


# === The exception is current inside __exit__ ===
import sys


class Look:
    def __enter__(self): return self
    def __exit__(self, *info):
        print(repr(sys.exception()), info[1] is sys.exception())
        try:
            raise
        except ValueError as error:
            print("re-raised", error)


try:
    with Look():
        raise ValueError("current")
except ValueError:
    print("still raised")


# === Standard managers ===
import contextlib
import io

out = io.StringIO()
with contextlib.redirect_stdout(out):
    print("captured")
print(repr(out.getvalue()))
with contextlib.suppress(KeyError, ValueError):
    {}["x"]
with open(__file__) as source:
    print(source.readline())
print(source.closed)


def last():
    with M("last"):
        return [][0]


last()
