//! `cycle`

use std::cell::Cell;

use taipan_vm::{
    Body, Gc, Kind, Res, Tracer, Value, Vm,
    native::{Args, TypeSpec},
    objects::{List, Slot, Type},
};

use super::row::{itself, row};

/// The items of an iterable, then the same from the beginning, without end.
pub(super) struct Cycle {
    /// Empty once the first round is over.
    iterator: Slot,
    saved: Gc<List>,
    at: Cell<usize>,
}

impl Body for Cycle {
    const KIND: Kind = Kind::ext(32);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.iterator.trace(tracer);
        tracer.visit(self.saved.value());
    }
}

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    let values = vm.positional_only("cycle", args, 1, 1)?;
    let iterator = Slot::new(vm.iter(&values[0])?);
    Ok(vm.make_instance(class, Cycle { iterator, saved: vm.list_gc(), at: Cell::new(0) })?.into())
}

fn next(vm: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(cycle) = value.downcast::<Cycle>() else { return Ok(None) };
    if let Some(iterator) = cycle.iterator.given() {
        if let Some(item) = vm.next_of_inner(&iterator)? {
            cycle.saved.push(item.clone())?;
            return Ok(Some(item));
        }
        drop(cycle.iterator.take());
    }
    let at = if cycle.at.get() < cycle.saved.len() { cycle.at.get() } else { 0 };
    cycle.at.set(at + 1);
    Ok(cycle.saved.get(at))
}

pub(super) fn spec() -> TypeSpec {
    row(
        "cycle",
        Cycle::KIND,
        "The items of an iterable again and again, without end.",
        |slots| {
            slots.new = Some(new);
            slots.iter = Some(itself);
            slots.next = Some(next);
        },
        &[],
    )
}
