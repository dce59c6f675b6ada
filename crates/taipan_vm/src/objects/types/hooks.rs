//! What classes ask of the interpreter loop.

use crate::{Res, Value, Vm};

impl Vm {
    /// Forgets what inline caches know: an attribute that they read by shape has become a data descriptor.
    pub(crate) fn flush_inline_caches(&self) {}

    /// Runs the function of a class body with this namespace. Gives what the body returns: the `__class__` cell or `None`.
    pub(crate) fn run_class_body(&self, function: &Value, namespace: &Value) -> Res {
        self.call(function, std::slice::from_ref(namespace))
    }

    /// The class and the first argument for `super()` in the calling frame.
    pub(crate) fn super_context(&self) -> Res<(Value, Value)> {
        Err(self.runtime_error("super(): no current frame"))
    }

    /// Makes a function.
    pub(crate) fn function_from(
        &self,
        code: &Value,
        globals: &crate::objects::DictRef,
        closure: Option<crate::Gc<crate::objects::Tuple>>,
    ) -> Res {
        _ = (code, globals, closure);
        Err(self.runtime_error("functions cannot be made yet"))
    }

    /// Loads code.
    pub(crate) fn code_from(&self, object: taipan_bytecode::CodeObject) -> Res {
        _ = object;
        Err(self.runtime_error("code cannot be loaded yet"))
    }

    /// `__name__` in the globals of the calling frame.
    pub(crate) fn calling_module_name(&self) -> Option<Value> {
        None
    }

    /// The module of that (undotted) name, imported if need be.
    pub(crate) fn import_name(&self, name: &str) -> Res {
        let known = self.import.modules.get().and_then(|modules| modules.get_str(self, name));
        known.ok_or_else(|| self.runtime_error(format!("module {name} is not there yet")))
    }

    /// Reports an exception that nobody can catch: `Exception ignored in: ...`.
    pub(crate) fn unraisable(&self, exception: Value, place: &Value) {
        _ = (exception, place);
    }
}
