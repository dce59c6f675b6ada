//! Values of literals: numbers, and groups of adjacent strings with their pieces.

mod escape;
mod field;
mod number;

pub(crate) use number::number;

use crate::{
    Span, Wtf8String,
    ast::{Constant, Expr, ExprKind},
    error::{Fault, SyntaxWarning},
    grammar::{Grammar, Rejection},
    token::{Token, TokenKind as Kind},
};

/// What a group of literals is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Text,
    Bytes,
    Format,
    Template,
}

/// The value of the adjacent string literals that start at token `at`, and the index after them.
pub(crate) fn group(grammar: &mut Grammar<'_>, at: usize) -> Result<(Expr, usize), Rejection> {
    let first = grammar.tokens[at];
    let mut pieces = Pieces::default();
    let mut bytes = Vec::new();
    let mut classes = [false; 4];
    let mut next = at;
    let mut end = first.span.end;
    while let Some(&token) = grammar.tokens.get(next) {
        match token.kind {
            Kind::String => {
                let prefix = Prefix::of(grammar.lines.slice(token.span));
                if prefix.bytes {
                    classes[Class::Bytes as usize] = true;
                    byte_string(grammar, token, prefix, &mut bytes)?;
                } else {
                    classes[Class::Text as usize] = true;
                    let body = prefix.body(token.span);
                    let value = text(grammar, body, prefix.raw, token.span)?;
                    pieces.text(value, token.span, prefix.unicode);
                }
                next += 1;
            }
            Kind::FStringStart => {
                let class = if is_template(grammar, token) { Class::Template } else { Class::Format };
                classes[class as usize] = true;
                next = field::fstring(grammar, next, &mut pieces)?;
            }
            _ => break,
        }
        end = grammar.tokens[next - 1].span.end;
    }
    let span = Span::new(first.span.start, end);
    let has = |class: Class| classes[class as usize];
    let mixed = has(Class::Template) && (has(Class::Text) || has(Class::Bytes) || has(Class::Format))
        || has(Class::Bytes) && (has(Class::Text) || has(Class::Format));
    if mixed {
        return Err(Rejection::Token(at));
    }
    let kind = if has(Class::Bytes) {
        ExprKind::Constant { value: Constant::Bytes(bytes), unicode_prefix: false }
    } else if has(Class::Template) {
        ExprKind::TemplateStr { values: pieces.finish() }
    } else if has(Class::Format) {
        ExprKind::JoinedStr { values: pieces.finish() }
    } else {
        pieces.constant()
    };
    Ok((Expr::new(kind, span), next))
}

fn is_template(grammar: &Grammar<'_>, start: Token) -> bool {
    grammar.lines.slice(start.span).contains(['t', 'T'])
}

/// The values of a joined string; adjacent texts become one.
#[derive(Default)]
struct Pieces {
    values: Vec<Expr>,
}

impl Pieces {
    fn text(&mut self, text: Wtf8String, span: Span, unicode_prefix: bool) {
        if let Some(last) = self.values.last_mut()
            && let ExprKind::Constant { value: Constant::Str(value), .. } = &mut last.kind
        {
            value.push_wtf8(&text);
            last.span.end = span.end;
            return;
        }
        let kind = ExprKind::Constant { value: Constant::Str(text), unicode_prefix };
        self.values.push(Expr::new(kind, span));
    }

    fn push(&mut self, value: Expr) {
        self.values.push(value);
    }

    /// Without empty texts.
    fn finish(mut self) -> Vec<Expr> {
        self.values.retain(|value| {
            !matches!(&value.kind, ExprKind::Constant { value: Constant::Str(text), .. } if text.is_empty())
        });
        self.values
    }

    /// The one text that pieces without fields are.
    fn constant(mut self) -> ExprKind {
        let empty = ExprKind::Constant { value: Constant::Str(Wtf8String::new()), unicode_prefix: false };
        match self.values.first_mut() {
            Some(value) => std::mem::replace(&mut value.kind, empty),
            None => empty,
        }
    }
}

/// What the letters and quotes of a string literal say.
#[derive(Clone, Copy)]
struct Prefix {
    raw: bool,
    bytes: bool,
    unicode: bool,
    letters: u32,
    quotes: u32,
}

impl Prefix {
    fn of(literal: &str) -> Self {
        let quote_at = literal.find(['\'', '"']).unwrap_or(0);
        let (letters, rest) = literal.split_at(quote_at);
        let triple = rest.len() >= 6 && (rest.starts_with("'''") || rest.starts_with("\"\"\""));
        Self {
            raw: letters.contains(['r', 'R']),
            bytes: letters.contains(['b', 'B']),
            unicode: letters.contains('u'),
            letters: letters.len() as u32,
            quotes: if triple { 3 } else { 1 },
        }
    }

    /// What is between the quotes.
    fn body(self, literal: Span) -> Span {
        Span::new(literal.start + self.letters + self.quotes, literal.end - self.quotes)
    }
}

/// Decodes text between quotes; faults are those of the literal at `whole`.
fn text(grammar: &mut Grammar<'_>, body: Span, raw: bool, whole: Span) -> Result<Wtf8String, Rejection> {
    let source = grammar.lines.slice(body);
    if raw || !source.contains('\\') {
        return Ok(source.into());
    }
    let decoded = escape::text(source);
    if let Some(escape) = decoded.doubtful {
        doubtful(grammar, body, &escape);
    }
    decoded.value.map_err(|error| {
        let position = if error.end - error.start > 1 {
            format!("bytes in position {}-{}", error.start, error.end - 1)
        } else {
            format!("byte 0x5c in position {}", error.start)
        };
        let message =
            format!("(unicode error) 'unicodeescape' codec can't decode {position}: {}", error.reason);
        Fault::new(whole, message).into()
    })
}

fn byte_string(
    grammar: &mut Grammar<'_>,
    token: Token,
    prefix: Prefix,
    out: &mut Vec<u8>,
) -> Result<(), Rejection> {
    let body = prefix.body(token.span);
    let source = grammar.lines.slice(body);
    if !source.is_ascii() {
        return Err(Fault::new(token.span, "bytes can only contain ASCII literal characters").into());
    }
    if prefix.raw || !source.contains('\\') {
        out.extend_from_slice(source.as_bytes());
        return Ok(());
    }
    let decoded = escape::bytes(source, out);
    if let Some(escape) = decoded.doubtful {
        doubtful(grammar, body, &escape);
    }
    decoded.value.map_err(|at| {
        Fault::new(token.span, format!("(value error) invalid \\x escape at position {at}")).into()
    })
}

/// Warns of an escape that means itself.
fn doubtful(grammar: &mut Grammar<'_>, body: Span, escape: &escape::Doubtful) {
    let start = body.start + escape.at as u32;
    let span = Span::new(start, start + 1 + escape.text.len() as u32);
    grammar.warnings.push(escape_warning(escape.octal, &escape.text, grammar.lines.line(start), span));
}

fn escape_warning(octal: bool, escape: &str, line: u32, span: Span) -> SyntaxWarning {
    let kind = if octal { "octal escape sequence" } else { "escape sequence" };
    let message = format!(
        "\"\\{escape}\" is an invalid {kind}. Such sequences will not work in the future. Did you mean \
         \"\\\\{escape}\"? A raw string is also an option."
    );
    SyntaxWarning { message, line, span }
}
