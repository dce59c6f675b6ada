# === Numbers ===
print(abs(-5), abs(-2.5), abs(3 + 4j), divmod(17, 5), pow(2, 8), pow(2, 8, 7), round(3.7), round(3.14159, 3), sum([1, 2, 3]), sum([0.1] * 3), sum([[1], [2]], []), sum((), 5), sum([1, 2], start=10), min(3, 1, 2), max([3, 1, 2]), min("b", "a"), max({1: "z", 5: "a"}))
print(min([], default=None), max([1, -5, 3], key=abs), min(["bb", "a"], key=len), max((1, 2), (1, 3)), bin(5), oct(8), hex(255), int("ff", 16), float("1.5"), complex("1+2j"), chr(65), ord("A"), hash(5))
for attempt in ("abs('x')", "sum(['a'])", "sum(['a'], '')", "sum([[1]])", "min()", "min(5)", "max([])", "max(1, 'a')", "max([1], default=2, key=5)", "min(1, 2, default=3)", "pow()", "pow('a', 2)", "pow(2.0, 2, 3)", "round('a')", "divmod(1)", "sum(5)", "sum([b''], b'')", "hex(1.5)", "bin('a')", "pow(2, -1, 4)", "ord(5)", "chr('a')"):
    try:
        print(eval(attempt))
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)

# === Sequences ===
print(len("abc"), len([]), len({1: 2}), len(range(5)), sorted([3, 1, 2]), list(reversed([1, 2])), list(enumerate("ab")), list(zip("ab", [1, 2])), list(map(str, [1])), list(filter(None, [0, 1])), any([0, 1]), all([]), any([]), next(iter([5])), next(iter([]), "d"), list(range(3)), slice(1, 2))
for attempt in ("len(5)", "len(None)", "any(5)", "sorted(5)", "list(map(int, ['x']))", "all()", "next(5)"):
    try:
        eval(attempt)
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)

# === Types and attributes ===
class A:
    x = 1

    def __init__(self):
        self.y = 2


class B(A):
    pass


b = B()
print(isinstance(b, A), isinstance(1, (str, int)), isinstance(True, int), isinstance([], list | dict), issubclass(B, A), issubclass(bool, (str, int)), type(b).__name__, callable(len), callable(5), callable(A), callable(b), hasattr(b, "x"), getattr(b, "z", 0), vars(b), id(b) == id(b))
setattr(b, "z", 3)
delattr(b, "y")
print(vars(b), [n for n in dir(b) if not n.startswith("_")], type(type), isinstance(A, type), object() != object(), isinstance(None, type(None)), isinstance(5, object), isinstance(1, int | None))
for attempt in ("isinstance(1, 5)", "isinstance(1, (5,))", "issubclass(1, int)", "issubclass(int, 5)", "isinstance(1, list[int])", "getattr(1, 'x')", "getattr(1, 2)", "setattr(1, 'x', 2)", "vars(1)", "delattr(b, 'gone')", "hasattr(1, 2)", "isinstance(1, [int])", "type(1, 2, 3)"):
    try:
        eval(attempt)
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)

# === Text ===
print(repr("a'b"), ascii("é"), str(1.0), format(3.14159, ".2f"), format("x", ">3"), bytes("é", "utf-8"), bytearray(b"x"), repr([1, "a"]), str(None), repr(print), repr(len), str(int), repr(object)[:8], repr([].append).split(" at ")[0], repr("".join).split(" at ")[0], repr(str.join), repr(dict.fromkeys))

# === print ===
print()
print(1, "a", None, [1], sep="|", end="!\n")
print("x", "y", sep="")
print(*range(5), sep=", ")
print("a", end="")
print("b")
print("no", "separator", sep=None, end=None)
import io

out = io.StringIO()
print("to", "file", file=out, flush=True)
print(repr(out.getvalue()))
for attempt in ("print(sep=1)", "print(1, sep=b'x')", "print(1, file=5)", "print(1, endd='')"):
    try:
        eval(attempt)
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)

# === eval, exec, compile ===
n = 5
print(eval("n + 1"), eval("x * 2", {"x": 10}), eval("a + b", {"a": 1}, {"b": 2}), eval("[i for i in range(3)]"), eval("  1 + 1"), eval(compile("n", "<s>", "eval")), eval("(lambda q: q + n)(1)"))
space = {}
exec("y = 1\ndef f(): return y + 1\nz = f()", space)
print(space["z"], sorted(k for k in space if k != "__builtins__"), "__builtins__" in space)
exec("n += 1")
print(n)


def inside():
    local = 1
    exec("local = 2; fresh = 3")
    found = eval("local + 10")
    names = {}
    exec("made = local * 5", globals(), names | (view := {"local": local}))
    return local, found, sorted(locals())


print(inside())
code = compile("a = 1\nprint('compiled', a)", "<made>", "exec")
exec(code, {"print": print})
print(code.co_filename, code.co_name, type(code).__name__)
try:
    exec("raise ValueError('in exec')")
except ValueError as error:
    print(error, error.__traceback__.tb_next.tb_frame.f_code.co_filename)
for attempt in (lambda: eval("1 +"), lambda: eval(5), lambda: exec("x ="), lambda: eval("x", 5), lambda: exec("a", {}, 5), lambda: compile("x", "f", "bad"), lambda: eval("missing_name", {}), lambda: eval("print", {"__builtins__": {}})):
    try:
        attempt()
    except Exception as error:
        print(type(error).__name__, error)

# === globals, locals, names ===
def scope(a):
    b = 2
    return locals(), "scope" in globals(), globals() is __builtins_globals


__builtins_globals = globals()
print(scope(1), __name__, type(__builtins__).__name__)
globals()["made_by_globals"] = 7
print(made_by_globals)
import builtins

print(builtins.len is len, builtins.print is print, sorted(n for n in dir(builtins) if n.startswith("is")))
len, kept = (lambda x: "shadowed"), len
print(len([]))
del len
print(len([]), kept is len)

# === input ===
import sys

sys.stdin = io.StringIO("typed line\nsecond\n")
print(input("prompt> "), input())
try:
    input()
except EOFError as error:
    print(error)
print(int.__doc__ is not None, NotImplemented, __debug__, Ellipsis)
isinstance(1, "int")
