//! String and bytes literals. Their values are decoded later, from the text.

use super::{Lexer, Step};
use crate::token::TokenKind;

impl Lexer<'_> {
    /// A literal whose prefix, if any, starts at `start` and whose first quote is the next byte.
    pub(super) fn string(&mut self, start: usize) -> Step {
        let quote = self.bytes[self.at];
        let triple = self.peek(1) == Some(quote) && self.peek(2) == Some(quote);
        self.at += if triple { 3 } else { 1 };
        let mut escaped_quote = false;
        loop {
            match self.peek(0) {
                Some(byte) if byte == quote => {
                    if !triple {
                        self.at += 1;
                        break;
                    }
                    if self.peek(1) == Some(quote) && self.peek(2) == Some(quote) {
                        self.at += 3;
                        break;
                    }
                    self.at += 1;
                }
                Some(b'\\') => {
                    escaped_quote |= self.peek(1) == Some(quote);
                    self.at += 2;
                }
                Some(b'\n') if !triple => return self.unterminated(start, quote, false, escaped_quote),
                Some(_) => self.at += 1,
                None => return self.unterminated(start, quote, triple, escaped_quote),
            }
        }
        self.push(TokenKind::String, start);
        Ok(())
    }

    fn unterminated(&self, start: usize, quote: u8, triple: bool, escaped_quote: bool) -> Step {
        if let Some(fstring) = self.fstrings.last()
            && fstring.quote == quote
            && fstring.triple == triple
        {
            let message = format!("{}-string: expecting '}}'", fstring.letter());
            return Err(self.fault(start + 1, message).into());
        }
        let line = self.lines.line(self.at.min(self.bytes.len() - 1) as u32);
        let message = match (triple, escaped_quote) {
            (true, _) => format!("unterminated triple-quoted string literal (detected at line {line})"),
            (false, true) => format!(
                "unterminated string literal (detected at line {line}); perhaps you escaped the end quote?"
            ),
            (false, false) => format!("unterminated string literal (detected at line {line})"),
        };
        Err(self.fault(start + 1, message).into())
    }
}
