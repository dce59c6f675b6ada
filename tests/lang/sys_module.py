# /// case
# argv = ["one", "two words"]
# ///
import sys

# === Arguments, names, versions ===
print(sys.argv[1:], sys.argv[0].endswith("sys_module.py"), sys.version_info[:2], sys.version_info >= (3, 14), sys.version_info.major, sys.version.startswith("3.14"), sys.byteorder, sys.maxsize, sys.maxunicode, type(sys.platform).__name__, type(sys.executable).__name__)
print(sys.modules["sys"] is sys, "builtins" in sys.modules, "__main__" in sys.modules, isinstance(sys.path, list), sys.path[0].replace("\\", "/").endswith("tests/lang"), sys.builtin_module_names.__class__.__name__, "sys" in sys.builtin_module_names)
print(sys.float_info.max, sys.float_info.epsilon, sys.float_info.dig, sys.int_info.bits_per_digit > 0, sys.hash_info.modulus, sys.hash_info.inf, sys.getdefaultencoding(), sys.flags.optimize, sys.dont_write_bytecode in (True, False), sys.implementation.name.__class__.__name__)

# === Exceptions ===
try:
    1 / 0
except ZeroDivisionError:
    kind, value, tb = sys.exc_info()
    print(kind.__name__, value, tb.tb_lineno, sys.exception() is value)
print(sys.exc_info(), sys.exception())
old = sys.excepthook
sys.excepthook = lambda kind, value, tb: print("hook:", kind.__name__, value)
print(sys.excepthook is not sys.__excepthook__, old is sys.__excepthook__)
sys.excepthook = old

# === Frames ===
def outer():
    return inner()


def inner():
    frame = sys._getframe()
    caller = sys._getframe(1)
    return frame.f_code.co_name, caller.f_code.co_name, frame.f_back is caller, caller.f_back.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno, sorted(frame.f_locals)


print(outer())
try:
    sys._getframe(1000)
except ValueError as error:
    print(error)

# === Sizes, references, interning, recursion ===
print(sys.getsizeof([]) > 0, sys.getrefcount(object()) > 0, sys.intern("abc") is sys.intern("abc"), sys.getrecursionlimit())
for bad in (lambda: sys.intern(5), lambda: sys.getsizeof(), lambda: sys.missing, lambda: sys.exit(1, 2)):
    try:
        bad()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)


# === displayhook ===
sys.displayhook(5)
sys.displayhook(None)
sys.displayhook("text")
import builtins

print(builtins._)

# === exit ===
for arg in ((), (0,), (5,), ("text",), (None,), ([1],)):
    try:
        sys.exit(*arg)
    except SystemExit as error:
        print(repr(error), error.code)
import atexit

atexit.register(print, "at exit, first registered")
atexit.register(lambda: print("at exit, last registered"))
sys.stdout.write("before exit\n")
sys.exit(9)
