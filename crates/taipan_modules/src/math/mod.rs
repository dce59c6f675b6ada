//! The module `math`.

mod combine;
mod integers;
mod lanczos;
mod logs;
mod real;
mod sums;
mod unary;

use taipan_vm::native::{Function, ModuleSpec};

const FUNCTIONS: &[Function] = &[
    Function::new("acos(x, /)", unary::acos, "Return the arc cosine (measured in radians) of x."),
    Function::new("acosh(x, /)", unary::acosh, "Return the inverse hyperbolic cosine of x."),
    Function::new("asin(x, /)", unary::asin, "Return the arc sine (measured in radians) of x."),
    Function::new("asinh(x, /)", unary::asinh, "Return the inverse hyperbolic sine of x."),
    Function::new("atan(x, /)", unary::atan, "Return the arc tangent (measured in radians) of x."),
    Function::new("atan2(y, x, /)", combine::atan2, "Return the arc tangent (measured in radians) of y/x."),
    Function::new("atanh(x, /)", unary::atanh, "Return the inverse hyperbolic tangent of x."),
    Function::new("cbrt(x, /)", unary::cbrt, "Return the cube root of x."),
    Function::new("ceil(x, /)", real::ceil, "Return the ceiling of x as an Integral."),
    Function::new(
        "comb(n, k, /)",
        integers::comb,
        "Number of ways to choose k items from n items without repetition and without order.",
    ),
    Function::new(
        "copysign(x, y, /)",
        combine::copysign,
        "Return a float with the magnitude (absolute value) of x but the sign of y.",
    ),
    Function::new("cos(x, /)", unary::cos, "Return the cosine of x (measured in radians)."),
    Function::new("cosh(x, /)", unary::cosh, "Return the hyperbolic cosine of x."),
    Function::new("degrees(x, /)", unary::degrees, "Convert angle x from radians to degrees."),
    Function::new("dist(p, q, /)", sums::dist, "Return the Euclidean distance between two points p and q."),
    Function::new("erf(x, /)", unary::erf, "Error function at x."),
    Function::new("erfc(x, /)", unary::erfc, "Complementary error function at x."),
    Function::new("exp(x, /)", unary::exp, "Return e raised to the power of x."),
    Function::new("exp2(x, /)", unary::exp2, "Return 2 raised to the power of x."),
    Function::new("expm1(x, /)", unary::expm1, "Return exp(x)-1."),
    Function::new("fabs(x, /)", unary::fabs, "Return the absolute value of the float x."),
    Function::new("factorial(n, /)", integers::factorial, "Find n!."),
    Function::new("floor(x, /)", real::floor, "Return the floor of x as an Integral."),
    Function::new("fma(x, y, z, /)", combine::fma, "Fused multiply-add operation."),
    Function::new("fmod(x, y, /)", combine::fmod, "Return fmod(x, y), according to platform C."),
    Function::new("frexp(x, /)", real::frexp, "Return the mantissa and exponent of x, as pair (m, e)."),
    Function::new(
        "fsum(seq, /)",
        sums::fsum,
        "Return an accurate floating-point sum of values in the iterable seq.",
    ),
    Function::new("gamma(x, /)", unary::gamma, "Gamma function at x."),
    Function::new("gcd(*integers)", integers::gcd, "Greatest Common Divisor."),
    Function::new(
        "hypot(*coordinates)",
        sums::hypot,
        "Multidimensional Euclidean distance from the origin to a point.",
    ),
    Function::new(
        "isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
        combine::isclose,
        "Determine whether two floating-point numbers are close in value.",
    ),
    Function::new(
        "isfinite(x, /)",
        real::isfinite,
        "Return True if x is neither an infinity nor a NaN, and False otherwise.",
    ),
    Function::new(
        "isinf(x, /)",
        real::isinf,
        "Return True if x is a positive or negative infinity, and False otherwise.",
    ),
    Function::new(
        "isnan(x, /)",
        real::isnan,
        "Return True if x is a NaN (not a number), and False otherwise.",
    ),
    Function::new("isqrt(n, /)", integers::isqrt, "Return the integer part of the square root of the input."),
    Function::new("lcm(*integers)", integers::lcm, "Least Common Multiple."),
    Function::new("ldexp(x, i, /)", real::ldexp, "Return x * (2**i)."),
    Function::new(
        "lgamma(x, /)",
        unary::lgamma,
        "Natural logarithm of absolute value of Gamma function at x.",
    ),
    Function::new("log(x, base=math.e, /)", logs::log, "log(x, [base=math.e])"),
    Function::new("log10(x, /)", logs::log10, "Return the base 10 logarithm of x."),
    Function::new("log1p(x, /)", unary::log1p, "Return the natural logarithm of 1+x (base e)."),
    Function::new("log2(x, /)", logs::log2, "Return the base 2 logarithm of x."),
    Function::new("modf(x, /)", real::modf, "Return the fractional and integer parts of x."),
    Function::new(
        "nextafter(x, y, /, *, steps=None)",
        real::nextafter,
        "Return the floating-point value the given number of steps after x towards y.",
    ),
    Function::new(
        "perm(n, k=None, /)",
        integers::perm,
        "Number of ways to choose k items from n items without repetition and with order.",
    ),
    Function::new("pow(x, y, /)", combine::pow, "Return x**y (x to the power of y)."),
    Function::new(
        "prod(iterable, /, *, start=1)",
        sums::prod,
        "Calculate the product of all the elements in the input iterable.",
    ),
    Function::new("radians(x, /)", unary::radians, "Convert angle x from degrees to radians."),
    Function::new(
        "remainder(x, y, /)",
        combine::remainder,
        "Difference between x and the closest integer multiple of y.",
    ),
    Function::new("sin(x, /)", unary::sin, "Return the sine of x (measured in radians)."),
    Function::new("sinh(x, /)", unary::sinh, "Return the hyperbolic sine of x."),
    Function::new("sqrt(x, /)", unary::sqrt, "Return the square root of x."),
    Function::new(
        "sumprod(p, q, /)",
        sums::sumprod,
        "Return the sum of products of values from two iterables p and q.",
    ),
    Function::new("tan(x, /)", unary::tan, "Return the tangent of x (measured in radians)."),
    Function::new("tanh(x, /)", unary::tanh, "Return the hyperbolic tangent of x."),
    Function::new("trunc(x, /)", real::trunc, "Truncates the Real x to the nearest Integral toward 0."),
    Function::new("ulp(x, /)", real::ulp, "Return the value of the least significant bit of the float x."),
];

/// The module's row.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "math",
    doc: "This module provides access to the mathematical functions\ndefined by the C standard.",
    functions: FUNCTIONS,
    init: |vm, module| {
        for (name, value) in [
            ("pi", std::f64::consts::PI),
            ("e", std::f64::consts::E),
            ("tau", std::f64::consts::TAU),
            ("inf", f64::INFINITY),
            ("nan", f64::NAN),
        ] {
            vm.module_set(module, name, vm.float(value))?;
        }
        Ok(())
    },
};
