//! What a backslash begins.

use super::{
    classes::{Category, category},
    parse::{Fault, Parsed, Parser, fault},
    tree::Node,
};

/// What an escape inside a set stands for.
pub(super) enum Escaped {
    Char(char),
    Category(Category, bool),
}

fn by_category(letter: char) -> Option<Escaped> {
    let kind = match letter.to_ascii_lowercase() {
        'd' => Category::Digit,
        's' => Category::Space,
        'w' => Category::Word,
        _ => return None,
    };
    Some(Escaped::Category(kind, letter.is_ascii_uppercase()))
}

impl Parser<'_> {
    /// An escape outside a set.
    pub(super) fn escape(&mut self, mode: u32) -> Parsed<Node> {
        let start = self.at;
        self.at += 1;
        let Some(c) = self.next_char()? else { return fault("bad escape (end of pattern)", start) };
        let ascii = self.ascii(mode);
        if let Some(Escaped::Category(kind, negated)) = by_category(c) {
            let mut set = category(kind, ascii);
            if negated {
                set.negate();
            }
            return Ok(Node::Set(set));
        }
        Ok(match c {
            'A' => Node::TextStart,
            'Z' | 'z' => Node::TextEnd,
            'b' | 'B' => Node::Boundary { negated: c == 'B', ascii },
            '0' => {
                let value = self.octal(0, 2);
                self.char_of(value, mode, start)?
            }
            '1'..='9' => self.digits(c, mode, start)?,
            _ => {
                let value = self.common(c, start)?;
                self.literal(value, mode)
            }
        })
    }

    /// An escape inside a set.
    pub(super) fn escape_in_set(&mut self) -> Parsed<Escaped> {
        let start = self.at - 1;
        let Some(c) = self.next_char()? else { return fault("bad escape (end of pattern)", start) };
        if let Some(found) = by_category(c) {
            return Ok(found);
        }
        Ok(Escaped::Char(match c {
            'b' => '\x08',
            '0'..='7' => {
                let value = self.octal(c.to_digit(8).unwrap_or(0), 2);
                self.small(value, start)?
            }
            _ => self.common(c, start)?,
        }))
    }

    /// Escapes that mean the same everywhere.
    fn common(&mut self, c: char, start: usize) -> Parsed<char> {
        Ok(match c {
            'a' => '\x07',
            'f' => '\x0c',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\x0b',
            'x' => self.hexadecimal(2, start)?,
            'u' if !self.bytes => self.hexadecimal(4, start)?,
            'U' if !self.bytes => self.hexadecimal(8, start)?,
            'N' if !self.bytes => {
                if !self.eat('{') {
                    return fault("missing {", self.at);
                }
                let name = self.until('}', "character name")?;
                match unicode_names2::character(&name) {
                    Some(c) => c,
                    None => return fault(format!("undefined character name '{name}'"), start),
                }
            }
            c if c.is_ascii_alphanumeric() => return fault(format!("bad escape \\{c}"), start),
            c => c,
        })
    }

    fn hexadecimal(&mut self, digits: usize, start: usize) -> Parsed<char> {
        let mut value = 0;
        for _ in 0..digits {
            let Some(digit) = self.peek().and_then(|c| c.to_digit(16)) else {
                let text = self.slice(start, self.at);
                return fault(format!("incomplete escape {text}"), start);
            };
            value = value << 4 | digit;
            self.at += 1;
        }
        match char::from_u32(value) {
            Some(c) => Ok(c),
            None if value <= 0x10FFFF => {
                Err(Fault::Unsupported("a lone surrogate in a regular expression".to_owned()))
            }
            None => fault(format!("bad escape {}", self.slice(start, self.at)), start),
        }
    }

    /// Up to so many more octal digits.
    fn octal(&mut self, first: u32, more: usize) -> u32 {
        let mut value = first;
        for _ in 0..more {
            let Some(digit) = self.peek().and_then(|c| c.to_digit(8)) else { break };
            value = value << 3 | digit;
            self.at += 1;
        }
        value
    }

    fn small(&self, value: u32, start: usize) -> Parsed<char> {
        match u8::try_from(value) {
            Ok(byte) => Ok(byte.into()),
            Err(_) => {
                let text = self.slice(start, self.at);
                fault(format!("octal escape value {text} outside of range 0-0o377"), start)
            }
        }
    }

    fn char_of(&self, value: u32, mode: u32, start: usize) -> Parsed<Node> {
        Ok(self.literal(self.small(value, start)?, mode))
    }

    /// A reference to a group, or three octal digits.
    fn digits(&mut self, first: char, mode: u32, start: usize) -> Parsed<Node> {
        let mut number = first.to_digit(10).unwrap_or(0) as usize;
        if let Some(second) = self.peek().and_then(|c| c.to_digit(10)) {
            let third = self.text.get(self.at + 1).and_then(|point| char::from_u32(*point));
            let octal = first < '8' && second < 8 && third.is_some_and(|c| c.is_digit(8));
            if octal {
                let value = self.octal(number as u32, 2);
                return self.char_of(value, mode, start);
            }
            self.at += 1;
            number = number * 10 + second as usize;
        }
        if number >= self.groups.len() {
            return fault(format!("invalid group reference {number}"), start + 1);
        }
        self.back(number, mode, start)
    }
}
