//! Rich comparison and truth.

use taipan_bytecode::CompareOp;

use crate::{Res, Value, Vm};

impl Vm {
    /// `a op b`, as the operator gives it (any value).
    ///
    /// # Errors
    /// `TypeError` for orderings that neither operand knows; what they raise.
    pub fn compare(&self, op: CompareOp, a: &Value, b: &Value) -> Res {
        let (left, right) = (self.type_of(a), self.type_of(b));
        let mut tried = false;
        if !std::ptr::eq(left, right)
            && right.is_subclass_of(left)
            && let Some(f) = right.slots().compare
        {
            tried = true;
            let result = f(self, b, a, reflected(op))?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        if let Some(f) = left.slots().compare {
            let result = f(self, a, b, op)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        if !tried && let Some(f) = right.slots().compare {
            let result = f(self, b, a, reflected(op))?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        match op {
            CompareOp::Eq => Ok(Value::bool(a.is(b))),
            CompareOp::Ne => Ok(Value::bool(!a.is(b))),
            _ => Err(self.type_error(format!(
                "'{}' not supported between instances of '{}' and '{}'",
                symbol(op),
                left.name(),
                right.name()
            ))),
        }
    }

    /// `a == b` as containers test it: identity first.
    ///
    /// # Errors
    /// What the operands raise.
    pub fn equal(&self, a: &Value, b: &Value) -> Res<bool> {
        if a.is(b) {
            return Ok(true);
        }
        if a.raw().is_int() && b.raw().is_int() {
            return Ok(false);
        }
        if let (Some(x), Some(y)) = (self.exact_str(a), self.exact_str(b)) {
            return Ok(x.as_bytes() == y.as_bytes());
        }
        let result = self.compare(CompareOp::Eq, a, b)?;
        self.truth(&result)
    }

    /// `a op b` as a bool.
    ///
    /// # Errors
    /// As [`Vm::compare`].
    pub fn compare_bool(&self, op: CompareOp, a: &Value, b: &Value) -> Res<bool> {
        let result = self.compare(op, a, b)?;
        self.truth(&result)
    }

    /// `a < b`
    ///
    /// # Errors
    /// As [`Vm::compare`].
    pub fn less(&self, a: &Value, b: &Value) -> Res<bool> {
        if let (Some(x), Some(y)) = (a.as_small_int(), b.as_small_int()) {
            return Ok(x < y);
        }
        self.compare_bool(CompareOp::Lt, a, b)
    }

    /// The answer of a type that knows equality only.
    pub fn equality(&self, op: CompareOp, same: bool) -> Value {
        match op {
            CompareOp::Eq => Value::bool(same),
            CompareOp::Ne => Value::bool(!same),
            _ => Value::NOT_IMPLEMENTED,
        }
    }

    /// `bool(x)`
    ///
    /// # Errors
    /// What `__bool__` and `__len__` raise.
    pub fn truth(&self, value: &Value) -> Res<bool> {
        if let Some(flag) = value.as_bool() {
            return Ok(flag);
        }
        if let Some(small) = value.as_small_int() {
            return Ok(small != 0);
        }
        if value.is_none() {
            return Ok(false);
        }
        let slots = self.type_of(value).slots();
        if let Some(f) = slots.bool {
            return f(self, value);
        }
        if let Some(f) = slots.len {
            return Ok(f(self, value)? != 0);
        }
        Ok(true)
    }
}

/// The operator with its operands exchanged.
pub(crate) fn reflected(op: CompareOp) -> CompareOp {
    match op {
        CompareOp::Lt => CompareOp::Gt,
        CompareOp::Le => CompareOp::Ge,
        CompareOp::Gt => CompareOp::Lt,
        CompareOp::Ge => CompareOp::Le,
        same => same,
    }
}

/// The operator as it stands in messages.
pub(crate) fn symbol(op: CompareOp) -> &'static str {
    match op {
        CompareOp::Lt => "<",
        CompareOp::Le => "<=",
        CompareOp::Eq => "==",
        CompareOp::Ne => "!=",
        CompareOp::Gt => ">",
        CompareOp::Ge => ">=",
    }
}
