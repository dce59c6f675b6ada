//! What instructions do off their fast paths, by subject.

mod attributes;
mod awaiting;
mod displays;
mod functions;
mod names;
mod operators;
mod raising;
mod unpack;

pub(crate) use attributes::{load_method, load_special, load_super, store_attr};
pub(crate) use awaiting::{anext_awaitable, get_aiter, get_awaitable, get_yield_from_iter};
pub(crate) use displays::{
    build_list, build_map, build_set, callee_name, dict_merge, dict_update, list_extend, set_add, set_update,
    take_values,
};
pub(crate) use functions::{load_build_class, make_function};
pub(crate) use names::{free_cell, unbound, unbound_free};
pub(crate) use operators::{
    binary, compare, compare_bool, contains, get_item, inplace, next, set_item, truth,
};
pub(crate) use raising::{Raising, match_exception, raise};
pub(crate) use unpack::{unpack_ex, unpack_sequence};
