//! Borrowed views of ints of any size, and what other types need of them.

use std::{borrow::Cow, cmp::Ordering};

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive, Zero};

use crate::{
    Res, Value, Vm,
    objects::{BigIntObject, float::ldexp},
};

/// The int behind a value (bools and subclasses included), without copying it.
#[derive(Clone, Copy)]
pub(crate) enum Int<'a> {
    Small(i64),
    Big(&'a BigInt),
}

impl<'a> Int<'a> {
    #[inline]
    pub(crate) fn of(value: &'a Value) -> Option<Int<'a>> {
        if let Some(small) = value.as_small_int() {
            return Some(Int::Small(small));
        }
        if let Some(flag) = value.as_bool() {
            return Some(Int::Small(flag.into()));
        }
        let big = &value.core::<BigIntObject>()?.value;
        Some(big.to_i64().map_or(Int::Big(big), Int::Small))
    }

    /// The same as a big int.
    pub(crate) fn big(self) -> Cow<'a, BigInt> {
        match self {
            Int::Small(small) => Cow::Owned(small.into()),
            Int::Big(big) => Cow::Borrowed(big),
        }
    }

    pub(crate) fn is_zero(self) -> bool {
        matches!(self, Int::Small(0))
    }

    pub(crate) fn is_negative(self) -> bool {
        match self {
            Int::Small(small) => small < 0,
            Int::Big(big) => big.is_negative(),
        }
    }

    /// Bits of the absolute value.
    pub(crate) fn bits(self) -> u64 {
        match self {
            Int::Small(small) => u64::from(64 - small.unsigned_abs().leading_zeros()),
            Int::Big(big) => big.bits(),
        }
    }

    /// The nearest float; infinite where there is none.
    pub(crate) fn to_f64(self) -> f64 {
        match self {
            Int::Small(small) => small as f64,
            Int::Big(big) => big.to_f64().unwrap_or(f64::INFINITY),
        }
    }

    pub(crate) fn to_i64(self) -> Option<i64> {
        match self {
            Int::Small(small) => Some(small),
            Int::Big(_) => None,
        }
    }

    /// Compares two ints.
    pub(crate) fn cmp(self, other: Int<'_>) -> Ordering {
        match (self, other) {
            (Int::Small(x), Int::Small(y)) => x.cmp(&y),
            _ => self.big().as_ref().cmp(other.big().as_ref()),
        }
    }

    /// Compares with a float, exactly; `None` for a NaN.
    pub(crate) fn cmp_f64(self, other: f64) -> Option<Ordering> {
        if other.is_nan() {
            return None;
        }
        if other.is_infinite() {
            return Some(if other > 0.0 { Ordering::Less } else { Ordering::Greater });
        }
        if let Int::Small(small) = self
            && small.unsigned_abs() <= 1 << 53
        {
            return (small as f64).partial_cmp(&other);
        }
        let floor = other.floor();
        let whole = float_to_big(floor);
        Some(match self.big().as_ref().cmp(&whole) {
            Ordering::Equal if other > floor => Ordering::Less,
            order => order,
        })
    }
}

/// The integer part of a finite float.
pub(crate) fn float_to_big(value: f64) -> BigInt {
    if value.abs() < 9e18 {
        return (value as i64).into();
    }
    let bits = value.to_bits();
    let exponent = (bits >> 52 & 0x7FF) as i64 - 1075;
    let mantissa = BigInt::from(bits & ((1 << 52) - 1) | 1 << 52);
    let big = if exponent >= 0 { mantissa << exponent } else { mantissa >> -exponent };
    if value < 0.0 { -big } else { big }
}

/// `a / b`, correctly rounded; `None` where it overflows. `b` is not zero.
pub(crate) fn true_divide(a: &BigInt, b: &BigInt) -> Option<f64> {
    if a.is_zero() {
        return Some(0.0);
    }
    let negative = a.is_negative() != b.is_negative();
    let (a, b) = (a.magnitude(), b.magnitude());
    let apart = a.bits() as i64 - b.bits() as i64;
    if apart > 1025 {
        return None;
    }
    if apart < -1080 {
        return Some(if negative { -0.0 } else { 0.0 });
    }
    // 63 or 64 bits of quotient; the lowest is set where anything follows.
    let shift = 63 - apart;
    let (quotient, inexact) = if shift >= 0 {
        let scaled = a << shift as u64;
        let quotient = &scaled / b;
        let inexact = &quotient * b != scaled;
        (quotient, inexact)
    } else {
        let scaled = b << (-shift) as u64;
        let quotient = a / &scaled;
        let inexact = &quotient * &scaled != *a;
        (quotient, inexact)
    };
    let mut bits = quotient.to_u128().unwrap_or(u128::MAX);
    if inexact {
        bits |= 1;
    }
    let result = scale_bits(bits, -shift);
    result.is_finite().then_some(if negative { -result } else { result })
}

/// `bits * 2**exponent` rounded once (half to even), subnormal results included.
pub(crate) fn scale_bits(bits: u128, exponent: i64) -> f64 {
    let width = i64::from(128 - bits.leading_zeros());
    // The place of the last bit that the result can have.
    let last = (width + exponent - 53).max(-1074);
    let drop = last - exponent;
    if drop <= 0 {
        return ldexp(bits as f64, exponent);
    }
    if drop > 127 {
        return 0.0;
    }
    let kept = bits >> drop;
    let rest = bits & ((1 << drop) - 1);
    let half = 1u128 << (drop - 1);
    let up = rest > half || (rest == half && kept & 1 == 1);
    ldexp((kept + u128::from(up)) as f64, last)
}

impl Vm {
    /// The float nearest to an int.
    ///
    /// # Errors
    /// `OverflowError` where it is beyond the largest float.
    pub(crate) fn int_to_f64(&self, value: Int<'_>) -> Res<f64> {
        let float = value.to_f64();
        if float.is_infinite() {
            return Err(self.overflow_error("int too large to convert to float"));
        }
        Ok(float)
    }

    /// Asks whether an int of so many bits may be made, before it is.
    pub(crate) fn check_int_size(&self, bits: u64) -> Res<()> {
        const UNCHECKED: u64 = 1 << 16;
        const LARGEST: u64 = 1 << 38;
        if bits <= UNCHECKED {
            return Ok(());
        }
        if bits > LARGEST {
            return Err(self.memory_error());
        }
        let bytes = bits as usize / 8;
        self.heap.charge(bytes)?;
        self.heap.uncharge(bytes);
        Ok(())
    }

    /// The int that a finite float truncates to.
    ///
    /// # Errors
    /// `ValueError` for a NaN, `OverflowError` for an infinity.
    pub fn int_from_f64(&self, value: f64) -> Res {
        if value.is_nan() {
            return Err(self.value_error("cannot convert float NaN to integer"));
        }
        if value.is_infinite() {
            return Err(self.overflow_error("cannot convert float infinity to integer"));
        }
        if value.abs() < 4e18 {
            return Ok(self.int(value as i64));
        }
        Ok(self.big_int(float_to_big(value)))
    }
}
