# === Small functions without a name ===
print((lambda: 1)(), (lambda x: x + 1)(2), (lambda x, y=10: x + y)(1), (lambda *a, **k: (a, k))(1, b=2), (lambda a, /, b, *, c: (a, b, c))(1, 2, c=3))
square = lambda n: n * n
print(square(5), square.__name__, square.__qualname__, type(square).__name__, square.__doc__, square.__code__.co_argcount)

# === As arguments ===
print(sorted(["bb", "a", "ccc"], key=lambda s: -len(s)), list(map(lambda x: x * 2, range(3))), list(filter(lambda x: x % 2, range(6))), max([3, -5, 2], key=lambda n: abs(n)))
table = {"add": lambda a, b: a + b, "mul": lambda a, b: a * b}
print({name: f(3, 4) for name, f in table.items()})

# === Nested and immediately called ===
print((lambda x: (lambda y: x + y))(1)(2), (lambda f, n: f(f, n))(lambda f, n: 1 if n == 0 else n * f(f, n - 1), 6))
Y = lambda f: (lambda x: x(x))(lambda x: f(lambda *a: x(x)(*a)))
print(Y(lambda fact: lambda n: 1 if n == 0 else n * fact(n - 1))(10))
curry = lambda f: lambda a: lambda b: lambda c: f(a, b, c)
print(curry(lambda a, b, c: a * b + c)(2)(3)(4))

# === Conditional, walrus, tuple and generator bodies ===
print((lambda n: "even" if n % 2 == 0 else "odd")(3), (lambda: (y := 5) + y)(), (lambda a: (a, a))(1), list((lambda: (i for i in range(3)))()), (lambda: [x for x in range(3)])())
gen = (lambda: (yield 1))()
print(type(gen).__name__, next(gen))
try:
    gen.send("end")
except StopIteration as stop:
    print(stop.value)

# === Scope ===
def scope():
    x = 1
    f = lambda: x
    x = 2
    return f()


print(scope(), [f(10) for f in [lambda n, k=k: n + k for k in range(3)]])


class Holder:
    n = 5
    method = lambda self, k=n: self.n + k
    plain = staticmethod(lambda: "static")


print(Holder().method(), Holder().method(1), Holder.plain(), Holder.method.__qualname__)
x = lambda: undefined_name
try:
    x()
except NameError as error:
    print(error)
(lambda a, b: a / b)(1, 0)
