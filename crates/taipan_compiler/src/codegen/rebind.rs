//! Whether evaluating expressions rebinds a local: only `:=` can do that.

use taipan_syntax::ast::{Comprehension, Expr, ExprKind};

use super::Compiler;
use crate::depth::with_stack;

impl Compiler<'_> {
    /// Whether one of `exprs` rebinds the plain local in `register`.
    pub(super) fn rebinds<'e>(&self, exprs: impl IntoIterator<Item = &'e Expr>, register: usize) -> bool {
        if !self.table.scope(self.unit.scope).has_walrus || self.is_temp(register) {
            return false;
        }
        let hits = |id: &str| self.plain_local(id).is_some_and(|slot| slot.register == register);
        exprs.into_iter().any(|expr| any_walrus(expr, &hits))
    }
}

fn any_walrus(expr: &Expr, hits: &dyn Fn(&str) -> bool) -> bool {
    let mut at = expr;
    loop {
        let (inner, found) = match &at.kind {
            ExprKind::BinOp { left, right, .. } => (left, inside(right, hits)),
            ExprKind::Attribute { value, .. } => (value, false),
            ExprKind::Subscript { value, slice, .. } => (value, inside(slice, hits)),
            ExprKind::Call { func, args, keywords, .. } => {
                let values = args.iter().chain(keywords.iter().map(|keyword| &keyword.value));
                (func, all(values, hits))
            }
            _ => return other(at, hits),
        };
        if found {
            return true;
        }
        at = inner;
    }
}

fn inside(expr: &Expr, hits: &dyn Fn(&str) -> bool) -> bool {
    with_stack(|| any_walrus(expr, hits))
}

fn all<'e>(exprs: impl IntoIterator<Item = &'e Expr>, hits: &dyn Fn(&str) -> bool) -> bool {
    exprs.into_iter().any(|expr| inside(expr, hits))
}

fn maybe(expr: Option<&Expr>, hits: &dyn Fn(&str) -> bool) -> bool {
    expr.is_some_and(|expr| inside(expr, hits))
}

fn clauses(generators: &[Comprehension], hits: &dyn Fn(&str) -> bool) -> bool {
    generators.iter().any(|clause| inside(&clause.iter, hits) || all(&clause.ifs, hits))
}

fn other(expr: &Expr, hits: &dyn Fn(&str) -> bool) -> bool {
    match &expr.kind {
        ExprKind::NamedExpr { target, value } => {
            matches!(&target.kind, ExprKind::Name { id } if hits(id)) || inside(value, hits)
        }
        ExprKind::BoolOp { values, .. }
        | ExprKind::JoinedStr { values }
        | ExprKind::TemplateStr { values }
        | ExprKind::Set { elts: values }
        | ExprKind::List { elts: values }
        | ExprKind::Tuple { elts: values } => all(values, hits),
        ExprKind::UnaryOp { operand: value, .. }
        | ExprKind::Await { value }
        | ExprKind::YieldFrom { value }
        | ExprKind::Starred { value } => inside(value, hits),
        ExprKind::Yield { value } => maybe(value.as_deref(), hits),
        ExprKind::Lambda { args, .. } => {
            all(args.defaults.iter().chain(args.kw_defaults.iter().flatten()), hits)
        }
        ExprKind::IfExp { test, body, orelse } => all([&**test, body, orelse], hits),
        ExprKind::Dict { keys, values } => all(keys.iter().flatten().chain(values), hits),
        ExprKind::ListComp { elt, generators } | ExprKind::SetComp { elt, generators } => {
            inside(elt, hits) || clauses(generators, hits)
        }
        ExprKind::DictComp { key, value, generators } => {
            all([&**key, value], hits) || clauses(generators, hits)
        }
        ExprKind::GeneratorExp { generators, .. } => {
            generators.first().is_some_and(|clause| inside(&clause.iter, hits))
        }
        ExprKind::Compare { left, comparators, .. } => inside(left, hits) || all(comparators, hits),
        ExprKind::FormattedValue { value, format_spec, .. }
        | ExprKind::Interpolation { value, format_spec, .. } => {
            inside(value, hits) || maybe(format_spec.as_deref(), hits)
        }
        ExprKind::Slice { lower, upper, step } => {
            maybe(lower.as_deref(), hits) || maybe(upper.as_deref(), hits) || maybe(step.as_deref(), hits)
        }
        ExprKind::Name { .. }
        | ExprKind::Constant { .. }
        | ExprKind::BinOp { .. }
        | ExprKind::Attribute { .. }
        | ExprKind::Subscript { .. }
        | ExprKind::Call { .. } => false,
    }
}
