# === Plain fields ===
name, n, pi = "Ada", 42, 3.14159
print(f"{name} is {n}", f"{n + 1} {name.upper()} {[1, 2][0]}", f"{{literal}} {n}", f"", F"{n}", f'{name}' f" and {n}" " joined")
print(f"{name!r} {name!s} {'é'!a} {name!r:>8}|", rf"raw\n{n}", fr"{n}\d", f"""{
    n
}""")

# === Format specifications, nested too ===
width, precision = 10, 3
print(f"{pi:.2f}|{pi:{width}.{precision}}|{n:>{width}}|{n:<5}|{name:^{width}}|{n:08b}|{n:#x}|{n:+}|{1234567:,}")
print(f"{n:{'>'}{width}}|{name:{'*'}^{width}}|{pi:{width}.{2 + 1}f}|{'x':{'y'}<{3}}")

# === Self-documenting fields ===
print(f"{n=} {n = } {name=} {name=!s} {pi=:.2f} {n + 1=} { n=}")
print(f"{n=:>6}|{name = !r:>8}|{[x for x in range(3)]=}|{n == 42=}")

# === Quotes, backslashes and comments within fields ===
d = {"k": {"inner": 5}}
print(f"{d["k"]["inner"]}", f'{d['k']}', f"{'\n'.join(['a', 'b'])}", f"{"nested " + f"{"deep " + f"{n}"}"}")
print(f"{
    n  # the answer
    + 1
}")
print(f"{'a' if n else 'b'} {(lambda x: x * 2)(n)} {n!r:>{len(name)}} {({1: 2})[1]} { {1: 2} }")
print(f"{n:%}" if False else "skipped", f"{(x := 5)} {x}", f"{n:=+10}", f"{n!=42}", f"{n>=42}", f"{n==42}")

# === Objects decide their format ===
class Temperature:
    def __init__(self, degrees):
        self.degrees = degrees

    def __format__(self, spec):
        return f"<{self.degrees}:{spec}>"

    def __str__(self):
        return "str"

    def __repr__(self):
        return "repr"


t = Temperature(20)
print(f"{t} {t:} {t:abc} {t!s} {t!r} {t:{width}} {t!s:>5} {t=} {t=:x} {t=!s}")
print(format(t, "z"), "{:q}".format(t), str(t), "%s %r" % (t, t))

# === Many types ===
print(f"{None} {True} {[1, 'a']} {(1,)} { {1} } {b'x'} {1j} {print is print} {...} {int}")
print(f"{True:d} {True:5} {None!s:>6} {'text':.2} {'text':6.3}| {1.0} {1e16} {10**20:,} {0.1 + 0.2:.20f}")

# === Fields run in order ===
def step(value):
    print("step", value)
    return value


print(f"{step(1)} {step(2):{step(3)}} {step(4)}")

# === Errors ===
for source in ('f"{n:d}" f"{name:d}"', 'f"{missing}"', 'f"{[]:5}"', 'f"{n:zz}"', 'f"{None:5}"', 'f"{n!r:d}"', 'f"{1/0}"'):
    try:
        print(eval(source))
    except Exception as error:
        print(source, "->", type(error).__name__, error)
print(f"before {d['missing']} after")
