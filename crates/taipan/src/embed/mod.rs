//! Taipan inside of a Rust program: `Vm`, handles, conversions, host functions, limits.
//!
//! Ownership: [`Vm`] owns everything and stays on its thread; handles are strong to the object and weak to the VM, so that
//! using one after its VM is gone is [`ErrorKind::Closed`]. Nothing here is unsafe: handles are numbers of roots that the
//! VM keeps.

mod convert;
mod cx;
mod drive;
mod error;
mod function;
mod handle;
mod host;
mod limits;
mod module;
mod remote;
mod source;
mod vm;

pub use convert::{FromPy, IntoArgs, IntoPy};
pub use cx::Cx;
pub use drive::{IntoAwaitable, RunUntilComplete};
pub use error::{Error, ErrorKind, Frame, Limit, Result};
pub use function::{HostFn, IntoReturn};
pub use handle::{Function, Value};
pub use host::{Clock, Stdio};
pub use limits::{Limits, OnLimit, Usage};
pub use module::Module;
pub use remote::VmHandle;
pub use source::Source;
pub use vm::{Builder, Vm};
