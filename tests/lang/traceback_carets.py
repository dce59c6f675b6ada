"""Where the carets of a traceback point, for every kind of expression."""
import traceback


def show(f, *args):
    try:
        f(*args)
    except Exception as error:
        text = traceback.format_exception(error)
        print("".join(text[2:]), end="")


# === Operators and calls ===
def binary(a, b): return 1 + a / b * 2
def call(f): return len(f(1), 2)
def attribute(x): return x.one.two.three
def subscript(x): return x["a"][1]["b"]
def keyword(f): return f(1, key=2)
def method(x): return x.strip().nothing()
def nested(x): return [str(y) + 1 for y in x]
def compare(x): return 1 < x < 5
def unary(x): return -x + 1
def power(x): return (x + 1) ** x ** "a"
def star(x): return print(*x)
def names(x): return x + undefined
def slices(x): return x[1:2][0]
def fstring(x): return f"{x} {x / 0:.2f}"
def condition(x): return x if x > 1 else x
def boolean(x): return x and x + 1
def long_one(x): return x.aaaaaaaaaaaaaaaaaaaaaaaaaaaa + x.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb


show(binary, 1, 0)
show(call, lambda x: x)
show(attribute, type("T", (), {"one": None}))
show(subscript, {"a": [1]})
show(subscript, {})
show(keyword, lambda x: x)
show(method, " x ")
show(nested, [1])
show(compare, "a")
show(unary, "a")
show(power, 2)
show(star, 5)
show(names, 1)
show(slices, 5)
show(fstring, 1)
show(condition, "a")
show(boolean, "a")
show(long_one, 1)


# === Statements ===
def assign(x):
    x.attr = 1


def assign_item(x):
    x[0] = 1


def augment(x):
    x += 1


def delete(x):
    del x[5]


def unpack(x):
    a, b = x


def loop(x):
    for i in x:
        pass


def with_it(x):
    with x:
        pass


def raise_it(x):
    raise ValueError("a" "b") from x


def assert_it(x):
    assert x == 1, "message"


def import_it(x):
    import no_such_module


def from_it(x):
    from math import no_such_name


def return_it(x):
    return (x
            + 1)


def if_it(x):
    if x.y:
        pass


def while_it(x):
    while x < 1:
        pass


def global_it(x):
    return undefined_global


def unbound(x):
    print(later)
    later = 1


def decorated(x):
    @x
    def f():
        pass


def default(x):
    def f(a=x.missing):
        pass


def classes(x):
    class C(x):
        y = 1


def class_body(x):
    class C:
        y = x.missing


def lambdas(x):
    return (lambda y: y / 0)(x)


def generator(x):
    return sum(1 / y for y in x)


def yielding(x):
    def g():
        yield 1 / x
    return list(g())


def display(x):
    return {1: 2, x: 3}


def starred(x):
    return [1, *x]


def double_star(x):
    return {**x}


for f in (assign, assign_item, augment, delete, unpack, loop, with_it, raise_it, assert_it, from_it, return_it, if_it, while_it, global_it, unbound, decorated, default, classes, class_body, lambdas):
    show(f, "text" if f not in (augment, delete) else ["a"])
for f in (generator, yielding, display, starred, double_star):
    show(f, {generator: [0], yielding: 0, display: [], starred: 1, double_star: 1}[f])


# === Several lines ===
def multi(a, b):
    return (
        a
        +
        b
    )


def multi_call(f):
    return f(
        1,
        2,
        three=3,
    )


def chain(x):
    return (x
            .strip()
            .upper()
            .nothing)


def dictionary(x):
    return {
        "a": 1,
        "b": x["missing"],
        "c": 3,
    }


def comprehension(items):
    return [
        item.value
        for item in items
        if item
    ]


def long_call(f):
    return f("first argument",
             "second argument",
             "third argument", "fourth",
             f"fifth {f}",
             [1, 2, 3],
             ).result


show(multi, 1, "a")
show(multi_call, lambda: 0)
show(chain, " x ")
show(dictionary, {})
show(comprehension, [1])
show(long_call, lambda *a: None)


# === Wide characters and tabs ===
def wide(x):
    日本 = "日本語"; return 日本 + x + "é"


def tabs(x):
	return	x.strip()	+	5


show(wide, 5)
show(tabs, "a")
