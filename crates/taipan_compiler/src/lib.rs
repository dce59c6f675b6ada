//! Syntax tree to code objects.
//!
//! [`compile`] first builds the symbol table (`symtable`: what each name means), then walks the tree (`codegen`) and
//! emits register instructions through `assemble`. Nothing here knows of values or of how instructions are run.

mod assemble;
mod codegen;
mod compile;
mod constants;
mod depth;
mod docstring;
mod error;
mod fold;
mod future;
mod mangle;
mod options;
mod registers;
mod symtable;
mod unit;

pub use compile::{compile, compile_with_warnings};
pub use options::{CompileOptions, Mode};
