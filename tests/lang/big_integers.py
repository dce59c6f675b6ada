# === Literals and printing ===
print(123456789012345678901234567890)
print(-123456789012345678901234567890)
print(0xFFFF_FFFF_FFFF_FFFF_FFFF, 0b1 << 100, 0o7777777777777777777777777)
print(10**50, -(10**50), 10**50 - 10**50)

# === Arithmetic ===
a = 2**200 + 12345
b = 3**100 - 6789
for x, y in ((a, b), (-a, b), (a, -b), (-a, -b), (b, a), (a, 7), (7, a), (a, -7)):
    print(x + y, x - y)
    print(x * y)
    print(x // y, x % y)
    assert divmod(x, y) == (x // y, x % y)
    assert (x // y) * y + x % y == x

# === Factorials and Fibonacci ===
def factorial(n):
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result


print(factorial(50))
print(factorial(100) // factorial(98), factorial(60) % 1000003)
x, y = 0, 1
for _ in range(300):
    x, y = y, x + y
print(x)

# === Bits ===
n = 1 << 100
print(n | 1, n & (n - 1), n ^ (n + 5), ~n, -n >> 3, -n >> 99, -n >> 101, n >> 101)
print((-n) & 0xFF, (-n - 1) & 0xFFFF, (-n) | 1, (-n) ^ 1)
print(n.bit_length(), (n - 1).bit_length(), (-n).bit_length(), (n - 1).bit_count())
print((1 << 70) - 1 & 0x5555555555555555555)

# === Comparison and hashing meet small integers and floats ===
print(2**64 == 2.0**64, 2**64 + 1 == 2.0**64, 2**64 < 2.0**64 + 5000, 10**30 > 1e30, 10**400 > 1e308, -(10**400) < -1e308)
print(hash(2**61 - 1), hash(2**61), hash(2**64), hash(-(2**64)), hash(10**40), hash(2.0**64) == hash(2**64))
print({2**100: "a"}[2**100], 2**100 in [1, 2**100], 2**64 - 2**64 + 5 == 5)

# === Powers and modular powers ===
print(7**77)
print(pow(7, 10**20, 10**9 + 7), pow(3, 2**100, 2**61 - 1), pow(10**30, -1, 10**9 + 7))
print((-3) ** 101, (-2) ** 100)

# === Conversions ===
print(int("9" * 40), int("f" * 30, 16), int("-" + "1" * 70, 2), int(1e30), int(-1.5e25))
print(float(10**22), float(2**53 + 1), float(-(10**100)), 10**25 / 10**5, (10**400) / (10**399), 3 * 10**30 / 7)
print(hex(10**30), oct(10**30), bin(2**70 + 1), f"{10**20:,}", f"{10**20:_x}", f"{-(10**20):+}", f"{10**20:>30}", f"{10**20:e}")
print((2**100).to_bytes(13, "big"), int.from_bytes(bytes(range(20)), "little"), (-(2**80)).to_bytes(11, "little", signed=True))
print(str(10**20), repr(10**20), int(str(3**200)) == 3**200, round(10**25 + 555, -3), round(15 * 10**20, -21))
print(math_isqrt := __import__("math").isqrt(10**41), __import__("math").gcd(10**30, 6**40))

# === Limits speak ===
for expression in ("float(10**400)", "10**400 / 3", "10**400 * 1.0", "int('9' * 5000)", "str(10**5000)", "(2**100).to_bytes(2)",
                   "(-1).to_bytes(2)", "int(float('inf'))", "int(float('nan'))", "[0] * (2**100)", "range(10)[2**70]", "[1][2**70]"):
    try:
        eval(expression)
    except Exception as error:
        print(expression, "->", type(error).__name__, error)
