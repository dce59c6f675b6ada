//! `from __future__ import ...` at the beginning of a module.

use taipan_syntax::ast::{Constant, ExprKind, Mod, Stmt, StmtKind};

use crate::error::{Result, SyntaxError};

const FEATURES: [&str; 10] = [
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "barry_as_FLUFL",
    "generator_stop",
    "annotations",
];

/// Checks the module's future imports and tells whether one asks for textual annotations.
pub(crate) fn annotations(module: &Mod) -> Result<bool> {
    let (Mod::Module { body } | Mod::Interactive { body }) = module else { return Ok(false) };
    let mut found = false;
    for (index, stmt) in body.iter().enumerate() {
        match &stmt.kind {
            StmtKind::ImportFrom { module: Some(module), names, level: 0 } if &**module == "__future__" => {
                for alias in names {
                    match &*alias.name {
                        "annotations" => found = true,
                        "braces" => return Err(SyntaxError::new("not a chance", alias.span)),
                        name if FEATURES.contains(&name) => {}
                        name => {
                            let message = format!("future feature {name} is not defined");
                            return Err(SyntaxError::new(message, alias.span));
                        }
                    }
                }
            }
            _ if index == 0 && is_docstring(stmt) => {}
            _ => break,
        }
    }
    Ok(found)
}

/// How many statements at the start of `body` may come before or be future imports.
pub(crate) fn prefix(body: &[Stmt]) -> usize {
    body.iter()
        .enumerate()
        .take_while(|(index, stmt)| (*index == 0 && is_docstring(stmt)) || is_future_import(stmt))
        .count()
}

/// Whether this is a `from __future__ import`.
pub(crate) fn is_future_import(stmt: &Stmt) -> bool {
    matches!(&stmt.kind, StmtKind::ImportFrom { module: Some(module), level: 0, .. } if &**module == "__future__")
}

fn is_docstring(stmt: &Stmt) -> bool {
    matches!(&stmt.kind, StmtKind::Expr { value }
        if matches!(value.kind, ExprKind::Constant { value: Constant::Str(_), .. }))
}
