//! F-strings and t-strings: the literal text between replacement fields, and where fields begin and end.

use super::{Lexer, Step, name::Prefix};
use crate::token::TokenKind;

const MAX_FSTRINGS: usize = 150;
const MAX_FIELDS: u32 = 3;

/// The state of an f-string or t-string that is being read.
pub(super) struct FString {
    /// Offset of the prefix.
    start: usize,
    pub(super) quote: u8,
    pub(super) triple: bool,
    raw: bool,
    template: bool,
    /// Brackets of all kinds that are open inside, the braces of fields among them.
    pub(super) depth: u32,
    /// Replacement fields that are open: more than one when format specifiers hold fields.
    pub(super) fields: u32,
    /// Whether literal text comes next, be it of the string or of a format specifier.
    text: bool,
    /// Whether the text is that of a format specifier.
    spec: bool,
}

impl FString {
    pub(super) fn in_text(&self) -> bool {
        self.text
    }

    /// The letter that error messages start with.
    pub(super) fn letter(&self) -> char {
        if self.template { 't' } else { 'f' }
    }

    /// Goes on with the text after a replacement field.
    pub(super) fn end_field(&mut self) {
        self.fields -= 1;
        self.text = true;
        self.spec = self.fields > 0;
    }
}

impl Lexer<'_> {
    /// The prefix was read; the first quote is the next byte.
    pub(super) fn fstring_start(&mut self, start: usize, prefix: Prefix) -> Step {
        let quote = self.bytes[self.at];
        let triple = self.peek(1) == Some(quote) && self.peek(2) == Some(quote);
        self.at += if triple { 3 } else { 1 };
        if self.fstrings.len() + 1 >= MAX_FSTRINGS {
            return Err(self.fault(self.at, "too many nested f-strings or t-strings").into());
        }
        // Nested ones are parsed by nested calls.
        self.chain += 50 * self.fstrings.len() as u32;
        self.fstrings.push(FString {
            start,
            quote,
            triple,
            raw: prefix.raw,
            template: prefix.template,
            depth: 0,
            fields: 0,
            text: true,
            spec: false,
        });
        self.push(TokenKind::FStringStart, start);
        Ok(())
    }

    /// Reads literal text up to a replacement field, the end of one, or the end of the string.
    pub(super) fn fstring_text(&mut self) -> Step {
        let Some(state) = self.fstrings.last() else { return Ok(()) };
        let (quote, triple, raw, in_spec) = (state.quote, state.triple, state.raw, state.spec);
        let start = self.at;
        loop {
            let Some(byte) = self.peek(0) else { return self.unterminated_fstring() };
            match byte {
                b'\n' if !triple => {
                    if in_spec {
                        let letter = state.letter();
                        let message = format!(
                            "{letter}-string: newlines are not allowed in format specifiers for single quoted \
                             {letter}-strings"
                        );
                        return Err(self.fault(self.at + 1, message).into());
                    }
                    return self.unterminated_fstring();
                }
                _ if byte == quote
                    && (!triple || self.peek(1) == Some(quote) && self.peek(2) == Some(quote)) =>
                {
                    self.middle(start);
                    let end = self.at;
                    self.at += if triple { 3 } else { 1 };
                    self.push(TokenKind::FStringEnd, end);
                    self.fstrings.pop();
                    return Ok(());
                }
                b'{' if self.peek(1) == Some(b'{') && !in_spec => return self.doubled(start),
                b'{' => {
                    self.middle(start);
                    return self.start_field();
                }
                b'}' if in_spec => {
                    self.middle(start);
                    return self.resume_field();
                }
                b'}' if self.peek(1) == Some(b'}') => return self.doubled(start),
                b'}' => {
                    self.middle(start);
                    return self.resume_field();
                }
                b'\\' => match self.peek(1) {
                    Some(b'{' | b'}') => self.at += 1,
                    Some(b'N') if !raw && self.peek(2) == Some(b'{') => {
                        self.at += 3;
                        // The name's closing brace is part of the text.
                        while let Some(byte) = self.peek(0) {
                            if byte == b'}' {
                                self.at += 1;
                                break;
                            }
                            if byte == quote || byte == b'\n' || byte == b'{' {
                                break;
                            }
                            self.at += 1;
                        }
                    }
                    // An escaped newline is text, also between single quotes.
                    Some(_) => self.at += 2,
                    None => self.at += 1,
                },
                _ => self.at += 1,
            }
        }
    }

    /// Text up to and with two equal braces, which stand for one.
    fn doubled(&mut self, start: usize) -> Step {
        self.at += 2;
        self.middle(start);
        Ok(())
    }

    /// Text up to here.
    fn middle(&mut self, start: usize) {
        if start < self.at {
            self.push(TokenKind::FStringMiddle, start);
        }
    }

    fn start_field(&mut self) -> Step {
        let at = self.at;
        if let Some(state) = self.fstrings.last_mut() {
            if state.fields >= MAX_FIELDS {
                let message = format!("{}-string: expressions nested too deeply", state.letter());
                return Err(self.fault(at, message).into());
            }
            state.fields += 1;
            state.text = false;
        }
        Ok(())
    }

    /// The next byte is the brace that ends the field of a format specifier, or a stray one.
    fn resume_field(&mut self) -> Step {
        if let Some(state) = self.fstrings.last_mut() {
            state.text = false;
            state.spec = false;
        }
        Ok(())
    }

    /// Whether a colon here starts the format specifier of the innermost field.
    pub(super) fn at_format_spec(&self) -> bool {
        self.fstrings.last().is_some_and(|state| state.fields > 0 && state.depth == state.fields)
    }

    pub(super) fn start_format_spec(&mut self) -> Step {
        let start = self.at;
        self.at += 1;
        self.push(TokenKind::FormatColon, start);
        if let Some(state) = self.fstrings.last_mut() {
            state.text = true;
            state.spec = true;
        }
        Ok(())
    }

    fn unterminated_fstring(&self) -> Step {
        let Some(state) = self.fstrings.last() else { return Ok(()) };
        let line = self.lines.line(self.at.min(self.bytes.len() - 1) as u32);
        let kind = if state.triple { "unterminated triple-quoted" } else { "unterminated" };
        let message = format!("{kind} {}-string literal (detected at line {line})", state.letter());
        Err(self.fault(state.start + 1, message).into())
    }
}
