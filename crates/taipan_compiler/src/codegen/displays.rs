//! Tuple, list, set and dict displays.

use taipan_bytecode::{Const, Op};
use taipan_syntax::Span;
use taipan_syntax::ast::{Expr, ExprKind};

use super::Compiler;
use super::calls::is_starred;
use crate::error::{Result, SyntaxError};

/// Elements that are collected in registers at a time.
pub(super) const CHUNK: usize = 30;

/// Constants from which on a display starts out from one constant.
const FROM_CONSTANT: usize = 3;

impl<'a> Compiler<'a> {
    pub(super) fn tuple(&mut self, span: Span, elts: &'a [Expr], dst: usize) -> Result {
        if elts.len() <= CHUNK && !elts.iter().any(is_starred) {
            let window = self.unit.next;
            for elt in elts {
                self.temp(elt)?;
            }
            self.at(span);
            self.emit(Op::BuildTuple, dst, window, elts.len(), &[]);
            return Ok(());
        }
        let list = self.unit.alloc();
        self.build_list(span, elts, list)?;
        self.at(span);
        self.emit_take(Op::ListToTuple, dst, list, &[]);
        Ok(())
    }

    pub(super) fn list(&mut self, span: Span, elts: &'a [Expr], dst: usize) -> Result {
        if elts.len() >= FROM_CONSTANT
            && let Some(items) = elts.iter().map(|elt| self.fold(elt)).collect()
        {
            return self.filled_from(span, Const::Tuple(items), (Op::BuildList, Op::ListExtend), dst);
        }
        if elts.len() <= CHUNK && !elts.iter().any(is_starred) {
            let window = self.unit.next;
            for elt in elts {
                self.temp(elt)?;
            }
            self.at(span);
            self.emit(Op::BuildList, dst, window, elts.len(), &[]);
            return Ok(());
        }
        let list = self.unit.alloc();
        self.build_list(span, elts, list)?;
        self.mov(dst, list);
        Ok(())
    }

    /// Builds a list in the reserved temporary `list`.
    fn build_list(&mut self, span: Span, elts: &'a [Expr], list: usize) -> Result {
        let plain = elts.iter().take(CHUNK).take_while(|elt| !is_starred(elt)).count();
        let (first, rest) = elts.split_at(plain);
        self.unit.next = list;
        for elt in first {
            self.temp(elt)?;
        }
        self.at(span);
        self.emit(Op::BuildList, list, list, first.len(), &[]);
        self.unit.next = list + 1;
        self.unit.touch(list);
        self.extend_list(span, list, rest)
    }

    /// Appends elements, some of them perhaps starred, to the list in `list`.
    pub(super) fn extend_list(&mut self, span: Span, list: usize, elts: &'a [Expr]) -> Result {
        self.extend(span, (list, elts), Op::ListAppend, Op::ListExtend)
    }

    fn extend(&mut self, span: Span, to: (usize, &'a [Expr]), one: Op, many: Op) -> Result {
        let (target, elts) = to;
        for elt in elts {
            let before = self.unit.next;
            let (value, op) = match &elt.kind {
                ExprKind::Starred { value } => (&**value, many),
                _ => (elt, one),
            };
            let register = self.operand(value)?;
            self.at(span);
            self.emit_take(op, target, register, &[]);
            self.unit.next = before;
        }
        Ok(())
    }

    fn filled_from(&mut self, span: Span, constant: Const, ops: (Op, Op), dst: usize) -> Result {
        self.at(span);
        let target = self.unit.alloc();
        self.emit(ops.0, target, target, 0, &[]);
        let items = self.unit.alloc();
        self.load_const(items, constant);
        self.emit_take(ops.1, target, items, &[]);
        self.mov(dst, target);
        Ok(())
    }

    pub(super) fn set(&mut self, span: Span, elts: &'a [Expr], dst: usize) -> Result {
        if elts.len() >= FROM_CONSTANT
            && let Some(items) = elts.iter().map(|elt| self.fold(elt)).collect()
        {
            return self.filled_from(span, Const::FrozenSet(items), (Op::BuildSet, Op::SetUpdate), dst);
        }
        let plain = elts.iter().take(CHUNK).take_while(|elt| !is_starred(elt)).count();
        let (first, rest) = elts.split_at(plain);
        let set = self.unit.next;
        for elt in first {
            self.temp(elt)?;
        }
        self.at(span);
        if rest.is_empty() {
            self.emit(Op::BuildSet, dst, set, first.len(), &[]);
            return Ok(());
        }
        self.emit(Op::BuildSet, set, set, first.len(), &[]);
        self.unit.next = set;
        self.unit.alloc();
        self.extend(span, (set, rest), Op::SetAdd, Op::SetUpdate)?;
        self.at(span);
        self.mov(dst, set);
        Ok(())
    }

    pub(super) fn dict(
        &mut self,
        span: Span,
        keys: &'a [Option<Expr>],
        values: &'a [Expr],
        dst: usize,
    ) -> Result {
        let plain = keys.iter().take(CHUNK / 2).take_while(|key| key.is_some()).count();
        let dict = self.unit.next;
        for (key, value) in keys.iter().flatten().zip(values).take(plain) {
            self.temp(key)?;
            self.temp(value)?;
        }
        self.at(span);
        if plain == keys.len() {
            self.emit(Op::BuildMap, dst, dict, plain, &[]);
            return Ok(());
        }
        self.emit(Op::BuildMap, dict, dict, plain, &[]);
        self.unit.next = dict;
        self.unit.alloc();
        for (key, value) in keys.iter().zip(values).skip(plain) {
            match key {
                Some(key) => {
                    let key = self.operand_before(key, [value])?;
                    let value = self.operand(value)?;
                    self.at(span);
                    self.emit(Op::MapAdd, dict, key, value, &[]);
                }
                None => {
                    let mapping = self.operand(value)?;
                    self.at(span);
                    self.emit_take(Op::DictUpdate, dict, mapping, &[]);
                }
            }
            self.unit.next = dict + 1;
        }
        self.at(span);
        self.mov(dst, dict);
        Ok(())
    }

    /// Refuses a starred expression where a single value is wanted.
    pub(super) fn refuse_starred(&self, expr: &Expr) -> Result {
        if is_starred(expr) {
            return Err(SyntaxError::new("can't use starred expression here", expr.span));
        }
        Ok(())
    }
}
