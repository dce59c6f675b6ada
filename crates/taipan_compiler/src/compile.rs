//! The way in.

use taipan_bytecode::CodeObject;
use taipan_syntax::ast::Mod;
use taipan_syntax::{LineIndex, SyntaxError, SyntaxWarning};

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
    compile_with_warnings(module, source, filename, options).map(|(code, _)| code)
}

/// As [`compile`], with what the compiler (as opposed to the parser) warns of.
///
/// # Errors
/// As [`compile`].
pub fn compile_with_warnings(
    module: &Mod,
    source: &LineIndex,
    filename: &str,
    options: CompileOptions,
) -> Result<(CodeObject, Vec<SyntaxWarning>), SyntaxError> {
    run(module, source, filename, options).map_err(|error| error.locate(source))
}

fn run(
    module: &Mod,
    source: &LineIndex,
    filename: &str,
    options: CompileOptions,
) -> error::Result<(CodeObject, Vec<SyntaxWarning>)> {
    let annotations = future::annotations(module)? || options.future_annotations;
    let table = SymbolTable::build(module, annotations)?;
    let code = codegen::compile_module(module, &table, source, filename, options)?;
    let warnings = table.exits.into_iter().chain(table.warnings).map(|warning| SyntaxWarning {
        line: source.line(warning.span.start),
        message: warning.message,
        span: warning.span,
    });
    Ok((code, warnings.collect()))
}
