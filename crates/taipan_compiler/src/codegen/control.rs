//! `if`, loops and the statements that leave them.

use taipan_bytecode::{Const, Op};
use taipan_syntax::Span;
use taipan_syntax::ast::{Comprehension, Expr, ExprKind, Stmt, StmtKind};

use super::Compiler;
use crate::constants::truth;
use crate::error::{Result, SyntaxError};
use crate::unit::{BlockKind, UnitKind};

/// Nodes up to which the test of a `while` is repeated at its end.
const SMALL_TEST: usize = 10;

impl<'a> Compiler<'a> {
    pub(super) fn if_stmt(&mut self, stmt: &'a Stmt) -> Result {
        let end = self.label();
        let mut at = stmt;
        while let StmtKind::If { test, body, orelse } = &at.kind {
            let otherwise = self.label();
            self.cond(test, otherwise, false)?;
            self.conditional_body(body)?;
            if orelse.is_empty() {
                self.bind(otherwise);
                break;
            }
            self.go(end);
            self.bind(otherwise);
            if let [only @ Stmt { kind: StmtKind::If { .. }, .. }] = orelse.as_slice() {
                at = only;
                continue;
            }
            self.conditional_body(orelse)?;
            break;
        }
        self.bind(end);
        Ok(())
    }

    pub(super) fn while_stmt(&mut self, test: &'a Expr, body: &'a [Stmt], orelse: &'a [Stmt]) -> Result {
        let (top, next, otherwise, end) = (self.label(), self.label(), self.label(), self.label());
        let repeats = small(test, &mut SMALL_TEST.clone());
        let forever = self.fold(test).is_some_and(|constant| truth(&constant));
        if !repeats {
            self.bind(next);
        }
        self.cond(test, otherwise, false)?;
        if repeats {
            self.bind(top);
        }
        self.push_block(BlockKind::While { next, end }, None);
        self.conditional_body(body)?;
        self.pop_block();
        if repeats {
            self.bind(next);
            if forever {
                self.at(test.span);
                self.go(top);
            } else {
                self.cond(test, top, true)?;
            }
        } else {
            self.at(test.span);
            self.go(next);
        }
        self.bind(otherwise);
        self.conditional_body(orelse)?;
        self.bind(end);
        Ok(())
    }

    pub(super) fn for_stmt(
        &mut self,
        target: &'a Expr,
        iter: &'a Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
    ) -> Result {
        let before = self.unit.next;
        let (top, exhausted, end) = (self.label(), self.label(), self.label());
        let source = self.iterable(iter)?;
        self.at(iter.span);
        self.unit.next = before;
        let iterator = self.unit.alloc();
        self.emit_take(Op::GetIter, iterator, source, &[]);
        self.bind(top);
        self.next_item(Op::ForIter, iterator, target, iter.span, exhausted)?;
        self.loop_body(iterator, body, top, end)?;
        self.at(iter.span);
        self.bind(exhausted);
        self.unit.next = before;
        self.conditional_body(orelse)?;
        self.bind(end);
        Ok(())
    }

    /// What the next item raises belongs to the whole statement.
    pub(super) fn async_for(
        &mut self,
        whole: Span,
        target: &'a Expr,
        iter: &'a Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
    ) -> Result {
        let before = self.unit.next;
        let (top, exhausted, end) = (self.label(), self.label(), self.label());
        let source = self.operand(iter)?;
        self.at(iter.span);
        self.unit.next = before;
        let iterator = self.unit.alloc_many(2);
        self.emit_take(Op::GetAIter, iterator, source, &[]);
        self.bind(top);
        self.next_item(Op::ForAIter, iterator, target, whole, exhausted)?;
        self.loop_body(iterator, body, top, end)?;
        self.at(iter.span);
        self.bind(exhausted);
        self.unit.next = before;
        self.conditional_body(orelse)?;
        self.bind(end);
        Ok(())
    }

    fn loop_body(
        &mut self,
        iter: usize,
        body: &'a [Stmt],
        top: crate::assemble::Label,
        end: crate::assemble::Label,
    ) -> Result {
        self.push_block(BlockKind::For { iter, next: top, end }, None);
        self.conditional_body(body)?;
        self.pop_block();
        self.go(top);
        Ok(())
    }

    /// What a clause of a comprehension runs over.
    pub(super) fn clause_source(&mut self, clause: &'a Comprehension) -> Result<usize> {
        if clause.is_async { self.operand(&clause.iter) } else { self.iterable(&clause.iter) }
    }

    /// What a loop runs over; a display of constants becomes a tuple.
    fn iterable(&mut self, iter: &'a Expr) -> Result<usize> {
        if let ExprKind::List { elts } | ExprKind::Set { elts } = &iter.kind {
            let set = matches!(iter.kind, ExprKind::Set { .. });
            if let Some(items) = elts.iter().map(|elt| self.fold(elt)).collect::<Option<Vec<_>>>() {
                self.at(iter.span);
                let constant = if set { Const::FrozenSet(items) } else { Const::Tuple(items) };
                return Ok(self.const_temp(constant));
            }
        }
        self.operand(iter)
    }

    /// Gets the next item into `target`.
    pub(super) fn next_item(
        &mut self,
        op: Op,
        iterator: usize,
        target: &'a Expr,
        place: Span,
        exhausted: crate::assemble::Label,
    ) -> Result {
        self.at(place);
        if let ExprKind::Name { id } = &target.kind
            && let Some(slot) = self.plain_local(id)
        {
            self.unit.asm.jump(op, slot.register, iterator, 0, exhausted);
            self.assume(slot);
            return Ok(());
        }
        let before = self.unit.next;
        let item = self.unit.alloc();
        self.unit.asm.jump(op, item, iterator, 0, exhausted);
        self.store(target, item)?;
        self.unit.next = before;
        Ok(())
    }

    pub(super) fn return_stmt(&mut self, stmt: &'a Stmt, value: Option<&'a Expr>) -> Result {
        let scope = self.table.scope(self.unit.scope);
        if !matches!(self.unit.kind, UnitKind::Function | UnitKind::AsyncFunction) {
            return Err(SyntaxError::new("'return' outside function", stmt.span));
        }
        if value.is_some() && scope.is_generator && scope.is_coroutine {
            return Err(SyntaxError::new("'return' with value in async generator", stmt.span));
        }
        let before = self.unit.next;
        let constant = value.map_or(Some(Const::None), |value| self.fold(value));
        let plain = !self.unit.blocks.iter().any(|block| runs_code(&block.kind));
        match (constant, value) {
            (Some(constant), value) => {
                self.at(value.map_or(stmt.span, |value| value.span));
                let popped = if plain { Vec::new() } else { self.unwind(0, None)?.0 };
                self.at(stmt.span);
                self.return_const_from(constant, before);
                self.rewind(popped);
            }
            (None, Some(value)) if plain => {
                let register = self.operand(value)?;
                self.at(stmt.span);
                self.return_from(register, before);
            }
            (None, Some(value)) => {
                let register = self.temp(value)?;
                let (popped, register) = self.unwind(0, Some(register))?;
                self.at(stmt.span);
                self.return_from(register.unwrap_or(before), before);
                self.rewind(popped);
            }
            (None, None) => {}
        }
        self.unit.next = before;
        Ok(())
    }

    pub(super) fn break_stmt(&mut self, span: Span) -> Result {
        let Some((index, kind)) = self.innermost_loop() else {
            return Err(SyntaxError::new("'break' outside loop", span));
        };
        let before = self.unit.next;
        let popped = self.unwind(index + 1, None)?.0;
        self.at(span);
        match kind {
            BlockKind::For { iter, end, .. } => {
                self.drop_register(iter);
                self.go(end);
            }
            BlockKind::While { end, .. } => self.go(end),
            _ => {}
        }
        self.rewind(popped);
        self.unit.next = before;
        Ok(())
    }

    pub(super) fn continue_stmt(&mut self, span: Span) -> Result {
        let Some((index, kind)) = self.innermost_loop() else {
            return Err(SyntaxError::new("'continue' not properly in loop", span));
        };
        let before = self.unit.next;
        let popped = self.unwind(index + 1, None)?.0;
        self.at(span);
        match kind {
            BlockKind::For { next, .. } | BlockKind::While { next, .. } => self.go(next),
            _ => {}
        }
        self.rewind(popped);
        self.unit.next = before;
        Ok(())
    }

    fn innermost_loop(&self) -> Option<(usize, BlockKind<'a>)> {
        let is_loop = |kind: &BlockKind<'_>| matches!(kind, BlockKind::For { .. } | BlockKind::While { .. });
        self.unit
            .blocks
            .iter()
            .enumerate()
            .rev()
            .find(|(_, block)| is_loop(&block.kind))
            .map(|(index, block)| (index, block.kind))
    }

    /// Refuses `async for` and `async with` where there is no coroutine.
    pub(super) fn demand_async(&self, span: Span, message: &str) -> Result {
        match self.unit.kind {
            UnitKind::AsyncFunction => Ok(()),
            UnitKind::Module if self.options().top_level_await => Ok(()),
            _ => Err(SyntaxError::new(message, span)),
        }
    }
}

/// Whether leaving the block early runs code (other than dropping registers).
pub(super) fn runs_code(kind: &BlockKind<'_>) -> bool {
    !matches!(
        kind,
        BlockKind::While { .. } | BlockKind::For { .. } | BlockKind::Try | BlockKind::Value { .. }
    )
}

/// Whether a test is cheap enough to stand in the code twice.
fn small(expr: &Expr, left: &mut usize) -> bool {
    if *left == 0 {
        return false;
    }
    *left -= 1;
    let mut all = |exprs: &[&Expr]| exprs.iter().all(|expr| small(expr, left));
    match &expr.kind {
        ExprKind::Name { .. } | ExprKind::Constant { .. } => true,
        ExprKind::Attribute { value, .. } => all(&[value]),
        ExprKind::UnaryOp { operand, .. } => all(&[operand]),
        ExprKind::BinOp { left, right, .. } => all(&[left, right]),
        ExprKind::Subscript { value, slice, .. } => all(&[value, slice]),
        ExprKind::BoolOp { values, .. } => values.iter().all(|value| small(value, left)),
        ExprKind::Compare { left: first, comparators, .. } => {
            small(first, left) && comparators.iter().all(|value| small(value, left))
        }
        ExprKind::Call { func, args, keywords, .. } => {
            keywords.is_empty() && small(func, left) && args.iter().all(|arg| small(arg, left))
        }
        _ => false,
    }
}
