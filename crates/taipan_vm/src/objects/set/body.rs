//! The objects behind set and frozenset.

use std::cell::Cell;

use super::SetItems;
use crate::{Body, Gc, Kind, Res, Tracer, Value, Vm, objects::Type};

/// A set.
pub struct Set {
    /// Its elements.
    pub items: SetItems,
}

/// A frozenset.
pub struct FrozenSet {
    /// Its elements, which no method changes.
    pub items: SetItems,
    /// The hash, once it is known.
    pub(super) hash: Cell<Option<i64>>,
}

impl Body for Set {
    const KIND: Kind = Kind::Set;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.items.trace(tracer);
    }
    fn clear(&self, _: &Vm) {
        self.items.clear();
    }
}

impl Body for FrozenSet {
    const KIND: Kind = Kind::FrozenSet;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.items.trace(tracer);
    }
    fn clear(&self, _: &Vm) {
        self.items.clear();
    }
}

impl Value {
    /// The elements of a set or frozenset (subclasses included).
    #[inline]
    pub fn as_any_set(&self) -> Option<&SetItems> {
        match self.core::<Set>() {
            Some(set) => Some(&set.items),
            None => self.core::<FrozenSet>().map(|set| &set.items),
        }
    }
}

impl Vm {
    /// Makes an empty set, typed.
    pub fn set_gc(&self) -> Gc<Set> {
        self.make(Set { items: SetItems::new(self) })
    }

    /// Makes a set of these elements.
    ///
    /// # Errors
    /// What hashing and comparing elements raise; `MemoryError`.
    pub fn set(&self, items: &[Value]) -> Res {
        let set = self.set_gc();
        items.iter().try_for_each(|item| set.items.add(self, item).map(drop))?;
        Ok(set.into())
    }

    /// Makes a frozenset of these elements.
    ///
    /// # Errors
    /// As [`Vm::set`].
    pub fn frozenset(&self, items: &[Value]) -> Res {
        let set = SetItems::new(self);
        items.iter().try_for_each(|item| set.add(self, item).map(drop))?;
        Ok(self.make(FrozenSet { items: set, hash: Cell::new(None) }).into())
    }

    /// A set or frozenset, by what `class` is, of elements made before.
    pub(super) fn any_set_of(&self, class: &Type, items: SetItems) -> Value {
        let shape = class.shape.get();
        if class.kind() == Kind::FrozenSet {
            return self.make_of(FrozenSet { items, hash: Cell::new(None) }, shape).into();
        }
        self.make_of(Set { items }, shape).into()
    }

    /// As `any_set_of`, of the built-in class that `like` belongs to.
    pub(super) fn any_set_like(&self, like: &Value, items: SetItems) -> Value {
        match like.kind() {
            Some(Kind::FrozenSet) => self.make(FrozenSet { items, hash: Cell::new(None) }).into(),
            _ => self.make(Set { items }).into(),
        }
    }
}
