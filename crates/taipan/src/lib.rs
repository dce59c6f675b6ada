//! Taipan: a Python interpreter made for asyncio, as a crate.
//!
//! [`Vm`] is for programs that embed Python: `Vm::new().eval::<i64>("40 + 2")`. [`Interpreter`] puts the parts together
//! (VM, compiler, library, event loop) and is what the command line runs.

mod compiler;
mod embed;
mod interpreter;
mod interrupt;
mod levels;
mod notebook;
mod run;
mod run_module;

pub use compiler::Compiler;
pub use embed::{
    Builder, Clock, Cx, Error, ErrorKind, Frame, FromPy, Function, HostFn, IntoArgs, IntoAwaitable, IntoPy,
    IntoReturn, Limit, Limits, Module, OnLimit, Result, RunUntilComplete, Source, Stdio, Usage, Value, Vm,
    VmHandle,
};
pub use interpreter::Interpreter;
pub use interrupt::obey_interrupts;
pub use notebook::is_notebook;
pub use taipan_host::{Allocator, Host, Machine, address_space_limit, keep_reserve, memory_of_machine};
pub use taipan_vm::Attention;
