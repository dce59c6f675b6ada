//! Floats after presentation types, for `format` and `%`.

use super::{number::Number, spec::Spec};
use crate::{Res, Value, Vm, objects::float::float_repr};

/// Digits of a float that is not negative: type, precision, whether a point always stands.
pub(crate) fn digits(value: f64, kind: char, precision: Option<usize>, alternate: bool) -> String {
    if value.is_nan() {
        return if kind.is_ascii_uppercase() { "NAN" } else { "nan" }.to_owned();
    }
    if value.is_infinite() {
        return if kind.is_ascii_uppercase() { "INF" } else { "inf" }.to_owned();
    }
    let text = match kind.to_ascii_lowercase() {
        'e' => exponential(value, precision.unwrap_or(6)),
        'f' => format!("{value:.*}", precision.unwrap_or(6)),
        'g' | 'n' => general(value, precision.unwrap_or(6).max(1), alternate, false),
        _ => match precision {
            Some(precision) => general(value, precision.max(1), alternate, true),
            None => float_repr(value),
        },
    };
    let text = if alternate && !text.contains('.') {
        let at = text.find('e').unwrap_or(text.len());
        format!("{}.{}", &text[..at], &text[at..])
    } else {
        text
    };
    if kind.is_ascii_uppercase() { text.to_ascii_uppercase() } else { text }
}

/// `d.dddde+XX`
fn exponential(value: f64, precision: usize) -> String {
    let text = format!("{value:.precision$e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    format!("{mantissa}e{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.abs())
}

/// `precision` significant digits, fixed or with an exponent. `repr` is the default type's variant: at least one digit
/// after the point, and the exponent one digit earlier.
fn general(value: f64, precision: usize, alternate: bool, repr: bool) -> String {
    let scientific = exponential(value, precision - 1);
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let size: i64 = exponent.parse().unwrap_or(0);
    let limit = precision as i64 - i64::from(repr);
    let trim = |text: &str| {
        if alternate || !text.contains('.') {
            text.to_owned()
        } else {
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
    };
    if !(-4..limit).contains(&size) && value != 0.0 {
        return format!("{}e{exponent}", trim(mantissa));
    }
    let places = (precision as i64 - 1 - size).max(0) as usize;
    let fixed = trim(&format!("{value:.places$}"));
    if repr && !fixed.contains('.') { fixed + ".0" } else { fixed }
}

/// Splits digits into those before the point and the rest.
pub(crate) fn split(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text.split_at(end)
}

/// Formats a float after a parsed specification.
///
/// # Errors
/// `ValueError` where the specification does not suit floats.
pub(super) fn float_after(vm: &Vm, value: f64, spec: &Spec, class: &str) -> Res {
    let kind = spec.kind;
    if !matches!(kind, '\0' | 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%') {
        return Err(spec.unknown_kind(vm, class));
    }
    if spec.precision.is_some_and(|precision| precision > i32::MAX as usize) {
        return Err(vm.value_error("precision too big"));
    }
    vm.check_room(spec.precision.unwrap_or(0))?;
    let mut text = if kind == '%' {
        digits(value.abs() * 100.0, 'f', spec.precision, spec.alternate)
    } else {
        digits(value.abs(), kind, spec.precision, spec.alternate)
    };
    let mut negative = value.is_sign_negative() && !value.is_nan();
    if spec.no_negative_zero
        && negative
        && !text.contains(|c: char| ('1'..='9').contains(&c))
        && value.is_finite()
    {
        negative = false;
    }
    if kind == '%' {
        text.push('%');
    }
    let special = !value.is_finite();
    let (whole, rest) = if special { (text.as_str(), "") } else { split(&text) };
    vm.number_text(&Number { negative, prefix: "", digits: whole, rest, group: 3, special }, spec)
}

/// `float.__format__`
///
/// # Errors
/// `ValueError`
pub(crate) fn format_float(vm: &Vm, value: &Value, text: &str) -> Res {
    if text.is_empty() {
        return vm.str_value(value);
    }
    let float = value.as_float().unwrap_or(0.0);
    let class = vm.type_of(value).name().to_owned();
    let spec = Spec::parse(vm, text, &class, '\0', '>')?;
    float_after(vm, float, &spec, &class)
}

/// `complex.__format__`
///
/// # Errors
/// `ValueError`
pub(crate) fn format_complex(vm: &Vm, value: &Value, (real, imag): (f64, f64), text: &str) -> Res {
    if text.is_empty() {
        return vm.str_value(value);
    }
    let class = vm.type_of(value).name().to_owned();
    let spec = Spec::parse(vm, text, &class, '\0', '>')?;
    if !matches!(spec.kind, '\0' | 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n') {
        return Err(spec.unknown_kind(vm, &class));
    }
    if spec.fill == '0' {
        return Err(vm.value_error("Zero padding is not allowed in complex format specifier"));
    }
    if spec.align == '=' {
        return Err(vm.value_error("'=' alignment flag is not allowed in complex format specifier"));
    }
    if spec.precision.is_some_and(|precision| precision > i32::MAX as usize) {
        return Err(vm.value_error("precision too big"));
    }
    let plain = spec.kind == '\0';
    let skip_real = plain && real == 0.0 && !real.is_sign_negative();
    let bare = Spec { width: 0, align: '<', zero_padded: false, ..spec.clone() };
    let part = |value: f64, signed: bool| {
        let text = complex_digits(value.abs(), &spec);
        let special = !value.is_finite();
        let (whole, rest) = if special { (text.as_str(), "") } else { split(&text) };
        let negative = value.is_sign_negative() && !value.is_nan();
        let number = Number { negative, prefix: "", digits: whole, rest, group: 3, special };
        let spec = if signed { Spec { sign: Some('+'), ..bare.clone() } } else { bare.clone() };
        super::number::body(&number, &spec).0
    };
    let text = if skip_real {
        format!("{}j", part(imag, false))
    } else {
        let inner = format!("{}{}j", part(real, false), part(imag, true));
        if plain { format!("({inner})") } else { inner }
    };
    vm.padded(&text, &spec)
}

/// Digits of a part of a complex number: without a needless `.0`.
fn complex_digits(value: f64, spec: &Spec) -> String {
    let text = match spec.precision {
        Some(precision) if spec.kind == '\0' => {
            if value.is_finite() {
                general(value, precision.max(1), spec.alternate, false)
            } else {
                float_repr(value)
            }
        }
        precision => digits(value, spec.kind, precision, spec.alternate),
    };
    match text.strip_suffix(".0") {
        Some(short) if spec.kind == '\0' && !spec.alternate => short.to_owned(),
        _ => text,
    }
}
