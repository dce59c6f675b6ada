//! Slot wrappers: special methods of native types as objects (`int.__add__`).

use crate::{Body, Kind, Tracer, Value};

/// `wrapper_descriptor`.
pub(crate) struct SlotWrapper {
    /// The class whose slot it calls.
    pub(crate) owner: Value,
    /// Which special method.
    pub(crate) name: &'static str,
}

impl Body for SlotWrapper {
    const KIND: Kind = Kind::SlotWrapper;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(&self.owner);
    }
}

/// The type's row.
pub(crate) fn spec() -> crate::native::TypeSpec {
    crate::objects::builtin_types::bare("wrapper_descriptor", crate::Kind::SlotWrapper, |_| {})
}

impl crate::Vm {
    /// Puts a wrapper for each slot that `own` sets into the class's namespace.
    pub(crate) fn add_slot_wrappers(
        &self,
        class: &crate::Gc<crate::objects::Type>,
        own: &crate::objects::Slots,
    ) {
        _ = (class, own);
    }
}
