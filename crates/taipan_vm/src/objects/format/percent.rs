//! `%` formatting of strs and bytes (library reference, "printf-style String Formatting").

use super::float;
use crate::{
    Kind, Raised, Res, Value, Vm,
    objects::{Str, count_code_points, format::int::radix_digits, int::Int, push_code_point},
};

#[derive(Default)]
struct Directive {
    left: bool,
    plus: bool,
    space: bool,
    alternate: bool,
    zero: bool,
    width: usize,
    precision: Option<usize>,
}

/// Where the values come from.
struct Values<'a> {
    vm: &'a Vm,
    /// The right operand.
    all: &'a Value,
    /// The items, where it is a tuple.
    items: Option<&'a [Value]>,
    used: usize,
    keyed: bool,
}

impl Values<'_> {
    fn next(&mut self) -> Res {
        let value = match self.items {
            Some(items) => items.get(self.used),
            None => (self.used == 0).then_some(self.all),
        };
        self.used += 1;
        match value {
            Some(value) => Ok(value.clone()),
            None => Err(self.vm.type_error("not enough arguments for format string")),
        }
    }

    /// Whether values are left that had to be used.
    fn unused(&self) -> bool {
        match self.items {
            Some(items) => self.used < items.len() && !self.keyed,
            None => self.used == 0 && !self.keyed && !is_mapping(self.vm, self.all),
        }
    }
}

fn is_mapping(vm: &Vm, value: &Value) -> bool {
    vm.type_of(value).slots().getitem.is_some()
        && !value.is_kind(Kind::Tuple)
        && value.as_str_object().is_none()
}

/// A number that is too large for a width or precision, or the number.
fn digits(format: &[u8], at: &mut usize) -> Option<usize> {
    let mut value = Some(0usize);
    while let Some(digit) = format.get(*at).filter(|byte| byte.is_ascii_digit()) {
        value = value
            .and_then(|n| n.checked_mul(10))
            .and_then(|n| n.checked_add((digit - b'0').into()))
            .filter(|n| *n <= isize::MAX as usize);
        *at += 1;
    }
    value
}

fn star(vm: &Vm, values: &mut Values<'_>) -> Res<i64> {
    let value = values.next()?;
    if !value.is_int() {
        return Err(vm.type_error("* wants int"));
    }
    match value.as_int() {
        Some(number) => Ok(number),
        None => Err(vm.overflow_error("Python int too large to convert to C ssize_t")),
    }
}

/// The key in parentheses; `at` stands after the opening one.
fn key<'t>(vm: &Vm, format: &'t [u8], at: &mut usize) -> Res<&'t [u8]> {
    let start = *at;
    let mut depth = 1;
    while let Some(byte) = format.get(*at) {
        *at += 1;
        match byte {
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Ok(&format[start..*at - 1]);
        }
    }
    Err(vm.value_error("incomplete format key"))
}

/// Formats `values` after a format of a str or, with `bytes`, of a bytes object.
fn expand(vm: &Vm, format: &[u8], all: &Value, bytes: bool) -> Res<Vec<u8>> {
    let mut values =
        Values { vm, all, items: all.as_tuple().map(|tuple| tuple.as_slice()), used: 0, keyed: false };
    let mut out = Vec::with_capacity(format.len() + 16);
    let mut at = 0;
    while let Some(next) = memchr::memchr(b'%', &format[at..]) {
        out.extend_from_slice(&format[at..at + next]);
        at += next + 1;
        let mut keyed = None;
        if format.get(at) == Some(&b'(') {
            at += 1;
            let name = key(vm, format, &mut at)?;
            if !is_mapping(vm, all) {
                return Err(vm.type_error("format requires a mapping"));
            }
            let name = if bytes { vm.bytes(name) } else { vm.str_wtf8(name) };
            keyed = Some(vm.get_item(all, &name)?);
            // A mapping that has been used by key is spent for directives without one.
            (values.keyed, values.items, values.used) = (true, None, 1);
        }
        let mut directive = Directive::default();
        while let Some(flag) = format.get(at) {
            match flag {
                b'-' => directive.left = true,
                b'+' => directive.plus = true,
                b' ' => directive.space = true,
                b'#' => directive.alternate = true,
                b'0' => directive.zero = true,
                _ => break,
            }
            at += 1;
        }
        if format.get(at) == Some(&b'*') {
            at += 1;
            let width = star(vm, &mut values)?;
            directive.left |= width < 0;
            directive.width = width.unsigned_abs() as usize;
        } else {
            directive.width = digits(format, &mut at).ok_or_else(|| vm.value_error("width too big"))?;
        }
        if format.get(at) == Some(&b'.') {
            at += 1;
            directive.precision = Some(if format.get(at) == Some(&b'*') {
                at += 1;
                star(vm, &mut values)?.max(0) as usize
            } else {
                digits(format, &mut at).ok_or_else(|| vm.value_error("precision too big"))?
            });
        }
        while matches!(format.get(at), Some(b'h' | b'l' | b'L')) {
            at += 1;
        }
        let Some(kind) = format.get(at) else { return Err(vm.value_error("incomplete format")) };
        if *kind == b'%' && keyed.is_none() && at == start_of(format, at) {
            out.push(b'%');
            at += 1;
            continue;
        }
        let value = match keyed {
            Some(value) => value,
            None => values.next()?,
        };
        vm.check_room(out.len().saturating_add(directive.width))?;
        if !convert(vm, &mut out, *kind, &directive, &value, bytes)? {
            return Err(unsupported(vm, format, at));
        }
        at += 1;
    }
    out.extend_from_slice(&format[at..]);
    if values.unused() {
        return Err(vm.type_error(if bytes {
            "not all arguments converted during bytes formatting"
        } else {
            "not all arguments converted during string formatting"
        }));
    }
    Ok(out)
}

/// Where a conversion stands that has nothing between it and its `%`.
fn start_of(format: &[u8], at: usize) -> usize {
    if at > 0 && format[at - 1] == b'%' { at } else { 0 }
}

fn unsupported(vm: &Vm, format: &[u8], at: usize) -> Raised {
    let point = crate::objects::code_points(&format[at..]).next().unwrap_or(0);
    let shown = char::from_u32(point).filter(|c| (' '..'\x7F').contains(c)).unwrap_or('?');
    let index = count_code_points(&format[..at]);
    vm.value_error(format!("unsupported format character '{shown}' (0x{point:x}) at index {index}"))
}

/// Appends one converted value; `false` for a conversion that does not exist.
fn convert(
    vm: &Vm,
    out: &mut Vec<u8>,
    kind: u8,
    directive: &Directive,
    value: &Value,
    bytes: bool,
) -> Res<bool> {
    match kind {
        b'd' | b'i' | b'u' | b'o' | b'x' | b'X' => {
            let (negative, prefix, digits) = int_parts(vm, kind, directive, value)?;
            number(out, directive, negative, prefix, &digits, true);
        }
        b'e' | b'E' | b'f' | b'F' | b'g' | b'G' => {
            let value = vm.to_f64(value)?;
            vm.check_room(directive.precision.unwrap_or(0))?;
            let text = float::digits(value.abs(), kind.into(), directive.precision, directive.alternate);
            number(out, directive, value.is_sign_negative() && !value.is_nan(), "", &text, true);
        }
        b'c' => {
            let mut text = Vec::new();
            if bytes {
                byte(vm, &mut text, value)?
            } else {
                character(vm, &mut text, value)?
            }
            pad(out, directive, &text, 1);
        }
        b's' | b'b' if bytes => {
            let text = byte_text(vm, value)?;
            let most = directive.precision.unwrap_or(text.len()).min(text.len());
            pad(out, directive, &text[..most], most);
        }
        b's' | b'r' | b'a' => {
            let text = match kind {
                b's' => vm.str_value(value)?,
                b'r' if !bytes => vm.repr(value)?,
                _ => vm.ascii(value)?,
            };
            let Some(object) = text.as_str_object() else { return Ok(true) };
            let most = directive.precision.unwrap_or(usize::MAX).min(object.len());
            let end = object.byte_offset(most);
            vm.check_room(out.len() + end)?;
            pad(out, directive, &object.as_bytes()[..end], most);
        }
        _ => return Ok(false),
    }
    Ok(true)
}

fn int_parts(vm: &Vm, kind: u8, directive: &Directive, value: &Value) -> Res<(bool, &'static str, String)> {
    let shown = char::from(kind);
    let slots = vm.type_of(value).slots();
    let decimal = matches!(kind, b'd' | b'i' | b'u');
    let refused = || {
        let class = vm.type_of(value).name().to_owned();
        let what = if decimal { "a real number" } else { "an integer" };
        vm.type_error(format!("%{shown} format: {what} is required, not {class}"))
    };
    let int = if value.is_int() {
        value.clone()
    } else if decimal && slots.int.is_some() {
        match crate::objects::int::int_from(vm, value) {
            Ok(int) => int,
            Err(raised) => {
                drop(vm.catch(raised, &vm.exceptions.type_error)?);
                return Err(refused());
            }
        }
    } else if slots.index.is_some() {
        vm.index(value)?
    } else {
        return Err(refused());
    };
    let Some(int) = Int::of(&int) else { return Err(refused()) };
    let base = if decimal { 'd' } else { shown };
    let mut digits = radix_digits(vm, int, base)?;
    if let Some(least) = directive.precision.filter(|least| *least > digits.len()) {
        vm.check_room(least)?;
        digits = "0".repeat(least - digits.len()) + &digits;
    }
    let prefix = match kind {
        b'o' if directive.alternate => "0o",
        b'x' if directive.alternate => "0x",
        b'X' if directive.alternate => "0X",
        _ => "",
    };
    Ok((int.is_negative(), prefix, digits))
}

fn number(
    out: &mut Vec<u8>,
    directive: &Directive,
    negative: bool,
    prefix: &str,
    digits: &str,
    numeric: bool,
) {
    let sign = match negative {
        true => "-",
        false if directive.plus => "+",
        false if directive.space => " ",
        false => "",
    };
    let margin = directive.width.saturating_sub(sign.len() + prefix.len() + digits.len());
    let zeros = if directive.zero && !directive.left && numeric { margin } else { 0 };
    let spaces = margin - zeros;
    if !directive.left {
        out.resize(out.len() + spaces, b' ');
    }
    out.extend_from_slice(sign.as_bytes());
    out.extend_from_slice(prefix.as_bytes());
    out.resize(out.len() + zeros, b'0');
    out.extend_from_slice(digits.as_bytes());
    if directive.left {
        out.resize(out.len() + spaces, b' ');
    }
}

fn pad(out: &mut Vec<u8>, directive: &Directive, text: &[u8], len: usize) {
    let margin = directive.width.saturating_sub(len);
    if !directive.left {
        out.resize(out.len() + margin, b' ');
    }
    out.extend_from_slice(text);
    if directive.left {
        out.resize(out.len() + margin, b' ');
    }
}

fn character(vm: &Vm, out: &mut Vec<u8>, value: &Value) -> Res<()> {
    if let Some(text) = value.as_str_object() {
        if text.len() == 1 {
            out.extend_from_slice(text.as_bytes());
            return Ok(());
        }
        return Err(vm.type_error(format!(
            "%c requires an int or a unicode character, not a string of length {}",
            text.len()
        )));
    }
    if !value.is_int() && vm.type_of(value).slots().index.is_none() {
        let class = vm.type_of(value).name().to_owned();
        return Err(vm.type_error(format!("%c requires an int or a unicode character, not {class}")));
    }
    let index = match vm.index(value) {
        Ok(index) => index,
        Err(raised) => {
            drop(vm.catch(raised, &vm.exceptions.type_error)?);
            let class = vm.type_of(value).name().to_owned();
            return Err(vm.type_error(format!("%c requires an int or a unicode character, not {class}")));
        }
    };
    match index.as_int() {
        Some(point @ 0..0x11_0000) => push_code_point(out, point as u32),
        _ => return Err(vm.overflow_error("%c arg not in range(0x110000)")),
    }
    Ok(())
}

fn byte(vm: &Vm, out: &mut Vec<u8>, value: &Value) -> Res<()> {
    if let Some(bytes) = vm.buffer_bytes(value) {
        if let [byte] = bytes[..] {
            out.push(byte);
            return Ok(());
        }
    } else if value.is_int() || vm.type_of(value).slots().index.is_some() {
        match vm.index(value)?.as_int() {
            Some(byte @ 0..256) => out.push(byte as u8),
            _ => return Err(vm.overflow_error("%c arg not in range(256)")),
        }
        return Ok(());
    }
    let class = vm.type_of(value).name().to_owned();
    Err(vm.type_error(format!("%c requires an integer in range(256) or a single byte, not {class}")))
}

fn byte_text(vm: &Vm, value: &Value) -> Res<Vec<u8>> {
    if let Some(bytes) = vm.buffer_bytes(value) {
        return Ok(bytes.into_owned());
    }
    if let Some(made) = vm.call_special(value, &vm.names.dunder_bytes, &[])?
        && let Some(bytes) = made.as_bytes()
    {
        return Ok(bytes.to_vec());
    }
    let class = vm.type_of(value).name().to_owned();
    Err(vm.type_error(format!(
        "%b requires a bytes-like object, or an object that implements __bytes__, not '{class}'"
    )))
}

/// `format % values` of strs.
///
/// # Errors
/// `TypeError`, `ValueError`; what the values raise.
pub(crate) fn percent_str(vm: &Vm, format: &Value, values: &Value) -> Res {
    let text = format.as_str_object().map_or(&b""[..], Str::as_bytes);
    let out = expand(vm, text, values, false)?;
    Ok(vm.str_wtf8(&out))
}

/// `format % values` of bytes, as bytes.
///
/// # Errors
/// As [`percent_str`].
pub(crate) fn percent_bytes(vm: &Vm, format: &[u8], values: &Value) -> Res<Vec<u8>> {
    expand(vm, format, values, true)
}
