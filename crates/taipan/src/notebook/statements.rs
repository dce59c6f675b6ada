//! From the text of a cell to code objects, one for each statement.

use std::sync::Arc;

use taipan_bytecode::CodeObject;
use taipan_compiler::{CompileOptions, Mode, compile};
use taipan_syntax::{
    LineIndex, SyntaxError,
    ast::{Mod, Stmt, StmtKind},
    parse,
};

/// A cell that parses.
pub(super) struct Statements {
    /// Code of each statement, or what the compiler refuses in it.
    pub steps: Vec<Result<Arc<CodeObject>, SyntaxError>>,
    /// A `;` after the last statement: its value is not displayed.
    pub quiet: bool,
    /// `from __future__ import annotations` is in force from here on.
    pub future_annotations: bool,
}

/// Parses the whole cell and compiles its statements.
///
/// # Errors
/// The cell does not parse: nothing of it may run.
pub(super) fn statements(
    source: &str,
    name: &str,
    mut future_annotations: bool,
) -> Result<Statements, SyntaxError> {
    let parsed = parse(source, taipan_syntax::Mode::Module)?;
    let (Mod::Module { body } | Mod::Interactive { body }) = parsed.module else {
        return Ok(Statements { steps: Vec::new(), quiet: false, future_annotations });
    };
    let quiet = body.last().is_some_and(|last| ends_quietly(&parsed.lines, last));
    let count = body.len();
    let mut steps = Vec::with_capacity(count);
    for (at, statement) in body.into_iter().enumerate() {
        future_annotations |= imports_annotations(&statement);
        let displayed = at + 1 == count && matches!(statement.kind, StmtKind::Expr { .. });
        let body = vec![statement];
        let (module, mode) = match displayed {
            true => (Mod::Interactive { body }, Mode::Single),
            false => (Mod::Module { body }, Mode::Exec),
        };
        let options =
            CompileOptions { mode, top_level_await: true, future_annotations, ..CompileOptions::default() };
        steps.push(compile(&module, &parsed.lines, name, options).map(Arc::new));
    }
    Ok(Statements { steps, quiet, future_annotations })
}

fn ends_quietly(lines: &LineIndex, last: &Stmt) -> bool {
    // After the last expression only closing brackets, semicolons and comments can stand.
    let rest = lines.text().get(last.span.range().end..).unwrap_or("");
    rest.lines().any(|line| line.split('#').next().is_some_and(|code| code.contains(';')))
}

fn imports_annotations(statement: &Stmt) -> bool {
    match &statement.kind {
        StmtKind::ImportFrom { module: Some(module), names, .. } => {
            &**module == "__future__" && names.iter().any(|alias| &*alias.name == "annotations")
        }
        _ => false,
    }
}
