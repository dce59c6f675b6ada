//! `UnicodeEncodeError`, `UnicodeDecodeError`, `UnicodeTranslateError`: their attributes and texts.

use super::special::{field, set_field};
use crate::{
    Res, Value, Vm,
    native::{Args, GetSet},
    objects::{Str, push_escape},
};

macro_rules! fields {
    ($($name:literal = $at:literal),*) => {
        &[$(GetSet::write(
            $name,
            |_, v| Ok(field(v, $at)),
            |_, v, new| {
                set_field(v, $at, new.cloned().unwrap_or(Value::NONE));
                Ok(())
            },
        )),*]
    };
}

/// Where the fields stand; a translation error has no encoding.
pub(super) const FIELDS: &[GetSet] =
    fields!("encoding" = 0, "object" = 1, "start" = 2, "end" = 3, "reason" = 4);
pub(super) const TRANSLATE_FIELDS: &[GetSet] = fields!("object" = 1, "start" = 2, "end" = 3, "reason" = 4);

/// Takes the arguments into the fields; `kinds` says of each what it must be: a str, an int, bytes.
fn take(vm: &Vm, value: &Value, args: Args<'_>, kinds: &str, first: usize) -> Res<()> {
    let values = args.positionals();
    if let Some(exception) = value.as_exception() {
        exception.args.set(vm.tuple(values.to_vec()));
    }
    if args.keyword_count() > 0 {
        let class = vm.type_of(value).name().to_owned();
        return Err(vm.type_error(format!("{class}() takes no keyword arguments")));
    }
    if values.len() != kinds.len() {
        let (wanted, given) = (kinds.len(), values.len());
        return Err(vm.type_error(format!("function takes exactly {wanted} arguments ({given} given)")));
    }
    for (at, (kind, given)) in kinds.chars().zip(values).enumerate() {
        let mut given = given.clone();
        match kind {
            's' if given.as_str_object().is_none() => {
                let class = vm.type_of(&given).name().to_owned();
                return Err(vm.type_error(format!("argument {} must be str, not {class}", at + 1)));
            }
            'i' => given = vm.index(&given)?,
            'b' if given.as_bytes().is_none() => {
                let bytes = vm.bytes_argument(&given)?.into_owned();
                given = vm.bytes(&bytes);
            }
            _ => {}
        }
        set_field(value, first + at, given);
    }
    Ok(())
}

pub(super) fn encode_init(vm: &Vm, value: &Value, args: Args<'_>) -> Res<()> {
    take(vm, value, args, "ssiis", 0)
}

pub(super) fn decode_init(vm: &Vm, value: &Value, args: Args<'_>) -> Res<()> {
    take(vm, value, args, "sbiis", 0)
}

pub(super) fn translate_init(vm: &Vm, value: &Value, args: Args<'_>) -> Res<()> {
    take(vm, value, args, "siis", 1)
}

/// The bounds and the reason; `None` for an exception that was never initialised.
fn parts(vm: &Vm, value: &Value) -> Res<Option<(i64, i64, String)>> {
    let (Some(start), Some(end)) = (field(value, 2).as_int(), field(value, 3).as_int()) else {
        return Ok(None);
    };
    Ok(Some((start, end, vm.str_string(&field(value, 4))?)))
}

/// The text for code points of a str that an operation cannot handle.
fn about_text(vm: &Vm, value: &Value, who: &str) -> Res {
    let Some((start, end, reason)) = parts(vm, value)? else { return Ok(vm.names.empty.clone()) };
    let object = field(value, 1);
    let point = usize::try_from(start)
        .ok()
        .and_then(|start| object.as_str_object().and_then(|text| Str::code_points(text).nth(start)));
    Ok(vm.str(&match point.filter(|_| end == start + 1) {
        Some(point) => {
            let mut shown = Vec::new();
            push_escape(&mut shown, point);
            let shown = String::from_utf8_lossy(&shown).into_owned();
            format!("{who} character '{shown}' in position {start}: {reason}")
        }
        None => format!("{who} characters in position {start}-{}: {reason}", end - 1),
    }))
}

pub(super) fn encode_str(vm: &Vm, value: &Value) -> Res {
    let encoding = vm.str_string(&field(value, 0))?;
    about_text(vm, value, &format!("'{encoding}' codec can't encode"))
}

pub(super) fn translate_str(vm: &Vm, value: &Value) -> Res {
    about_text(vm, value, "can't translate")
}

pub(super) fn decode_str(vm: &Vm, value: &Value) -> Res {
    let Some((start, end, reason)) = parts(vm, value)? else { return Ok(vm.names.empty.clone()) };
    let encoding = vm.str_string(&field(value, 0))?;
    let object = field(value, 1);
    let byte = usize::try_from(start)
        .ok()
        .and_then(|start| object.as_bytes().and_then(|bytes| bytes.get(start).copied()));
    Ok(vm.str(&match byte.filter(|_| end == start + 1) {
        Some(byte) => {
            format!("'{encoding}' codec can't decode byte 0x{byte:02x} in position {start}: {reason}")
        }
        None => {
            format!("'{encoding}' codec can't decode bytes in position {start}-{}: {reason}", end - 1)
        }
    }))
}
