//! String values that may hold lone surrogates, which Rust's `str` cannot.
//!
//! Invariant: the bytes are WTF-8: UTF-8, but a surrogate that is not part of a pair written by two
//! escapes is encoded in three bytes of its own. Two adjacent surrogates stay two code points, as in Python.

/// The value of a string literal: a sequence of code points, encoded as generalised UTF-8.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Wtf8String {
    bytes: Vec<u8>,
    surrogates: bool,
}

impl Wtf8String {
    /// An empty string.
    pub const fn new() -> Self {
        Self { bytes: Vec::new(), surrogates: false }
    }

    /// The text, unless it holds a surrogate.
    pub fn as_str(&self) -> Option<&str> {
        if self.surrogates { None } else { std::str::from_utf8(&self.bytes).ok() }
    }

    /// The encoded bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Whether there are no code points.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Whether a lone surrogate is inside.
    pub const fn has_surrogates(&self) -> bool {
        self.surrogates
    }

    /// The code points, surrogates included.
    pub fn code_points(&self) -> impl Iterator<Item = u32> + '_ {
        let mut rest = self.bytes.as_slice();
        std::iter::from_fn(move || {
            let (&first, tail) = rest.split_first()?;
            let (extra, bits) = match first {
                0..0x80 => (0, u32::from(first)),
                0x80..0xE0 => (1, u32::from(first & 0x1F)),
                0xE0..0xF0 => (2, u32::from(first & 0x0F)),
                _ => (3, u32::from(first & 0x07)),
            };
            let (more, after) = tail.split_at(extra.min(tail.len()));
            rest = after;
            Some(more.iter().fold(bits, |value, byte| value << 6 | u32::from(byte & 0x3F)))
        })
    }

    /// Appends text.
    pub fn push_str(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// Appends another value.
    pub fn push_wtf8(&mut self, other: &Self) {
        self.bytes.extend_from_slice(&other.bytes);
        self.surrogates |= other.surrogates;
    }

    /// Appends a code point; returns `false` and appends nothing when it is beyond U+10FFFF.
    pub fn push_code_point(&mut self, value: u32) -> bool {
        if let Some(char) = char::from_u32(value) {
            self.bytes.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes());
            return true;
        }
        if value > 0x10_FFFF {
            return false;
        }
        let low = |shift: u32| 0x80 | (value >> shift & 0x3F) as u8;
        self.bytes.extend_from_slice(&[0xE0 | (value >> 12) as u8, low(6), low(0)]);
        self.surrogates = true;
        true
    }
}

impl From<&str> for Wtf8String {
    fn from(text: &str) -> Self {
        Self { bytes: text.as_bytes().to_vec(), surrogates: false }
    }
}

impl From<String> for Wtf8String {
    fn from(text: String) -> Self {
        Self { bytes: text.into_bytes(), surrogates: false }
    }
}
