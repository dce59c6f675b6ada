//! Laying out formatted numbers: sign, prefix, zeros, groups, fill.

use super::spec::Spec;
use crate::{Res, Vm};

/// A number as text, in its parts.
pub(crate) struct Number<'a> {
    pub(crate) negative: bool,
    /// `0x` and the like.
    pub(crate) prefix: &'a str,
    /// Digits before the point; or `inf`, `nan`.
    pub(crate) digits: &'a str,
    /// The point and what follows.
    pub(crate) rest: &'a str,
    /// Digits in a group.
    pub(crate) group: usize,
    /// Not a number with digits (`inf`, `nan`, a character): never grouped.
    pub(crate) special: bool,
}

/// Digits in groups from the right, filled up with zeros to `least` characters.
fn grouped(digits: &str, mark: char, size: usize, least: usize) -> String {
    let digits = digits.as_bytes();
    let mut out: Vec<u8> = Vec::with_capacity(digits.len() * 4 / 3 + 2);
    let (mut left, mut least) = (digits.len(), least as isize);
    loop {
        let len = size.min(left.max(least.max(1) as usize));
        for n in 0..len {
            out.push(if n < left { digits[left - 1 - n] } else { b'0' });
        }
        left = left.saturating_sub(len);
        least -= len as isize;
        if left == 0 && least <= 0 {
            break;
        }
        out.push(mark as u8);
        least -= 1;
    }
    out.reverse();
    String::from_utf8(out).unwrap_or_default()
}

/// The fraction in groups of three from the left.
fn grouped_fraction(rest: &str, mark: char) -> String {
    let Some(fraction) = rest.strip_prefix('.') else { return rest.to_owned() };
    let end = fraction.find(|c: char| !c.is_ascii_digit()).unwrap_or(fraction.len());
    let mut out = String::from(".");
    for (at, digit) in fraction[..end].chars().enumerate() {
        if at > 0 && at % 3 == 0 {
            out.push(mark);
        }
        out.push(digit);
    }
    out.push_str(&fraction[end..]);
    out
}

/// A number after a specification, without the fill around it, and how much fill stands between the sign and the digits.
pub(super) fn body(number: &Number<'_>, spec: &Spec) -> (String, usize) {
    let sign = match (number.negative, spec.sign) {
        (true, _) => "-",
        (false, Some('+')) => "+",
        (false, Some(' ')) => " ",
        _ => "",
    };
    let rest = match spec.fraction_grouping {
        Some(mark) => grouped_fraction(number.rest, mark),
        None => number.rest.to_owned(),
    };
    let around = sign.len() + number.prefix.len() + rest.chars().count();
    let digits = match spec.grouping {
        Some(mark) if !number.special => {
            let least = if spec.zero_padded { spec.width.saturating_sub(around) } else { 0 };
            grouped(number.digits, mark, number.group, least)
        }
        _ => number.digits.to_owned(),
    };
    let len = around + digits.chars().count();
    let inner = if spec.align == '=' { spec.width.saturating_sub(len) } else { 0 };
    let mut text = String::with_capacity(len + inner);
    text.push_str(sign);
    text.push_str(number.prefix);
    text.extend(std::iter::repeat_n(spec.fill, inner));
    text.push_str(&digits);
    text.push_str(&rest);
    (text, inner)
}

impl Vm {
    /// A number after a specification.
    ///
    /// # Errors
    /// `MemoryError`
    pub(super) fn number_text(&self, number: &Number<'_>, spec: &Spec) -> Res {
        self.check_room(spec.width)?;
        let (text, _) = body(number, spec);
        self.padded(&text, spec)
    }

    /// Text between the fill of a specification.
    ///
    /// # Errors
    /// `MemoryError`
    pub(super) fn padded(&self, text: &str, spec: &Spec) -> Res {
        let (left, right) = spec.padding(text.chars().count());
        if left + right == 0 {
            return Ok(self.str(text));
        }
        self.str_padded(&self.str(text), left, right, spec.fill.into())
    }
}
