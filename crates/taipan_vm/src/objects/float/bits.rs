//! The parts of a float: scaling by powers of two, exact ratios, hashes.

use num_bigint::BigInt;

use crate::{objects::int::float_to_big, protocol::HASH_MODULUS};

/// `value * 2**exponent`, rounded once.
pub fn ldexp(value: f64, exponent: i64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let (mantissa, own) = frexp(value);
    let total = exponent.saturating_add(own);
    if total > 1024 {
        return f64::INFINITY.copysign(value);
    }
    if total < -1080 {
        return 0f64.copysign(value);
    }
    let power = |n: i64| f64::from_bits(((n + 1023) as u64) << 52);
    match total {
        1024 => mantissa * 2.0 * power(1023),
        -1021..=1023 => mantissa * power(total),
        // The first product is exact, the second rounds.
        _ => mantissa * power(-1021) * power(total + 1021),
    }
}

/// `(m, e)` with `value == m * 2**e` and `0.5 <= abs(m) < 1`; `(value, 0)` for zeros and what is not finite.
pub fn frexp(value: f64) -> (f64, i64) {
    if value == 0.0 || !value.is_finite() {
        return (value, 0);
    }
    let bits = value.to_bits();
    match (bits >> 52 & 0x7FF) as i64 {
        0 => {
            let (mantissa, exponent) = frexp(value * (1u64 << 54) as f64);
            (mantissa, exponent - 54)
        }
        exponent => (f64::from_bits(bits & !(0x7FF << 52) | 1022 << 52), exponent - 1022),
    }
}

/// `value` as numerator and denominator in lowest terms; it is finite.
pub fn ratio(value: f64) -> (BigInt, BigInt) {
    let (mut mantissa, mut exponent) = frexp(value);
    while mantissa != mantissa.floor() {
        mantissa *= 2.0;
        exponent -= 1;
    }
    let numerator = float_to_big(mantissa);
    if exponent >= 0 { (numerator << exponent, 1.into()) } else { (numerator, BigInt::from(1) << -exponent) }
}

/// `hash()` of a float that is not a NaN: that of the equal rational number modulo 2**61 - 1.
pub(crate) fn hash_float(value: f64) -> i64 {
    if value.is_infinite() {
        return if value > 0.0 { 314_159 } else { -314_159 };
    }
    let (mut mantissa, mut exponent) = frexp(value.abs());
    let mut rest: u64 = 0;
    while mantissa > 0.0 {
        rest = (rest << 28) & HASH_MODULUS as u64 | rest >> (61 - 28);
        mantissa *= (1u64 << 28) as f64;
        exponent -= 28;
        let digit = mantissa as u64;
        mantissa -= digit as f64;
        rest += digit;
        if rest >= HASH_MODULUS as u64 {
            rest -= HASH_MODULUS as u64;
        }
    }
    let turn = exponent.rem_euclid(61) as u32;
    let rest = (rest << turn) & HASH_MODULUS as u64 | rest.checked_shr(61 - turn).unwrap_or(0);
    let hash = if value < 0.0 { -(rest as i64) } else { rest as i64 };
    if hash == -1 { -2 } else { hash }
}
