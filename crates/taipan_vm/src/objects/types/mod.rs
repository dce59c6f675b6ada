//! Classes: the type object, attribute layouts (shapes), method lookup, and how native and Python classes are made.

mod lookup;
mod mro;
mod native_type;
mod shapes;
mod type_object;
mod type_spec;

pub use lookup::Lookup;
pub(crate) use mro::mro_of;
pub(crate) use shapes::{Shape, Shapes, most_slots};
pub use type_object::{DictPlace, Type};
pub(crate) use type_spec::type_spec;
