//! Static methods.

use crate::{Body, Kind, Tracer, Value, Vm};

/// `staticmethod`.
pub(crate) struct StaticMethod {
    /// What it wraps.
    pub(crate) function: Value,
}

impl Body for StaticMethod {
    const KIND: Kind = Kind::StaticMethod;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(&self.function);
    }
}

impl Vm {
    /// A native static method.
    pub(crate) fn native_static_method(
        &self,
        text: &'static str,
        call: crate::native::NativeFn,
        doc: &'static str,
    ) -> Value {
        let function = self.native_function(text, call, doc, Value::NONE);
        self.make(StaticMethod { function }).into()
    }
}

/// The type's row.
pub(crate) fn spec() -> crate::native::TypeSpec {
    crate::objects::builtin_types::bare("staticmethod", crate::Kind::StaticMethod, |_| {})
}
