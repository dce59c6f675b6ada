//! The scopes of annotations (PEP 649) and of type parameters (PEP 695).

use taipan_syntax::Span;
use taipan_syntax::ast::{Arguments, Expr, ExprKind, Stmt, TypeParam, TypeParamKind};

use super::build::{Builder, forbid_debug};
use super::{Part, ScopeKind, flag};
use crate::error::{Result, SyntaxError};

impl Builder {
    /// The annotations of a function's parameters and result.
    pub(super) fn signature(&mut self, args: &Arguments, returns: Option<&Expr>) -> Result {
        if annotations_of(args).next().is_none() && returns.is_none() {
            // Visible in the namespace that a metaclass gets: every `def` asks for it, annotated or not.
            if self.scope().kind == ScopeKind::Class && !self.table.future_annotations {
                self.scope().classdict_cell = true;
            }
            return Ok(());
        }
        self.enter_annotation(args);
        self.define("format", flag::PARAM);
        for annotation in annotations_of(args) {
            self.expr(annotation)?;
        }
        self.optional(returns)?;
        self.leave();
        Ok(())
    }

    fn enter_annotation<T>(&mut self, node: &T) {
        self.enter(node, Part::Annotations, ScopeKind::Annotation);
        self.scope().what = "an annotation";
        if self.table.future_annotations {
            self.scope().unevaluated = true;
        }
    }

    /// `target: annotation = value`
    pub(super) fn annotated(
        &mut self,
        stmt: &Stmt,
        target: &Expr,
        annotation: &Expr,
        value: Option<&Expr>,
        simple: bool,
    ) -> Result {
        if let ExprKind::Name { id } = &target.kind {
            let flags = self.flags(id);
            if simple && self.scope().kind != ScopeKind::Module {
                for (bit, what) in [(flag::GLOBAL, "global"), (flag::NONLOCAL, "nonlocal")] {
                    if flags & bit != 0 {
                        let message = format!("annotated name '{id}' can't be {what}");
                        return Err(SyntaxError::new(message, stmt.span));
                    }
                }
            }
            forbid_debug(id, "assign to", target.span)?;
            if simple {
                self.define(id, flag::LOCAL | flag::ANNOTATED);
            } else if value.is_some() {
                self.define(id, flag::LOCAL);
            }
        } else {
            self.target(target, "assign to")?;
        }
        self.annotation(stmt, annotation, simple && matches!(target.kind, ExprKind::Name { .. }))?;
        self.optional(value)
    }

    fn annotation(&mut self, stmt: &Stmt, annotation: &Expr, simple: bool) -> Result {
        let in_function = self.scope().kind.is_function_like();
        if in_function || !simple {
            self.enter_annotation(stmt);
            self.scope().unevaluated |= in_function;
            self.expr(annotation)?;
            self.leave();
            return Ok(());
        }
        let conditional = self.conditional;
        if let Some(known) = self.scope().annotations {
            let outer = std::mem::replace(&mut self.current, known);
            self.expr(annotation)?;
            self.current = outer;
        } else {
            self.enter_annotation(stmt);
            let id = self.current;
            self.define("format", flag::PARAM);
            self.expr(annotation)?;
            self.leave();
            self.scope().annotations = Some(id);
        }
        if !self.table.future_annotations && (conditional || self.scope().kind == ScopeKind::Module) {
            self.scope().conditional_annotations = true;
            let Some(inner) = self.scope().annotations else { return Ok(()) };
            self.define_in(inner, "__conditional_annotations__", flag::USE);
        }
        Ok(())
    }

    /// Opens the scope of `params`; the caller leaves it.
    pub(super) fn enter_type_params<T>(&mut self, node: &T, params: &[TypeParam]) -> Result {
        self.enter(node, Part::TypeParams, ScopeKind::TypeParams);
        self.scope().what = "the definition of a generic";
        for param in params {
            let (name, bound, default) = match &param.kind {
                TypeParamKind::TypeVar { name, bound, default_value } => {
                    let what = if bound.as_ref().is_some_and(|b| matches!(b.kind, ExprKind::Tuple { .. })) {
                        "a TypeVar constraint"
                    } else {
                        "a TypeVar bound"
                    };
                    (
                        name,
                        bound.as_deref().map(|bound| (bound, what)),
                        default_value.as_deref().map(|d| (d, "a TypeVar default")),
                    )
                }
                TypeParamKind::ParamSpec { name, default_value } => {
                    (name, None, default_value.as_deref().map(|d| (d, "a ParamSpec default")))
                }
                TypeParamKind::TypeVarTuple { name, default_value } => {
                    (name, None, default_value.as_deref().map(|d| (d, "a TypeVarTuple default")))
                }
            };
            forbid_debug(name, "assign to", param.span)?;
            if self.flags(name) & flag::TYPE_PARAM != 0 {
                return Err(SyntaxError::new(format!("duplicate type parameter '{name}'"), param.span));
            }
            self.define(name, flag::TYPE_PARAM | flag::LOCAL);
            if let Some((bound, what)) = bound {
                self.evaluator(param, Part::Bound, ScopeKind::TypeVariable, bound, what)?;
            }
            if let Some((default, what)) = default {
                self.evaluator(param, Part::Default, ScopeKind::TypeVariable, default, what)?;
            }
        }
        Ok(())
    }

    fn evaluator<T>(
        &mut self,
        node: &T,
        part: Part,
        kind: ScopeKind,
        value: &Expr,
        what: &'static str,
    ) -> Result {
        self.enter(node, part, kind);
        self.scope().what = what;
        self.define(".format", flag::PARAM);
        self.expr(value)?;
        self.leave();
        Ok(())
    }

    /// `type name[params] = value`
    pub(super) fn type_alias(
        &mut self,
        stmt: &Stmt,
        name: &Expr,
        params: &[TypeParam],
        value: &Expr,
    ) -> Result {
        self.target(name, "assign to")?;
        let generic = !params.is_empty();
        if generic {
            self.enter_type_params(stmt, params)?;
        }
        self.evaluator(stmt, Part::Body, ScopeKind::TypeAlias, value, "a type alias")?;
        if generic {
            self.leave();
        }
        Ok(())
    }

    /// `yield`, `await` and `:=` do not belong into annotation scopes.
    pub(super) fn refuse_in_annotation(&mut self, what: &str, span: Span) -> Result {
        if self.scope().kind.is_annotation_like() {
            let place = self.scope().what;
            return Err(SyntaxError::new(format!("{what} cannot be used within {place}"), span));
        }
        Ok(())
    }
}

/// Annotations of parameters in the order in which they are evaluated.
pub(crate) fn annotations_of(args: &Arguments) -> impl Iterator<Item = &Expr> {
    parameters_of(args).filter_map(|arg| arg.annotation.as_deref())
}

/// Parameters in the order in which their annotations are evaluated.
pub(crate) fn parameters_of(args: &Arguments) -> impl Iterator<Item = &taipan_syntax::ast::Arg> {
    args.posonlyargs
        .iter()
        .chain(&args.args)
        .chain(args.vararg.as_deref())
        .chain(&args.kwonlyargs)
        .chain(args.kwarg.as_deref())
}
