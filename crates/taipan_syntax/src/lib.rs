//! Source text to syntax tree: lexer, parser, notebook cells, syntax errors.

pub mod ast;
mod source;
mod wtf8;

pub use source::{LineIndex, Location, Span};
pub use wtf8::Wtf8String;

/// How deep expressions may nest outside of left chains.
pub const MAX_NESTING: usize = 1000;
