# === Literals and escapes ===
print('single', "double", '''triple 'quoted' text''', """two
lines""")
print("tab\there", "new\\n", "bell\x07".encode(), "\u00e9\N{GREEK SMALL LETTER ALPHA}\U0001F600", "\101\60", "a\
b")
print(r"raw\n\t", R'\'', rb"raw\x00", "adjacent " 'literals ' "join")
print("null\0byte".encode(), len("\0\00\000"), "\"'", '\'"')

# === repr chooses its quotes and escapes ===
for text in ("", "a", "it's", 'say "hi"', "it's \"both\"", "tab\t", "new\nline", "back\\slash", "\x00\x1f\x7f", "é", "\x80\x9f\xa0\xad",
             "\u200b", "\u2028", "𝄞", "\ud800", "\ue000", "日本", "\r"):
    print(repr(text), ascii(text), len(text))

# === Length and indexing count code points ===
word = "naïve 𝄞 日本"
print(len(word), word[2], word[6], word[-1], word[-2:], word[::2], word[::-1], word[8:], word[100:], word[-100:3])
print("abc"[True], "abcdef"[1:-1:2], "abcdef"[::-2], "abcdef"[4:1:-1], "abc"[::], "abc"[3:], "abc"[:0])
for bad in (3, -4, "x", None, 1.0):
    try:
        "abc"[bad]
    except (IndexError, TypeError) as error:
        print(type(error).__name__, error)
try:
    "abc"[0] = "x"
except TypeError as error:
    print(error)
try:
    del "abc"[0]
except TypeError as error:
    print(error)
try:
    "abc"[::0]
except ValueError as error:
    print(error)

# === Concatenation and repetition ===
print("a" + "b", "ab" * 3, 3 * "ab", "ab" * 0, "ab" * -1, "" + "", "x" * True)
text = ""
for i in range(20):
    text += str(i)
print(text, len("ab" * 1000))
for expression in ("'a' + 1", "1 + 'a'", "'a' * 1.5", "'a' * 'b'", "'a' - 'b'", "'a' + b'b'", "'a' + None"):
    try:
        eval(expression)
    except TypeError as error:
        print(expression, "->", error)

# === Iteration, membership, comparison ===
print(list("añ𝄞"), [c for c in "abc"], "".join(reversed("abc")), sorted("banana"), set("aaa"), dict(zip("ab", "cd")))
print("an" in "banana", "" in "", "x" not in "abc", min("hello"), max("hello"), "a" < "b" < "c", "B" < "a")
first, *rest = "hello"
print(first, rest)
print(*"abc", sep="-")

# === Conversion to text ===
for value in (1, 1.5, True, None, [1, "a"], (1,), {"k": "v"}, {1}, b"x", ..., int, range(3), 1j):
    print(str(value), repr(value), f"{value}")
print(str(), str(b"abc", "ascii"), str(b"\xc3\xa9", encoding="utf-8"), str(object=5), str(b"\xff", "utf-8", "replace"))
print(ord("a"), ord("𝄞"), chr(97), chr(0x1D11E), chr(0), ascii("é𝄞"))
for bad in ("", "ab"):
    try:
        ord(bad)
    except TypeError as error:
        print(error)
for bad in (-1, 0x110000):
    try:
        chr(bad)
    except ValueError as error:
        print(error)

# === Encoding and decoding ===
print("é𝄞".encode(), "é".encode("latin-1"), "é".encode("ascii", "replace"), "é".encode("ascii", "ignore"),
      "é".encode("ascii", "backslashreplace"), "é€".encode("ascii", "xmlcharrefreplace"), "a".encode("utf-16-le"), "é".encode("utf8"))
for attempt in (lambda: "é".encode("ascii"), lambda: b"\xff".decode(), lambda: b"abc\xe9".decode("ascii"), lambda: "\ud800".encode(),
                lambda: b"\xe4\xb8".decode("utf-8"), lambda: "x".encode("no-such-codec"), lambda: "ab€cd".encode("latin-1")):
    try:
        print(attempt())
    except (UnicodeError, LookupError) as error:
        print(type(error).__name__, error)


# === A subclass keeps its type only where it says so ===
class Name(str):
    def __new__(cls, text, tag=None):
        self = super().__new__(cls, text)
        self.tag = tag
        return self

    def __repr__(self):
        return f"Name({super().__repr__()})"


name = Name("ada", tag=1)
print(name, repr(name), name.tag, type(name.upper()).__name__, type(name + "x").__name__, name == "ada", {name: 1}["ada"], type(str(name)).__name__)
print("%s %r" % (name, name), f"{name} {name!r}", isinstance(name, str), len(name), name[0], type(name[:]).__name__)
print("abc".nothing)
