//! The types `bytes`, `bytearray` and `memoryview`.
//!
//! `object` is the layout of bytes, `common` and `text` the methods that bytes and bytearray share. A bytearray's
//! contents are copied out before anything that may run Python code.

mod bytearray;
mod common;
mod iter;
mod memory_iter;
mod memoryview;
mod methods;
mod object;
mod slots;
mod text;

pub use bytearray::ByteArray;
pub(crate) use bytearray::spec as bytearray_spec;
pub(crate) use iter::{BytesIter, spec as iter_spec};
pub(crate) use memory_iter::{MemoryIter, spec as memory_iter_spec};
pub(crate) use memoryview::{MemoryView, spec as memoryview_spec};
pub use object::Bytes;

use methods::byte_methods;

use crate::{
    Kind, Res, Value, Vm,
    native::{Args, Method, TypeFlags, TypeSpec},
    objects::{Slots, Type},
};

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    if std::ptr::eq::<Type>(class, &**vm.types.bytes)
        && let ([value], None) = (args.values, args.names)
        && vm.is_exact(value, Kind::Bytes)
    {
        return Ok(value.clone());
    }
    let bytes = common::from_arguments(vm, args, "bytes")?;
    Ok(vm.bytes_of(&bytes, class.shape.get()).into())
}

fn plain(vm: &Vm, args: &[Value]) -> Res {
    if vm.is_exact(&args[0], Kind::Bytes) {
        return Ok(args[0].clone());
    }
    Ok(vm.bytes(args[0].as_bytes().unwrap_or(b"")))
}

const METHODS: &[Method] = &byte_methods![
    Method::new("__bytes__()", plain, "Convert this value to exact type bytes."),
    Method::new("__getnewargs__()", |vm, args| Ok(vm.tuple(vec![plain(vm, args)?])), ""),
];

fn fill(slots: &mut Slots) {
    slots::fill(slots);
    slots.new = Some(new);
    slots.hash = Some(|vm, v| Ok(v.core::<Bytes>().map_or(0, |bytes| bytes.hash(vm))));
}

/// The row of bytes.
pub(crate) fn spec() -> TypeSpec {
    TypeSpec {
        name: "bytes",
        module: "builtins",
        kind: Kind::Bytes,
        base: None,
        flags: TypeFlags { base: true, ..TypeFlags::default() },
        doc: "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\nbytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer",
        slots: fill,
        methods: METHODS,
        getset: &[],
    }
}
