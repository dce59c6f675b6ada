//! Operators (data model, section 3.3.8).

use taipan_bytecode::BinaryOp;

use crate::{Res, Value, Vm};

/// The operator as it stands in messages.
pub(crate) fn symbol(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Add => "+",
        BinaryOp::Sub => "-",
        BinaryOp::Mul => "*",
        BinaryOp::TrueDiv => "/",
        BinaryOp::FloorDiv => "//",
        BinaryOp::Mod => "%",
        BinaryOp::And => "&",
        BinaryOp::Or => "|",
        BinaryOp::Xor => "^",
        BinaryOp::LShift => "<<",
        BinaryOp::RShift => ">>",
        BinaryOp::Pow => "** or pow()",
        BinaryOp::MatMul => "@",
    }
}

impl Vm {
    /// `a op b` where the slots decide; `NotImplemented` if neither operand knows.
    fn binary_slots(&self, op: BinaryOp, a: &Value, b: &Value) -> Res {
        let (left, right) = (self.type_of(a), self.type_of(b));
        let f = left.slots().binary[op as usize];
        let mut g = right.slots().binary[op as usize];
        if std::ptr::eq(left, right) || (f.is_some() && f.map(|f| f as usize) == g.map(|g| g as usize)) {
            g = None;
        }
        if let Some(f) = f {
            if let Some(reflected) = g
                && right.is_subclass_of(left)
            {
                let result = reflected(self, a, b)?;
                if !result.is_not_implemented() {
                    return Ok(result);
                }
                g = None;
            }
            let result = f(self, a, b)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        match g {
            Some(g) => g(self, a, b),
            None => Ok(Value::NOT_IMPLEMENTED),
        }
    }

    /// `a op b`.
    ///
    /// # Errors
    /// `TypeError` where the operands do not support it; what they raise.
    #[inline(never)]
    pub fn binary(&self, op: BinaryOp, a: &Value, b: &Value) -> Res {
        let result = self.binary_slots(op, a, b)?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
        Err(self.unsupported(symbol(op), a, b))
    }

    /// `a op= b`: the value to store.
    ///
    /// # Errors
    /// As [`Vm::binary`].
    #[inline(never)]
    pub fn inplace(&self, op: BinaryOp, a: &Value, b: &Value) -> Res {
        if let Some(f) = self.type_of(a).slots().inplace[op as usize] {
            let result = f(self, a, b)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        let result = self.binary_slots(op, a, b)?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
        let symbol = if op == BinaryOp::Pow { "**" } else { symbol(op) };
        Err(self.unsupported(&format!("{symbol}="), a, b))
    }

    #[cold]
    fn unsupported(&self, symbol: &str, a: &Value, b: &Value) -> crate::Raised {
        self.type_error(format!(
            "unsupported operand type(s) for {symbol}: '{}' and '{}'",
            self.type_of(a).name(),
            self.type_of(b).name()
        ))
    }

    fn unary(&self, value: &Value, f: Option<crate::objects::UnaryFn>, symbol: &str) -> Res {
        match f {
            Some(f) => f(self, value),
            None => {
                Err(self
                    .type_error(format!("bad operand type for {symbol}: '{}'", self.type_of(value).name())))
            }
        }
    }

    /// `-x`
    #[inline(never)]
    pub fn negative(&self, value: &Value) -> Res {
        self.unary(value, self.type_of(value).slots().neg, "unary -")
    }

    /// `+x`
    #[inline(never)]
    pub fn positive(&self, value: &Value) -> Res {
        self.unary(value, self.type_of(value).slots().pos, "unary +")
    }

    /// `~x`
    #[inline(never)]
    pub fn invert(&self, value: &Value) -> Res {
        self.unary(value, self.type_of(value).slots().invert, "unary ~")
    }

    /// `abs(x)`
    pub fn absolute(&self, value: &Value) -> Res {
        self.unary(value, self.type_of(value).slots().abs, "abs()")
    }
}
