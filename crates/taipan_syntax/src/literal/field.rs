//! The pieces of f-strings and t-strings: texts and replacement fields (PEP 701, PEP 750).

use super::{Pieces, escape_warning, is_template, text};
use crate::{
    Span, Wtf8String,
    ast::{Conversion, Expr, ExprKind},
    grammar::{Grammar, Rejection},
    token::{Token, TokenKind as Kind},
};

/// Reads the f-string whose start is token `at`; returns the index after its end.
pub(super) fn fstring(grammar: &mut Grammar<'_>, at: usize, pieces: &mut Pieces) -> Result<usize, Rejection> {
    let start = grammar.tokens[at];
    let style = Style {
        raw: grammar.lines.slice(start.span).contains(['r', 'R']),
        template: is_template(grammar, start),
    };
    let next = style.read(grammar, at + 1, pieces, style.template)?;
    match grammar.tokens[next].kind {
        Kind::FStringEnd => Ok(next + 1),
        _ => Err(Rejection::Token(next)),
    }
}

#[derive(Clone, Copy)]
struct Style {
    raw: bool,
    template: bool,
}

impl Style {
    /// Reads texts and fields from token `at` on; returns the index of the token that is neither.
    fn read(
        self,
        grammar: &mut Grammar<'_>,
        mut at: usize,
        pieces: &mut Pieces,
        interpolate: bool,
    ) -> Result<usize, Rejection> {
        loop {
            let token = grammar.tokens[at];
            match token.kind {
                Kind::FStringMiddle => {
                    let value = self.middle(grammar, token)?;
                    pieces.text(value, token.span, false);
                    at += 1;
                }
                Kind::LeftBrace => at = self.field(grammar, at, pieces, interpolate)?,
                _ => return Ok(at),
            }
        }
    }

    /// Text between fields; two equal braces at its end stand for one.
    fn middle(self, grammar: &mut Grammar<'_>, token: Token) -> Result<Wtf8String, Rejection> {
        let source = grammar.lines.slice(token.span);
        let doubled = source.ends_with("{{") || source.ends_with("}}");
        if !self.raw {
            self.brace_warnings(grammar, token);
        }
        let body = Span::new(token.span.start, token.span.end - u32::from(doubled));
        let backslash =
            grammar.lines.slice(body).bytes().rev().take_while(|&byte| byte == b'\\').count() % 2 == 1;
        if self.raw || !backslash {
            return text(grammar, body, self.raw, token.span);
        }
        // The backslash before a field stands for itself.
        let mut value = text(grammar, Span::new(body.start, body.end - 1), false, token.span)?;
        value.push_str("\\");
        Ok(value)
    }

    /// A backslash before the brace that opens or closes a field.
    fn brace_warnings(self, grammar: &mut Grammar<'_>, token: Token) {
        let source = grammar.lines.slice(token.span);
        if !source.ends_with('\\') {
            return;
        }
        let backslashes = source.bytes().rev().take_while(|&byte| byte == b'\\').count();
        let end = token.span.end;
        let brace = grammar.lines.slice(Span::new(end, end + 1));
        if backslashes % 2 == 1 && !brace.is_empty() {
            let span = Span::new(end - 1, end + 1);
            grammar.warnings.push(escape_warning(false, brace, grammar.lines.line(end), span));
        }
    }

    /// Reads the field whose brace is token `at`; returns the index after it.
    fn field(
        self,
        grammar: &mut Grammar<'_>,
        at: usize,
        pieces: &mut Pieces,
        interpolate: bool,
    ) -> Result<usize, Rejection> {
        let brace = grammar.tokens[at];
        let end = expression_end(grammar, at + 1);
        let ending = grammar.tokens[end];
        if end == at + 1 {
            return Err(Rejection::Token(end));
        }
        let value = grammar.parse_field(at + 1..end)?;
        let mut next = end;
        let debug = grammar.tokens[next].kind == Kind::Equal;
        next += usize::from(debug);
        let after_value = grammar.tokens[next];
        let mut conversion = None;
        if after_value.kind == Kind::Stray && grammar.lines.slice(after_value.span) == "!" {
            conversion = Some(self::conversion(grammar, next)?);
            next += 2;
        }
        let mut format_spec = None;
        if grammar.tokens[next].kind == Kind::FormatColon {
            let colon = grammar.tokens[next].span;
            let mut spec = Pieces::default();
            next = self.read(grammar, next + 1, &mut spec, false)?;
            let span = Span::new(colon.start, grammar.tokens[next - 1].span.end);
            let kind = ExprKind::JoinedStr { values: spec.finish() };
            format_spec = Some(Box::new(Expr::new(kind, span)));
        }
        let closing = grammar.tokens[next];
        if closing.kind != Kind::RightBrace {
            return Err(Rejection::Token(next));
        }
        if debug {
            let span = Span::new(brace.span.end, after_value.span.start);
            pieces.text(without_comments(grammar, span).as_str().into(), span, false);
            if conversion.is_none() && format_spec.is_none() {
                conversion = Some(Conversion::Repr);
            }
        }
        let value = Box::new(value);
        let kind = if interpolate {
            let span = Span::new(brace.span.end, ending.span.start);
            let str = without_comments(grammar, span).into_boxed_str();
            ExprKind::Interpolation { value, str, conversion, format_spec }
        } else {
            ExprKind::FormattedValue { value, conversion, format_spec }
        };
        pieces.push(Expr::new(kind, brace.span.to(closing.span)));
        Ok(next + 1)
    }
}

/// The conversion after the exclamation mark that is token `at`.
fn conversion(grammar: &Grammar<'_>, at: usize) -> Result<Conversion, Rejection> {
    let (mark, name) = (grammar.tokens[at], grammar.tokens[at + 1]);
    match grammar.lines.slice(name.span) {
        _ if mark.span.end != name.span.start => Err(Rejection::Token(at + 1)),
        "s" => Ok(Conversion::Str),
        "r" => Ok(Conversion::Repr),
        "a" => Ok(Conversion::Ascii),
        _ => Err(Rejection::Token(at + 1)),
    }
}

/// The first token from `at` on that ends the expression of a field.
fn expression_end(grammar: &Grammar<'_>, mut at: usize) -> usize {
    let mut depth = 0usize;
    loop {
        let token = grammar.tokens[at];
        match token.kind {
            Kind::EndMarker | Kind::Newline | Kind::Indent | Kind::Dedent => return at,
            Kind::RightBrace | Kind::FormatColon | Kind::Equal | Kind::FStringEnd if depth == 0 => return at,
            Kind::Stray if depth == 0 && grammar.lines.slice(token.span) == "!" => return at,
            kind if kind.opens() || kind == Kind::FStringStart => depth += 1,
            kind if kind.closes() || kind == Kind::FStringEnd => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
}

/// The text of a span without the comments in it.
fn without_comments(grammar: &Grammar<'_>, span: Span) -> String {
    let from = grammar.comments.partition_point(|comment| comment.start < span.start);
    let mut text = String::with_capacity(span.len() as usize);
    let mut at = span.start;
    for comment in grammar.comments[from..].iter().take_while(|comment| comment.end <= span.end) {
        text.push_str(grammar.lines.slice(Span::new(at, comment.start)));
        at = comment.end;
    }
    text.push_str(grammar.lines.slice(Span::new(at, span.end)));
    text
}
