//! Subscripts, lengths, membership.

use crate::{Raised, Res, Value, Vm};

impl Vm {
    /// `x[key]`
    ///
    /// # Errors
    /// `TypeError` where `x` is not subscriptable; what it raises.
    #[inline(never)]
    pub fn get_item(&self, object: &Value, key: &Value) -> Res {
        if let Some(f) = self.type_of(object).slots().getitem {
            return f(self, object, key);
        }
        if object.as_type().is_some() {
            return self.class_get_item(object, key);
        }
        Err(self.type_error(format!("'{}' object is not subscriptable", self.type_of(object).name())))
    }

    fn class_get_item(&self, class: &Value, key: &Value) -> Res {
        if let Some(method) = self.get_attr_opt(class, &self.names.dunder_class_getitem)? {
            return self.call(&method, std::slice::from_ref(key));
        }
        if class.is(self.types.type_.value()) {
            return Ok(self.generic_alias(class, key));
        }
        let name = class.as_type().map_or_else(String::new, |class| class.name().to_owned());
        Err(self.type_error(format!("type '{name}' is not subscriptable")))
    }

    /// `x[key] = value`
    ///
    /// # Errors
    /// `TypeError` where `x` does not support it; what it raises.
    #[inline(never)]
    pub fn set_item(&self, object: &Value, key: &Value, value: &Value) -> Res<()> {
        match self.type_of(object).slots().setitem {
            Some(f) => f(self, object, key, Some(value)),
            None => Err(self.type_error(format!(
                "'{}' object does not support item assignment",
                self.type_of(object).name()
            ))),
        }
    }

    /// `del x[key]`
    ///
    /// # Errors
    /// `TypeError` where `x` does not support it; what it raises.
    #[inline(never)]
    pub fn del_item(&self, object: &Value, key: &Value) -> Res<()> {
        match self.type_of(object).slots().setitem {
            Some(f) => f(self, object, key, None),
            None => Err(self.no_item_deletion(object, key)),
        }
    }

    /// Sequences word it differently where the key is an index.
    #[cold]
    fn no_item_deletion(&self, object: &Value, key: &Value) -> Raised {
        let class = self.type_of(object);
        let slots = class.slots();
        let sequence = class.is_heap_type() || slots.len.is_some() || slots.contains.is_some();
        let indexed = self.type_of(key).slots().index.is_some();
        let verb = if sequence && indexed { "doesn't" } else { "does not" };
        self.type_error(format!("'{}' object {verb} support item deletion", class.name()))
    }

    /// `len(x)`
    ///
    /// # Errors
    /// `TypeError` where `x` has no length; what `__len__` raises.
    pub fn len(&self, object: &Value) -> Res<usize> {
        match self.type_of(object).slots().len {
            Some(f) => f(self, object),
            None => {
                Err(self.type_error(format!("object of type '{}' has no len()", self.type_of(object).name())))
            }
        }
    }

    /// `item in container`
    ///
    /// # Errors
    /// `TypeError` where the container is neither a container nor iterable; what it raises.
    #[inline(never)]
    pub fn contains(&self, container: &Value, item: &Value) -> Res<bool> {
        let slots = self.type_of(container).slots();
        if let Some(f) = slots.contains {
            return f(self, container, item);
        }
        if slots.iter.is_none() && slots.getitem.is_none() {
            return Err(self.type_error(format!(
                "argument of type '{}' is not a container or iterable",
                self.type_of(container).name()
            )));
        }
        let mut found = false;
        self.iterate(container)?.until(self, |candidate| {
            found = self.equal(&candidate, item)?;
            Ok(found)
        })?;
        Ok(found)
    }
}
