//! Functions of two or three floats.

use taipan_vm::{Res, Value, Vm};

use super::unary::{domain_error, range_error};

fn pair(vm: &Vm, args: &[Value]) -> Res<(f64, f64)> {
    Ok((vm.to_f64(&args[0])?, vm.to_f64(&args[1])?))
}

pub(super) fn atan2(vm: &Vm, args: &[Value]) -> Res {
    let (y, x) = pair(vm, args)?;
    Ok(vm.float(y.atan2(x)))
}

pub(super) fn copysign(vm: &Vm, args: &[Value]) -> Res {
    let (x, y) = pair(vm, args)?;
    Ok(vm.float(x.copysign(y)))
}

pub(super) fn fmod(vm: &Vm, args: &[Value]) -> Res {
    let (x, y) = pair(vm, args)?;
    let rest = x % y;
    if rest.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(domain_error(vm));
    }
    Ok(vm.float(rest))
}

pub(super) fn remainder(vm: &Vm, args: &[Value]) -> Res {
    let (x, y) = pair(vm, args)?;
    let rest = libm::remainder(x, y);
    if rest.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(domain_error(vm));
    }
    Ok(vm.float(rest))
}

pub(super) fn pow(vm: &Vm, args: &[Value]) -> Res {
    let (x, y) = pair(vm, args)?;
    let power = x.powf(y);
    if x.is_finite() && y.is_finite() {
        if power.is_nan() || (power.is_infinite() && x == 0.0) {
            return Err(domain_error(vm));
        }
        if power.is_infinite() {
            return Err(range_error(vm));
        }
    }
    Ok(vm.float(power))
}

pub(super) fn fma(vm: &Vm, args: &[Value]) -> Res {
    let (x, y) = pair(vm, args)?;
    let z = vm.to_f64(&args[2])?;
    let result = x.mul_add(y, z);
    if result.is_nan() && !x.is_nan() && !y.is_nan() && !z.is_nan() {
        return Err(vm.value_error("invalid operation in fma"));
    }
    if result.is_infinite() && x.is_finite() && y.is_finite() && z.is_finite() {
        return Err(vm.overflow_error("overflow in fma"));
    }
    Ok(vm.float(result))
}

pub(super) fn isclose(vm: &Vm, args: &[Value]) -> Res {
    let (a, b) = pair(vm, args)?;
    let relative = args[2].given().map_or(Ok(1e-9), |value| vm.to_f64(value))?;
    let absolute = args[3].given().map_or(Ok(0.0), |value| vm.to_f64(value))?;
    if relative < 0.0 || absolute < 0.0 {
        return Err(vm.value_error("tolerances must be non-negative"));
    }
    if a == b {
        return Ok(Value::TRUE);
    }
    if a.is_infinite() || b.is_infinite() {
        return Ok(Value::FALSE);
    }
    let apart = (b - a).abs();
    Ok(Value::bool(apart <= (relative * b).abs() || apart <= (relative * a).abs() || apart <= absolute))
}
