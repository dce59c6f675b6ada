//! Syntax errors with the values that Python gives to its exception, and warnings.

use crate::{LineIndex, Span};

/// The exception class of a syntax error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// `SyntaxError`
    SyntaxError,
    /// `IndentationError`
    IndentationError,
    /// `TabError`
    TabError,
    /// `MemoryError`: the source nests deeper than the parser takes.
    MemoryError,
    /// `RecursionError`: a chain of operators is longer than the compiler takes.
    RecursionError,
    /// A `SyntaxError` for syntax that Python has and Taipan does not support.
    Unsupported,
}

impl ErrorKind {
    /// The name of the exception class.
    pub const fn class_name(self) -> &'static str {
        match self {
            Self::SyntaxError | Self::Unsupported => "SyntaxError",
            Self::IndentationError => "IndentationError",
            Self::TabError => "TabError",
            Self::MemoryError => "MemoryError",
            Self::RecursionError => "RecursionError",
        }
    }
}

/// A rejected source text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The exception class.
    pub kind: ErrorKind,
    /// The message, `SyntaxError.msg`.
    pub message: String,
    /// Where, unless the text as a whole is at fault.
    pub place: Option<Place>,
}

/// The place of a syntax error, in the terms of `SyntaxError`'s attributes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// `lineno`, 1-based; 0 for an empty text.
    pub line: u32,
    /// `offset`: the 1-based column in characters.
    pub offset: i32,
    /// `end_lineno`
    pub end_line: u32,
    /// `end_offset`: the column after the last character, or -1 or 0 where there is none.
    pub end_offset: i32,
    /// `text`: the line at fault.
    pub text: String,
}

impl std::fmt::Display for SyntaxError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}: {}", self.kind.class_name(), self.message)?;
        match &self.place {
            Some(place) => write!(out, " (line {}, column {})", place.line, place.offset),
            None => Ok(()),
        }
    }
}

impl std::error::Error for SyntaxError {}

/// An error before lines and columns are known: what the modules of this crate pass around.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub kind: ErrorKind,
    pub message: String,
    pub at: At,
}

/// The place of a [`Fault`], by who finds it: the columns follow from that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum At {
    /// Found while parsing: from the first to the last character.
    Span(Span),
    /// Found while parsing: only the first character is known; the end offset is the number given.
    Start(u32, i32),
    /// Found while parsing: from the first character up to where the lexer has read.
    Open(Span),
    /// Found while lexing: the last character read ends before the offset.
    Lexed(u32),
    /// Found while lexing, with both columns (1-based) known on the line of the offset.
    LexedColumns { line_of: u32, offset: i32, end_offset: i32 },
    /// The columns are those numbers on the line of the offset, whose text is shown with its newline.
    Columns { line_of: u32, offset: i32, end_offset: i32 },
    /// The line and all columns are 0.
    Zero,
    /// No place.
    Nowhere,
}

impl Fault {
    /// A `SyntaxError` under a span.
    pub fn new(span: Span, message: impl Into<String>) -> Self {
        Self { kind: ErrorKind::SyntaxError, message: message.into(), at: At::Span(span) }
    }

    /// A `SyntaxError` of the lexer, which has read up to `end`.
    pub fn lexical(end: u32, message: impl Into<String>) -> Self {
        Self { kind: ErrorKind::SyntaxError, message: message.into(), at: At::Lexed(end) }
    }

    /// An error of another class or with unusual columns.
    pub fn at(kind: ErrorKind, at: At, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), at }
    }

    /// The 1-based line of the place.
    pub fn line(&self, lines: &LineIndex) -> Option<u32> {
        let offset = match self.at {
            At::Span(span) | At::Open(span) => span.start,
            At::Start(start, _) => start,
            At::Lexed(end) => end.saturating_sub(1),
            At::LexedColumns { line_of, .. } | At::Columns { line_of, .. } => line_of,
            At::Zero | At::Nowhere => return None,
        };
        Some(lines.line(offset))
    }

    /// The error as users see it.
    pub fn locate(self, lines: &LineIndex) -> SyntaxError {
        let place = match self.at {
            At::Span(span) => {
                let (line, offset) = position(lines, span.start);
                let end_line = lines.line(span.end.saturating_sub(1).max(span.start));
                // The columns of both ends are those on the first line, which is the one that is shown.
                let text = lines.line_text(line).trim_end_matches(if line == end_line { '\0' } else { '\n' });
                let width = (span.end - lines.line_start(end_line)) as usize;
                let shown = text.get(..width).unwrap_or(text);
                let end_offset = shown.chars().count() as i32 + 1;
                Some(Place { line, offset, end_line, end_offset, text: with_newline(lines, line) })
            }
            At::Open(span) => {
                let (line, offset) = position(lines, span.start);
                let end_line = lines.line(span.end.saturating_sub(1));
                let read = lines.slice(Span::new(lines.line_start(end_line), span.end));
                let end_offset = read.chars().count() as i32;
                Some(Place { line, offset, end_line, end_offset, text: with_newline(lines, line) })
            }
            At::Start(start, end_offset) => {
                let (line, offset) = position(lines, start);
                Some(Place { line, offset, end_line: line, end_offset, text: with_newline(lines, line) })
            }
            At::Lexed(end) => {
                let line = lines.line(end.saturating_sub(1));
                let offset = lines.slice(Span::new(lines.line_start(line), end)).chars().count() as i32;
                let text = lines.line_text(line).trim_end_matches('\n').to_owned();
                Some(Place { line, offset, end_line: line, end_offset: offset, text })
            }
            At::LexedColumns { line_of, offset, end_offset } => {
                let line = lines.line(line_of);
                let text = lines.line_text(line).trim_end_matches('\n').to_owned();
                Some(Place { line, offset, end_line: line, end_offset, text })
            }
            At::Columns { line_of, offset, end_offset } => {
                let line = lines.line(line_of);
                Some(Place { line, offset, end_line: line, end_offset, text: with_newline(lines, line) })
            }
            At::Zero => Some(Place { line: 0, offset: 0, end_line: 0, end_offset: 0, text: String::new() }),
            At::Nowhere => None,
        };
        SyntaxError { kind: self.kind, message: self.message, place }
    }
}

/// Line and 1-based column in characters.
fn position(lines: &LineIndex, offset: u32) -> (u32, i32) {
    (lines.line(offset), lines.char_column(offset) as i32 + 1)
}

/// The line as the parser quotes it: a missing last newline is there.
fn with_newline(lines: &LineIndex, line: u32) -> String {
    let text = lines.line_text(line);
    if text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") }
}

/// A doubtful spot that Python reports as a `SyntaxWarning`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxWarning {
    /// The message.
    pub message: String,
    /// The 1-based line that the warning names.
    pub line: u32,
    /// The place, for when warnings are turned into errors.
    pub span: Span,
}
