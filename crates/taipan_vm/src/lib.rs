//! Values, heap, objects, frames and the interpreter loop.
//!
//! The pipeline hands this crate code objects; it knows neither source text nor syntax trees, and coroutines but not
//! tasks. `value` and `heap` hold the memory model, `objects` the types, `protocol` what operators and built-in
//! functions do, `interp` the loop, `native` the interface for modules written in Rust.

mod attention;
mod builtins;
mod context;
mod error;
mod exceptions;
mod heap;
pub mod import;
pub mod interp;
mod names;
pub mod native;
pub mod objects;
mod protocol;
mod start;
mod threads;
mod value;
mod vm;
mod weak;

pub use attention::{Attention, Stop};
pub use context::{CONTEXTVARS, Context};
pub use error::{Raised, Res};
pub use exceptions::{ExceptionObject, ExceptionTypes, Frame, Traceback, nearest};
pub use heap::{Body, Buffer, Gc, Heap, Kind, Tracer};
pub use interp::{Entry, Flavor, Generator, Outcome, State};
pub use names::Names;
pub use protocol::Iter;
pub use taipan_bytecode::{BinaryOp, CompareOp};
pub use threads::MAIN_THREAD;
pub use value::{MAX_SMALL_INT, MIN_SMALL_INT, Raw, Value};
pub use vm::{Late, Vm};
