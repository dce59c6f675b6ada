//! What classes ask of the interpreter loop.

use crate::{Res, Value, Vm};

impl Vm {
    /// Runs the function of a class body with this namespace. Gives what the body returns: the `__class__` cell or `None`.
    pub(crate) fn run_class_body(&self, function: &Value, namespace: &Value) -> Res {
        self.run_body(function, namespace)
    }

    /// Makes a function.
    pub(crate) fn function_from(
        &self,
        code: &Value,
        globals: &crate::objects::DictRef,
        closure: Option<crate::Gc<crate::objects::Tuple>>,
    ) -> Res {
        Ok(self.function(code, globals, None, closure))
    }

    /// Loads code.
    pub(crate) fn code_from(&self, object: taipan_bytecode::CodeObject) -> Res {
        self.load_code(&std::sync::Arc::new(object)).map(Value::from)
    }

    /// `__name__` in the globals of the calling frame.
    pub(crate) fn calling_module_name(&self) -> Option<Value> {
        self.frame_globals()?.get_name(self, &self.names.dunder_name)
    }
}
