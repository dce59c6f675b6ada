//! Reaching a VM from other threads.

use std::sync::Arc;

use taipan_vm::Attention;

use super::Usage;

/// Stops or interrupts a VM, from any thread.
#[derive(Clone)]
pub struct VmHandle {
    pub(crate) attention: Arc<Attention>,
}

impl VmHandle {
    /// Raises `KeyboardInterrupt` in the running code, which may catch it.
    pub fn interrupt(&self) {
        self.attention.request(Attention::INTERRUPT);
    }

    /// Cancels what [`Vm::run`](crate::Vm::run) or [`Vm::block_on`](crate::Vm::block_on) is running:
    /// `asyncio.CancelledError` at its `await`, which it may catch.
    pub fn cancel(&self) {
        self.attention.request(Attention::CANCEL);
    }

    /// Adds fuel to what the running entry has left.
    pub fn add_fuel(&self, units: u64) {
        self.attention.grant_fuel(units);
    }

    /// What the VM used when it came past a safe point last.
    pub fn usage(&self) -> Usage {
        let (memory, peak_memory) = self.attention.memory();
        Usage { memory, peak_memory }
    }

    /// Stops the VM for good: no `except` and no `finally` runs, every later entry fails with
    /// [`ErrorKind::Terminated`](crate::ErrorKind::Terminated).
    pub fn terminate(&self) {
        self.attention.request(Attention::TERMINATE);
    }
}
