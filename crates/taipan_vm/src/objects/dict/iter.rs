//! Iterators over dicts, forward and reversed.

use std::cell::Cell;

use super::Dict;
use crate::{
    Body, Gc, Kind, Res, Tracer, Value, Vm,
    native::{Method, TypeFlags, TypeSpec},
    objects::{Slot, Slots, Type},
};

/// What an iterator or a view shows of a dict.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Part {
    Keys,
    Values,
    Items,
}

/// An iterator over a dict; empty once it is exhausted.
pub(crate) struct DictIter {
    pub(crate) dict: Slot,
    /// Where the search for the next entry starts (forward) or ends (reversed).
    pub(crate) position: Cell<usize>,
    /// The size that the dict must have; `GONE` after it had another.
    pub(crate) expected: Cell<usize>,
    /// How many entries are still to come.
    pub(crate) left: Cell<usize>,
    pub(crate) part: Part,
    pub(crate) reversed: bool,
}

const GONE: usize = usize::MAX;

impl DictIter {
    pub(crate) fn new(dict: Gc<Dict>, part: Part, reversed: bool) -> DictIter {
        let len = dict.len();
        let position = if reversed { dict.end_position() } else { 0 };
        DictIter {
            dict: Slot::new(dict.into()),
            position: Cell::new(position),
            expected: Cell::new(len),
            left: Cell::new(len),
            part,
            reversed,
        }
    }
}

impl DictIter {
    /// The next key and value of a forward iterator over items, unless it is at its end or must raise.
    pub(crate) fn next_item(&self) -> Option<(Value, Value)> {
        if self.part != Part::Items || self.reversed || self.left.get() == 0 {
            return None;
        }
        let dict = self.dict.raw();
        let dict = dict.as_value().as_dict().filter(|dict| dict.len() == self.expected.get())?;
        let (found, key, value) = dict.next_entry(self.position.get())?;
        self.left.set(self.left.get() - 1);
        self.position.set(found + 1);
        Some((key, value))
    }
}

impl Body for DictIter {
    const KIND: Kind = Kind::DictIter;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.dict.trace(tracer);
    }
    fn clear(&self, _: &Vm) {
        drop(self.dict.take());
    }
}

fn next(vm: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(iter) = value.core::<DictIter>() else { return Ok(None) };
    let Some(dict) = iter.dict.get().downcast_gc::<Dict>() else { return Ok(None) };
    if dict.len() != iter.expected.get() {
        iter.expected.set(GONE);
        return Err(vm.runtime_error("dictionary changed size during iteration"));
    }
    let position = iter.position.get();
    let found = if iter.reversed { dict.previous_entry(position) } else { dict.next_entry(position) };
    let Some((found, key, value)) = found else {
        drop(iter.dict.take());
        return Ok(None);
    };
    if iter.left.get() == 0 {
        drop(iter.dict.take());
        return Err(vm.runtime_error("dictionary keys changed during iteration"));
    }
    iter.left.set(iter.left.get() - 1);
    iter.position.set(if iter.reversed { found } else { found + 1 });
    Ok(Some(match iter.part {
        Part::Keys => key,
        Part::Values => value,
        Part::Items => vm.tuple(vec![key, value]),
    }))
}

fn length_hint(vm: &Vm, args: &[Value]) -> Res {
    let Some(iter) = args[0].core::<DictIter>() else { return Ok(Value::NONE) };
    let same = iter.dict.get().as_dict().is_some_and(|dict| dict.len() == iter.expected.get());
    Ok(vm.int(if same { iter.left.get() as i64 } else { 0 }))
}

fn reduce(vm: &Vm, args: &[Value]) -> Res {
    let Some(iter) = args[0].core::<DictIter>() else { return Ok(Value::NONE) };
    let copy = match iter.dict.get().downcast_gc::<Dict>() {
        Some(dict) => {
            let copy = DictIter::new(dict, iter.part, iter.reversed);
            copy.position.set(iter.position.get());
            copy.expected.set(iter.expected.get());
            copy.left.set(iter.left.get());
            let shape = vm.dict_iterator_class(iter.part, iter.reversed).shape.get();
            vm.collect(vm.make_of(copy, shape).value())?
        }
        None => Vec::new(),
    };
    Ok(vm.tuple(vec![vm.builtin("iter")?, vm.tuple(vec![vm.list(copy)?])]))
}

fn fill(slots: &mut Slots) {
    slots.iter = Some(|_, v| Ok(v.clone()));
    slots.next = Some(next);
}

fn row(name: &'static str) -> TypeSpec {
    TypeSpec {
        name,
        module: "builtins",
        kind: Kind::DictIter,
        base: None,
        flags: TypeFlags { no_new: true, ..TypeFlags::default() },
        doc: "",
        slots: fill,
        methods: const {
            &[
                Method::new("__length_hint__()", length_hint, "How many items are still to come."),
                Method::new("__reduce__()", reduce, "For pickling."),
            ]
        },
        getset: &[],
    }
}

impl Vm {
    pub(crate) fn dict_iterator_class(&self, part: Part, reversed: bool) -> &Gc<Type> {
        let types = &self.types;
        match (part, reversed) {
            (Part::Keys, false) => &types.dict_key_iterator,
            (Part::Values, false) => &types.dict_value_iterator,
            (Part::Items, false) => &types.dict_item_iterator,
            (Part::Keys, true) => &types.dict_reverse_key_iterator,
            (Part::Values, true) => &types.dict_reverse_value_iterator,
            (Part::Items, true) => &types.dict_reverse_item_iterator,
        }
    }
}

pub(crate) fn start(vm: &Vm) {
    let types = &vm.types;
    types.dict_key_iterator.set(vm.add_type::<DictIter>(&row("dict_keyiterator")));
    types.dict_value_iterator.set(vm.add_variant(&row("dict_valueiterator")));
    types.dict_item_iterator.set(vm.add_variant(&row("dict_itemiterator")));
    types.dict_reverse_key_iterator.set(vm.add_variant(&row("dict_reversekeyiterator")));
    types.dict_reverse_value_iterator.set(vm.add_variant(&row("dict_reversevalueiterator")));
    types.dict_reverse_item_iterator.set(vm.add_variant(&row("dict_reverseitemiterator")));
}
