//! `with` and `async with`.
//!
//! Six registers per manager: `base` for the exception (or for a value on its way out), `base + 1` for the exception
//! handled before, then the method window of `__exit__`, whose arguments follow when it is called.

use taipan_bytecode::{Intrinsic, Op, Special};
use taipan_syntax::ast::{ExprKind, Stmt, WithItem};

use super::Compiler;
use crate::error::Result;
use crate::unit::BlockKind;

impl<'a> Compiler<'a> {
    pub(super) fn with_stmt(&mut self, items: &'a [WithItem], body: &'a [Stmt], is_async: bool) -> Result {
        let Some((item, rest)) = items.split_first() else { return self.conditional_body(body) };
        let place = item.context_expr.span;
        let base = self.unit.next;
        let exit = base + 2;
        let manager = self.operand(&item.context_expr)?;
        self.at(place);
        self.unit.next = base;
        self.unit.alloc_many(6);
        let (special_exit, special_enter) =
            if is_async { (Special::AExit, Special::AEnter) } else { (Special::Exit, Special::Enter) };
        // The manager is needed again.
        self.emit(Op::LoadSpecial, exit, manager, 0, &[special_exit as u32]);
        let enter = self.unit.alloc_many(4);
        self.emit_take(Op::LoadSpecial, enter, manager, &[special_enter as u32]);
        let direct = match item.optional_vars.as_deref().map(|target| &target.kind) {
            Some(ExprKind::Name { id }) => self.plain_local(id),
            _ => None,
        };
        let result = direct.map_or(enter, |slot| slot.register);
        if is_async {
            self.call_window(enter, 0, enter, true);
            self.await_register(result, enter, 1);
        } else {
            self.call_window(enter, 0, result, true);
        }
        if let Some(slot) = direct {
            self.assume(slot);
        }
        self.unit.next = enter;
        let (handler, cleanup, end) = (self.label(), self.label(), self.label());
        self.push_block(BlockKind::With { base, is_async, span: place }, Some((handler, enter)));
        match &item.optional_vars {
            Some(target) if direct.is_none() => {
                self.unit.next = enter + 1;
                self.store(target, enter)?;
                self.unit.next = enter;
            }
            None => self.drop_register(enter),
            Some(_) => {}
        }
        self.with_stmt(rest, body, is_async)?;
        self.pop_block();
        self.exit_with(base, is_async, place);
        self.go(end);

        self.bind(handler);
        self.at(place);
        let before = base + 1;
        self.mov(base, enter);
        self.emit(Op::PushExc, before, base, 0, &[]);
        self.push_block(BlockKind::Try, Some((cleanup, exit)));
        self.unit.next = exit + 7;
        self.unit.touch(exit + 6);
        self.intrinsic(exit + 4, base, Intrinsic::ExcType);
        self.copy(exit + 5, base);
        self.intrinsic(exit + 6, base, Intrinsic::ExcTraceback);
        self.call_window(exit, 3, exit, true);
        if is_async {
            self.await_register(exit, exit, 2);
        }
        let suppressed = self.label();
        self.jump_if(exit, true, suppressed);
        self.pop_block();
        self.emit(Op::PopExc, before, 0, 0, &[]);
        self.emit(Op::Reraise, 0, base, 0, &[]);
        self.bind(suppressed);
        self.end_handling(base);
        self.go(end);
        self.bind(cleanup);
        self.nowhere();
        self.emit(Op::PopExc, before, 0, 0, &[]);
        self.emit(Op::Reraise, 0, exit, 0, &[]);
        self.bind(end);
        self.unit.next = base;
        Ok(())
    }
}
