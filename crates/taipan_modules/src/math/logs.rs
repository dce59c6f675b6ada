//! Logarithms, of ints of any size too.

use taipan_vm::{BinaryOp, Res, Value, Vm};

/// The mantissa and exponent of a positive int beyond the largest float.
fn frexp_big(value: &num_bigint::BigInt) -> (f64, f64) {
    let bits = value.bits();
    let shift = bits.saturating_sub(64);
    let top = num_traits::ToPrimitive::to_u64(&(value >> shift)).unwrap_or(u64::MAX);
    (top as f64 / 2f64.powi(64), (shift + 64) as f64)
}

fn logarithm(vm: &Vm, value: &Value, f: fn(f64) -> f64) -> Res {
    if value.is_int() {
        let big = value.as_big_int().unwrap_or_default();
        if big <= num_bigint::BigInt::ZERO {
            return Err(vm.value_error("expected a positive input"));
        }
        let float = num_traits::ToPrimitive::to_f64(&big).unwrap_or(f64::INFINITY);
        if float.is_finite() {
            return Ok(vm.float(f(float)));
        }
        let (mantissa, exponent) = frexp_big(&big);
        return Ok(vm.float(f(mantissa) + f(2.0) * exponent));
    }
    let x = vm.to_f64(value)?;
    if x <= 0.0 {
        return Err(vm.value_error(format!("expected a positive input, got {}", vm.float_repr(x))));
    }
    Ok(vm.float(f(x)))
}

pub(super) fn log(vm: &Vm, args: &[Value]) -> Res {
    let number = logarithm(vm, &args[0], f64::ln)?;
    let Some(base) = args[1].given() else { return Ok(number) };
    let base = logarithm(vm, base, f64::ln)?;
    vm.binary(BinaryOp::TrueDiv, &number, &base)
}

pub(super) fn log2(vm: &Vm, args: &[Value]) -> Res {
    logarithm(vm, &args[0], f64::log2)
}

pub(super) fn log10(vm: &Vm, args: &[Value]) -> Res {
    logarithm(vm, &args[0], f64::log10)
}
