import copy
import re
import warnings


def show(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


# === Searching ===
m = re.search(r"(?P<word>\w+) (\d+)?", "say: one two 3")
print(m, bool(m), m.group(), m[0], m["word"], m.group("word", 2), m.groups(), m.groups("-"), m.groupdict())
print(m.start(), m.end(), m.span(), m.span("word"), m.start(2), m.regs, m.lastindex, m.lastgroup, m.pos, m.endpos, m.string, m.re)
print(re.match("b", "ab"), re.fullmatch("a|ab", "ab"), re.search("b", "ab"), re.match("", ""))
print(re.findall(r"\d", "a1b22"), re.findall(r"(\w)(\d)?", "a1b"), re.findall(r"x(y)?", "xxy"), re.findall("", "ab"))
print([m.span() for m in re.finditer(r"a|", "baac")], next(re.finditer("z", "a"), "none"), type(re.finditer("a", "")).__name__)
p = re.compile("b")
print(p.search("abab", 2), p.search("abab", 0, 1), p.match("abab", 1), p.fullmatch("abab", 1, 2), p.search("ab", 5), p.search("ab", -9), p.findall("bbb", 1, 2))
print(re.compile("^b").search("ab", 1), re.compile("(?<=a)b").search("ab", 1), re.compile("a$").search("ab", 0, 1), re.compile(r"\bb").match("ab", 1))

# === Greedy, lazy, possessive, atomic, alternatives ===
print([re.match(p, "aaab").group() for p in ("a*", "a*?", "a+?", "a??", "a{2}", "a{1,2}?", "a{,2}", "a++b", "(?>a*)b", "(a|aa)+b", "(?:aa|a)(?:ab)?")])
print(re.match("a++a", "aaa"), re.match("(?>a|ab)c", "abc"), re.match("x{a}", "x{a}"), re.match("(?:)*", "a"), re.match("(?:a|)*b", "aab"))
print(re.match("((a)|b)*", "ab").groups(), re.match("((a)|b)*", "ab").lastindex, re.match("(a)(b)?", "a").lastindex, re.match("(?:(a)|(b))*", "ba").lastindex)

# === Looking around, going back, deciding ===
print(re.findall(r"\w+(?=,)", "ab,cd;e,"), re.findall(r"(?<!-)\b\d", "1 -2 3"), re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", "1234567"))
print(re.findall(r"(\w)\1", "aabbc dd"), re.match(r"(?P<q>['\"]).*?(?P=q)", "'a\"b'c'").group(), re.match(r"(?i:(a))\1", "AA"), re.match(r"(?i)(a)\1", "aA"))
print([re.fullmatch(r"(<)?a(?(1)>|!)", t) for t in ("<a>", "a!", "<a", "a>")], re.match("(?=a)*b", "b"), re.match("(?!)", ""))

# === Anchors ===
text = "one\ntwo\n"
print(re.findall(r"^\w", text), re.findall(r"(?m)^\w?", text), re.findall(r"\w$", text), re.findall(r"(?m)\w$", text), [m.span() for m in re.finditer("$", text)])
print(re.search(r"two\Z", text), re.search(r"two\n\z", text), re.findall(r"\A\w", text), re.findall(r"\b", "a b"), re.findall(r"\B", "ab"), re.findall(r"\B", ""))
print(re.match(".", "\n"), re.match("(?s).", "\n"), re.findall("(?x) a b # c\n [ ]", "ab abc ab "))

# === Code points and bytes ===
m = re.search(r"(é+)(\w)", "日本 ééx!")
print(m, m.span(), m.span(2), [m.span() for m in re.finditer("", "é日")], re.split("本", "日本語"), re.sub(r"\w", "·", "é a_日"))
print(re.findall(r"\w+", "naïve café_1 ½ ²"), re.findall(r"(?a)\w+", "naïve"), re.findall(r"\d", "1٣"), re.findall(r"\s", "a\u2003b\x1c"), re.findall(r"\W", "á"))
print(re.findall("[k-s]", "kKſS\u212a", re.I), re.findall("[^i]", "iIıİx", re.I), re.findall("straße", "STRAẞE", re.I), re.findall("(?a)k", "\u212aK", re.I))
print(re.findall(rb"\w", b"a\xe9_"), re.search(rb"[\x80-\xff]+", b"a\xc3\xa9").span(), re.sub(b"a", rb"<\g<0>>", bytearray(b"xa")), re.findall(b"(?i)A", memoryview(b"aA")), re.split(b"[^a]", b"a\xffa"))

# === Sets and escapes ===
print(re.findall(r"[]a^-]", "]a^-b"), re.findall(r"[^\W\d]", "a1_"), re.findall(r"[\b]", "\x08b"), re.findall(r"\x41\u0042\U00000043\103\0", "ABCC\0"), re.findall(r"[\t\-\]]", "\t-]"))
print(re.escape("a.b-c d\n#é&~"), re.escape(b"a.b\x00\xff"), re.match(re.escape("(*)"), "(*)") is not None)

# === Replacing ===
print(re.sub("x*", "-", "abxd"), re.subn("a", "b", "aaa", count=2), re.sub("(a)(b)?", r"[\2|\1|\g<0>|\g<1>]", "abac"), re.sub("(?P<n>a)", r"\g<n>\n\\\101", "a"))
print(re.sub(r"\d+", lambda m: str(int(m[0]) * 2), "1 20 x"), re.sub("a", lambda m: None, "bab"), re.sub("", "-", "é"), re.sub("q", "x", "same"))
print(m.expand(r"\2\1"), re.match("(a)|(b)", "b").expand(r"<\1\2>"))
print(re.split(r"[,;]\s*", "a, b;c"), re.split(r"([,;])", "a,b;"), re.split("", "ab"), re.split("a", "bab", maxsplit=1), re.split(r"(x)|y", "1x2y3"))
for template in (r"\3", r"\g<x>", r"\g<", r"\g", r"\g<>", r"\g<1", r"\g<9>", r"\g<1a>", r"\q", "\\", r"\400", r"\g<it's>", r"\_"):
    show(lambda: re.sub("(a)", template, "xay"))
show(lambda: re.sub("a", 5, "a"))
show(lambda: re.sub("a", lambda m: 5, "xa"))
show(lambda: re.sub("a", b"x", "a"))

# === Objects ===
p = re.compile("(?P<a>x)(?P<b>y)?", re.I | re.M)
print(p, p.pattern, p.flags, p.groups, p.groupindex, type(p), type(p).__module__, re.compile("(?i)a"), re.compile(b"a", re.A), re.compile("'"))
print(p == re.compile(p.pattern, re.I | re.M), p == re.compile(p.pattern), hash(p) == hash(re.compile(p.pattern, re.M | re.I)), p is re.compile(p), copy.copy(p) is p, copy.deepcopy(p) is p)
print(re.Pattern[str], re.Match[bytes], isinstance(p, re.Pattern), isinstance(p.match("x"), re.Match), re.match("a*", "a" * 80), repr(re.compile("a" * 250))[-9:])
for bad in (lambda: type(p)(), lambda: re.Match(), lambda: setattr(p, "flags", 3), lambda: setattr(m, "pos", 1), lambda: m.group(7), lambda: m["q"], lambda: m.span(-1), lambda: p.match(5), lambda: p.match(b"a"), lambda: re.match(b"a", "a"), lambda: p.search(), lambda: p.search("a", 0, 1, 2), lambda: re.compile(5), lambda: re.compile(p, re.I)):
    show(bad)
scanner = re.compile("a|").scanner("ba")
print([scanner.search() for _ in range(4)])

# === Flags ===
print(re.I, repr(re.I), str(re.I | re.M), re.RegexFlag(0), re.NOFLAG, repr(~re.I), re.RegexFlag(1026), list(re.RegexFlag), re.A.value, re.S.name, re.RegexFlag.X, type(re.I | 1).__name__, f"{re.U}")

# === Errors ===
for source in ("(", ")", "a**", "*a", "[a", "a{2,1}", "(?P<n>a)(?P<n>b)", "(?P<1a>x)", "(?P=x)", r"\1", "(?<=a*)b", "(?i", "a(?i)b", "(?z)", "(?-i)", "(?i-i:a)", r"\q", r"[\q]", "[b-a]", r"[a-\d]", "(?P<", "(?P<n", "(?P>", "(?#abc", "(?(1)a|b|c)", "(?(2)a)", "(?(n)a)", "\\", r"\x1", r"\U0011ffff", "(?au)", "(?L)a", r"\400", "a???", "^*", "(?(0)a)", r"(a\1)", r"(?<!(a)\1)", "(?iz)", "(?", "a{99999999999}", "(?a)(?u)a"):
    show(lambda: re.compile(source))
for source, flags in (("a", re.L), ("a", re.A | re.U), (b"a", re.U), (b"(?u)a", 0), (b"(?P<\xe9>a)", 0)):
    show(lambda: re.compile(source, flags))
try:
    re.compile("a\n(b")
except re.PatternError as error:
    print(error, error.msg, error.pattern, error.pos, error.lineno, error.colno, repr(error), re.error is re.PatternError, type(error).__mro__)
print(re.PatternError("only a message").pos)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    for source in ("[[a]", "[a||b]", "[a&&b]", "[a~~b]", "[&&]"):
        re.compile(source)
    re.sub("a", "b", "aa", 1)
    re.split("a", "bab", 1)
for warning in caught:
    print(warning.category.__name__, warning.message)
re.purge()

re.compile("(?P<open>a(")
