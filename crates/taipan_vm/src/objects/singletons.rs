//! `None`, `NotImplemented` and `...`: their types.

use crate::{
    Kind, Value,
    native::{TypeFlags, TypeSpec},
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

pub(crate) fn none_spec() -> TypeSpec {
    spec("NoneType", Kind::Plain, |slots| {
        slots.repr = Some(|vm, _| Ok(vm.str("None")));
        slots.bool = Some(|_, _| Ok(false));
        slots.hash = Some(|_, _| Ok(0xFCA_86420));
        slots.new = Some(|_, _, _| Ok(Value::NONE));
    })
}

pub(crate) fn not_implemented_spec() -> TypeSpec {
    spec("NotImplementedType", Kind::Plain, |slots| {
        slots.repr = Some(|vm, _| Ok(vm.str("NotImplemented")));
        slots.bool =
            Some(|vm, _| Err(vm.type_error("NotImplemented should not be used in a boolean context")));
        slots.new = Some(|_, _, _| Ok(Value::NOT_IMPLEMENTED));
    })
}

pub(crate) fn ellipsis_spec() -> TypeSpec {
    spec("ellipsis", Kind::Plain, |slots| {
        slots.repr = Some(|vm, _| Ok(vm.str("Ellipsis")));
        slots.new = Some(|_, _, _| Ok(Value::ELLIPSIS));
    })
}
