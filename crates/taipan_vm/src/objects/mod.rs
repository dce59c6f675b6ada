//! The objects: one file or folder per type, each with its Rust body, its slots, methods and [`TypeSpec`] row.
//!
//! A type registers in `builtin_types.rs`; `Vm::types` holds the ones that the VM itself needs by name.
//!
//! [`TypeSpec`]: crate::native::TypeSpec

pub(crate) mod bool;
pub(crate) mod bound_method;
pub(crate) mod builtin_types;
pub(crate) mod bytes;
pub(crate) mod cell;
pub(crate) mod class_method;
pub(crate) mod code;
pub(crate) mod code_type;
pub(crate) mod codecs;
pub(crate) mod complex;
#[cfg(test)]
mod container_tests;
mod deque;
pub(crate) mod dict;
pub mod float;
pub(crate) mod format;
pub(crate) mod function;
pub(crate) mod function_type;
pub(crate) mod generic;
pub(crate) mod getset;
mod hashing;
mod instance;
pub(crate) mod int;
pub(crate) mod iterators;
mod layout;
pub(crate) mod list;
pub(crate) mod mapping_proxy;
pub(crate) mod member;
pub(crate) mod module;
mod number;
pub(crate) mod object;
pub(crate) mod property;
pub(crate) mod range;
#[cfg(test)]
mod scalar_tests;
pub(crate) mod sequence;
pub(crate) mod set;
pub(crate) mod simple_namespace;
pub(crate) mod singletons;
pub(crate) mod slice;
mod slot;
pub(crate) mod slot_wrapper;
mod slots;
mod start;
pub(crate) mod static_method;
pub(crate) mod str;
pub(crate) mod super_object;
pub(crate) mod tuple;
pub(crate) mod types;

pub use self::str::{MAX_STR, Str, code_points, push_code_point};
pub(crate) use self::str::{count_code_points, push_escape};
pub use bound_method::BoundMethod;
pub use bytes::{ByteArray, Bytes};
pub use cell::CellObject;
pub(crate) use class_method::ClassMethod;
pub use code::Code;
pub use complex::ComplexObject;
pub use deque::{Deque, End, Ring};
pub use dict::{Dict, DictRef};
pub use function::Function;
pub(crate) use generic::UnionType;
pub use generic::{GenericAlias, class_getitem};
pub(crate) use getset::GetSetDescriptor;
pub use instance::Instance;
pub use layout::Layout;
pub use list::List;
pub use mapping_proxy::MappingProxy;
pub(crate) use member::{MemberDescriptor, MemberPlace};
pub use module::Module;
pub use number::{BigIntObject, FloatObject};
pub(crate) use property::Property;
pub use range::Range;
pub use sequence::{ReprGuard, order, place};
pub use set::{FrozenSet, Set, SetItems};
pub(crate) use simple_namespace::SimpleNamespace;
pub use slice::{Bounds, Slice, Span};
pub use slot::Slot;
pub(crate) use slot_wrapper::{MethodWrapper, NewMethod, SlotWrapper, call_new};
pub use slots::{BinaryFn, Poll, PollFirst, Slots, UnaryFn};
pub(crate) use start::{start_classes, start_containers, start_numbers, start_text};
pub(crate) use static_method::StaticMethod;
pub(crate) use super_object::Super;
pub use tuple::Tuple;
pub use types::{DictPlace, INSTANCE_DICT, Type};
