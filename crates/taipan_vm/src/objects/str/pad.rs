//! Padding, stripping and translating.

use super::split::{space_at, space_before};
use crate::{
    Res, Value, Vm,
    objects::{Str, code_points, push_code_point},
};

/// The width and the fill character, which may be given in UTF-8.
fn arguments(vm: &Vm, args: &[Value]) -> Res<(usize, u32)> {
    let width = vm.index_i64(&args[1])?.max(0) as usize;
    let Some(fill) = args[2].given() else { return Ok((width, b' '.into())) };
    match fill.as_str_object() {
        Some(fill) if fill.len() == 1 => Ok((width, fill.code_points().next().unwrap_or(0))),
        Some(_) => Err(vm.type_error("The fill character must be exactly one character long")),
        None => Err(vm.type_error(format!(
            "The fill character must be a unicode character, not {}",
            vm.type_of(fill).name()
        ))),
    }
}

impl Vm {
    /// `value`, a str, between `left` and `right` copies of a code point.
    ///
    /// # Errors
    /// `MemoryError`
    pub(crate) fn str_padded(&self, value: &Value, left: usize, right: usize, fill: u32) -> Res {
        let Some(text) = value.as_str_object() else { return Ok(value.clone()) };
        if left + right == 0 {
            return Ok(self.plain_str(value));
        }
        let mut unit = Vec::with_capacity(4);
        push_code_point(&mut unit, fill);
        self.check_room(unit.len().saturating_mul(left.saturating_add(right)))?;
        let (left_pad, right_pad) = (unit.repeat(left), unit.repeat(right));
        let utf8 = text.is_utf8() && char::from_u32(fill).is_some();
        let parts = [left_pad.as_slice(), text.as_bytes(), right_pad.as_slice()];
        self.str_joined(parts.into_iter(), text.len() + left + right, utf8)
    }
}

fn len(value: &Value) -> usize {
    value.as_str_object().map_or(0, Str::len)
}

pub(super) fn ljust(vm: &Vm, args: &[Value]) -> Res {
    let (width, fill) = arguments(vm, args)?;
    vm.str_padded(&args[0], 0, width.saturating_sub(len(&args[0])), fill)
}

pub(super) fn rjust(vm: &Vm, args: &[Value]) -> Res {
    let (width, fill) = arguments(vm, args)?;
    vm.str_padded(&args[0], width.saturating_sub(len(&args[0])), 0, fill)
}

pub(super) fn center(vm: &Vm, args: &[Value]) -> Res {
    let (width, fill) = arguments(vm, args)?;
    let (left, right) = centered(len(&args[0]), width);
    vm.str_padded(&args[0], left, right, fill)
}

/// How `center` divides the padding.
pub(crate) fn centered(len: usize, width: usize) -> (usize, usize) {
    let margin = width.saturating_sub(len);
    let left = margin / 2 + (margin & width & 1);
    (left, margin - left)
}

pub(super) fn zfill(vm: &Vm, args: &[Value]) -> Res {
    let width = vm.index_i64(&args[1])?.max(0) as usize;
    let Some(text) = args[0].as_str_object() else { return Ok(Value::NONE) };
    let missing = width.saturating_sub(text.len());
    if missing == 0 {
        return Ok(vm.plain_str(&args[0]));
    }
    vm.check_room(missing)?;
    let zeros = vec![b'0'; missing];
    let bytes = text.as_bytes();
    let sign = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
    let parts = [&bytes[..sign], zeros.as_slice(), &bytes[sign..]];
    vm.str_joined(parts.into_iter(), text.len() + missing, text.is_utf8())
}

pub(super) fn expandtabs(vm: &Vm, args: &[Value]) -> Res {
    let size = match args[1].given() {
        Some(size) => vm.index_i64(size)?.max(0) as usize,
        None => 8,
    };
    let Some(text) = args[0].as_str_object() else { return Ok(Value::NONE) };
    let mut out = Vec::with_capacity(text.as_bytes().len());
    let mut column = 0;
    for byte in text.as_bytes() {
        match byte {
            b'\t' if size > 0 => {
                let spaces = size - column % size;
                vm.check_room(out.len().saturating_add(spaces))?;
                out.resize(out.len() + spaces, b' ');
                column += spaces;
            }
            b'\t' => {}
            b'\n' | b'\r' => {
                out.push(*byte);
                column = 0;
            }
            _ => {
                out.push(*byte);
                column += usize::from(byte & 0xC0 != 0x80);
            }
        }
    }
    Ok(vm.str_wtf8(&out))
}

fn strip_sides(vm: &Vm, args: &[Value], name: &str, left: bool, right: bool) -> Res {
    let Some(text) = args[0].as_str_object() else { return Ok(Value::NONE) };
    let bytes = text.as_bytes();
    let (mut start, mut end) = (0, bytes.len());
    match args[1].not_none() {
        None => {
            while left && start < end {
                let (space, next) = space_at(bytes, start);
                if !space {
                    break;
                }
                start = next;
            }
            while right && end > start {
                let (space, before) = space_before(bytes, end);
                if !space {
                    break;
                }
                end = before;
            }
        }
        Some(set) => {
            let Some(set) = set.as_str_object() else {
                return Err(vm.type_error(format!("{name} arg must be None or str")));
            };
            let unwanted: Vec<u32> = set.code_points().collect();
            let mut points = code_points(bytes);
            let size = |point: u32| match point {
                0..0x80 => 1,
                0x80..0x800 => 2,
                0x800..0x1_0000 => 3,
                _ => 4,
            };
            while left && start < end {
                let Some(point) = points.next().filter(|point| unwanted.contains(point)) else { break };
                start += size(point);
            }
            let mut points = code_points(&bytes[start..]);
            while right && end > start {
                let Some(point) = points.next_back().filter(|point| unwanted.contains(point)) else { break };
                end -= size(point);
            }
        }
    }
    Ok(vm.str_part(&args[0], start..end))
}

pub(super) fn strip(vm: &Vm, args: &[Value]) -> Res {
    strip_sides(vm, args, "strip", true, true)
}

pub(super) fn lstrip(vm: &Vm, args: &[Value]) -> Res {
    strip_sides(vm, args, "lstrip", true, false)
}

pub(super) fn rstrip(vm: &Vm, args: &[Value]) -> Res {
    strip_sides(vm, args, "rstrip", false, true)
}

pub(super) fn translate(vm: &Vm, args: &[Value]) -> Res {
    let Some(text) = args[0].as_str_object() else { return Ok(Value::NONE) };
    let mut out = Vec::with_capacity(text.as_bytes().len());
    let mut known: Vec<(u32, Option<Value>)> = Vec::new();
    for point in text.code_points() {
        let replacement = match known.iter().find(|(of, _)| *of == point) {
            Some((_, replacement)) => replacement.clone(),
            None => {
                let found = match vm.get_item(&args[1], &vm.int(point.into())) {
                    Ok(found) => Some(found),
                    Err(raised) => {
                        vm.catch(raised, &vm.exceptions.lookup_error)?;
                        None
                    }
                };
                if known.len() < 64 {
                    known.push((point, found.clone()));
                }
                found
            }
        };
        match replacement {
            None => push_code_point(&mut out, point),
            Some(none) if none.is_none() => {}
            Some(text) if text.as_str_object().is_some() => {
                let text = text.as_str_object().map_or(&b""[..], Str::as_bytes);
                vm.room_to_grow(&out, text.len())?;
                out.extend_from_slice(text);
            }
            Some(number) if number.is_int() => match number.as_int() {
                Some(point @ 0..0x11_0000) => push_code_point(&mut out, point as u32),
                _ => return Err(vm.value_error("character mapping must be in range(0x110000)")),
            },
            Some(_) => return Err(vm.type_error("character mapping must return integer, None or str")),
        }
    }
    Ok(vm.str_wtf8(&out))
}

pub(super) fn maketrans(vm: &Vm, args: &[Value]) -> Res {
    let table = vm.dict();
    let Some(from) = args[1].given().is_some().then_some(&args[0]) else {
        let Some(dict) = args[0].as_dict() else {
            return Err(vm.type_error("if you give only one argument to maketrans it must be a dict"));
        };
        for (key, value) in dict.items() {
            if let Some(text) = key.as_str_object() {
                if text.len() != 1 {
                    return Err(vm.value_error("string keys in translatetable must be of length 1"));
                }
                let point = text.code_points().next().unwrap_or(0);
                table.set(vm, &vm.int(point.into()), &value)?;
            } else if key.is_int() {
                table.set(vm, &key, &value)?;
            } else {
                return Err(vm.type_error("keys in translate table mustbe strings or integers"));
            }
        }
        return Ok(table.into());
    };
    let Some(from) = from.as_str_object() else {
        return Err(vm.type_error("first maketrans argument must be a string if there is a second argument"));
    };
    let to = super::find::text_argument(vm, &args[1], "maketrans() argument 2")?;
    if from.len() != to.len() {
        return Err(vm.value_error("the first two maketrans arguments must have equal length"));
    }
    for (key, value) in from.code_points().zip(to.code_points()) {
        table.set(vm, &vm.int(key.into()), &vm.int(value.into()))?;
    }
    if let Some(deleted) = args[2].given() {
        let deleted = super::find::text_argument(vm, deleted, "maketrans() argument 3")?;
        for key in deleted.code_points() {
            table.set(vm, &vm.int(key.into()), &Value::NONE)?;
        }
    }
    Ok(table.into())
}
