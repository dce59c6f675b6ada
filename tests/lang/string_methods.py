# === Case ===
s = "hello World ÉTÉ ß ǆ"
print(s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold())
print("they're bill's".title(), "ΑΣ".lower(), "ﬁ".upper(), "İ".lower().encode(), "123abc".capitalize(), "".title())

# === Trimming ===
t = "  \t spaced \n "
print([t.strip(), t.lstrip(), t.rstrip()], "xxhixx".strip("x"), "xyhiyx".strip("xy"), "abc".strip(""), "mississippi".lstrip("mis"))
print("prefix-body".removeprefix("prefix-"), "body.py".removesuffix(".py"), "abc".removeprefix("x"), "aaa".removesuffix("a"))
print(["\u2003em\u2003".strip(), "\x1cfs\x1c".strip(), "\u200bzw\u200b".strip()])

# === Splitting ===
print("a b  c ".split(), " a b ".split(" "), "a,b,,c".split(","), "a,b,c".split(",", 1), "a b c d".split(None, 2), "".split(), "".split(","))
print("a,b,c".rsplit(",", 1), " a b c ".rsplit(None, 1), "a--b--c".split("--"), "abc".split("x"), "aaa".split("a"), "a b c".split(maxsplit=1))
print("one\ntwo\r\nthree\rfour\n".splitlines(), "a\nb\n".splitlines(True), "a\x0bb\x0cc\x1cd\x85e\u2028f".splitlines(), "".splitlines(), "\n".splitlines())
print("key=value=x".partition("="), "key".partition("="), "a=b=c".rpartition("="), "key".rpartition("="))
for attempt in ("'a'.split('')", "'a'.split(1)", "'a'.partition('')", "'a'.split(b'a')"):
    try:
        eval(attempt)
    except (ValueError, TypeError) as error:
        print(attempt, "->", error)

# === Joining ===
print(",".join(["a", "b", "c"]), "".join([]), "-".join("xyz"), ", ".join(str(i) for i in range(4)), "x".join(("one",)), "|".join({"k": 1}))
for bad in ([1, 2], ["a", None], 5, ["a", b"b"]):
    try:
        ",".join(bad)
    except TypeError as error:
        print(error)

# === Searching ===
s = "bananas and bananas"
print(s.find("an"), s.find("an", 2), s.find("an", 4, 5), s.find("zz"), s.rfind("an"), s.index("nas"), s.rindex("b"), s.count("an"), s.count(""))
print("".find(""), "abc".find("", 3), "abc".find("", 4), "aaaa".count("aa"), "abc".count("", 1), "abcabc".rfind("abc", 0, 5), "日本日本".find("本", 2))
print(s.startswith("ban"), s.startswith(("x", "ba")), s.startswith("an", 1), s.endswith("nas"), s.endswith(("x",)), s.endswith("ban", 0, 3), "".startswith(""))
for attempt in ("'abc'.index('z')", "'abc'.rindex('z')", "'abc'.startswith(1)", "'abc'.find(1)", "'abc'.endswith([1])", "'abc'.startswith(('a', 1))",
                "'abc'.startswith(('z', 1))", "'abc'.count()"):
    try:
        print(eval(attempt))
    except (ValueError, TypeError) as error:
        print(attempt, "->", error)

# === Replacing ===
print("aaa".replace("a", "b"), "aaa".replace("a", "b", 2), "aaa".replace("", "-"), "abc".replace("", "-", 2), "aaa".replace("x", "y"), "abab".replace("ab", ""), "aaa".replace("a", "b", count=1))
print("hello".translate({ord("l"): "L", ord("h"): None, 101: 69}), "abc".translate(str.maketrans("abc", "xyz")),
      "abc".translate(str.maketrans("ab", "xy", "c")), "abc".translate(str.maketrans({"a": "long", "b": None})))
print("a\tbc\td".expandtabs(), "a\tb".expandtabs(4), "\t\t".expandtabs(2) + "|", "ab\ncd\te".expandtabs(4))

# === Padding ===
print(["ab".center(6), "ab".center(7, "*"), "abc".center(6, "."), "ab".ljust(5) + "|", "ab".rjust(5, "-"), "42".zfill(5), "-42".zfill(6), "+1".zfill(1), "".zfill(2)])
try:
    "ab".center(6, "**")
except TypeError as error:
    print(error)

# === Questions ===
samples = ["", "abc", "ABC", "Abc Def", "123", "12.3", "½", "²", "٣", " ", "\n\t", "a1", "_a", "1a", "é", "ǅ", "日", "a b", "\x00", "class"]
for name in ("isalpha", "isdigit", "isdecimal", "isnumeric", "isalnum", "isspace", "isupper", "islower", "istitle", "isidentifier", "isprintable", "isascii"):
    print(f"{name:13}", "".join("y" if getattr(text, name)() else "." for text in samples))

# === format and format_map ===
print("{} {}".format(1, "a"), "{1} {0}".format("a", "b"), "{x} {y!r}".format(x=1, y="q"), "{0[1]} {1.real}".format([1, 2], 5), "{{}}".format(),
      "{:>5}|{:<5}|{:^5}|{:05d}".format("a", "b", "c", 42), "{:{w}.{p}f}".format(3.14159, w=8, p=2), "{a[k]}".format(a={"k": "v"}))
print("{name}!".format_map({"name": "map"}), "{!s:>4}{!a}".format("x", "é"))
for attempt in ("'{} {}'.format(1)", "'{x}'.format()", "'{'.format()", "'}'.format()", "'{0} {}'.format(1, 2)", "'{!z}'.format(1)", "'{:d}'.format('a')",
                "'{0.missing}'.format(1)", "'{0[9]}'.format([1])", "'{0[k]}'.format([1])", "'{!}'.format(1)"):
    try:
        print(eval(attempt))
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)
print("abc".index("b", 2))
