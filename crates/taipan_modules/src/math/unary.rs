//! Functions of one float.

use taipan_vm::{Raised, Res, Value, Vm};

use super::lanczos;

/// What goes wrong where the result of a finite argument is infinite.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Infinite {
    Overflow,
    Domain,
}

pub(super) fn domain_error(vm: &Vm) -> Raised {
    vm.value_error("math domain error")
}

pub(super) fn range_error(vm: &Vm) -> Raised {
    vm.overflow_error("math range error")
}

/// `expected`, and the argument.
fn expected(vm: &Vm, expected: &str, x: f64) -> Raised {
    vm.value_error(format!("expected {expected}, got {}", vm.float_repr(x)))
}

fn apply(vm: &Vm, args: &[Value], f: fn(f64) -> f64, infinite: Infinite, domain: &str) -> Res {
    let x = vm.to_f64(&args[0])?;
    let y = f(x);
    if (y.is_nan() && !x.is_nan()) || (y.is_infinite() && x.is_finite() && infinite == Infinite::Domain) {
        return Err(expected(vm, domain, x));
    }
    if y.is_infinite() && x.is_finite() {
        return Err(range_error(vm));
    }
    Ok(vm.float(y))
}

macro_rules! functions {
    ($($name:ident: $f:expr, $infinite:ident, $domain:literal;)*) => {
        $(pub(super) fn $name(vm: &Vm, args: &[Value]) -> Res {
            apply(vm, args, $f, Infinite::$infinite, $domain)
        })*
    };
}

functions! {
    acos: f64::acos, Domain, "a number in range from -1 up to 1";
    acosh: libm::acosh, Domain, "argument value not less than 1";
    asin: f64::asin, Domain, "a number in range from -1 up to 1";
    asinh: libm::asinh, Domain, "a number";
    atan: f64::atan, Domain, "a number";
    atanh: libm::atanh, Domain, "a number between -1 and 1";
    cbrt: f64::cbrt, Domain, "a number";
    cos: f64::cos, Domain, "a finite input";
    cosh: f64::cosh, Overflow, "a number";
    erf: libm::erf, Domain, "a number";
    erfc: libm::erfc, Domain, "a number";
    exp: f64::exp, Overflow, "a number";
    exp2: f64::exp2, Overflow, "a number";
    expm1: f64::exp_m1, Overflow, "a number";
    fabs: f64::abs, Domain, "a number";
    log1p: f64::ln_1p, Domain, "argument value > -1";
    sin: f64::sin, Domain, "a finite input";
    sinh: f64::sinh, Overflow, "a number";
    sqrt: f64::sqrt, Domain, "a nonnegative input";
    tan: f64::tan, Domain, "a finite input";
    tanh: f64::tanh, Domain, "a number";
    degrees: |x| x * (180.0 / std::f64::consts::PI), Overflow, "a number";
    radians: |x| x * (std::f64::consts::PI / 180.0), Overflow, "a number";
}

const POLES: &str = "a noninteger or positive integer";

pub(super) fn gamma(vm: &Vm, args: &[Value]) -> Res {
    let x = vm.to_f64(&args[0])?;
    if x == f64::NEG_INFINITY || (x <= 0.0 && x == x.floor()) {
        return Err(expected(vm, POLES, x));
    }
    let y = if x == x.floor() && (1.0..24.0).contains(&x) {
        (1..x as u64).map(|n| n as f64).product()
    } else {
        lanczos::gamma(x)
    };
    if y.is_infinite() && x.is_finite() {
        return Err(range_error(vm));
    }
    Ok(vm.float(y))
}

pub(super) fn lgamma(vm: &Vm, args: &[Value]) -> Res {
    let x = vm.to_f64(&args[0])?;
    if x.is_finite() && x <= 0.0 && x == x.floor() {
        return Err(expected(vm, POLES, x));
    }
    let y = if x.is_infinite() { f64::INFINITY } else { lanczos::lgamma(x) };
    if y.is_infinite() && x.is_finite() {
        return Err(range_error(vm));
    }
    Ok(vm.float(y))
}
