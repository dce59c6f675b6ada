//! State of the thread that runs Python code: its stack, its frame, its exceptions.

use std::cell::Cell;

use crate::{Raised, Value, Vm, objects::Slot};

/// The running thread.
pub struct Thread {
    /// Fuel left until the next look at limits and requests; below 0 a safe point takes its slow path.
    pub(crate) slice: Cell<i32>,
    /// The exception being raised.
    pub(crate) raised: Slot,
    /// The exception being handled.
    pub(crate) handled: Slot,
    /// Native calls in progress that may come back to Python code.
    pub(crate) native_depth: Cell<u32>,
}

impl Thread {
    pub(crate) fn new() -> Thread {
        Thread {
            slice: Cell::new(4096),
            raised: Slot::empty(),
            handled: Slot::empty(),
            native_depth: Cell::new(0),
        }
    }

    pub(crate) fn close(&self) {
        drop(self.raised.take());
        drop(self.handled.take());
    }
}

/// One level of native recursion, until it drops.
pub struct NativeDepth<'a>(&'a Vm);

impl Drop for NativeDepth<'_> {
    fn drop(&mut self) {
        let depth = &self.0.thread.native_depth;
        depth.set(depth.get() - 1);
    }
}

impl Vm {
    /// Counts a level of native recursion.
    ///
    /// # Errors
    /// `RecursionError` ("maximum recursion depth exceeded" and then `what`) where it gets too deep.
    pub fn enter_native(&self, what: &str) -> Result<NativeDepth<'_>, Raised> {
        let depth = &self.thread.native_depth;
        if depth.get() > 1000 {
            return Err(self
                .error(&self.exceptions.recursion_error, format!("maximum recursion depth exceeded{what}")));
        }
        depth.set(depth.get() + 1);
        Ok(NativeDepth(self))
    }

    /// `sys.exception()`: the exception being handled, or `EMPTY`.
    pub fn handled_exception(&self) -> Value {
        self.thread.handled.get()
    }
}
