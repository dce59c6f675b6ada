//! Lowering of statements.

use rustpython_parser::ast::{self as rp, Ranged};

use super::{
    Grammar,
    lower::{Lowered, span},
    lower_expr::operator,
};
use crate::{
    Span,
    ast::{Alias, ExceptHandler, Expr, ExprKind, Stmt, StmtKind, TypeParam, TypeParamKind, WithItem},
    error::{At, ErrorKind, Fault},
    targets,
};

impl Grammar<'_> {
    pub(super) fn lower_stmt(&mut self, statement: rp::Stmt) -> Lowered<Stmt> {
        let mut place = span(statement.range());
        let kind = match statement {
            rp::Stmt::FunctionDef(_)
            | rp::Stmt::AsyncFunctionDef(_)
            | rp::Stmt::ClassDef(_)
            | rp::Stmt::For(_)
            | rp::Stmt::AsyncFor(_)
            | rp::Stmt::While(_)
            | rp::Stmt::If(_)
            | rp::Stmt::With(_)
            | rp::Stmt::AsyncWith(_)
            | rp::Stmt::Match(_)
            | rp::Stmt::Try(_)
            | rp::Stmt::TryStar(_) => {
                return self.deeper(|grammar| grammar.lower_compound(statement, place));
            }
            rp::Stmt::Return(node) => StmtKind::Return { value: self.lower_option(node.value)? },
            rp::Stmt::Delete(node) => {
                let targets = self.lower_exprs(node.targets)?;
                targets.iter().try_for_each(targets::delete)?;
                StmtKind::Delete { targets }
            }
            rp::Stmt::Assign(node) => {
                let targets = self.lower_exprs(node.targets)?;
                targets.iter().try_for_each(targets::assign)?;
                StmtKind::Assign { targets, value: self.lower_box(*node.value)? }
            }
            rp::Stmt::TypeAlias(node) => StmtKind::TypeAlias {
                name: self.lower_box(*node.name)?,
                type_params: self.lower_type_params(node.type_params)?,
                value: self.lower_box(*node.value)?,
            },
            rp::Stmt::AugAssign(node) => {
                let target = self.lower_box(*node.target)?;
                targets::augmented(&target)?;
                let op_span = self.after_parens(target.span.end).span;
                StmtKind::AugAssign {
                    target,
                    op: operator(node.op),
                    value: self.lower_box(*node.value)?,
                    op_span,
                }
            }
            rp::Stmt::AnnAssign(node) => {
                let target = self.lower_box(*node.target)?;
                let parens = target.span.start != place.start;
                targets::annotated(&target, parens)?;
                let simple = !parens && matches!(target.kind, ExprKind::Name { .. });
                let annotation = self.lower_box(*node.annotation)?;
                StmtKind::AnnAssign { target, annotation, value: self.lower_option(node.value)?, simple }
            }
            rp::Stmt::Raise(node) => {
                StmtKind::Raise { exc: self.lower_option(node.exc)?, cause: self.lower_option(node.cause)? }
            }
            rp::Stmt::Assert(node) => {
                StmtKind::Assert { test: self.lower_box(*node.test)?, msg: self.lower_option(node.msg)? }
            }
            rp::Stmt::Import(node) => StmtKind::Import { names: self.lower_aliases(node.names) },
            rp::Stmt::ImportFrom(node) => {
                let module = node.module.map(|module| self.identifier(&module));
                let names = self.lower_aliases(node.names);
                let level = node.level.map_or(0, |level| level.to_u32());
                if level == 0 && module.as_deref() == Some("__future__") {
                    check_features(&names)?;
                }
                StmtKind::ImportFrom { module, names, level }
            }
            rp::Stmt::Global(node) => {
                StmtKind::Global { names: node.names.iter().map(|name| self.identifier(name)).collect() }
            }
            rp::Stmt::Nonlocal(node) => {
                StmtKind::Nonlocal { names: node.names.iter().map(|name| self.identifier(name)).collect() }
            }
            rp::Stmt::Expr(node) => {
                let value = self.lower_box(*node.value)?;
                place.end = place.end.max(value.span.end);
                StmtKind::Expr { value }
            }
            rp::Stmt::Pass(_) => StmtKind::Pass,
            rp::Stmt::Break(_) => StmtKind::Break,
            rp::Stmt::Continue(_) => StmtKind::Continue,
        };
        Ok(Stmt { kind, span: place })
    }

    /// Statements with blocks; they end where their last block ends.
    fn lower_compound(&mut self, statement: rp::Stmt, mut place: Span) -> Lowered<Stmt> {
        let kind = match statement {
            rp::Stmt::FunctionDef(node) => {
                let decorator_list = self.lower_exprs(node.decorator_list)?;
                let name = self.identifier(&node.name);
                let type_params = self.lower_type_params(node.type_params)?;
                let args = Box::new(self.lower_parameters(*node.args)?);
                let returns = self.lower_option(node.returns)?;
                let body = self.lower_body(node.body)?;
                place.end = self.suite_end(&body);
                StmtKind::FunctionDef { name, args, body, decorator_list, returns, type_params }
            }
            rp::Stmt::AsyncFunctionDef(node) => {
                let decorator_list = self.lower_exprs(node.decorator_list)?;
                let name = self.identifier(&node.name);
                let type_params = self.lower_type_params(node.type_params)?;
                let args = Box::new(self.lower_parameters(*node.args)?);
                let returns = self.lower_option(node.returns)?;
                let body = self.lower_body(node.body)?;
                place.end = self.suite_end(&body);
                StmtKind::AsyncFunctionDef { name, args, body, decorator_list, returns, type_params }
            }
            rp::Stmt::ClassDef(node) => {
                let decorator_list = self.lower_exprs(node.decorator_list)?;
                let name = self.identifier(&node.name);
                let type_params = self.lower_type_params(node.type_params)?;
                let bases = self.lower_exprs(node.bases)?;
                self.check_bases(&bases)?;
                let keywords = self.lower_keywords(node.keywords)?;
                let body = self.lower_body(node.body)?;
                place.end = self.suite_end(&body);
                StmtKind::ClassDef { name, bases, keywords, body, decorator_list, type_params }
            }
            rp::Stmt::For(node) => {
                let target = self.lower_target(*node.target)?;
                let iter = self.lower_box(*node.iter)?;
                let (body, orelse) = self.lower_loop(node.body, node.orelse, &mut place)?;
                StmtKind::For { target, iter, body, orelse }
            }
            rp::Stmt::AsyncFor(node) => {
                let target = self.lower_target(*node.target)?;
                let iter = self.lower_box(*node.iter)?;
                let (body, orelse) = self.lower_loop(node.body, node.orelse, &mut place)?;
                StmtKind::AsyncFor { target, iter, body, orelse }
            }
            rp::Stmt::While(node) => {
                let test = self.lower_box(*node.test)?;
                let (body, orelse) = self.lower_loop(node.body, node.orelse, &mut place)?;
                StmtKind::While { test, body, orelse }
            }
            rp::Stmt::If(node) => {
                let test = self.lower_box(*node.test)?;
                let (body, orelse) = self.lower_loop(node.body, node.orelse, &mut place)?;
                StmtKind::If { test, body, orelse }
            }
            rp::Stmt::With(node) => {
                let items = self.lower_items(node.items)?;
                let body = self.lower_body(node.body)?;
                place.end = self.suite_end(&body);
                StmtKind::With { items, body }
            }
            rp::Stmt::AsyncWith(node) => {
                let items = self.lower_items(node.items)?;
                let body = self.lower_body(node.body)?;
                place.end = self.suite_end(&body);
                StmtKind::AsyncWith { items, body }
            }
            rp::Stmt::Match(node) => {
                let subject = self.lower_box(*node.subject)?;
                if let ExprKind::Starred { .. } = subject.kind {
                    let colon = self.after_parens(subject.span.end).span;
                    return Err(Fault::new(colon, "invalid syntax"));
                }
                let cases =
                    node.cases.into_iter().map(|case| self.lower_case(case)).collect::<Lowered<Vec<_>>>()?;
                if let Some(last) = cases.last() {
                    place.end = self.suite_end(&last.body);
                }
                StmtKind::Match { subject, cases }
            }
            rp::Stmt::Try(node) => {
                return self.lower_try(node.body, node.handlers, node.orelse, node.finalbody, place, false);
            }
            rp::Stmt::TryStar(node) => {
                return self.lower_try(node.body, node.handlers, node.orelse, node.finalbody, place, true);
            }
            other => return self.lower_stmt(other),
        };
        Ok(Stmt { kind, span: place })
    }

    fn lower_target(&mut self, target: rp::Expr) -> Lowered<Box<Expr>> {
        let target = self.lower_box(target)?;
        targets::assign(&target)?;
        Ok(target)
    }

    fn lower_loop(
        &mut self,
        body: Vec<rp::Stmt>,
        orelse: Vec<rp::Stmt>,
        place: &mut Span,
    ) -> Lowered<(Vec<Stmt>, Vec<Stmt>)> {
        let body = self.lower_body(body)?;
        let orelse = self.lower_body(orelse)?;
        place.end = self.suite_end(if orelse.is_empty() { &body } else { &orelse });
        Ok((body, orelse))
    }

    fn lower_try(
        &mut self,
        body: Vec<rp::Stmt>,
        handlers: Vec<rp::ExceptHandler>,
        orelse: Vec<rp::Stmt>,
        finalbody: Vec<rp::Stmt>,
        mut place: Span,
        star: bool,
    ) -> Lowered<Stmt> {
        let body = self.lower_body(body)?;
        let handlers =
            handlers.into_iter().map(|handler| self.lower_handler(handler)).collect::<Lowered<Vec<_>>>()?;
        let orelse = self.lower_body(orelse)?;
        let finalbody = self.lower_body(finalbody)?;
        let last = [&finalbody, &orelse].into_iter().find(|block| !block.is_empty());
        place.end = match (last, handlers.last()) {
            (Some(block), _) => self.suite_end(block),
            (None, Some(handler)) => handler.span.end,
            (None, None) => place.end,
        };
        let kind = if star {
            StmtKind::TryStar { body, handlers, orelse, finalbody }
        } else {
            StmtKind::Try { body, handlers, orelse, finalbody }
        };
        Ok(Stmt { kind, span: place })
    }

    fn lower_handler(&mut self, handler: rp::ExceptHandler) -> Lowered<ExceptHandler> {
        let rp::ExceptHandler::ExceptHandler(node) = handler;
        let mut place = span(node.range);
        let r#type = self.lower_option(node.type_)?;
        let name = node.name.map(|name| self.identifier(&name));
        let body = self.lower_body(node.body)?;
        place.end = self.suite_end(&body);
        Ok(ExceptHandler { r#type, name, body, span: place })
    }

    fn lower_items(&mut self, items: Vec<rp::WithItem>) -> Lowered<Vec<WithItem>> {
        items
            .into_iter()
            .map(|item| {
                let context_expr = self.lower_expr(item.context_expr)?;
                let optional_vars = self.lower_option(item.optional_vars)?;
                if let Some(target) = &optional_vars {
                    targets::assign(target)?;
                }
                Ok(WithItem { context_expr, optional_vars })
            })
            .collect()
    }

    /// Bases cannot hold a generator without parentheses.
    fn check_bases(&self, bases: &[Expr]) -> Lowered<()> {
        for base in bases {
            if let ExprKind::GeneratorExp { elt, generators } = &base.kind
                && self.is_bare_generator(base.span, elt.span, generators)
            {
                let keyword = self.after_parens(elt.span.end);
                return Err(Fault::new(keyword.span, "invalid syntax"));
            }
        }
        Ok(())
    }

    fn lower_aliases(&mut self, names: Vec<rp::Alias>) -> Vec<Alias> {
        names
            .into_iter()
            .map(|alias| Alias {
                name: self.identifier(&alias.name),
                asname: alias.asname.map(|name| self.identifier(&name)),
                span: span(alias.range),
            })
            .collect()
    }

    fn lower_type_params(&mut self, params: Vec<rp::TypeParam>) -> Lowered<Vec<TypeParam>> {
        params.into_iter().map(|param| self.lower_type_param(param)).collect()
    }

    fn lower_type_param(&mut self, param: rp::TypeParam) -> Lowered<TypeParam> {
        let mut place = span(param.range());
        let default_value = self.defaults.remove(&place.start).map(|(value, end)| {
            place.end = end;
            Box::new(value)
        });
        let kind = match param {
            rp::TypeParam::TypeVar(node) => TypeParamKind::TypeVar {
                name: self.identifier(&node.name),
                bound: self.lower_option(node.bound)?,
                default_value,
            },
            rp::TypeParam::ParamSpec(node) => {
                TypeParamKind::ParamSpec { name: self.identifier(&node.name), default_value }
            }
            rp::TypeParam::TypeVarTuple(node) => {
                TypeParamKind::TypeVarTuple { name: self.identifier(&node.name), default_value }
            }
        };
        Ok(TypeParam { kind, span: place })
    }
}

/// Checks names imported from `__future__`.
fn check_features(names: &[Alias]) -> Lowered<()> {
    const KNOWN: [&str; 9] = [
        "nested_scopes",
        "generators",
        "division",
        "absolute_import",
        "with_statement",
        "print_function",
        "unicode_literals",
        "generator_stop",
        "annotations",
    ];
    for alias in names {
        match &*alias.name {
            "barry_as_FLUFL" => {
                let message = "Taipan does not support the future feature barry_as_FLUFL";
                return Err(Fault::at(ErrorKind::Unsupported, At::Span(alias.span), message));
            }
            "braces" => return Err(Fault::new(alias.span, "not a chance")),
            name if KNOWN.contains(&name) => {}
            name => return Err(Fault::new(alias.span, format!("future feature {name} is not defined"))),
        }
    }
    Ok(())
}
