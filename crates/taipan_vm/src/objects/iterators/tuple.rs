//! The iterator over tuples.

use std::cell::Cell;

use super::{iterator_row, reduce_iter};
use crate::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Method, TypeSpec},
    objects::Slot,
};

/// An iterator over a tuple; empty once it is exhausted. The interpreter's loop looks into it.
pub(crate) struct TupleIter {
    pub(crate) tuple: Slot,
    pub(crate) index: Cell<usize>,
}

impl TupleIter {
    pub(crate) fn new(tuple: Value) -> TupleIter {
        TupleIter { tuple: Slot::new(tuple), index: Cell::new(0) }
    }
}

impl Body for TupleIter {
    const KIND: Kind = Kind::TupleIter;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.tuple.trace(tracer);
    }
    fn clear(&self, _: &Vm) {
        drop(self.tuple.take());
    }
}

fn next(_: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(iter) = value.core::<TupleIter>() else { return Ok(None) };
    let index = iter.index.get();
    let item = iter.tuple.raw().as_value().as_tuple().and_then(|tuple| tuple.get(index).cloned());
    match item {
        Some(item) => {
            iter.index.set(index + 1);
            Ok(Some(item))
        }
        None => {
            drop(iter.tuple.take());
            Ok(None)
        }
    }
}

fn length_hint(vm: &Vm, args: &[Value]) -> Res {
    let Some(iter) = args[0].core::<TupleIter>() else { return Ok(Value::NONE) };
    let len = iter.tuple.raw().as_value().as_tuple().map_or(0, |tuple| tuple.len());
    Ok(vm.int(len.saturating_sub(iter.index.get()) as i64))
}

fn reduce(vm: &Vm, args: &[Value]) -> Res {
    let Some(iter) = args[0].core::<TupleIter>() else { return Ok(Value::NONE) };
    reduce_iter(vm, iter.tuple.get(), iter.index.get() as i64)
}

fn setstate(vm: &Vm, args: &[Value]) -> Res {
    let index = vm.index_i64(&args[1])?;
    if let Some(iter) = args[0].core::<TupleIter>().filter(|iter| !iter.tuple.is_empty()) {
        let len = iter.tuple.raw().as_value().as_tuple().map_or(0, |tuple| tuple.len());
        iter.index.set((index.max(0) as usize).min(len));
    }
    Ok(Value::NONE)
}

pub(super) fn spec() -> TypeSpec {
    iterator_row(
        "tuple_iterator",
        Kind::TupleIter,
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
