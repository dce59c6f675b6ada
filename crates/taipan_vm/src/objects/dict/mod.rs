//! The dict type, its views and its iterators.

mod build;
mod default;
mod iter;
mod methods;
mod ordered;
mod slots;
mod table;
mod view_ops;
mod views;

pub(crate) use iter::{DictIter, Part, start as start_iterators};
pub(crate) use slots::spec;
pub use table::{Dict, DictRef};
pub(crate) use views::{DictView, start as start_views};
