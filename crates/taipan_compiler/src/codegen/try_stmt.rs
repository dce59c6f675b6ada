//! `try`.
//!
//! A handler at depth d finds the exception in `R[d]` and keeps the one handled before in `R[d + 1]`. While it runs, an
//! outer range at depth d + 2 restores that one if another exception leaves the handler.

use taipan_bytecode::Op;
use taipan_syntax::ast::{ExceptHandler, Stmt};

use super::Compiler;
use crate::assemble::Label;
use crate::error::{Result, SyntaxError};
use crate::unit::BlockKind;

impl<'a> Compiler<'a> {
    pub(super) fn try_stmt(
        &mut self,
        body: &'a [Stmt],
        handlers: &'a [ExceptHandler],
        orelse: &'a [Stmt],
        finalbody: &'a [Stmt],
    ) -> Result {
        if finalbody.is_empty() {
            return self.try_except(body, handlers, orelse);
        }
        let depth = self.unit.next;
        let (handler, end) = (self.label(), self.label());
        self.push_block(BlockKind::Finally { body: finalbody }, Some((handler, depth)));
        if handlers.is_empty() {
            self.conditional_body(body)?;
        } else {
            self.try_except(body, handlers, orelse)?;
        }
        self.pop_block();
        if self.reachable() {
            self.conditional_body(finalbody)?;
            self.go(end);
        }
        self.bind(handler);
        let cleanup = self.begin_handler(depth);
        self.conditional_body(finalbody)?;
        self.pop_block();
        self.nowhere();
        self.emit(Op::PopExc, depth + 1, 0, 0, &[]);
        self.emit(Op::Reraise, 0, depth, 0, &[]);
        self.end_handler(depth, cleanup);
        self.bind(end);
        Ok(())
    }

    /// Makes the exception in `R[depth]` the handled one and opens the range that restores the one before.
    fn begin_handler(&mut self, depth: usize) -> Label {
        self.nowhere();
        self.unit.next = depth;
        let exc = self.unit.alloc();
        let before = self.unit.alloc();
        self.emit(Op::PushExc, before, exc, 0, &[]);
        let cleanup = self.label();
        self.push_block(BlockKind::Handler { exc }, Some((cleanup, depth + 2)));
        cleanup
    }

    /// What happens when another exception leaves the handler.
    fn end_handler(&mut self, depth: usize, cleanup: Label) {
        self.bind(cleanup);
        self.nowhere();
        self.emit(Op::PopExc, depth + 1, 0, 0, &[]);
        self.emit(Op::Reraise, 0, depth + 2, 0, &[]);
        self.unit.next = depth;
    }

    fn try_except(&mut self, body: &'a [Stmt], handlers: &'a [ExceptHandler], orelse: &'a [Stmt]) -> Result {
        let depth = self.unit.next;
        let (handler, end) = (self.label(), self.label());
        self.push_block(BlockKind::Try, Some((handler, depth)));
        self.conditional_body(body)?;
        self.pop_block();
        self.conditional_body(orelse)?;
        self.go(end);

        self.bind(handler);
        let cleanup = self.begin_handler(depth);
        for (index, clause) in handlers.iter().enumerate() {
            let next = self.label();
            match &clause.r#type {
                Some(class) => {
                    let class_register = self.operand(class)?;
                    let matches = depth + 2;
                    self.at(clause.span);
                    self.unit.touch(matches);
                    self.emit(Op::MatchExc, matches, depth, class_register, &[]);
                    self.jump_if(matches, false, next);
                    self.unit.next = depth + 2;
                }
                None if index + 1 < handlers.len() => {
                    return Err(SyntaxError::new("default 'except:' must be last", clause.span));
                }
                None => {}
            }
            self.handler_body(clause, depth, end)?;
            self.bind(next);
        }
        self.pop_block();
        self.nowhere();
        self.emit(Op::PopExc, depth + 1, 0, 0, &[]);
        self.emit(Op::Reraise, 0, depth, 0, &[]);
        self.end_handler(depth, cleanup);
        self.bind(end);
        Ok(())
    }

    fn handler_body(&mut self, clause: &'a ExceptHandler, depth: usize, end: Label) -> Result {
        let Some(name) = &clause.name else {
            self.conditional_body(&clause.body)?;
            return self.leave_handler(depth, None, end);
        };
        let unbind = self.label();
        let copy = self.unit.alloc();
        self.at(clause.span);
        if let Some(slot) = self.plain_local(name) {
            self.copy(slot.register, depth);
            self.assume(slot);
        } else {
            self.copy(copy, depth);
            self.store_name(name, clause.span, copy)?;
        }
        self.unit.next = copy;
        self.push_block(BlockKind::HandlerName { name }, Some((unbind, depth + 2)));
        self.conditional_body(&clause.body)?;
        self.pop_block();
        self.leave_handler(depth, Some(clause), end)?;
        self.bind(unbind);
        self.nowhere();
        self.unit.next = depth + 3;
        self.unbind(name, clause.span)?;
        self.unit.next = depth + 2;
        self.emit(Op::Reraise, 0, depth + 2, 0, &[]);
        Ok(())
    }

    /// The normal end of a clause, outside of the handler's own range. It belongs to the last statement.
    fn leave_handler(&mut self, depth: usize, named: Option<&'a ExceptHandler>, end: Label) -> Result {
        let block = self.pop_block();
        self.end_handling(depth);
        if let Some(clause) = named
            && let Some(name) = &clause.name
        {
            let last = self.unit.asm.place.unwrap_or(clause.span);
            self.unbind(name, last)?;
        }
        self.go(end);
        self.rewind(block.into_iter().collect());
        Ok(())
    }
}
