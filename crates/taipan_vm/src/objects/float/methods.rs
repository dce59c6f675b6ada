//! Methods and attributes of floats.

use super::{
    arithmetic,
    bits::ratio,
    text::{BadHex, from_hex, hex},
};
use crate::{
    Res, Value, Vm,
    native::{GetSet, Method},
    objects::int::ascii_number,
};

fn of(value: &Value) -> f64 {
    value.as_float().unwrap_or(0.0)
}

/// An instance of the class that a class method was called on.
fn of_class(vm: &Vm, class: &Value, value: f64) -> Res {
    let value = vm.float(value);
    match class.as_type() {
        Some(class_type) if !std::ptr::eq::<crate::objects::Type>(class_type, &**vm.types.float) => {
            vm.call(class, &[value])
        }
        _ => Ok(value),
    }
}

fn as_integer_ratio(vm: &Vm, args: &[Value]) -> Res {
    let value = of(&args[0]);
    if value.is_nan() {
        return Err(vm.value_error("cannot convert NaN to integer ratio"));
    }
    if value.is_infinite() {
        return Err(vm.overflow_error("cannot convert Infinity to integer ratio"));
    }
    let (numerator, denominator) = ratio(value);
    Ok(vm.tuple(vec![vm.big_int(numerator), vm.big_int(denominator)]))
}

fn fromhex(vm: &Vm, args: &[Value]) -> Res {
    let Some(text) = args[1].as_str_object() else {
        return Err(vm.type_error("bad argument type for built-in operation"));
    };
    match from_hex(&ascii_number(text)) {
        Ok(value) => of_class(vm, &args[0], value),
        Err(BadHex::Syntax) => Err(vm.value_error("invalid hexadecimal floating-point string")),
        Err(BadHex::TooLarge) => {
            Err(vm.overflow_error("hexadecimal value too large to represent as a float"))
        }
    }
}

/// `value` rounded to a number of decimal places, correctly: half to even of the exact value.
pub(crate) fn round_places(value: f64, places: i64) -> f64 {
    if !value.is_finite() || places > 323 {
        return value;
    }
    if places < -308 {
        return 0f64.copysign(value);
    }
    if places >= 0 {
        return format!("{value:.*}", places as usize).parse().unwrap_or(value);
    }
    // Digits before the point: round the exact integer ratio to a multiple of a power of ten.
    let (numerator, denominator) = ratio(value);
    let unit = num_bigint::BigInt::from(10).pow(-places as u32) * denominator;
    let (mut quotient, rest) = num_integer::Integer::div_mod_floor(&numerator, &unit);
    let twice: num_bigint::BigInt = rest * 2;
    let odd = num_integer::Integer::is_odd(&quotient);
    if twice > unit || (twice == unit && odd) {
        quotient += 1;
    }
    let text = format!("{quotient}e{}", -places);
    let rounded: f64 = text.parse().unwrap_or(value);
    if rounded == 0.0 { 0f64.copysign(value) } else { rounded }
}

fn round(vm: &Vm, args: &[Value]) -> Res {
    let value = of(&args[0]);
    let Some(places) = args[1].not_none() else {
        return vm.int_from_f64(value.round_ties_even());
    };
    let places = vm.index_clamped(places)?;
    let rounded = round_places(value, places);
    if rounded.is_infinite() && value.is_finite() {
        return Err(vm.overflow_error("rounded value too large to represent"));
    }
    Ok(vm.float(rounded))
}

fn format(vm: &Vm, args: &[Value]) -> Res {
    let spec = vm.format_spec_text(&args[1])?;
    crate::objects::format::format_float(vm, &args[0], &spec)
}

pub(super) const METHODS: &[Method] = &[
    Method::new(
        "conjugate()",
        |vm, args| Ok(vm.float(of(&args[0]))),
        "Return self, the complex conjugate of any float.",
    ),
    Method::new(
        "__trunc__()",
        |vm, args| vm.int_from_f64(of(&args[0])),
        "Return the Integral closest to x between 0 and x.",
    ),
    Method::new(
        "__floor__()",
        |vm, args| vm.int_from_f64(of(&args[0]).floor()),
        "Return the floor as an Integral.",
    ),
    Method::new(
        "__ceil__()",
        |vm, args| vm.int_from_f64(of(&args[0]).ceil()),
        "Return the ceiling as an Integral.",
    ),
    Method::new(
        "__round__(ndigits=None, /)",
        round,
        "Return the Integral closest to x, rounding half toward even.",
    ),
    Method::new(
        "as_integer_ratio()",
        as_integer_ratio,
        "Return a pair of integers, whose ratio is exactly equal to the original float.",
    ),
    Method::class(
        "from_number(number, /)",
        |vm, args| {
            let value = vm.to_f64(&args[1])?;
            of_class(vm, &args[0], value)
        },
        "Convert real number to a floating-point number.",
    ),
    Method::class("fromhex(string, /)", fromhex, "Create a floating-point number from a hexadecimal string."),
    Method::new(
        "hex()",
        |vm, args| Ok(vm.str(&hex(of(&args[0])))),
        "Return a hexadecimal representation of a floating-point number.",
    ),
    Method::new(
        "is_integer()",
        |_, args| Ok(Value::bool(of(&args[0]).is_finite() && of(&args[0]).fract() == 0.0)),
        "Return True if the float is an integer.",
    ),
    Method::new("__getnewargs__()", |vm, args| Ok(vm.tuple(vec![vm.float(of(&args[0]))])), ""),
    Method::class(
        "__getformat__(typestr, /)",
        |vm, args| match args[1].as_str() {
            Some("double" | "float") => Ok(vm.str("IEEE, little-endian")),
            _ => Err(vm.value_error("__getformat__() argument 1 must be 'double' or 'float'")),
        },
        "You probably don't want to use this function.",
    ),
    Method::new("__format__(format_spec, /)", format, "Formats the float according to format_spec."),
    Method::new(
        "__divmod__(value, /)",
        |vm, args| arithmetic::divmod(vm, &args[0], &args[1]),
        "Return divmod(self, value).",
    ),
    Method::new(
        "__rdivmod__(value, /)",
        |vm, args| arithmetic::divmod(vm, &args[1], &args[0]),
        "Return divmod(value, self).",
    ),
];

pub(super) const GETSET: &[GetSet] =
    &[GetSet::read("real", |vm, v| Ok(vm.float(of(v)))), GetSet::read("imag", |vm, _| Ok(vm.float(0.0)))];
