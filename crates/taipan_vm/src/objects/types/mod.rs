//! Classes: the type object, attribute layouts (shapes), method lookup, and how native and Python classes are made.

mod annotations;
mod attributes;
mod bases;
mod build_class;
mod call;
mod class_slots;
mod create;
mod dispatch;
mod dispatch_operators;
mod getset;
mod hooks;
mod lookup;
mod methods;
mod mro;
mod native_type;
mod shapes;
mod slot_table;
mod type_object;
mod type_spec;
mod update_slots;

#[cfg(test)]
mod tests;

pub(crate) use annotations::run_annotate;
pub(crate) use attributes::type_getattr;
pub(crate) use bases::solid_base;
pub(crate) use build_class::BUILD_CLASS;
pub(crate) use call::{construct, native_class};
pub use create::INSTANCE_DICT;
pub(crate) use dispatch::prepend;
pub use lookup::Lookup;
pub(crate) use mro::mro_of;
pub(crate) use shapes::{Shapes, most_slots};
pub(crate) use slot_table::{ROWS, Row, SlotId, Wrap};
pub use type_object::{DictPlace, Type};
pub(crate) use type_spec::type_spec;
