//! Exceptions: the object, the class hierarchy, and how Rust code raises.

mod base;
mod carets;
mod group;
mod group_methods;
mod hierarchy;
mod object;
mod raise;
mod render;
mod special;
mod suggest;
mod traceback;
mod unicode;

pub(crate) use base::{base_spec, start};
pub use hierarchy::ExceptionTypes;
pub use object::ExceptionObject;
pub use suggest::nearest;
pub(crate) use traceback::Sources;
pub use traceback::{Frame, Traceback};
