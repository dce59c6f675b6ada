//! `operator.length_hint`.

use crate::{Res, Value, Vm};

impl Vm {
    /// `operator.length_hint(x, default)`
    ///
    /// # Errors
    /// What `__len__` and `__length_hint__` raise, `TypeError` apart.
    pub fn length_hint(&self, value: &Value, default: usize) -> Res<usize> {
        if self.type_of(value).slots().len.is_some() {
            match self.len(value) {
                Ok(len) => return Ok(len),
                Err(raised) => drop(self.catch(raised, &self.exceptions.type_error)?),
            }
        }
        let hint = match self.call_special(value, &self.names.dunder_length_hint, &[]) {
            Ok(Some(hint)) if !hint.is_not_implemented() => hint,
            Ok(_) => return Ok(default),
            Err(raised) => {
                drop(self.catch(raised, &self.exceptions.type_error)?);
                return Ok(default);
            }
        };
        if !hint.is_int() {
            return Err(self.type_error(format!(
                "__length_hint__ must be an integer, not {}",
                self.type_of(&hint).name()
            )));
        }
        match usize::try_from(self.index_i64(&hint)?) {
            Ok(hint) => Ok(hint),
            Err(_) => Err(self.value_error("__length_hint__() should return >= 0")),
        }
    }
}
