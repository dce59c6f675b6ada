//! Enclosing statements, and what runs when control leaves them early.

use taipan_bytecode::Op;
use taipan_syntax::Span;

use super::Compiler;
use super::control::runs_code;
use crate::assemble::Label;
use crate::error::Result;
use crate::unit::{Block, BlockKind, Protection};

impl<'a> Compiler<'a> {
    /// Enters a statement; with `handler`, exceptions from here on go there with registers from `depth` up released.
    pub(super) fn push_block(&mut self, kind: BlockKind<'a>, handler: Option<(Label, usize)>) {
        let protection = handler.map(|(handler, depth)| {
            self.unit.touch(depth);
            Protection { handler, depth, start: self.unit.asm.begin_range(handler) }
        });
        self.unit.blocks.push(Block { kind, protection });
    }

    /// Leaves the innermost statement.
    pub(super) fn pop_block(&mut self) -> Option<Block<'a>> {
        let block = self.unit.blocks.pop();
        if let Some(Block { protection: Some(protection), .. }) = block {
            let level = self.unit.blocks.len();
            self.unit.asm.end_range(protection.start, protection.handler, protection.depth, level);
        }
        block
    }

    /// Leaves the statements from the innermost down to number `to` for a jump out of them. `value` is a register that
    /// has to survive; where it is afterwards is returned. The caller emits the jump and then calls
    /// [`Compiler::rewind`].
    pub(super) fn unwind(
        &mut self,
        to: usize,
        value: Option<usize>,
    ) -> Result<(Vec<Block<'a>>, Option<usize>)> {
        let mut popped = Vec::new();
        let mut value = value;
        let place = self.unit.asm.place;
        while self.unit.blocks.len() > to {
            let Some(block) = self.pop_block() else { break };
            popped.push(block);
            value = self.exit(block.kind, value)?;
        }
        self.unit.asm.place = place;
        Ok((popped, value))
    }

    /// Enters the statements again that [`Compiler::unwind`] left.
    pub(super) fn rewind(&mut self, popped: Vec<Block<'a>>) {
        for block in popped.into_iter().rev() {
            let handler = block.protection.map(|protection| (protection.handler, protection.depth));
            self.push_block(block.kind, handler);
        }
    }

    /// Emits what leaving a block early does.
    fn exit(&mut self, kind: BlockKind<'a>, value: Option<usize>) -> Result<Option<usize>> {
        match kind {
            BlockKind::While { .. } | BlockKind::Try => {}
            BlockKind::For { iter, .. } => {
                // A return drops everything by itself.
                let outer = self.unit.blocks.iter().any(|block| runs_code(&block.kind));
                if outer || value.is_none() {
                    self.drop_register(iter);
                }
            }
            BlockKind::Handler { exc } => self.end_handling(exc),
            BlockKind::HandlerName { name } => {
                let span = self.unit.asm.place.unwrap_or_default();
                self.unbind(name, span)?;
            }
            BlockKind::Value { register } => self.drop_register(register),
            BlockKind::Finally { body } => {
                let pending = value.map(|register| BlockKind::Value { register });
                if let Some(pending) = pending {
                    self.push_block(pending, None);
                }
                self.conditional_body(body)?;
                if pending.is_some() {
                    self.pop_block();
                }
            }
            BlockKind::With { base, is_async, span } => {
                let mut kept = None;
                if let Some(register) = value {
                    self.mov(base, register);
                    kept = Some(base);
                }
                self.exit_with(base, is_async, span);
                self.unit.next = base + 1;
                return Ok(kept);
            }
        }
        Ok(value)
    }

    /// Makes the exception handled before the one in `exc` the handled one again, and drops that one.
    pub(super) fn end_handling(&mut self, exc: usize) {
        self.emit(Op::PopExc, exc + 1, 0, 0, &[]);
        self.drop_register(exc);
    }

    /// Calls `__exit__(None, None, None)` of the context manager whose registers begin at `base`.
    pub(super) fn exit_with(&mut self, base: usize, is_async: bool, span: Span) {
        let exit = base + 2;
        self.at(span);
        self.unit.next = exit + 4;
        for _ in 0..3 {
            let argument = self.unit.alloc();
            self.load_none(argument);
        }
        self.call_window(exit, 3, exit, true);
        if is_async {
            self.await_register(exit, exit, 2);
        }
        self.drop_register(exit);
        self.unit.next = exit;
    }
}
