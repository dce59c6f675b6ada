# === All kinds of parameters ===
def f(a, b=2, /, c=3, *args, d, e=5, **kwargs):
    return a, b, c, args, d, e, kwargs


print(f(1, d=4), f(1, 20, 30, 40, 50, d=60, e=70, z=80), f(1, c=9, d=0), f(*[1, 2], *(3, 4), d=5, **{"x": 6}, y=7), f(1, d=1, a=5, b=6))


def g(a, b, *, c, d=4):
    return a, b, c, d


print(g(1, 2, c=3), g(b=1, a=2, c=3, d=0), g(*"ab", **{"c": 1}))


def h(*args, **kwargs):
    return args, kwargs


print(h(), h(1, 2), h(a=1), h(*[1], 2, *[3], a=1, **{"b": 2}), h(**{"not a name": 1}), h(*{}), h(*"ab"), h(*iter([1])), h(**dict(x=1), **dict(y=2)))
print((lambda *a, k=1, **kw: (a, k, kw))(1, 2, k=3, z=4), (lambda a, /, b: (a, b))(1, b=2))

# === Defaults are evaluated at definition, left to right ===
def default(tag):
    print("default", tag)
    return tag


def late(a=default("a"), *, b=default("b"), c: default("annotation") = default("c")):
    return a, b, c


print(late(), late(1, c=2), late.__defaults__, late.__kwdefaults__)
n = 1
def frozen(x=n): return x
n = 2
print(frozen())
late.tag = None
late.__defaults__ = ("changed",)
late.__kwdefaults__ = {"b": "B", "c": "C"}
print(late())

# === Arguments are evaluated left to right ===
def say(x):
    print("say", x)
    return x


h(say(1), *say([2]), k=say(3), **say({"l": 4}))
say(h)(say(5), m=say(6))

# === The callee owns its tuple and dictionary ===
def keep(*args, **kwargs):
    kwargs["new"] = 1
    return kwargs


source = {"a": 1}
print(keep(**source), source, keep())

# === Wrong calls, in CPython's words ===
def none(): pass
def one(a): pass
def two(a, b): pass
def three(a, b, c): pass
def opt(a, b=1): pass
def star(*, k): pass
def star2(*, k, l, m=1): pass
def pos(a, b, /): pass
def mixed(a, /, b, *, c): pass


class C:
    def m(self, a): pass
    @classmethod
    def k(cls, a): pass
    @staticmethod
    def s(a): pass
    def __init__(self, x=1): pass
    def noself(): pass


for call in ("none(1)", "none(1, 2)", "none(x=1)", "one()", "one(1, 2)", "one(b=1)", "one(1, a=2)", "one(1, 2, 3, x=4)", "two()", "two(1)", "two(b=1)", "two(1, 2, 3)", "three()", "three(1)", "three(b=2)",
             "opt()", "opt(1, 2, 3)", "opt(1, 2, b=3)", "star()", "star(1)", "star(1, k=2)", "star2()", "star2(k=1)", "star2(1, 2, k=1)", "pos(1, b=2)", "pos(a=1, b=2)", "pos()", "pos(1)", "mixed(1, 2)", "mixed(1)", "mixed(1, 2, 3, c=1)", "mixed(a=1, b=2, c=3)",
             "C().m()", "C().m(1, 2)", "C.m()", "C.k()", "C.s()", "C(1, 2)", "C(y=1)", "C().noself()", "(lambda x: x)()", "(lambda: 0)(1)", "f()", "f(1)", "f(d=1)", "h(*5)", "h(**5)", "h(**{1: 2})", "h(*None)", "h(a=1, **{'a': 2})", "one(*[1], **{'a': 2})",
             "one(1)(2)", "n()", "late.tag()", "print(end=1)", "print(foo=1)", "len()", "len(1, 2)", "len(x=1)", "int('1', bas=2)", "isinstance(1)", "sorted()", "one(**{'b': 1, 'c': 2})", "two(1, c=3)", "opt(1, bb=2)", "mixed(1, 2, d=1)", "[].append()", "{}.get()", "max()", "abs()", "sum(1)", "getattr(1)", "dict(1, 2)", "object(1)", "C.m(C())"):
    try:
        print(eval(call))
    except TypeError as error:
        print(call, "->", error)

# === Many parameters ===
def many(a, b, c, d, e, f, g, h, i, j, k, l=12, *m, n=14, **o):
    return a + b + c + d + e + f + g + h + i + j + k + l + sum(m) + n + sum(o.values())


print(many(*range(11)), many(*range(20), n=0, x=100), many(1, 2, 3, 4, 5, k=6, j=7, i=8, h=9, g=10, f=11))

# === Attributes of functions ===
def documented(a: int, b: "str" = "x", *args: float, c: list[int] = [], **kw: dict) -> None:
    """Says nothing."""
    local = 1


print(documented.__name__, documented.__qualname__, documented.__module__, documented.__doc__, documented.__defaults__, documented.__kwdefaults__, documented.__annotations__)
code = documented.__code__
print(code.co_name, code.co_argcount, code.co_kwonlyargcount, code.co_posonlyargcount, code.co_varnames, code.co_nlocals, code.co_firstlineno, code.co_flags & 0x0C, f.__code__.co_posonlyargcount)
documented.tag = "attribute"
print(documented.tag, documented.__dict__, callable(documented), documented.__closure__, type(documented).__name__)
documented.__name__ = "renamed"
print(documented.__name__, documented.__qualname__)
one(1, 2)
