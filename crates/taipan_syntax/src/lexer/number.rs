//! Numeric literals. Their values are decoded later, from the text.

use super::{Lexer, Step, name::is_name_byte};
use crate::{
    ErrorKind,
    error::{At, Fault},
    token::TokenKind,
};

impl Lexer<'_> {
    pub(super) fn number(&mut self) -> Step {
        let start = self.at;
        let (kind, name) = match (self.peek(0), self.peek(1)) {
            (Some(b'0'), Some(b'x' | b'X')) => (self.radix("hexadecimal", 16)?, "hexadecimal"),
            (Some(b'0'), Some(b'o' | b'O')) => (self.radix("octal", 8)?, "octal"),
            (Some(b'0'), Some(b'b' | b'B')) => (self.radix("binary", 2)?, "binary"),
            (Some(b'0'), _) => self.leading_zero()?,
            (Some(b'.'), _) => self.tail(TokenKind::Int)?,
            _ => {
                self.digits(|byte| byte.is_ascii_digit(), "decimal")?;
                self.tail(TokenKind::Int)?
            }
        };
        self.number_end(name)?;
        self.push(kind, start);
        Ok(())
    }

    /// One or more groups of digits joined by underscores.
    fn digits(&mut self, is_digit: impl Fn(u8) -> bool, name: &str) -> Step {
        loop {
            if !self.peek(0).is_some_and(&is_digit) {
                return Err(self.fault(self.at, format!("invalid {name} literal")).into());
            }
            while self.peek(0).is_some_and(&is_digit) {
                self.at += 1;
            }
            if self.peek(0) != Some(b'_') {
                return Ok(());
            }
            self.at += 1;
        }
    }

    fn radix(&mut self, name: &str, radix: u32) -> Result<TokenKind, super::Stop> {
        self.at += 2;
        let is_digit = |byte: u8| char::from(byte).is_digit(radix);
        loop {
            if self.peek(0) == Some(b'_') {
                self.at += 1;
            }
            self.foreign_digit(name, is_digit)?;
            if !self.peek(0).is_some_and(is_digit) {
                return Err(self.fault(self.at, format!("invalid {name} literal")).into());
            }
            while self.peek(0).is_some_and(is_digit) {
                self.at += 1;
            }
            if self.peek(0) != Some(b'_') {
                self.foreign_digit(name, is_digit)?;
                return Ok(TokenKind::Int);
            }
        }
    }

    /// A decimal digit that the radix does not have.
    fn foreign_digit(&self, name: &str, is_digit: impl Fn(u8) -> bool) -> Step {
        match self.peek(0) {
            Some(byte) if byte.is_ascii_digit() && !is_digit(byte) => {
                let message = format!("invalid digit '{}' in {name} literal", char::from(byte));
                Err(self.fault(self.at + 1, message).into())
            }
            _ => Ok(()),
        }
    }

    /// A number that starts with a zero: zero itself, or the start of a fraction.
    fn leading_zero(&mut self) -> Result<(TokenKind, &'static str), super::Stop> {
        let start = self.at;
        self.digits(|byte| byte == b'0', "decimal").or_else(|stop| {
            // `0_7`: the digits after the underscore may be others than zeros.
            if self.bytes[self.at - 1] == b'_' && self.peek(0).is_some_and(|byte| byte.is_ascii_digit()) {
                Ok(())
            } else {
                Err(stop)
            }
        })?;
        let zeros_end = self.at;
        let nonzero = self.peek(0).is_some_and(|byte| byte.is_ascii_digit());
        if nonzero {
            self.digits(|byte| byte.is_ascii_digit(), "decimal")?;
        }
        let (kind, name) = self.tail(TokenKind::Int)?;
        if nonzero && kind == TokenKind::Int {
            if let Some(b'e' | b'E') = self.peek(0) {
                self.number_end(name)?;
            }
            let column = |at: usize| self.lines.char_column(at as u32) as i32;
            let at = At::LexedColumns {
                line_of: start as u32,
                offset: column(start) + 1,
                end_offset: column(zeros_end) + 1,
            };
            let message = "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal \
                           integers";
            return Err(Fault::at(ErrorKind::SyntaxError, at, message).into());
        }
        Ok((kind, name))
    }

    /// Fraction, exponent and imaginary unit after the integral part.
    fn tail(&mut self, mut kind: TokenKind) -> Result<(TokenKind, &'static str), super::Stop> {
        let is_digit = |byte: u8| byte.is_ascii_digit();
        if self.peek(0) == Some(b'.') {
            self.at += 1;
            kind = TokenKind::Float;
            if self.peek(0).is_some_and(is_digit) {
                self.digits(is_digit, "decimal")?;
            }
        }
        if let Some(b'e' | b'E') = self.peek(0) {
            let signed = matches!(self.peek(1), Some(b'+' | b'-'));
            if self.peek(1 + usize::from(signed)).is_some_and(is_digit) {
                self.at += 1 + usize::from(signed);
                kind = TokenKind::Float;
                self.digits(is_digit, "decimal")?;
            } else if signed {
                return Err(self.fault(self.at + 2, "invalid decimal literal").into());
            }
        }
        if let Some(b'j' | b'J') = self.peek(0) {
            self.at += 1;
            return Ok((TokenKind::Imaginary, "imaginary"));
        }
        Ok((kind, "decimal"))
    }

    /// A name must not follow directly, but keywords that can follow an expression may.
    fn number_end(&mut self, name: &'static str) -> Step {
        let rest = &self.bytes[self.at..];
        let word =
            |word: &[u8]| rest.starts_with(word) && !rest.get(word.len()).copied().is_some_and(is_name_byte);
        let keyword = match rest.first() {
            Some(b'a') => word(b"and"),
            Some(b'e') => word(b"else"),
            Some(b'f') => word(b"for"),
            Some(b'i') => matches!(rest.get(1), Some(b'f' | b'n' | b's')),
            Some(b'n') => word(b"not"),
            Some(b'o') => word(b"or"),
            _ => false,
        };
        if keyword {
            self.out.loose_numbers.push((self.at as u32, name));
        } else if rest.first().is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_') {
            return Err(self.fault(self.at, format!("invalid {name} literal")).into());
        }
        Ok(())
    }
}
