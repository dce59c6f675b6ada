//! The grammar: tokens to syntax tree by the tables of `rustpython-parser`, which no other module names.
//!
//! The tables see only kinds and places. Every name and every group of string literals is fed to them as a
//! placeholder that encodes its index, numbers as zero; lowering puts the values in. So the values, their
//! errors and exact places are ours, and checks of the tables that compare names never fire.

mod feed;
mod lower;
mod lower_expr;
mod lower_pattern;
mod lower_stmt;

use std::{collections::HashMap, ops::Range};

use rustpython_parser as rp;

use crate::{
    LineIndex, Mode, Span,
    ast::{Expr, Identifier, Mod, StmtKind},
    error::{Fault, SyntaxWarning},
    fixups::Edit,
    token::{Token, TokenKind},
};
use feed::Feed;

/// Why the grammar rejects the tokens.
#[derive(Debug)]
pub(crate) enum Rejection {
    /// For a reason that is known.
    Fault(Fault),
    /// Because of the literal that starts at this token.
    Literal(Fault, usize),
    /// The token at this index cannot stand there.
    Token(usize),
}

impl From<Fault> for Rejection {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// What is known while one text is parsed.
pub(crate) struct Grammar<'t> {
    pub lines: &'t LineIndex,
    pub tokens: &'t [Token],
    pub comments: &'t [Span],
    pub edits: &'t [Edit],
    pub warnings: Vec<SyntaxWarning>,
    /// Values of groups of string literals, until they are put into the tree.
    literals: Vec<Option<Expr>>,
    /// Defaults of type parameters with the end of their last token, by the start of the parameter.
    defaults: HashMap<u32, (Expr, u32)>,
    /// How deep lowering is.
    depth: usize,
}

impl<'t> Grammar<'t> {
    pub fn new(lines: &'t LineIndex, tokens: &'t [Token], comments: &'t [Span], edits: &'t [Edit]) -> Self {
        Self {
            lines,
            tokens,
            comments,
            edits,
            warnings: Vec::new(),
            literals: Vec::new(),
            defaults: HashMap::new(),
            depth: 0,
        }
    }

    /// Parses the whole token list.
    pub fn parse(&mut self, mode: Mode) -> Result<Mod, Rejection> {
        let range = 0..self.tokens.len();
        let table_mode = match mode {
            Mode::Module => rp::Mode::Module,
            Mode::Expression => rp::Mode::Expression,
            Mode::Interactive => rp::Mode::Interactive,
        };
        let module = self.run(range, table_mode, false)?;
        self.lower_module(module)
    }

    /// Parses the tokens of a range as statements.
    pub fn parse_statements(&mut self, range: Range<usize>, newline: bool) -> Result<Mod, Rejection> {
        let module = self.run(range, rp::Mode::Module, newline)?;
        self.lower_module(module)
    }

    /// Parses the tokens of a range as what a replacement field may hold: one expression, also a bare tuple
    /// or `yield`.
    pub fn parse_field(&mut self, range: Range<usize>) -> Result<Expr, Rejection> {
        let end = range.end;
        if self.tokens[end - 1].kind == TokenKind::Semicolon {
            return Err(Rejection::Token(end - 1));
        }
        let Mod::Module { mut body } = self.parse_statements(range.clone(), true)? else {
            return Err(Rejection::Token(range.start));
        };
        match (body.pop().map(|statement| statement.kind), body.is_empty()) {
            (Some(StmtKind::Expr { value }), true) => Ok(*value),
            (Some(StmtKind::Expr { value }), false) => Err(Rejection::Token(self.token_at(value.span.start))),
            _ => Err(Rejection::Token(self.first_foreign(range).unwrap_or(end))),
        }
    }

    /// The token that ends the expression at the start of a range of tokens that are another statement.
    fn first_foreign(&self, range: Range<usize>) -> Option<usize> {
        use crate::token::TokenKind as Kind;
        let mut depth = 0usize;
        range.clone().find(|&at| {
            let kind = self.tokens[at].kind;
            if kind.opens() || kind == Kind::FStringStart {
                depth += 1;
            } else if kind.closes() || kind == Kind::FStringEnd {
                depth = depth.saturating_sub(1);
            }
            depth == 0
                && (at == range.start && kind.is_keyword()
                    || matches!(kind, Kind::Equal | Kind::Semicolon | Kind::Colon | Kind::FormatColon)
                    || kind.is_augmented())
        })
    }

    /// The index of the token that holds `offset`, or of the next one.
    pub fn token_at(&self, offset: u32) -> usize {
        self.tokens.partition_point(|token| token.span.end <= offset).min(self.tokens.len() - 1)
    }

    fn run(&mut self, range: Range<usize>, mode: rp::Mode, newline: bool) -> Result<rp::ast::Mod, Rejection> {
        let mut feed = Feed::new(self, range, newline);
        let result = rp::parse_tokens(&mut feed, mode, "");
        let (last, rejection) = feed.finish();
        match (result, rejection) {
            (_, Some(rejection)) => Err(rejection),
            (Ok(module), None) => Ok(module),
            (Err(error), None) => Err(match error.error {
                rp::ParseErrorType::Lexical(_) => Rejection::Token(self.token_at(error.offset.into())),
                _ => Rejection::Token(last),
            }),
        }
    }

    /// The name that a placeholder stands for, with its place.
    fn name(&self, placeholder: &str) -> (Identifier, Span) {
        let span = self.tokens.get(feed::decode(placeholder)).map_or(Span::default(), |token| token.span);
        (normalize(self.lines.slice(span)), span)
    }
}

/// The form in which names are compared.
pub(crate) fn normalize(name: &str) -> Identifier {
    use unicode_normalization::UnicodeNormalization;
    if name.is_ascii() { name.into() } else { name.nfkc().collect::<String>().into_boxed_str() }
}
