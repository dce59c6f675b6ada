//! Generic functions, classes and type aliases (PEP 695): a hidden function makes the type parameters.

use taipan_bytecode::{CodeObject, Const, Intrinsic, Op};
use taipan_syntax::Span;
use taipan_syntax::ast::{Arguments, Expr, ExprKind, Stmt, StmtKind, TypeParam, TypeParamKind};

use super::{Compiler, Spec};
use crate::constants::text;
use crate::error::{Result, SyntaxError};
use crate::symtable::{Part, ScopeId};
use crate::unit::UnitKind;

impl<'a> Compiler<'a> {
    fn hidden_scope(&self, stmt: &Stmt) -> Result<ScopeId> {
        self.table
            .of(stmt, Part::TypeParams)
            .ok_or_else(|| SyntaxError::new("type parameters without a scope", stmt.span))
    }

    fn hidden(
        &mut self,
        stmt: &'a Stmt,
        name: &str,
        first: Span,
        body: impl Fn(&mut Self) -> Result,
    ) -> Result<CodeObject> {
        let name = format!("<generic parameters of {name}>");
        let scope = self.hidden_scope(stmt)?;
        let spec = Spec { kind: UnitKind::TypeParams, scope, name: &name, first: Some(first) };
        self.nested(spec, body)
    }

    /// A generic `def`; the function is left in the temporary `target`.
    pub(super) fn generic_function(
        &mut self,
        stmt: &'a Stmt,
        args: &'a Arguments,
        params: &'a [TypeParam],
        target: usize,
    ) -> Result {
        let (StmtKind::FunctionDef { name, decorator_list, .. }
        | StmtKind::AsyncFunctionDef { name, decorator_list, .. }) = &stmt.kind
        else {
            return Ok(());
        };
        let positional = !args.defaults.is_empty();
        let keyword = args.kw_defaults.iter().any(Option::is_some);
        let first = decorator_list.first().map_or(stmt.span, |decorator| decorator.span);
        let code = self.hidden(stmt, name, first, |compiler| {
            compiler.unit.arg_count = usize::from(positional) + usize::from(keyword);
            let pair = compiler.unit.alloc_many(2);
            compiler.type_params(params, pair + 1)?;
            compiler.unit.next = pair + 2;
            let window = compiler.unit.alloc_many(4);
            compiler.at(stmt.span);
            for (there, name, register) in
                [(positional, ".defaults", window), (keyword, ".kwdefaults", window + 1)]
            {
                if there {
                    compiler.load_mangled(name, register);
                } else {
                    compiler.load_none(register);
                }
            }
            compiler.function(stmt, window, pair)?;
            compiler.at(stmt.span);
            compiler.intrinsic(pair, pair, Intrinsic::SetFunctionTypeParams);
            compiler.return_value(pair);
            Ok(())
        })?;
        self.unit.next = target;
        self.at(stmt.span);
        self.plain_function(code, target);
        self.unit.next = target + 3;
        self.unit.touch(target + 2);
        let mut argc = 0;
        if positional {
            let register = self.unit.next;
            self.positional_defaults(args, register, stmt.span)?;
            self.unit.alloc();
            argc += 1;
        }
        if keyword {
            let register = self.unit.next;
            self.keyword_defaults(args, register, stmt.span)?;
            self.unit.alloc();
            argc += 1;
        }
        self.at(stmt.span);
        self.call_window(target, argc, target, false);
        Ok(())
    }

    /// A generic `class`; the class is left in the temporary `target`.
    pub(super) fn generic_class(&mut self, stmt: &'a Stmt, params: &'a [TypeParam], target: usize) -> Result {
        let StmtKind::ClassDef { name, bases, keywords, decorator_list, .. } = &stmt.kind else {
            return Ok(());
        };
        let first = decorator_list.first().map_or(stmt.span, |decorator| decorator.span);
        let code = self.hidden(stmt, name, first, |compiler| {
            let register = compiler.unit.alloc();
            compiler.type_params(params, register)?;
            compiler.at(stmt.span);
            compiler.store_hidden(".type_params", register, stmt.span)?;
            compiler.load_mangled(".type_params", register);
            compiler.intrinsic(register, register, Intrinsic::SubscriptGeneric);
            compiler.store_hidden(".generic_base", register, stmt.span)?;
            compiler.unit.next = register;
            compiler.build_class(stmt, name, bases, keywords, true, register)?;
            compiler.at(stmt.span);
            compiler.return_value(register);
            Ok(())
        })?;
        self.call_hidden(code, stmt.span, target);
        Ok(())
    }

    fn store_hidden(&mut self, name: &str, register: usize, span: Span) -> Result {
        self.store_name(name, span, register)
    }

    /// Calls a hidden function without arguments.
    fn call_hidden(&mut self, code: CodeObject, span: Span, target: usize) {
        self.unit.next = target;
        self.at(span);
        self.plain_function(code, target);
        self.unit.next = target + 3;
        self.unit.touch(target + 2);
        self.call_window(target, 0, target, false);
    }

    pub(super) fn type_alias(
        &mut self,
        stmt: &'a Stmt,
        name: &'a Expr,
        params: &'a [TypeParam],
        value: &'a Expr,
    ) -> Result {
        let ExprKind::Name { id } = &name.kind else { return Ok(()) };
        let before = self.unit.next;
        if params.is_empty() {
            let window = self.unit.alloc_many(3);
            self.at(stmt.span);
            self.load_const(window, text(id));
            self.load_none(window + 1);
            self.alias_value(stmt, id, value, window + 2)?;
            self.at(stmt.span);
            self.intrinsic(window, window, Intrinsic::TypeAlias);
        } else {
            let code = self.hidden(stmt, id, stmt.span, |compiler| {
                let window = compiler.unit.alloc_many(3);
                compiler.at(stmt.span);
                compiler.load_const(window, text(id));
                compiler.type_params(params, window + 1)?;
                compiler.unit.next = window + 3;
                compiler.alias_value(stmt, id, value, window + 2)?;
                compiler.at(stmt.span);
                compiler.intrinsic(window, window, Intrinsic::TypeAlias);
                compiler.return_value(window);
                Ok(())
            })?;
            self.call_hidden(code, stmt.span, before);
        }
        self.unit.next = before;
        let alias = self.unit.alloc();
        self.store_name(id, name.span, alias)?;
        self.unit.next = before;
        Ok(())
    }

    fn alias_value(&mut self, stmt: &'a Stmt, name: &str, value: &'a Expr, dst: usize) -> Result {
        let Some(scope) = self.table.of(stmt, Part::Body) else { return Ok(()) };
        self.lazy(scope, name, value, stmt.span, false, dst)
    }

    /// A function that evaluates `value` when it is asked for.
    fn lazy(
        &mut self,
        scope: ScopeId,
        name: &str,
        value: &'a Expr,
        span: Span,
        starred: bool,
        dst: usize,
    ) -> Result {
        let code = self.evaluator(scope, name, span, |compiler| {
            let register = match &value.kind {
                ExprKind::Starred { value: inner } if starred => compiler.unpacked(inner, value.span)?,
                _ => compiler.operand(value)?,
            };
            compiler.at(span);
            compiler.return_value(register);
            Ok(())
        })?;
        let before = self.unit.next;
        let window = self.unit.alloc_many(4);
        self.at(span);
        self.load_const(window, Const::Tuple(vec![Const::Int(1)]));
        self.load_none(window + 1);
        self.load_none(window + 2);
        self.make_function(code, window, dst);
        self.unit.next = before;
        Ok(())
    }

    /// Makes the type parameters, binds them, and leaves their tuple in `dst`.
    fn type_params(&mut self, params: &'a [TypeParam], dst: usize) -> Result {
        let first = self.unit.next;
        let mut seen_default = false;
        for param in params {
            let (name, bound, default, plain) = match &param.kind {
                TypeParamKind::TypeVar { name, bound, default_value } => {
                    (name, bound.as_deref(), default_value.as_deref(), Intrinsic::TypeVar)
                }
                TypeParamKind::ParamSpec { name, default_value } => {
                    (name, None, default_value.as_deref(), Intrinsic::ParamSpec)
                }
                TypeParamKind::TypeVarTuple { name, default_value } => {
                    (name, None, default_value.as_deref(), Intrinsic::TypeVarTuple)
                }
            };
            if default.is_some() {
                seen_default = true;
            } else if seen_default {
                let message = format!("non-default type parameter '{name}' follows default type parameter");
                return Err(SyntaxError::new(message, param.span));
            }
            let made = self.unit.alloc();
            self.at(param.span);
            self.load_const(made, text(name));
            match (bound, self.table.of(param, Part::Bound)) {
                (Some(bound), Some(scope)) => {
                    let evaluator = self.unit.alloc();
                    self.lazy(scope, name, bound, param.span, false, evaluator)?;
                    let which = if matches!(bound.kind, ExprKind::Tuple { .. }) {
                        Intrinsic::TypeVarWithConstraints
                    } else {
                        Intrinsic::TypeVarWithBound
                    };
                    self.at(param.span);
                    self.intrinsic(made, made, which);
                }
                _ => self.intrinsic(made, made, plain),
            }
            self.unit.next = made + 1;
            if let (Some(default), Some(scope)) = (default, self.table.of(param, Part::Default)) {
                let evaluator = self.unit.alloc();
                let starred = plain == Intrinsic::TypeVarTuple;
                self.lazy(scope, name, default, param.span, starred, evaluator)?;
                self.at(param.span);
                self.intrinsic(made, made, Intrinsic::SetTypeparamDefault);
                self.unit.next = made + 1;
            }
            let copy = self.unit.alloc();
            self.at(param.span);
            self.copy(copy, made);
            self.store_name(name, param.span, copy)?;
            self.unit.next = made + 1;
        }
        self.emit(Op::BuildTuple, dst, first, params.len(), &[]);
        self.unit.next = first;
        Ok(())
    }
}
