//! The parts of a float and its neighbours.

use taipan_vm::{
    Res, Value, Vm,
    objects::float::{frexp as split, ldexp as scale},
};

use super::unary::range_error;

/// `x.__name__()` where there is one, else the rounded float.
fn rounded(vm: &Vm, value: &Value, name: &Value, f: fn(f64) -> f64) -> Res {
    if let Some(float) = value.as_float() {
        if vm.type_of(value).is_heap_type()
            && let Some(result) = vm.call_special(value, name, &[])?
        {
            return Ok(result);
        }
        return vm.int_from_f64(f(float));
    }
    if value.as_small_int().is_some() {
        return Ok(value.clone());
    }
    if let Some(result) = vm.call_special(value, name, &[])? {
        return Ok(result);
    }
    vm.int_from_f64(f(vm.to_f64(value)?))
}

pub(super) fn floor(vm: &Vm, args: &[Value]) -> Res {
    rounded(vm, &args[0], &vm.names.dunder_floor, f64::floor)
}

pub(super) fn ceil(vm: &Vm, args: &[Value]) -> Res {
    rounded(vm, &args[0], &vm.names.dunder_ceil, f64::ceil)
}

pub(super) fn trunc(vm: &Vm, args: &[Value]) -> Res {
    if let Some(float) = args[0].as_float().filter(|_| !vm.type_of(&args[0]).is_heap_type()) {
        return vm.int_from_f64(float);
    }
    match vm.call_special(&args[0], &vm.names.dunder_trunc, &[])? {
        Some(result) => Ok(result),
        None => {
            Err(vm
                .type_error(format!("type {} doesn't define __trunc__ method", vm.type_of(&args[0]).name())))
        }
    }
}

pub(super) fn frexp(vm: &Vm, args: &[Value]) -> Res {
    let (mantissa, exponent) = split(vm.to_f64(&args[0])?);
    Ok(vm.tuple(vec![vm.float(mantissa), vm.int(exponent)]))
}

pub(super) fn ldexp(vm: &Vm, args: &[Value]) -> Res {
    let x = vm.to_f64(&args[0])?;
    if !args[1].is_int() {
        return Err(vm.type_error("Expected an int as second argument to ldexp."));
    }
    let result = scale(x, vm.index_clamped(&args[1])?);
    if result.is_infinite() && x.is_finite() {
        return Err(range_error(vm));
    }
    Ok(vm.float(result))
}

pub(super) fn modf(vm: &Vm, args: &[Value]) -> Res {
    let x = vm.to_f64(&args[0])?;
    let whole = x.trunc();
    let fraction = if x.is_infinite() { 0.0 } else { x - whole };
    Ok(vm.tuple(vec![vm.float(fraction.copysign(x)), vm.float(whole)]))
}

pub(super) fn isfinite(vm: &Vm, args: &[Value]) -> Res {
    Ok(Value::bool(vm.to_f64(&args[0])?.is_finite()))
}

pub(super) fn isinf(vm: &Vm, args: &[Value]) -> Res {
    Ok(Value::bool(vm.to_f64(&args[0])?.is_infinite()))
}

pub(super) fn isnan(vm: &Vm, args: &[Value]) -> Res {
    Ok(Value::bool(vm.to_f64(&args[0])?.is_nan()))
}

pub(super) fn ulp(vm: &Vm, args: &[Value]) -> Res {
    let x = vm.to_f64(&args[0])?.abs();
    if x.is_nan() || x.is_infinite() {
        return Ok(vm.float(x));
    }
    let up = x.next_up();
    Ok(vm.float(if up.is_infinite() { x - x.next_down() } else { up - x }))
}

/// A float as a number that grows by one with each float.
fn rank(value: f64) -> i64 {
    let bits = value.to_bits() as i64;
    if bits < 0 { i64::MIN - bits } else { bits }
}

fn of_rank(rank: i64) -> f64 {
    f64::from_bits(if rank < 0 { (i64::MIN - rank) as u64 } else { rank as u64 })
}

pub(super) fn nextafter(vm: &Vm, args: &[Value]) -> Res {
    let (x, y) = (vm.to_f64(&args[0])?, vm.to_f64(&args[1])?);
    let steps = match args[2].not_none() {
        Some(steps) => vm.index_clamped(steps)?,
        None => 1,
    };
    if steps < 0 {
        return Err(vm.value_error("steps must be a non-negative integer"));
    }
    if steps == 0 || x.is_nan() {
        return Ok(vm.float(x));
    }
    if y.is_nan() || x == y {
        return Ok(vm.float(y));
    }
    let (from, to) = (rank(x), rank(y));
    let distance = from.abs_diff(to);
    if steps as u64 >= distance {
        return Ok(vm.float(y));
    }
    let result = of_rank(if from < to { from + steps } else { from - steps });
    Ok(vm.float(if result == 0.0 { 0f64.copysign(x) } else { result }))
}
