//! Modules that the embedding program offers to Python.

use super::{
    Cx, HostFn, IntoPy, Result, Value,
    function::{HostFunction, object},
};

type Fill = Box<dyn FnOnce(&Cx) -> Result<Value>>;

/// A module made of Rust functions and values: `Module::new("host").func("add", |a: i64, b: i64| a + b)`.
pub struct Module {
    name: String,
    items: Vec<(String, Fill)>,
}

impl Module {
    /// An empty module.
    pub fn new(name: &str) -> Module {
        Module { name: name.to_owned(), items: Vec::new() }
    }

    /// Adds a function: a closure of up to four arguments, with or without a `&Cx` in front.
    pub fn func<M>(mut self, name: &str, function: impl HostFn<M>) -> Module {
        let function = HostFunction::new(name, function);
        self.items.push((name.to_owned(), Box::new(|cx| Ok(Value::new(cx, object(cx, function)?)))));
        self
    }

    /// Adds a value.
    pub fn value(mut self, name: &str, value: impl IntoPy + 'static) -> Module {
        self.items.push((name.to_owned(), Box::new(|cx| value.into_py(cx))));
        self
    }

    /// Makes the module in a VM.
    pub(crate) fn add_to(self, cx: &Cx) -> Result<()> {
        let module = cx.enter(|vm| vm.module(&self.name))?;
        for (name, fill) in self.items {
            let value = fill(cx)?.raw(cx)?;
            cx.enter(|vm| module.dict.set_str(vm, &name, value))?;
        }
        cx.enter(|vm| vm.modules().set_str(vm, &self.name, module.into()))
    }
}
