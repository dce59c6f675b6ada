//! The ASCII side of bytes: case, questions, hexadecimal, decoding.

use super::common::{is_space, like, own};
use crate::{Res, Value, Vm, objects::codecs};

fn mapped(vm: &Vm, args: &[Value], f: impl Fn(&mut [u8])) -> Res {
    let mut bytes = own(vm, &args[0]).into_owned();
    f(&mut bytes);
    like(vm, &args[0], &bytes)
}

pub(super) fn lower(vm: &Vm, args: &[Value]) -> Res {
    mapped(vm, args, |bytes| bytes.make_ascii_lowercase())
}

pub(super) fn upper(vm: &Vm, args: &[Value]) -> Res {
    mapped(vm, args, |bytes| bytes.make_ascii_uppercase())
}

pub(super) fn capitalize(vm: &Vm, args: &[Value]) -> Res {
    mapped(vm, args, |bytes| {
        bytes.make_ascii_lowercase();
        if let Some(first) = bytes.first_mut() {
            first.make_ascii_uppercase();
        }
    })
}

pub(super) fn swapcase(vm: &Vm, args: &[Value]) -> Res {
    mapped(vm, args, |bytes| {
        bytes.iter_mut().filter(|byte| byte.is_ascii_alphabetic()).for_each(|byte| *byte ^= 0x20);
    })
}

pub(super) fn title(vm: &Vm, args: &[Value]) -> Res {
    mapped(vm, args, |bytes| {
        let mut inside = false;
        for byte in bytes {
            if inside {
                byte.make_ascii_lowercase()
            } else {
                byte.make_ascii_uppercase()
            }
            inside = byte.is_ascii_alphabetic();
        }
    })
}

fn all(vm: &Vm, args: &[Value], test: fn(u8) -> bool) -> Res {
    let bytes = own(vm, &args[0]);
    Ok(Value::bool(!bytes.is_empty() && bytes.iter().all(|byte| test(*byte))))
}

pub(super) fn isalnum(vm: &Vm, args: &[Value]) -> Res {
    all(vm, args, |byte| byte.is_ascii_alphanumeric())
}

pub(super) fn isalpha(vm: &Vm, args: &[Value]) -> Res {
    all(vm, args, |byte| byte.is_ascii_alphabetic())
}

pub(super) fn isdigit(vm: &Vm, args: &[Value]) -> Res {
    all(vm, args, |byte| byte.is_ascii_digit())
}

pub(super) fn isspace(vm: &Vm, args: &[Value]) -> Res {
    all(vm, args, is_space)
}

pub(super) fn isascii(vm: &Vm, args: &[Value]) -> Res {
    Ok(Value::bool(own(vm, &args[0]).is_ascii()))
}

pub(super) fn islower(vm: &Vm, args: &[Value]) -> Res {
    let bytes = own(vm, &args[0]);
    let none = !bytes.iter().any(u8::is_ascii_uppercase);
    Ok(Value::bool(none && bytes.iter().any(u8::is_ascii_lowercase)))
}

pub(super) fn isupper(vm: &Vm, args: &[Value]) -> Res {
    let bytes = own(vm, &args[0]);
    let none = !bytes.iter().any(u8::is_ascii_lowercase);
    Ok(Value::bool(none && bytes.iter().any(u8::is_ascii_uppercase)))
}

pub(super) fn istitle(vm: &Vm, args: &[Value]) -> Res {
    let (mut seen, mut inside) = (false, false);
    for byte in own(vm, &args[0]).iter() {
        if !byte.is_ascii_alphabetic() {
            inside = false;
            continue;
        }
        if byte.is_ascii_uppercase() == inside {
            return Ok(Value::FALSE);
        }
        (seen, inside) = (true, true);
    }
    Ok(Value::bool(seen))
}

pub(super) fn decode(vm: &Vm, args: &[Value]) -> Res {
    let bytes = own(vm, &args[0]);
    codecs::decode_value(vm, &bytes, &args[1], &args[2], "decode")
}

/// Hexadecimal digits, `every` bytes apart by a separator (counted from the right, from the left if negative).
pub(super) fn hex_text(bytes: &[u8], separator: Option<u8>, every: i64) -> String {
    let mut out = String::with_capacity(bytes.len() * 2);
    let size = every.unsigned_abs() as usize;
    for (at, byte) in bytes.iter().enumerate() {
        if let Some(separator) = separator.filter(|_| at > 0 && size > 0) {
            let from = if every > 0 { bytes.len() - at } else { at };
            if from.is_multiple_of(size) {
                out.push(separator.into());
            }
        }
        let digit = |half: u8| char::from_digit(half.into(), 16).unwrap_or('0');
        out.push(digit(byte >> 4));
        out.push(digit(byte & 15));
    }
    out
}

pub(super) fn hex(vm: &Vm, args: &[Value]) -> Res {
    let separator = match args[1].given() {
        None => None,
        Some(separator) => {
            let bytes = match separator.as_str_object() {
                Some(text) if text.len() == 1 && !text.is_ascii() => {
                    return Err(vm.value_error("sep must be ASCII."));
                }
                Some(text) => text.as_bytes().to_vec(),
                None => match vm.buffer_bytes(separator) {
                    Some(bytes) => bytes.into_owned(),
                    None => {
                        vm.len(separator)?;
                        return Err(vm.type_error("sep must be str or bytes."));
                    }
                },
            };
            match bytes[..] {
                [byte @ 0..0x80] => Some(byte),
                [_] => return Err(vm.value_error("sep must be ASCII.")),
                _ => return Err(vm.value_error("sep must be length 1.")),
            }
        }
    };
    let every = match args[2].given() {
        Some(every) => vm.index_i64(every)?,
        None => 1,
    };
    let bytes = own(vm, &args[0]);
    vm.check_room(bytes.len().saturating_mul(3))?;
    Ok(vm.str(&hex_text(&bytes, separator, every)))
}

pub(super) fn fromhex(vm: &Vm, args: &[Value]) -> Res {
    let text: Vec<u8> = match args[1].as_str_object() {
        Some(text) => text.as_bytes().to_vec(),
        None => match vm.buffer_bytes(&args[1]) {
            Some(bytes) => bytes.into_owned(),
            None => {
                let class = vm.type_of(&args[1]).name().to_owned();
                return Err(
                    vm.type_error(format!("fromhex() argument must be str or bytes-like, not {class}"))
                );
            }
        },
    };
    let mut out = Vec::with_capacity(text.len() / 2);
    let mut at = 0;
    while at < text.len() {
        if is_space(text[at]) {
            at += 1;
            continue;
        }
        let digit = |at: usize| text.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        match (digit(at), digit(at + 1)) {
            (Some(high), Some(low)) => out.push((high << 4 | low) as u8),
            (Some(_), None) if at + 1 >= text.len() => {
                return Err(vm.value_error("fromhex() arg must contain an even number of hexadecimal digits"));
            }
            (high, _) => {
                let bad = crate::objects::count_code_points(&text[..at + usize::from(high.is_some())]);
                return Err(vm.value_error(format!(
                    "non-hexadecimal number found in fromhex() arg at position {bad}"
                )));
            }
        }
        at += 2;
    }
    let Some(class) = args[0].as_type() else { return Ok(vm.bytes(&out)) };
    if std::ptr::eq::<crate::objects::Type>(class, &**vm.types.bytes) {
        return Ok(vm.bytes(&out));
    }
    if std::ptr::eq::<crate::objects::Type>(class, &**vm.types.bytearray) {
        return vm.bytearray(&out);
    }
    vm.call(&args[0], &[vm.bytes(&out)])
}

pub(super) fn maketrans(vm: &Vm, args: &[Value]) -> Res {
    let (from, to) = (vm.bytes_argument(&args[0])?, vm.bytes_argument(&args[1])?);
    if from.len() != to.len() {
        return Err(vm.value_error("maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (from, to) in from.iter().zip(to.iter()) {
        table[usize::from(*from)] = *to;
    }
    Ok(vm.bytes(&table))
}

pub(super) fn translate(vm: &Vm, args: &[Value]) -> Res {
    let table = match args[1].not_none() {
        Some(table) => Some(vm.bytes_argument(table)?),
        None => None,
    };
    if table.as_ref().is_some_and(|table| table.len() != 256) {
        return Err(vm.value_error("translation table must be 256 characters long"));
    }
    let deleted = match args[2].given() {
        Some(deleted) => vm.bytes_argument(deleted)?,
        None => (&b""[..]).into(),
    };
    let bytes: Vec<u8> = own(vm, &args[0])
        .iter()
        .filter(|byte| !deleted.contains(byte))
        .map(|byte| table.as_ref().map_or(*byte, |table| table[usize::from(*byte)]))
        .collect();
    like(vm, &args[0], &bytes)
}
