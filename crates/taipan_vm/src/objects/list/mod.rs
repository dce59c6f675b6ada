//! The list type.

mod body;
mod methods;
mod slots;
mod sort;
mod timsort;

pub use body::List;
pub(crate) use slots::spec;
