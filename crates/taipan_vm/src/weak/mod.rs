//! Weak references: which objects have some (`table`), and the types `weakref.ref` (`reference`) and `weakref.proxy`
//! (`proxy`). A reference stands in the table, uncounted, until it or its object goes.

mod proxy;
mod reference;
mod table;

pub(crate) use proxy::{WeakProxy, callable_spec, plain_spec};
pub(crate) use reference::{WeakRef, spec as reference_spec};
pub use table::WeakTable;
