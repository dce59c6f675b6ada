//! Source text to syntax tree: lexer, parser, notebook cells, syntax errors.

pub mod ast;
mod cells;
mod decode;
mod diagnose;
mod error;
mod fixups;
mod grammar;
mod lexer;
mod literal;
mod marks;
mod parse;
mod single;
mod source;
mod targets;
mod token;
mod wtf8;

pub use cells::{Cell, CellKind, indented_marker, split_cells};
pub use decode::decode;
pub use error::{ErrorKind, Place, SyntaxError, SyntaxWarning};
pub use marks::{Marks, marks};
pub use parse::{Mode, Parsed, parse};
pub use source::{LineIndex, Location, Span};
pub use wtf8::Wtf8String;

/// How deep expressions may nest outside of left chains.
pub const MAX_NESTING: usize = 1000;
