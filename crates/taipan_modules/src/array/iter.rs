//! Iterators of arrays.

use std::cell::Cell;

use taipan_vm::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{TypeFlags, TypeSpec},
    objects::Slot,
};

use super::body::Array;

/// An iterator over an array, which may change meanwhile.
pub(super) struct ArrayIter {
    /// Empty at the end.
    array: Slot,
    next: Cell<usize>,
}

impl Body for ArrayIter {
    const KIND: Kind = Kind::ext(79);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.array.trace(tracer);
    }
}

/// `iter(array)`
pub(super) fn iter(vm: &Vm, array: &Value) -> Res {
    Ok(vm.make(ArrayIter { array: Slot::new(array.clone()), next: Cell::new(0) }).into())
}

fn next(vm: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(this) = value.downcast::<ArrayIter>() else { return Ok(None) };
    let array = this.array.get();
    let found = array.downcast::<Array>().and_then(|array| array.get(vm, this.next.get()));
    match found {
        Some(_) => this.next.set(this.next.get() + 1),
        None => drop(this.array.take()),
    }
    Ok(found)
}

pub(super) fn spec() -> TypeSpec {
    TypeSpec {
        name: "arrayiterator",
        module: "array",
        kind: ArrayIter::KIND,
        base: None,
        flags: TypeFlags { no_new: true, ..TypeFlags::default() },
        doc: "",
        slots: |slots| {
            slots.iter = Some(|_, v| Ok(v.clone()));
            slots.next = Some(next);
        },
        methods: &[],
        getset: &[],
    }
}
