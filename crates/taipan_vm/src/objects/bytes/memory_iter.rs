//! The iterator over memoryviews.

use std::cell::Cell;

use super::memoryview::{MemoryView, of};
use crate::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{TypeFlags, TypeSpec},
    objects::Slot,
};

/// `memory_iterator`: the view, which goes at the end, and the next position.
pub(crate) struct MemoryIter {
    of: Slot,
    at: Cell<usize>,
}

impl MemoryIter {
    pub(super) fn new(of: Value) -> MemoryIter {
        MemoryIter { of: Slot::new(of), at: Cell::new(0) }
    }
}

impl Body for MemoryIter {
    const KIND: Kind = Kind::MemoryIter;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.of.trace(tracer);
    }
    fn clear(&self, _: &Vm) {
        drop(self.of.take());
    }
}

fn next(vm: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(iter) = value.core::<MemoryIter>() else { return Ok(None) };
    let Some(view) = iter.of.given() else { return Ok(None) };
    let at = iter.at.get();
    if at >= view.core::<MemoryView>().map_or(0, MemoryView::len) {
        drop(iter.of.take());
        return Ok(None);
    }
    iter.at.set(at + 1);
    Ok(Some(of(vm, &view)?.item(vm, at)))
}

/// The type's row.
pub(crate) fn spec() -> TypeSpec {
    TypeSpec {
        name: "memory_iterator",
        module: "builtins",
        kind: Kind::MemoryIter,
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
