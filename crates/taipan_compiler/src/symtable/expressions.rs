//! The walk over expressions and patterns.

use taipan_syntax::ast::{Expr, ExprKind, Keyword, Pattern, PatternKind};

use super::build::{Builder, forbid_debug};
use super::{Part, ScopeKind, flag};
use crate::depth::with_stack;
use crate::error::{Result, SyntaxError};

impl Builder {
    pub(super) fn exprs(&mut self, list: &[Expr]) -> Result {
        list.iter().try_for_each(|expr| self.expr(expr))
    }

    pub(super) fn optional(&mut self, expr: Option<&Expr>) -> Result {
        expr.map_or(Ok(()), |expr| self.expr(expr))
    }

    pub(super) fn keyword(&mut self, keyword: &Keyword) -> Result {
        if let Some(name) = &keyword.arg {
            forbid_debug(name, "assign to", keyword.span)?;
        }
        self.expr(&keyword.value)
    }

    pub(super) fn expr(&mut self, expr: &Expr) -> Result {
        self.depth.enter()?;
        with_stack(|| self.chain(expr))?;
        self.depth.leave();
        Ok(())
    }

    /// Walks a left chain of any length with a loop.
    fn chain(&mut self, expr: &Expr) -> Result {
        let mut links = Vec::new();
        let mut at = expr;
        while let ExprKind::BinOp { left: inner, .. }
        | ExprKind::Attribute { value: inner, .. }
        | ExprKind::Subscript { value: inner, .. }
        | ExprKind::Call { func: inner, .. } = &at.kind
        {
            links.push(at);
            at = inner;
        }
        self.leaf(at)?;
        for link in links.into_iter().rev() {
            match &link.kind {
                ExprKind::BinOp { right, .. } => self.expr(right)?,
                ExprKind::Subscript { value, slice, .. } => {
                    self.warn_of_subscript(value, slice, link.span);
                    self.expr(slice)?;
                }
                ExprKind::Call { func, args, keywords, .. } => {
                    self.warn_of_call(func, link.span);
                    self.exprs(args)?;
                    keywords.iter().try_for_each(|keyword| self.keyword(keyword))?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn leaf(&mut self, expr: &Expr) -> Result {
        match &expr.kind {
            ExprKind::Name { id } => {
                self.use_name(id);
                Ok(())
            }
            ExprKind::Constant { .. } => Ok(()),
            ExprKind::NamedExpr { target, value } => self.named(expr, target, value),
            ExprKind::BoolOp { values, .. } => self.exprs(values),
            ExprKind::UnaryOp { operand, .. } => self.expr(operand),
            ExprKind::Lambda { args, body } => {
                self.defaults(args)?;
                self.enter(expr, Part::Body, ScopeKind::Lambda);
                let outer = std::mem::replace(&mut self.iteration_target, false);
                self.parameters(args)?;
                self.expr(body)?;
                self.iteration_target = outer;
                self.leave();
                Ok(())
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expr(test)?;
                self.expr(body)?;
                self.expr(orelse)
            }
            ExprKind::Dict { keys, values } => keys.iter().zip(values).try_for_each(|(key, value)| {
                self.optional(key.as_ref())?;
                self.expr(value)
            }),
            ExprKind::Set { elts } | ExprKind::List { elts } | ExprKind::Tuple { elts } => self.exprs(elts),
            ExprKind::ListComp { elt, generators }
            | ExprKind::SetComp { elt, generators }
            | ExprKind::GeneratorExp { elt, generators } => self.comprehension(expr, generators, &[elt]),
            ExprKind::DictComp { key, value, generators } => {
                self.comprehension(expr, generators, &[key, value])
            }
            ExprKind::Await { value } => {
                self.refuse_in_annotation("await expression", expr.span)?;
                self.optional(Some(value))?;
                self.scope().is_coroutine = true;
                self.top_level_coroutine();
                Ok(())
            }
            ExprKind::Yield { value } => self.yields(expr, value.as_deref()),
            ExprKind::YieldFrom { value } => self.yields(expr, Some(value)),
            ExprKind::Compare { left, ops, comparators } => {
                self.warn_of_identity(expr, left, ops, comparators);
                self.expr(left)?;
                self.exprs(comparators)
            }
            ExprKind::FormattedValue { value, format_spec, .. }
            | ExprKind::Interpolation { value, format_spec, .. } => {
                self.expr(value)?;
                self.optional(format_spec.as_deref())
            }
            ExprKind::JoinedStr { values } | ExprKind::TemplateStr { values } => self.exprs(values),
            ExprKind::Starred { value } => self.expr(value),
            ExprKind::Slice { lower, upper, step } => {
                self.optional(lower.as_deref())?;
                self.optional(upper.as_deref())?;
                self.optional(step.as_deref())
            }
            ExprKind::BinOp { .. }
            | ExprKind::Attribute { .. }
            | ExprKind::Subscript { .. }
            | ExprKind::Call { .. } => self.chain(expr),
        }
    }

    fn use_name(&mut self, id: &str) {
        if self.scope().unevaluated {
            return;
        }
        self.define(id, flag::USE);
        if id == "super" && self.scope().kind.is_function_like() {
            self.define("__class__", flag::USE);
        }
    }

    fn yields(&mut self, expr: &Expr, value: Option<&Expr>) -> Result {
        self.refuse_in_annotation("yield expression", expr.span)?;
        self.optional(value)?;
        self.scope().is_generator = true;
        if let Some(what) = self.comprehension_name() {
            return Err(SyntaxError::new(format!("'yield' inside {what}"), expr.span));
        }
        Ok(())
    }

    pub(super) fn pattern(&mut self, pattern: &Pattern) -> Result {
        self.depth.enter()?;
        with_stack(|| self.pattern_inner(pattern))?;
        self.depth.leave();
        Ok(())
    }

    fn pattern_inner(&mut self, pattern: &Pattern) -> Result {
        match &pattern.kind {
            PatternKind::MatchValue { value } => self.expr(value),
            PatternKind::MatchSingleton { .. } => Ok(()),
            PatternKind::MatchSequence { patterns } | PatternKind::MatchOr { patterns } => {
                patterns.iter().try_for_each(|pattern| self.pattern(pattern))
            }
            PatternKind::MatchMapping { keys, patterns, rest } => {
                self.exprs(keys)?;
                patterns.iter().try_for_each(|pattern| self.pattern(pattern))?;
                rest.as_ref().map_or(Ok(()), |name| self.assign(name, pattern.span))
            }
            PatternKind::MatchClass { cls, patterns, kwd_attrs, kwd_patterns } => {
                self.expr(cls)?;
                patterns.iter().try_for_each(|pattern| self.pattern(pattern))?;
                kwd_attrs.iter().try_for_each(|name| forbid_debug(name, "assign to", pattern.span))?;
                kwd_patterns.iter().try_for_each(|pattern| self.pattern(pattern))
            }
            PatternKind::MatchStar { name } => {
                name.as_ref().map_or(Ok(()), |name| self.assign(name, pattern.span))
            }
            PatternKind::MatchAs { pattern: inner, name } => {
                if let Some(inner) = inner {
                    self.pattern(inner)?;
                }
                name.as_ref().map_or(Ok(()), |name| self.assign(name, pattern.span))
            }
        }
    }
}
