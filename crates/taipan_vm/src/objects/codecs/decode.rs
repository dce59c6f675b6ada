//! Bytes to text.

use super::{
    Codec,
    errors::{Errors, Handler, cannot_decode, decoded_instead},
};
use crate::{Res, Vm, objects::push_code_point};

/// A place that cannot be decoded.
struct Bad {
    range: std::ops::Range<usize>,
    reason: &'static str,
}

struct Decoder<'a> {
    vm: &'a Vm,
    codec: Codec,
    bytes: &'a [u8],
    errors: Errors<'a>,
    handler: Option<Handler>,
    out: Vec<u8>,
}

impl Decoder<'_> {
    /// Goes on as the encoding that a byte order mark told.
    fn of(&mut self, codec: Codec) -> &mut Self {
        self.codec = codec;
        self
    }

    /// Applies the error handler and gives the place to go on from.
    fn handle(&mut self, bad: Bad) -> Res<usize> {
        let handler = match self.handler {
            Some(handler) => handler,
            None => *self.handler.insert(self.errors.handler(self.vm)?),
        };
        if handler == Handler::SurrogatePass
            && let Some(end) = self.pass_surrogate(bad.range.start)
        {
            return Ok(end);
        }
        match decoded_instead(handler, &self.bytes[bad.range.clone()], &mut self.out) {
            Some(()) => Ok(bad.range.end),
            None => Err(cannot_decode(self.vm, self.codec.name(), self.bytes, bad.range, bad.reason)),
        }
    }

    fn pass_surrogate(&mut self, at: usize) -> Option<usize> {
        let rest = &self.bytes[at..];
        let (point, len) = match self.codec {
            Codec::Utf8 | Codec::Utf8Sig => match rest {
                [0xED, second @ 0xA0..=0xBF, third @ 0x80..=0xBF, ..] => {
                    (0xD000 | u32::from(second & 0x3F) << 6 | u32::from(third & 0x3F), 3)
                }
                _ => return None,
            },
            Codec::Utf16 | Codec::Utf16Le => {
                (u32::from(u16::from_le_bytes([*rest.first()?, *rest.get(1)?])), 2)
            }
            Codec::Utf16Be => (u32::from(u16::from_be_bytes([*rest.first()?, *rest.get(1)?])), 2),
            Codec::Utf32 | Codec::Utf32Le => (u32::from_le_bytes(rest.get(..4)?.try_into().ok()?), 4),
            Codec::Utf32Be => (u32::from_be_bytes(rest.get(..4)?.try_into().ok()?), 4),
            _ => return None,
        };
        (0xD800..0xE000).contains(&point).then(|| {
            push_code_point(&mut self.out, point);
            at + len
        })
    }

    fn utf8(&mut self, mut at: usize) -> Res<()> {
        loop {
            match std::str::from_utf8(&self.bytes[at..]) {
                Ok(text) => {
                    self.out.extend_from_slice(text.as_bytes());
                    return Ok(());
                }
                Err(error) => {
                    let start = at + error.valid_up_to();
                    self.out.extend_from_slice(&self.bytes[at..start]);
                    let bad = match error.error_len() {
                        None => Bad { range: start..self.bytes.len(), reason: "unexpected end of data" },
                        Some(len) => Bad {
                            range: start..start + len,
                            reason: match self.bytes[start] {
                                0xC2..=0xF4 => "invalid continuation byte",
                                _ => "invalid start byte",
                            },
                        },
                    };
                    at = self.handle(bad)?;
                }
            }
        }
    }

    fn single(&mut self, limit: u32, reason: &'static str) -> Res<()> {
        let mut at = 0;
        while let Some(byte) = self.bytes.get(at) {
            if u32::from(*byte) < limit {
                push_code_point(&mut self.out, u32::from(*byte));
                at += 1;
            } else {
                at = self.handle(Bad { range: at..at + 1, reason })?;
            }
        }
        Ok(())
    }

    fn utf16(&mut self, mut at: usize, unit: fn([u8; 2]) -> u16) -> Res<()> {
        let end = self.bytes.len();
        let read = |bytes: &[u8], at: usize| match bytes.get(at..at + 2) {
            Some([a, b]) => Some(u32::from(unit([*a, *b]))),
            _ => None,
        };
        while at < end {
            let Some(high) = read(self.bytes, at) else {
                at = self.handle(Bad { range: at..end, reason: "truncated data" })?;
                continue;
            };
            match high {
                0xD800..0xDC00 => match read(self.bytes, at + 2) {
                    Some(low @ 0xDC00..0xE000) => {
                        push_code_point(&mut self.out, 0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00));
                        at += 4;
                    }
                    Some(_) => {
                        at = self.handle(Bad { range: at..at + 2, reason: "illegal UTF-16 surrogate" })?
                    }
                    None => at = self.handle(Bad { range: at..end, reason: "unexpected end of data" })?,
                },
                0xDC00..0xE000 => {
                    at = self.handle(Bad { range: at..at + 2, reason: "illegal encoding" })?;
                }
                _ => {
                    push_code_point(&mut self.out, high);
                    at += 2;
                }
            }
        }
        Ok(())
    }

    fn utf32(&mut self, mut at: usize, unit: fn([u8; 4]) -> u32) -> Res<()> {
        let end = self.bytes.len();
        while at < end {
            let Some(Ok(bytes)) = self.bytes.get(at..at + 4).map(<[u8; 4]>::try_from) else {
                at = self.handle(Bad { range: at..end, reason: "truncated data" })?;
                continue;
            };
            let point = unit(bytes);
            let reason = match point {
                0xD800..0xE000 => "code point in surrogate code point range(0xd800, 0xe000)",
                0..0x11_0000 => {
                    push_code_point(&mut self.out, point);
                    at += 4;
                    continue;
                }
                _ => "code point not in range(0x110000)",
            };
            at = self.handle(Bad { range: at..at + 4, reason })?;
        }
        Ok(())
    }
}

/// The text of bytes.
pub(super) fn decode(vm: &Vm, bytes: &[u8], codec: Codec, errors: Errors<'_>) -> Res {
    if bytes.is_ascii() && matches!(codec, Codec::Utf8 | Codec::Ascii | Codec::Latin1 | Codec::Utf8Sig) {
        vm.check_room(bytes.len())?;
        return Ok(vm.str_ascii(bytes));
    }
    let mut decoder =
        Decoder { vm, codec, bytes, errors, handler: None, out: Vec::with_capacity(bytes.len()) };
    match codec {
        Codec::Utf8 => decoder.utf8(0)?,
        Codec::Utf8Sig => decoder.utf8(if bytes.starts_with(&[0xEF, 0xBB, 0xBF]) { 3 } else { 0 })?,
        Codec::Ascii => decoder.single(0x80, "ordinal not in range(128)")?,
        Codec::Latin1 => decoder.single(0x100, "")?,
        Codec::Utf16 => match bytes {
            [0xFE, 0xFF, ..] => decoder.of(Codec::Utf16Be).utf16(2, u16::from_be_bytes)?,
            [0xFF, 0xFE, ..] => decoder.of(Codec::Utf16Le).utf16(2, u16::from_le_bytes)?,
            _ => decoder.of(Codec::Utf16Le).utf16(0, u16::from_le_bytes)?,
        },
        Codec::Utf16Le => decoder.utf16(0, u16::from_le_bytes)?,
        Codec::Utf16Be => decoder.utf16(0, u16::from_be_bytes)?,
        Codec::Utf32 => match bytes {
            [0, 0, 0xFE, 0xFF, ..] => decoder.of(Codec::Utf32Be).utf32(4, u32::from_be_bytes)?,
            [0xFF, 0xFE, 0, 0, ..] => decoder.of(Codec::Utf32Le).utf32(4, u32::from_le_bytes)?,
            _ => decoder.of(Codec::Utf32Le).utf32(0, u32::from_le_bytes)?,
        },
        Codec::Utf32Le => decoder.utf32(0, u32::from_le_bytes)?,
        Codec::Utf32Be => decoder.utf32(0, u32::from_be_bytes)?,
    }
    vm.check_room(decoder.out.len())?;
    Ok(vm.str_wtf8(&decoder.out))
}
