//! What compiling refuses.

use taipan_syntax::{ErrorKind, LineIndex, Place, Span};

/// Why a tree could not be compiled, before its place is looked up.
#[derive(Clone, Debug)]
pub(crate) struct SyntaxError {
    pub(crate) message: String,
    pub(crate) span: Option<Span>,
    pub(crate) kind: ErrorKind,
}

impl SyntaxError {
    /// A `SyntaxError` at `span`.
    pub(crate) fn new(message: impl Into<String>, span: Span) -> Self {
        Self { message: message.into(), span: Some(span), kind: ErrorKind::SyntaxError }
    }

    /// The error for something that Taipan does not compile.
    pub(crate) fn unsupported(message: impl Into<String>, span: Option<Span>) -> Self {
        Self { message: message.into(), span, kind: ErrorKind::Unsupported }
    }

    /// The error for trees that are nested too deep.
    pub(crate) fn too_deep() -> Self {
        let message = "maximum recursion depth exceeded during compilation".to_owned();
        Self { message, span: None, kind: ErrorKind::RecursionError }
    }

    /// The error with its place in Python's terms.
    pub(crate) fn locate(self, lines: &LineIndex) -> taipan_syntax::SyntaxError {
        let place = self.span.map(|span| {
            let line = lines.line(span.start);
            let end_line = lines.line(span.end);
            let mut text = lines.line_text(line).to_owned();
            if !text.ends_with('\n') {
                text.push('\n');
            }
            Place {
                line,
                offset: lines.char_column(span.start) as i32 + 1,
                end_line,
                end_offset: lines.char_column(span.end) as i32 + 1,
                text,
            }
        });
        taipan_syntax::SyntaxError { kind: self.kind, message: self.message, place }
    }
}

/// Shorthand of this crate.
pub(crate) type Result<T = ()> = std::result::Result<T, SyntaxError>;
