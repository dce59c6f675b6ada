//! The interpreter: frames, the loop, calls, generators, unwinding.
//!
//! `run` is the loop; `flow` moves between frames (generators, await), `drain` runs generators for Rust code that takes all
//! their items, `unwind` leaves frames with an exception, `enter` and `calls` make calls off the fast path, `bind` binds their
//! arguments, `caches` and `ops` hold slow paths of instructions, `thread` the state of the running thread, `load` turns
//! compiled code into code that runs here, `load_stored` that of the library.

mod anext_default;
mod async_gen;
mod bind;
mod builtins;
mod caches;
mod calls;
mod drain;
mod enter;
mod flow;
mod frame_objects;
mod frames;
mod generator;
mod generator_types;
mod intrinsics;
mod load;
mod load_stored;
mod lookaside;
mod ops;
mod outline;
mod own_frames;
mod pairs;
mod run;
mod slices;
mod steps;
mod thread;
mod unwind;

pub(crate) use builtins::{async_iter, async_next};
pub(crate) use drain::{End, Taker};
pub use flow::{Entry, Outcome};
pub(crate) use frames::Place;
pub use generator::{Flavor, Generator, State};
pub(crate) use generator_types::name_of as generator_name;
pub(crate) use lookaside::Lookaside;
pub(crate) use own_frames::OwnFrames;
pub use thread::{NativeDepth, Thread};

use crate::Vm;

/// Types whose objects the interpreter makes: generators, coroutines, frames, tracebacks.
pub(crate) fn start_types(vm: &Vm) {
    generator_types::start(vm);
    anext_default::start(vm);
    vm.add_slots(&vm.types.function, |slots| {
        slots.call = Some(calls::call_function);
        slots.get = Some(calls::bind_function);
    });
    vm.add_slots(&vm.types.method, |slots| slots.call = Some(calls::call_method));
}
