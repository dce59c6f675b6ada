//! Doubtful code that the reference's compiler warns of.

use taipan_syntax::Span;
use taipan_syntax::ast::{CmpOperator, Constant, Expr, ExprKind};

use super::build::Builder;

/// A warning before its line is looked up.
#[derive(Clone, Debug)]
pub(crate) struct Warning {
    pub(crate) message: String,
    pub(crate) span: Span,
}

impl Builder {
    fn warn(&mut self, message: String, span: Span) {
        self.table.warnings.push(Warning { message, span });
    }

    /// `return`, `break` or `continue` that swallows what the `finally` would go on with.
    pub(super) fn warn_of_exit(&mut self, what: &str, span: Span) {
        if self.in_finally {
            let message = format!("'{what}' in a 'finally' block");
            self.table.exits.push(Warning { message, span });
        }
    }

    pub(super) fn warn_of_assertion(&mut self, test: &Expr, span: Span) {
        if matches!(&test.kind, ExprKind::Tuple { elts } if !elts.is_empty()) {
            self.warn("assertion is always true, perhaps remove parentheses?".to_owned(), span);
        }
    }

    pub(super) fn warn_of_identity(&mut self, expr: &Expr, left: &Expr, ops: &[CmpOperator], right: &[Expr]) {
        let mut left = left;
        for (op, right) in ops.iter().zip(right) {
            let literal = literal_type(left).or_else(|| literal_type(right));
            left = right;
            let (text, instead) = match op {
                CmpOperator::Is => ("is", "=="),
                CmpOperator::IsNot => ("is not", "!="),
                _ => continue,
            };
            if let Some(literal) = literal {
                let message = format!("\"{text}\" with '{literal}' literal. Did you mean \"{instead}\"?");
                self.warn(message, expr.span);
                return;
            }
        }
    }

    pub(super) fn warn_of_call(&mut self, func: &Expr, span: Span) {
        let callee = display_type(func).filter(|_| !matches!(func.kind, ExprKind::Lambda { .. }));
        if let Some(callee) = callee {
            self.warn(format!("'{callee}' object is not callable; perhaps you missed a comma?"), span);
        }
    }

    pub(super) fn warn_of_subscript(&mut self, value: &Expr, slice: &Expr, span: Span) {
        let Some(container) = display_type(value) else { return };
        let subscripted = match &value.kind {
            ExprKind::Constant { value: Constant::Str(_) | Constant::Bytes(_), .. }
            | ExprKind::JoinedStr { .. }
            | ExprKind::Tuple { .. }
            | ExprKind::List { .. }
            | ExprKind::ListComp { .. } => true,
            ExprKind::Dict { .. } | ExprKind::DictComp { .. } => return,
            _ => false,
        };
        if !subscripted {
            let message = format!("'{container}' object is not subscriptable; perhaps you missed a comma?");
            self.warn(message, span);
            return;
        }
        let index = match &slice.kind {
            ExprKind::Constant { value: Constant::Int(_) | Constant::Bool(_), .. } => return,
            _ => display_type(slice),
        };
        if let Some(index) = index {
            let message = format!(
                "{container} indices must be integers or slices, not {index}; perhaps you missed a comma?"
            );
            self.warn(message, span);
        }
    }
}

/// The type of a literal that `is` should not compare with.
fn literal_type(expr: &Expr) -> Option<&'static str> {
    match &expr.kind {
        ExprKind::Constant { value: Constant::None | Constant::Bool(_) | Constant::Ellipsis, .. } => None,
        ExprKind::Constant { .. } => display_type(expr),
        ExprKind::Tuple { elts } if elts.iter().all(is_constant) => Some("tuple"),
        _ => None,
    }
}

fn is_constant(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Constant { .. } => true,
        ExprKind::Tuple { elts } => elts.iter().all(is_constant),
        _ => false,
    }
}

/// The type that an expression certainly has.
fn display_type(expr: &Expr) -> Option<&'static str> {
    Some(match &expr.kind {
        ExprKind::Constant { value, .. } => match value {
            Constant::None => "NoneType",
            Constant::Bool(_) => "bool",
            Constant::Int(_) => "int",
            Constant::Float(_) => "float",
            Constant::Complex(_) => "complex",
            Constant::Str(_) => "str",
            Constant::Bytes(_) => "bytes",
            Constant::Ellipsis => "ellipsis",
        },
        ExprKind::Tuple { .. } => "tuple",
        ExprKind::List { .. } | ExprKind::ListComp { .. } => "list",
        ExprKind::Dict { .. } | ExprKind::DictComp { .. } => "dict",
        ExprKind::Set { .. } | ExprKind::SetComp { .. } => "set",
        ExprKind::GeneratorExp { .. } => "generator",
        ExprKind::Lambda { .. } => "function",
        ExprKind::JoinedStr { .. } | ExprKind::FormattedValue { .. } => "str",
        ExprKind::TemplateStr { .. } | ExprKind::Interpolation { .. } => "string.templatelib.Template",
        _ => return None,
    })
}
