# === An error while handling remembers the first ===
def context():
    try:
        1 / 0
    except ZeroDivisionError:
        {}["missing"]


try:
    context()
except KeyError as error:
    print(repr(error), repr(error.__context__), error.__cause__, error.__suppress_context__)


# === raise ... from ===
def cause():
    try:
        int("x")
    except ValueError as error:
        raise RuntimeError("conversion failed") from error


def hidden():
    try:
        int("x")
    except ValueError:
        raise RuntimeError("hidden") from None


for f in (cause, hidden):
    try:
        f()
    except RuntimeError as error:
        print(repr(error), repr(error.__cause__), repr(error.__context__), error.__suppress_context__)


# === Context through finally, with and functions ===
def in_finally():
    try:
        raise ValueError("body")
    finally:
        raise KeyError("finally")


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *info):
        raise TypeError("exit")


def in_with():
    with Manager():
        raise ValueError("body")


def helper():
    raise LookupError("helper")


def in_call():
    try:
        raise ValueError("first")
    except ValueError:
        helper()


for f in (in_finally, in_with, in_call):
    try:
        f()
    except Exception as error:
        chain = []
        while error:
            chain.append(repr(error))
            error = error.__context__
        print(f.__name__, chain)

# === Long chains and re-raising the same object ===
def chain(n):
    try:
        if n:
            chain(n - 1)
        else:
            raise ValueError("bottom")
    except Exception as error:
        raise RuntimeError(n) from error


try:
    chain(3)
except RuntimeError as error:
    while error:
        print(repr(error))
        error = error.__cause__


def loop():
    a = ValueError("a")
    try:
        raise a
    except ValueError:
        try:
            raise KeyError("b")
        except KeyError:
            raise a


try:
    loop()
except ValueError as error:
    print(repr(error), repr(error.__context__), repr(error.__context__.__context__))
error = ValueError("self")
try:
    try:
        raise error
    except ValueError:
        raise error
except ValueError as again:
    print(again.__context__)

# === A handled error is no longer context ===
def sequential():
    try:
        raise ValueError("handled")
    except ValueError:
        pass
    raise KeyError("alone")


try:
    sequential()
except KeyError as error:
    print(repr(error.__context__))


def generator():
    try:
        yield 1
    except ValueError:
        yield "handling"
    raise KeyError("after")


g = generator()
next(g)
print(g.throw(ValueError("thrown")))
try:
    try:
        raise TypeError("outside")
    except TypeError:
        next(g)
except KeyError as error:
    print(repr(error.__context__))

# === The attributes can be set ===
error = RuntimeError("made")
error.__cause__ = ValueError("set by hand")
print(error.__suppress_context__, repr(error.__cause__))
error.__context__ = KeyError("ctx")
error.__suppress_context__ = False
for name, value in (("__cause__", 5), ("__context__", "x"), ("__traceback__", 1), ("__suppress_context__", "x")):
    try:
        setattr(error, name, value)
    except TypeError as wrong:
        print(wrong)
try:
    del error.__cause__
except TypeError as wrong:
    print(wrong)


# === The report shows causes and contexts, oldest first ===
def parse(text):
    try:
        return int(text)
    except ValueError as error:
        raise TypeError(f"cannot parse {text!r}") from error


def load(text):
    try:
        return parse(text)
    except TypeError:
        return parse(None)


def main():
    try:
        load("ten")
    finally:
        raise SystemError("while closing")


main()
