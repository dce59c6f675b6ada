//! The tree of a pattern: what `parse` makes and `emit` writes for the engine. Knows no values.
//!
//! Flags are worked in while parsing: a character that ignores case is a set, `.` says what it matches.

use regex_syntax::hir::ClassUnicode;

/// How often and how eagerly a part repeats.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Greed {
    /// As often as possible.
    Greedy,
    /// As rarely as possible.
    Lazy,
    /// As often as possible, without giving anything back.
    Possessive,
}

/// A part of a pattern.
#[derive(Debug)]
pub(super) enum Node {
    Empty,
    /// A character, or a byte of a bytes pattern.
    Char(char),
    Set(ClassUnicode),
    /// `.`; with DOTALL also a newline.
    Any {
        newline: bool,
    },
    /// `^`
    Start {
        lines: bool,
    },
    /// `$`
    End {
        lines: bool,
    },
    /// `\A`
    TextStart,
    /// `\z`
    TextEnd,
    /// `\b`, `\B`
    Boundary {
        negated: bool,
        ascii: bool,
    },
    /// A group with a number.
    Capture(Box<Node>),
    Concat(Vec<Node>),
    Either(Vec<Node>),
    Repeat {
        body: Box<Node>,
        min: u32,
        max: Option<u32>,
        greed: Greed,
    },
    Look {
        behind: bool,
        negated: bool,
        body: Box<Node>,
    },
    Atomic(Box<Node>),
    /// What a group has matched, with its width.
    Back {
        group: usize,
        any_case: bool,
        width: Width,
    },
    /// `(?(group)yes|no)`
    Choice {
        group: usize,
        yes: Box<Node>,
        no: Box<Node>,
    },
}

/// The least and the greatest number of characters that something matches.
pub(super) type Width = (u64, u64);

impl Node {
    /// Matches a place and no characters, so that repeating it makes no sense.
    pub(super) fn is_place(&self) -> bool {
        matches!(
            self,
            Node::Start { .. } | Node::End { .. } | Node::TextStart | Node::TextEnd | Node::Boundary { .. }
        )
    }

    /// How many characters it matches.
    pub(super) fn width(&self) -> Width {
        match self {
            Node::Char(_) | Node::Set(_) | Node::Any { .. } => (1, 1),
            Node::Capture(body) | Node::Atomic(body) => body.width(),
            Node::Concat(parts) => parts
                .iter()
                .map(Node::width)
                .fold((0, 0), |(a, b), (c, d)| (u64::saturating_add(a, c), u64::saturating_add(b, d))),
            Node::Either(parts) => join(parts.iter().map(Node::width)),
            Node::Choice { yes, no, .. } => join([yes.width(), no.width()].into_iter()),
            Node::Repeat { body, min, max, .. } => {
                let (least, most) = body.width();
                let max = max.map_or(u64::MAX, u64::from);
                (least.saturating_mul((*min).into()), most.saturating_mul(max))
            }
            Node::Back { width, .. } => *width,
            _ => (0, 0),
        }
    }

    /// Whether the engine has to look at more than the next character, and what depends on the end of the text.
    pub(super) fn any(&self, test: &dyn Fn(&Node) -> bool) -> bool {
        test(self)
            || match self {
                Node::Capture(body)
                | Node::Atomic(body)
                | Node::Repeat { body, .. }
                | Node::Look { body, .. } => body.any(test),
                Node::Concat(parts) | Node::Either(parts) => parts.iter().any(|part| part.any(test)),
                Node::Choice { yes, no, .. } => yes.any(test) || no.any(test),
                _ => false,
            }
    }
}

fn join(mut widths: impl Iterator<Item = Width>) -> Width {
    let first = widths.next().unwrap_or((0, 0));
    widths.fold(first, |(a, b), (c, d)| (a.min(c), b.max(d)))
}
