//! Sets: `[a-z\d]`.

use regex_syntax::hir::ClassUnicode;

use super::{
    classes::{category, ignore_case, ranges},
    escape::Escaped,
    flags::IGNORECASE,
    parse::{Parsed, Parser, fault},
    tree::Node,
};

impl Parser<'_> {
    /// A set, from its bracket on.
    pub(super) fn set(&mut self, mode: u32) -> Parsed<Node> {
        let start = self.at;
        self.at += 1;
        if self.peek() == Some('[') {
            self.warn("nested set", self.at);
        }
        let negated = self.eat('^');
        let (mut chars, mut classes) = (ClassUnicode::empty(), ClassUnicode::empty());
        let mut first = true;
        let unterminated = || fault("unterminated character set", start);
        let ascii = self.ascii(mode);
        let mut add_class = |kind, negated| {
            let mut class = category(kind, ascii);
            if negated {
                class.negate();
            }
            classes.union(&class);
        };
        loop {
            let at = self.at;
            let Some(c) = self.next_char()? else { return unterminated() };
            if c == ']' && !first {
                break;
            }
            if !first && self.peek() == Some(c) {
                self.warn_of(c, at);
            }
            first = false;
            let low = if c == '\\' { self.escape_in_set()? } else { Escaped::Char(c) };
            if !self.eat('-') {
                match low {
                    Escaped::Char(c) => chars.union(&ranges(&[(c, c)])),
                    Escaped::Category(kind, negated) => add_class(kind, negated),
                }
                continue;
            }
            let end = self.at;
            let Some(last) = self.next_char()? else { return unterminated() };
            if last == ']' {
                match low {
                    Escaped::Char(c) => chars.union(&ranges(&[(c, c)])),
                    Escaped::Category(kind, negated) => add_class(kind, negated),
                }
                chars.union(&ranges(&[('-', '-')]));
                break;
            }
            if last == '-' {
                self.warn("set difference", end - 1);
            }
            let high = if last == '\\' { self.escape_in_set()? } else { Escaped::Char(last) };
            match (low, high) {
                (Escaped::Char(low), Escaped::Char(high)) if low <= high => {
                    chars.union(&ranges(&[(low, high)]));
                }
                _ => {
                    // The text shows no more of an escape than its letter.
                    let shown =
                        |from: usize| self.slice(from, from + if self.text[from] == 0x5C { 2 } else { 1 });
                    let (low, high) = (shown(at), shown(end));
                    let width = low.chars().count() + high.chars().count() + 1;
                    return fault(format!("bad character range {low}-{high}"), self.at - width);
                }
            }
        }
        if mode & IGNORECASE != 0 {
            ignore_case(&mut chars, ascii);
        }
        chars.union(&classes);
        if negated {
            chars.negate();
        }
        Ok(Node::Set(chars))
    }

    fn warn(&mut self, what: &str, at: usize) {
        self.warnings.push(format!("Possible {what} at position {at}"));
    }

    fn warn_of(&mut self, c: char, at: usize) {
        match c {
            '-' => self.warn("set difference", at),
            '&' => self.warn("set intersection", at),
            '~' => self.warn("set symmetric difference", at),
            '|' => self.warn("set union", at),
            _ => {}
        }
    }
}
