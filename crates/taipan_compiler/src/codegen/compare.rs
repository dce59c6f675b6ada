//! Comparisons, and conditions as jumps.

use taipan_bytecode::{Const, Op};
use taipan_syntax::Span;
use taipan_syntax::ast::{BoolOperator, CmpOperator, Expr, ExprKind, UnaryOperator};

use super::Compiler;
use crate::assemble::Label;
use crate::constants::truth;
use crate::error::Result;

/// A comparator that can be read more than once.
enum Comparator {
    Register(usize),
    Const(Const),
}

impl<'a> Compiler<'a> {
    /// Goes on at `label` if the truth of `expr` is `sense`; `label` may stand before this place.
    pub(super) fn cond(&mut self, expr: &'a Expr, label: Label, sense: bool) -> Result {
        self.depth.enter()?;
        let before = self.unit.next;
        crate::depth::with_stack(|| self.cond_inner(expr, label, sense))?;
        self.unit.next = before;
        self.depth.leave();
        Ok(())
    }

    fn cond_inner(&mut self, expr: &'a Expr, label: Label, sense: bool) -> Result {
        if let Some(constant) = self.fold(expr) {
            if truth(&constant) == sense {
                self.at(expr.span);
                self.go(label);
            }
            return Ok(());
        }
        match &expr.kind {
            ExprKind::UnaryOp { op: UnaryOperator::Not, operand } => self.cond(operand, label, !sense),
            ExprKind::BoolOp { op, values } => {
                let Some((last, init)) = values.split_last() else { return Ok(()) };
                let stops = *op == BoolOperator::Or;
                let skip = self.label();
                for value in init {
                    self.cond(value, if stops == sense { label } else { skip }, stops)?;
                }
                self.cond(last, label, sense)?;
                self.bind(skip);
                Ok(())
            }
            ExprKind::IfExp { test, body, orelse } => {
                let (otherwise, end) = (self.label(), self.label());
                self.cond(test, otherwise, false)?;
                self.cond(body, label, sense)?;
                self.go(end);
                self.bind(otherwise);
                self.cond(orelse, label, sense)?;
                self.bind(end);
                Ok(())
            }
            ExprKind::Compare { left, ops, comparators } => {
                self.compare_jump(expr.span, left, ops, comparators, label, sense)
            }
            _ => {
                let register = self.operand(expr)?;
                self.at(expr.span);
                self.jump_if(register, sense, label);
                Ok(())
            }
        }
    }

    fn compare_jump(
        &mut self,
        span: Span,
        left: &'a Expr,
        ops: &[CmpOperator],
        comparators: &'a [Expr],
        label: Label,
        sense: bool,
    ) -> Result {
        let mut register = self.operand_before(left, comparators)?;
        let floor = self.unit.next;
        let fails = if sense { self.label() } else { label };
        for (index, (op, comparator)) in ops.iter().zip(comparators).enumerate() {
            let later = &comparators[index + 1..];
            if later.is_empty() {
                self.jump_compare(span, *op, register, comparator, sense, label)?;
                break;
            }
            let right = self.comparator(comparator, later)?;
            match right {
                Comparator::Register(right) if self.is_temp(right) => {
                    let copy = self.unit.alloc();
                    self.at(span);
                    self.copy(copy, right);
                    let (next, drop) = (self.label(), self.label());
                    self.emit_jump_compare(*op, register, copy, false, drop);
                    self.go(next);
                    self.bind(drop);
                    self.drop_register(right);
                    self.go(fails);
                    self.bind(next);
                    register = self.settle(floor, right);
                }
                Comparator::Register(right) => {
                    self.at(span);
                    self.emit_jump_compare(*op, register, right, false, fails);
                    register = right;
                }
                Comparator::Const(constant) => {
                    self.jump_const(span, *op, register, constant.clone(), false, fails);
                    self.unit.next = floor;
                    register = self.unit.alloc();
                    self.load_const(register, constant);
                }
            }
        }
        if sense {
            self.bind(fails);
        }
        Ok(())
    }

    /// Takes the right side of a link down to where the chain's first one was, so that a long chain needs no more room.
    fn settle(&mut self, floor: usize, right: usize) -> usize {
        self.mov(floor, right);
        self.unit.next = floor + 1;
        floor
    }

    fn comparator(&mut self, expr: &'a Expr, later: &'a [Expr]) -> Result<Comparator> {
        Ok(match self.fold(expr) {
            Some(constant) => Comparator::Const(constant),
            None => Comparator::Register(self.operand_before(expr, later)?),
        })
    }

    /// Compares `left` with an expression and jumps.
    fn jump_compare(
        &mut self,
        span: Span,
        op: CmpOperator,
        left: usize,
        right: &'a Expr,
        sense: bool,
        label: Label,
    ) -> Result {
        if let Some(constant) = self.comparand(op, right) {
            self.jump_const(span, op, left, constant, sense, label);
            return Ok(());
        }
        let right = self.operand(right)?;
        self.at(span);
        self.emit_jump_compare(op, left, right, sense, label);
        Ok(())
    }

    fn jump_const(
        &mut self,
        span: Span,
        op: CmpOperator,
        left: usize,
        constant: Const,
        sense: bool,
        label: Label,
    ) {
        self.at(span);
        if constant == Const::None && matches!(op, CmpOperator::Is | CmpOperator::IsNot) {
            let sense = sense == (op == CmpOperator::Is);
            let flags = usize::from(sense) | self.take(left) << 1;
            self.unit.asm.jump(Op::JumpIfNone, 0, left, flags, label);
            return;
        }
        if let Some(fused) = jump_const_op(op)
            && let Some(index) = self.const_byte(&constant)
        {
            self.unit.asm.jump(fused, left, index, usize::from(sense), label);
            return;
        }
        let before = self.unit.next;
        let right = self.unit.alloc();
        self.load_const(right, constant);
        self.emit_jump_compare(op, left, right, sense, label);
        self.unit.next = before;
    }

    fn emit_jump_compare(&mut self, op: CmpOperator, left: usize, right: usize, sense: bool, label: Label) {
        if let Some(fused) = jump_op(op) {
            self.unit.asm.jump(fused, left, right, usize::from(sense), label);
            return;
        }
        let result = self.unit.next;
        self.unit.touch(result);
        self.emit(compare_op(op), result, left, right, &[]);
        self.jump_if(result, sense, label);
    }

    /// The constant that the right side of a comparison is; displays after `in` become immutable.
    fn comparand(&mut self, op: CmpOperator, expr: &Expr) -> Option<Const> {
        if let Some(constant) = self.fold(expr) {
            return Some(constant);
        }
        if !matches!(op, CmpOperator::In | CmpOperator::NotIn) {
            return None;
        }
        let items = |elts: &[Expr]| elts.iter().map(|elt| self.fold(elt)).collect::<Option<Vec<_>>>();
        match &expr.kind {
            ExprKind::List { elts } => items(elts).map(Const::Tuple),
            ExprKind::Set { elts } => items(elts).map(Const::FrozenSet),
            _ => None,
        }
    }

    /// A comparison as a value.
    pub(super) fn compare(
        &mut self,
        span: Span,
        left: &'a Expr,
        ops: &[CmpOperator],
        comparators: &'a [Expr],
        dst: usize,
    ) -> Result {
        if let ([op], [right]) = (ops, comparators) {
            return self.compare_one(span, *op, left, right, dst);
        }
        let result = self.unit.alloc();
        let end = self.label();
        let mut register = self.operand_before(left, comparators)?;
        let floor = self.unit.next;
        for (index, (op, comparator)) in ops.iter().zip(comparators).enumerate() {
            let later = &comparators[index + 1..];
            if later.is_empty() {
                let right = match self.comparand(*op, comparator) {
                    Some(constant) => {
                        let right = self.unit.alloc();
                        self.load_const(right, constant);
                        right
                    }
                    None => self.operand(comparator)?,
                };
                self.at(span);
                self.emit(compare_op(*op), result, register, right, &[]);
                break;
            }
            let right = match self.comparator(comparator, later)? {
                Comparator::Register(right) => right,
                Comparator::Const(constant) => {
                    let right = self.unit.alloc();
                    self.load_const(right, constant);
                    right
                }
            };
            self.at(span);
            if self.is_temp(right) {
                let copy = self.unit.alloc();
                self.copy(copy, right);
                self.emit(compare_op(*op), result, register, copy, &[]);
                let next = self.label();
                self.unit.asm.jump(Op::JumpIf, 0, result, 1, next);
                self.drop_register(right);
                self.go(end);
                self.bind(next);
                register = self.settle(floor, right);
            } else {
                self.emit(compare_op(*op), result, register, right, &[]);
                self.unit.asm.jump(Op::JumpIf, 0, result, 0, end);
                register = right;
            }
            self.drop_register(result);
        }
        self.bind(end);
        self.mov(dst, result);
        Ok(())
    }

    pub(super) fn compare_one(
        &mut self,
        span: Span,
        op: CmpOperator,
        left: &'a Expr,
        right: &'a Expr,
        dst: usize,
    ) -> Result {
        let left = self.operand_before(left, [right])?;
        let right = match self.comparand(op, right) {
            Some(constant) => {
                let register = self.unit.alloc();
                self.at(right.span);
                self.load_const(register, constant);
                register
            }
            None => self.operand(right)?,
        };
        self.at(span);
        self.emit(compare_op(op), dst, left, right, &[]);
        Ok(())
    }
}

/// The comparison whose result is always the negation.
pub(super) fn opposite(op: CmpOperator) -> Option<CmpOperator> {
    match op {
        CmpOperator::Is => Some(CmpOperator::IsNot),
        CmpOperator::IsNot => Some(CmpOperator::Is),
        CmpOperator::In => Some(CmpOperator::NotIn),
        CmpOperator::NotIn => Some(CmpOperator::In),
        _ => None,
    }
}

fn compare_op(op: CmpOperator) -> Op {
    match op {
        CmpOperator::Eq => Op::Eq,
        CmpOperator::NotEq => Op::Ne,
        CmpOperator::Lt => Op::Lt,
        CmpOperator::LtE => Op::Le,
        CmpOperator::Gt => Op::Gt,
        CmpOperator::GtE => Op::Ge,
        CmpOperator::Is => Op::Is,
        CmpOperator::IsNot => Op::IsNot,
        CmpOperator::In => Op::Contains,
        CmpOperator::NotIn => Op::NotContains,
    }
}

fn jump_op(op: CmpOperator) -> Option<Op> {
    match op {
        CmpOperator::Eq => Some(Op::JumpEq),
        CmpOperator::NotEq => Some(Op::JumpNe),
        CmpOperator::Lt => Some(Op::JumpLt),
        CmpOperator::LtE => Some(Op::JumpLe),
        CmpOperator::Gt => Some(Op::JumpGt),
        CmpOperator::GtE => Some(Op::JumpGe),
        _ => None,
    }
}

fn jump_const_op(op: CmpOperator) -> Option<Op> {
    match op {
        CmpOperator::Eq => Some(Op::JumpEqK),
        CmpOperator::NotEq => Some(Op::JumpNeK),
        CmpOperator::Lt => Some(Op::JumpLtK),
        CmpOperator::LtE => Some(Op::JumpLeK),
        CmpOperator::Gt => Some(Op::JumpGtK),
        CmpOperator::GtE => Some(Op::JumpGeK),
        _ => None,
    }
}
