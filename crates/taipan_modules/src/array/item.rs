//! The items of an array: what a type code means, and how items become bytes.

use taipan_vm::{Res, Value, Vm};

/// The type codes.
pub(super) const CODES: &str = "bBuwhHiIlLqQfd";

/// Bytes of an item.
pub(super) fn size(code: u8) -> usize {
    match code {
        b'b' | b'B' => 1,
        b'h' | b'H' => 2,
        b'i' | b'I' | b'f' | b'u' | b'w' => 4,
        _ => 8,
    }
}

/// Whether the items are characters.
pub(super) fn is_text(code: u8) -> bool {
    matches!(code, b'u' | b'w')
}

/// The item that stands in `bytes`.
pub(super) fn unpack(vm: &Vm, code: u8, bytes: &[u8]) -> Value {
    let mut word = [0; 8];
    word[..bytes.len()].copy_from_slice(bytes);
    let number = u64::from_le_bytes(word);
    match code {
        b'b' => vm.int(i64::from(number as u8 as i8)),
        b'h' => vm.int(i64::from(number as u16 as i16)),
        b'i' => vm.int(i64::from(number as u32 as i32)),
        b'l' | b'q' => vm.int(number as i64),
        b'L' | b'Q' => vm.big_int(number.into()),
        b'f' => vm.float(f32::from_bits(number as u32).into()),
        b'd' => vm.float(f64::from_bits(number)),
        b'u' | b'w' => vm.str_char(number as u32),
        _ => vm.int(number as i64),
    }
}

/// The bytes of a value as item.
pub(super) fn pack(vm: &Vm, code: u8, value: &Value) -> Res<Vec<u8>> {
    let word = match code {
        b'f' => u64::from((vm.to_f64(value)? as f32).to_bits()),
        b'd' => vm.to_f64(value)?.to_bits(),
        b'u' | b'w' => character(vm, value)?.into(),
        _ => integer(vm, code, value)?,
    };
    Ok(word.to_le_bytes()[..size(code)].to_vec())
}

fn character(vm: &Vm, value: &Value) -> Res<u32> {
    let shown = match value.as_str_object() {
        Some(text) => match (text.len(), text.code_points().next()) {
            (1, Some(point)) => return Ok(point),
            (len, _) => format!("a string of length {len}"),
        },
        None => vm.type_of(value).name().to_owned(),
    };
    Err(vm.type_error(format!("array item must be a unicode character, not {shown}")))
}

/// The C type that a code's items pass through: its least and most, and its name in messages.
fn range(code: u8) -> (i128, i128, &'static str) {
    match code {
        b'b' => (i8::MIN.into(), i8::MAX.into(), "signed char"),
        b'B' => (0, u8::MAX.into(), "unsigned byte integer"),
        b'h' => (i16::MIN.into(), i16::MAX.into(), "signed short integer"),
        b'H' => (0, u16::MAX.into(), "unsigned short"),
        b'i' => (i32::MIN.into(), i32::MAX.into(), "signed integer"),
        b'I' => (0, u32::MAX.into(), "unsigned int"),
        b'L' | b'Q' => (0, u64::MAX.into(), ""),
        _ => (i64::MIN.into(), i64::MAX.into(), ""),
    }
}

fn integer(vm: &Vm, code: u8, value: &Value) -> Res<u64> {
    let big = vm.index(value)?.as_big_int().unwrap_or_default();
    let number = i128::try_from(&big).unwrap_or(if big.sign() == num_bigint::Sign::Minus {
        i128::MIN
    } else {
        i128::MAX
    });
    let (least, most, name) = range(code);
    if (least..=most).contains(&number) {
        return Ok(number as u64);
    }
    let fits = |low: i128, high: i128| (low..=high).contains(&number);
    // A smaller type is reached through the bigger ones, and the first that is too small complains.
    let message = match code {
        b'q' => "int too big to convert".to_owned(),
        b'Q' if number < 0 => "can't convert negative int to unsigned".to_owned(),
        b'Q' => "int too big to convert".to_owned(),
        b'I' | b'L' if number < 0 => "can't convert negative value to unsigned int".to_owned(),
        b'I' | b'L' if !fits(0, u64::MAX.into()) => {
            "Python int too large to convert to C unsigned long".to_owned()
        }
        _ if code != b'I' && !fits(i64::MIN.into(), i64::MAX.into()) => {
            "Python int too large to convert to C long".to_owned()
        }
        _ => {
            let through = match code {
                b'b' if !fits(i16::MIN.into(), i16::MAX.into()) => "signed short integer",
                b'H' if !fits(i32::MIN.into(), i32::MAX.into()) => "signed integer",
                _ => name,
            };
            format!(
                "{through} is {} than {}",
                if number < 0 { "less" } else { "greater" },
                if number < 0 { "minimum" } else { "maximum" }
            )
        }
    };
    Err(vm.overflow_error(message))
}
