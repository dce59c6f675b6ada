//! Reaching a VM from other threads.

use std::sync::Arc;

use taipan_vm::Attention;

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

    /// Stops the VM for good: no `except` and no `finally` runs, every later entry fails with
    /// [`ErrorKind::Terminated`](crate::ErrorKind::Terminated).
    pub fn terminate(&self) {
        self.attention.request(Attention::TERMINATE);
    }
}
