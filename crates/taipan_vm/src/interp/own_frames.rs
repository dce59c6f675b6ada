//! The part of [`Thread`] that belongs to one of the system's threads: its stack, its frames, its exceptions. The rest is
//! the VM's.

use std::{cell::Cell, ptr};

use super::{Thread, drain::Drain, generator::Generator};
use crate::{Raw, objects::Slot};

/// Frames and exceptions of a thread while another one has the VM; each field is named as in [`Thread`].
pub(crate) struct OwnFrames {
    raised: Slot,
    handled: Slot,
    async_gen_first: Slot,
    async_gen_finalizer: Slot,
    native_depth: Cell<u32>,
    depth: Cell<u32>,
    base: Cell<*mut Raw>,
    at: Cell<*const u32>,
    top: Cell<*mut Raw>,
    floor: Cell<*mut Raw>,
    root: Cell<*mut Generator>,
    drain: Cell<*mut Drain>,
    stack: Cell<*mut Raw>,
    limit: Cell<*mut Raw>,
    clean: Cell<*mut Raw>,
}

impl OwnFrames {
    /// Those of a thread that has not done anything yet.
    pub(crate) fn new() -> OwnFrames {
        OwnFrames {
            raised: Slot::empty(),
            handled: Slot::empty(),
            async_gen_first: Slot::empty(),
            async_gen_finalizer: Slot::empty(),
            native_depth: Cell::new(0),
            depth: Cell::new(0),
            base: Cell::new(ptr::null_mut()),
            at: Cell::new(ptr::null()),
            top: Cell::new(ptr::null_mut()),
            floor: Cell::new(ptr::null_mut()),
            root: Cell::new(ptr::null_mut()),
            drain: Cell::new(ptr::null_mut()),
            stack: Cell::new(ptr::null_mut()),
            limit: Cell::new(ptr::null_mut()),
            clean: Cell::new(ptr::null_mut()),
        }
    }

    /// Exchanges them for those in the VM.
    pub(crate) fn exchange(&self, thread: &Thread) {
        self.raised.swap(&thread.raised);
        self.handled.swap(&thread.handled);
        self.async_gen_first.swap(&thread.async_gen_first);
        self.async_gen_finalizer.swap(&thread.async_gen_finalizer);
        self.native_depth.swap(&thread.native_depth);
        self.depth.swap(&thread.depth);
        self.base.swap(&thread.base);
        self.at.swap(&thread.at);
        self.top.swap(&thread.top);
        self.floor.swap(&thread.floor);
        self.root.swap(&thread.root);
        self.drain.swap(&thread.drain);
        self.stack.swap(&thread.stack);
        self.limit.swap(&thread.limit);
        self.clean.swap(&thread.clean);
    }
}

impl Drop for OwnFrames {
    fn drop(&mut self) {
        Thread::free_stack(self.stack.get());
    }
}
