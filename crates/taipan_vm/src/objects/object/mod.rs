//! The type `object`: what every value can do.

mod class;
mod create;
mod methods;
mod reduce;

pub(crate) use create::{is_object_init, is_object_new};
pub(crate) use methods::spec;
