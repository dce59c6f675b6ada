# === Raising and catching ===
try:
    raise ValueError("bad value")
except ValueError as error:
    print(error, repr(error), error.args, type(error).__name__)
for make in (ValueError, ValueError(), ValueError("a"), ValueError("a", 1), KeyError("k"), KeyError(), OSError(2, "No such file"), OSError("x"), OSError(2, "gone", "file.txt"), StopIteration(5), Exception(None), Exception([1]), SystemExit(3), KeyboardInterrupt(), AssertionError("why"), UnicodeError("u"), ImportError("i", name="mod"),
             AttributeError("a", name="n", obj=1), NameError("n", name="x"), BaseException(1, 2), SyntaxError("s"), GeneratorExit()):
    try:
        raise make
    except BaseException as error:
        print(type(error).__name__, str(error), repr(error), error.args)

# === Which handler is chosen ===
def classify(make):
    try:
        make()
    except (KeyError, IndexError) as error:
        return "lookup pair", type(error).__name__
    except LookupError:
        return "lookup"
    except ZeroDivisionError:
        return "zero"
    except ArithmeticError:
        return "arithmetic"
    except Exception:
        return "exception"
    except:
        return "anything"
    else:
        return "no error"


print(classify(lambda: {}["x"]), classify(lambda: [][0]), classify(lambda: 1 / 0), classify(lambda: 2.0**5000), classify(lambda: int("x")), classify(lambda: 1), classify(lambda: exec("raise LookupError")), classify(lambda: exec("raise SystemExit")))

# === The hierarchy ===
def tree(cls, depth=0):
    if depth < 2:
        names = sorted((c for c in cls.__subclasses__() if c.__module__ == "builtins"), key=lambda c: c.__name__)
        for c in names:
            print("  " * depth + c.__name__, [b.__name__ for b in c.__bases__] if len(c.__bases__) > 1 else "")
            if c in (Exception, ArithmeticError, LookupError, ValueError, RuntimeError, ImportError, NameError, SyntaxError, BaseExceptionGroup):
                tree(c, depth)


for base in (ArithmeticError, LookupError, ValueError, RuntimeError, ImportError, NameError, SyntaxError, OSError, Warning):
    print(base.__name__, base.__mro__[1].__name__, sorted(c.__name__ for c in base.__subclasses__() if c.__module__ == "builtins"))
print(KeyboardInterrupt.__bases__, SystemExit.__bases__, GeneratorExit.__bases__, StopAsyncIteration.__bases__, TimeoutError.__bases__, IOError is OSError, EnvironmentError is OSError)

# === else and finally; the name is gone afterwards ===
def run(fail):
    steps = []
    try:
        steps.append("try")
        if fail:
            raise RuntimeError("r")
    except RuntimeError as error:
        steps.append(str(error))
    else:
        steps.append("else")
    finally:
        steps.append("finally")
    try:
        error
    except NameError as missing:
        steps.append(str(missing))
    return steps


print(run(True), run(False))

# === Re-raising ===
def again():
    try:
        raise KeyError("first")
    except KeyError:
        raise


def by_name():
    try:
        raise KeyError("named")
    except KeyError as error:
        raise error


for f in (again, by_name):
    try:
        f()
    except KeyError as error:
        print(error, error.__context__)
try:
    raise
except RuntimeError as error:
    print(error)

# === Own exceptions ===
class AppError(Exception):
    """All of ours."""


class NotFound(AppError):
    def __init__(self, what, *, code=404):
        super().__init__(what)
        self.code = code

    def __str__(self):
        return f"{self.args[0]} not found ({self.code})"


class Silent(AppError):
    pass


try:
    raise NotFound("page", code=410)
except AppError as error:
    print(error, repr(error), error.code, isinstance(error, NotFound))
try:
    raise Silent
except AppError as error:
    print([str(error)], repr(error))

# === What can be raised and caught ===
class NotException:
    pass


for source in ("raise 5", "raise 'text'", "raise NotException", "raise NotException()", "raise None", "raise int", "raise ValueError from 5", "raise ValueError from None", "raise ValueError('a') from KeyError", "raise lambda: 0"):
    try:
        exec(source)
    except BaseException as error:
        print(source, "->", repr(error), repr(error.__cause__), error.__suppress_context__)
for kind in (5, "ValueError", NotException, (ValueError, 5), [ValueError]):
    try:
        try:
            raise ValueError("inner")
        except kind:
            print("caught")
    except TypeError as error:
        print(error, "|", repr(error.__context__))
def late():
    print("handler types are evaluated late")
    return KeyError


try:
    try:
        raise ValueError
    except late():
        pass
except ValueError:
    print("went on")

# === Notes, arguments, attributes ===
error = ValueError("noted")
error.add_note("first note")
error.add_note("second\nnote")
print(error.__notes__, error.__traceback__, error.__cause__, error.__context__)
error.args = ("changed", 2)
error.extra = [1]
print(error, error.extra, error.__dict__)
try:
    error.add_note(5)
except TypeError as wrong:
    print(wrong)
print(ValueError("a") == ValueError("a"), ValueError.__init__ is BaseException.__init__, ValueError("x").with_traceback(None).args, UnicodeDecodeError("utf-8", b"\xff", 0, 1, "why"))
for args in ((1,), (1, 2), (1, 2, 3), (1, 2, 3, 4)):
    print(repr(OSError(*args)), OSError(*args).errno, OSError(*args).filename, str(OSError(*args)))
print(type(OSError(2, "x")).__name__, type(OSError(13, "x")).__name__, type(OSError(17, "x")).__name__, type(ConnectionError(1)).__name__, StopIteration(1, 2).value, SystemExit(5).code, SystemExit().code, KeyError("a", "b"))

# === Exceptions do not keep frames alive after handling ===
import sys


def current():
    try:
        raise ValueError("now")
    except ValueError:
        inside = sys.exc_info()[0].__name__, str(sys.exception())
    return inside, sys.exc_info(), sys.exception()


print(current())


# === Groups ===
group = ExceptionGroup("several", [ValueError("a"), TypeError("b"), ExceptionGroup("nested", [ValueError("c")])])
print(repr(group), str(group), group.message, len(group.exceptions), group.exceptions[0])
match, rest = group.split(ValueError)
print(repr(match), repr(rest), repr(group.subgroup(lambda e: str(e) == "b")), group.subgroup(KeyError), repr(group.derive([KeyError("k")])))
print(isinstance(group, Exception), BaseExceptionGroup("base", [KeyboardInterrupt()]).__class__.__name__, type(BaseExceptionGroup("x", [ValueError()])).__name__)
for attempt in ("ExceptionGroup('x', [])", "ExceptionGroup('x', [1])", "ExceptionGroup(1, [ValueError()])", "ExceptionGroup('x', [KeyboardInterrupt()])", "ExceptionGroup('x')", "ExceptionGroup('x', 5)"):
    try:
        eval(attempt)
    except (ValueError, TypeError) as error:
        print(attempt, "->", error)
last = NotFound("the end")
last.add_note("a note under the message")
last.add_note("and another")
raise last
