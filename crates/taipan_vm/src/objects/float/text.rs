//! Floats to text and back.

use std::fmt::Write;

use crate::{
    Res, Value, Vm,
    objects::int::{ascii_number, trim},
};

/// The shortest digits that give `value` (finite, not negative) back, and the exponent of the first one.
fn shortest(value: f64) -> (String, i32) {
    let mut text = String::with_capacity(24);
    _ = write!(text, "{value:e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent = exponent.parse().unwrap_or(0);
    (digits.replacen('.', "", 1), exponent)
}

/// `repr(x)` of a float.
pub fn float_repr(value: f64) -> String {
    if value.is_nan() {
        return "nan".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "inf" } else { "-inf" }.to_owned();
    }
    if value.fract() == 0.0 && value.abs() < 1e15 {
        let mut text = String::with_capacity(20);
        if value.is_sign_negative() {
            text.push('-');
        }
        text.push_str(itoa::Buffer::new().format(value.abs() as i64));
        text.push_str(".0");
        return text;
    }
    let (digits, exponent) = shortest(value.abs());
    let mut text = String::with_capacity(26);
    if value.is_sign_negative() {
        text.push('-');
    }
    place_digits(&mut text, &digits, exponent);
    text
}

/// Writes digits with a point, or with an exponent below 1e-4 and from 1e16 on.
fn place_digits(text: &mut String, digits: &str, exponent: i32) {
    if !(-4..16).contains(&exponent) {
        let (first, rest) = digits.split_at(1);
        text.push_str(first);
        if !rest.is_empty() {
            text.push('.');
            text.push_str(rest);
        }
        let sign = if exponent < 0 { '-' } else { '+' };
        _ = write!(text, "e{sign}{:02}", exponent.abs());
    } else if exponent < 0 {
        text.push_str("0.");
        text.extend(std::iter::repeat_n('0', (-exponent - 1) as usize));
        text.push_str(digits);
    } else {
        let whole = exponent as usize + 1;
        if digits.len() <= whole {
            text.push_str(digits);
            text.extend(std::iter::repeat_n('0', whole - digits.len()));
            text.push_str(".0");
        } else {
            text.push_str(&digits[..whole]);
            text.push('.');
            text.push_str(&digits[whole..]);
        }
    }
}

/// The float that text denotes, as `float()` reads it: underscores between digits, `inf`, `nan`, spaces around.
pub(crate) fn parse_float(text: &[u8]) -> Option<f64> {
    let text = trim(text);
    if text.is_empty() || !text.is_ascii() {
        return None;
    }
    let body = match text {
        [b'+' | b'-', rest @ ..] => rest,
        rest => rest,
    };
    let negative = text[0] == b'-';
    let signed = |value: f64| Some(if negative { -value } else { value });
    if body.eq_ignore_ascii_case(b"inf") || body.eq_ignore_ascii_case(b"infinity") {
        return signed(f64::INFINITY);
    }
    if body.eq_ignore_ascii_case(b"nan") {
        return signed(f64::NAN);
    }
    if !body.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-' | b'_')) {
        return None;
    }
    let plain: std::borrow::Cow<'_, [u8]> = if body.contains(&b'_') {
        let digit = |at: Option<usize>| at.and_then(|at| body.get(at)).is_some_and(u8::is_ascii_digit);
        for (at, byte) in body.iter().enumerate() {
            if *byte == b'_' && !(digit(at.checked_sub(1)) && digit(Some(at + 1))) {
                return None;
            }
        }
        body.iter().copied().filter(|byte| *byte != b'_').collect::<Vec<u8>>().into()
    } else {
        body.into()
    };
    if matches!(plain.first(), Some(b'+' | b'-')) {
        return None;
    }
    let value: f64 = std::str::from_utf8(&plain).ok()?.parse().ok()?;
    signed(value)
}

/// `float(x)`
pub(super) fn float_from(vm: &Vm, value: &Value) -> Res<f64> {
    if let Some(text) = value.as_str_object() {
        return match parse_float(&ascii_number(text)) {
            Some(float) => Ok(float),
            None => Err(bad_literal(vm, value)?),
        };
    }
    let slots = vm.type_of(value).slots();
    if slots.float.is_some() || slots.index.is_some() {
        return vm.to_f64(value);
    }
    if let Some(bytes) = vm.buffer_bytes(value) {
        return match parse_float(&bytes) {
            Some(float) => Ok(float),
            None => Err(bad_literal(vm, value)?),
        };
    }
    Err(vm.type_error(format!(
        "float() argument must be a string or a real number, not '{}'",
        vm.type_of(value).name()
    )))
}

fn bad_literal(vm: &Vm, value: &Value) -> Res<crate::Raised> {
    let shown = vm.repr_string(value)?;
    Ok(vm.value_error(format!("could not convert string to float: {shown}")))
}

/// `x.hex()`
pub(super) fn hex(value: f64) -> String {
    if !value.is_finite() {
        return float_repr(value);
    }
    let sign = if value.is_sign_negative() { "-" } else { "" };
    let bits = value.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    match (bits >> 52 & 0x7FF) as i64 {
        0 if fraction == 0 => format!("{sign}0x0.0p+0"),
        0 => format!("{sign}0x0.{fraction:013x}p-1022"),
        exponent => format!("{sign}0x1.{fraction:013x}p{:+}", exponent - 1023),
    }
}

/// Why `float.fromhex` fails.
pub(super) enum BadHex {
    Syntax,
    TooLarge,
}

/// `float.fromhex(text)`
pub(super) fn from_hex(text: &[u8]) -> Result<f64, BadHex> {
    let mut rest = trim(text);
    let mut negative = false;
    if let [sign @ (b'+' | b'-'), tail @ ..] = rest {
        negative = *sign == b'-';
        rest = tail;
    }
    let signed = |value: f64| if negative { -value } else { value };
    if rest.eq_ignore_ascii_case(b"inf") || rest.eq_ignore_ascii_case(b"infinity") {
        return Ok(signed(f64::INFINITY));
    }
    if rest.eq_ignore_ascii_case(b"nan") {
        return Ok(signed(f64::NAN));
    }
    if let [b'0', b'x' | b'X', tail @ ..] = rest {
        rest = tail;
    }
    let (number, exponent) = match rest.iter().position(|byte| matches!(byte, b'p' | b'P')) {
        Some(at) => {
            let text = std::str::from_utf8(&rest[at + 1..]).map_err(|_| BadHex::Syntax)?;
            let plausible = text.trim_start_matches(['+', '-']);
            if plausible.is_empty()
                || text.len() > plausible.len() + 1
                || !plausible.bytes().all(|b| b.is_ascii_digit())
            {
                return Err(BadHex::Syntax);
            }
            let least = if text.starts_with('-') { -(1i64 << 40) } else { 1 << 40 };
            (&rest[..at], text.parse::<i64>().unwrap_or(least).clamp(-(1 << 40), 1 << 40))
        }
        None => (rest, 0),
    };
    let mut digits: u128 = 0;
    let (mut after_point, mut seen, mut exponent) = (false, 0usize, exponent);
    for byte in number {
        if *byte == b'.' && !after_point {
            after_point = true;
            continue;
        }
        let digit = char::from(*byte).to_digit(16).ok_or(BadHex::Syntax)?;
        seen += 1;
        if digits >> 100 == 0 {
            digits = digits << 4 | u128::from(digit);
            exponent -= if after_point { 4 } else { 0 };
        } else {
            digits |= u128::from(digit != 0);
            exponent += if after_point { 0 } else { 4 };
        }
    }
    if seen == 0 {
        return Err(BadHex::Syntax);
    }
    if digits == 0 {
        return Ok(signed(0.0));
    }
    let value = crate::objects::int::scale_bits(digits, exponent);
    if value.is_infinite() { Err(BadHex::TooLarge) } else { Ok(signed(value)) }
}
