//! `divmod(a, b)` and `pow(a, b, c)`.

use taipan_bytecode::BinaryOp;

use crate::{
    Res, Value, Vm,
    objects::{float, int},
};

impl Vm {
    /// `divmod(a, b)`
    ///
    /// # Errors
    /// `TypeError` where the operands do not support it; what they raise.
    pub fn divmod(&self, a: &Value, b: &Value) -> Res {
        if a.raw().is_int() && b.raw().is_int() {
            return int::divmod(self, a, b);
        }
        if a.raw().is_float() && b.raw().is_float() {
            return float::divmod(self, a, b);
        }
        let (left, right) = (self.class_of(a), self.class_of(b));
        let names = [self.intern("__divmod__"), self.intern("__rdivmod__")];
        let mut tries = vec![(a, b, &names[0])];
        if !left.is(&right) {
            tries.push((b, a, &names[1]));
            if right.is_subclass_of(&left) {
                tries.reverse();
            }
        }
        for (receiver, other, name) in tries {
            if let Some(result) = self.call_special(receiver, name, std::slice::from_ref(other))?
                && !result.is_not_implemented()
            {
                return Ok(result);
            }
        }
        Err(self.type_error(format!(
            "unsupported operand type(s) for divmod(): '{}' and '{}'",
            left.name(),
            right.name()
        )))
    }

    /// `pow(a, b, c)`; `c` may be `None`.
    ///
    /// # Errors
    /// As [`Vm::divmod`].
    pub fn power(&self, a: &Value, b: &Value, c: &Value) -> Res {
        if c.is_none() {
            return self.binary(BinaryOp::Pow, a, b);
        }
        let mut tried: Vec<usize> = Vec::new();
        for value in [a, b, c] {
            let Some(f) = self.type_of(value).slots().pow3 else { continue };
            if tried.contains(&(f as usize)) {
                continue;
            }
            tried.push(f as usize);
            let result = f(self, a, b, c)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        Err(self.type_error(format!(
            "unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'",
            self.type_of(a).name(),
            self.type_of(b).name(),
            self.type_of(c).name()
        )))
    }
}
