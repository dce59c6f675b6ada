//! Reading, writing and deleting variables.

use taipan_bytecode::{Const, Op};
use taipan_syntax::Span;

use super::Compiler;
use crate::error::{Result, SyntaxError};
use crate::registers::Slot;
use crate::symtable::{Binding, Name, ScopeKind};

/// How a variable is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// A register, perhaps far, perhaps with a cell.
    Slot(Slot),
    /// A free variable of the frame.
    Free(usize),
    Global,
    /// The namespace in register 0, then as a global.
    Name,
    /// The namespace in register 0, then a free variable.
    NameFree(usize),
    /// In an annotation: the namespace of the class around, then a free variable or a global.
    ClassDict(Option<usize>),
}

impl Compiler<'_> {
    pub(super) fn mangled(&self, id: &str) -> Name {
        let class = self.table.scope(self.scope()).private.as_deref();
        Name::from(&*crate::mangle::mangle(class, id))
    }

    /// The innermost scope at the current place.
    pub(super) fn scope(&self) -> crate::symtable::ScopeId {
        self.unit.scopes.last().copied().unwrap_or(self.unit.scope)
    }

    /// How the variable `name` (mangled) is reached from here.
    pub(super) fn access(&self, name: &str) -> Access {
        let id = self.scope();
        let scope = self.table.scope(id);
        let Some(symbol) = scope.symbols.get(name) else { return Access::Global };
        match symbol.binding {
            Binding::Local => match self.unit.layout.slot(symbol.owner, name) {
                Some(slot) if self.table.scope(symbol.owner).kind.is_function_like() => Access::Slot(slot),
                _ => Access::Name,
            },
            Binding::Free => {
                let index = self.free_index(name);
                if scope.kind == ScopeKind::Class {
                    Access::NameFree(index)
                } else if scope.sees_class.is_some() {
                    Access::ClassDict(Some(index))
                } else {
                    Access::Free(index)
                }
            }
            Binding::GlobalExplicit => Access::Global,
            Binding::GlobalImplicit => match scope.kind {
                ScopeKind::Module | ScopeKind::Class => Access::Name,
                ScopeKind::Comprehension if self.table.scope(scope.frame).kind == ScopeKind::Module => {
                    Access::Name
                }
                _ if scope.sees_class.is_some() => Access::ClassDict(None),
                _ => Access::Global,
            },
        }
    }

    pub(super) fn free_index(&self, name: &str) -> usize {
        self.unit.free.iter().position(|free| &**free == name).unwrap_or(usize::MAX)
    }

    /// The register of a plain near local, if `id` (not yet mangled) is one.
    pub(super) fn plain_local(&self, id: &str) -> Option<Slot> {
        match self.access(&self.mangled(id)) {
            Access::Slot(slot) if !slot.cell && !slot.is_far() => Some(slot),
            _ => None,
        }
    }

    /// Makes sure that a plain near local holds something.
    pub(super) fn check(&mut self, slot: Slot) {
        let known = slot.register < 128 && self.unit.asm.assigned & 1 << slot.register != 0;
        if !known {
            self.emit(Op::CheckLocal, 0, slot.register, 0, &[]);
            self.assume(slot);
        }
    }

    /// Notes that a plain near local holds something from here on.
    pub(super) fn assume(&mut self, slot: Slot) {
        if slot.register < 128 && !slot.deleted {
            self.unit.asm.assigned |= 1 << slot.register;
        }
    }

    pub(super) fn load_name(&mut self, id: &str, dst: usize) {
        let name = self.mangled(id);
        self.load_mangled(&name, dst);
    }

    pub(super) fn load_mangled(&mut self, name: &str, dst: usize) {
        self.unit.touch(dst);
        match self.access(name) {
            Access::Slot(slot) => self.load_slot(slot, dst),
            Access::Free(index) => self.emit(Op::LoadFree, dst, index, 0, &[]),
            Access::Global => {
                let name = self.name_index(name);
                self.emit(Op::LoadGlobal, dst, 0, 0, &[name]);
            }
            Access::Name => {
                let name = self.name_index(name);
                self.emit(Op::LoadName, dst, 0, 0, &[name]);
            }
            Access::NameFree(index) => {
                let name = self.name_index(name);
                self.emit(Op::LoadNameFree, dst, 0, index, &[name]);
            }
            Access::ClassDict(free) => {
                // The namespace is borrowed, so it stands beside the result.
                let before = self.unit.next;
                let namespace = self.unit.next.max(if self.is_temp(dst) { dst + 1 } else { 0 });
                self.unit.touch(namespace);
                let index = self.free_index("__classdict__");
                self.emit(Op::LoadFree, namespace, index, 0, &[]);
                let name = self.name_index(name);
                match free {
                    Some(free) => self.emit(Op::LoadNameFree, dst, namespace, free, &[name]),
                    None => self.emit(Op::LoadName, dst, namespace, 0, &[name]),
                }
                self.drop_register(namespace);
                self.unit.next = before;
            }
        }
    }

    fn load_slot(&mut self, slot: Slot, dst: usize) {
        let far = slot.register as u32;
        match (slot.is_far(), slot.cell) {
            (false, false) => {
                self.check(slot);
                self.mov(dst, slot.register);
            }
            (false, true) => self.emit(Op::LoadCell, dst, slot.register, 0, &[]),
            (true, false) => {
                self.emit(Op::CheckFar, 0, 0, 0, &[far]);
                self.emit(Op::LoadFar, dst, 0, 0, &[far]);
            }
            (true, true) => {
                let cell = self.far_cell(far, dst);
                self.emit(Op::LoadCell, dst, cell, 0, &[]);
                self.drop_register(cell);
            }
        }
    }

    /// Loads the cell in a far local into a temporary that is neither `other` nor in use.
    fn far_cell(&mut self, far: u32, other: usize) -> usize {
        let cell = if other >= self.unit.next { other + 1 } else { self.unit.next };
        self.unit.touch(cell);
        self.emit(Op::LoadFar, cell, 0, 0, &[far]);
        cell
    }

    /// Stores `value`, which is taken if it is a temporary, into the variable `id`.
    pub(super) fn store_name(&mut self, id: &str, span: Span, value: usize) -> Result {
        let name = self.mangled(id);
        self.at(span);
        match self.access(&name) {
            Access::Slot(slot) => self.store_slot(slot, value),
            Access::Free(index) | Access::NameFree(index) => {
                self.emit_take(Op::StoreFree, index, value, &[]);
            }
            Access::Global => {
                let name = self.name_index(&name);
                self.emit_take(Op::StoreGlobal, 0, value, &[name]);
            }
            Access::Name => {
                let name = self.name_index(&name);
                self.emit_take(Op::StoreName, 0, value, &[name]);
            }
            Access::ClassDict(_) => {
                return Err(SyntaxError::new(format!("cannot assign to '{id}' here"), span));
            }
        }
        Ok(())
    }

    fn store_slot(&mut self, slot: Slot, value: usize) {
        let far = slot.register as u32;
        match (slot.is_far(), slot.cell) {
            (false, false) => {
                self.mov(slot.register, value);
                self.assume(slot);
            }
            (false, true) => self.emit_take(Op::StoreCell, slot.register, value, &[]),
            (true, false) => self.emit_take(Op::StoreFar, 0, value, &[far]),
            (true, true) => {
                let cell = self.far_cell(far, value);
                self.emit_take(Op::StoreCell, cell, value, &[]);
                self.drop_register(cell);
            }
        }
    }

    /// `del id`
    pub(super) fn delete_name(&mut self, id: &str, span: Span) {
        let name = self.mangled(id);
        self.at(span);
        match self.access(&name) {
            Access::Slot(slot) => {
                let far = slot.register as u32;
                match (slot.is_far(), slot.cell) {
                    (false, false) => self.emit(Op::DeleteLocal, slot.register, 0, 0, &[]),
                    (false, true) => self.emit(Op::DeleteCell, slot.register, 0, 0, &[]),
                    (true, false) => self.emit(Op::DeleteFar, 0, 0, 0, &[far]),
                    (true, true) => {
                        let cell = self.far_cell(far, 0);
                        self.emit(Op::DeleteCell, cell, 0, 0, &[]);
                        self.drop_register(cell);
                    }
                }
            }
            Access::Free(index) | Access::NameFree(index) => self.emit(Op::DeleteFree, index, 0, 0, &[]),
            Access::Global | Access::ClassDict(_) => {
                let name = self.name_index(&name);
                self.emit(Op::DeleteGlobal, 0, 0, 0, &[name]);
            }
            Access::Name => {
                let name = self.name_index(&name);
                self.emit(Op::DeleteName, 0, 0, 0, &[name]);
            }
        }
    }

    /// What `except ... as id` does at its end: the name holds nothing any more, whatever was done to it.
    pub(super) fn unbind(&mut self, id: &str, span: Span) -> Result {
        if let Some(slot) = self.plain_local(id) {
            self.at(span);
            self.drop_register(slot.register);
            return Ok(());
        }
        let value = self.unit.alloc();
        self.at(span);
        self.load_const(value, Const::None);
        self.store_name(id, span, value)?;
        self.unit.next = value;
        self.delete_name(id, span);
        Ok(())
    }

    /// Puts the cell that holds the free variable `name` of an inner function into `dst`.
    pub(super) fn load_cell_of(&mut self, name: &str, dst: usize) {
        self.unit.touch(dst);
        let slot = self.cell_slot(name);
        match slot {
            Some(slot) if slot.is_far() => self.emit(Op::LoadFar, dst, 0, 0, &[slot.register as u32]),
            Some(slot) => self.mov(dst, slot.register),
            None => {
                let index = self.free_index(name);
                self.emit(Op::LoadClosure, dst, index, 0, &[]);
            }
        }
    }

    fn cell_slot(&self, name: &str) -> Option<Slot> {
        self.unit.scopes.iter().rev().find_map(|scope| {
            let function_like = self.table.scope(*scope).kind.is_function_like();
            let is_cell = self.table.scope(*scope).symbols.get(name).is_some_and(|symbol| symbol.cell);
            self.unit.layout.slot(*scope, name).filter(|slot| slot.cell && (is_cell || !function_like))
        })
    }

    /// Turns a local into a cell that holds its value.
    pub(super) fn make_cell(&mut self, register: usize) {
        if register < crate::registers::FAR_START {
            self.emit(Op::MakeCell, register, 0, 0, &[]);
            return;
        }
        let cell = self.unit.next;
        self.unit.touch(cell);
        self.emit(Op::LoadFar, cell, 0, 0, &[register as u32]);
        self.emit(Op::MakeCell, cell, 0, 0, &[]);
        self.emit_take(Op::StoreFar, 0, cell, &[register as u32]);
    }
}
