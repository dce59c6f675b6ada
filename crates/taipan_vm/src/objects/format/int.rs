//! Ints and strs after presentation types.

use super::{float::float_after, number::Number, spec::Spec};
use crate::{Res, Value, Vm, objects::int::Int};

/// Digits of the absolute value in a base of a presentation type.
pub(crate) fn radix_digits(vm: &Vm, value: Int<'_>, kind: char) -> Res<String> {
    Ok(match value {
        Int::Small(small) => {
            let size = small.unsigned_abs();
            match kind {
                'b' => format!("{size:b}"),
                'o' => format!("{size:o}"),
                'x' => format!("{size:x}"),
                'X' => format!("{size:X}"),
                _ => itoa::Buffer::new().format(size).to_owned(),
            }
        }
        Int::Big(big) => match kind {
            'b' => big.magnitude().to_str_radix(2),
            'o' => big.magnitude().to_str_radix(8),
            'x' => big.magnitude().to_str_radix(16),
            'X' => big.magnitude().to_str_radix(16).to_ascii_uppercase(),
            _ => vm.int_digits(big)?.trim_start_matches('-').to_owned(),
        },
    })
}

/// `int.__format__`
///
/// # Errors
/// `ValueError`, `OverflowError`
pub(crate) fn format_int(vm: &Vm, value: &Value, text: &str) -> Res {
    if text.is_empty() {
        return vm.str_value(value);
    }
    let class = vm.type_of(value).name().to_owned();
    let Some(int) = Int::of(value) else { return vm.str_value(value) };
    let spec = Spec::parse(vm, text, &class, 'd', '>')?;
    match spec.kind {
        'b' | 'c' | 'd' | 'o' | 'x' | 'X' | 'n' => {}
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%' => {
            return float_after(vm, vm.int_to_f64(int)?, &spec, &class);
        }
        _ => return Err(spec.unknown_kind(vm, &class)),
    }
    if spec.precision.is_some() {
        return Err(vm.value_error("Precision not allowed in integer format specifier"));
    }
    if spec.no_negative_zero {
        return Err(vm.value_error("Negative zero coercion (z) not allowed in integer format specifier"));
    }
    if spec.kind == 'c' {
        return format_char(vm, int, &spec);
    }
    let digits = radix_digits(vm, int, spec.kind)?;
    let prefix = match spec.kind {
        'b' if spec.alternate => "0b",
        'o' if spec.alternate => "0o",
        'x' if spec.alternate => "0x",
        'X' if spec.alternate => "0X",
        _ => "",
    };
    let group = if matches!(spec.kind, 'd' | 'n') { 3 } else { 4 };
    let number =
        Number { negative: int.is_negative(), prefix, digits: &digits, rest: "", group, special: false };
    vm.number_text(&number, &spec)
}

fn format_char(vm: &Vm, int: Int<'_>, spec: &Spec) -> Res {
    if spec.sign.is_some() {
        return Err(vm.value_error("Sign not allowed with integer format specifier 'c'"));
    }
    if spec.alternate {
        return Err(vm.value_error("Alternate form (#) not allowed with integer format specifier 'c'"));
    }
    match int.to_i64() {
        Some(point @ 0..0x11_0000) => {
            let (left, right) = spec.padding(1);
            vm.str_padded(&vm.str_char(point as u32), left, right, spec.fill.into())
        }
        Some(_) => Err(vm.overflow_error("%c arg not in range(0x110000)")),
        None => Err(vm.overflow_error("Python int too large to convert to C long")),
    }
}

/// `str.__format__`
///
/// # Errors
/// `ValueError`
pub(crate) fn format_str(vm: &Vm, value: &Value, text: &str) -> Res {
    if text.is_empty() {
        return vm.str_value(value);
    }
    let class = vm.type_of(value).name().to_owned();
    let Some(object) = value.as_str_object() else { return vm.str_value(value) };
    let spec = Spec::parse(vm, text, &class, 's', '<')?;
    if spec.kind != 's' {
        return Err(spec.unknown_kind(vm, &class));
    }
    let refused = match spec.sign {
        Some(' ') => Some("Space not allowed in string format specifier"),
        Some(_) => Some("Sign not allowed in string format specifier"),
        None if spec.no_negative_zero => {
            Some("Negative zero coercion (z) not allowed in string format specifier")
        }
        None if spec.alternate => Some("Alternate form (#) not allowed in string format specifier"),
        None if spec.align == '=' => Some("'=' alignment not allowed in string format specifier"),
        None => None,
    };
    if let Some(message) = refused {
        return Err(vm.value_error(message));
    }
    let shown = match spec.precision {
        Some(most) if most < object.len() => vm.str_slice(value, 0, most),
        _ => vm.plain_str(value),
    };
    let len = shown.as_str_object().map_or(0, crate::objects::Str::len);
    let (left, right) = spec.padding(len);
    vm.str_padded(&shown, left, right, spec.fill.into())
}
