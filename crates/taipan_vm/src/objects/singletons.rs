//! `None`, `NotImplemented` and `...`: their types.

use crate::{
    Kind, Raw, Res, Value, Vm,
    native::{Args, TypeFlags, TypeSpec},
    objects::Slots,
};

fn spec(name: &'static str, kind: Kind, slots: fn(&mut Slots)) -> TypeSpec {
    TypeSpec {
        name,
        module: "builtins",
        kind,
        base: None,
        flags: TypeFlags::default(),
        doc: "",
        slots,
        methods: &[],
        getset: &[],
    }
}

/// The one instance of its class, which takes no arguments.
fn single(vm: &Vm, value: Value, args: Args<'_>) -> Res {
    if args.is_empty() {
        return Ok(value);
    }
    let name = match value.raw() {
        Raw::NONE => "NoneType",
        Raw::ELLIPSIS => "EllipsisType",
        _ => "NotImplementedType",
    };
    Err(vm.type_error(format!("{name} takes no arguments")))
}

pub(crate) fn none_spec() -> TypeSpec {
    spec("NoneType", Kind::Plain, |slots| {
        slots.repr = Some(|vm, _| Ok(vm.str("None")));
        slots.bool = Some(|_, _| Ok(false));
        slots.hash = Some(|_, _| Ok(0xFCA_86420));
        slots.new = Some(|vm, _, args| single(vm, Value::NONE, args));
    })
}

pub(crate) fn not_implemented_spec() -> TypeSpec {
    spec("NotImplementedType", Kind::Plain, |slots| {
        slots.repr = Some(|vm, _| Ok(vm.str("NotImplemented")));
        slots.bool =
            Some(|vm, _| Err(vm.type_error("NotImplemented should not be used in a boolean context")));
        slots.new = Some(|vm, _, args| single(vm, Value::NOT_IMPLEMENTED, args));
    })
}

pub(crate) fn ellipsis_spec() -> TypeSpec {
    spec("ellipsis", Kind::Plain, |slots| {
        slots.repr = Some(|vm, _| Ok(vm.str("Ellipsis")));
        slots.new = Some(|vm, _, args| single(vm, Value::ELLIPSIS, args));
    })
}
