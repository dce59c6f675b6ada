//! Operations on values of any type: what the built-in functions and the operators do, by slots.

mod arithmetic;
mod attributes;
mod call;
mod compare;
mod containers;
mod convert;
mod hash;
mod iterate;

pub(crate) use attributes::{generic_getattr, generic_setattr};
pub use iterate::Iter;
