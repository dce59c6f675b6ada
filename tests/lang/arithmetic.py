# === The four operations on small integers ===
print(7 + 3, 7 - 3, 7 * 3, 7 / 2)
print(-7 + 3, 3 - 7, -7 * 3, -7 / 2)
print(1 + 2 * 3 - 4, (1 + 2) * (3 - 4))
print(+5, -5, ~5, - -5, -(-5), ~-1)

# === Floor division and remainder follow the divisor's sign ===
for a in (7, -7):
    for b in (2, -2, 3, -3):
        print(a, b, a // b, a % b, divmod(a, b), a == (a // b) * b + a % b)

# === Powers ===
print(2**10, 2**-1, 0**0, (-2) ** 3, -(2**2), -2**2, 2**3**2)
print(pow(3, 4), pow(3, 4, 5), pow(3, -1, 7), pow(-3, 3, 5), pow(2, 0, 1))
print(2**0.5, 4**0.5, (-8) ** (1 / 3))
print(0.0**0, 0**0.0, 1**float("nan"))

# === Mixed numbers widen ===
print(1 + 1.5, 1.5 + 1, True + True, True + 1.5, 3 * False, 2 + 3j, 1.5 * 2j, True * 3j)
print(7 // 2.0, 7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2)
print(divmod(7.5, 2), divmod(-7.5, 2), divmod(1, 0.1))
print(10**20 + 0.5, 10**16 + 1.0)

# === Bits ===
print(6 & 3, 6 | 3, 6 ^ 3, 1 << 10, 1024 >> 3, -1 >> 1, -5 >> 1, -8 >> 3, 5 >> 100, -5 >> 100)
print(-6 & 3, -6 | 3, -6 ^ 3, ~0, ~-6)
print(True & False, True | False, True ^ True, type(True & True).__name__, type(True & 1).__name__)
print(1 << 62, 1 << 63, 1 << 64, (1 << 64) >> 60)

# === Small integers at the edge of a machine word ===
for n in (2**30, 2**31, 2**61, 2**62, 2**63, 2**64):
    print(n - 1, n, n + 1, -n - 1, -n, -n + 1)
print(2**61 + 2**61, 2**62 - 1 + 1, -(2**62) - 1, 2**31 * 2**31, 2**32 * 2**32, 3037000500 * 3037000500)
print((2**62) * -1, -(-(2**62)), abs(-(2**62)), abs(-(2**63)), (-(2**63)) // -1, -(2**62) // -1)
print((2**63 - 1) - (2**63 - 2), 2**64 - 2**64, (2**64 - 1) // 2**32, (2**64 - 1) % 2**32)

# === Methods and attributes of integers ===
print((255).bit_length(), (-256).bit_length(), (0).bit_length(), (255).bit_count(), (-7).bit_count())
print((5).conjugate(), (5).real, (5).imag, (5).numerator, (5).denominator, (5).is_integer())
print((1024).to_bytes(2, "big"), (1024).to_bytes(4, "little"), (-1).to_bytes(2, "big", signed=True))
print(int.from_bytes(b"\x04\x00"), int.from_bytes(b"\xff\xff", "little", signed=True), (7).as_integer_ratio())
print((3).__add__(4), (3).__add__(4.0), (3).__radd__(4), (3).__lt__(4), (3).__index__())

# === Conversions ===
print(int(3.99), int(-3.99), int("  42 "), int("-0b101", 0), int("0x1F", 16), int("z", 36), int("1_000"), int(True), int())
print(float(3), bool(0), bool(-1), complex(1, 2), complex("1+2j"))
print(round(2.5), round(3.5), round(-2.5), round(1234, -2), round(1250, -2), round(1350, -2), round(2.675, 2), round(5, 3))
print(bin(10), oct(10), hex(255), bin(-10), hex(-255), oct(0))
for bad in ("", "1 2", "0x", "12a", "_1", "1__0"):
    try:
        int(bad)
    except ValueError as error:
        print(error)

# === Complex numbers ===
z = 3 + 4j
print(z, -z, z.real, z.imag, abs(z), z.conjugate(), z * z, z / (1 - 1j), z**2, z == 3 + 4j, z != 3)
print(1j, -1j, 0j, 1 + 0j, complex(-0.0, 1), complex(1, -0.0), 1e100j, (1 + 2j) * 2)
try:
    z < 1
except TypeError as error:
    print(error)

# === Operators that do not fit ===
for expression in ("1 + 'a'", "'a' + 1", "1 - None", "[] - []", "-'a'", "~1.5", "1 << 'a'", "1 << -1", "1 >> -1", "2 ** None",
                   "1 @ 2", "None * 2", "1.5 // 'x'", "1.5 % None", "1 & 1.5", "divmod(1, 'a')", "+[]", "abs('a')"):
    try:
        print(expression, eval(expression))
    except Exception as error:
        print(expression, "->", type(error).__name__, error)

# === Division by zero names the operation ===
for expression in ("1 / 0", "1 // 0", "1 % 0", "divmod(1, 0)", "1.0 / 0", "1.0 // 0", "1.0 % 0", "divmod(1.0, 0)", "0 ** -1",
                   "0.0 ** -1", "1j / 0", "pow(2, 3, 0)", "10**30 // 0", "10**30 % 0", "10**30 / 0"):
    try:
        print(expression, eval(expression))
    except Exception as error:
        print(expression, "->", type(error).__name__, error)


# === An uncaught division points at the operator ===
def ratio(a, b):
    return (a + b) / (a - b)


print(ratio(3, 1))
print(ratio(1, 1))
