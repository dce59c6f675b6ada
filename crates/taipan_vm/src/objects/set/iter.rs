//! The iterator over sets.

use std::cell::Cell;

use crate::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Method, TypeFlags, TypeSpec},
    objects::Slot,
};

/// An iterator over a set or frozenset; empty once it is exhausted.
pub(crate) struct SetIter {
    set: Slot,
    place: Cell<usize>,
    expected: Cell<usize>,
    left: Cell<usize>,
}

impl SetIter {
    pub(crate) fn new(set: Value) -> SetIter {
        let len = set.as_any_set().map_or(0, |set| set.len());
        SetIter { set: Slot::new(set), place: Cell::new(0), expected: Cell::new(len), left: Cell::new(len) }
    }
}

impl Body for SetIter {
    const KIND: Kind = Kind::SetIter;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.set.trace(tracer);
    }
    fn clear(&self, _: &Vm) {
        drop(self.set.take());
    }
}

fn next(vm: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(iter) = value.core::<SetIter>() else { return Ok(None) };
    let set = iter.set.get();
    let Some(items) = set.as_any_set() else { return Ok(None) };
    if items.len() != iter.expected.get() {
        iter.expected.set(usize::MAX);
        return Err(vm.runtime_error("Set changed size during iteration"));
    }
    match items.next_entry(iter.place.get()) {
        Some((place, _, key)) => {
            iter.place.set(place + 1);
            iter.left.set(iter.left.get().saturating_sub(1));
            Ok(Some(key))
        }
        None => {
            drop(iter.set.take());
            Ok(None)
        }
    }
}

fn length_hint(vm: &Vm, args: &[Value]) -> Res {
    let Some(iter) = args[0].core::<SetIter>() else { return Ok(Value::NONE) };
    let same = iter.set.get().as_any_set().is_some_and(|set| set.len() == iter.expected.get());
    Ok(vm.int(if same { iter.left.get() as i64 } else { 0 }))
}

fn reduce(vm: &Vm, args: &[Value]) -> Res {
    let Some(iter) = args[0].core::<SetIter>() else { return Ok(Value::NONE) };
    let copy = SetIter::new(iter.set.get());
    copy.place.set(iter.place.get());
    copy.expected.set(iter.expected.get());
    let items = vm.collect(vm.make(copy).value())?;
    Ok(vm.tuple(vec![vm.builtin("iter")?, vm.tuple(vec![vm.list(items)?])]))
}

pub(crate) fn start(vm: &Vm) {
    vm.add_type::<SetIter>(&TypeSpec {
        name: "set_iterator",
        module: "builtins",
        kind: Kind::SetIter,
        base: None,
        flags: TypeFlags { no_new: true, ..TypeFlags::default() },
        doc: "",
        slots: |slots| {
            slots.iter = Some(|_, v| Ok(v.clone()));
            slots.next = Some(next);
        },
        methods: const {
            &[
                Method::new("__length_hint__()", length_hint, "How many items are still to come."),
                Method::new("__reduce__()", reduce, "For pickling."),
            ]
        },
        getset: &[],
    });
}
