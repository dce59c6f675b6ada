# === A function remembers its surroundings ===
def adder(n):
    def add(x):
        return x + n
    return add


plus2, plus5 = adder(2), adder(5)
print(plus2(1), plus5(1), plus2(plus5(0)))


# === Cells are shared, not copied ===
def account(balance):
    def deposit(amount):
        nonlocal balance
        balance += amount
        return balance

    def show():
        return balance

    return deposit, show


deposit, show = account(10)
print(deposit(5), show(), deposit(1), show())


# === Late binding in loops, and the ways round it ===
print([f() for f in [lambda: i for i in range(3)]])
print([f() for f in [lambda i=i: i for i in range(3)]])
functions = []
for i in range(3):
    functions.append(lambda: i)
print([f() for f in functions])
i = "changed"
print([f() for f in functions])


def make(k):
    return lambda: k


print([f() for f in [make(k) for k in range(3)]])


# === Several levels ===
def outer(a):
    def middle(b):
        def inner(c):
            nonlocal a, b
            a += 1
            b += 10
            return a, b, c

        return inner

    return middle


f = outer(1)(2)
print(f(3), f(4))
g = outer(1)(2)
print(g(3))


# === Names that come to life later ===
def forward():
    def call():
        return later()

    def later():
        return "later"

    return call()


print(forward())


def too_early():
    def peek():
        return value

    try:
        return peek()
    except NameError as error:
        print(type(error).__name__, error)
    value = 1
    return peek()


print(too_early())


def deleted():
    x = 1

    def peek():
        return x

    del x
    try:
        return peek()
    except NameError as error:
        return str(error)


print(deleted())


# === Parameters, loop variables and exception names as cells ===
def parameters(a, *args, b=2, **kw):
    return lambda: (a, args, b, kw)


print(parameters(1, 2, 3, b=4, c=5)())


def catching():
    try:
        raise ValueError("kept")
    except ValueError as error:
        kept = lambda: error
        inside = str(kept())
    try:
        kept()
    except NameError as missing:
        return inside, str(missing)


print(catching())


# === What a closure holds ===
print(plus2.__closure__[0].cell_contents, len(f.__closure__), plus2.__code__.co_freevars, adder.__code__.co_cellvars, adder.__closure__)
plus2.__closure__[0].cell_contents = 100
print(plus2(1))


def counter():
    n = 0
    while True:
        n += 1
        yield lambda: n


steps = counter()
one, two = next(steps), next(steps)
print(one(), two(), next(steps)(), one())


# === Classes and comprehensions between ===
def surround(x):
    class Inner:
        y = x + 1
        z = 50

        def get(self):
            return x

        values = [x for _ in range(2)]

    return Inner


I = surround(1)
print(I.y, I.z, I().get(), I.values)


def compose(*fs):
    def composed(x):
        for f in reversed(fs):
            x = f(x)
        return x
    return composed


print(compose(lambda x: x * 2, lambda x: x + 1)(5))


def recursive():
    def fact(n):
        return 1 if n < 2 else n * fact(n - 1)
    return fact


print(recursive()(10))


def memo(f):
    cache = {}

    def call(n):
        if n not in cache:
            cache[n] = f(n)
        return cache[n]

    call.cache = cache
    return call


@memo
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(60), len(fib.cache))


def broken():
    def use():
        return never_set
    if False:
        never_set = 1
    return use()


broken()
