//! What can be assigned to, deleted, augmented and annotated.

use crate::{
    ast::{Constant, Expr, ExprKind},
    error::Fault,
};

/// Checks the target of an assignment, a loop or a `with` item.
pub(crate) fn assign(target: &Expr) -> Result<(), Fault> {
    match &target.kind {
        ExprKind::Name { .. } | ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => Ok(()),
        ExprKind::Tuple { elts } | ExprKind::List { elts } => elts.iter().try_for_each(assign),
        ExprKind::Starred { value } => assign(value),
        _ => Err(Fault::new(target.span, format!("cannot assign to {}", describe(target)))),
    }
}

/// Checks a target of `del`.
pub(crate) fn delete(target: &Expr) -> Result<(), Fault> {
    match &target.kind {
        ExprKind::Name { .. } | ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => Ok(()),
        ExprKind::Tuple { elts } | ExprKind::List { elts } => elts.iter().try_for_each(delete),
        _ => Err(Fault::new(target.span, format!("cannot delete {}", describe(target)))),
    }
}

/// Checks the target of an augmented assignment.
pub(crate) fn augmented(target: &Expr) -> Result<(), Fault> {
    match &target.kind {
        ExprKind::Name { .. } | ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => Ok(()),
        _ => {
            let message = format!("'{}' is an illegal expression for augmented assignment", describe(target));
            Err(Fault::new(target.span, message))
        }
    }
}

/// Checks the target of an annotation; `parens` says whether parentheses are around it.
pub(crate) fn annotated(target: &Expr, parens: bool) -> Result<(), Fault> {
    let message = match &target.kind {
        ExprKind::Name { .. } => return Ok(()),
        ExprKind::Attribute { .. } | ExprKind::Subscript { .. } if !parens => return Ok(()),
        ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => return Ok(()),
        ExprKind::Tuple { .. } => "only single target (not tuple) can be annotated",
        ExprKind::List { .. } => "only single target (not list) can be annotated",
        _ => "illegal target for annotation",
    };
    Err(Fault::new(target.span, message))
}

/// What messages call the expression.
pub(crate) fn describe(expr: &Expr) -> &'static str {
    match &expr.kind {
        ExprKind::BoolOp { .. } | ExprKind::BinOp { .. } | ExprKind::UnaryOp { .. } => "expression",
        ExprKind::NamedExpr { .. } => "named expression",
        ExprKind::Lambda { .. } => "lambda",
        ExprKind::IfExp { .. } => "conditional expression",
        ExprKind::Dict { .. } => "dict literal",
        ExprKind::Set { .. } => "set display",
        ExprKind::ListComp { .. } => "list comprehension",
        ExprKind::SetComp { .. } => "set comprehension",
        ExprKind::DictComp { .. } => "dict comprehension",
        ExprKind::GeneratorExp { .. } => "generator expression",
        ExprKind::Await { .. } => "await expression",
        ExprKind::Yield { .. } | ExprKind::YieldFrom { .. } => "yield expression",
        ExprKind::Compare { .. } => "comparison",
        ExprKind::Call { .. } => "function call",
        ExprKind::FormattedValue { .. } | ExprKind::JoinedStr { .. } => "f-string expression",
        ExprKind::Interpolation { .. } | ExprKind::TemplateStr { .. } => "t-string expression",
        ExprKind::Constant { value, .. } => match value {
            Constant::None => "None",
            Constant::Bool(true) => "True",
            Constant::Bool(false) => "False",
            Constant::Ellipsis => "ellipsis",
            _ => "literal",
        },
        ExprKind::Attribute { .. } => "attribute",
        ExprKind::Subscript { .. } => "subscript",
        ExprKind::Starred { .. } => "starred",
        ExprKind::Name { .. } => "name",
        ExprKind::List { .. } => "list",
        ExprKind::Tuple { .. } => "tuple",
        ExprKind::Slice { .. } => "slice",
    }
}
