//! Names, keywords and the prefixes of string literals.

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use super::{Lexer, Step};
use crate::{
    Span,
    error::Fault,
    token::{Token, TokenKind},
};

/// Whether the byte can be inside of a name.
pub(super) const fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

/// What the letters before a quote mean.
#[derive(Clone, Copy, Default)]
pub(super) struct Prefix {
    pub raw: bool,
    pub bytes: bool,
    pub unicode: bool,
    pub format: bool,
    pub template: bool,
}

impl Prefix {
    /// The meaning of the letters, if each is a prefix letter that is not there twice.
    fn of(letters: &[u8]) -> Option<Self> {
        let mut prefix = Self::default();
        for letter in letters {
            let flag = match letter.to_ascii_lowercase() {
                b'r' => &mut prefix.raw,
                b'b' => &mut prefix.bytes,
                b'u' => &mut prefix.unicode,
                b'f' => &mut prefix.format,
                b't' => &mut prefix.template,
                _ => return None,
            };
            if std::mem::replace(flag, true) {
                return None;
            }
        }
        Some(prefix)
    }

    /// The first pair of letters that exclude each other.
    fn conflict(self) -> Option<(char, char)> {
        let Self { raw, bytes, unicode, format, template } = self;
        [
            (unicode && bytes, ('u', 'b')),
            (unicode && raw, ('u', 'r')),
            (unicode && format, ('u', 'f')),
            (unicode && template, ('u', 't')),
            (bytes && format, ('b', 'f')),
            (bytes && template, ('b', 't')),
            (format && template, ('f', 't')),
        ]
        .into_iter()
        .find_map(|(both, pair)| both.then_some(pair))
    }
}

impl Lexer<'_> {
    pub(super) fn name(&mut self) -> Step {
        let start = self.at;
        let mut ascii = true;
        while let Some(byte) = self.peek(0) {
            if !is_name_byte(byte) {
                break;
            }
            ascii &= byte < 0x80;
            self.at += 1;
        }
        if let Some(b'\'' | b'"') = self.peek(0)
            && let Some(prefix) = Prefix::of(&self.bytes[start..self.at])
        {
            if let Some((first, second)) = prefix.conflict() {
                let end = self.at - start;
                let column = self.lines.char_column(start as u32) as i32 + 1;
                let at = crate::error::At::LexedColumns {
                    line_of: start as u32,
                    offset: column,
                    end_offset: column + end as i32,
                };
                let message = format!("'{first}' and '{second}' prefixes are incompatible");
                return Err(Fault::at(crate::ErrorKind::SyntaxError, at, message).into());
            }
            return if prefix.format || prefix.template {
                self.fstring_start(start, prefix)
            } else {
                self.string(start)
            };
        }
        if !ascii {
            self.check_name(start)?;
        }
        let word = &self.bytes[start..self.at];
        let kind = if matches!(word.len(), 2..=8) { TokenKind::keyword(word) } else { None };
        let index = self.out.tokens.len() as u32;
        match kind {
            Some(TokenKind::Except) => self.out.candidates.push(index),
            Some(TokenKind::Not | TokenKind::Lambda | TokenKind::Else | TokenKind::Await) => self.chain += 1,
            // An `elif` nests as deep as all before it.
            Some(TokenKind::Elif) => self.out.longest_chain += 1,
            None if matches!(word, b"match" | b"case" | b"type") => self.out.candidates.push(index),
            _ => {}
        }
        let kind = kind.unwrap_or(TokenKind::Name);
        self.out.tokens.push(Token { kind, span: Span::new(start as u32, self.at as u32) });
        Ok(())
    }

    /// Checks a name with characters beyond ASCII.
    fn check_name(&self, start: usize) -> Step {
        let mut first = true;
        for (index, char) in self.text(start, self.at).char_indices() {
            let fits = if first {
                char == '_' || unicode_ident::is_xid_start(char)
            } else {
                unicode_ident::is_xid_continue(char)
            };
            if !fits {
                return Err(self.bad_character(start + index, char).into());
            }
            first = false;
        }
        Ok(())
    }

    /// A character that can start no token.
    pub(super) fn bad_character(&self, at: usize, char: char) -> Fault {
        let code = u32::from(char);
        let message = if is_printable(char) {
            format!("invalid character '{char}' (U+{code:04X})")
        } else {
            format!("invalid non-printable character U+{code:04X}")
        };
        self.fault(at + char.len_utf8(), message)
    }
}

fn is_printable(char: char) -> bool {
    use GeneralCategory as Category;
    char == ' '
        || !matches!(
            char.general_category(),
            Category::Control
                | Category::Format
                | Category::Surrogate
                | Category::PrivateUse
                | Category::Unassigned
                | Category::LineSeparator
                | Category::ParagraphSeparator
                | Category::SpaceSeparator
        )
}
