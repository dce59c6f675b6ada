import math

# === Constants and rounding ===
print(math.pi, math.e, math.tau, math.inf, math.nan, math.floor(-2.5), math.ceil(-2.5), math.trunc(-2.5), math.floor(10**30), math.ceil(2), math.fabs(-3), math.copysign(1, -0.0), math.modf(-3.25), math.frexp(10), math.ldexp(0.625, 4), math.fmod(-7, 3), math.remainder(7, 4))

# === Powers, roots, logarithms ===
print(math.sqrt(2), round(math.cbrt(27), 12), math.pow(2, 0.5), math.exp(1), math.expm1(1e-10), math.exp2(3), math.log(10), math.log(8, 2), math.log2(1024), math.log10(1000), math.log1p(1e-10), math.hypot(3, 4), math.hypot(1, 2, 3), math.dist([0, 0], [3, 4]), math.isqrt(17), math.log(10**400), math.log2(2**2000), math.log10(10**500))

# === Trigonometry ===
print(math.sin(1), math.cos(1), math.tan(1), math.asin(0.5), math.acos(0.5), math.atan(1), math.atan2(-1, -1), math.sinh(1), math.cosh(1), math.tanh(1), math.asinh(1), round(math.acosh(2), 12), round(math.atanh(0.5), 12), math.degrees(math.pi), math.radians(180))

# === Whole numbers ===
print(math.factorial(20), math.factorial(0), math.gcd(12, 18), math.gcd(), math.gcd(0, 5, 10), math.lcm(4, 6), math.lcm(), math.comb(10, 3), math.perm(5, 2), math.perm(4), math.comb(3, 5), math.prod([2, 3, 4]), math.prod([], start=5), math.prod([1.5, 2]), math.gcd(2**100, 6**50), math.comb(100, 50))

# === Sums and tests ===
print(math.fsum([0.1] * 10), sum([0.1] * 10), math.fsum([1e100, 1, -1e100]), math.sumprod([1, 2], [3, 4]), math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1, rel_tol=0.2), math.isclose(0, 1e-12), math.isclose(0, 1e-12, abs_tol=1e-9), math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1e308), math.nextafter(1, 2), math.ulp(1.0), math.fma(2, 3, 4))
print(math.gamma(5), math.lgamma(10), math.erf(0.5), math.erfc(0.5), math.floor(True), math.sqrt(True), math.ceil(0.000001), math.sqrt(10**20))


class F:
    def __float__(self):
        return 0.25

    def __floor__(self):
        return "floor"

    def __ceil__(self):
        return "ceil"

    def __trunc__(self):
        return "trunc"

    def __index__(self):
        return 12


print(math.sqrt(F()), math.floor(F()), math.ceil(F()), math.trunc(F()), math.gcd(F(), 8), math.factorial(F()))

# === Errors ===
for attempt in ("math.sqrt(-1)", "math.log(0)", "math.log(-1)", "math.acos(2)", "math.exp(1000)", "math.factorial(-1)", "math.factorial(1.5)", "math.gcd(1.5)", "math.isqrt(-1)", "math.floor('a')", "math.floor(math.inf)", "math.floor(math.nan)", "math.pow(0, -1)", "math.fmod(1, 0)", "math.sqrt('x')", "math.comb(-1, 2)", "math.comb(1)", "math.atanh(1)", "math.ldexp(1, 5000)", "math.sin(math.inf)",
                "math.sqrt()", "math.dist([1], [1, 2])", "math.fsum([1, 'a'])", "math.prod(5)", "math.log(5, 1)", "math.log(2, 0)", "math.cosh(1000)", "math.hypot('a')", "math.perm(3, -1)", "math.isclose(1, 1, rel_tol=-1)", "math.sqrt(10**400)", "math.log(0, 2)", "math.log2(-5)", "math.missing", "math.trunc('a')", "math.gamma(-1)"):
    try:
        print(eval(attempt))
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)
math.sqrt(-4)
