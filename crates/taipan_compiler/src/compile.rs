//! The way in.

use taipan_bytecode::CodeObject;
use taipan_syntax::ast::Mod;
use taipan_syntax::{LineIndex, SyntaxError};

use crate::error;
use crate::options::CompileOptions;
use crate::symtable::SymbolTable;
use crate::{codegen, future};

/// Compiles a tree; `source` is the text that its spans refer to.
///
/// # Errors
/// What CPython's symbol table and compiler refuse, and trees that are nested too deep.
pub fn compile(
    module: &Mod,
    source: &LineIndex,
    filename: &str,
    options: CompileOptions,
) -> Result<CodeObject, SyntaxError> {
    run(module, source, filename, options).map_err(|error| error.locate(source))
}

fn run(
    module: &Mod,
    source: &LineIndex,
    filename: &str,
    options: CompileOptions,
) -> error::Result<CodeObject> {
    let annotations = future::annotations(module)? || options.future_annotations;
    let table = SymbolTable::build(module, annotations)?;
    codegen::compile_module(module, &table, source, filename, options)
}
