# === The shortest text that reads back ===
for x in (0.0, -0.0, 1.0, 0.1, 0.2 + 0.1, 1 / 3, 100.0, 1e15, 1e16, 123456789012345680.0, 1e21, 1e22, 1e100, 1.5e-5, 0.0001,
          0.00001, 1e-7, 5e-324, 1.7976931348623157e308, 2.5, 1e5, 12345678.9, 3.141592653589793, 1e23, 9007199254740993.0):
    print(x, repr(-x), float(repr(x)) == x)

# === Infinities and not-a-number ===
inf = float("inf")
nan = float("nan")
print(inf, -inf, nan, inf - inf, inf * 0, inf + 1, 1 / inf, -1 / inf)
print(nan == nan, nan != nan, nan < 1, nan > 1, inf > 10**400, inf == inf, nan in [nan], [nan] == [nan])
print(float("Infinity"), float("-inf"), float("+nan"), float("  1e3  "), float("1_000.5"), float(".5"), float("5."))
print(max(1, nan), max(nan, 1), min(inf, -inf), sorted([3.5, -inf, 1, inf]))

# === Text that is no number ===
for bad in ("", "abc", "1e", "1 2", "--1", "0x10", "1__0"):
    try:
        float(bad)
    except ValueError as error:
        print(error)
for bad in ([], None, 1j):
    try:
        float(bad)
    except TypeError as error:
        print(error)

# === Methods ===
print((2.5).is_integer(), (2.0).is_integer(), (0.75).as_integer_ratio(), (1e10).as_integer_ratio())
print((255.5).hex(), (0.1).hex(), float.fromhex("0x1.8p+1"), (-0.0).hex(), inf.hex())
print((3.7).__trunc__(), (3.7).__floor__(), (3.2).__ceil__(), (-3.7).__int__(), (2.5).__round__(), (2.567).__round__(2))
print((1.5).real, (1.5).imag, (1.5).conjugate())

# === Rounding ===
print(round(0.5), round(1.5), round(2.5), round(-0.5), round(1e20), round(2.675, 2), round(1.005, 2), round(1234.5678, -2))
print(round(1e300, 2), round(0.1 + 0.2, 15), round(5e-324, 3), round(-1.5), round(nan, 2), round(inf, 3))
for bad in (inf, nan):
    try:
        round(bad)
    except (OverflowError, ValueError) as error:
        print(type(error).__name__, error)

# === Comparison with integers is exact ===
print(1 == 1.0, 2**53 == 2.0**53, 2**53 + 1 == 2.0**53, 2**53 + 1 > 2.0**53, 0.1 + 0.2 == 0.3, 1e308 * 10 == inf)
print(hash(1.0) == hash(1), hash(0.5), hash(-1.0), hash(1e300), hash(inf), hash(-inf), hash(-0.0))

# === Arithmetic ===
print(0.1 + 0.7, 0.1 * 3, 1.1 - 1, 5.0 // 0.3, 5.0 % 0.3, -5.0 % 0.3, 5.0 % -0.3, 1e308 + 1e308, 2.0**1023 * 2)
print(-0.0 + 0.0, -0.0 - 0.0, 0.0 * -1, -0.0 == 0.0)
print(5e-324 / 2, 1e-320, 2.0**-1074, 1e200 * 1e200, (-2.0) ** 3, 2.0**-3, (-2.0) ** 0.5)
total = 0.0
for _ in range(10):
    total += 0.1
print(total, sum([0.1] * 10), sum([1e100, 1.0, -1e100]))

# === Formatting ===
x = 1234.56789
for spec in ("", ".2f", ".0f", "10.3f", "<10.1f", ">+10.1f", "^12.2f", "*^12.2f", "010.2f", "e", ".3e", "E", "g", ".3g", ".10g",
             "G", "n", "%", ".1%", ",", ",.2f", "_.1f", "+", " ", "-", "#.0f", "=+12.2f", ".3", "z.1f"):
    print(repr(spec), "|" + format(x, spec) + "|", "|" + format(-x, spec) + "|")
for x in (0.0, -0.0, 1e-10, 1e16, 123456789.0, 0.00001234, inf, nan, 1e300):
    print(f"{x:.3f}|{x:e}|{x:g}|{x:.2%}|{x:10}|{x:<10}|{x:010.1f}|{x:+}")
print("%.3f %5.1f %e %g %G %r %s" % (1.5, 2.25, 12345.678, 0.00001, 1e20, 0.1, 1e16))
for spec in ("d", "x", "s", "5,f,", ".f", "q"):
    try:
        format(1.5, spec)
    except ValueError as error:
        print(spec, "->", error)


# === Overflow in a power is an error ===
def grow(base):
    return base**400


print(grow(2.0))
print(grow(10.0))
