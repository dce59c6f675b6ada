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
pub(crate) struct Statements {
    /// Code of each statement, or what the compiler refuses in it.
    pub steps: Vec<Result<Arc<CodeObject>, SyntaxError>>,
    /// A `;` after the last statement: its value is not displayed.
    pub quiet: bool,
    /// `from __future__ import annotations` is in force from here on.
    pub future_annotations: bool,
}

/// What becomes of the value of a last expression.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Last {
    /// `sys.displayhook` gets it.
    Displayed,
    /// The code returns it.
    Returned,
}

/// Parses the whole cell and compiles its statements.
///
/// # Errors
/// The cell does not parse: nothing of it may run.
pub(crate) fn statements(
    source: &str,
    name: &str,
    mut future_annotations: bool,
    last: Last,
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
        let (module, mode) = match statement.kind {
            StmtKind::Expr { value } if at + 1 == count && last == Last::Returned => {
                (Mod::Expression { body: value }, Mode::Eval)
            }
            StmtKind::Expr { .. } if at + 1 == count => {
                (Mod::Interactive { body: vec![statement] }, Mode::Single)
            }
            _ => (Mod::Module { body: vec![statement] }, Mode::Exec),
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
