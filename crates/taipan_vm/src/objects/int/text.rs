//! Ints to text and back.

use std::{borrow::Cow, cell::Cell};

use num_bigint::BigInt;

use super::value::Int;
use crate::{
    Raised, Res, Value, Vm,
    objects::str::unicode::{decimal_value, is_space},
};

/// The most decimal digits that converting between int and str handles (`sys.set_int_max_str_digits`); 0 lifts it.
struct DigitLimit(Cell<usize>);

impl Default for DigitLimit {
    fn default() -> DigitLimit {
        DigitLimit(Cell::new(4300))
    }
}

impl Vm {
    /// `sys.get_int_max_str_digits()`
    pub fn int_max_str_digits(&self) -> usize {
        self.state::<DigitLimit>().0.get()
    }

    /// `sys.set_int_max_str_digits(n)`; 0 lifts the limit.
    pub fn set_int_max_str_digits(&self, digits: usize) {
        self.state::<DigitLimit>().0.set(digits);
    }

    /// The decimal digits of an int.
    ///
    /// # Errors
    /// `ValueError` beyond the limit of digits.
    pub(crate) fn int_digits(&self, value: &BigInt) -> Res<String> {
        let limit = self.int_max_str_digits();
        let too_long = || {
            self.value_error(format!(
                "Exceeds the limit ({limit} digits) for integer string conversion; \
                 use sys.set_int_max_str_digits() to increase the limit"
            ))
        };
        // 2**332 has 100 digits: what certainly has too many is not converted at all.
        if limit > 0 && value.bits() / 332 * 100 > limit as u64 + 100 {
            return Err(too_long());
        }
        let text = value.to_string();
        let digits = text.len() - usize::from(text.starts_with('-'));
        if limit > 0 && digits > limit { Err(too_long()) } else { Ok(text) }
    }
}

pub(super) fn repr(vm: &Vm, value: &Value) -> Res {
    match Int::of(value) {
        Some(Int::Small(small)) => Ok(vm.str_ascii(itoa::Buffer::new().format(small).as_bytes())),
        Some(Int::Big(big)) => Ok(vm.str(&vm.int_digits(big)?)),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// Text of a number with Unicode digits and spaces replaced by their ASCII ones, and anything else that is not ASCII by
/// `?`, which no number has.
pub(crate) fn ascii_number(text: &crate::objects::Str) -> Cow<'_, [u8]> {
    if text.is_ascii() {
        return text.as_bytes().into();
    }
    let plain = |point: u32| match point {
        0..0x80 => point as u8,
        _ if is_space(point) => b' ',
        _ => decimal_value(point).map_or(b'?', |digit| b'0' + digit),
    };
    text.code_points().map(plain).collect::<Vec<u8>>().into()
}

/// Strips what `str.strip` strips of ASCII.
pub(crate) fn trim(text: &[u8]) -> &[u8] {
    let space = |byte: &u8| is_space(u32::from(*byte));
    let start = text.iter().position(|byte| !space(byte)).unwrap_or(text.len());
    let end = text.iter().rposition(|byte| !space(byte)).map_or(start, |at| at + 1);
    &text[start..end]
}

/// Why text is not an int.
enum Bad {
    Literal,
    Long(usize),
}

/// The int that `text` denotes in `base` (0: as a literal).
fn parse(vm: &Vm, text: &[u8], base: u32) -> Result<Value, Bad> {
    let mut rest = trim(text);
    let mut negative = false;
    if let [sign @ (b'+' | b'-'), tail @ ..] = rest {
        negative = *sign == b'-';
        rest = tail;
    }
    let mut base = base;
    let mut literal = false;
    let prefix = match rest {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 0,
    };
    if prefix > 0 && (base == 0 || base == prefix) {
        base = prefix;
        rest = &rest[2..];
        if let [b'_', tail @ ..] = rest {
            rest = tail;
        }
    } else if base == 0 {
        base = 10;
        literal = true;
    }
    let mut digits = Vec::with_capacity(rest.len());
    let mut last = b'_';
    let mut small = Some(0i64);
    for byte in rest {
        if *byte == b'_' {
            if last == b'_' {
                return Err(Bad::Literal);
            }
        } else {
            let digit = char::from(*byte).to_digit(base).ok_or(Bad::Literal)?;
            small = small
                .and_then(|n| n.checked_mul(i64::from(base)))
                .and_then(|n| n.checked_add(i64::from(digit)));
            digits.push(digit as u8);
        }
        last = *byte;
    }
    if last == b'_' {
        return Err(Bad::Literal);
    }
    if literal && digits[0] == 0 && digits.iter().any(|digit| *digit != 0) {
        return Err(Bad::Literal);
    }
    let limit = if digits.len() > 640 { vm.int_max_str_digits() } else { 0 };
    if let Some(small) = small.filter(|_| limit == 0 || digits.len() <= limit) {
        return Ok(vm.int(if negative { -small } else { small }));
    }
    if !base.is_power_of_two() && limit > 0 && digits.len() > limit {
        return Err(Bad::Long(digits.len()));
    }
    let sign = if negative { num_bigint::Sign::Minus } else { num_bigint::Sign::Plus };
    BigInt::from_radix_be(sign, &digits, base).map(|big| vm.big_int(big)).ok_or(Bad::Literal)
}

/// `int(text, base)`; `shown` is what a message quotes.
pub(crate) fn int_from_text(vm: &Vm, text: &[u8], base: u32, shown: &Value) -> Res {
    let raise = |bad: Bad| -> Res<Raised> {
        let message = match bad {
            Bad::Long(digits) => format!(
                "Exceeds the limit ({} digits) for integer string conversion: value has {digits} digits; \
                 use sys.set_int_max_str_digits() to increase the limit",
                vm.int_max_str_digits()
            ),
            Bad::Literal => {
                let shown = vm.repr_string(shown)?;
                let shown: String = shown.chars().take(200).collect();
                format!("invalid literal for int() with base {base}: {shown}")
            }
        };
        Ok(vm.value_error(message))
    };
    match parse(vm, text, base) {
        Ok(value) => Ok(value),
        Err(bad) => Err(raise(bad)?),
    }
}

/// `int(x)` without a base.
pub(crate) fn int_from(vm: &Vm, value: &Value) -> Res {
    if value.raw().is_int() {
        return Ok(value.clone());
    }
    let slots = vm.type_of(value).slots();
    if let Some(f) = slots.int {
        let result = f(vm, value)?;
        vm.check_int("__int__", &result)?;
        return Ok(vm.exact_int(&result));
    }
    if slots.index.is_some() {
        return vm.index(value).map(|index| vm.exact_int(&index));
    }
    if let Some(text) = value.as_str_object() {
        return int_from_text(vm, &ascii_number(text), 10, value);
    }
    if let Some(bytes) = vm.buffer_bytes(value) {
        return int_from_text(vm, &bytes, 10, value);
    }
    Err(vm.type_error(format!(
        "int() argument must be a string, a bytes-like object or a real number, not '{}'",
        vm.type_of(value).name()
    )))
}

/// `int(x, base)`
pub(super) fn int_from_base(vm: &Vm, value: &Value, base: &Value) -> Res {
    let base = match vm.index_clamped(base)? {
        base @ (0 | 2..=36) => base as u32,
        _ => return Err(vm.value_error("int() base must be >= 2 and <= 36, or 0")),
    };
    if let Some(text) = value.as_str_object() {
        return int_from_text(vm, &ascii_number(text), base, value);
    }
    if (value.is_kind(crate::Kind::Bytes) || value.is_kind(crate::Kind::ByteArray))
        && let Some(bytes) = vm.buffer_bytes(value)
    {
        return int_from_text(vm, &bytes, base, value);
    }
    Err(vm.type_error("int() can't convert non-string with explicit base"))
}
