"""Syntax errors below the grammar: message and place."""


def show(source, mode="exec"):
    try:
        compile(source, "<test>", mode)
    except SyntaxError as error:
        print(f"{source!r}: {type(error).__name__}: {error.msg} ({error.lineno}:{error.offset})")
    else:
        print(f"{source!r}: compiles")


# === What the tokenizer finds ===
for source in ("x = 'abc", "x = '''abc\n", "(1, 2", "1, 2)", "(1]", "[1}\n", "x = 1 $ 2", "x = ?", "0777", "0x", "0b2", "1_", "1__0", "1.e", "0o8", "1abc", "x = \\ 1", "f'{'", "f'{x'", "f'}'", "f'{}'", "'\\N{no such name}'", "'\\x1'", "b'é'", "é = 1", "x = €", "(\n(\n)", "if x:\n\ty\n        z",
               "if x:\n    y\n  z", "  x = 1", "if x:\ny", "def f():\n", "x = 1\n  y = 2", "class A:\nx", "\tx", "'''", "x\\", "0_7", "1e5x", "“quoted”"):
    show(source)
