# === global ===
count = 0


def bump():
    global count
    count += 1


def make():
    global made_here
    made_here = "global"


def read():
    return count


def shadow():
    count = 100
    return count


bump()
bump()
make()
print(count, made_here, read(), shadow(), count)


def several():
    global a, b
    a, b = 1, 2
    for count2 in range(2):
        pass

    def inner():
        global a
        a = 10
        return b

    return inner()


print(several(), a, b)


def as_target():
    global i, f, C, json_name, exc
    for i in range(3):
        pass
    def f(): return "f"
    class C: pass
    import math as json_name
    with_value = [i for i in range(2)]
    try:
        raise ValueError
    except ValueError as exc:
        pass


as_target()
print(i, f(), C.__qualname__, json_name.__name__, "exc" in globals())


# === nonlocal ===
def outer():
    x = 1

    def middle():
        nonlocal x
        x += 1

        def inner():
            nonlocal x
            x *= 10
            return x

        return inner()

    return middle(), x


print(outer())


def two_levels():
    x = "outer"

    def middle():
        x = "middle"

        def inner():
            nonlocal x
            x = "changed"

        inner()
        return x

    return middle(), x


print(two_levels())


def skipping():
    x = 1

    def middle():
        def inner():
            nonlocal x
            x += 1
            return x
        return inner

    return middle()(), x


print(skipping())


def params(p, *args, **kw):
    def change():
        nonlocal p, args, kw
        p, args, kw = 1, 2, 3
    change()
    return p, args, kw


print(params(0, 0, k=0))


def loops():
    fs = []
    def step():
        nonlocal total
        total += 1
        return total
    total = 0
    for k in range(3):
        fs.append(step())
    return fs, total


print(loops())


def deleting():
    x = 1
    def remove():
        nonlocal x
        del x
    remove()
    try:
        return x
    except UnboundLocalError as error:
        return str(error)


print(deleting())


# === In classes ===
x = "module"


class K:
    global x
    x = "set by class"
    y = x


print(x, K.y, "x" in vars(K))


def with_class():
    v = 1

    class Inner:
        nonlocal v
        v = 2
        w = v

    return v, Inner.w, "v" in vars(Inner)


print(with_class())

# === del of globals, and failing reads ===
del made_here
try:
    made_here
except NameError as error:
    print(error)


def unbound():
    print(count3)
    count3 = 1


def maybe(flag):
    if flag:
        value = 1
    return value


def after_del():
    v = 1
    del v
    return v


for f in (unbound, lambda: maybe(False), after_del):
    try:
        f()
    except UnboundLocalError as error:
        print(error, error.name)
print(maybe(True))


def late_global():
    return defined_later


defined_later = "now"
print(late_global())


def last():
    global never_made
    never_made += 1


last()
