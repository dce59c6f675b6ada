"""Syntax errors found after parsing: message and place."""


def show(source, mode="exec"):
    try:
        compile(source, "<test>", mode)
    except SyntaxError as error:
        print(f"{source!r}: {type(error).__name__}: {error.msg} ({error.lineno}:{error.offset})")
    else:
        print(f"{source!r}: compiles")


# === What the compiler finds ===
for source in ("return 1", "yield 1", "await x", "break", "continue", "def f():\n    break", "class A:\n    return", "for x in y:\n    def f(): continue", "async for x in y: pass", "async with x: pass", "[x async for x in y]", "def f(): await x", "def f(): async with x: pass", "nonlocal x", "def f():\n    nonlocal x", "def f():\n    x = 1\n    global x",
               "def f():\n    print(x)\n    global x", "def f(x):\n    global x", "def f(x):\n    nonlocal x", "def f():\n    global x\n    nonlocal x", "x = 1\nglobal x", "async def f():\n    yield 1\n    return 2", "async def f(): yield from x", "class A:\n    yield 1", "[(yield) for x in y]", "[x := 1 for x in y]", "[y for x in (y := z)]", "class A: [y := 1 for x in z]", "from x import *; def f(): pass", "def f():\n    from x import *",
               "from __future__ import nothing", "x = 1\nfrom __future__ import annotations", "try:\n    x\nexcept:\n    y\nexcept ValueError:\n    z", "f(a=1, a=2)", "def f():\n    x: int\n    nonlocal x", "(x for x in y if await z)", "lambda: (yield)", "def f(a, *, a): pass", "*a, b, *c = d", "print(f'{x!z}')", "f'{x:{y:{z}}}'", "{**a for a in b}", "[*a for a in b]", "(*a)", "return *a", "del *a", "del (a, b)", "del a, [b]", "del (a for b in c)"):
    show(source)


# === Whose text is shown ===
for source in ("return 1", "x = 1\nif 1:\n    break", "def f(a, a): pass", "x = = 1"):
    for name in ("<string>", "<elsewhere>", "/nowhere.py"):
        try:
            compile(source, name, "exec")
        except SyntaxError as error:
            print(name, error.msg, error.lineno, error.offset, repr(error.text))

# === Text is not decoded, bytes are ===
exec('# coding: latin1\nprint("é", len("é"))')
exec('# coding: nonsense\nprint("é")')
exec(b'# coding: latin1\nprint("\xe9")')
for source in (b"# coding: nonsense\n1", b"\xff", "\ud800", "\ufeff1", b"\xef\xbb\xbf1", bytearray(b"1"), memoryview(b"2"), 3):
    try:
        print(eval(source))
    except Exception as error:
        print(type(error).__name__, error)
