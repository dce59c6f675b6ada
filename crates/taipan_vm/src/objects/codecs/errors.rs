//! What happens at a place that a codec cannot handle.

use super::Codec;
use crate::{
    Raised, Res, Value, Vm,
    objects::{push_code_point, push_escape},
};

/// An error handler.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Handler {
    Strict,
    Ignore,
    Replace,
    BackslashReplace,
    XmlCharRefReplace,
    SurrogateEscape,
    SurrogatePass,
}

/// The handler's name; unknown ones matter only where one is needed.
#[derive(Clone, Copy)]
pub(crate) struct Errors<'a>(pub(crate) &'a str);

impl Errors<'_> {
    pub(crate) fn handler(self, vm: &Vm) -> Res<Handler> {
        Ok(match self.0 {
            "strict" => Handler::Strict,
            "ignore" => Handler::Ignore,
            "replace" => Handler::Replace,
            "backslashreplace" => Handler::BackslashReplace,
            "xmlcharrefreplace" => Handler::XmlCharRefReplace,
            "surrogateescape" => Handler::SurrogateEscape,
            "surrogatepass" => Handler::SurrogatePass,
            other => {
                let message = format!("unknown error handler name '{other}'");
                return Err(vm.error(&vm.exceptions.lookup_error, message));
            }
        })
    }
}

/// `UnicodeEncodeError(codec, text, start, end, reason)`
pub(super) fn cannot_encode(
    vm: &Vm,
    codec: &str,
    text: &Value,
    range: std::ops::Range<usize>,
    reason: &str,
) -> Raised {
    let args =
        [vm.str(codec), text.clone(), vm.int(range.start as i64), vm.int(range.end as i64), vm.str(reason)];
    match vm.call(vm.exceptions.unicode_encode_error.value(), &args) {
        Ok(exception) => vm.raise(exception),
        Err(raised) => raised,
    }
}

/// `UnicodeDecodeError(codec, bytes, start, end, reason)`
pub(super) fn cannot_decode(
    vm: &Vm,
    codec: &str,
    bytes: &[u8],
    range: std::ops::Range<usize>,
    reason: &str,
) -> Raised {
    let args = [
        vm.str(codec),
        vm.bytes(bytes),
        vm.int(range.start as i64),
        vm.int(range.end as i64),
        vm.str(reason),
    ];
    match vm.call(vm.exceptions.unicode_decode_error.value(), &args) {
        Ok(exception) => vm.raise(exception),
        Err(raised) => raised,
    }
}

/// What stands for code points that cannot be encoded: bytes as they are, or text to encode in their place.
pub(super) enum Instead {
    Bytes(Vec<u8>),
    Text(Vec<u8>),
}

/// The replacement for the code points `points`; `None` where the handler gives up, which is an error.
pub(super) fn instead_of(handler: Handler, codec: Codec, points: &[u32]) -> Option<Instead> {
    match handler {
        Handler::Strict => None,
        Handler::Ignore => Some(Instead::Text(Vec::new())),
        Handler::Replace => Some(Instead::Text(vec![b'?'; points.len()])),
        Handler::BackslashReplace => {
            let mut text = Vec::new();
            points.iter().for_each(|point| push_escape(&mut text, *point));
            Some(Instead::Text(text))
        }
        Handler::XmlCharRefReplace => {
            Some(Instead::Text(points.iter().flat_map(|point| format!("&#{point};").into_bytes()).collect()))
        }
        Handler::SurrogateEscape => {
            let bytes: Option<Vec<u8>> = points
                .iter()
                .map(|point| (0xDC80..0xDD00).contains(point).then(|| (*point - 0xDC00) as u8))
                .collect();
            bytes.map(Instead::Bytes)
        }
        Handler::SurrogatePass => {
            let mut bytes = Vec::new();
            for point in points {
                if !(0xD800..0xE000).contains(point) {
                    return None;
                }
                match codec {
                    Codec::Utf8 | Codec::Utf8Sig => push_code_point(&mut bytes, *point),
                    Codec::Utf16 | Codec::Utf16Le => bytes.extend_from_slice(&(*point as u16).to_le_bytes()),
                    Codec::Utf16Be => bytes.extend_from_slice(&(*point as u16).to_be_bytes()),
                    Codec::Utf32 | Codec::Utf32Le => bytes.extend_from_slice(&point.to_le_bytes()),
                    Codec::Utf32Be => bytes.extend_from_slice(&point.to_be_bytes()),
                    _ => return None,
                }
            }
            Some(Instead::Bytes(bytes))
        }
    }
}

/// Appends what stands for bytes that cannot be decoded; `None` where the handler gives up.
pub(super) fn decoded_instead(handler: Handler, bad: &[u8], out: &mut Vec<u8>) -> Option<()> {
    match handler {
        Handler::Ignore => {}
        Handler::Replace => push_code_point(out, 0xFFFD),
        Handler::BackslashReplace => bad.iter().for_each(|byte| push_escape(out, u32::from(*byte))),
        Handler::SurrogateEscape if bad.iter().all(|byte| *byte >= 0x80) => {
            bad.iter().for_each(|byte| push_code_point(out, 0xDC00 + u32::from(*byte)));
        }
        _ => return None,
    }
    Some(())
}
