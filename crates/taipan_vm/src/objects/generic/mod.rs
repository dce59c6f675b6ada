//! Types with parameters and unions of types: `list[int]`, `int | str` (library reference, "Generic Alias Type").

mod alias;
mod parameters;
mod union_type;

pub use alias::GenericAlias;
pub use alias::class_getitem;
pub(crate) use alias::spec as alias_spec;
pub(crate) use union_type::{UnionType, or, spec as union_spec};
