//! The object, and numbers as complex ones.

use crate::{Body, Kind, Res, Tracer, Value, Vm};

/// A complex number.
pub struct ComplexObject {
    /// Real part.
    pub real: f64,
    /// Imaginary part.
    pub imag: f64,
}

impl Body for ComplexObject {
    const KIND: Kind = Kind::Complex;
    const TRACED: bool = false;
    fn trace(&self, _: &mut Tracer<'_>) {}
}

impl Vm {
    /// Makes a complex number.
    pub fn complex(&self, real: f64, imag: f64) -> Value {
        self.make(ComplexObject { real, imag }).into()
    }

    /// A complex number from a number of any type or anything with `__complex__`, `__float__` or `__index__`.
    ///
    /// # Errors
    /// `TypeError`; what those methods raise.
    pub fn to_complex(&self, value: &Value) -> Res<(f64, f64)> {
        if let Some(known) = value.as_complex() {
            return Ok(known);
        }
        if value.as_float().is_none()
            && !value.is_int()
            && let Some(made) = self.call_special(value, &self.names.dunder_complex, &[])?
        {
            if !self.is_exact(&made, Kind::Complex) {
                self.check_converted("__complex__", "complex", &made, made.as_complex().is_some())?;
            }
            return Ok(made.as_complex().unwrap_or_default());
        }
        Ok((self.to_f64(value)?, 0.0))
    }
}

impl Value {
    /// The parts of a complex number (subclasses included).
    #[inline]
    pub fn as_complex(&self) -> Option<(f64, f64)> {
        self.core::<ComplexObject>().map(|object| (object.real, object.imag))
    }
}

pub(super) fn of(value: &Value) -> (f64, f64) {
    value.as_complex().unwrap_or_default()
}
