# === The percent operator ===
print("%s %d %r %a" % ("s", 5, "r", "é"), "%%" % (), "%s" % 5, "%s" % (5,), "%s" % [1, 2], "%s %s" % ("a", (1, 2)))
print("%5d|%-5d|%05d|%+d|% d|%x|%X|%#x|%o|%#o|%c|%c" % (42, 42, 42, 42, 42, 255, 255, 255, 8, 8, "a", 98))
print("%.2f|%8.3f|%-8.1f|%+.1f|%e|%E|%g|%G|%.3g|%#.3g|%08.2f|%i|%u" % (3.14159, 3.14159, 2.5, 1, 12345.678, 0.00012, 1e10, 1e-10, 1234.5, 1.0, -3.14159, 7.9, 3))
print("%(name)s is %(age)d, %(name)r" % {"name": "Ada", "age": 36}, "%(a)5.1f|" % {"a": 2.25}, "%*d|%-*d|%.*f" % (5, 42, 5, 42, 2, 3.14159))
print("%10s|%-10s|%.2s|%10.2s|" % ("abc", "abc", "abc", "abc"), "%s" % None, "%5s" % True, "%d" % True, "%s%%" % 50, "%x" % -255)
for expression in ("'%d' % 'a'", "'%s %s' % 1", "'%s' % (1, 2)", "'%z' % 1", "'%' % 1", "'%(a)s' % {}", "'%(a)s' % 1", "'%x' % 1.5", "'%c' % 'ab'", "'%c' % -1",
                   "'no fields' % 1", "'%d' % None", "'%f' % 'x'", "'%(a' % {}", "'%*d' % ('a', 1)", "'%s' % ()", "'plain' % {}", "'plain' % []"):
    try:
        print(expression, "=", eval(expression))
    except Exception as error:
        print(expression, "->", type(error).__name__, error)

# === str.format with positions, names, attributes ===
class Box:
    def __init__(self, **fields):
        self.__dict__.update(fields)


box = Box(name="b", items=[1, {"k": "deep"}])
print("{0.name} {0.items[0]} {0.items[1][k]} {b.name!r:>5}".format(box, b=box), "{:>{}}|{:{}{}}".format("a", 5, "b", "^", 4))

# === Alignment and fill of text ===
for spec in ("", "s", "10", "<10", ">10", "^10", "*^11", "é>8", ".2", "10.2", "0>6", "06", "<06"):
    print(f"{spec!r:8} |{format('word', spec)}|")
for spec in ("d", "+", "=10", ",", "x", "#", "10.2f", ">>>10"):
    try:
        print(format("word", spec))
    except ValueError as error:
        print(spec, "->", error)

# === string.Template and capwords ===
import string

print(string.Template("$who likes ${what}, $$5").substitute(who="Ada", what="maths"), string.Template("$a $b").safe_substitute(a=1), string.capwords("the  quick brown"))
for mapping in ({}, {"x": 1}):
    try:
        string.Template("$x $").substitute(mapping)
    except (KeyError, ValueError) as error:
        print(type(error).__name__, error)
print(string.ascii_letters, string.digits, string.punctuation, repr(string.whitespace), string.hexdigits)

# === Justified tables ===
rows = [("apple", 1.5, 10), ("fig", 22.25, 3), ("watermelon", 100.0, 1)]
for fruit, price, count in rows:
    print(f"{fruit:<12}{price:>8.2f}{count:>5d}")
print("-" * 25)
print("{:<12}{:>8.2f}".format("total", sum(price * count for _, price, count in rows)))
print("%d items" % "many")
