//! Hashes of dict keys and set elements, and the message where there is none.

use crate::{Raised, Res, Value, Vm};

impl Vm {
    /// `hash(key)` for a dict key.
    ///
    /// # Errors
    /// As [`Vm::hash`]; a plain `TypeError` says that the value cannot be a dict key.
    #[inline]
    pub fn hash_key(&self, key: &Value) -> Res<i64> {
        self.hash(key).map_err(|raised| self.unusable(raised, key, "dict key"))
    }

    /// `hash(element)` for an element of a set.
    ///
    /// # Errors
    /// As [`Vm::hash_key`], naming a set element.
    #[inline]
    pub fn hash_element(&self, element: &Value) -> Res<i64> {
        self.hash(element).map_err(|raised| self.unusable(raised, element, "set element"))
    }

    #[cold]
    fn unusable(&self, raised: Raised, value: &Value, role: &str) -> Raised {
        let exception = self.peek_raised();
        if !self.class_of(&exception).is(&self.exceptions.type_error) {
            return raised;
        }
        drop(self.take_raised(raised));
        let text = match self.str_string(&exception) {
            Ok(text) => text,
            Err(raised) => return raised,
        };
        let name = self.full_type_name(&self.class_of(value));
        let name = name.strip_prefix("__main__.").unwrap_or(&name);
        self.type_error(format!("cannot use '{name}' as a {role} ({text})"))
    }
}
