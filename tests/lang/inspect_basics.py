import inspect


def plain(a, b=1, /, c: int = 2, *args, d, e="x", **kw) -> str:
    """Documented.

    With an indented rest.
    """
    return ""


def gen():
    yield


async def coro():
    pass


async def agen():
    yield


class C:
    """A class."""

    attr = 1

    def method(self, x): ...
    @classmethod
    def of_class(cls): ...
    @staticmethod
    def static(): ...
    @property
    def prop(self): ...
    async def acoro(self): ...


# === What is what ===
tests = [n for n in ("isfunction", "ismethod", "isclass", "isbuiltin", "isgeneratorfunction", "isgenerator", "iscoroutinefunction", "iscoroutine", "isawaitable", "isasyncgenfunction", "isasyncgen", "ismodule", "isroutine", "isabstract", "isdatadescriptor", "istraceback", "isframe", "iscode")]
c = coro()
for name, value in (("plain", plain), ("gen", gen), ("gen()", gen()), ("coro", coro), ("coro()", c), ("agen", agen), ("agen()", agen()), ("C", C), ("C()", C()), ("C.method", C.method), ("C().method", C().method), ("C.of_class", C.of_class), ("C.prop", C.prop), ("C().acoro", C().acoro), ("len", len), ("[].append", [].append), ("inspect", inspect), ("lambda", lambda: 0), ("lambda gen", lambda: (yield)), ("code", plain.__code__), ("5", 5)):
    print(f"{name:12}", [t[2:] for t in tests if getattr(inspect, t)(value)])
c.close()

# === Signatures ===
s = inspect.signature(plain)
print(s, s.return_annotation, list(s.parameters), s.parameters["c"].default, s.parameters["c"].annotation, s.parameters["d"].kind, s.parameters["a"].default is inspect.Parameter.empty)
for f in (gen, coro, C, C.method, C().method, C.of_class, C.static, lambda x, *y, z=1: 0, len, sorted):
    print(inspect.signature(f))
for p in s.parameters.values():
    print(p, p.name, p.kind.name, p.kind.description)
b = s.bind(1, 2, 3, 4, d=5, z=6)
print(b.arguments, b.args, b.kwargs)
b = s.bind_partial(1)
b.apply_defaults()
print(b.arguments)
for args, kw in (((), {}), ((1,), {"d": 1, "a": 2}), ((1, 2, 3), {})):
    try:
        s.bind(*args, **kw)
    except TypeError as error:
        print(error)
try:
    inspect.signature(5)
except TypeError as error:
    print(error)
import functools

print(inspect.signature(functools.partial(plain, 1, d=2)), inspect.signature(functools.wraps(plain)(lambda *a: 0)), s == inspect.signature(plain), s.replace(return_annotation=int))
print(inspect.getfullargspec(plain))

# === States ===
g = gen()
print(inspect.getgeneratorstate(g), next(g), inspect.getgeneratorstate(g), g.close(), inspect.getgeneratorstate(g))
c = coro()
print(inspect.getcoroutinestate(c), c.close(), inspect.getcoroutinestate(c))
a = agen()
print(inspect.getasyncgenstate(a))
g = (x for x in [1])
next(g)
print(inspect.getgeneratorlocals(g))


# === Sources, docs, members ===
print(inspect.getdoc(plain), inspect.getdoc(C), inspect.getmodule(plain).__name__, inspect.getsource(gen), [n for n, _ in inspect.getmembers(C) if not n.startswith("_")], inspect.getmro(C), inspect.unwrap(functools.wraps(plain)(lambda: 0)) is plain, inspect.cleandoc("  a\n    b"))


def where():
    frame = inspect.currentframe()
    return frame.f_code.co_name, frame.f_back.f_code.co_name, frame.f_lineno > 0, sorted(frame.f_locals), inspect.stack()[0].function


print(where())
print(inspect.CO_COROUTINE & coro.__code__.co_flags > 0, inspect.CORO_CREATED, inspect.GEN_SUSPENDED, inspect.isawaitable(5), inspect.Parameter("n", inspect.Parameter.KEYWORD_ONLY, default=5))
inspect.signature(print).bind(1, sepp=2)
