//! Simple namespaces made natively, and figures of objects for `sys`.

use crate::{Res, Value, Vm};

impl Vm {
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
