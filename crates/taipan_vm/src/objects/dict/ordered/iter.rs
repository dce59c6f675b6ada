//! The iterator over ordered dicts.

use std::cell::Cell;

use crate::{
    Body, Gc, Kind, Res, Tracer, Value, Vm,
    native::{Method, TypeSpec},
    objects::{
        Dict, Slot,
        dict::{DictIter, Part},
        iterators::iterator_row,
    },
};

/// An iterator that notices every change of the order; empty once it is exhausted.
struct OrderedIter {
    dict: Slot,
    position: Cell<usize>,
    version: Cell<u32>,
    expected: usize,
    part: Part,
    reversed: bool,
}

impl Body for OrderedIter {
    const KIND: Kind = Kind::ext(20);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.dict.trace(tracer);
    }
    fn clear(&self, _: &Vm) {
        drop(self.dict.take());
    }
}

impl Vm {
    pub(super) fn ordered_iterator(&self, dict: Gc<Dict>, part: Part, reversed: bool) -> Value {
        let body = OrderedIter {
            position: Cell::new(if reversed { dict.end_position() } else { 0 }),
            version: Cell::new(dict.pin_version(self)),
            expected: dict.len(),
            dict: Slot::new(dict.into()),
            part,
            reversed,
        };
        self.make(body).into()
    }
}

fn next(vm: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(iter) = value.core::<OrderedIter>() else { return Ok(None) };
    let owner = iter.dict.get();
    let Some(dict) = owner.as_dict() else { return Ok(None) };
    if dict.version() != iter.version.get() {
        return Err(vm.runtime_error("OrderedDict mutated during iteration"));
    }
    if dict.len() != iter.expected {
        return Err(vm.runtime_error("OrderedDict changed size during iteration"));
    }
    let position = iter.position.get();
    let found = if iter.reversed { dict.previous_entry(position) } else { dict.next_entry(position) };
    let Some((found, key, value)) = found else {
        drop(iter.dict.take());
        return Ok(None);
    };
    iter.position.set(if iter.reversed { found } else { found + 1 });
    if iter.part == Part::Keys {
        return Ok(Some(key));
    }
    // A subclass may have its own `__getitem__`.
    let value = if vm.is_exact_ordered(&owner) { value } else { vm.get_item(&owner, &key)? };
    Ok(Some(if iter.part == Part::Values { value } else { vm.tuple(vec![key, value]) }))
}

fn reduce(vm: &Vm, args: &[Value]) -> Res {
    let Some(iter) = args[0].core::<OrderedIter>() else { return Ok(Value::NONE) };
    let mut items = Vec::new();
    if let Some(dict) = iter.dict.get().downcast_gc::<Dict>() {
        let rest = DictIter::new(dict, iter.part, iter.reversed);
        rest.position.set(iter.position.get());
        items = vm.collect(vm.make(rest).value())?;
    }
    Ok(vm.tuple(vec![vm.builtin("iter")?, vm.tuple(vec![vm.list(items)?])]))
}

pub(super) fn start(vm: &Vm) {
    const METHODS: &[Method] = &[Method::new("__reduce__()", reduce, "For pickling.")];
    let row: TypeSpec = iterator_row(
        "odict_iterator",
        OrderedIter::KIND,
        |slots| {
            slots.iter = Some(|_, v| Ok(v.clone()));
            slots.next = Some(next);
        },
        METHODS,
    );
    vm.add_type::<OrderedIter>(&row);
}
