//! Operators of ints: immediates first, any size after that. A binary slot gets its operands in their order, so either
//! may be of another type.

use std::cmp::Ordering;

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};
use taipan_bytecode::{BinaryOp, CompareOp};

use super::value::{Int, true_divide};
use crate::{Raised, Res, Value, Vm, objects::Slots};

/// Both operands as ints, or `NotImplemented` from the slot.
macro_rules! ints {
    ($a:expr, $b:expr) => {
        match (Int::of($a), Int::of($b)) {
            (Some(x), Some(y)) => (x, y),
            _ => return Ok(Value::NOT_IMPLEMENTED),
        }
    };
}

fn add(vm: &Vm, a: &Value, b: &Value) -> Res {
    match ints!(a, b) {
        (Int::Small(x), Int::Small(y)) => Ok(match x.checked_add(y) {
            Some(sum) => vm.int(sum),
            None => vm.big_int((i128::from(x) + i128::from(y)).into()),
        }),
        (x, y) => {
            vm.check_int_size(x.bits().max(y.bits()))?;
            Ok(vm.big_int(x.big().as_ref() + y.big().as_ref()))
        }
    }
}

fn sub(vm: &Vm, a: &Value, b: &Value) -> Res {
    match ints!(a, b) {
        (Int::Small(x), Int::Small(y)) => Ok(match x.checked_sub(y) {
            Some(difference) => vm.int(difference),
            None => vm.big_int((i128::from(x) - i128::from(y)).into()),
        }),
        (x, y) => {
            vm.check_int_size(x.bits().max(y.bits()))?;
            Ok(vm.big_int(x.big().as_ref() - y.big().as_ref()))
        }
    }
}

fn mul(vm: &Vm, a: &Value, b: &Value) -> Res {
    match ints!(a, b) {
        (Int::Small(x), Int::Small(y)) => Ok(match x.checked_mul(y) {
            Some(product) => vm.int(product),
            None => vm.big_int((i128::from(x) * i128::from(y)).into()),
        }),
        (x, y) => {
            vm.check_int_size(x.bits() + y.bits())?;
            Ok(vm.big_int(x.big().as_ref() * y.big().as_ref()))
        }
    }
}

fn zero_division(vm: &Vm) -> Raised {
    vm.error(&vm.exceptions.zero_division_error, "division by zero")
}

fn true_div(vm: &Vm, a: &Value, b: &Value) -> Res {
    let (x, y) = ints!(a, b);
    if y.is_zero() {
        return Err(zero_division(vm));
    }
    if let (Int::Small(x), Int::Small(y)) = (x, y)
        && x.unsigned_abs() <= 1 << 53
        && y.unsigned_abs() <= 1 << 53
    {
        return Ok(vm.float(x as f64 / y as f64));
    }
    match true_divide(&x.big(), &y.big()) {
        Some(quotient) => Ok(vm.float(quotient)),
        None => Err(vm.overflow_error("integer division result too large for a float")),
    }
}

fn floor_div(vm: &Vm, a: &Value, b: &Value) -> Res {
    match ints!(a, b) {
        (_, y) if y.is_zero() => Err(zero_division(vm)),
        (Int::Small(x), Int::Small(y)) if y != -1 => Ok(vm.int(Integer::div_floor(&x, &y))),
        (x, y) => Ok(vm.big_int(x.big().div_floor(&y.big()))),
    }
}

fn modulo(vm: &Vm, a: &Value, b: &Value) -> Res {
    match ints!(a, b) {
        (_, y) if y.is_zero() => Err(zero_division(vm)),
        (Int::Small(_), Int::Small(-1)) => Ok(vm.int(0)),
        (Int::Small(x), Int::Small(y)) => Ok(vm.int(Integer::mod_floor(&x, &y))),
        (x, y) => Ok(vm.big_int(x.big().mod_floor(&y.big()))),
    }
}

/// `divmod(a, b)` of two ints, or `NotImplemented`.
pub(crate) fn divmod(vm: &Vm, a: &Value, b: &Value) -> Res {
    let (x, y) = ints!(a, b);
    if y.is_zero() {
        return Err(zero_division(vm));
    }
    if let (Int::Small(x), Int::Small(y)) = (x, y)
        && y != -1
    {
        let (quotient, rest) = Integer::div_mod_floor(&x, &y);
        return Ok(vm.tuple(vec![vm.int(quotient), vm.int(rest)]));
    }
    let (quotient, rest) = x.big().div_mod_floor(&y.big());
    Ok(vm.tuple(vec![vm.big_int(quotient), vm.big_int(rest)]))
}

pub(crate) fn and(vm: &Vm, a: &Value, b: &Value) -> Res {
    match ints!(a, b) {
        (Int::Small(x), Int::Small(y)) => Ok(vm.int(x & y)),
        (x, y) => Ok(vm.big_int(x.big().as_ref() & y.big().as_ref())),
    }
}

pub(crate) fn or(vm: &Vm, a: &Value, b: &Value) -> Res {
    match ints!(a, b) {
        (Int::Small(x), Int::Small(y)) => Ok(vm.int(x | y)),
        (x, y) => Ok(vm.big_int(x.big().as_ref() | y.big().as_ref())),
    }
}

pub(crate) fn xor(vm: &Vm, a: &Value, b: &Value) -> Res {
    match ints!(a, b) {
        (Int::Small(x), Int::Small(y)) => Ok(vm.int(x ^ y)),
        (x, y) => Ok(vm.big_int(x.big().as_ref() ^ y.big().as_ref())),
    }
}

fn left_shift(vm: &Vm, a: &Value, b: &Value) -> Res {
    let (x, y) = ints!(a, b);
    if y.is_negative() {
        return Err(vm.value_error("negative shift count"));
    }
    if x.is_zero() {
        return Ok(vm.int(0));
    }
    let Some(count) = y.to_i64() else {
        return Err(vm.overflow_error("too many digits in integer"));
    };
    if let Int::Small(x) = x
        && count < 63
        && (x << count) >> count == x
    {
        return Ok(vm.int(x << count));
    }
    vm.check_int_size(x.bits().saturating_add(count as u64))?;
    Ok(vm.big_int(x.big().as_ref() << count as u64))
}

fn right_shift(vm: &Vm, a: &Value, b: &Value) -> Res {
    let (x, y) = ints!(a, b);
    if y.is_negative() {
        return Err(vm.value_error("negative shift count"));
    }
    let count = y.to_i64().unwrap_or(i64::MAX);
    match x {
        Int::Small(x) => Ok(vm.int(x >> count.min(63))),
        Int::Big(x) if count as u64 > x.bits() => Ok(vm.int(if x.is_negative() { -1 } else { 0 })),
        Int::Big(x) => Ok(vm.big_int(x >> count as u64)),
    }
}

fn pow(vm: &Vm, a: &Value, b: &Value) -> Res {
    let (x, y) = ints!(a, b);
    if y.is_negative() {
        return vm.float_pow(vm.int_to_f64(x)?, vm.int_to_f64(y)?);
    }
    if let (Int::Small(x), Int::Small(y)) = (x, y) {
        let fits = u32::try_from(y).ok().and_then(|y| x.checked_pow(y));
        if let Some(power) = fits {
            return Ok(vm.int(power));
        }
        if (-1..=1).contains(&x) {
            return Ok(vm.int(if x == -1 && y % 2 == 0 { 1 } else { x }));
        }
    }
    let exponent = match (x, y) {
        (_, Int::Small(y)) => y as u64,
        (Int::Small(x @ -1..=1), Int::Big(y)) => {
            return Ok(vm.int(if x == -1 && y.is_even() { 1 } else { x }));
        }
        _ => return Err(vm.memory_error()),
    };
    vm.check_int_size(x.bits().saturating_sub(1).max(1).saturating_mul(exponent))?;
    if let Int::Small(x) = x
        && x > 0
        && x & (x - 1) == 0
    {
        return Ok(vm.big_int(BigInt::one() << (u64::from(x.trailing_zeros()) * exponent)));
    }
    match u32::try_from(exponent) {
        Ok(exponent) => Ok(vm.big_int(x.big().pow(exponent))),
        Err(_) => Err(vm.memory_error()),
    }
}

/// `pow(a, b, c)`
fn pow3(vm: &Vm, a: &Value, b: &Value, c: &Value) -> Res {
    if c.is_none() {
        return pow(vm, a, b);
    }
    let (Some(base), Some(exponent), Some(modulus)) = (Int::of(a), Int::of(b), Int::of(c)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if modulus.is_zero() {
        return Err(vm.value_error("pow() 3rd argument cannot be 0"));
    }
    if let (Int::Small(base), Int::Small(exponent @ 0..), Int::Small(modulus @ 1..)) =
        (base, exponent, modulus)
    {
        let modulus = modulus as u128;
        let mut base = base.rem_euclid(modulus as i64) as u128;
        let mut rest = exponent;
        let mut result = 1 % modulus;
        while rest > 0 {
            if rest & 1 == 1 {
                result = result * base % modulus;
            }
            base = base * base % modulus;
            rest >>= 1;
        }
        return Ok(vm.int(result as i64));
    }
    let (mut base, mut exponent, modulus) =
        (base.big().into_owned(), exponent.big().into_owned(), modulus.big());
    if exponent.is_negative() {
        let positive = BigInt::from_biguint(Sign::Plus, modulus.magnitude().clone());
        let reduced = base.mod_floor(&positive);
        base = match reduced.modinv(&positive) {
            Some(inverse) => inverse,
            None if positive.is_one() => BigInt::zero(),
            None => return Err(vm.value_error("base is not invertible for the given modulus")),
        };
        exponent = -exponent;
    }
    Ok(vm.big_int(base.modpow(&exponent, &modulus)))
}

fn compare(_: &Vm, a: &Value, b: &Value, op: CompareOp) -> Res {
    let (x, y) = ints!(a, b);
    Ok(Value::bool(holds(op, x.cmp(y))))
}

/// Whether an ordering satisfies a comparison.
#[inline]
pub(crate) fn holds(op: CompareOp, order: Ordering) -> bool {
    match op {
        CompareOp::Lt => order.is_lt(),
        CompareOp::Le => order.is_le(),
        CompareOp::Eq => order.is_eq(),
        CompareOp::Ne => order.is_ne(),
        CompareOp::Gt => order.is_gt(),
        CompareOp::Ge => order.is_ge(),
    }
}

fn hash(_: &Vm, value: &Value) -> Res<i64> {
    Ok(match Int::of(value) {
        Some(Int::Small(small)) => crate::protocol::hash_int(small),
        Some(Int::Big(big)) => crate::protocol::hash_big(big),
        None => 0,
    })
}

fn negative(vm: &Vm, value: &Value) -> Res {
    Ok(match Int::of(value) {
        Some(Int::Small(small)) if small != i64::MIN => vm.int(-small),
        Some(int) => vm.big_int(-int.big().into_owned()),
        None => Value::NOT_IMPLEMENTED,
    })
}

fn absolute(vm: &Vm, value: &Value) -> Res {
    if Int::of(value).is_some_and(Int::is_negative) { negative(vm, value) } else { Ok(vm.exact_int(value)) }
}

fn invert(vm: &Vm, value: &Value) -> Res {
    Ok(match Int::of(value) {
        Some(Int::Small(small)) => vm.int(!small),
        Some(Int::Big(big)) => vm.big_int(-(big + 1u8)),
        None => Value::NOT_IMPLEMENTED,
    })
}

impl Vm {
    /// The int behind a value as an exact int, not an instance of a subclass.
    pub(crate) fn exact_int(&self, value: &Value) -> Value {
        if value.raw().is_int() || self.is_exact(value, crate::Kind::BigInt) {
            return value.clone();
        }
        match Int::of(value) {
            Some(Int::Small(small)) => self.int(small),
            Some(Int::Big(big)) => self.big_int(big.clone()),
            None => value.clone(),
        }
    }
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
        (And, and),
        (Or, or),
        (Xor, xor),
        (LShift, left_shift),
        (RShift, right_shift),
        (Pow, pow),
    ] {
        slots.binary[op as usize] = Some(f);
    }
    slots.pow3 = Some(pow3);
    slots.compare = Some(compare);
    slots.hash = Some(hash);
    slots.neg = Some(negative);
    slots.pos = Some(|vm, v| Ok(vm.exact_int(v)));
    slots.abs = Some(absolute);
    slots.invert = Some(invert);
    slots.int = Some(|vm, v| Ok(vm.exact_int(v)));
    slots.index = Some(|vm, v| Ok(vm.exact_int(v)));
    slots.float = Some(|vm, v| match Int::of(v) {
        Some(int) => Ok(vm.float(vm.int_to_f64(int)?)),
        None => Ok(Value::NOT_IMPLEMENTED),
    });
    slots.bool = Some(|_, v| Ok(!Int::of(v).is_some_and(Int::is_zero)));
}

/// `round(value, places)` for negative places: to a multiple of a power of ten, half to even.
pub(super) fn round_to(vm: &Vm, value: &Value, places: u64) -> Res {
    let Some(int) = Int::of(value) else { return Ok(value.clone()) };
    // 10**n has more than 3 * n bits.
    if places > int.bits() / 3 + 1 {
        return Ok(vm.int(0));
    }
    let unit = BigInt::from(10).pow(places.to_u32().unwrap_or(u32::MAX));
    let (quotient, rest) = int.big().div_mod_floor(&unit);
    let up = match (&rest * 2u8).cmp(&unit) {
        Ordering::Less => false,
        Ordering::Equal => quotient.is_odd(),
        Ordering::Greater => true,
    };
    Ok(vm.big_int((if up { quotient + 1 } else { quotient }) * unit))
}
