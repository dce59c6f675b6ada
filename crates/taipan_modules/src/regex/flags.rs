//! The flags of `re`, and the letters that set them inside a pattern.

pub(super) const IGNORECASE: u32 = 2;
pub(super) const LOCALE: u32 = 4;
pub(super) const MULTILINE: u32 = 8;
pub(super) const DOTALL: u32 = 16;
pub(super) const UNICODE: u32 = 32;
pub(super) const VERBOSE: u32 = 64;
pub(super) const DEBUG: u32 = 128;
pub(super) const ASCII: u32 = 256;

/// Of these a pattern can have one.
pub(super) const KINDS: u32 = ASCII | LOCALE | UNICODE;

/// The flag of a letter.
pub(super) fn by_letter(letter: char) -> Option<u32> {
    Some(match letter {
        'i' => IGNORECASE,
        'L' => LOCALE,
        'm' => MULTILINE,
        's' => DOTALL,
        'x' => VERBOSE,
        'a' => ASCII,
        'u' => UNICODE,
        _ => return None,
    })
}
