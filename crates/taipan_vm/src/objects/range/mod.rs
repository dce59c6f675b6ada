//! The range type and its iterators.

mod body;
mod iter;
mod slots;

pub use body::Range;
pub(crate) use iter::{RangeIter, start as start_iterators};
pub(crate) use slots::spec;
