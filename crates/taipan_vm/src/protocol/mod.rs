//! Operations on values of any type: what the built-in functions and the operators do, by slots.

mod arithmetic;
mod attributes;
mod call;
mod compare;
mod containers;
mod convert;
mod format;
mod hash;
mod isinstance;
mod iterate;
mod numeric;

pub(crate) use attributes::{find_attr, generic_getattr, generic_setattr, no_attribute};
pub use hash::hash_big;
pub(crate) use hash::{HASH_MODULUS, hash_int};
pub(crate) use iterate::Gathered;
pub use iterate::Iter;
