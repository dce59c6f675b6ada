//! A place that holds a value or nothing, for fields of objects.

use std::cell::Cell;

use crate::{Raw, Tracer, Value};

/// Holds an owned value or `EMPTY`. Reading clones; writing drops the old value after the new one is in place, since
/// dropping may run Python code that looks here.
#[repr(transparent)]
pub struct Slot(Cell<Raw>);

impl Slot {
    /// A slot that holds `value`.
    #[inline(always)]
    pub fn new(value: Value) -> Slot {
        Slot(Cell::new(value.into_raw()))
    }

    /// A slot that holds nothing.
    #[inline(always)]
    pub const fn empty() -> Slot {
        Slot(Cell::new(Raw::EMPTY))
    }

    /// The value, or `EMPTY`.
    #[inline(always)]
    pub fn get(&self) -> Value {
        self.0.get().as_value().clone()
    }

    /// The value, if there is one.
    #[inline(always)]
    pub fn given(&self) -> Option<Value> {
        (self.0.get() != Raw::EMPTY).then(|| self.get())
    }

    /// The value or `None` (Python's).
    #[inline(always)]
    pub fn or_none(&self) -> Value {
        self.given().unwrap_or(Value::NONE)
    }

    /// Whether it holds nothing.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.0.get() == Raw::EMPTY
    }

    /// Whether it holds this very value.
    #[inline(always)]
    pub fn holds(&self, value: &Value) -> bool {
        self.0.get() == value.raw()
    }

    /// The word, borrowed.
    #[inline(always)]
    pub(crate) fn raw(&self) -> Raw {
        self.0.get()
    }

    /// Exchanges the values of two slots.
    #[inline(always)]
    pub(crate) fn swap(&self, other: &Slot) {
        self.0.swap(&other.0);
    }

    /// Puts a value in and gives the old one (or `EMPTY`).
    #[inline(always)]
    pub fn replace(&self, value: Value) -> Value {
        // SAFETY: the slot owned the old word and hands it over.
        unsafe { self.0.replace(value.into_raw()).into_value() }
    }

    /// Puts a value in.
    #[inline(always)]
    pub fn set(&self, value: Value) {
        drop(self.replace(value));
    }

    /// Takes the value out; the slot then holds nothing.
    #[inline(always)]
    pub fn take(&self) -> Value {
        self.replace(Value::EMPTY)
    }

    /// Reports the value to a tracer.
    #[inline]
    pub fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.raw(self.0.get());
    }
}

impl Default for Slot {
    #[inline(always)]
    fn default() -> Slot {
        Slot::empty()
    }
}

impl Drop for Slot {
    #[inline(always)]
    fn drop(&mut self) {
        drop(self.take());
    }
}
