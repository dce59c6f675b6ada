//! Feeds tokens to the tables: applies the edits, replaces values by placeholders.

use std::ops::Range;

use rustpython_parser::{
    StringKind, Tok,
    lexer::{LexResult, LexicalError, LexicalErrorType},
    text_size::{TextRange, TextSize},
};

use super::{Grammar, Rejection};
use crate::{
    Span,
    ast::ExprKind,
    error::{At, ErrorKind, Fault},
    fixups::Change,
    literal,
    token::TokenKind as Kind,
};

/// Python's limit on the digits of a decimal integer.
const MAX_DIGITS: usize = 4300;

/// An iterator over a range of tokens.
pub(super) struct Feed<'g, 't> {
    grammar: &'g mut Grammar<'t>,
    at: usize,
    end: usize,
    /// The next edit.
    edit: usize,
    /// Whether a newline must follow the last token.
    newline: bool,
    /// The token given last.
    last: usize,
    rejection: Option<Rejection>,
}

impl<'g, 't> Feed<'g, 't> {
    pub(super) fn new(grammar: &'g mut Grammar<'t>, range: Range<usize>, newline: bool) -> Self {
        let edit = grammar.edits.partition_point(|edit| (edit.at as usize) < range.start);
        let Range { start: at, end } = range;
        Self { grammar, at, end, edit, newline, last: at, rejection: None }
    }

    /// The token given last, and why the feed stopped before the end.
    pub(super) fn finish(self) -> (usize, Option<Rejection>) {
        (self.last, self.rejection)
    }

    fn reject(&mut self, rejection: impl Into<Rejection>) -> Option<LexResult> {
        self.rejection = Some(rejection.into());
        self.at = self.end;
        self.newline = false;
        let error = LexicalErrorType::OtherError(String::new());
        Some(Err(LexicalError { error, location: TextSize::default() }))
    }

    /// Applies the edit at the next token; gives a token if it inserts one or replaces the name.
    fn apply(&mut self, change: Change) -> Option<LexResult> {
        let span = self.grammar.tokens[self.at].span;
        let soft = match change {
            Change::Match => Tok::Match,
            Change::Case => Tok::Case,
            Change::Type => Tok::Type,
            Change::Open => return Some(Ok((Tok::Lpar, range(Span::new(span.start, span.start))))),
            Change::Close => {
                let before = self.grammar.tokens[self.at - 1].span.end;
                return Some(Ok((Tok::Rpar, range(Span::new(before, before)))));
            }
            Change::Default { param, end } => {
                let (first, end) = (self.at + 1, end as usize);
                match self.grammar.parse_field(first..end) {
                    Ok(default)
                        if matches!(default.kind, ExprKind::Starred { .. })
                            && self.grammar.tokens[self.grammar.token_at(param)].kind != Kind::Star =>
                    {
                        return self.reject(Rejection::Token(first));
                    }
                    Ok(default) => {
                        let last = self.grammar.tokens[end - 1].span.end;
                        self.grammar.defaults.insert(param, (default, last));
                        self.at = end;
                        while self.grammar.edits.get(self.edit).is_some_and(|edit| (edit.at as usize) < end) {
                            self.edit += 1;
                        }
                        return None;
                    }
                    Err(rejection) => return self.reject(rejection),
                }
            }
        };
        self.last = self.at;
        self.at += 1;
        Some(Ok((soft, range(span))))
    }

    /// A `**` without operand, or a bare `*` with nothing to separate: the tables take these in parameters.
    fn bad_star(&self) -> Option<Rejection> {
        let kind = |ahead: usize| self.grammar.tokens.get(self.at + ahead).map(|token| token.kind);
        match (kind(0)?, kind(1)?, kind(2)) {
            (Kind::DoubleStar, Kind::RightParen | Kind::Comma | Kind::Colon, _) => {
                Some(Rejection::Token(self.at + 1))
            }
            (Kind::Star, Kind::Comma, Some(Kind::DoubleStar)) => {
                let star = self.grammar.tokens[self.at].span;
                Some(Fault::new(star, "named arguments must follow bare *").into())
            }
            _ => None,
        }
    }
}

impl Iterator for Feed<'_, '_> {
    type Item = LexResult;

    fn next(&mut self) -> Option<LexResult> {
        while let Some(&edit) = self.grammar.edits.get(self.edit)
            && edit.at as usize == self.at
            && self.at < self.end
        {
            self.edit += 1;
            if let Some(result) = self.apply(edit.change) {
                return Some(result);
            }
        }
        if self.at >= self.end {
            self.last = self.end;
            if !std::mem::take(&mut self.newline) {
                return None;
            }
            let end = self.grammar.tokens.get(self.end).map_or(0, |token| token.span.start);
            return Some(Ok((Tok::Newline, range(Span::new(end, end)))));
        }
        let token = self.grammar.tokens[self.at];
        self.last = self.at;
        let tok = match token.kind {
            Kind::Name => Tok::Name { name: encode(self.at) },
            Kind::String | Kind::FStringStart => {
                return match literal::group(self.grammar, self.at) {
                    Ok((value, next)) => {
                        let index = self.grammar.literals.len();
                        let span = value.span;
                        self.grammar.literals.push(Some(value));
                        self.at = next;
                        let tok = Tok::String {
                            value: encode(index),
                            kind: StringKind::RawString,
                            triple_quoted: false,
                        };
                        Some(Ok((tok, range(span))))
                    }
                    Err(Rejection::Fault(fault)) => self.reject(Rejection::Literal(fault, self.at)),
                    Err(rejection) => self.reject(rejection),
                };
            }
            Kind::Int => {
                if token.span.len() as usize > MAX_DIGITS
                    && let Some(fault) = too_many_digits(self.grammar.lines.slice(token.span), token.span)
                {
                    return self.reject(Rejection::Literal(fault, self.at));
                }
                Tok::Int { value: num_bigint::BigInt::ZERO }
            }
            Kind::Float => Tok::Float { value: 0.0 },
            Kind::Imaginary => Tok::Complex { real: 0.0, imag: 0.0 },
            Kind::EndMarker => {
                self.at = self.end;
                return None;
            }
            Kind::Star | Kind::DoubleStar => match self.bad_star() {
                Some(rejection) => return self.reject(rejection),
                None => plain(token.kind)?,
            },
            kind => match plain(kind) {
                Some(tok) => tok,
                None => return self.reject(Rejection::Token(self.at)),
            },
        };
        self.at += 1;
        Some(Ok((tok, range(token.span))))
    }
}

fn too_many_digits(text: &str, span: Span) -> Option<Fault> {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let radix = text.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic);
    (digits > MAX_DIGITS && !radix).then(|| {
        let message = format!(
            "Exceeds the limit ({MAX_DIGITS} digits) for integer string conversion: value has {digits} digits; use \
             sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals \
             to avoid decimal conversion limits."
        );
        let at = At::Columns { line_of: span.start, offset: 0, end_offset: 0 };
        Fault::at(ErrorKind::SyntaxError, at, message)
    })
}

fn range(span: Span) -> TextRange {
    TextRange::new(span.start.into(), span.end.into())
}

/// An index as text without a dot, which the tables put between the parts of module names.
pub(super) fn encode(mut index: usize) -> String {
    let mut digits = [0u8; 16];
    let mut count = 0;
    loop {
        digits[count] = b'a' + (index & 15) as u8;
        count += 1;
        index >>= 4;
        if index == 0 {
            break;
        }
    }
    String::from_utf8_lossy(&digits[..count]).into_owned()
}

/// The index that [`encode`] wrote; something beyond all tokens if it did not.
pub(super) fn decode(text: &str) -> usize {
    text.bytes()
        .rev()
        .try_fold(0usize, |index, digit| {
            let digit = digit.checked_sub(b'a').filter(|&digit| digit < 16)?;
            index.checked_mul(16).map(|index| index + usize::from(digit))
        })
        .unwrap_or(usize::MAX)
}

/// Tokens without a value.
fn plain(kind: Kind) -> Option<Tok> {
    Some(match kind {
        Kind::Newline => Tok::Newline,
        Kind::Indent => Tok::Indent,
        Kind::Dedent => Tok::Dedent,
        Kind::LeftParen => Tok::Lpar,
        Kind::RightParen => Tok::Rpar,
        Kind::LeftBracket => Tok::Lsqb,
        Kind::RightBracket => Tok::Rsqb,
        Kind::LeftBrace => Tok::Lbrace,
        Kind::RightBrace => Tok::Rbrace,
        Kind::Colon => Tok::Colon,
        Kind::Comma => Tok::Comma,
        Kind::Semicolon => Tok::Semi,
        Kind::Dot => Tok::Dot,
        Kind::Ellipsis => Tok::Ellipsis,
        Kind::At => Tok::At,
        Kind::Arrow => Tok::Rarrow,
        Kind::Walrus => Tok::ColonEqual,
        Kind::Equal => Tok::Equal,
        Kind::Plus => Tok::Plus,
        Kind::Minus => Tok::Minus,
        Kind::Star => Tok::Star,
        Kind::Slash => Tok::Slash,
        Kind::DoubleSlash => Tok::DoubleSlash,
        Kind::Percent => Tok::Percent,
        Kind::DoubleStar => Tok::DoubleStar,
        Kind::LeftShift => Tok::LeftShift,
        Kind::RightShift => Tok::RightShift,
        Kind::Ampersand => Tok::Amper,
        Kind::Bar => Tok::Vbar,
        Kind::Caret => Tok::CircumFlex,
        Kind::Tilde => Tok::Tilde,
        Kind::Less => Tok::Less,
        Kind::Greater => Tok::Greater,
        Kind::LessEqual => Tok::LessEqual,
        Kind::GreaterEqual => Tok::GreaterEqual,
        Kind::EqualEqual => Tok::EqEqual,
        Kind::NotEqual => Tok::NotEqual,
        Kind::PlusEqual => Tok::PlusEqual,
        Kind::MinusEqual => Tok::MinusEqual,
        Kind::StarEqual => Tok::StarEqual,
        Kind::SlashEqual => Tok::SlashEqual,
        Kind::DoubleSlashEqual => Tok::DoubleSlashEqual,
        Kind::PercentEqual => Tok::PercentEqual,
        Kind::AtEqual => Tok::AtEqual,
        Kind::DoubleStarEqual => Tok::DoubleStarEqual,
        Kind::LeftShiftEqual => Tok::LeftShiftEqual,
        Kind::RightShiftEqual => Tok::RightShiftEqual,
        Kind::AmpersandEqual => Tok::AmperEqual,
        Kind::BarEqual => Tok::VbarEqual,
        Kind::CaretEqual => Tok::CircumflexEqual,
        Kind::False => Tok::False,
        Kind::None => Tok::None,
        Kind::True => Tok::True,
        Kind::And => Tok::And,
        Kind::As => Tok::As,
        Kind::Assert => Tok::Assert,
        Kind::Async => Tok::Async,
        Kind::Await => Tok::Await,
        Kind::Break => Tok::Break,
        Kind::Class => Tok::Class,
        Kind::Continue => Tok::Continue,
        Kind::Def => Tok::Def,
        Kind::Del => Tok::Del,
        Kind::Elif => Tok::Elif,
        Kind::Else => Tok::Else,
        Kind::Except => Tok::Except,
        Kind::Finally => Tok::Finally,
        Kind::For => Tok::For,
        Kind::From => Tok::From,
        Kind::Global => Tok::Global,
        Kind::If => Tok::If,
        Kind::Import => Tok::Import,
        Kind::In => Tok::In,
        Kind::Is => Tok::Is,
        Kind::Lambda => Tok::Lambda,
        Kind::Nonlocal => Tok::Nonlocal,
        Kind::Not => Tok::Not,
        Kind::Or => Tok::Or,
        Kind::Pass => Tok::Pass,
        Kind::Raise => Tok::Raise,
        Kind::Return => Tok::Return,
        Kind::Try => Tok::Try,
        Kind::While => Tok::While,
        Kind::With => Tok::With,
        Kind::Yield => Tok::Yield,
        _ => return None,
    })
}
