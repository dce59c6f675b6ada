//! Operators of floats; ints take part, exactly where they are compared.

use std::cmp::Ordering;

use taipan_bytecode::{BinaryOp, CompareOp};

use super::bits::hash_float;
use crate::{
    Raised, Res, Value, Vm,
    objects::{
        Slots,
        int::{Int, holds},
    },
};

/// The operand as a float: floats and ints; `None` for anything else.
#[inline]
fn operand(vm: &Vm, value: &Value) -> Res<Option<f64>> {
    if let Some(float) = value.as_float() {
        return Ok(Some(float));
    }
    match Int::of(value) {
        Some(int) => Ok(Some(vm.int_to_f64(int)?)),
        None => Ok(None),
    }
}

macro_rules! floats {
    ($vm:expr, $a:expr, $b:expr) => {
        match (operand($vm, $a)?, operand($vm, $b)?) {
            (Some(x), Some(y)) => (x, y),
            _ => return Ok(Value::NOT_IMPLEMENTED),
        }
    };
}

fn zero_division(vm: &Vm) -> Raised {
    vm.error(&vm.exceptions.zero_division_error, "division by zero")
}

fn add(vm: &Vm, a: &Value, b: &Value) -> Res {
    let (x, y) = floats!(vm, a, b);
    Ok(vm.float(x + y))
}

fn sub(vm: &Vm, a: &Value, b: &Value) -> Res {
    let (x, y) = floats!(vm, a, b);
    Ok(vm.float(x - y))
}

fn mul(vm: &Vm, a: &Value, b: &Value) -> Res {
    let (x, y) = floats!(vm, a, b);
    Ok(vm.float(x * y))
}

fn true_div(vm: &Vm, a: &Value, b: &Value) -> Res {
    let (x, y) = floats!(vm, a, b);
    if y == 0.0 {
        return Err(zero_division(vm));
    }
    Ok(vm.float(x / y))
}

/// Remainder with the sign of the divisor.
fn remainder(x: f64, y: f64) -> f64 {
    let rest = x % y;
    if rest == 0.0 {
        0f64.copysign(y)
    } else if (rest < 0.0) != (y < 0.0) {
        rest + y
    } else {
        rest
    }
}

/// Quotient rounded down, and the remainder with the sign of the divisor.
fn float_divmod(x: f64, y: f64) -> (f64, f64) {
    let mut rest = x % y;
    let mut quotient = (x - rest) / y;
    if rest == 0.0 {
        rest = 0f64.copysign(y);
    } else if (rest < 0.0) != (y < 0.0) {
        rest += y;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return (0f64.copysign(x / y), rest);
    }
    let floor = quotient.floor();
    (if quotient - floor > 0.5 { floor + 1.0 } else { floor }, rest)
}

fn floor_div(vm: &Vm, a: &Value, b: &Value) -> Res {
    let (x, y) = floats!(vm, a, b);
    if y == 0.0 {
        return Err(zero_division(vm));
    }
    Ok(vm.float(float_divmod(x, y).0))
}

fn modulo(vm: &Vm, a: &Value, b: &Value) -> Res {
    let (x, y) = floats!(vm, a, b);
    if y == 0.0 {
        return Err(zero_division(vm));
    }
    Ok(vm.float(remainder(x, y)))
}

/// `divmod(a, b)` where one is a float and the other a float or int, or `NotImplemented`.
pub(crate) fn divmod(vm: &Vm, a: &Value, b: &Value) -> Res {
    let (x, y) = floats!(vm, a, b);
    if y == 0.0 {
        return Err(zero_division(vm));
    }
    let (quotient, rest) = float_divmod(x, y);
    Ok(vm.tuple(vec![vm.float(quotient), vm.float(rest)]))
}

fn pow(vm: &Vm, a: &Value, b: &Value) -> Res {
    let (x, y) = floats!(vm, a, b);
    vm.float_pow(x, y)
}

impl Vm {
    /// `x ** y` of floats, which is complex for a negative base and a fraction as exponent.
    ///
    /// # Errors
    /// `ZeroDivisionError`, `OverflowError`.
    pub(crate) fn float_pow(&self, x: f64, y: f64) -> Res {
        if x == 0.0 && y < 0.0 {
            return Err(self.error(&self.exceptions.zero_division_error, "zero to a negative power"));
        }
        if x < 0.0 && x.is_finite() && y.is_finite() && y != y.floor() {
            return self.complex_pow((x, 0.0), (y, 0.0));
        }
        let power = x.powf(y);
        if power.is_infinite() && x.is_finite() && y.is_finite() {
            return Err(self.range_error());
        }
        Ok(self.float(power))
    }

    /// The `OverflowError` of C's math functions.
    #[cold]
    pub(crate) fn range_error(&self) -> Raised {
        let args = vec![self.int(34), self.str("Numerical result out of range")];
        let exception = self.exception(&self.exceptions.overflow_error, args);
        self.raise(exception)
    }
}

fn pow3(vm: &Vm, a: &Value, b: &Value, c: &Value) -> Res {
    if !c.is_none() {
        return Err(vm.type_error("pow() 3rd argument not allowed unless all arguments are integers"));
    }
    pow(vm, a, b)
}

fn compare(_: &Vm, a: &Value, b: &Value, op: CompareOp) -> Res {
    let order = match (a.as_float(), b.as_float()) {
        (Some(x), Some(y)) => x.partial_cmp(&y),
        (Some(x), None) => match Int::of(b) {
            Some(y) => y.cmp_f64(x).map(Ordering::reverse),
            None => return Ok(Value::NOT_IMPLEMENTED),
        },
        (None, Some(y)) => match Int::of(a) {
            Some(x) => x.cmp_f64(y),
            None => return Ok(Value::NOT_IMPLEMENTED),
        },
        _ => return Ok(Value::NOT_IMPLEMENTED),
    };
    Ok(Value::bool(match order {
        Some(order) => holds(op, order),
        None => op == CompareOp::Ne,
    }))
}

fn hash(vm: &Vm, value: &Value) -> Res<i64> {
    let float = value.as_float().unwrap_or(0.0);
    Ok(if float.is_nan() { vm.identity_hash(value) } else { hash_float(float) })
}

fn unary(vm: &Vm, value: &Value, f: fn(f64) -> f64) -> Res {
    Ok(value.as_float().map_or(Value::NOT_IMPLEMENTED, |float| vm.float(f(float))))
}

pub(super) fn fill(slots: &mut Slots) {
    use BinaryOp::*;
    for (op, f) in [
        (Add, add as crate::objects::BinaryFn),
        (Sub, sub),
        (Mul, mul),
        (TrueDiv, true_div),
        (FloorDiv, floor_div),
        (Mod, modulo),
        (Pow, pow),
    ] {
        slots.binary[op as usize] = Some(f);
    }
    slots.pow3 = Some(pow3);
    slots.compare = Some(compare);
    slots.hash = Some(hash);
    slots.neg = Some(|vm, v| unary(vm, v, |x| -x));
    slots.pos = Some(|vm, v| unary(vm, v, |x| x));
    slots.abs = Some(|vm, v| unary(vm, v, f64::abs));
    slots.bool = Some(|_, v| Ok(v.as_float() != Some(0.0)));
    slots.int = Some(|vm, v| vm.int_from_f64(v.as_float().unwrap_or(0.0)));
    slots.float = Some(|vm, v| unary(vm, v, |x| x));
}
