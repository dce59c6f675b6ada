//! `isinstance` and `issubclass` (data model, section 3.3.4).

use crate::{Res, Value, Vm, objects::Type};

const INSTANCE: &str = "isinstance() arg 2 must be a type, a tuple of types, or a union";
const SUBCLASS: &str = "issubclass() arg 2 must be a class, a tuple of classes, or a union";

impl Vm {
    /// `isinstance(value, class)`
    ///
    /// # Errors
    /// `TypeError` where `class` is neither a class nor a tuple of such; what `__instancecheck__` raises.
    pub fn is_instance(&self, value: &Value, class: &Value) -> Res<bool> {
        if self.class_raw(value) == class.raw() {
            return Ok(true);
        }
        if self.class_raw(class) == self.types.type_.raw() {
            return self.real_is_instance(value, class);
        }
        if let Some(classes) = class.as_tuple() {
            let _depth = self.enter_native(" in __instancecheck__")?;
            for class in classes.iter() {
                if self.is_instance(value, class)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        match self.call_special(class, &self.names.dunder_instancecheck, std::slice::from_ref(value))? {
            Some(result) => self.truth(&result),
            None => self.real_is_instance(value, class),
        }
    }

    /// What `type.__instancecheck__` does: the real class, then `__class__`.
    pub(crate) fn real_is_instance(&self, value: &Value, class: &Value) -> Res<bool> {
        if let Some(class) = class.as_type() {
            if self.type_of(value).is_subclass_of(class) {
                return Ok(true);
            }
            if self.plain_class(value) {
                return Ok(false);
            }
            let claimed = self.get_attr_opt(value, &self.names.dunder_class)?;
            return Ok(claimed.as_ref().and_then(Value::as_type).is_some_and(|claimed| {
                !std::ptr::eq(claimed, self.type_of(value)) && claimed.is_subclass_of(class)
            }));
        }
        self.check_class(class, INSTANCE)?;
        match self.get_attr_opt(value, &self.names.dunder_class)? {
            Some(claimed) => self.abstract_is_subclass(&claimed, class),
            None => Ok(false),
        }
    }

    /// Whether `value.__class__` cannot differ from its real class.
    fn plain_class(&self, value: &Value) -> bool {
        let class: &Type = self.type_of(value);
        if class.slots().getattr.is_some() && value.as_type().is_none() {
            return false;
        }
        let found = self.type_lookup_raw(class, &self.names.dunder_class);
        let default = self.type_lookup_raw(&self.types.object, &self.names.dunder_class);
        found == default
    }

    /// `issubclass(class, parent)`
    ///
    /// # Errors
    /// As [`Vm::is_instance`].
    pub fn is_subclass(&self, class: &Value, parent: &Value) -> Res<bool> {
        if self.class_raw(parent) == self.types.type_.raw() {
            if class.is(parent) {
                return Ok(true);
            }
            return self.real_is_subclass(class, parent);
        }
        if let Some(parents) = parent.as_tuple() {
            let _depth = self.enter_native(" in __subclasscheck__")?;
            for parent in parents.iter() {
                if self.is_subclass(class, parent)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        match self.call_special(parent, &self.names.dunder_subclasscheck, std::slice::from_ref(class))? {
            Some(result) => self.truth(&result),
            None => self.real_is_subclass(class, parent),
        }
    }

    /// What `type.__subclasscheck__` does.
    pub(crate) fn real_is_subclass(&self, class: &Value, parent: &Value) -> Res<bool> {
        if let (Some(class), Some(parent)) = (class.as_type(), parent.as_type()) {
            return Ok(class.is_subclass_of(parent));
        }
        self.check_class(class, "issubclass() arg 1 must be a class")?;
        self.check_class(parent, SUBCLASS)?;
        self.abstract_is_subclass(class, parent)
    }

    /// Anything with a tuple as `__bases__` counts as a class.
    fn check_class(&self, class: &Value, message: &str) -> Res<()> {
        if class.as_type().is_some() || self.bases_of(class)?.is_some() {
            return Ok(());
        }
        Err(self.type_error(message))
    }

    fn bases_of(&self, class: &Value) -> Res<Option<Value>> {
        Ok(self.get_attr_opt(class, &self.names.dunder_bases)?.filter(|bases| bases.as_tuple().is_some()))
    }

    fn abstract_is_subclass(&self, class: &Value, parent: &Value) -> Res<bool> {
        let _depth = self.enter_native(" in __issubclass__")?;
        if class.is(parent) {
            return Ok(true);
        }
        let Some(bases) = self.bases_of(class)? else { return Ok(false) };
        for base in bases.as_tuple().map_or(&[][..], |bases| bases.as_slice()) {
            if self.abstract_is_subclass(base, parent)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
