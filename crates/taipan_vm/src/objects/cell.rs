//! Cells: variables that closures share.

use crate::{Body, Kind, Tracer, Vm, objects::Slot};

/// A cell; empty while the variable is not bound.
#[derive(Default)]
pub struct CellObject {
    /// What it holds.
    pub contents: Slot,
}

impl Body for CellObject {
    const KIND: Kind = Kind::Cell;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.contents.trace(tracer);
    }
    fn clear(&self, _: &Vm) {
        drop(self.contents.take());
    }
}

/// The type's row.
pub(crate) fn spec() -> crate::native::TypeSpec {
    crate::objects::builtin_types::bare("cell", crate::Kind::Cell, |_| {})
}
