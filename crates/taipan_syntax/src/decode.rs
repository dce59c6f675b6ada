//! Source bytes to text: byte order mark and encoding declaration (PEP 263).

use crate::{ErrorKind, Place, SyntaxError};

const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Decodes source bytes. `file` is the name that messages give to them, if they come from a file.
///
/// UTF-8, Latin-1 and ASCII are known; any other declaration is an error.
pub fn decode(bytes: &[u8], file: Option<&str>) -> Result<String, SyntaxError> {
    let bom = bytes.starts_with(BOM);
    let bytes = if bom { &bytes[BOM.len()..] } else { bytes };
    let declared = declared_encoding(bytes);
    let name = declared.map(canonical_name);
    if bom && let Some(name) = name.as_deref().filter(|&name| name != "utf-8") {
        let line = String::from_utf8_lossy(lines(bytes).next().unwrap_or_default()).into_owned();
        let end_offset = line.chars().count() as i32;
        let place = Place { line: 1, offset: 0, end_line: 1, end_offset, text: line };
        return Err(error(format!("encoding problem: {name} with BOM"), place));
    }
    match name.as_deref() {
        None | Some("utf-8" | "utf8") => match String::from_utf8(bytes.to_vec()) {
            Ok(text) => Ok(text),
            Err(invalid) => Err(not_utf8(bytes, invalid.utf8_error().valid_up_to(), file)),
        },
        Some("iso-8859-1") => Ok(bytes.iter().copied().map(char::from).collect()),
        Some("ascii") => match bytes.iter().position(|byte| !byte.is_ascii()) {
            None => Ok(String::from_utf8_lossy(bytes).into_owned()),
            Some(at) => Err(nowhere(format!(
                "'ascii' codec can't decode byte 0x{:02x} in position {at}: ordinal not in range(128)",
                bytes[at]
            ))),
        },
        Some(_) => Err(nowhere(format!("unknown encoding: {}", declared.unwrap_or_default()))),
    }
}

/// The name in the encoding declaration of the first two lines; a second line counts only after a blank or
/// comment line.
fn declared_encoding(bytes: &[u8]) -> Option<&str> {
    for line in lines(bytes).take(2) {
        let start = line.iter().position(|byte| !matches!(byte, b' ' | b'\t' | 0x0C));
        match start.map(|start| &line[start..]) {
            None => {}
            Some(comment @ [b'#', ..]) => {
                if let Some(name) = cookie(comment) {
                    return Some(name);
                }
            }
            Some(_) => return None,
        }
    }
    None
}

fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|&byte| byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line))
}

/// The name after `coding:` or `coding=` in a comment.
fn cookie(comment: &[u8]) -> Option<&str> {
    let mut from = 0;
    while let Some(found) = comment[from..].windows(6).position(|window| window == b"coding") {
        from += found + 6;
        if let Some(b':' | b'=') = comment.get(from) {
            let rest = &comment[from + 1..];
            let blank = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
            let rest = &rest[blank..];
            let length = rest
                .iter()
                .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
                .count();
            if length > 0 {
                return std::str::from_utf8(&rest[..length]).ok();
            }
        }
    }
    None
}

fn canonical_name(name: &str) -> String {
    let lower = name.to_ascii_lowercase().replace('_', "-");
    let is =
        |known: &str| lower == known || lower.strip_prefix(known).is_some_and(|rest| rest.starts_with('-'));
    if is("utf-8") {
        "utf-8".to_owned()
    } else if is("latin-1") || is("iso-8859-1") || is("iso-latin-1") || lower == "latin1" {
        "iso-8859-1".to_owned()
    } else if lower == "ascii" || lower == "us-ascii" {
        "ascii".to_owned()
    } else {
        lower
    }
}

fn not_utf8(bytes: &[u8], at: usize, file: Option<&str>) -> SyntaxError {
    let line = bytes[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
    let start = bytes[..at].iter().rposition(|&byte| byte == b'\n').map_or(0, |newline| newline + 1);
    let end = bytes[at..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |length| at + length);
    let column = String::from_utf8_lossy(&bytes[start..at]).chars().count() as i32 + 1;
    let file = file.map(|file| format!(" in file {file}")).unwrap_or_default();
    let message = format!(
        "Non-UTF-8 code starting with '\\x{:02x}'{file} on line {line}, but no encoding declared; see \
         https://peps.python.org/pep-0263/ for details",
        bytes[at]
    );
    let text = String::from_utf8_lossy(&bytes[start..end]).into_owned();
    let line = line as u32;
    error(message, Place { line, offset: column, end_line: line, end_offset: column, text })
}

fn error(message: String, place: Place) -> SyntaxError {
    SyntaxError { kind: ErrorKind::SyntaxError, message, place: Some(place) }
}

fn nowhere(message: String) -> SyntaxError {
    error(message, Place { line: 0, offset: -1, end_line: 0, end_offset: 0, text: String::new() })
}
