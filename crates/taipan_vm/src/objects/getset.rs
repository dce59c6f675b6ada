//! Computed attributes of native types.

use crate::{Body, Gc, Kind, Tracer, native::GetSet, objects::Type};

/// `getset_descriptor`.
pub(crate) struct GetSetDescriptor {
    pub(crate) owner: Gc<Type>,
    pub(crate) row: &'static GetSet,
}

impl GetSetDescriptor {
    pub(crate) fn new(owner: Gc<Type>, row: &'static GetSet) -> GetSetDescriptor {
        GetSetDescriptor { owner, row }
    }
}

impl Body for GetSetDescriptor {
    const KIND: Kind = Kind::GetSet;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(self.owner.value());
    }
}

/// The type's row.
pub(crate) fn spec() -> crate::native::TypeSpec {
    crate::objects::builtin_types::bare("getset_descriptor", crate::Kind::GetSet, |_| {})
}
