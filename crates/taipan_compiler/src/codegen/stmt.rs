//! Statements.

use taipan_bytecode::{Const, Intrinsic, Op};
use taipan_syntax::ast::{Expr, Stmt, StmtKind};

use super::Compiler;
use crate::depth::with_stack;
use crate::error::{Result, SyntaxError};
use crate::future::is_future_import;

impl<'a> Compiler<'a> {
    pub(super) fn body(&mut self, body: &'a [Stmt]) -> Result {
        body.iter().try_for_each(|stmt| self.stmt(stmt))
    }

    /// A body that may not run.
    pub(super) fn conditional_body(&mut self, body: &'a [Stmt]) -> Result {
        self.unit.conditional_depth += 1;
        let result = self.body(body);
        self.unit.conditional_depth -= 1;
        result
    }

    pub(super) fn stmt(&mut self, stmt: &'a Stmt) -> Result {
        self.depth.enter()?;
        let before = self.unit.next;
        with_stack(|| self.stmt_inner(stmt))?;
        debug_assert_eq!(before, self.unit.next, "temporaries leak in {:?}", stmt.span);
        self.depth.leave();
        Ok(())
    }

    fn stmt_inner(&mut self, stmt: &'a Stmt) -> Result {
        self.at(stmt.span);
        match &stmt.kind {
            StmtKind::FunctionDef { .. } | StmtKind::AsyncFunctionDef { .. } => self.function_def(stmt),
            StmtKind::ClassDef { .. } => self.class_def(stmt),
            StmtKind::Return { value } => self.return_stmt(stmt, value.as_deref()),
            StmtKind::Delete { targets } => targets.iter().try_for_each(|target| self.delete(target)),
            StmtKind::Assign { targets, value } => self.assign(targets, value),
            StmtKind::TypeAlias { name, type_params, value } => {
                self.type_alias(stmt, name, type_params, value)
            }
            StmtKind::AugAssign { target, op, value, .. } => self.aug_assign(stmt.span, target, *op, value),
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.ann_assign(target, annotation, value.as_deref(), *simple)
            }
            StmtKind::For { target, iter, body, orelse } => self.for_stmt(target, iter, body, orelse),
            StmtKind::AsyncFor { target, iter, body, orelse } => {
                self.demand_async(stmt.span, "'async for' outside async function")?;
                self.async_for(stmt.span, target, iter, body, orelse)
            }
            StmtKind::While { test, body, orelse } => self.while_stmt(test, body, orelse),
            StmtKind::If { .. } => self.if_stmt(stmt),
            StmtKind::With { items, body } => self.with_stmt(items, body, false),
            StmtKind::AsyncWith { items, body } => {
                self.demand_async(stmt.span, "'async with' outside async function")?;
                self.with_stmt(items, body, true)
            }
            StmtKind::Match { .. } => {
                Err(SyntaxError::unsupported("the 'match' statement is not supported yet", Some(stmt.span)))
            }
            StmtKind::Raise { exc, cause } => self.raise(stmt, exc.as_deref(), cause.as_deref()),
            StmtKind::Try { body, handlers, orelse, finalbody } => {
                self.try_stmt(body, handlers, orelse, finalbody)
            }
            StmtKind::TryStar { .. } => {
                Err(SyntaxError::unsupported("'except*' is not supported yet", Some(stmt.span)))
            }
            StmtKind::Assert { test, msg } => self.assert(stmt, test, msg.as_deref()),
            StmtKind::Import { names } => self.import(stmt.span, names),
            StmtKind::ImportFrom { module, names, level } => {
                if is_future_import(stmt) && !self.future_allowed(stmt) {
                    let message = "from __future__ imports must occur at the beginning of the file";
                    return Err(SyntaxError::new(message, stmt.span));
                }
                self.import_from(stmt.span, module.as_deref(), names, *level)
            }
            StmtKind::Global { .. } | StmtKind::Nonlocal { .. } | StmtKind::Pass => Ok(()),
            StmtKind::Expr { value } => self.expr_stmt(stmt, value),
            StmtKind::Break => self.break_stmt(stmt.span),
            StmtKind::Continue => self.continue_stmt(stmt.span),
        }
    }

    fn expr_stmt(&mut self, stmt: &'a Stmt, value: &'a Expr) -> Result {
        let before = self.unit.next;
        if self.interactive() {
            let register = self.temp(value)?;
            self.at(stmt.span);
            self.intrinsic(register, register, Intrinsic::Print);
            self.drop_register(register);
            self.unit.next = before;
            return Ok(());
        }
        self.effect(value)
    }

    fn raise(&mut self, stmt: &'a Stmt, exc: Option<&'a Expr>, cause: Option<&'a Expr>) -> Result {
        let before = self.unit.next;
        let mut count = 0;
        for value in [exc, cause].into_iter().flatten() {
            self.temp(value)?;
            count += 1;
        }
        self.at(stmt.span);
        self.unit.touch(before);
        self.emit(Op::Raise, count, before, 0, &[]);
        self.unit.next = before;
        Ok(())
    }

    fn assert(&mut self, stmt: &'a Stmt, test: &'a Expr, msg: Option<&'a Expr>) -> Result {
        if self.options().optimize > 0 {
            return Ok(());
        }
        let before = self.unit.next;
        let holds = self.label();
        self.cond(test, holds, true)?;
        let class = self.unit.alloc();
        self.at(stmt.span);
        self.emit(Op::LoadAssertionError, class, 0, 0, &[]);
        if let Some(msg) = msg {
            self.unit.alloc_many(2);
            self.temp(msg)?;
            self.at(stmt.span);
            self.call_window(class, 1, class, false);
        }
        // Tracebacks mark what was asserted.
        self.at(test.span);
        self.emit(Op::Raise, 1, class, 0, &[]);
        self.unit.next = before;
        self.at(stmt.span);
        self.bind(holds);
        Ok(())
    }

    fn future_allowed(&self, stmt: &Stmt) -> bool {
        stmt.span.end <= self.future_end
    }

    /// Loads a constant into a new temporary.
    pub(super) fn const_temp(&mut self, constant: Const) -> usize {
        let register = self.unit.alloc();
        self.load_const(register, constant);
        register
    }
}
