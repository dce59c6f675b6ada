//! Calling from Rust. Python-to-Python calls do not come through here: the interpreter loop makes them.

use crate::{Res, Value, Vm, native::Args};

impl Vm {
    /// `callee(*args)`
    ///
    /// # Errors
    /// `TypeError` where it is not callable; what it raises; `RecursionError`.
    pub fn call(&self, callee: &Value, args: &[Value]) -> Res {
        self.call_args(callee, Args::positional(args))
    }

    /// `callee(...)` with keywords.
    ///
    /// # Errors
    /// As [`Vm::call`].
    pub fn call_args(&self, callee: &Value, args: Args<'_>) -> Res {
        match self.type_of(callee).slots().call {
            Some(f) => f(self, callee, args),
            None => Err(self.type_error(format!("'{}' object is not callable", self.type_of(callee).name()))),
        }
    }

    /// `callee(*args, **keywords)`, keywords by text.
    ///
    /// # Errors
    /// As [`Vm::call`].
    pub fn call_keywords(&self, callee: &Value, args: &[Value], keywords: &[(&str, Value)]) -> Res {
        let mut values = args.to_vec();
        values.extend(keywords.iter().map(|(_, value)| value.clone()));
        let names = self.tuple_gc(keywords.iter().map(|(name, _)| self.intern(name)).collect());
        self.call_args(callee, Args { values: &values, names: Some(&names) })
    }

    /// `object.name(*args)`
    ///
    /// # Errors
    /// As [`Vm::call`]; `AttributeError`.
    pub fn call_method(&self, object: &Value, name: &str, args: &[Value]) -> Res {
        let method = self.get_attr_str(object, name)?;
        self.call(&method, args)
    }

    /// Whether calling it can work: `callable(x)`.
    pub fn is_callable(&self, value: &Value) -> bool {
        self.type_of(value).slots().call.is_some()
    }
}
