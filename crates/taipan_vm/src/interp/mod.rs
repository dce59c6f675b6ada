//! The interpreter: frames, the loop, calls, generators, unwinding.

mod thread;

pub use thread::Thread;

use crate::Vm;

/// Types whose objects the interpreter makes: generators, coroutines, frames, tracebacks.
pub(crate) fn start_types(vm: &Vm) {
    _ = vm;
}
