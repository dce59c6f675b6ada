//! Operators, delimiters and brackets.

use super::{Lexer, Step};
use crate::token::TokenKind as Kind;

const MAX_BRACKETS: usize = 200;

impl Lexer<'_> {
    pub(super) fn operator(&mut self, byte: u8) -> Step {
        let start = self.at;
        let (kind, length) = match (byte, self.peek(1), self.peek(2)) {
            (b'(' | b'[' | b'{', ..) => return self.open(byte),
            (b')' | b']' | b'}', ..) => return self.close(byte),
            (b':', ..) if self.at_format_spec() => return self.start_format_spec(),
            (b':', Some(b'='), _) => (Kind::Walrus, 2),
            (b':', ..) => (Kind::Colon, 1),
            (b',', ..) => (Kind::Comma, 1),
            (b';', ..) => (Kind::Semicolon, 1),
            (b'.', Some(b'.'), Some(b'.')) => (Kind::Ellipsis, 3),
            (b'.', ..) => (Kind::Dot, 1),
            (b'=', Some(b'='), _) => (Kind::EqualEqual, 2),
            (b'=', ..) => (Kind::Equal, 1),
            (b'-', Some(b'>'), _) => (Kind::Arrow, 2),
            (b'-', Some(b'='), _) => (Kind::MinusEqual, 2),
            (b'-', ..) => (Kind::Minus, 1),
            (b'+', Some(b'='), _) => (Kind::PlusEqual, 2),
            (b'+', ..) => (Kind::Plus, 1),
            (b'*', Some(b'*'), Some(b'=')) => (Kind::DoubleStarEqual, 3),
            (b'*', Some(b'*'), _) => (Kind::DoubleStar, 2),
            (b'*', Some(b'='), _) => (Kind::StarEqual, 2),
            (b'*', ..) => (Kind::Star, 1),
            (b'/', Some(b'/'), Some(b'=')) => (Kind::DoubleSlashEqual, 3),
            (b'/', Some(b'/'), _) => (Kind::DoubleSlash, 2),
            (b'/', Some(b'='), _) => (Kind::SlashEqual, 2),
            (b'/', ..) => (Kind::Slash, 1),
            (b'%', Some(b'='), _) => (Kind::PercentEqual, 2),
            (b'%', ..) => (Kind::Percent, 1),
            (b'@', Some(b'='), _) => (Kind::AtEqual, 2),
            (b'@', ..) => (Kind::At, 1),
            (b'<', Some(b'<'), Some(b'=')) => (Kind::LeftShiftEqual, 3),
            (b'<', Some(b'<'), _) => (Kind::LeftShift, 2),
            (b'<', Some(b'='), _) => (Kind::LessEqual, 2),
            (b'<', ..) => (Kind::Less, 1),
            (b'>', Some(b'>'), Some(b'=')) => (Kind::RightShiftEqual, 3),
            (b'>', Some(b'>'), _) => (Kind::RightShift, 2),
            (b'>', Some(b'='), _) => (Kind::GreaterEqual, 2),
            (b'>', ..) => (Kind::Greater, 1),
            (b'&', Some(b'='), _) => (Kind::AmpersandEqual, 2),
            (b'&', ..) => (Kind::Ampersand, 1),
            (b'|', Some(b'='), _) => (Kind::BarEqual, 2),
            (b'|', ..) => (Kind::Bar, 1),
            (b'^', Some(b'='), _) => (Kind::CaretEqual, 2),
            (b'^', ..) => (Kind::Caret, 1),
            (b'~', ..) => (Kind::Tilde, 1),
            (b'!', Some(b'='), _) => (Kind::NotEqual, 2),
            (b'!' | b'$' | b'?' | b'`', ..) => (Kind::Stray, 1),
            _ => return Err(self.bad_character(start, char::from(byte)).into()),
        };
        self.at += length;
        if (Kind::Plus..=Kind::Tilde).contains(&kind) || kind == Kind::Dot {
            self.chain += 1;
        }
        self.push(kind, start);
        Ok(())
    }

    fn open(&mut self, byte: u8) -> Step {
        if self.brackets.len() >= MAX_BRACKETS {
            return Err(self.fault(self.at + 1, "too many nested parentheses").into());
        }
        let start = self.at;
        self.brackets.push((byte, start as u32));
        if let Some(fstring) = self.fstrings.last_mut() {
            fstring.depth += 1;
        }
        let kind = match byte {
            b'(' => Kind::LeftParen,
            b'[' => {
                let generic = matches!(
                    self.out.tokens.as_slice(),
                    [.., before, name] if name.kind == Kind::Name
                        && matches!(before.kind, Kind::Def | Kind::Class | Kind::Name)
                );
                if generic {
                    self.out.candidates.push(self.out.tokens.len() as u32);
                }
                Kind::LeftBracket
            }
            _ => Kind::LeftBrace,
        };
        self.chain += 1;
        self.at += 1;
        self.push(kind, start);
        Ok(())
    }

    fn close(&mut self, byte: u8) -> Step {
        let closer = char::from(byte);
        let (start, end) = (self.at, self.at + 1);
        let fstring = self.fstrings.last().map(|fstring| (fstring.letter(), fstring.depth, fstring.fields));
        if let Some((letter, 0, _)) = fstring
            && byte == b'}'
        {
            return Err(self.fault(end, format!("{letter}-string: single '}}' is not allowed")).into());
        }
        let Some((opener, offset)) = self.brackets.pop() else {
            return Err(self.fault(end, format!("unmatched '{closer}'")).into());
        };
        if !matches!((opener, byte), (b'(', b')') | (b'[', b']') | (b'{', b'}')) {
            if let Some((letter, depth, fields)) = fstring
                && opener == b'{'
                && depth == fields
            {
                return Err(self.fault(end, format!("{letter}-string: unmatched '{closer}'")).into());
            }
            let mut message = format!(
                "closing parenthesis '{closer}' does not match opening parenthesis '{}'",
                char::from(opener)
            );
            let line = self.lines.line(offset);
            if line != self.lines.line(start as u32) {
                message += &format!(" on line {line}");
            }
            return Err(self.fault(end, message).into());
        }
        if let Some(fstring) = self.fstrings.last_mut() {
            if fstring.depth == 0 {
                let message = format!("{}-string: unmatched '{closer}'", fstring.letter());
                return Err(self.fault(end, message).into());
            }
            fstring.depth -= 1;
            if byte == b'}' && fstring.depth + 1 == fstring.fields {
                fstring.end_field();
            }
        }
        self.at = end;
        let kind = match byte {
            b')' => Kind::RightParen,
            b']' => Kind::RightBracket,
            _ => Kind::RightBrace,
        };
        self.push(kind, start);
        Ok(())
    }
}
