//! Operators of complex numbers. A real operand is not made complex first, so that signed zeros survive (3.14).

use taipan_bytecode::{BinaryOp, CompareOp};

use crate::{
    Raised, Res, Value, Vm,
    objects::{Slots, int::Int},
};

type Complex = (f64, f64);

/// An operand: complex, or a real number.
#[derive(Clone, Copy)]
enum Operand {
    Real(f64),
    Complex(Complex),
}

impl Operand {
    fn complex(self) -> Complex {
        match self {
            Operand::Real(real) => (real, 0.0),
            Operand::Complex(value) => value,
        }
    }
}

fn operand(vm: &Vm, value: &Value) -> Res<Option<Operand>> {
    if let Some(complex) = value.as_complex() {
        return Ok(Some(Operand::Complex(complex)));
    }
    if let Some(float) = value.as_float() {
        return Ok(Some(Operand::Real(float)));
    }
    match Int::of(value) {
        Some(int) => Ok(Some(Operand::Real(vm.int_to_f64(int)?))),
        None => Ok(None),
    }
}

macro_rules! operands {
    ($vm:expr, $a:expr, $b:expr) => {
        match (operand($vm, $a)?, operand($vm, $b)?) {
            (Some(x), Some(y)) => (x, y),
            _ => return Ok(Value::NOT_IMPLEMENTED),
        }
    };
}

fn give(vm: &Vm, value: Complex) -> Res {
    Ok(vm.complex(value.0, value.1))
}

fn add(vm: &Vm, a: &Value, b: &Value) -> Res {
    use Operand::*;
    give(
        vm,
        match operands!(vm, a, b) {
            (Real(x), Complex((re, im))) | (Complex((re, im)), Real(x)) => (re + x, im),
            (x, y) => {
                let (x, y) = (x.complex(), y.complex());
                (x.0 + y.0, x.1 + y.1)
            }
        },
    )
}

fn sub(vm: &Vm, a: &Value, b: &Value) -> Res {
    use Operand::*;
    give(
        vm,
        match operands!(vm, a, b) {
            (Real(x), Complex((re, im))) => (x - re, -im),
            (Complex((re, im)), Real(y)) => (re - y, im),
            (x, y) => {
                let (x, y) = (x.complex(), y.complex());
                (x.0 - y.0, x.1 - y.1)
            }
        },
    )
}

fn product(x: Complex, y: Complex) -> Complex {
    (x.0 * y.0 - x.1 * y.1, x.0 * y.1 + x.1 * y.0)
}

fn mul(vm: &Vm, a: &Value, b: &Value) -> Res {
    use Operand::*;
    give(
        vm,
        match operands!(vm, a, b) {
            (Real(x), Complex((re, im))) | (Complex((re, im)), Real(x)) => (re * x, im * x),
            (x, y) => product(x.complex(), y.complex()),
        },
    )
}

/// Smith's division; `None` for a zero divisor.
fn quotient(a: Complex, b: Complex) -> Option<Complex> {
    if b.0.abs() >= b.1.abs() {
        if b.0 == 0.0 {
            return None;
        }
        let ratio = b.1 / b.0;
        let denominator = b.0 + b.1 * ratio;
        return Some(((a.0 + a.1 * ratio) / denominator, (a.1 - a.0 * ratio) / denominator));
    }
    if b.1.abs() >= b.0.abs() {
        let ratio = b.0 / b.1;
        let denominator = b.0 * ratio + b.1;
        return Some(((a.0 * ratio + a.1) / denominator, (a.1 * ratio - a.0) / denominator));
    }
    Some((f64::NAN, f64::NAN))
}

fn zero_division(vm: &Vm, message: &str) -> Raised {
    vm.error(&vm.exceptions.zero_division_error, message)
}

fn true_div(vm: &Vm, a: &Value, b: &Value) -> Res {
    use Operand::*;
    let result = match operands!(vm, a, b) {
        (Complex(_), Real(0.0)) => None,
        (Complex((re, im)), Real(y)) => Some((re / y, im / y)),
        (x, y) => quotient(x.complex(), y.complex()),
    };
    match result {
        Some(result) => give(vm, result),
        None => Err(zero_division(vm, "division by zero")),
    }
}

/// `base ** n` for a small whole exponent.
fn whole_power(base: Complex, exponent: i64) -> Option<Complex> {
    let (mut result, mut square, mut left) = ((1.0, 0.0), base, exponent.unsigned_abs());
    while left > 0 {
        if left & 1 == 1 {
            result = product(result, square);
        }
        square = product(square, square);
        left >>= 1;
    }
    if exponent < 0 { quotient((1.0, 0.0), result) } else { Some(result) }
}

fn pow(vm: &Vm, a: &Value, b: &Value) -> Res {
    let (x, y) = operands!(vm, a, b);
    vm.complex_pow(x.complex(), y.complex())
}

impl Vm {
    /// `x ** y` of complex numbers.
    ///
    /// # Errors
    /// `ZeroDivisionError`, `OverflowError`.
    pub(crate) fn complex_pow(&self, x: Complex, y: Complex) -> Res {
        let zero_base = || zero_division(self, "zero to a negative or complex power");
        let result = if y.1 == 0.0 && y.0 == y.0.floor() && y.0.abs() <= 100.0 {
            whole_power(x, y.0 as i64).ok_or_else(zero_base)?
        } else if x == (0.0, 0.0) {
            if y.1 != 0.0 || y.0 < 0.0 {
                return Err(zero_base());
            }
            (0.0, 0.0)
        } else {
            let size = x.0.hypot(x.1);
            let angle = x.1.atan2(x.0);
            let (mut length, mut phase) = (size.powf(y.0), angle * y.0);
            if y.1 != 0.0 {
                length *= (-angle * y.1).exp();
                phase += y.1 * size.ln();
            }
            (length * phase.cos(), length * phase.sin())
        };
        let finite = |value: Complex| value.0.is_finite() && value.1.is_finite();
        if !finite(result) && finite(x) && finite(y) {
            return Err(self.overflow_error("complex exponentiation"));
        }
        give(self, result)
    }
}

fn compare(_: &Vm, a: &Value, b: &Value, op: CompareOp) -> Res {
    let (Some((re, im)), wanted @ (CompareOp::Eq | CompareOp::Ne)) = (a.as_complex(), op) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let same = if let Some(other) = b.as_complex() {
        (re, im) == other
    } else if let Some(other) = b.as_float() {
        im == 0.0 && re == other
    } else if let Some(other) = Int::of(b) {
        im == 0.0 && other.cmp_f64(re).is_some_and(std::cmp::Ordering::is_eq)
    } else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    Ok(Value::bool(same == (wanted == CompareOp::Eq)))
}

pub(super) fn fill(slots: &mut Slots) {
    use BinaryOp::*;
    for (op, f) in
        [(Add, add as crate::objects::BinaryFn), (Sub, sub), (Mul, mul), (TrueDiv, true_div), (Pow, pow)]
    {
        slots.binary[op as usize] = Some(f);
    }
    slots.pow3 =
        Some(|vm, a, b, c| if c.is_none() { pow(vm, a, b) } else { Err(vm.value_error("complex modulo")) });
    slots.compare = Some(compare);
    slots.bool = Some(|_, v| Ok(v.as_complex().is_some_and(|value| value != (0.0, 0.0))));
    slots.neg = Some(|vm, v| {
        let (re, im) = v.as_complex().unwrap_or_default();
        give(vm, (-re, -im))
    });
    slots.pos = Some(|vm, v| give(vm, v.as_complex().unwrap_or_default()));
    slots.abs = Some(|vm, v| {
        let (re, im) = v.as_complex().unwrap_or_default();
        let size = re.hypot(im);
        if size.is_infinite() && re.is_finite() && im.is_finite() {
            return Err(vm.overflow_error("absolute value too large"));
        }
        Ok(vm.float(size))
    });
}
