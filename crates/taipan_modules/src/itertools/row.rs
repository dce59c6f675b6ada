//! What the rows of the module's types share.

use taipan_vm::{
    Kind, Res, Value, Vm,
    native::{Method, Signature, TypeFlags, TypeSpec},
    objects::Slots,
};

/// The row of an iterator class.
pub(super) fn row(
    name: &'static str,
    kind: Kind,
    doc: &'static str,
    slots: fn(&mut Slots),
    methods: &'static [Method],
) -> TypeSpec {
    TypeSpec {
        name,
        module: "itertools",
        kind,
        base: None,
        flags: TypeFlags { base: true, ..TypeFlags::default() },
        doc,
        slots,
        methods,
        getset: &[],
    }
}

/// `iter(x)` of an iterator.
pub(super) fn itself(_: &Vm, value: &Value) -> Res {
    Ok(value.clone())
}

/// A signature that is parsed on first use.
pub(super) type LazySignature = std::sync::LazyLock<Signature>;

/// A number of things, not negative, from an argument.
pub(super) fn size(vm: &Vm, value: &Value, negative: &str) -> Res<usize> {
    match usize::try_from(vm.index_i64(value)?) {
        Ok(size) => Ok(size),
        Err(_) => Err(vm.value_error(negative)),
    }
}

/// Charges what a vector of `count` words needs, for a moment: it may then be made.
pub(super) fn check_room(vm: &Vm, count: usize) -> Res<()> {
    let bytes = count.saturating_mul(2 * size_of::<Value>());
    vm.heap().charge(bytes)?;
    vm.heap().uncharge(bytes);
    Ok(())
}
