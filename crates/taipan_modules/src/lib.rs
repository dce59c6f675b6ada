//! Native modules of the standard library.
//!
//! One file or folder per module; `modules` lists their rows.
#![forbid(unsafe_code)]

mod array;
mod atexit;
mod bisect;
mod call;
mod carets;
mod collections;
mod errno;
mod functools;
mod gc;
mod heapq;
mod itertools;
mod json;
mod math;
mod operator;
mod os;
mod random;
mod regex;
mod sha2;
mod stand_in;
mod string;
mod suggestions;
mod sys;
mod thread;
mod time;
mod warnings;
mod weakref;

use taipan_vm::native::ModuleSpec;

/// The rows of all modules.
pub fn modules() -> Vec<&'static ModuleSpec> {
    vec![
        &array::MODULE,
        &atexit::MODULE,
        &bisect::MODULE,
        &carets::MODULE,
        &collections::MODULE,
        &errno::MODULE,
        &functools::MODULE,
        &gc::MODULE,
        &heapq::MODULE,
        &itertools::MODULE,
        &json::MODULE,
        &math::MODULE,
        &operator::MODULE,
        &operator::PRIVATE_MODULE,
        &os::MODULE,
        &random::MODULE,
        &regex::MODULE,
        &sha2::MODULE,
        &stand_in::MODULE,
        &string::MODULE,
        &suggestions::MODULE,
        &sys::MODULE,
        &thread::MODULE,
        &time::MODULE,
        &warnings::MODULE,
        &weakref::MODULE,
    ]
}
