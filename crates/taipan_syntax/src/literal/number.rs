//! Values of numeric literals.

use num_bigint::BigInt;
use num_traits::Num;

use crate::{ast::Constant, token::TokenKind};

/// The value of the number that `text` is.
pub(crate) fn number(text: &str, kind: TokenKind) -> Constant {
    let clean;
    let digits = if text.contains('_') {
        clean = text.replace('_', "");
        clean.as_str()
    } else {
        text
    };
    match kind {
        TokenKind::Imaginary => Constant::Complex(float(digits.trim_end_matches(['j', 'J']))),
        TokenKind::Float => Constant::Float(float(digits)),
        _ => Constant::Int(integer(digits)),
    }
}

fn float(digits: &str) -> f64 {
    digits.parse().unwrap_or(f64::NAN)
}

fn integer(text: &str) -> BigInt {
    let (digits, radix) = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => (&text[2..], 16),
        [b'0', b'o' | b'O', ..] => (&text[2..], 8),
        [b'0', b'b' | b'B', ..] => (&text[2..], 2),
        _ => (text, 10),
    };
    match u64::from_str_radix(digits, radix) {
        Ok(value) => value.into(),
        Err(_) => BigInt::from_str_radix(digits, radix).unwrap_or_default(),
    }
}
