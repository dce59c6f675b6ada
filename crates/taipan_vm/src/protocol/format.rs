//! `format(x, spec)` and the values of f-strings.

use std::borrow::Cow;

use crate::{Kind, Res, Value, Vm, objects::format};

impl Vm {
    /// A specification given as a value.
    ///
    /// # Errors
    /// `TypeError` where it is no str.
    pub(crate) fn format_spec_text<'a>(&self, spec: &'a Value) -> Res<Cow<'a, str>> {
        match spec.as_str_object() {
            Some(text) => Ok(text.to_lossy()),
            None => Err(self
                .type_error(format!("__format__() argument must be str, not {}", self.type_of(spec).name()))),
        }
    }

    /// `format(x, spec)` for a specification known as text.
    ///
    /// # Errors
    /// As [`Vm::format_value`].
    pub fn format(&self, value: &Value, spec: &str) -> Res {
        if spec.is_empty() {
            return self.format_value(value, 0, None);
        }
        self.format_value(value, 0, Some(&self.str(spec)))
    }

    /// `format(conversion(value), spec)`: the conversion is 0 for none, 1 for str, 2 for repr, 3 for ascii; no
    /// specification is an empty one. Exact strs, ints and floats do without the call of `__format__`.
    ///
    /// # Errors
    /// What the conversion and `__format__` raise; `TypeError` where that gives no str.
    #[inline(never)]
    pub(crate) fn format_value(&self, value: &Value, conversion: u8, spec: Option<&Value>) -> Res {
        match conversion {
            1 => return self.format_value(&self.str_value(value)?, 0, spec),
            2 => return self.format_value(&self.repr(value)?, 0, spec),
            3 => return self.format_value(&self.ascii(value)?, 0, spec),
            _ => {}
        }
        let text = match spec {
            None => "",
            Some(spec) => match spec.as_str() {
                Some(text) => text,
                None => return self.format_dynamic(value, spec),
            },
        };
        if self.exact_str(value).is_some() {
            return if text.is_empty() { Ok(value.clone()) } else { format::format_str(self, value, text) };
        }
        if value.raw().is_int() || self.is_exact(value, Kind::BigInt) {
            return format::format_int(self, value, text);
        }
        if value.raw().is_float() || self.is_exact(value, Kind::Float) {
            return format::format_float(self, value, text);
        }
        if text.is_empty() && value.is_none() {
            return self.repr(value);
        }
        match spec {
            Some(spec) => self.format_dynamic(value, spec),
            None => self.format_dynamic(value, &self.names.empty),
        }
    }

    fn format_dynamic(&self, value: &Value, spec: &Value) -> Res {
        let Some(text) = self.call_special(value, &self.names.dunder_format, std::slice::from_ref(spec))?
        else {
            return Err(
                self.type_error(format!("Type {} doesn't define __format__", self.type_of(value).name()))
            );
        };
        if text.as_str_object().is_none() {
            return Err(
                self.type_error(format!("__format__ must return a str, not {}", self.type_of(&text).name()))
            );
        }
        Ok(text)
    }
}
