//! Named tuples made natively (`sys.version_info` and the like), and simple namespaces.

use crate::{Res, Value, Vm};

impl Vm {
    /// An instance of a fresh tuple class with named fields. `name` is `module.class`.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn struct_sequence(&self, name: &'static str, fields: &[(&str, Value)]) -> Res {
        let (module, class_name) = name.rsplit_once('.').unwrap_or(("builtins", name));
        let namespace = self.dict();
        namespace.set_str(self, "__module__", self.str(module))?;
        namespace.set_str(self, "__slots__", self.tuple(Vec::new()))?;
        namespace.set_str(self, "n_fields", self.int(fields.len() as i64))?;
        namespace.set_str(self, "n_sequence_fields", self.int(fields.len() as i64))?;
        namespace.set_str(self, "n_unnamed_fields", self.int(0))?;
        for (name, value) in fields {
            // The class has one instance, so its fields can be plain attributes of the class.
            namespace.set_str(self, name, value.clone())?;
        }
        let mut text = format!("{name}(");
        for (at, (field, value)) in fields.iter().enumerate() {
            if at > 0 {
                text.push_str(", ");
            }
            text += &format!("{field}={}", self.repr_string(value)?);
        }
        text.push(')');
        namespace.set_str(self, "_text", self.str(&text))?;
        let bases = self.tuple(vec![self.types.tuple.value().clone()]);
        let class = self.call(self.types.type_.value(), &[self.str(class_name), bases, namespace.into()])?;
        if let Some(class) = class.downcast_gc::<crate::objects::Type>() {
            let shown = self.method_descriptor(&class, "__repr__()", struct_repr, "", false);
            self.set_attr(class.value(), &self.names.dunder_repr, &shown)?;
        }
        let values: Vec<Value> = fields.iter().map(|(_, value)| value.clone()).collect();
        self.call(&class, &[self.tuple(values)])
    }

    /// A bare namespace object with these attributes.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn namespace(&self, fields: &[(&str, Value)]) -> Res {
        let dict = self.dict();
        for (name, value) in fields {
            dict.set_str(self, name, value.clone())?;
        }
        Ok(self.simple_namespace(dict))
    }

    /// How many references to the object there are.
    pub fn reference_count(&self, value: &Value) -> i64 {
        if value.raw().is_ref() {
            // SAFETY: the value keeps the object alive.
            i64::from(unsafe { crate::heap::refcount(value.raw().ptr()) })
        } else {
            1 << 30
        }
    }

    /// Bytes of the object's block; 8 for what is held in a word.
    pub fn size_of(&self, value: &Value) -> i64 {
        // SAFETY: as above.
        if value.raw().is_ref() { unsafe { crate::heap::block_size(value.raw().ptr()) as i64 } } else { 8 }
    }
}

fn struct_repr(vm: &Vm, args: &[Value]) -> Res {
    vm.get_attr_str(&args[0], "_text")
}
