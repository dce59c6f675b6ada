//! `hash(x)`.

use crate::{Res, Value, Vm};

/// The prime modulus of numeric hashes, 2**61 - 1 (library reference, "Hashing of numeric types").
pub const HASH_MODULUS: i64 = (1 << 61) - 1;

impl Vm {
    /// `hash(x)`
    ///
    /// # Errors
    /// `TypeError` for unhashable types; what `__hash__` raises.
    #[inline]
    pub fn hash(&self, value: &Value) -> Res<i64> {
        if let Some(text) = self.exact_str(value) {
            return Ok(text.hash(self));
        }
        if let Some(small) = value.as_small_int() {
            return Ok(hash_int(small));
        }
        match self.type_of(value).slots().hash {
            Some(f) => f(self, value),
            None => Err(self.type_error(format!("unhashable type: '{}'", self.type_of(value).name()))),
        }
    }

    /// The hash of an object that is equal only to itself.
    pub fn identity_hash(&self, value: &Value) -> i64 {
        self.id_of(value).rotate_right(4) as i64
    }
}

/// Hash of an int of any size.
pub fn hash_big(value: &num_bigint::BigInt) -> i64 {
    let digits = value.magnitude().iter_u64_digits().rev();
    let rest = digits.fold(0u128, |rest, digit| ((rest << 64) + u128::from(digit)) % HASH_MODULUS as u128);
    let reduced = if value.sign() == num_bigint::Sign::Minus { -(rest as i64) } else { rest as i64 };
    if reduced == -1 { -2 } else { reduced }
}

/// Hash of an int of 64 bits.
#[inline]
pub fn hash_int(value: i64) -> i64 {
    let reduced = value % HASH_MODULUS;
    if reduced == -1 { -2 } else { reduced }
}
