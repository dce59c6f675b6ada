//! The type `str`: WTF-8 text behind the header. Indexes are code points; in ASCII text they are byte offsets too.
//!
//! `object` is the layout and how strs are made, `slots` the operators, the other files the methods by family.

mod case;
pub(crate) mod find;
pub(crate) mod iter;
mod methods;
mod new;
mod object;
pub(crate) mod pad;
mod slots;
mod split;
pub(crate) mod unicode;

pub(crate) use object::count_code_points;
pub use object::{MAX_STR, Str, code_points, push_code_point};
pub(crate) use slots::push_escape;

use crate::{
    Kind,
    native::{TypeFlags, TypeSpec},
};

/// The type's row.
pub(crate) fn spec() -> TypeSpec {
    TypeSpec {
        name: "str",
        module: "builtins",
        kind: Kind::Str,
        base: None,
        flags: TypeFlags { base: true, ..TypeFlags::default() },
        doc: "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\nCreate a new string object from the given object.",
        slots: slots::fill,
        methods: methods::METHODS,
        getset: &[],
    }
}
