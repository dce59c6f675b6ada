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

# === Errors ===
for bad in ("array('x')", "array('i', ['a'])", "array('b', [200])", "array('B', [-1])", "array('i', [1.5])", "a.append('x')", "a[100]", "a['x']", "array('i', 5)", "a + [1]", "array()", "a.remove(12345)", "a.index(12345)", "array('i').pop()", "array('H').frombytes(b'a')", "hash(a)", "a[0:1].append(2**40)", "array('w', [1])", "array('i', 'ab')"):
    try:
        print(eval(bad))
    except Exception as error:
        print(bad, "->", type(error).__name__, error)
m.release()
a[0] = 2**31
