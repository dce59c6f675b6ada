//! Writes a tree in the syntax of the engine.
//!
//! The engine's own meanings of `\w`, `\b`, `$` and of ignoring case differ from Python's, so sets are written out. A
//! pattern is written anew for each kind of text: for ASCII text sets shrink to ASCII and boundaries are cheap, and
//! only for text that ends with a newline need `$` look at it.

use std::fmt::Write;

use regex_syntax::hir::ClassUnicode;

use super::{
    classes::{Category, category, ranges},
    tree::{Greed, Node},
};

/// What is known of the text.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) struct Kind {
    /// Bytes.
    pub(super) bytes: bool,
    /// All of it is ASCII.
    pub(super) ascii: bool,
    /// Its last character is a newline. Only looked at where `$` is used.
    pub(super) newline: bool,
}

/// Writes `tree` for a kind of text.
pub(super) fn emit(tree: &Node, kind: Kind) -> String {
    let mut writer = Writer { out: String::new(), kind };
    writer.node(tree);
    writer.out
}

struct Writer {
    out: String,
    kind: Kind,
}

impl Writer {
    fn node(&mut self, node: &Node) {
        match node {
            Node::Empty => self.out.push_str("(?:)"),
            Node::Char(c) if c.is_ascii_alphanumeric() => self.out.push(*c),
            Node::Char(c) => self.set(&ranges(&[(*c, *c)])),
            Node::Set(set) => self.set(set),
            Node::Any { newline: true } => self.out.push_str("(?s:.)"),
            Node::Any { newline: false } => self.out.push_str(r"[^\n]"),
            Node::Start { lines: true } => self.out.push_str("(?m:^)"),
            Node::Start { lines: false } | Node::TextStart => self.out.push_str(r"\A"),
            Node::End { lines: true } => self.out.push_str("(?m:$)"),
            Node::End { lines: false } if self.kind.newline => self.out.push_str(r"(?:\z|(?=\n\z))"),
            Node::End { lines: false } | Node::TextEnd => self.out.push_str(r"\z"),
            Node::Boundary { negated, ascii } => self.boundary(*negated, *ascii),
            Node::Capture(body) => self.wrapped("(", body),
            Node::Atomic(body) => self.wrapped("(?>", body),
            Node::Concat(parts) => {
                self.out.push_str("(?:");
                parts.iter().for_each(|part| self.node(part));
                self.out.push(')');
            }
            Node::Either(branches) => {
                self.out.push_str("(?:");
                for (at, branch) in branches.iter().enumerate() {
                    if at > 0 {
                        self.out.push('|');
                    }
                    self.node(branch);
                }
                self.out.push(')');
            }
            Node::Repeat { body, min, max, greed } => self.repeat(body, *min, *max, *greed),
            Node::Look { behind, negated, body } => {
                let open = match (behind, negated) {
                    (false, false) => "(?=",
                    (false, true) => "(?!",
                    (true, false) => "(?<=",
                    (true, true) => "(?<!",
                };
                self.wrapped(open, body);
            }
            Node::Back { group, any_case, .. } => {
                let open = if *any_case { "(?i:" } else { "(?:" };
                _ = write!(self.out, "{open}\\{group})");
            }
            Node::Choice { group, yes, no } => {
                _ = write!(self.out, "(?({group})");
                self.wrapped("(?:", yes);
                self.out.push('|');
                self.wrapped("(?:", no);
                self.out.push(')');
            }
        }
    }

    fn wrapped(&mut self, open: &str, body: &Node) {
        self.out.push_str(open);
        self.node(body);
        self.out.push(')');
    }

    fn repeat(&mut self, body: &Node, min: u32, max: Option<u32>, greed: Greed) {
        // The engine repeats nothing that matches no characters; once is as good as often.
        if body.width().1 == 0 {
            let open = if greed == Greed::Possessive { "(?>" } else { "(?:" };
            self.out.push_str(open);
            match (min, max, greed) {
                (_, Some(0), _) => {}
                (0, _, Greed::Lazy) => self.wrapped("|(?:", body),
                (0, _, _) => {
                    self.node(body);
                    self.out.push('|');
                }
                _ => self.node(body),
            }
            self.out.push(')');
            return;
        }
        if greed == Greed::Possessive {
            self.out.push_str("(?>");
        }
        self.wrapped("(?:", body);
        _ = match (min, max) {
            (0, None) => write!(self.out, "*"),
            (1, None) => write!(self.out, "+"),
            (0, Some(1)) => write!(self.out, "?"),
            (min, None) => write!(self.out, "{{{min},}}"),
            (min, Some(max)) => write!(self.out, "{{{min},{max}}}"),
        };
        match greed {
            Greed::Greedy => {}
            Greed::Lazy => self.out.push('?'),
            Greed::Possessive => self.out.push(')'),
        }
    }

    fn boundary(&mut self, negated: bool, ascii: bool) {
        if self.kind.bytes || self.kind.ascii {
            self.out.push_str(if negated { r"\B" } else { r"\b" });
            return;
        }
        let mut inner = Writer { out: String::new(), kind: self.kind };
        inner.set(&category(Category::Word, ascii));
        let word = inner.out;
        _ = match negated {
            false => write!(self.out, "(?:(?<={word})(?!{word})|(?<!{word})(?={word}))"),
            true => write!(self.out, "(?:(?<={word})(?={word})|(?<!{word})(?!{word}))"),
        };
    }

    fn set(&mut self, set: &ClassUnicode) {
        let last = match self.kind {
            Kind { bytes: true, .. } => '\u{FF}',
            Kind { ascii: true, .. } => '\u{7F}',
            _ => char::MAX,
        };
        let mut set = set.clone();
        set.intersect(&ranges(&[('\0', last)]));
        if set.ranges().is_empty() {
            // A set of nothing.
            self.out.push_str(r"(?:\z[a])");
            return;
        }
        if !self.kind.bytes && !self.kind.ascii {
            let known = [(Category::Word, r"\p{L}\p{N}_"), (Category::Digit, r"\p{Nd}")];
            for (kind, text) in known {
                let mut class = category(kind, false);
                let negated = class != set;
                if negated {
                    class.negate();
                }
                if class == set {
                    _ = write!(self.out, "[{}{text}]", if negated { "^" } else { "" });
                    return;
                }
            }
        }
        self.out.push('[');
        for range in set.ranges() {
            self.point(range.start());
            if range.end() > range.start() {
                self.out.push('-');
                self.point(range.end());
            }
        }
        self.out.push(']');
    }

    fn point(&mut self, c: char) {
        _ = match c {
            c if c.is_ascii_alphanumeric() => write!(self.out, "{c}"),
            c if (c as u32) < 0x100 => write!(self.out, "\\x{:02X}", c as u32),
            c => write!(self.out, "\\x{{{:X}}}", c as u32),
        };
    }
}
