# === The locals of frames that an exception has ended ===
def inner(a, *rest, key=None):
    local = [a]
    captured = "cell"

    def closure():
        return captured

    raise ValueError(a)


def outer():
    kept = "outer"
    inner(1, 2, key="k")


try:
    outer()
except ValueError as error:
    tb = error.__traceback__
    while tb := tb.tb_next:
        names = tb.tb_frame.f_locals
        print(tb.tb_frame.f_code.co_name, sorted(names), {name: names[name] for name in names if name not in ("closure",)})


# === They live as long as the traceback ===
class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone", self.name)


def holds(name):
    x = Noisy(name)
    raise LookupError(name)


try:
    holds("first")
except LookupError:
    print("in the handler")
print("after it")
try:
    holds("second")
except LookupError as error:
    saved = error
print("saved")
saved.__traceback__ = None
print("without traceback")


# === Generators ===
def generator():
    x = Noisy("in a generator")
    yield 1
    raise KeyError("from the generator")


g = generator()
next(g)
try:
    next(g)
except KeyError as error:
    saved = error
    print(sorted(error.__traceback__.tb_next.tb_frame.f_locals))
print("generator ended", saved.args)
saved = None
print("let go")


# === Clearing frames ===
import traceback

try:
    holds("cleared")
except LookupError as error:
    print("before")
    traceback.clear_frames(error.__traceback__)
    print("cleared", error.__traceback__.tb_next.tb_frame.f_locals)
    try:
        error.__traceback__.tb_frame.clear()
    except RuntimeError as refused:
        print(refused)


# === A bare raise adds no entry ===
def again():
    try:
        holds("again")
    except LookupError:
        raise


try:
    again()
except LookupError as error:
    print([frame.name for frame in traceback.extract_tb(error.__traceback__)])


def reraises():
    raise


try:
    reraises()
except RuntimeError as error:
    print(repr(error))
try:
    1 / 0
except ZeroDivisionError:
    try:
        reraises()
    except ZeroDivisionError as error:
        print([frame.name for frame in traceback.extract_tb(error.__traceback__)])
