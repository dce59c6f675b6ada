# === Literals and repr ===
print(b"abc", b'it\'s', b"\x00\xff\n\t\\", rb"\n", b"a" b"b", b"", bytes(3), bytes([65, 66]), bytes("é", "utf-8"), bytes(b"x"), bytes(range(3)))
print(repr(b"'"), repr(b'"\''), str(b"a"), len(b"\xff\x00"), b"abc"[0], b"abc"[-1:], b"abc"[::-1], list(b"az"))

# === Operations ===
print(b"a" + b"b", b"ab" * 2, b"b" in b"abc", 98 in b"abc", b"a" < b"b", b"a" == "a", hash(b"a") == hash(b"a"), b"abc".hex(), b"abc".hex("-"), bytes.fromhex("61 62 6a"))
print(b"a,b,,c".split(b","), b" x ".strip(), b"abc".find(b"c"), b"abcabc".count(b"bc"), b"abc".replace(b"b", b"--"), b",".join([b"x", b"y"]), b"ab".upper(), b"Ab".swapcase())
print(b"abc".startswith(b"ab"), b"abc".endswith((b"x", b"c")), b"a b".title(), b"7".zfill(3), b"ab".center(6, b"*"), b"a=b".partition(b"="), b"a\nb".splitlines(), b"12".isdigit())
print(b"abc".decode(), b"caf\xc3\xa9".decode("utf-8"), b"\xe9".decode("latin-1"), b"abc".index(98), b"hello".translate(None, b"l"), b"%d-%s" % (5, b"x"))
for expression in ("b'a' + 'b'", "b'a'[5]", "bytes([256])", "bytes(['a'])", "bytes('a')", "bytes(-1)", "b'a' * 'b'", "bytes.fromhex('6')", "b'abc'.index(b'z')", "b',' .join(['a'])",
                   "256 in b'a'", "b'a'.split('a')", "bytes(1.5)", "b'%d' % 'a'"):
    try:
        print(eval(expression))
    except Exception as error:
        print(expression, "->", type(error).__name__, error)

# === Arrays of bytes change in place ===
a = bytearray(b"hello")
a[0] = 72
a.append(33)
a.extend(b"??")
a += b"."
print(a, len(a), a[1:3], bytes(a), a == b"Hello!??.", repr(a[:0]))
a[1:4] = b"EYY"
del a[-1]
a.insert(0, 62)
print(a, a.pop(), a.pop(0), a)
a.remove(ord("?"))
a.reverse()
print(a, a.upper(), a.find(b"E"), bytearray(2), bytearray("x", "ascii"), bytearray(b"a") * 2, a.decode())
a.clear()
print(a, bytearray(b"x") + b"y", b"y" + bytearray(b"x"), type(b"y" + bytearray(b"x")).__name__)
for attempt in (lambda: a.pop(), lambda: a.append(300), lambda: a.append("x"), lambda: hash(a), lambda: a.__setitem__(0, 1)):
    try:
        attempt()
    except Exception as error:
        print(type(error).__name__, error)

# === Views ===
view = memoryview(bytearray(b"abcdef"))
print(view[0], bytes(view[1:3]), len(view), view.tobytes(), view[::-1].tobytes(), view.nbytes, view.readonly, view == b"abcdef", list(view[:2]))
view[0] = 65
print(view.obj, view[2:4].tolist())
print(b"tail".decode("ascii").encode()[10])
