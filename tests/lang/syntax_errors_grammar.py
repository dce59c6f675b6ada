"""Syntax errors that the grammar finds: message and place."""


def show(source, mode="exec"):
    try:
        compile(source, "<test>", mode)
    except SyntaxError as error:
        print(f"{source!r}: {type(error).__name__}: {error.msg} ({error.lineno}:{error.offset})")
    else:
        print(f"{source!r}: compiles")


# === What the grammar finds ===
for source in ("x = ", "x +", "1 +* 2", "if", "if x", "if x\n    y", "for", "for x in", "for x y", "def", "def f", "def f(", "def f()", "def f(:", "class", "class A(", "return return", "x y", "1 2", "import", "from x", "from x import", "import a.b.", "lambda", "print 'a'", "a b c", "else: x", "try: x", "try:\n    x\ny",
               "except: x", "x = = 1", "x == = 1", "(", ")", "a.1", "a.", "[1, 2", "{1: }", "{1: 2, 3}", "{**}", "f(a b)", "f(a=1, 2)", "f(**k, *a)", "f(a for a in b, c)", "not", "x not y", "async x", "await", "with", "with x as", "del", "assert", "raise x from", "global", "while", "x = yield = 1", "pass x", "if x: y else: z", "x if y", "x = 1 if y",
               "@", "@x", "elif x: y", "a, b += 1", "(a, b): int = 1", "x: ", "*a", "print(*)", "x = *", "`x`", "a <> b", "a ! b", "x++", "a &&b", "exec 'x'", "x := 1", "(x := )", "f(x:=1, y=2)", "def f(a, a): pass", "def f(*): pass", "def f(a=1, b): pass", "def f(**k, a): pass", "def f(a, /, b, /): pass", "lambda a, a: 1"):
    show(source)



# === Expressions alone ===
print("eval:")
for source in ("x = 1", "1 +", "", "1; 2", "pass", "1\n2", "(1", "*a", "yield"):
    show(source, "eval")
try:
    compile("a\0b", "<test>", "exec")
except (SyntaxError, ValueError) as error:
    print(type(error).__name__, error)
print(isinstance(SyntaxError("m", ("f", 1, 2, "t")), SyntaxError), SyntaxError("m", ("f", 1, 2, "t")), repr(IndentationError("i")))

# === Doubtful code: a warning, or an error if filters say so ===
import warnings

for source in ("x is 1", "assert (x, 'message')", "(1)(2)", "[1][1, 2]", "while x:\n try: y\n finally: break", "'\\q'", "1if x else 2"):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        compile(source, "<test>", "exec")
    print([(w.category.__name__, str(w.message)[:60], w.filename, w.lineno) for w in caught])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    for source in ("x is 1", "assert (x, 'message')", "while x:\n try: y\n finally: break"):
        show(source)
eval("1 +\n")
