//! The syntax tree: the node kinds and field names of `Python.asdl`, with byte spans.
//!
//! Invariants: identifiers are NFKC-normalised; expression contexts are left out, they follow from the place
//! of the expression; left chains (`a.b.c`, `a + b + c`, `f()()()`) may be arbitrarily long and must be walked
//! with a loop, every other nesting is bounded by [`crate::MAX_NESTING`].

mod constant;
mod drop;
mod expr;
mod pattern;
mod stmt;

pub use constant::Constant;
pub use expr::{
    Arg, Arguments, BoolOperator, CmpOperator, Comprehension, Conversion, Expr, ExprKind, Keyword, Operator,
    UnaryOperator,
};
pub use pattern::{MatchCase, Pattern, PatternKind};
pub use stmt::{Alias, ExceptHandler, Mod, Stmt, StmtKind, TypeParam, TypeParamKind, WithItem};

/// A name, NFKC-normalised.
pub type Identifier = Box<str>;
