//! What the rows of iterator types share.

use crate::{
    Kind, Res, Value, Vm,
    native::{Method, TypeFlags, TypeSpec},
    objects::Slots,
};

/// The row of an iterator type that programs cannot instantiate. `slots` must set `next`.
pub(crate) fn iterator_row(
    name: &'static str,
    kind: Kind,
    slots: fn(&mut Slots),
    methods: &'static [Method],
) -> TypeSpec {
    TypeSpec {
        name,
        module: "builtins",
        kind,
        base: None,
        flags: TypeFlags { no_new: true, ..TypeFlags::default() },
        doc: "",
        slots,
        methods,
        getset: &[],
    }
}

/// `(iter, (sequence,), index)`, or over an empty tuple for an exhausted iterator.
pub(crate) fn reduce_iter(vm: &Vm, sequence: Value, index: i64) -> Res {
    let iter = vm.builtin("iter")?;
    if sequence.is_empty() {
        return Ok(vm.tuple(vec![iter, vm.tuple(vec![vm.tuple(Vec::new())])]));
    }
    Ok(vm.tuple(vec![iter, vm.tuple(vec![sequence]), vm.int(index)]))
}
