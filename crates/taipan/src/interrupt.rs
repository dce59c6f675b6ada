//! Ctrl-C, for the one VM of a process that obeys it.

use std::sync::{Arc, OnceLock};

use taipan_vm::Attention;

static ATTENTION: OnceLock<Arc<Attention>> = OnceLock::new();

/// Ctrl-C raises `KeyboardInterrupt` in the VM with this `attention`, the first that asks for it; another one that finds
/// the first unanswered ends the process.
pub fn obey_interrupts(attention: &Arc<Attention>) {
    if ATTENTION.set(attention.clone()).is_ok() {
        taipan_host::on_interrupt(|| {
            let Some(attention) = ATTENTION.get() else { return };
            if attention.pending() & Attention::INTERRUPT != 0 {
                taipan_host::end_now(130);
            }
            attention.request_at_once(Attention::INTERRUPT);
        });
    }
}
