from array import array

# === Making and reading ===
a = array("i", [1, 2, 3])
print(a, a[0], a[-1], a[1:], len(a), a.typecode, a.itemsize, list(a), 2 in a, a.index(2), a.count(3), array("d", [1.5, 2]), array("b"), array("w", "añb"), array("B", b"\x01\xff"), array("q", range(3)), array("f", [0.1])[0])
a.append(4)
a.extend([5, 6])
a.insert(0, 0)
a[1] = 10
a[2:4] = array("i", [7])
del a[0]
print(a, a.pop(), a.pop(0), a, a.remove(7), a, a.reverse(), a, a + array("i", [9]), a * 2, a == array("i", [5, 4]), a < array("i", [6]), a.tolist(), a.tobytes(), bytes(a[:1]))
b = array("H")
b.frombytes(b"\x01\x00\x02\x00")
b.fromlist([3])
print(b, b.buffer_info()[1], memoryview(b)[0], array("H", b), b[::-1], [x * 2 for x in b], sum(b), max(b))
b.byteswap()
print(b)
m = memoryview(a)
m[0] = 99
print(a, m.format, m.itemsize, m.tolist())

# === More operations ===
n = array("i", [1, 2, 3, 4])
n[::2] = array("i", [9, 8])
print(n, n[::-1], n[5:], -1 * n, 3 in n, "x" in n, n.index(8, 1), n.buffer_info()[1], array("d", n), array("w", array("w", "é")), array("f", [1e39]))
del n[::2]
n += n
n *= 2
print(n, n == array("d", [2, 4] * 4), n < array("b", [3]), array("d", [float("nan")]) == array("d", [float("nan")]), n.count(2), bytes(n[:1]), b"".join([array("B", [65])]), memoryview(array("h", [1, 2])).cast("B").tolist())
view = memoryview(n)
for bad in ("n.append(1)", "n.extend([1])", "array('b', [2**70])", "array('h', [40000])", "array('H', [-1])", "array('H', [2**40])", "array('I', [-1])", "array('I', [2**32])", "array('l', [2**63])", "array('L', [2**64])", "array('q', [2**63])", "array('Q', [-1])", "array('d', ['x'])", "array('w', ['ab'])", "array(5)", "array('ab')", "array('i', 1, 2)", "array('i', array('w', 'a'))", "n + array('b')", "n.__iadd__([1])", "n.extend(array('b'))", "n[0:1].fromlist((1,))", "n.__setitem__(slice(0, 1), [1])", "n.__setitem__(slice(None, None, 2), array('i', [1]))", "n.tounicode()", "n.pop(99)", "n.append()"):
    try:
        print(eval(bad))
    except Exception as error:
        print(bad, "->", type(error).__name__, error)
view.release()

# === Errors ===
for bad in ("array('x')", "array('i', ['a'])", "array('b', [200])", "array('B', [-1])", "array('i', [1.5])", "a.append('x')", "a[100]", "a['x']", "array('i', 5)", "a + [1]", "array()", "a.remove(12345)", "a.index(12345)", "array('i').pop()", "array('H').frombytes(b'a')", "hash(a)", "a[0:1].append(2**40)", "array('w', [1])", "array('i', 'ab')"):
    try:
        print(eval(bad))
    except Exception as error:
        print(bad, "->", type(error).__name__, error)
m.release()

# === Beside re, in either order of import ===
import re

print(list(a), re.findall("[0-9]+", str(a)))

a[0] = 2**31
