//! The type `complex`.

mod arithmetic;
mod methods;
mod object;
mod text;

pub(crate) use methods::spec;
pub use object::ComplexObject;
