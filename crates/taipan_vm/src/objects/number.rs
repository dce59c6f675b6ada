//! Numbers that do not fit a word.

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use crate::{Body, Kind, MAX_SMALL_INT, MIN_SMALL_INT, Raw, Tracer, Value, Vm};

/// An int beyond 63 bits, or an instance of a subclass of int (of any size).
pub struct BigIntObject {
    /// Its value.
    pub value: BigInt,
}

impl Body for BigIntObject {
    const KIND: Kind = Kind::BigInt;
    const TRACED: bool = false;
    fn trace(&self, _: &mut Tracer<'_>) {}
}

/// A float beyond the range of immediates, or an instance of a subclass of float.
pub struct FloatObject {
    /// Its value.
    pub value: f64,
}

impl Body for FloatObject {
    const KIND: Kind = Kind::Float;
    const TRACED: bool = false;
    fn trace(&self, _: &mut Tracer<'_>) {}
}

impl Vm {
    /// An int.
    #[inline]
    pub fn int(&self, value: i64) -> Value {
        match Raw::from_int(value) {
            // SAFETY: an immediate owns nothing.
            Some(raw) => unsafe { raw.into_value() },
            None => self.make(BigIntObject { value: value.into() }).into(),
        }
    }

    /// An int of any size.
    pub fn big_int(&self, value: BigInt) -> Value {
        match value.to_i64() {
            Some(small) if (MIN_SMALL_INT..=MAX_SMALL_INT).contains(&small) => self.int(small),
            _ => self.make(BigIntObject { value }).into(),
        }
    }

    /// A float.
    #[inline]
    pub fn float(&self, value: f64) -> Value {
        match Raw::from_float(value) {
            // SAFETY: an immediate owns nothing.
            Some(raw) => unsafe { raw.into_value() },
            None => self.make(FloatObject { value }).into(),
        }
    }
}

impl Value {
    /// The float behind this value (subclasses included); ints are not floats.
    #[inline]
    pub fn as_float(&self) -> Option<f64> {
        if self.raw().is_float() {
            return Some(self.raw().float_unchecked());
        }
        self.core::<FloatObject>().map(|object| object.value)
    }

    /// The int behind this value (bools and subclasses included), if it fits an `i64`.
    #[inline]
    pub fn as_int(&self) -> Option<i64> {
        if let Some(small) = self.as_small_int() {
            return Some(small);
        }
        match self.as_bool() {
            Some(flag) => Some(flag.into()),
            None => self.core::<BigIntObject>()?.value.to_i64(),
        }
    }

    /// The int behind this value (bools and subclasses included), of any size.
    pub fn as_big_int(&self) -> Option<BigInt> {
        if let Some(small) = self.as_small_int() {
            return Some(small.into());
        }
        match self.as_bool() {
            Some(flag) => Some(u8::from(flag).into()),
            None => Some(self.core::<BigIntObject>()?.value.clone()),
        }
    }

    /// Whether this is an int (bools and subclasses included).
    #[inline]
    pub fn is_int(&self) -> bool {
        self.raw().is_int() || self.raw().is_bool() || self.is_kind(Kind::BigInt)
    }
}
