//! `starmap`

use taipan_vm::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Args, TypeSpec},
    objects::Type,
};

use super::row::{itself, row};

/// The results of a function whose arguments the items are.
pub(super) struct StarMap {
    function: Value,
    iterator: Value,
}

impl Body for StarMap {
    const KIND: Kind = Kind::ext(41);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit_all([&self.function, &self.iterator]);
    }
}

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    let values = vm.positional_only("starmap", args, 2, 2)?;
    let body = StarMap { function: values[0].clone(), iterator: vm.iter(&values[1])? };
    Ok(vm.make_instance(class, body)?.into())
}

fn next(vm: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(this) = value.downcast::<StarMap>() else { return Ok(None) };
    let Some(item) = vm.next_of_inner(&this.iterator)? else { return Ok(None) };
    let arguments = vm.collect(&item)?;
    vm.call(&this.function, &arguments).map(Some)
}

pub(super) fn spec() -> TypeSpec {
    row(
        "starmap",
        StarMap::KIND,
        "The results of a function for the argument tuples of an iterable.",
        |slots| {
            slots.new = Some(new);
            slots.iter = Some(itself);
            slots.next = Some(next);
        },
        &[],
    )
}
