//! Line starts: indentation, blank lines and lines joined by a backslash.

use super::{Lexer, Step, Stop};
use crate::{
    error::{At, ErrorKind, Fault},
    token::TokenKind,
};

const TAB_WIDTH: u32 = 8;
const MAX_INDENTS: usize = 100;

impl Lexer<'_> {
    /// Skips blank lines and emits the change of indentation before the first token of a logical line;
    /// returns whether there is one.
    pub(super) fn indentation(&mut self) -> Result<bool, Stop> {
        loop {
            let start = self.at;
            let (mut column, mut tabless) = (0, 0);
            let mut joined = None;
            let byte = loop {
                match self.peek(0) {
                    Some(b' ') => {
                        column += 1;
                        tabless += 1;
                    }
                    Some(b'\t') => {
                        column = (column / TAB_WIDTH + 1) * TAB_WIDTH;
                        tabless += 1;
                    }
                    Some(0x0C) => (column, tabless) = (0, 0),
                    Some(b'\\') => {
                        if column > 0 {
                            joined.get_or_insert((column, column));
                        }
                        self.continuation()?;
                        continue;
                    }
                    other => break other,
                }
                self.at += 1;
            };
            match byte {
                None => return Ok(false),
                Some(b'\n') => self.at += 1,
                Some(b'#') => {
                    self.comment();
                    self.at += 1;
                }
                Some(_) => {
                    self.line_start = false;
                    let (column, tabless) = joined.unwrap_or((column, tabless));
                    self.indent_to(column, tabless, start)?;
                    return Ok(true);
                }
            }
        }
    }

    fn indent_to(&mut self, column: u32, tabless: u32, start: usize) -> Step {
        let (open, open_tabless) = self.indents.last().copied().unwrap_or_default();
        if column > open {
            if self.indents.len() >= MAX_INDENTS {
                return self.indentation_error(ErrorKind::IndentationError, "too many levels of indentation");
            }
            if tabless <= open_tabless {
                return self.inconsistent();
            }
            self.indents.push((column, tabless));
            self.push(TokenKind::Indent, start);
            return Ok(());
        }
        while self.indents.last().is_some_and(|&(open, _)| column < open) {
            self.indents.pop();
            let at = self.at;
            self.push(TokenKind::Dedent, at);
        }
        let (open, open_tabless) = self.indents.last().copied().unwrap_or_default();
        if column != open {
            while self.out.tokens.last().is_some_and(|token| token.kind == TokenKind::Dedent) {
                self.out.tokens.pop();
            }
            let line = self.lines.line(self.at as u32);
            let length = self.lines.line_text(line).chars().count() as i32;
            let at = At::Columns { line_of: self.at as u32, offset: length, end_offset: -1 };
            let message = "unindent does not match any outer indentation level";
            return Err(Stop::Soft(Fault::at(ErrorKind::IndentationError, at, message)));
        }
        if tabless != open_tabless {
            return self.inconsistent();
        }
        Ok(())
    }

    fn inconsistent(&self) -> Step {
        self.indentation_error(ErrorKind::TabError, "inconsistent use of tabs and spaces in indentation")
    }

    fn indentation_error(&self, kind: ErrorKind, message: &str) -> Step {
        let at = At::Columns { line_of: self.at as u32, offset: 1, end_offset: 0 };
        Err(Stop::Soft(Fault::at(kind, at, message)))
    }

    /// Skips a backslash and the newline after it.
    pub(super) fn continuation(&mut self) -> Step {
        self.at += 1;
        if self.peek(0) != Some(b'\n') {
            let column = self.lines.char_column(self.at as u32) as i32 + 1;
            let at = At::Columns { line_of: self.at as u32, offset: column, end_offset: 0 };
            let message = "unexpected character after line continuation character";
            return Err(Stop::Soft(Fault::at(ErrorKind::SyntaxError, at, message)));
        }
        self.at += 1;
        if self.at == self.bytes.len() { self.unexpected_end() } else { Ok(()) }
    }

    /// The text ends although something must follow.
    fn unexpected_end(&self) -> Step {
        self.end_of_text()?;
        let end = self.bytes.len() as u32 - 1;
        let length = self.lines.char_column(end) as i32 + 1;
        let at = At::Columns { line_of: end, offset: length, end_offset: -1 };
        Err(Stop::Soft(Fault::at(ErrorKind::SyntaxError, at, "unexpected EOF while parsing")))
    }

    /// The end of the text inside of brackets; it cannot be reached elsewhere, for the text ends in a newline.
    pub(super) fn end_of_text(&self) -> Step {
        let Some(&(bracket, offset)) = self.brackets.last() else { return Ok(()) };
        let message = format!("'{}' was never closed", char::from(bracket));
        Err(Stop::Soft(Fault::at(ErrorKind::SyntaxError, At::Start(offset, 0), message)))
    }
}
