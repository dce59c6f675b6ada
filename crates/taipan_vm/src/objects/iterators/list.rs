//! The iterator over lists.

use std::cell::Cell;

use super::{iterator_row, reduce_iter};
use crate::{
    Body, Kind, Raw, Res, Tracer, Value, Vm,
    native::{Method, TypeSpec},
    objects::Slot,
};

/// An iterator over a list; empty once it is exhausted. The interpreter's loop looks into it.
pub(crate) struct ListIter {
    pub(crate) list: Slot,
    pub(crate) index: Cell<usize>,
}

impl ListIter {
    pub(crate) fn new(list: Value) -> ListIter {
        ListIter { list: Slot::new(list), index: Cell::new(0) }
    }
}

impl Body for ListIter {
    const KIND: Kind = Kind::ListIter;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.list.trace(tracer);
    }
    fn clear(&self, _: &Vm) {
        drop(self.list.take());
    }
}

impl ListIter {
    /// Whether there is a next item.
    pub(crate) fn has_next(&self) -> bool {
        self.list.raw().as_value().as_list().is_some_and(|list| self.index.get() < list.len())
    }

    /// The next item, borrowed, unless the list is at its end.
    #[inline(always)]
    pub(crate) fn advance(&self) -> Option<Raw> {
        let index = self.index.get();
        // SAFETY: the slot holds a list or nothing; the item is read while nothing runs.
        let item = unsafe { self.list.raw().as_value().as_list()?.buffer().get(index)?.raw() };
        self.index.set(index + 1);
        Some(item)
    }

    /// The next item; the list is let go at the end.
    #[inline]
    pub(crate) fn step_on(&self) -> Option<Value> {
        let index = self.index.get();
        let item = self.list.raw().as_value().as_list().and_then(|list| list.get(index));
        match &item {
            Some(_) => self.index.set(index + 1),
            None => drop(self.list.take()),
        }
        item
    }
}

fn next(_: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(iter) = value.core::<ListIter>() else { return Ok(None) };
    Ok(iter.step_on())
}

fn length_hint(vm: &Vm, args: &[Value]) -> Res {
    let Some(iter) = args[0].core::<ListIter>() else { return Ok(Value::NONE) };
    let len = iter.list.raw().as_value().as_list().map_or(0, |list| list.len());
    Ok(vm.int(len.saturating_sub(iter.index.get()) as i64))
}

fn reduce(vm: &Vm, args: &[Value]) -> Res {
    let Some(iter) = args[0].core::<ListIter>() else { return Ok(Value::NONE) };
    if iter.list.is_empty() {
        return Ok(vm.tuple(vec![vm.builtin("iter")?, vm.tuple(vec![vm.list(Vec::new())?])]));
    }
    reduce_iter(vm, iter.list.get(), iter.index.get() as i64)
}

fn setstate(vm: &Vm, args: &[Value]) -> Res {
    let index = vm.index_i64(&args[1])?;
    if let Some(iter) = args[0].core::<ListIter>().filter(|iter| !iter.list.is_empty()) {
        let len = iter.list.raw().as_value().as_list().map_or(0, |list| list.len());
        iter.index.set((index.max(0) as usize).min(len));
    }
    Ok(Value::NONE)
}

pub(super) fn spec() -> TypeSpec {
    iterator_row(
        "list_iterator",
        Kind::ListIter,
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
