import types

# === Names of the types that have none ===
def f(): return x
x = 1
def gen(): yield
async def coro(): ...
async def agen(): yield


c = coro()
pairs = [(types.FunctionType, f), (types.LambdaType, lambda: 0), (types.BuiltinFunctionType, len), (types.MethodType, [].__class__.mro.__class__ and type("T", (), {"m": f})().m), (types.GeneratorType, gen()), (types.CoroutineType, c), (types.AsyncGeneratorType, agen()), (types.CodeType, f.__code__), (types.ModuleType, types), (types.NoneType, None), (types.EllipsisType, ...), (types.NotImplementedType, NotImplemented), (types.MappingProxyType, type.__dict__), (types.GetSetDescriptorType, type.__dict__["__dict__"]), (types.MemberDescriptorType, type(f).__dict__["__globals__"]), (types.GenericAlias, list[int]), (types.UnionType, int | str), (types.WrapperDescriptorType, object.__init__), (types.MethodWrapperType, object().__str__), (types.MethodDescriptorType, str.join), (types.ClassMethodDescriptorType, dict.__dict__["fromkeys"]), (types.CellType, (lambda: c).__closure__)]
for kind, value in pairs[:-1]:
    print(kind.__name__, isinstance(value, kind))
c.close()

# === SimpleNamespace, MappingProxyType, ModuleType ===
n = types.SimpleNamespace(a=1, b="x")
n.c = [1]
del n.a
print(n, n.b, n == types.SimpleNamespace(b="x", c=[1]), vars(n), types.SimpleNamespace({"k": 1}, j=2))
m = types.MappingProxyType({"a": 1})
print(m, m["a"], list(m), "a" in m, len(m), m | {"b": 2}, m == {"a": 1})
try:
    m["b"] = 2
except TypeError as error:
    print(error)
mod = types.ModuleType("made", "Its doc.")
mod.x = 5
print(mod, mod.__name__, mod.__doc__, mod.x, hasattr(mod, "y"))
try:
    mod.y
except AttributeError as error:
    print(error)

# === Making functions, methods, classes ===
g = types.FunctionType(f.__code__, {"x": "other globals"}, "g")
print(g(), g.__name__)
bound = types.MethodType(lambda self, y: (self, y), "me")
print(bound(1), bound.__self__)
C = types.new_class("C", (dict,), {}, lambda ns: ns.update(tag=1))
print(C, C.tag, C(a=1), types.resolve_bases((int,)), types.prepare_class("P")[2])


class Lazy:
    @types.DynamicClassAttribute
    def value(self):
        return "dynamic"


print(Lazy().value)
print(types.get_original_bases(C), types.coroutine(gen) is gen, gen.__code__.co_flags & 0x100 != 0)
for bad in (lambda: types.MethodType(5, 1), lambda: types.MethodType(f, None), lambda: types.ModuleType(5), lambda: types.FunctionType(5, {}), lambda: types.MappingProxyType(5), lambda: types.NoneType(1), lambda: types.coroutine(5), lambda: types.GeneratorType()):
    try:
        bad()
    except TypeError as error:
        print(error)
types.SimpleNamespace(1)
