"""Syntax errors of targets: message and place."""


def show(source, mode="exec"):
    try:
        compile(source, "<test>", mode)
    except SyntaxError as error:
        print(f"{source!r}: {type(error).__name__}: {error.msg} ({error.lineno}:{error.offset})")
    else:
        print(f"{source!r}: compiles")


# === What cannot be assigned to, deleted or named ===
for source in ("1 = x", "f() = 1", "x + 1 = 2", "None = 1", "True = 1", "'a' = 1", "(a, 1) = x", "[a, f()] = x", "a = 1 = b", "x() += 1", "1 += x", "(a, b) += 1", "del f()", "del 1", "del a + b", "for 1 in x: pass", "for f() in x: pass", "with x as 1: pass", "with x as f(): pass", "(1 := 2)", "f(1=2)", "f(a.b=1)", "f(True=1)", "def f(None): pass",
               "import x as 1", "[x for 1 in y]", "x if y else z = 1", "lambda: x = 1", "{1} = x", "{} = x", "... = 1", "-x = 1", "f'{x}' = 1", "a < b = 1", "(yield) = 1", "*a = 1", "*a, *b = c", "None: int = 1", "x.None = 1", "class None: pass", "def True(): pass", "global None", "a = b := 1", "if x = 1: pass", "while x = 1: pass", "print(x = 1 + )", "__debug__ = 1"):
    show(source)
