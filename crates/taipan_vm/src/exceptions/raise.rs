//! How Rust code raises: make the exception, set it, return the token.

use crate::{
    Gc, Raised, Res, Value, Vm,
    exceptions::ExceptionObject,
    objects::{Slot, Type},
};

impl Vm {
    /// Makes an exception of a native class with these `args`, without calling `__init__`.
    pub fn exception(&self, class: &Gc<Type>, args: Vec<Value>) -> Value {
        let body = ExceptionObject { args: Slot::new(self.tuple(args)), ..ExceptionObject::default() };
        self.make_of(body, class.shape.get()).into()
    }

    /// Sets `exception` as the one being raised, with the handled exception as its `__context__`.
    pub fn raise(&self, exception: Value) -> Raised {
        self.chain_context(&exception);
        self.set_raised(exception)
    }

    /// Sets `exception` as the one being raised, exactly as it is.
    pub fn set_raised(&self, exception: Value) -> Raised {
        self.thread.raised.set(exception);
        Raised::TOKEN
    }

    /// Takes the exception behind a token, which is then no longer being raised.
    pub fn take_raised(&self, raised: Raised) -> Value {
        _ = raised;
        let exception = self.thread.raised.take();
        if exception.is_empty() {
            return self.exception(
                &self.exceptions.system_error,
                vec![self.str("error return without exception set")],
            );
        }
        exception
    }

    /// The exception being raised, which stays set.
    pub fn peek_raised(&self) -> Value {
        self.thread.raised.get()
    }

    /// If the exception being raised is an instance of `class`, takes it; else gives the token back.
    pub fn catch(&self, raised: Raised, class: &Gc<Type>) -> Result<Value, Raised> {
        if self.is_a(&self.peek_raised(), class) { Ok(self.take_raised(raised)) } else { Err(raised) }
    }

    /// Runs `action` as in an `except` clause that has caught `exception`.
    pub fn while_handling<T>(&self, exception: &Value, action: impl FnOnce() -> T) -> T {
        let before = self.thread.handled.replace(exception.clone());
        let result = action();
        self.thread.handled.set(before);
        result
    }

    /// Sets `__context__` to the handled exception, breaking a cycle if there would be one.
    pub(crate) fn chain_context(&self, exception: &Value) {
        let handled = self.handled_exception();
        if handled.is_empty() || handled.is_none() || handled.is(exception) {
            return;
        }
        let Some(object) = exception.as_exception() else { return };
        let mut link = handled.clone();
        while let Some(inner) = link.as_exception() {
            let next = inner.context.get();
            if next.is(exception) {
                drop(inner.context.take());
                break;
            }
            if next.is_empty() || next.is_none() {
                break;
            }
            link = next;
        }
        object.context.set(handled);
    }

    /// Raises a native class with one str argument.
    #[cold]
    pub fn error(&self, class: &Gc<Type>, message: impl AsRef<str>) -> Raised {
        let exception = self.exception(class, vec![self.str(message.as_ref())]);
        self.raise(exception)
    }

    /// Raises `TypeError`.
    #[cold]
    pub fn type_error(&self, message: impl AsRef<str>) -> Raised {
        self.error(&self.exceptions.type_error, message)
    }

    /// Raises `ValueError`.
    #[cold]
    pub fn value_error(&self, message: impl AsRef<str>) -> Raised {
        self.error(&self.exceptions.value_error, message)
    }

    /// Raises `RuntimeError`.
    #[cold]
    pub fn runtime_error(&self, message: impl AsRef<str>) -> Raised {
        self.error(&self.exceptions.runtime_error, message)
    }

    /// Raises `IndexError`.
    #[cold]
    pub fn index_error(&self, message: impl AsRef<str>) -> Raised {
        self.error(&self.exceptions.index_error, message)
    }

    /// Raises `OverflowError`.
    #[cold]
    pub fn overflow_error(&self, message: impl AsRef<str>) -> Raised {
        self.error(&self.exceptions.overflow_error, message)
    }

    /// Raises `SystemError`.
    #[cold]
    pub fn system_error(&self, message: impl AsRef<str>) -> Raised {
        self.error(&self.exceptions.system_error, message)
    }

    /// Raises `KeyError(key)`.
    #[cold]
    pub fn key_error(&self, key: &Value) -> Raised {
        let exception = self.exception(&self.exceptions.key_error, vec![key.clone()]);
        self.raise(exception)
    }

    /// Raises `AttributeError` with its `name` and `obj`.
    #[cold]
    pub fn attribute_error(&self, object: &Value, name: &Value, message: impl AsRef<str>) -> Raised {
        let exception = self.exception(&self.exceptions.attribute_error, vec![self.str(message.as_ref())]);
        if let Some(fields) = exception.as_exception() {
            *fields.fields.borrow_mut() = vec![name.clone(), object.clone()];
        }
        self.raise(exception)
    }

    /// Raises `NameError` with its `name`.
    #[cold]
    pub fn name_error(&self, name: &Value, message: impl AsRef<str>) -> Raised {
        let exception = self.exception(&self.exceptions.name_error, vec![self.str(message.as_ref())]);
        if let Some(fields) = exception.as_exception() {
            *fields.fields.borrow_mut() = vec![name.clone()];
        }
        self.raise(exception)
    }

    /// Raises `StopIteration(value)`, or `StopIteration()` for `None`.
    #[cold]
    pub fn stop_iteration(&self, value: Value) -> Raised {
        let args = if value.is_none() { Vec::new() } else { vec![value] };
        let exception = self.exception(&self.exceptions.stop_iteration, args);
        self.raise(exception)
    }

    /// Raises `MemoryError`. The exception itself may overdraw the limit.
    #[cold]
    pub fn memory_error(&self) -> Raised {
        if self.exceptions.memory_error.get().is_none() {
            return Raised::TOKEN;
        }
        if self.thread.strict.get() {
            self.stop(crate::Stop::Memory);
        }
        let exception = self.exception(&self.exceptions.memory_error, Vec::new());
        self.raise(exception)
    }

    /// Raises an exception given as a class (which is called) or an instance, as `raise x` does.
    pub fn raise_value(&self, value: &Value) -> Res<std::convert::Infallible> {
        let exception = self.exception_from(value)?;
        Err(self.raise(exception))
    }

    /// The exception instance for `raise value`.
    pub fn exception_from(&self, value: &Value) -> Res {
        if value.as_exception().is_some() {
            return Ok(value.clone());
        }
        if let Some(class) = value.as_type()
            && class.is_subclass_of(&self.exceptions.base_exception)
        {
            let made = self.call(value, &[])?;
            if made.as_exception().is_none() {
                return Err(self.type_error(format!(
                    "calling {} should have returned an instance of BaseException, not {}",
                    self.repr_string(value)?,
                    self.type_of(&made).name()
                )));
            }
            return Ok(made);
        }
        Err(self.type_error("exceptions must derive from BaseException"))
    }
}
