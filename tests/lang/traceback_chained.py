"""Chains of exceptions as the top level reports them."""
import sys
import traceback


def low(n):
    return 10 // n


def middle(n):
    try:
        return low(n)
    except ZeroDivisionError as error:
        raise ValueError(f"bad n: {n}") from error


def high(n):
    try:
        return middle(n)
    except ValueError:
        return missing_name


# === Printed by the traceback module ===
for limit in (None, 1, -1):
    try:
        high(0)
    except NameError as error:
        print("".join(traceback.format_exception(error, limit=limit)))
try:
    high(0)
except NameError as error:
    print("".join(traceback.format_exception(error, chain=False)))
    print(traceback.format_exception_only(error), traceback.format_exception_only(type(error), error))
    print([(f.name, f.line) for f in traceback.extract_tb(error.__traceback__)])
    tb = error.__traceback__
    while tb:
        print(tb.tb_frame.f_code.co_name, tb.tb_lineno - tb.tb_frame.f_code.co_firstlineno, tb.tb_next is None)
        tb = tb.tb_next
    traceback.print_exc(file=sys.stdout)


# === Suppressed, with notes, of several lines ===
def hidden():
    try:
        low(0)
    except ZeroDivisionError:
        raise KeyError("shown alone") from None


def noted():
    error = RuntimeError("line one\nline two")
    error.add_note("a note")
    error.add_note("another\nof two lines")
    raise error


def empty():
    raise RuntimeError


def silent():
    class Odd(Exception):
        def __str__(self):
            raise TypeError("no text")

    raise Odd("x")


class Outer:
    class Inner(Exception):
        pass

    def method(self):
        raise Outer.Inner("nested class")


for f in (hidden, noted, empty, silent, Outer().method):
    try:
        f()
    except Exception as error:
        print("".join(traceback.format_exception(error)))

# === A loop in the chain does not hang ===
a, b = ValueError("a"), ValueError("b")
a.__cause__, b.__cause__ = b, a
print("".join(traceback.format_exception(a)))

# === Groups ===
def failing(kind, text):
    try:
        raise kind(text)
    except kind as error:
        return error


group = ExceptionGroup("outer", [failing(ValueError, "one"), ExceptionGroup("inner", [failing(TypeError, "two"), KeyError("raw")])])
group.add_note("about the group")
print("".join(traceback.format_exception(group)))
try:
    try:
        raise group
    except ExceptionGroup as caught:
        raise RuntimeError("after the group") from caught
except RuntimeError as error:
    print("".join(traceback.format_exception(error)))
print("".join(traceback.format_list(traceback.extract_stack()[-1:])))


# === Uncaught ===
def main():
    try:
        middle(0)
    finally:
        print("finally before the report")


sys.stdout.flush()
main()
