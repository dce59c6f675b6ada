//! Text encodings: UTF-8, UTF-16, UTF-32, ASCII, Latin-1, with the standard error handlers.

mod decode;
mod encode;
mod errors;

use errors::Errors;

use crate::{Res, Value, Vm};

/// An encoding.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Codec {
    Utf8,
    Utf8Sig,
    Ascii,
    Latin1,
    Utf16,
    Utf16Le,
    Utf16Be,
    Utf32,
    Utf32Le,
    Utf32Be,
}

impl Codec {
    /// The encoding with this name or alias.
    pub(crate) fn find(name: &str) -> Option<Codec> {
        let plain: String = name
            .trim()
            .chars()
            .map(|c| if c == '_' || c == ' ' { '-' } else { c.to_ascii_lowercase() })
            .collect();
        Some(match plain.as_str() {
            "utf-8" | "utf8" | "u8" | "utf" | "cp65001" | "utf8-ucs2" | "utf8-ucs4" => Codec::Utf8,
            "utf-8-sig" | "utf8-sig" => Codec::Utf8Sig,
            "ascii" | "us-ascii" | "646" | "ansi-x3.4-1968" | "iso646-us" => Codec::Ascii,
            "latin-1" | "latin1" | "latin" | "iso-8859-1" | "iso8859-1" | "iso88591" | "8859" | "cp819"
            | "l1" => Codec::Latin1,
            "utf-16" | "utf16" | "u16" => Codec::Utf16,
            "utf-16-le" | "utf-16le" | "utf16-le" => Codec::Utf16Le,
            "utf-16-be" | "utf-16be" | "utf16-be" => Codec::Utf16Be,
            "utf-32" | "utf32" | "u32" => Codec::Utf32,
            "utf-32-le" | "utf-32le" | "utf32-le" => Codec::Utf32Le,
            "utf-32-be" | "utf-32be" | "utf32-be" => Codec::Utf32Be,
            _ => return None,
        })
    }

    /// The name that errors give it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Codec::Utf8 | Codec::Utf8Sig => "utf-8",
            Codec::Ascii => "ascii",
            Codec::Latin1 => "latin-1",
            Codec::Utf16 => "utf-16",
            Codec::Utf16Le => "utf-16-le",
            Codec::Utf16Be => "utf-16-be",
            Codec::Utf32 => "utf-32",
            Codec::Utf32Le => "utf-32-le",
            Codec::Utf32Be => "utf-32-be",
        }
    }
}

pub(crate) fn name_argument<'a>(
    vm: &Vm,
    value: &'a Value,
    default: &'a str,
    function: &str,
    what: &str,
) -> Res<&'a str> {
    let Some(value) = value.given() else { return Ok(default) };
    match value.as_str() {
        Some(text) => Ok(text),
        None => Err(vm.type_error(format!(
            "{function}() argument '{what}' must be str, not {}",
            vm.type_of(value).name()
        ))),
    }
}

fn codec(vm: &Vm, name: &str) -> Res<Codec> {
    match Codec::find(name) {
        Some(codec) => Ok(codec),
        None => Err(vm.error(&vm.exceptions.lookup_error, format!("unknown encoding: {name}"))),
    }
}

/// `text.encode(encoding, errors)`; missing arguments have their defaults, `function` is named in messages.
///
/// # Errors
/// `LookupError`, `UnicodeEncodeError`, `TypeError`.
pub(crate) fn encode_value(vm: &Vm, value: &Value, encoding: &Value, errors: &Value, function: &str) -> Res {
    let encoding = name_argument(vm, encoding, "utf-8", function, "encoding")?;
    let errors = name_argument(vm, errors, "strict", function, "errors")?;
    let Some(text) = value.as_str_object() else { return Ok(Value::NONE) };
    let bytes = encode::encode(vm, value, text, codec(vm, encoding)?, Errors(errors))?;
    Ok(vm.bytes(&bytes))
}

/// `bytes.decode(encoding, errors)` ; `function` is named in messages.
///
/// # Errors
/// `LookupError`, `UnicodeDecodeError`, `TypeError`.
pub(crate) fn decode_value(vm: &Vm, bytes: &[u8], encoding: &Value, errors: &Value, function: &str) -> Res {
    let encoding = name_argument(vm, encoding, "utf-8", function, "encoding")?;
    let errors = name_argument(vm, errors, "strict", function, "errors")?;
    decode::decode(vm, bytes, codec(vm, encoding)?, Errors(errors))
}

impl Vm {
    /// `bytes.decode(encoding, errors)`
    ///
    /// # Errors
    /// `LookupError`, `UnicodeDecodeError`.
    pub fn decode(&self, bytes: &[u8], encoding: &str, errors: &str) -> Res {
        decode::decode(self, bytes, codec(self, encoding)?, Errors(errors))
    }

    /// `text.encode(encoding, errors)` as bytes in hand.
    ///
    /// # Errors
    /// `LookupError`, `UnicodeEncodeError`.
    pub fn encode(&self, text: &Value, encoding: &str, errors: &str) -> Res<Vec<u8>> {
        match text.as_str_object() {
            Some(object) => encode::encode(self, text, object, codec(self, encoding)?, Errors(errors)),
            None => Err(self.type_error("encode() needs a str")),
        }
    }
}
