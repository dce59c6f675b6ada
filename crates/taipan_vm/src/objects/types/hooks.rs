//! What classes ask of the interpreter loop.

use crate::{Res, Value, Vm};

impl Vm {
    /// Runs the function of a class body with this namespace. Gives what the body returns: the `__class__` cell or `None`.
    pub(crate) fn run_class_body(&self, function: &Value, namespace: &Value) -> Res {
        self.run_body(function, namespace)
    }

    /// `__name__` in the globals of the calling frame.
    pub(crate) fn calling_module_name(&self) -> Option<Value> {
        self.frame_globals()?.get_name(self, &self.names.dunder_name)
    }
}
