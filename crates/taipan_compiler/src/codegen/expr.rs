//! Expressions.

use taipan_bytecode::{BinaryOp, Const, Op};
use taipan_syntax::Span;
use taipan_syntax::ast::{BoolOperator, Expr, ExprKind, Operator, UnaryOperator};

use super::Compiler;
use crate::depth::with_stack;
use crate::error::{Result, SyntaxError};
use crate::fold::fold;
use crate::unit::UnitKind;

impl<'a> Compiler<'a> {
    pub(super) fn fold(&self, expr: &Expr) -> Option<Const> {
        fold(expr, self.options().optimize == 0)
    }

    /// A register that holds the value of `expr`: a plain local as it is, else the next temporary.
    pub(super) fn operand(&mut self, expr: &'a Expr) -> Result<usize> {
        match &expr.kind {
            ExprKind::Name { id } => {
                if let Some(slot) = self.plain_local(id) {
                    self.at(expr.span);
                    self.check(slot);
                    return Ok(slot.register);
                }
            }
            ExprKind::NamedExpr { target, value } => {
                if let ExprKind::Name { id } = &target.kind
                    && let Some(slot) = self.plain_local(id)
                {
                    self.into(value, slot.register)?;
                    self.assume(slot);
                    return Ok(slot.register);
                }
            }
            _ => {}
        }
        self.temp(expr)
    }

    /// As [`Compiler::operand`], for a value that must outlast the evaluation of `later`.
    pub(super) fn operand_before<'e>(
        &mut self,
        expr: &'a Expr,
        later: impl IntoIterator<Item = &'e Expr>,
    ) -> Result<usize> {
        let register = self.operand(expr)?;
        if self.rebinds(later, register) {
            let temp = self.unit.alloc();
            self.mov(temp, register);
            return Ok(temp);
        }
        Ok(register)
    }

    /// Evaluates `expr` into the next temporary and reserves it.
    pub(super) fn temp(&mut self, expr: &'a Expr) -> Result<usize> {
        let register = self.unit.next;
        self.into(expr, register)?;
        self.unit.next = register;
        Ok(self.unit.alloc())
    }

    /// Evaluates `expr` and drops the value.
    pub(super) fn effect(&mut self, expr: &'a Expr) -> Result {
        let before = self.unit.next;
        if self.fold(expr).is_none() {
            let register = self.operand(expr)?;
            self.drop_temp(register);
        }
        self.unit.next = before;
        Ok(())
    }

    /// Leaves the value of `expr` in `dst`; see the module's conventions.
    pub(super) fn into(&mut self, expr: &'a Expr, dst: usize) -> Result {
        self.depth.enter()?;
        let before = self.unit.next;
        self.unit.touch(dst);
        with_stack(|| self.evaluate(expr, dst))?;
        self.unit.next = before;
        self.depth.leave();
        Ok(())
    }

    fn evaluate(&mut self, expr: &'a Expr, dst: usize) -> Result {
        if let Some(constant) = self.fold(expr) {
            self.at(expr.span);
            self.load_const(dst, constant);
            return Ok(());
        }
        match &expr.kind {
            ExprKind::Name { id } => {
                self.at(expr.span);
                self.load_name(id, dst);
                Ok(())
            }
            ExprKind::Constant { .. } => Ok(()),
            ExprKind::BinOp { .. }
            | ExprKind::Attribute { .. }
            | ExprKind::Subscript { .. }
            | ExprKind::Call { .. } => self.chain(expr, dst),
            ExprKind::BoolOp { op, values } => self.bool_op(expr.span, *op, values, dst),
            ExprKind::NamedExpr { target, value } => self.named(target, value, dst),
            ExprKind::UnaryOp { op, operand } => self.unary(*op, operand, expr.span, dst),
            ExprKind::Lambda { args, body } => self.lambda(expr, args, body, dst),
            ExprKind::IfExp { test, body, orelse } => {
                let (otherwise, end) = (self.label(), self.label());
                self.cond(test, otherwise, false)?;
                self.into(body, dst)?;
                self.go(end);
                self.bind(otherwise);
                self.into(orelse, dst)?;
                self.bind(end);
                Ok(())
            }
            ExprKind::Dict { keys, values } => self.dict(expr.span, keys, values, dst),
            ExprKind::Set { elts } => self.set(expr.span, elts, dst),
            ExprKind::List { elts } => self.list(expr.span, elts, dst),
            ExprKind::Tuple { elts } => self.tuple(expr.span, elts, dst),
            ExprKind::ListComp { elt, generators } => self.list_comp(expr, elt, generators, dst),
            ExprKind::SetComp { elt, generators } => self.set_comp(expr, elt, generators, dst),
            ExprKind::DictComp { key, value, generators } => {
                self.dict_comp(expr, key, value, generators, dst)
            }
            ExprKind::GeneratorExp { elt, generators } => self.generator_exp(expr, elt, generators, dst),
            ExprKind::Await { value } => self.await_expr(expr.span, value, dst),
            ExprKind::Yield { value } => self.yield_expr(expr.span, value.as_deref(), dst),
            ExprKind::YieldFrom { value } => self.yield_from(expr.span, value, dst),
            ExprKind::Compare { left, ops, comparators } => {
                self.compare(expr.span, left, ops, comparators, dst)
            }
            ExprKind::FormattedValue { value, conversion, format_spec } => {
                self.formatted(expr.span, value, *conversion, format_spec.as_deref(), dst)
            }
            ExprKind::JoinedStr { values } => self.joined_str(expr.span, values, dst),
            ExprKind::TemplateStr { values } => self.template(expr.span, values, dst),
            ExprKind::Interpolation { .. } => {
                Err(SyntaxError::new("interpolation outside of a template string", expr.span))
            }
            ExprKind::Starred { .. } => Err(SyntaxError::new("can't use starred expression here", expr.span)),
            ExprKind::Slice { lower, upper, step } => {
                self.slice(expr.span, [lower.as_deref(), upper.as_deref(), step.as_deref()], dst)
            }
        }
    }

    fn unary(&mut self, op: UnaryOperator, operand: &'a Expr, span: Span, dst: usize) -> Result {
        if op == UnaryOperator::Not
            && let ExprKind::Compare { left, ops, comparators } = &operand.kind
            && let ([op], [right]) = (ops.as_slice(), comparators.as_slice())
            && let Some(opposite) = super::compare::opposite(*op)
        {
            return self.compare_one(operand.span, opposite, left, right, dst);
        }
        let op = match op {
            UnaryOperator::Not => Op::Not,
            UnaryOperator::USub => Op::Neg,
            UnaryOperator::UAdd => Op::Pos,
            UnaryOperator::Invert => Op::Invert,
        };
        let value = self.operand(operand)?;
        self.at(span);
        self.emit_take(op, dst, value, &[]);
        Ok(())
    }

    fn bool_op(&mut self, span: Span, op: BoolOperator, values: &'a [Expr], dst: usize) -> Result {
        let Some((last, init)) = values.split_last() else { return Ok(()) };
        let stops = op == BoolOperator::Or;
        // A local must not show a value before it is decided.
        let result = if self.is_temp(dst) { dst } else { self.unit.next };
        let (moved, done) = (self.label(), self.label());
        for value in init {
            if let Some(constant) = self.fold(value) {
                if crate::constants::truth(&constant) == stops {
                    self.load_const(result, constant);
                    self.go(moved);
                }
                continue;
            }
            if let ExprKind::Name { id } = &value.kind
                && let Some(slot) = self.plain_local(id)
                && slot.register == dst
            {
                self.at(value.span);
                self.check(slot);
                self.at(span);
                self.jump_if(dst, stops, done);
                continue;
            }
            self.into(value, result)?;
            self.unit.touch(result);
            self.at(span);
            self.unit.asm.jump(Op::JumpIf, 0, result, usize::from(stops), moved);
            self.drop_register(result);
        }
        if result == dst {
            self.into(last, dst)?;
            self.bind(moved);
        } else {
            self.into(last, dst)?;
            if self.unit.asm.is_used(moved) {
                self.go(done);
                self.bind(moved);
                self.mov(dst, result);
            }
        }
        self.bind(done);
        Ok(())
    }

    fn named(&mut self, target: &'a Expr, value: &'a Expr, dst: usize) -> Result {
        let ExprKind::Name { id } = &target.kind else {
            return Err(SyntaxError::new("cannot use assignment expressions here", target.span));
        };
        if let Some(slot) = self.plain_local(id) {
            self.into(value, slot.register)?;
            self.assume(slot);
            self.at(target.span);
            self.mov(dst, slot.register);
            return Ok(());
        }
        let register = self.temp(value)?;
        let copy = self.unit.alloc();
        self.at(target.span);
        self.copy(copy, register);
        self.store_name(id, target.span, copy)?;
        self.mov(dst, register);
        Ok(())
    }

    /// Emits `left op right` for registers.
    pub(super) fn binary(&mut self, op: Operator, left: usize, right: usize, dst: usize, in_place: bool) {
        let op = binary_op(op);
        let own = match (op, in_place) {
            (BinaryOp::Add, true) => Some(Op::IAdd),
            (BinaryOp::Sub, true) => Some(Op::ISub),
            (BinaryOp::Mul, true) => Some(Op::IMul),
            (BinaryOp::Add, false) => Some(Op::Add),
            (BinaryOp::Sub, false) => Some(Op::Sub),
            (BinaryOp::Mul, false) => Some(Op::Mul),
            (BinaryOp::TrueDiv, false) => Some(Op::TrueDiv),
            (BinaryOp::FloorDiv, false) => Some(Op::FloorDiv),
            (BinaryOp::Mod, false) => Some(Op::Mod),
            (BinaryOp::And, false) => Some(Op::And),
            (BinaryOp::Or, false) => Some(Op::Or),
            (BinaryOp::Xor, false) => Some(Op::Xor),
            (BinaryOp::LShift, false) => Some(Op::LShift),
            (BinaryOp::RShift, false) => Some(Op::RShift),
            _ => None,
        };
        match own {
            Some(own) => self.emit(own, dst, left, right, &[]),
            None => {
                let word = op as u32 | u32::from(in_place) << 5;
                self.emit(Op::Binary, dst, left, right, &[word]);
            }
        }
    }

    /// The operation for a constant on the right, where there is one.
    pub(super) fn binary_const(&self, op: Operator, in_place: bool) -> Option<Op> {
        Some(match (binary_op(op), in_place) {
            (BinaryOp::Add, true) => Op::IAddK,
            (BinaryOp::Sub, true) => Op::ISubK,
            (BinaryOp::Mul, true) => Op::IMulK,
            (BinaryOp::Add, false) => Op::AddK,
            (BinaryOp::Sub, false) => Op::SubK,
            (BinaryOp::Mul, false) => Op::MulK,
            (BinaryOp::TrueDiv, false) => Op::TrueDivK,
            (BinaryOp::FloorDiv, false) => Op::FloorDivK,
            (BinaryOp::Mod, false) => Op::ModK,
            (BinaryOp::And, false) => Op::AndK,
            (BinaryOp::Or, false) => Op::OrK,
            (BinaryOp::Xor, false) => Op::XorK,
            (BinaryOp::LShift, false) => Op::LShiftK,
            (BinaryOp::RShift, false) => Op::RShiftK,
            _ => return None,
        })
    }

    fn await_expr(&mut self, span: Span, value: &'a Expr, dst: usize) -> Result {
        self.demand_await(span)?;
        let register = self.operand(value)?;
        self.at(span);
        self.await_register(dst, register, 0);
        Ok(())
    }

    /// Refuses `await` where there is no coroutine.
    fn demand_await(&self, span: Span) -> Result {
        match self.unit.kind {
            UnitKind::AsyncFunction | UnitKind::GeneratorExp => Ok(()),
            UnitKind::Module if self.options().top_level_await => Ok(()),
            UnitKind::Module | UnitKind::Class => Err(SyntaxError::new("'await' outside function", span)),
            _ if self.in_async_comprehension() => Ok(()),
            _ => Err(SyntaxError::new("'await' outside async function", span)),
        }
    }

    /// Whether the current place is inside of an inlined comprehension (whose own check comes first).
    pub(super) fn in_async_comprehension(&self) -> bool {
        self.unit.scopes.len() > 1
    }

    fn demand_function(&self, span: Span) -> Result {
        match self.unit.kind {
            UnitKind::Module | UnitKind::Class => Err(SyntaxError::new("'yield' outside function", span)),
            _ => Ok(()),
        }
    }

    fn yield_expr(&mut self, span: Span, value: Option<&'a Expr>, dst: usize) -> Result {
        self.demand_function(span)?;
        let register = match value {
            Some(value) => self.operand(value)?,
            None => {
                let register = self.unit.alloc();
                self.at(span);
                self.load_none(register);
                register
            }
        };
        self.at(span);
        self.emit_take(Op::Yield, dst, register, &[]);
        Ok(())
    }

    fn yield_from(&mut self, span: Span, value: &'a Expr, dst: usize) -> Result {
        self.demand_function(span)?;
        if self.unit.kind == UnitKind::AsyncFunction {
            return Err(SyntaxError::new("'yield from' inside async function", span));
        }
        let register = self.operand(value)?;
        self.at(span);
        let target = if self.is_temp(register) { register } else { self.unit.alloc() };
        self.emit_take(Op::GetYieldFromIter, target, register, &[]);
        self.emit(Op::Await, dst, target, 0, &[]);
        Ok(())
    }

    fn slice(&mut self, span: Span, parts: [Option<&'a Expr>; 3], dst: usize) -> Result {
        let count = if parts[2].is_some() { 3 } else { 2 };
        let window = self.slice_parts(span, &parts[..count])?;
        self.at(span);
        self.emit(Op::BuildSlice, dst, window, count, &[]);
        Ok(())
    }

    /// The window of a slice's start and stop, if the subscript is a slice without a step.
    pub(super) fn slice_bounds(&mut self, subscript: &'a Expr) -> Result<Option<usize>> {
        match &subscript.kind {
            ExprKind::Slice { lower, upper, step: None } => {
                self.slice_parts(subscript.span, &[lower.as_deref(), upper.as_deref()]).map(Some)
            }
            _ => Ok(None),
        }
    }

    fn slice_parts(&mut self, span: Span, parts: &[Option<&'a Expr>]) -> Result<usize> {
        let window = self.unit.next;
        for part in parts {
            match part {
                Some(part) => _ = self.temp(part)?,
                None => {
                    let register = self.unit.alloc();
                    self.at(span);
                    self.load_none(register);
                }
            }
        }
        Ok(window)
    }
}

/// The number of an operator.
fn binary_op(op: Operator) -> BinaryOp {
    match op {
        Operator::Add => BinaryOp::Add,
        Operator::Sub => BinaryOp::Sub,
        Operator::Mult => BinaryOp::Mul,
        Operator::MatMult => BinaryOp::MatMul,
        Operator::Div => BinaryOp::TrueDiv,
        Operator::Mod => BinaryOp::Mod,
        Operator::Pow => BinaryOp::Pow,
        Operator::LShift => BinaryOp::LShift,
        Operator::RShift => BinaryOp::RShift,
        Operator::BitOr => BinaryOp::Or,
        Operator::BitXor => BinaryOp::Xor,
        Operator::BitAnd => BinaryOp::And,
        Operator::FloorDiv => BinaryOp::FloorDiv,
    }
}
