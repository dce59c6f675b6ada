# === Local, enclosing, global, built-in ===
x = "global"


def outer():
    x = "enclosing"

    def inner():
        x = "local"
        return x

    def reads():
        return x

    def reads_global():
        global x
        return x

    return inner(), reads(), reads_global(), len("abc")


print(outer(), x)

# === A name bound anywhere in a function is local everywhere in it ===
def early():
    try:
        print(x)
    except UnboundLocalError as error:
        print(error)
    x = 1
    return x


def never():
    if False:
        x = 1
    try:
        return x
    except UnboundLocalError as error:
        return str(error)


print(early(), never())
def binders():
    out = []
    for name in ("imported", "looped", "caught", "withed", "defined", "classed", "walrus", "unpacked", "annotated"):
        try:
            eval(name)
        except NameError as error:
            out.append(type(error).__name__)
    import math as imported
    for looped in [1]: pass
    with open(__file__) as withed: pass
    def defined(): pass
    class classed: pass
    (walrus := 1)
    a, (unpacked, *c) = 1, (2, 3)
    annotated: int = 5
    return out, looped, walrus, unpacked, annotated, imported.pi > 3


print(binders())

# === Class bodies do not enclose ===
y = "module y"


class A:
    y = "class y"
    z = y

    def method(self):
        return y

    w = [y for _ in range(1)]
    v = (lambda: y)()

    class B:
        inner = y


print(A.z, A().method(), A.w, A.v, A.B.inner)


def around():
    y = "function y"

    class C:
        before = y

        def get(self):
            return y

    return C.before, C().get()


print(around())


class Reads:
    x = x
    print(x)


print(Reads.x)

# === Built-in names can be shadowed, and come back ===
def shadow(list):
    return list * 2


print(shadow(4), list("ab"))
sum = lambda *a: "mine"
print(sum([1]))
del sum
print(sum([1, 2]))
try:
    del sum
except NameError as error:
    print(error)

# === Comprehensions, lambdas and default arguments ===
n = 3
print([n for n in range(2)], n, (lambda n: n)(9), n, [(lambda: n + i)() for i in range(2)])
def default(n=n, *, m=lambda: n):
    return n, m()


n = 7
print(default(), default(1))

# === The exception's name is removed, other names stay ===
e = "before"
try:
    raise ValueError("v")
except ValueError as e:
    inside = "kept"
print(inside, "e" in globals())

# === exec and eval see their caller's names ===
def dynamic():
    a = 1
    exec("b = a + 1")
    try:
        b
    except NameError as error:
        return str(error), eval("a + 1"), sorted(locals())


print(dynamic())


# === if and while make no scopes ===
if True:
    made_in_if = 1
while True:
    made_in_while = 2
    break
for made_in_for in range(3):
    body = made_in_for
print(made_in_if, made_in_while, made_in_for, body)


# === locals() is a snapshot in a function ===
def snapshot():
    a = 1
    first = locals()
    b = 2
    second = locals()
    first["a"] = 100
    return a, sorted(first), sorted(second)


print(snapshot())


class Body:
    p = 1
    names = sorted(k for k in locals() if not k.startswith("__"))


print(Body.names)


def conditional(flag):
    if flag:
        def helper(): return "defined"
    return helper()


print(conditional(True))
conditional(False)
