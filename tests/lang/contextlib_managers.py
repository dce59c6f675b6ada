import contextlib
import io
import sys
from contextlib import *


# === contextmanager ===
@contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name.upper()
    except ValueError as error:
        print("swallowed", error)
    finally:
        print(f"</{name}>")


with tag("a") as x, tag("b") as y:
    print(x, y)
with tag("v"):
    raise ValueError("inside")
try:
    with tag("k"):
        raise KeyError("passes")
except KeyError as error:
    print("outside", error)


@tag("deco")
def decorated():
    """Doc."""
    print("in decorated")
    return 5


print(decorated(), decorated(), decorated.__name__)


@contextmanager
def no_yield():
    if False:
        yield


@contextmanager
def two_yields():
    yield 1
    yield 2


@contextmanager
def reraises():
    try:
        yield
    except ValueError as error:
        raise KeyError("replaced") from error


@contextmanager
def stops():
    yield
    return "ignored"


for manager in (no_yield, two_yields, reraises, stops):
    try:
        with manager():
            if manager is reraises:
                raise ValueError("first")
    except Exception as error:
        print(manager.__name__, "->", repr(error), repr(error.__cause__))
try:
    with two_yields():
        raise ValueError("into two yields")
except Exception as error:
    print(repr(error))
try:
    with stops():
        raise StopIteration("through")
except StopIteration as error:
    print(repr(error))
m = tag("reused")
with m:
    pass
try:
    with m:
        pass
except (AttributeError, RuntimeError) as error:
    print(type(error).__name__, error)

# === suppress, closing, redirect, nullcontext ===
with suppress(ZeroDivisionError, KeyError):
    1 / 0
with suppress():
    pass
try:
    with suppress(KeyError):
        [][0]
except IndexError as error:
    print(error)


class Thing:
    def close(self):
        print("closed")


with closing(Thing()) as t:
    print(type(t).__name__)
out = io.StringIO()
with redirect_stdout(out) as target:
    print("captured")
    with redirect_stdout(sys.__stdout__):
        print("direct")
print(repr(out.getvalue()), target is out)
with redirect_stderr(io.StringIO()) as err:
    print("error", file=sys.stderr)
print(repr(err.getvalue()))
with nullcontext(5) as n, nullcontext():
    print(n)

# === ExitStack ===
with ExitStack() as stack:
    for name in "xyz":
        stack.enter_context(tag(name))
    stack.callback(print, "callback", 1, sep="-")
    stack.push(lambda *info: print("push", info[0]))
    print("body")
with ExitStack() as stack:
    stack.push(lambda *info: print("outer sees", info[0]) or True)
    stack.push(lambda *info: 1 / 0)
    raise KeyError("replaced")
with ExitStack() as stack:
    stack.callback(print, "moved")
    kept = stack.pop_all()
print("not yet")
kept.close()
try:
    with ExitStack() as stack:
        stack.callback(lambda: 1 / 0)
        stack.enter_context(reraises())
        raise ValueError("body")
except ZeroDivisionError as error:
    print(repr(error), repr(error.__context__), repr(error.__context__.__context__))
try:
    ExitStack().enter_context(5)
except TypeError as error:
    print(error)


# === ContextDecorator, AbstractContextManager ===
class Logged(ContextDecorator):
    def __enter__(self):
        print("enter")
        return self

    def __exit__(self, *info):
        print("exit", info[0] and info[0].__name__)


@Logged()
def f(x):
    return x * 2


print(f(3))
with Logged() as l:
    print(type(l).__name__)


class Minimal(AbstractContextManager):
    def __exit__(self, *info):
        print("minimal exit")


with Minimal() as m:
    print(type(m).__name__, isinstance(m, AbstractContextManager), isinstance(tag("q"), AbstractContextManager))
with chdir("."):
    print("in a folder")


@contextmanager
def failing():
    yield
    raise RuntimeError("while leaving")


with failing():
    print("last body")
