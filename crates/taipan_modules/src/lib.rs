//! Native modules of the standard library.
//!
//! One file or folder per module; `modules` lists their rows.
#![forbid(unsafe_code)]

mod bisect;
mod collections;
mod heapq;
mod itertools;
mod math;
mod operator;
mod random;
mod sys;
mod time;
mod weakref;

use taipan_vm::native::ModuleSpec;

/// The rows of all modules.
pub fn modules() -> Vec<&'static ModuleSpec> {
    vec![
        &bisect::MODULE,
        &collections::MODULE,
        &heapq::MODULE,
        &itertools::MODULE,
        &math::MODULE,
        &operator::MODULE,
        &operator::PRIVATE_MODULE,
        &random::MODULE,
        &sys::MODULE,
        &time::MODULE,
        &weakref::MODULE,
    ]
}
