//! Lowering: the tables' tree to ours. Shared parts.

use rustpython_parser::{ast as rp, text_size::TextRange};

use super::{Grammar, Rejection};
use crate::{
    MAX_NESTING, Span,
    ast::{Expr, ExprKind, Identifier, Mod, Stmt},
    error::{At, ErrorKind, Fault},
    token::{Token, TokenKind as Kind},
};

/// The outcome of lowering a node.
pub(super) type Lowered<T> = Result<T, Fault>;

/// The span of a node.
pub(super) fn span(range: TextRange) -> Span {
    Span::new(range.start().into(), range.end().into())
}

impl Grammar<'_> {
    pub(super) fn lower_module(&mut self, module: rp::Mod) -> Result<Mod, Rejection> {
        Ok(match module {
            rp::Mod::Module(module) => Mod::Module { body: self.lower_body(module.body)? },
            rp::Mod::Interactive(module) => Mod::Interactive { body: self.lower_body(module.body)? },
            rp::Mod::Expression(module) => {
                let body = Box::new(self.lower_expr(*module.body)?);
                self.check_stars(&body)?;
                Mod::Expression { body }
            }
            rp::Mod::FunctionType(_) => return Err(Rejection::Token(0)),
        })
    }

    /// An expression alone takes no star outside of parentheses.
    fn check_stars(&self, body: &Expr) -> Result<(), Rejection> {
        let elements = match &body.kind {
            ExprKind::Tuple { elts } => elts.as_slice(),
            _ => std::slice::from_ref(body),
        };
        let starred = elements.iter().find(|element| matches!(element.kind, ExprKind::Starred { .. }));
        let Some(starred) = starred else { return Ok(()) };
        let at = self.token_at(starred.span.start);
        let depth = self.tokens[..at].iter().fold(0i32, |depth, token| {
            depth + i32::from(token.kind.opens()) - i32::from(token.kind.closes())
        });
        if depth > 0 { Ok(()) } else { Err(Rejection::Token(at)) }
    }

    pub(super) fn lower_body(&mut self, body: Vec<rp::Stmt>) -> Lowered<Vec<Stmt>> {
        body.into_iter().map(|statement| self.lower_stmt(statement)).collect()
    }

    pub(super) fn lower_exprs(&mut self, exprs: Vec<rp::Expr>) -> Lowered<Vec<Expr>> {
        exprs.into_iter().map(|expr| self.lower_expr(expr)).collect()
    }

    pub(super) fn lower_box(&mut self, expr: rp::Expr) -> Lowered<Box<Expr>> {
        Ok(Box::new(self.lower_expr(expr)?))
    }

    pub(super) fn lower_option(&mut self, expr: Option<Box<rp::Expr>>) -> Lowered<Option<Box<Expr>>> {
        expr.map(|expr| self.lower_box(*expr)).transpose()
    }

    /// The name that a placeholder stands for; dotted names are several placeholders joined by dots.
    pub(super) fn identifier(&self, placeholder: &rp::Identifier) -> Identifier {
        let text = placeholder.as_str();
        if text == "*" {
            return text.into();
        }
        if text.contains('.') {
            let parts: Vec<Identifier> = text.split('.').map(|part| self.name(part).0).collect();
            return parts.join(".").into_boxed_str();
        }
        self.name(text).0
    }

    /// Goes one level deeper, unless that is too deep.
    pub(super) fn deeper<T>(&mut self, lower: impl FnOnce(&mut Self) -> Lowered<T>) -> Lowered<T> {
        if self.depth >= MAX_NESTING {
            let message = "Parser stack overflowed - Python source too complex to parse";
            return Err(Fault::at(ErrorKind::MemoryError, At::Nowhere, message));
        }
        self.depth += 1;
        let lowered = lower(self);
        self.depth -= 1;
        lowered
    }

    /// The first token at or after `offset` that is not a closing parenthesis.
    pub(super) fn after_parens(&self, offset: u32) -> Token {
        let bytes = self.lines.text().as_bytes();
        // The common case needs no search: the text goes on right here.
        let mut at = self.tokens.partition_point(|token| token.span.start < offset);
        while self.tokens.get(at).is_some_and(|token| {
            token.kind == Kind::RightParen || bytes.get(token.span.start as usize) == Some(&b')')
        }) {
            at += 1;
        }
        self.tokens
            .get(at)
            .or(self.tokens.last())
            .copied()
            .unwrap_or(Token { kind: Kind::EndMarker, span: Span::new(offset, offset) })
    }

    /// The end of what ends at `end`, closing parentheses included that were opened since `start`.
    pub(super) fn end_with_parens(&self, start: u32, inner: Span) -> u32 {
        let first = self.tokens.partition_point(|token| token.span.start < start);
        let opened = self.tokens[first..]
            .iter()
            .take_while(|token| token.span.start < inner.start)
            .filter(|token| token.kind == Kind::LeftParen);
        let after = self.tokens.partition_point(|token| token.span.start < inner.end);
        let closers = self.tokens[after..].iter().take(opened.count());
        closers
            .take_while(|token| token.kind == Kind::RightParen)
            .last()
            .map_or(inner.end, |token| token.span.end)
    }

    /// The end of a compound statement whose last statement ends at `end`: a semicolon after that is in it.
    pub(super) fn suite_end(&self, body: &[Stmt]) -> u32 {
        let end = body.last().map_or(0, |statement| statement.span.end);
        let rest = &self.lines.text().as_bytes()[end as usize..];
        match rest.iter().position(|byte| !matches!(byte, b' ' | b'\t' | 0x0C)) {
            Some(skipped) if rest[skipped] == b';' => end + skipped as u32 + 1,
            _ => end,
        }
    }
}
