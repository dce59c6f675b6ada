//! Exceptions: the object, the class hierarchy, and how Rust code raises.

mod base;
mod hierarchy;
mod object;
mod raise;

pub(crate) use base::{base_spec, start};
pub use hierarchy::ExceptionTypes;
pub use object::ExceptionObject;
