//! The tuple type.

mod body;
mod slots;

pub use body::Tuple;
pub(crate) use slots::{hash_items, spec};
