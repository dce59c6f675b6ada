//! The iterator over objects that have only `__getitem__`.

use std::cell::Cell;

use super::{iterator_row, reduce_iter};
use crate::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Method, TypeSpec},
    objects::Slot,
};

/// Asks for items 0, 1, 2... until `IndexError`; empty once it is exhausted.
pub(super) struct SeqIter {
    sequence: Slot,
    index: Cell<i64>,
}

impl Body for SeqIter {
    const KIND: Kind = Kind::SeqIter;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.sequence.trace(tracer);
    }
    fn clear(&self, _: &Vm) {
        drop(self.sequence.take());
    }
}

impl Vm {
    /// `iter(x)` for an object with only `__getitem__`.
    pub(crate) fn sequence_iterator(&self, value: &Value) -> Value {
        self.make(SeqIter { sequence: Slot::new(value.clone()), index: Cell::new(0) }).into()
    }

    /// Whether the exception being raised ends an iteration by index; it is then taken.
    pub(crate) fn ends_sequence(&self, raised: crate::Raised) -> Res<()> {
        let raised = match self.catch(raised, &self.exceptions.index_error) {
            Ok(_) => return Ok(()),
            Err(raised) => raised,
        };
        self.catch(raised, &self.exceptions.stop_iteration).map(drop)
    }
}

fn next(vm: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(iter) = value.core::<SeqIter>() else { return Ok(None) };
    let Some(sequence) = iter.sequence.given() else { return Ok(None) };
    let index = iter.index.get();
    if index == i64::MAX {
        return Err(vm.overflow_error("iter index too large"));
    }
    match vm.get_item(&sequence, &vm.int(index)) {
        Ok(item) => {
            iter.index.set(index + 1);
            Ok(Some(item))
        }
        Err(raised) => {
            vm.ends_sequence(raised)?;
            drop(iter.sequence.take());
            Ok(None)
        }
    }
}

fn length_hint(vm: &Vm, args: &[Value]) -> Res {
    let Some(iter) = args[0].core::<SeqIter>() else { return Ok(Value::NONE) };
    let Some(sequence) = iter.sequence.given() else { return Ok(vm.int(0)) };
    if vm.type_of(&sequence).slots().len.is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let len = vm.len(&sequence)? as i64;
    Ok(vm.int((len - iter.index.get()).max(0)))
}

fn reduce(vm: &Vm, args: &[Value]) -> Res {
    let Some(iter) = args[0].core::<SeqIter>() else { return Ok(Value::NONE) };
    reduce_iter(vm, iter.sequence.get(), iter.index.get())
}

fn setstate(vm: &Vm, args: &[Value]) -> Res {
    let index = vm.index_i64(&args[1])?;
    if let Some(iter) = args[0].core::<SeqIter>() {
        iter.index.set(index.max(0));
    }
    Ok(Value::NONE)
}

pub(super) fn spec() -> TypeSpec {
    iterator_row(
        "iterator",
        Kind::SeqIter,
        |slots| {
            slots.iter = Some(|_, v| Ok(v.clone()));
            slots.next = Some(next);
        },
        const {
            &[
                Method::new("__length_hint__()", length_hint, "How many items are still to come."),
                Method::new("__reduce__()", reduce, "For pickling."),
                Method::new("__setstate__(object, /)", setstate, "For unpickling."),
            ]
        },
    )
}
