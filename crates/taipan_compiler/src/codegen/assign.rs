//! Assignment, augmented assignment, annotation and deletion.

use taipan_bytecode::Op;
use taipan_syntax::Span;
use taipan_syntax::ast::{Expr, ExprKind, Operator};

use super::Compiler;
use super::calls::is_starred;
use crate::error::{Result, SyntaxError};
use crate::registers::Slot;
use crate::symtable::ScopeKind;
use crate::unit::{Annotated, UnitKind};

/// Elements of a display on both sides that are assigned without building a tuple.
const MAX_PARALLEL: usize = 16;

/// Targets that are unpacked at a time.
const MAX_UNPACKED: usize = 100;

impl<'a> Compiler<'a> {
    pub(super) fn assign(&mut self, targets: &'a [Expr], value: &'a Expr) -> Result {
        if let [target] = targets {
            return self.assign_one(target, value);
        }
        let names = targets.iter().all(|target| matches!(target.kind, ExprKind::Name { .. }));
        let before = self.unit.next;
        let register = if names { self.operand(value)? } else { self.temp(value)? };
        let Some((last, init)) = targets.split_last() else { return Ok(()) };
        for target in init {
            if self.is_temp(register) {
                let direct = match &target.kind {
                    ExprKind::Name { id } => self.plain_local(id),
                    _ => None,
                };
                self.at(target.span);
                if let Some(slot) = direct {
                    self.copy(slot.register, register);
                    self.assume(slot);
                    continue;
                }
                let copy = self.unit.alloc();
                self.copy(copy, register);
                self.store(target, copy)?;
                self.unit.next = register + 1;
            } else {
                self.store(target, register)?;
            }
        }
        self.store(last, register)?;
        self.unit.next = before;
        Ok(())
    }

    fn assign_one(&mut self, target: &'a Expr, value: &'a Expr) -> Result {
        let before = self.unit.next;
        match &target.kind {
            ExprKind::Name { id } => {
                if let Some(slot) = self.plain_local(id) {
                    self.into(value, slot.register)?;
                    self.assume(slot);
                    return Ok(());
                }
            }
            ExprKind::Tuple { elts } | ExprKind::List { elts } => {
                if let ExprKind::Tuple { elts: values } | ExprKind::List { elts: values } = &value.kind
                    && elts.len() == values.len()
                    && !elts.is_empty()
                    && elts.len() <= MAX_PARALLEL
                    && !elts.iter().chain(values).any(is_starred)
                {
                    for value in values {
                        self.temp(value)?;
                    }
                    // Two or three locals are assigned from the last to the first, which shows in when old values go.
                    let last_first = elts.len() <= 3 && self.distinct_locals(elts);
                    for n in 0..elts.len() {
                        let index = if last_first { elts.len() - 1 - n } else { n };
                        self.store(&elts[index], before + index)?;
                    }
                    self.unit.next = before;
                    return Ok(());
                }
            }
            _ => {}
        }
        let register = match &target.kind {
            ExprKind::Subscript { value: object, slice, .. } => {
                self.operand_before(value, [&**object, slice])?
            }
            ExprKind::Attribute { value: object, .. } => self.operand_before(value, [&**object])?,
            _ => self.operand(value)?,
        };
        self.store(target, register)?;
        self.unit.next = before;
        Ok(())
    }

    /// Stores `value`, a local or a reserved temporary (which is taken), into `target`.
    pub(super) fn store(&mut self, target: &'a Expr, value: usize) -> Result {
        self.depth.enter()?;
        let before = self.unit.next;
        crate::depth::with_stack(|| self.store_inner(target, value))?;
        self.unit.next = before;
        self.depth.leave();
        Ok(())
    }

    fn store_inner(&mut self, target: &'a Expr, register: usize) -> Result {
        match &target.kind {
            ExprKind::Name { id } => self.store_name(id, target.span, register),
            ExprKind::Attribute { value, attr, attr_span } => {
                self.note_static_attribute(value, attr);
                let object = self.operand(value)?;
                self.store_attribute(target.span, object, attr, *attr_span, register);
                Ok(())
            }
            ExprKind::Subscript { value, slice, .. } => {
                let object = self.operand_before(value, [&**slice])?;
                if let Some(window) = self.slice_bounds(slice)? {
                    self.at(target.span);
                    self.emit(Op::SetSlice, object, window, register, &[]);
                    return Ok(());
                }
                if let Some(constant) = self.fold(slice)
                    && let Some(index) = self.const_byte(&constant)
                {
                    self.at(target.span);
                    self.emit(Op::SetItemK, object, index, register, &[]);
                    return Ok(());
                }
                let key = self.operand(slice)?;
                self.at(target.span);
                self.emit(Op::SetItem, object, key, register, &[]);
                Ok(())
            }
            ExprKind::Tuple { elts } | ExprKind::List { elts } => self.unpack(target.span, elts, register),
            ExprKind::Starred { .. } => {
                Err(SyntaxError::new("starred assignment target must be in a list or tuple", target.span))
            }
            _ => Err(SyntaxError::new("cannot assign to expression here", target.span)),
        }
    }

    fn store_attribute(&mut self, span: Span, object: usize, attr: &str, attr_span: Span, value: usize) {
        let name = self.mangled(attr);
        let name = self.name_index(&name);
        self.at(self.attribute_span(span, attr_span));
        let take = self.take(object) | self.take(value) << 1;
        self.emit(Op::StoreAttr, object, value, take, &[name]);
    }

    fn unpack(&mut self, span: Span, elts: &'a [Expr], register: usize) -> Result {
        let mut stars = elts.iter().enumerate().filter(|(_, elt)| is_starred(elt)).map(|(index, _)| index);
        let star = stars.next();
        if stars.next().is_some() {
            return Err(SyntaxError::new("multiple starred expressions in assignment", span));
        }
        self.at(span);
        if let [first, second] = elts
            && let Some((first, second)) = self.plain_names(first, second)
        {
            self.emit(Op::UnpackPair, first.register, second.register, register, &[]);
            self.assume(first);
            self.assume(second);
            return Ok(());
        }
        if let Some(slots) = self.consecutive_locals(elts) {
            self.emit(Op::UnpackLocals, slots[0].register, register, slots.len(), &[]);
            slots.into_iter().for_each(|slot| self.assume(slot));
            return Ok(());
        }
        let window = if self.is_temp(register) && register + 1 == self.unit.next {
            self.unit.next = register;
            register
        } else {
            self.unit.next
        };
        if elts.len() > MAX_UNPACKED && star.is_none_or(|before| before >= MAX_UNPACKED) {
            return self.unpack_chunk(span, elts, register, window);
        }
        self.unit.alloc_many(elts.len().max(1));
        match star {
            Some(before) => {
                let after = elts.len() - before - 1;
                if before > 255 || after >= 1 << 16 {
                    return Err(SyntaxError::new("too many expressions in star-unpacking assignment", span));
                }
                self.emit_take(Op::UnpackEx, window, register, &[(before | after << 16) as u32]);
            }
            None => self.emit(Op::UnpackSequence, window, register, elts.len(), &[]),
        }
        for (index, elt) in elts.iter().enumerate() {
            match &elt.kind {
                ExprKind::Starred { value } => self.store(value, window + index)?,
                _ => self.store(elt, window + index)?,
            }
        }
        Ok(())
    }

    /// Two targets that are plain locals.
    fn plain_names(&self, first: &Expr, second: &Expr) -> Option<(Slot, Slot)> {
        match (&first.kind, &second.kind) {
            (ExprKind::Name { id: first }, ExprKind::Name { id: second }) => {
                Some((self.plain_local(first)?, self.plain_local(second)?))
            }
            _ => None,
        }
    }

    /// Whether all targets are plain locals, each another.
    fn distinct_locals(&self, elts: &[Expr]) -> bool {
        let mut seen = Vec::new();
        elts.iter().all(|elt| {
            let ExprKind::Name { id } = &elt.kind else { return false };
            let Some(slot) = self.plain_local(id) else { return false };
            let new = !seen.contains(&slot.register);
            seen.push(slot.register);
            new
        })
    }

    /// The places of targets that are plain locals, one after the other.
    fn consecutive_locals(&self, elts: &[Expr]) -> Option<Vec<Slot>> {
        let mut slots: Vec<Slot> = Vec::new();
        for elt in elts {
            let ExprKind::Name { id } = &elt.kind else { return None };
            let slot = self.plain_local(id)?;
            if slots.last().is_some_and(|before| slot.register != before.register + 1) {
                return None;
            }
            slots.push(slot);
        }
        (slots.len() > 1).then_some(slots)
    }

    /// Assigns the first of very many targets and goes on with a list of what is left.
    fn unpack_chunk(&mut self, span: Span, elts: &'a [Expr], register: usize, window: usize) -> Result {
        let (first, rest) = elts.split_at(MAX_UNPACKED);
        self.unit.alloc_many(first.len() + 1);
        self.emit_take(Op::UnpackEx, window, register, &[first.len() as u32]);
        for (index, elt) in first.iter().enumerate() {
            self.store(elt, window + index)?;
        }
        let left = window + first.len();
        self.unit.next = window;
        let list = self.unit.alloc();
        self.mov(list, left);
        self.unpack(span, rest, list)
    }

    /// Notes `self.attr = ...` for the class around (`__static_attributes__`).
    fn note_static_attribute(&mut self, object: &Expr, attr: &str) {
        if !matches!(&object.kind, ExprKind::Name { id } if &**id == "self") {
            return;
        }
        let name = self.mangled(attr);
        let units = std::iter::once(&mut self.unit).chain(self.outer.iter_mut().rev());
        if let Some(class) = units.into_iter().find(|unit| unit.kind == UnitKind::Class) {
            class.static_attributes.insert(name);
        }
    }

    pub(super) fn aug_assign(
        &mut self,
        stmt: Span,
        target: &'a Expr,
        op: Operator,
        value: &'a Expr,
    ) -> Result {
        let before = self.unit.next;
        match &target.kind {
            ExprKind::Name { id } => {
                let slot = self.plain_local(id);
                let left = self.operand_before(target, [value])?;
                let dst = slot.map_or(before, |slot| slot.register);
                self.in_place(stmt, op, left, value, dst)?;
                match slot {
                    Some(slot) => self.assume(slot),
                    None => {
                        self.unit.next = before;
                        let result = self.unit.alloc();
                        self.store_name(id, target.span, result)?;
                    }
                }
            }
            ExprKind::Attribute { value: object, attr, attr_span } => {
                let object = self.operand_before(object, [value])?;
                let name = self.mangled(attr);
                let name = self.name_index(&name);
                let left = self.unit.alloc();
                self.at(self.attribute_span(target.span, *attr_span));
                // The object is needed again.
                self.emit(Op::LoadAttr, left, object, 0, &[name]);
                self.in_place(stmt, op, left, value, left)?;
                self.store_attribute(target.span, object, attr, *attr_span, left);
            }
            ExprKind::Subscript { value: object, slice, .. } => {
                let object = self.operand_before(object, [&**slice, value])?;
                let constant = self.fold(slice).and_then(|constant| self.const_byte(&constant));
                let key = match constant {
                    Some(_) => 0,
                    None => self.operand_before(slice, [value])?,
                };
                self.at(target.span);
                let left = self.unit.alloc();
                let object_copy = if self.is_temp(object) {
                    self.copy(left, object);
                    left
                } else {
                    object
                };
                if let Some(index) = constant {
                    self.at(target.span);
                    self.emit(Op::GetItemK, left, object_copy, index, &[]);
                    self.in_place(stmt, op, left, value, left)?;
                    self.at(target.span);
                    self.emit(Op::SetItemK, object, index, left, &[]);
                    self.unit.next = before;
                    return Ok(());
                }
                let key_copy = if self.is_temp(key) {
                    let copy = self.unit.alloc();
                    self.copy(copy, key);
                    copy
                } else {
                    key
                };
                self.at(target.span);
                self.emit(Op::GetItem, left, object_copy, key_copy, &[]);
                self.unit.next = left + 1;
                self.in_place(stmt, op, left, value, left)?;
                self.at(target.span);
                self.emit(Op::SetItem, object, key, left, &[]);
            }
            _ => return Err(SyntaxError::new("illegal expression for augmented assignment", target.span)),
        }
        self.unit.next = before;
        Ok(())
    }

    fn in_place(&mut self, stmt: Span, op: Operator, left: usize, value: &'a Expr, dst: usize) -> Result {
        if let Some(constant) = self.fold(value)
            && let Some(operation) = self.binary_const(op, true)
            && let Some(index) = self.const_byte(&constant)
        {
            self.at(stmt);
            self.emit(operation, dst, left, index, &[]);
            return Ok(());
        }
        let right = self.operand(value)?;
        self.at(stmt);
        self.binary(op, left, right, dst, true);
        self.unit.touch(dst);
        Ok(())
    }

    pub(super) fn ann_assign(
        &mut self,
        target: &'a Expr,
        annotation: &'a Expr,
        value: Option<&'a Expr>,
        simple: bool,
    ) -> Result {
        if let Some(value) = value {
            self.assign_one(target, value)?;
        }
        match &target.kind {
            ExprKind::Name { id } => {
                let in_body =
                    matches!(self.table.scope(self.unit.scope).kind, ScopeKind::Module | ScopeKind::Class);
                if simple && in_body {
                    self.note_annotation(id, annotation)?;
                }
                Ok(())
            }
            ExprKind::Attribute { value: object, .. } if value.is_none() => self.effect(object),
            ExprKind::Subscript { value: object, slice, .. } if value.is_none() => {
                self.effect(object)?;
                self.effect(slice)
            }
            _ => Ok(()),
        }
    }

    fn note_annotation(&mut self, id: &'a str, annotation: &'a Expr) -> Result {
        if self.table.future_annotations {
            return self.store_text_annotation(id, annotation);
        }
        let scope = self.table.scope(self.unit.scope);
        let conditional = scope.conditional_annotations
            && (scope.kind == ScopeKind::Module || self.unit.conditional_depth > 0);
        let index = conditional.then_some(self.unit.conditional);
        if let Some(index) = index {
            self.unit.conditional += 1;
            self.mark_annotation(index, annotation.span)?;
        }
        self.unit.annotations.push(Annotated { name: id, annotation, index });
        Ok(())
    }

    pub(super) fn delete(&mut self, target: &'a Expr) -> Result {
        let before = self.unit.next;
        match &target.kind {
            ExprKind::Name { id } => self.delete_name(id, target.span),
            ExprKind::Attribute { value, attr, attr_span } => {
                let object = self.operand(value)?;
                let name = self.mangled(attr);
                let name = self.name_index(&name);
                self.at(self.attribute_span(target.span, *attr_span));
                self.emit_take(Op::DeleteAttr, 0, object, &[name]);
            }
            ExprKind::Subscript { value, slice, .. } => {
                let object = self.operand_before(value, [&**slice])?;
                let key = self.operand(slice)?;
                self.at(target.span);
                self.emit(Op::DelItem, 0, object, key, &[]);
            }
            ExprKind::Tuple { elts } | ExprKind::List { elts } => {
                for elt in elts {
                    self.delete(elt)?;
                }
            }
            _ => return Err(SyntaxError::new("cannot delete expression", target.span)),
        }
        self.unit.next = before;
        Ok(())
    }
}
