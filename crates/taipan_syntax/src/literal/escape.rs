//! Escape sequences in string and bytes literals.

use crate::Wtf8String;

/// The outcome of decoding.
pub(super) struct Decoded<T, E> {
    pub value: Result<T, E>,
    /// The first escape that Python does not know.
    pub doubtful: Option<Doubtful>,
}

/// An escape that stands for itself, or an octal one beyond `\377`.
pub(super) struct Doubtful {
    /// Byte offset of the backslash.
    pub at: usize,
    /// What follows the backslash.
    pub text: String,
    pub octal: bool,
}

/// A malformed escape. The positions count a character beyond ASCII as ten, as Python's decoder sees it.
pub(super) struct Malformed {
    pub start: usize,
    pub end: usize,
    pub reason: &'static str,
}

/// Decodes the escapes of text.
pub(super) fn text(source: &str) -> Decoded<Wtf8String, Malformed> {
    let mut decoder = Decoder { source, at: 0, out: Wtf8String::new(), doubtful: None };
    let value = decoder.run();
    let Decoder { out, doubtful, .. } = decoder;
    Decoded { value: value.map(|()| out), doubtful }
}

struct Decoder<'s> {
    source: &'s str,
    at: usize,
    out: Wtf8String,
    doubtful: Option<Doubtful>,
}

impl Decoder<'_> {
    fn run(&mut self) -> Result<(), Malformed> {
        while let Some(length) = self.source[self.at..].find('\\') {
            self.out.push_str(&self.source[self.at..self.at + length]);
            self.at += length;
            self.escape()?;
        }
        self.out.push_str(&self.source[self.at..]);
        Ok(())
    }

    /// Decodes the escape whose backslash is next.
    fn escape(&mut self) -> Result<(), Malformed> {
        let start = self.at;
        let Some(char) = self.source[start + 1..].chars().next() else {
            return Err(self.malformed(start, start + 1, "\\ at end of string"));
        };
        self.at = start + 1 + char.len_utf8();
        let plain = match char {
            '\n' => return Ok(()),
            '\\' | '\'' | '"' => char,
            'a' => '\x07',
            'b' => '\x08',
            'f' => '\x0C',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\x0B',
            '0'..='7' => {
                let (value, end) = octal(self.source, start + 1);
                self.at = end;
                if value > 0o377 {
                    self.doubt(start, self.source[start + 1..end].to_owned(), true);
                }
                self.out.push_code_point(value);
                return Ok(());
            }
            'x' => return self.hexadecimal(start, 2, "truncated \\xXX escape"),
            'u' => return self.hexadecimal(start, 4, "truncated \\uXXXX escape"),
            'U' => return self.hexadecimal(start, 8, "truncated \\UXXXXXXXX escape"),
            'N' => return self.named(start),
            _ => {
                self.doubt(start, char.to_string(), false);
                self.out.push_str("\\");
                char
            }
        };
        self.out.push_code_point(plain.into());
        Ok(())
    }

    fn doubt(&mut self, at: usize, text: String, octal: bool) {
        self.doubtful.get_or_insert(Doubtful { at, text, octal });
    }

    fn hexadecimal(&mut self, start: usize, digits: usize, reason: &'static str) -> Result<(), Malformed> {
        let from = self.at;
        let count = self.source.as_bytes()[from..]
            .iter()
            .take(digits)
            .take_while(|byte| byte.is_ascii_hexdigit())
            .count();
        if count < digits {
            return Err(self.malformed(start, from + count, reason));
        }
        self.at = from + digits;
        let value = u32::from_str_radix(&self.source[from..self.at], 16).unwrap_or(u32::MAX);
        if !self.out.push_code_point(value) {
            return Err(self.malformed(start, self.at, "illegal Unicode character"));
        }
        Ok(())
    }

    fn named(&mut self, start: usize) -> Result<(), Malformed> {
        let malformed = "malformed \\N character escape";
        let rest = &self.source[self.at..];
        let Some(name) = rest.strip_prefix('{') else {
            return Err(self.malformed(start, self.at, malformed));
        };
        let Some(length) = name.find('}') else {
            return Err(self.malformed(start, self.source.len(), malformed));
        };
        if length == 0 {
            return Err(self.malformed(start, self.at + 1, malformed));
        }
        let end = self.at + length + 2;
        match unicode_names2::character(&name[..length]) {
            Some(char) => {
                self.out.push_code_point(char.into());
                self.at = end;
                Ok(())
            }
            None => Err(self.malformed(start, end, "unknown Unicode character name")),
        }
    }

    fn malformed(&self, start: usize, end: usize, reason: &'static str) -> Malformed {
        let width = |text: &str| text.chars().map(|char| if char.is_ascii() { 1 } else { 10 }).sum::<usize>();
        let before = width(&self.source[..start]);
        Malformed { start: before, end: before + width(&self.source[start..end]), reason }
    }
}

/// Decodes the escapes of a bytes literal onto `out`; the error is the position of a malformed `\x`.
pub(super) fn bytes(source: &str, out: &mut Vec<u8>) -> Decoded<(), usize> {
    let bytes = source.as_bytes();
    let mut doubtful = None;
    let mut at = 0;
    let value = loop {
        let Some(&byte) = bytes.get(at) else { break Ok(()) };
        if byte != b'\\' {
            out.push(byte);
            at += 1;
            continue;
        }
        let start = at;
        let Some(&escape) = bytes.get(at + 1) else { break Ok(()) };
        at += 2;
        let value = match escape {
            b'\n' => continue,
            b'\\' | b'\'' | b'"' => escape,
            b'a' => 7,
            b'b' => 8,
            b'f' => 12,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'v' => 11,
            b'0'..=b'7' => {
                let (value, end) = octal(source, start + 1);
                at = end;
                if value > 0o377 {
                    let text = source[start + 1..end].to_owned();
                    doubtful.get_or_insert(Doubtful { at: start, text, octal: true });
                }
                value as u8
            }
            b'x' => match source.get(at..at + 2).and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                Some(value) if bytes[at].is_ascii_hexdigit() => {
                    at += 2;
                    value
                }
                _ => break Err(start),
            },
            _ => {
                let text = char::from(escape).to_string();
                doubtful.get_or_insert(Doubtful { at: start, text, octal: false });
                out.push(b'\\');
                escape
            }
        };
        out.push(value);
    };
    Decoded { value, doubtful }
}

/// Up to three octal digits from `from` on, and the offset after them.
fn octal(source: &str, from: usize) -> (u32, usize) {
    source.as_bytes()[from..]
        .iter()
        .take(3)
        .take_while(|byte| (b'0'..=b'7').contains(*byte))
        .fold((0, from), |(value, at), byte| (value * 8 + u32::from(byte - b'0'), at + 1))
}
