//! Case mappings and questions about all code points of a str.

use super::unicode;
use crate::{Res, Value, Vm, objects::push_code_point};

/// A str of code points.
fn of_points(vm: &Vm, points: impl IntoIterator<Item = u32>) -> Value {
    let mut out = Vec::new();
    points.into_iter().for_each(|point| push_code_point(&mut out, point));
    vm.str_wtf8(&out)
}

/// ASCII texts by `ascii`, others by `any`, which gets all code points.
fn convert(vm: &Vm, value: &Value, ascii: impl Fn(&mut [u8]), any: impl Fn(&[u32], &mut Vec<u32>)) -> Res {
    let Some(text) = value.as_str_object() else { return Ok(Value::NONE) };
    if text.is_ascii() {
        let mut bytes = text.as_bytes().to_vec();
        ascii(&mut bytes);
        return Ok(vm.str_ascii(&bytes));
    }
    // A character becomes up to three.
    vm.check_room(text.len().saturating_mul(4 * size_of::<u32>()))?;
    let points: Vec<u32> = text.code_points().collect();
    let mut out = Vec::with_capacity(points.len());
    any(&points, &mut out);
    Ok(of_points(vm, out))
}

/// Appends the lowercase of the code point at `at`; a sigma at the end of a word is the final one.
fn push_lower(points: &[u32], at: usize, out: &mut Vec<u32>) {
    const SIGMA: u32 = 0x3A3;
    if points[at] != SIGMA {
        return unicode::push_lower(points[at], out);
    }
    let telling = |point: &&u32| !unicode::is_case_ignorable(**point);
    let cased = |point: Option<&u32>| point.is_some_and(|point| unicode::is_cased(*point));
    let is_final =
        cased(points[..at].iter().rev().find(telling)) && !cased(points[at + 1..].iter().find(telling));
    out.push(if is_final { 0x3C2 } else { 0x3C3 });
}

pub(super) fn lower(vm: &Vm, args: &[Value]) -> Res {
    convert(
        vm,
        &args[0],
        |bytes| bytes.make_ascii_lowercase(),
        |points, out| {
            (0..points.len()).for_each(|at| push_lower(points, at, out));
        },
    )
}

pub(super) fn upper(vm: &Vm, args: &[Value]) -> Res {
    convert(
        vm,
        &args[0],
        |bytes| bytes.make_ascii_uppercase(),
        |points, out| {
            points.iter().for_each(|point| unicode::push_upper(*point, out));
        },
    )
}

pub(super) fn casefold(vm: &Vm, args: &[Value]) -> Res {
    convert(
        vm,
        &args[0],
        |bytes| bytes.make_ascii_lowercase(),
        |points, out| {
            points.iter().for_each(|point| unicode::push_folded(*point, out));
        },
    )
}

pub(super) fn capitalize(vm: &Vm, args: &[Value]) -> Res {
    let ascii = |bytes: &mut [u8]| {
        bytes.make_ascii_lowercase();
        if let Some(first) = bytes.first_mut() {
            first.make_ascii_uppercase();
        }
    };
    convert(vm, &args[0], ascii, |points, out| {
        unicode::push_title(points[0], out);
        (1..points.len()).for_each(|at| push_lower(points, at, out));
    })
}

pub(super) fn swapcase(vm: &Vm, args: &[Value]) -> Res {
    let ascii = |bytes: &mut [u8]| {
        for byte in bytes.iter_mut().filter(|byte| byte.is_ascii_alphabetic()) {
            *byte ^= 0x20;
        }
    };
    convert(vm, &args[0], ascii, |points, out| {
        for (at, point) in points.iter().enumerate() {
            if unicode::is_upper(*point) {
                push_lower(points, at, out);
            } else if unicode::is_lower(*point) {
                unicode::push_upper(*point, out);
            } else {
                out.push(*point);
            }
        }
    })
}

pub(super) fn title(vm: &Vm, args: &[Value]) -> Res {
    let ascii = |bytes: &mut [u8]| {
        let mut inside = false;
        for byte in bytes {
            if inside {
                byte.make_ascii_lowercase()
            } else {
                byte.make_ascii_uppercase()
            }
            inside = byte.is_ascii_alphabetic();
        }
    };
    convert(vm, &args[0], ascii, |points, out| {
        let mut inside = false;
        for (at, point) in points.iter().enumerate() {
            if inside {
                push_lower(points, at, out)
            } else {
                unicode::push_title(*point, out)
            }
            inside = unicode::is_cased(*point);
        }
    })
}

/// Whether the str has code points and all satisfy the test.
fn all(args: &[Value], test: fn(u32) -> bool) -> Res {
    let Some(text) = args[0].as_str_object() else { return Ok(Value::FALSE) };
    Ok(Value::bool(!text.is_empty() && text.code_points().all(test)))
}

pub(super) fn isalpha(_: &Vm, args: &[Value]) -> Res {
    all(args, unicode::is_alpha)
}

pub(super) fn isalnum(_: &Vm, args: &[Value]) -> Res {
    all(args, unicode::is_alnum)
}

pub(super) fn isdecimal(_: &Vm, args: &[Value]) -> Res {
    all(args, unicode::is_decimal)
}

pub(super) fn isdigit(_: &Vm, args: &[Value]) -> Res {
    all(args, unicode::is_digit)
}

pub(super) fn isnumeric(_: &Vm, args: &[Value]) -> Res {
    all(args, unicode::is_numeric)
}

pub(super) fn isspace(_: &Vm, args: &[Value]) -> Res {
    all(args, unicode::is_space)
}

pub(super) fn isprintable(_: &Vm, args: &[Value]) -> Res {
    Ok(Value::bool(args[0].as_str_object().is_some_and(|text| text.code_points().all(unicode::is_printable))))
}

pub(super) fn isascii(_: &Vm, args: &[Value]) -> Res {
    Ok(Value::bool(args[0].as_str_object().is_some_and(|text| text.is_ascii())))
}

pub(super) fn isidentifier(_: &Vm, args: &[Value]) -> Res {
    Ok(Value::bool(args[0].as_str().is_some_and(is_identifier)))
}

/// Whether text is an identifier or a keyword.
fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    if !text.is_ascii() && !text.chars().all(|c| unicode::is_assigned(c.into())) {
        return false;
    }
    chars.next().is_some_and(|c| c == '_' || unicode_ident::is_xid_start(c))
        && chars.all(unicode_ident::is_xid_continue)
}

/// Whether there are cased code points and none is of the cases that `forbidden` knows.
fn only_case(args: &[Value], wanted: fn(u32) -> bool, forbidden: fn(u32) -> bool) -> Res {
    let Some(text) = args[0].as_str_object() else { return Ok(Value::FALSE) };
    let mut seen = false;
    for point in text.code_points() {
        if forbidden(point) {
            return Ok(Value::FALSE);
        }
        seen |= wanted(point);
    }
    Ok(Value::bool(seen))
}

pub(super) fn islower(_: &Vm, args: &[Value]) -> Res {
    only_case(args, unicode::is_lower, |point| unicode::is_upper(point) || unicode::is_title(point))
}

pub(super) fn isupper(_: &Vm, args: &[Value]) -> Res {
    only_case(args, unicode::is_upper, |point| unicode::is_lower(point) || unicode::is_title(point))
}

pub(super) fn istitle(_: &Vm, args: &[Value]) -> Res {
    let Some(text) = args[0].as_str_object() else { return Ok(Value::FALSE) };
    let (mut seen, mut inside) = (false, false);
    for point in text.code_points() {
        if unicode::is_upper(point) || unicode::is_title(point) {
            if inside {
                return Ok(Value::FALSE);
            }
            (seen, inside) = (true, true);
        } else if unicode::is_lower(point) {
            if !inside {
                return Ok(Value::FALSE);
            }
            seen = true;
        } else {
            inside = false;
        }
    }
    Ok(Value::bool(seen))
}
