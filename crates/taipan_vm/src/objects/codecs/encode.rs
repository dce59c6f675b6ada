//! Text to bytes.

use super::{
    Codec,
    errors::{Errors, Instead, cannot_encode, instead_of},
};
use crate::{
    Res, Value, Vm,
    objects::{Str, code_points},
};

/// Appends a code point; `false` where the codec has no bytes for it.
fn push(codec: Codec, point: u32, out: &mut Vec<u8>) -> bool {
    match codec {
        Codec::Ascii if point < 0x80 => out.push(point as u8),
        Codec::Latin1 if point < 0x100 => out.push(point as u8),
        Codec::Ascii | Codec::Latin1 => return false,
        _ => {
            let Some(c) = char::from_u32(point) else { return false };
            match codec {
                Codec::Utf16 | Codec::Utf16Le => {
                    c.encode_utf16(&mut [0; 2])
                        .iter()
                        .for_each(|unit| out.extend_from_slice(&unit.to_le_bytes()));
                }
                Codec::Utf16Be => {
                    c.encode_utf16(&mut [0; 2])
                        .iter()
                        .for_each(|unit| out.extend_from_slice(&unit.to_be_bytes()));
                }
                Codec::Utf32 | Codec::Utf32Le => out.extend_from_slice(&point.to_le_bytes()),
                Codec::Utf32Be => out.extend_from_slice(&point.to_be_bytes()),
                _ => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            }
        }
    }
    true
}

/// The bytes of a str.
pub(super) fn encode(vm: &Vm, value: &Value, text: &Str, codec: Codec, errors: Errors<'_>) -> Res<Vec<u8>> {
    let plain = match codec {
        Codec::Utf8 => text.is_utf8(),
        Codec::Ascii | Codec::Latin1 => text.is_ascii(),
        _ => false,
    };
    if plain {
        return Ok(text.as_bytes().to_vec());
    }
    let mut out = match codec {
        Codec::Utf8Sig => vec![0xEF, 0xBB, 0xBF],
        Codec::Utf16 => vec![0xFF, 0xFE],
        Codec::Utf32 => vec![0xFF, 0xFE, 0, 0],
        _ => Vec::new(),
    };
    vm.check_room(text.len().saturating_mul(4))?;
    let points: Vec<u32> = text.code_points().collect();
    let mut handler = None;
    let mut scratch = Vec::new();
    let mut at = 0;
    while at < points.len() {
        if push(codec, points[at], &mut out) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end < points.len() && !push(codec, points[end], &mut scratch) {
            end += 1;
        }
        scratch.clear();
        let known = match handler {
            Some(known) => known,
            None => *handler.insert(errors.handler(vm)?),
        };
        match instead_of(known, codec, &points[at..end]) {
            Some(Instead::Bytes(bytes)) => out.extend_from_slice(&bytes),
            Some(Instead::Text(text)) => {
                code_points(&text).for_each(|point| _ = push(codec, point, &mut out));
            }
            None => {
                let reason = match codec {
                    Codec::Ascii => "ordinal not in range(128)",
                    Codec::Latin1 => "ordinal not in range(256)",
                    _ => "surrogates not allowed",
                };
                return Err(cannot_encode(vm, codec.name(), value, at..end, reason));
            }
        }
        at = end;
    }
    Ok(out)
}
