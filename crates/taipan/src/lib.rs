//! Taipan: a Python interpreter made for asyncio, as a crate.
//!
//! [`Interpreter`] puts the parts together: VM, compiler, library, event loop.

mod compiler;
mod interpreter;
mod notebook;
mod run;

pub use compiler::Compiler;
pub use interpreter::Interpreter;
pub use notebook::is_notebook;
pub use taipan_host::{Host, Machine};
