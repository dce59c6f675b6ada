//! Complex numbers to text and back.

use crate::objects::{
    Str,
    float::{float_repr, parse_float},
    int::{ascii_number, trim},
};

/// A part as it stands in the repr: without a needless `.0`.
fn part(value: f64) -> String {
    let text = float_repr(value);
    text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
}

/// `repr(x)`
pub(super) fn repr((real, imag): (f64, f64)) -> String {
    if real == 0.0 && !real.is_sign_negative() {
        return format!("{}j", part(imag));
    }
    let plus = if imag.is_sign_negative() && !imag.is_nan() { "" } else { "+" };
    format!("({}{plus}{}j)", part(real), part(imag))
}

/// The number that text denotes: `1`, `2j`, `1+2j`, perhaps in parentheses.
pub(super) fn parse(text: &Str) -> Option<(f64, f64)> {
    let bytes = ascii_number(text);
    let mut body = trim(&bytes);
    if let [b'(', inner @ .., b')'] = body {
        body = trim(inner);
    }
    if body.is_empty() || body.iter().any(u8::is_ascii_whitespace) {
        return None;
    }
    let [front @ .., b'j' | b'J'] = body else {
        return parse_float(body).map(|real| (real, 0.0));
    };
    // The sign of the imaginary part is the last one that belongs to no exponent.
    let sign = (1..front.len())
        .rev()
        .find(|at| matches!(front[*at], b'+' | b'-') && !matches!(front[at - 1], b'e' | b'E'));
    let (real, imag) = match sign {
        Some(at) => (Some(&front[..at]), &front[at..]),
        None => (None, front),
    };
    let imag = match imag {
        b"" | b"+" => 1.0,
        b"-" => -1.0,
        imag => parse_float(imag)?,
    };
    let real = match real {
        Some(real) => parse_float(real)?,
        None => 0.0,
    };
    Some((real, imag))
}
