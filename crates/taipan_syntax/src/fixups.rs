//! What the tokens need before a grammar of Python 3.12 can take them: soft keywords resolved, parentheses
//! around bare exception lists (PEP 758) and `match` subjects, defaults of type parameters (PEP 696) cut out.
//!
//! Invariant: edits are in the order of their tokens; they do not change the token list itself.

use crate::{
    LineIndex,
    token::{Token, TokenKind as Kind},
};

/// A change to the token stream at one token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    /// Index of the token.
    pub at: u32,
    pub change: Change,
}

/// What happens at the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// The name is the keyword `match`.
    Match,
    /// The name is the keyword `case`.
    Case,
    /// The name is the keyword `type`.
    Type,
    /// An opening parenthesis comes before it.
    Open,
    /// A closing parenthesis comes before it.
    Close,
    /// It is the `=` before the default of the type parameter that starts at the offset `param`; the stream
    /// goes on at token `end`.
    Default { param: u32, end: u32 },
}

/// Finds the edits; `candidates` are the tokens at which one may be needed.
pub(crate) fn find(lines: &LineIndex, tokens: &[Token], candidates: &[u32]) -> Vec<Edit> {
    let mut fixups = Fixups { lines, tokens, edits: Vec::new() };
    for &at in candidates {
        fixups.candidate(at as usize);
    }
    fixups.edits.sort_by_key(|edit| edit.at);
    fixups.edits
}

struct Fixups<'t> {
    lines: &'t LineIndex,
    tokens: &'t [Token],
    edits: Vec<Edit>,
}

impl Fixups<'_> {
    fn kind(&self, at: usize) -> Kind {
        self.tokens.get(at).map_or(Kind::EndMarker, |token| token.kind)
    }

    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| self.lines.slice(token.span))
    }

    fn edit(&mut self, at: usize, change: Change) {
        self.edits.push(Edit { at: at as u32, change });
    }

    fn candidate(&mut self, at: usize) {
        match self.kind(at) {
            Kind::Except => self.except(at),
            Kind::LeftBracket => self.type_params(at),
            Kind::Name => match self.word(at) {
                "match" => self.match_statement(at),
                "case" if self.starts_line(at) && !self.is_plain_name(at) => self.case(at),
                "type" => self.type_alias(at),
                _ => {}
            },
            _ => {}
        }
    }

    fn starts_line(&self, at: usize) -> bool {
        at == 0 || matches!(self.kind(at - 1), Kind::Newline | Kind::Indent | Kind::Dedent)
    }

    /// Whether what follows the name at the start of a line cannot follow a soft keyword.
    fn is_plain_name(&self, at: usize) -> bool {
        let next = self.kind(at + 1);
        matches!(
            next,
            Kind::Newline
                | Kind::Equal
                | Kind::Dot
                | Kind::Comma
                | Kind::Colon
                | Kind::Semicolon
                | Kind::Walrus
        ) || next.is_augmented()
            || next.closes()
    }

    /// The first token at bracket depth 0 from `from` that `stop` accepts; the end of the line at the latest.
    fn find_outside(&self, from: usize, stop: impl Fn(Kind) -> bool) -> usize {
        let (mut at, mut depth) = (from, 0usize);
        while let Some(token) = self.tokens.get(at) {
            let kind = token.kind;
            if kind.opens() || kind == Kind::FStringStart {
                depth += 1;
            } else if depth > 0 && (kind.closes() || kind == Kind::FStringEnd) {
                depth -= 1;
            } else if depth == 0 && stop(kind)
                || matches!(kind, Kind::Newline | Kind::EndMarker | Kind::Indent | Kind::Dedent)
            {
                return at;
            }
            at += 1;
        }
        self.tokens.len().saturating_sub(1)
    }

    /// `match` is a keyword if the line ends in a colon and an indented `case` follows.
    fn match_statement(&mut self, at: usize) {
        if !self.starts_line(at) || self.is_plain_name(at) {
            return;
        }
        let end = self.find_outside(at + 1, |_| false);
        let colon = end - 1;
        if colon <= at + 1
            || self.kind(colon) != Kind::Colon
            || self.kind(end) != Kind::Newline
            || self.kind(end + 1) != Kind::Indent
            || self.word(end + 2) != "case"
        {
            return;
        }
        self.edit(at, Change::Match);
        if self.find_outside(at + 1, |kind| kind == Kind::Comma) < colon {
            self.edit(at + 1, Change::Open);
            self.edit(colon, Change::Close);
        }
    }

    /// `case` is a keyword at the start of a line directly inside of a `match` block.
    fn case(&mut self, at: usize) {
        let in_block = match self.kind(at.wrapping_sub(1)) {
            Kind::Indent => self.opens_match(at - 1),
            Kind::Dedent => {
                // Back over the blocks before it to the one that it is in.
                let (mut back, mut depth) = (at - 1, 0usize);
                loop {
                    match self.kind(back) {
                        Kind::Dedent => depth += 1,
                        Kind::Indent if depth == 0 => break self.opens_match(back),
                        Kind::Indent => depth -= 1,
                        _ => {}
                    }
                    if back == 0 {
                        break false;
                    }
                    back -= 1;
                }
            }
            Kind::Newline => self.follows_case_line(at - 1),
            _ => false,
        };
        let colon = self.find_outside(at + 1, |kind| kind == Kind::Colon);
        if in_block && self.kind(colon) == Kind::Colon {
            self.edit(at, Change::Case);
        }
    }

    /// Whether the line that ends at `newline` is `case ...: simple statement`.
    fn follows_case_line(&self, newline: usize) -> bool {
        let mut start = newline;
        while start > 0 && !matches!(self.kind(start - 1), Kind::Newline | Kind::Indent | Kind::Dedent) {
            start -= 1;
        }
        self.edits.iter().rev().any(|edit| edit.at as usize == start && edit.change == Change::Case)
    }

    /// Whether the indented block at `indent` is that of a `match` statement.
    fn opens_match(&self, indent: usize) -> bool {
        let Some(newline) = indent.checked_sub(1) else { return false };
        let mut start = newline;
        while start > 0 && !matches!(self.kind(start - 1), Kind::Newline | Kind::Indent | Kind::Dedent) {
            start -= 1;
        }
        self.edits.iter().rev().any(|edit| edit.at as usize == start && edit.change == Change::Match)
    }

    /// `type` is a keyword if it starts a statement and `NAME =` or `NAME [` follows.
    fn type_alias(&mut self, at: usize) {
        let starts = self.starts_line(at) || matches!(self.kind(at - 1), Kind::Semicolon | Kind::Colon);
        if starts
            && self.kind(at + 1) == Kind::Name
            && matches!(self.kind(at + 2), Kind::Equal | Kind::LeftBracket)
        {
            self.edit(at, Change::Type);
        }
    }

    /// `except A, B:` gets parentheses; with `as` it is an error that the grammar finds.
    fn except(&mut self, at: usize) {
        let first = if self.kind(at + 1) == Kind::Star { at + 2 } else { at + 1 };
        let comma = self.find_outside(first, |kind| matches!(kind, Kind::Comma | Kind::Colon | Kind::As));
        if self.kind(comma) != Kind::Comma || comma == first {
            return;
        }
        let colon = self.find_outside(comma, |kind| matches!(kind, Kind::Colon | Kind::As));
        if self.kind(colon) == Kind::Colon {
            self.edit(first, Change::Open);
            self.edit(colon, Change::Close);
        }
    }

    /// Cuts the defaults out of a list of type parameters whose bracket is at `at`.
    fn type_params(&mut self, at: usize) {
        let generic = match self.kind(at.wrapping_sub(2)) {
            Kind::Def | Kind::Class => true,
            Kind::Name => {
                self.edits.iter().rev().any(|edit| edit.at as usize == at - 2 && edit.change == Change::Type)
            }
            _ => false,
        };
        if !generic {
            return;
        }
        let mut param = at + 1;
        loop {
            let end = self.find_outside(param, |kind| kind == Kind::Comma || kind.closes());
            let equal = self.find_outside(param, |kind| {
                matches!(kind, Kind::Equal | Kind::Comma | Kind::Lambda) || kind.closes()
            });
            if self.kind(equal) == Kind::Equal && equal + 1 < end && equal > param {
                let start = self.tokens[param].span.start;
                self.edit(equal, Change::Default { param: start, end: end as u32 });
            }
            if self.kind(end) != Kind::Comma {
                return;
            }
            param = end + 1;
        }
    }
}
