//! Bound methods: a function and its receiver.

use crate::{Body, Kind, Tracer, Value};

/// `method`: calls `function` with `receiver` first.
pub struct BoundMethod {
    /// `__func__`, any callable.
    pub function: Value,
    /// `__self__`.
    pub receiver: Value,
}

impl Body for BoundMethod {
    const KIND: Kind = Kind::BoundMethod;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(&self.function);
        tracer.visit(&self.receiver);
    }
}

/// The type's row.
pub(crate) fn spec() -> crate::native::TypeSpec {
    crate::objects::builtin_types::bare("method", crate::Kind::BoundMethod, |_| {})
}
