//! Modules: a namespace with a name.

use crate::{Body, Gc, Kind, Res, Tracer, Value, Vm, objects::DictRef};

/// A module.
pub struct Module {
    /// `__dict__`.
    pub dict: DictRef,
}

impl Body for Module {
    const KIND: Kind = Kind::Module;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(self.dict.value());
    }
}

impl Vm {
    /// Makes a module that is not in `sys.modules` yet, with `__name__`, `__doc__`, `__package__`, `__loader__` and
    /// `__spec__` set as a fresh module has them.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn module(&self, name: &str) -> Res<Gc<Module>> {
        let dict = self.dict();
        dict.set_name(self, &self.names.dunder_name, self.str(name))?;
        for field in [
            &self.names.dunder_doc,
            &self.names.dunder_package,
            &self.names.dunder_loader,
            &self.names.dunder_spec,
        ] {
            dict.set_name(self, field, Value::NONE)?;
        }
        Ok(self.make(Module { dict }))
    }

    /// Sets an attribute of a module.
    ///
    /// # Errors
    /// `TypeError` where `module` is not a module; `MemoryError`.
    pub fn module_set(&self, module: &Value, name: &str, value: Value) -> Res<()> {
        match module.core::<Module>() {
            Some(module) => module.dict.set_str(self, name, value),
            None => Err(self.type_error("not a module")),
        }
    }
}

impl Value {
    /// The module, if this is one.
    pub fn as_module(&self) -> Option<&Module> {
        self.core::<Module>()
    }
}

/// The type's row.
pub(crate) fn spec() -> crate::native::TypeSpec {
    crate::objects::builtin_types::bare("module", crate::Kind::Module, |_| {})
}
