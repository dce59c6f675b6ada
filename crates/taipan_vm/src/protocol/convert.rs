//! `repr`, `str`, indexes and other conversions.

use num_bigint::BigInt;

use crate::{Res, Value, Vm};

impl Vm {
    /// `repr(x)` as a str object.
    ///
    /// # Errors
    /// What `__repr__` raises; `TypeError` where it gives no str; `RecursionError`.
    pub fn repr(&self, value: &Value) -> Res {
        let _depth = self.enter_native(" while getting the repr of an object")?;
        let Some(f) = self.type_of(value).slots().repr else {
            return Ok(self.str(&self.default_repr(value)));
        };
        let text = f(self, value)?;
        if text.as_str_object().is_none() {
            return Err(self
                .type_error(format!("__repr__ returned non-string (type {})", self.type_of(&text).name())));
        }
        Ok(text)
    }

    /// `str(x)` as a str object.
    ///
    /// # Errors
    /// As [`Vm::repr`], for `__str__`.
    pub fn str_value(&self, value: &Value) -> Res {
        if self.exact_str(value).is_some() {
            return Ok(value.clone());
        }
        let _depth = self.enter_native(" while getting the str of an object")?;
        let Some(f) = self.type_of(value).slots().str else { return self.repr(value) };
        let text = f(self, value)?;
        if text.as_str_object().is_none() {
            return Err(
                self.type_error(format!("__str__ returned non-string (type {})", self.type_of(&text).name()))
            );
        }
        Ok(text)
    }

    /// `repr(x)` as text; lone surrogates become U+FFFD.
    ///
    /// # Errors
    /// As [`Vm::repr`].
    pub fn repr_string(&self, value: &Value) -> Res<String> {
        let text = self.repr(value)?;
        Ok(text.as_str_object().map_or_else(String::new, |text| text.to_lossy().into_owned()))
    }

    /// `str(x)` as text; lone surrogates become U+FFFD.
    ///
    /// # Errors
    /// As [`Vm::str_value`].
    pub fn str_string(&self, value: &Value) -> Res<String> {
        let text = self.str_value(value)?;
        Ok(text.as_str_object().map_or_else(String::new, |text| text.to_lossy().into_owned()))
    }

    /// `<module.Class object at 0x...>`
    pub fn default_repr(&self, value: &Value) -> String {
        let class = self.class_of(value);
        format!("<{} object at {:#x}>", self.full_type_name(&class), self.id_of(value))
    }

    /// `module.qualname` of a class, without `builtins.`.
    pub fn full_type_name(&self, class: &crate::objects::Type) -> String {
        let name = class.qualname_text();
        let module = class.dict.get_name(self, &self.names.dunder_module);
        match module.as_ref().and_then(Value::as_str) {
            Some(module) if module != "builtins" => format!("{module}.{name}"),
            _ => name,
        }
    }

    /// `__qualname__` of a value that is a class.
    pub fn qualname_of(&self, class: &Value) -> String {
        class.as_type().map_or_else(|| "?".to_owned(), |class| class.qualname_text())
    }

    /// The name of a value that is a class, as messages show it.
    pub fn type_name_of(&self, class: &Value) -> String {
        class.as_type().map_or_else(|| "?".to_owned(), |class| class.name().to_owned())
    }

    /// `operator.index(x)` as a Python int.
    ///
    /// # Errors
    /// `TypeError` where `x` is not an integer.
    pub fn index(&self, value: &Value) -> Res {
        if value.is_int() {
            return Ok(value.clone());
        }
        let Some(f) = self.type_of(value).slots().index else {
            return Err(self.type_error(format!(
                "'{}' object cannot be interpreted as an integer",
                self.type_of(value).name()
            )));
        };
        let result = f(self, value)?;
        self.check_int("__index__", &result)?;
        Ok(result)
    }

    /// Checks what a method that makes an int gave.
    ///
    /// # Errors
    /// `TypeError` for something else; a warning made an error, for an instance of a subclass.
    pub(crate) fn check_int(&self, method: &str, result: &Value) -> Res<()> {
        if result.raw().is_int() || self.is_exact(result, crate::Kind::BigInt) {
            return Ok(());
        }
        self.check_converted(method, "int", result, result.is_int())
    }

    /// As [`Vm::check_int`], for what is not an exact `wanted`.
    #[cold]
    pub(crate) fn check_converted(
        &self,
        method: &str,
        wanted: &str,
        result: &Value,
        is_instance: bool,
    ) -> Res<()> {
        let text = format!("{method} returned non-{wanted} (type {})", self.type_of(result).name());
        if !is_instance {
            return Err(self.type_error(text));
        }
        let text = format!(
            "{text}.  The ability to return an instance of a strict subclass of {wanted} is deprecated, and may be \
             removed in a future version of Python."
        );
        self.warn(&self.exceptions.deprecation_warning, &text, 1)
    }

    /// `operator.index(x)` as an `i64`; beyond that range an `OverflowError`.
    ///
    /// # Errors
    /// As [`Vm::index`]; `OverflowError`.
    pub fn index_i64(&self, value: &Value) -> Res<i64> {
        if let Some(small) = value.as_small_int() {
            return Ok(small);
        }
        match self.index(value)?.as_int() {
            Some(small) => Ok(small),
            None => Err(self.overflow_error(format!(
                "cannot fit '{}' into an index-sized integer",
                self.type_of(value).name()
            ))),
        }
    }

    /// `operator.index(x)` as a C `int`.
    ///
    /// # Errors
    /// As [`Vm::index`]; `OverflowError`.
    pub fn index_c_int(&self, value: &Value) -> Res<i64> {
        let Some(number) = self.index(value)?.as_int() else {
            return Err(self.overflow_error("Python int too large to convert to C long"));
        };
        match number {
            _ if number > i64::from(i32::MAX) => {
                Err(self.overflow_error("signed integer is greater than maximum"))
            }
            _ if number < i64::from(i32::MIN) => {
                Err(self.overflow_error("signed integer is less than minimum"))
            }
            _ => Ok(number),
        }
    }

    /// `operator.index(x)`, clamped to the range of `i64`: for slices.
    ///
    /// # Errors
    /// As [`Vm::index`].
    pub fn index_clamped(&self, value: &Value) -> Res<i64> {
        let index = self.index(value)?;
        Ok(index.as_int().unwrap_or_else(|| {
            let negative = index.as_big_int().is_some_and(|big| big < BigInt::from(0));
            if negative { i64::MIN } else { i64::MAX }
        }))
    }

    /// A float from a real number or anything with `__float__` or `__index__`.
    ///
    /// # Errors
    /// `TypeError` ("must be real number, not x"); `OverflowError`.
    pub fn to_f64(&self, value: &Value) -> Res<f64> {
        if let Some(float) = value.as_float() {
            return Ok(float);
        }
        if let Some(small) = value.as_small_int() {
            return Ok(small as f64);
        }
        if let Some(f) = self.type_of(value).slots().float {
            let result = f(self, value)?;
            if !result.raw().is_float() && !self.is_exact(&result, crate::Kind::Float) {
                let method = format!("{}.__float__", self.type_of(value).name());
                self.check_converted(&method, "float", &result, result.as_float().is_some())?;
            }
            return Ok(result.as_float().unwrap_or(f64::NAN));
        }
        if self.type_of(value).slots().index.is_some() {
            let index = self.index(value)?;
            return self.to_f64(&index);
        }
        Err(self.type_error(format!("must be real number, not {}", self.type_of(value).name())))
    }
}
