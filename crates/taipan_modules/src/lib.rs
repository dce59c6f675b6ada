//! Native modules of the standard library.
//!
//! One file or folder per module; `modules` lists their rows.
#![forbid(unsafe_code)]

mod collections;
mod math;
mod random;
mod sys;
mod time;

use taipan_vm::native::ModuleSpec;

/// The rows of all modules.
pub fn modules() -> Vec<&'static ModuleSpec> {
    vec![&collections::MODULE, &math::MODULE, &random::MODULE, &sys::MODULE, &time::MODULE]
}
