//! Small steps: instructions, constants, moves.

use taipan_bytecode::{Const, Intrinsic, Kind, Op};
use taipan_syntax::Span;

use super::Compiler;
use crate::assemble::Label;

impl Compiler<'_> {
    /// Says to what the instructions to come belong.
    pub(super) fn at(&mut self, span: Span) {
        self.unit.asm.place = Some(span);
    }

    /// The instructions to come belong to nothing in the source.
    pub(super) fn nowhere(&mut self) {
        self.unit.asm.place = None;
    }

    pub(super) fn emit(&mut self, op: Op, a: usize, b: usize, c: usize, words: &[u32]) {
        for (kind, register) in op.info().operands.iter().zip([a, b, c]) {
            if matches!(kind, Kind::Def | Kind::Use | Kind::Borrow | Kind::Window) {
                self.unit.touch(register);
            }
        }
        self.unit.asm.emit(op, a, b, c, words);
    }

    /// An instruction that has a take flag for b.
    pub(super) fn emit_take(&mut self, op: Op, a: usize, b: usize, words: &[u32]) {
        let take = self.take(b);
        self.emit(op, a, b, take, words);
    }

    pub(super) fn reachable(&self) -> bool {
        self.unit.asm.reachable
    }

    pub(super) fn is_temp(&self, register: usize) -> bool {
        register >= self.unit.layout.near
    }

    /// The take flag for reading `register`.
    pub(super) fn take(&self, register: usize) -> usize {
        usize::from(self.is_temp(register))
    }

    pub(super) fn label(&mut self) -> Label {
        self.unit.asm.label()
    }

    pub(super) fn bind(&mut self, label: Label) {
        self.unit.asm.bind(label);
    }

    pub(super) fn go(&mut self, label: Label) {
        self.unit.asm.go(label);
    }

    pub(super) fn name_index(&mut self, name: &str) -> u32 {
        if let Some(index) = self.unit.names.get_index_of(name) {
            return index as u32;
        }
        self.unit.names.insert_full(name.into()).0 as u32
    }

    /// Index of a constant; meaningless where nothing is emitted.
    pub(super) fn const_index(&mut self, constant: Const) -> u32 {
        if self.reachable() { self.unit.pool.index(constant) } else { 0 }
    }

    /// The index of a constant for the operations that have one byte for it.
    pub(super) fn const_byte(&mut self, constant: &Const) -> Option<usize> {
        let index = self.const_index(constant.clone()) as usize;
        (index < 256).then_some(index)
    }

    pub(super) fn load_const(&mut self, dst: usize, constant: Const) {
        self.unit.touch(dst);
        if let Const::Int(value) = constant
            && let Ok(small) = i16::try_from(value)
        {
            self.unit.asm.emit_wide(Op::LoadInt, dst, small as u16);
            return;
        }
        let index = self.const_index(constant);
        match u16::try_from(index) {
            Ok(index) => self.unit.asm.emit_wide(Op::LoadConst, dst, index),
            Err(_) => self.emit(Op::LoadConstX, dst, 0, 0, &[index]),
        }
    }

    pub(super) fn load_none(&mut self, dst: usize) {
        self.load_const(dst, Const::None);
    }

    /// Moves (or, from a local, copies) a value.
    pub(super) fn mov(&mut self, dst: usize, src: usize) {
        self.unit.touch(dst);
        if dst != src {
            self.emit_take(Op::Move, dst, src, &[]);
        }
    }

    /// Copies a value and leaves it where it is, even if that is a temporary.
    pub(super) fn copy(&mut self, dst: usize, src: usize) {
        self.unit.touch(dst);
        self.emit(Op::Move, dst, src, 0, &[]);
    }

    pub(super) fn drop_register(&mut self, register: usize) {
        self.emit(Op::Drop, register, 0, 0, &[]);
    }

    /// Drops the register if it is a temporary.
    pub(super) fn drop_temp(&mut self, register: usize) {
        if self.is_temp(register) {
            self.drop_register(register);
        }
    }

    pub(super) fn intrinsic(&mut self, dst: usize, window: usize, which: Intrinsic) {
        self.unit.touch(dst);
        self.emit(Op::Intrinsic, dst, window, which as usize, &[]);
    }

    pub(super) fn return_const(&mut self, constant: Const) {
        self.return_const_from(constant, 0);
    }

    /// Returns a constant while temporaries below `live` may be in use.
    pub(super) fn return_const_from(&mut self, constant: Const, live: usize) {
        let live = if self.is_temp(live) { live } else { 0 };
        let index = self.const_index(constant.clone());
        match u16::try_from(index) {
            Ok(index) => self.unit.asm.emit_wide(Op::ReturnConst, live, index),
            Err(_) => {
                let register = self.unit.next;
                self.load_const(register, constant);
                self.emit_take(Op::Return, live, register, &[]);
            }
        }
    }

    pub(super) fn return_none(&mut self) {
        self.return_const(Const::None);
    }

    pub(super) fn return_value(&mut self, register: usize) {
        self.emit_take(Op::Return, 0, register, &[]);
    }

    /// Returns a register while temporaries below `live` may be in use.
    pub(super) fn return_from(&mut self, register: usize, live: usize) {
        let live = if self.is_temp(live) { live } else { 0 };
        self.emit_take(Op::Return, live, register, &[]);
    }

    /// Jumps if the truth of a register is `sense`, and drops it if it is a temporary.
    pub(super) fn jump_if(&mut self, register: usize, sense: bool, label: Label) {
        let flags = usize::from(sense) | self.take(register) << 1;
        self.unit.asm.jump(Op::JumpIf, 0, register, flags, label);
    }

    /// A call in the kind of frame that this code has.
    pub(super) fn call_window(&mut self, window: usize, argc: usize, dst: usize, method: bool) {
        let op = match (method, self.unit.is_generator_like()) {
            (false, false) => Op::Call,
            (false, true) => Op::CallG,
            (true, false) => Op::CallMethod,
            (true, true) => Op::CallMethodG,
        };
        self.unit.touch(dst);
        self.emit(op, window, argc, dst, &[]);
    }

    /// Awaits what stands in the temporary `register` and leaves the result in `dst`; `kind` as in `GetAwaitable`.
    pub(super) fn await_register(&mut self, dst: usize, register: usize, kind: usize) {
        self.unit.touch(dst);
        let take = self.take(register) << 2;
        let target = if self.is_temp(register) { register } else { self.unit.next };
        self.unit.touch(target);
        self.emit(Op::GetAwaitable, target, register, kind | take, &[]);
        self.emit(Op::Await, dst, target, 0, &[]);
    }
}
