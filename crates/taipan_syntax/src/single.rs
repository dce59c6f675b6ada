//! What one statement of an interactive session may be.

use crate::{
    ErrorKind,
    ast::{Stmt, StmtKind},
    error::{At, Fault},
    token::{Token, TokenKind as Kind, TokenStream},
};

/// The message for a second statement on another line.
pub(crate) const MULTIPLE: &str = "multiple statements found while compiling a single statement";

/// Checks that the statements are one compound statement or on one line; `bare` says that the text does not
/// end in a newline, which a compound statement on one line needs.
pub(crate) fn check(stream: &TokenStream, body: &[Stmt], bare: bool) -> Result<(), Fault> {
    let end = || {
        let last = stream.tokens.last().map_or(0, |token| token.span.end);
        let at = match last {
            0 => At::Zero,
            _ => At::Columns { line_of: last - 1, offset: 0, end_offset: 0 },
        };
        Err(Fault::at(ErrorKind::SyntaxError, at, "invalid syntax"))
    };
    let Some(first) = body.first() else { return end() };
    if is_compound(first) {
        let next = body.get(1).map(|second| {
            let after = stream.tokens.partition_point(|token| token.span.start < first.span.end);
            let rest = &stream.tokens[after..];
            rest.iter().find(|token| is_visible(token)).map_or(second.span, |token| token.span)
        });
        if let Some(next) = next {
            return Err(Fault::new(next, "invalid syntax"));
        }
        let indented = stream.tokens.iter().rev().any(|token| token.kind == Kind::Dedent);
        return if bare && !indented { end() } else { Ok(()) };
    }
    match second_line(stream) {
        Some(newline) => Err(Fault::new(newline.span, MULTIPLE)),
        None => Ok(()),
    }
}

/// The newline after the first line, if something follows it.
pub(crate) fn second_line(stream: &TokenStream) -> Option<Token> {
    let at = stream.tokens.iter().position(|token| token.kind == Kind::Newline)?;
    let rest = &stream.tokens[at + 1..];
    let more = stream.failure.is_some() || rest.iter().any(is_visible);
    more.then(|| stream.tokens[at])
}

fn is_visible(token: &Token) -> bool {
    !matches!(token.kind, Kind::Newline | Kind::Indent | Kind::Dedent | Kind::EndMarker)
}

fn is_compound(statement: &Stmt) -> bool {
    matches!(
        statement.kind,
        StmtKind::FunctionDef { .. }
            | StmtKind::AsyncFunctionDef { .. }
            | StmtKind::ClassDef { .. }
            | StmtKind::For { .. }
            | StmtKind::AsyncFor { .. }
            | StmtKind::While { .. }
            | StmtKind::If { .. }
            | StmtKind::With { .. }
            | StmtKind::AsyncWith { .. }
            | StmtKind::Match { .. }
            | StmtKind::Try { .. }
            | StmtKind::TryStar { .. }
    )
}
