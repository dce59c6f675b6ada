//! The set and frozenset types.

mod algebra;
mod body;
mod iter;
mod methods;
mod slots;
mod table;

pub use body::{FrozenSet, Set};
pub(crate) use iter::{SetIter, start as start_iterator};
pub(crate) use slots::{frozen_spec, spec};
pub use table::SetItems;
