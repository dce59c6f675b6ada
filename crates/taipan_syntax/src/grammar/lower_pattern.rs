//! Lowering of the patterns of `match` statements.

use rustpython_parser::ast::{self as rp, Ranged};

use super::{
    Grammar,
    lower::{Lowered, span},
};
use crate::{
    ast::{Constant, Expr, ExprKind, Identifier, MatchCase, Operator, Pattern, PatternKind},
    error::Fault,
};

impl Grammar<'_> {
    pub(super) fn lower_case(&mut self, case: rp::MatchCase) -> Lowered<MatchCase> {
        Ok(MatchCase {
            pattern: self.lower_pattern(case.pattern)?,
            guard: self.lower_option(case.guard)?,
            body: self.lower_body(case.body)?,
        })
    }

    fn lower_patterns(&mut self, patterns: Vec<rp::Pattern>) -> Lowered<Vec<Pattern>> {
        patterns.into_iter().map(|pattern| self.lower_pattern(pattern)).collect()
    }

    /// The elements of a sequence, of which one may be starred.
    fn lower_sequence(&mut self, patterns: Vec<rp::Pattern>) -> Lowered<Vec<Pattern>> {
        patterns
            .into_iter()
            .map(|pattern| self.deeper(|grammar| grammar.lower_any_pattern(pattern)))
            .collect()
    }

    /// A pattern that is not an element of a sequence: a star is not allowed.
    fn lower_pattern(&mut self, pattern: rp::Pattern) -> Lowered<Pattern> {
        let pattern = self.deeper(|grammar| grammar.lower_any_pattern(pattern))?;
        match pattern.kind {
            PatternKind::MatchStar { .. } => Err(Fault::new(pattern.span, "invalid syntax")),
            _ => Ok(pattern),
        }
    }

    /// A name that captures, or none for `_`.
    fn capture(&self, name: Option<rp::Identifier>) -> Option<Identifier> {
        name.map(|name| self.identifier(&name)).filter(|name| &**name != "_")
    }

    fn lower_any_pattern(&mut self, pattern: rp::Pattern) -> Lowered<Pattern> {
        let place = span(pattern.range());
        let kind = match pattern {
            rp::Pattern::MatchValue(node) => {
                let value = self.lower_box(*node.value)?;
                self.check_number(&value)?;
                PatternKind::MatchValue { value }
            }
            rp::Pattern::MatchSingleton(node) => PatternKind::MatchSingleton {
                value: match node.value {
                    rp::Constant::Bool(value) => Constant::Bool(value),
                    _ => Constant::None,
                },
            },
            rp::Pattern::MatchSequence(node) => {
                PatternKind::MatchSequence { patterns: self.lower_sequence(node.patterns)? }
            }
            rp::Pattern::MatchMapping(node) => {
                let keys = self.lower_exprs(node.keys)?;
                for key in &keys {
                    self.check_number(key)?;
                }
                let patterns = self.lower_patterns(node.patterns)?;
                let rest = node.rest.map(|rest| self.name(rest.as_str()));
                if let Some((name, at)) = &rest
                    && &**name == "_"
                {
                    return Err(Fault::new(*at, "invalid syntax"));
                }
                PatternKind::MatchMapping { keys, patterns, rest: rest.map(|(name, _)| name) }
            }
            rp::Pattern::MatchClass(node) => PatternKind::MatchClass {
                cls: self.lower_box(*node.cls)?,
                patterns: self.lower_patterns(node.patterns)?,
                kwd_attrs: node.kwd_attrs.iter().map(|attr| self.identifier(attr)).collect(),
                kwd_patterns: self.lower_patterns(node.kwd_patterns)?,
            },
            rp::Pattern::MatchStar(node) => PatternKind::MatchStar { name: self.capture(node.name) },
            rp::Pattern::MatchAs(node) => match node.pattern {
                None => PatternKind::MatchAs { pattern: None, name: self.capture(node.name) },
                Some(pattern) => {
                    let pattern = Some(Box::new(self.lower_pattern(*pattern)?));
                    let name = node.name.map(|name| self.name(name.as_str()));
                    if let Some((name, at)) = &name
                        && &**name == "_"
                    {
                        return Err(Fault::new(*at, "cannot use '_' as a target"));
                    }
                    PatternKind::MatchAs { pattern, name: name.map(|(name, _)| name) }
                }
            },
            rp::Pattern::MatchOr(node) => {
                PatternKind::MatchOr { patterns: self.lower_patterns(node.patterns)? }
            }
        };
        Ok(Pattern { kind, span: place })
    }

    /// A sum in a pattern has to be a real number and an imaginary one.
    fn check_number(&self, value: &Expr) -> Lowered<()> {
        let ExprKind::BinOp { left, op: Operator::Add | Operator::Sub, right, .. } = &value.kind else {
            return Ok(());
        };
        let real = match &left.kind {
            ExprKind::UnaryOp { operand, .. } => operand,
            _ => left,
        };
        if is_imaginary(real) {
            return Err(Fault::new(real.span, "real number required in complex literal"));
        }
        if !is_imaginary(right) {
            return Err(Fault::new(right.span, "imaginary number required in complex literal"));
        }
        Ok(())
    }
}

fn is_imaginary(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Constant { value: Constant::Complex(_), .. })
}
