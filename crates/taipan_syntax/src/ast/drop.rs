//! Dropping expressions without recursion along left chains.

use super::{Constant, Expr, ExprKind};
use crate::Span;

impl ExprKind {
    /// The operand that can start a chain of unbounded length.
    fn chained(&mut self) -> Option<&mut Box<Expr>> {
        match self {
            Self::BinOp { left: operand, .. }
            | Self::Attribute { value: operand, .. }
            | Self::Subscript { value: operand, .. }
            | Self::Call { func: operand, .. } => Some(operand),
            _ => None,
        }
    }
}

impl Drop for Expr {
    fn drop(&mut self) {
        let Some(operand) = self.kind.chained() else { return };
        if operand.kind.chained().is_none() {
            return;
        }
        let mut next = take(operand);
        while let Some(operand) = next.kind.chained() {
            next = take(operand);
        }
    }
}

/// Leaves a leaf behind, so that dropping the owner ends here.
fn take(expr: &mut Expr) -> Expr {
    let leaf = Expr {
        kind: ExprKind::Constant { value: Constant::None, unicode_prefix: false },
        span: Span::default(),
    };
    std::mem::replace(expr, leaf)
}
