//! The type `Context`, and the current context.

use std::cell::RefCell;

use crate::{
    Body, Gc, Kind, Raised, Res, Tracer, Value, Vm,
    heap::{Buffer, refcount},
    objects::Slot,
};

/// Values by variable, in the order of their first setting.
pub(crate) struct VarMap {
    pub(crate) entries: RefCell<Buffer<(Value, Value)>>,
}

impl Body for VarMap {
    const KIND: Kind = Kind::ContextMap;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        for (var, value) in self.entries.borrow().iter() {
            tracer.visit(var);
            tracer.visit(value);
        }
    }
    fn clear(&self, _: &Vm) {
        let gone = self.entries.borrow_mut().take();
        drop(gone);
    }
}

/// `_contextvars.Context`
pub struct Context {
    /// A [`VarMap`], or nothing while there are no variables.
    pub(super) vars: Slot,
    /// Of an entered context: the one to go back to, `None` where there was none. Else nothing.
    previous: Slot,
}

impl Body for Context {
    const KIND: Kind = Kind::Context;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.vars.trace(tracer);
        self.previous.trace(tracer);
    }
    fn clear(&self, _: &Vm) {
        drop((self.vars.take(), self.previous.take()));
    }
}

impl Context {
    #[inline]
    fn is_entered(&self) -> bool {
        !self.previous.is_empty()
    }

    /// The value of a variable in this context.
    pub(crate) fn get(&self, var: &Value) -> Option<Value> {
        let vars = self.vars.get();
        let entries = vars.core::<VarMap>()?.entries.borrow();
        entries.iter().find(|(known, _)| known.is(var)).map(|(_, value)| value.clone())
    }

    /// Variables and values.
    pub(crate) fn entries(&self) -> Vec<(Value, Value)> {
        self.vars.get().core::<VarMap>().map(|map| map.entries.borrow().to_vec()).unwrap_or_default()
    }

    /// The number of variables.
    pub(crate) fn len(&self) -> usize {
        self.vars.get().core::<VarMap>().map_or(0, |map| map.entries.borrow().len())
    }

    /// Sets a variable, or with no value deletes it; the old value.
    ///
    /// # Errors
    /// `MemoryError`.
    pub(crate) fn put(&self, vm: &Vm, var: &Value, value: Option<Value>) -> Res<Option<Value>> {
        let shared = self.vars.raw();
        // SAFETY: the slot keeps the map alive.
        let own = shared.is_ref() && unsafe { refcount(shared.ptr()) } == 1;
        if !own {
            let mut entries = Buffer::new(vm.heap());
            if let Some(shared) = self.vars.get().core::<VarMap>() {
                entries.extend_from(&shared.entries.borrow())?;
            }
            self.vars.set(vm.make(VarMap { entries: RefCell::new(entries) }).into());
        }
        let vars = self.vars.get();
        let Some(map) = vars.core::<VarMap>() else { return Ok(None) };
        let mut entries = map.entries.borrow_mut();
        let at = entries.iter().position(|(known, _)| known.is(var));
        Ok(match (at, value) {
            (Some(at), Some(value)) => Some(std::mem::replace(&mut entries[at].1, value)),
            (Some(at), None) => Some(entries.remove(at).1),
            (None, Some(value)) => {
                entries.push((var.clone(), value))?;
                None
            }
            (None, None) => None,
        })
    }
}

impl Vm {
    /// The current context of this thread.
    pub(crate) fn current_context(&self) -> Gc<Context> {
        if let Some(context) = self.context.get().downcast_gc::<Context>() {
            return context;
        }
        let fresh = self.new_context(Slot::empty());
        fresh.previous.set(Value::NONE);
        self.context.set(fresh.clone().into());
        fresh
    }

    pub(crate) fn new_context(&self, vars: Slot) -> Gc<Context> {
        self.make(Context { vars, previous: Slot::empty() })
    }

    /// `contextvars.copy_context()`
    pub fn copy_context(&self) -> Value {
        let current = self.context.get();
        let vars = current.core::<Context>().map_or(Value::EMPTY, |context| context.vars.get());
        self.new_context(Slot::new(vars)).into()
    }

    /// Whether `context` is the current one.
    #[inline]
    pub fn is_current_context(&self, context: &Value) -> bool {
        self.context.raw() == context.raw()
    }

    /// Makes `context` current until [`Vm::leave_context`].
    ///
    /// # Errors
    /// `TypeError` where it is no context; `RuntimeError` where it is entered already.
    #[inline]
    pub fn enter_context(&self, context: &Value) -> Result<(), Raised> {
        let Some(body) = context.core::<Context>() else { return Err(self.not_a_context()) };
        if body.is_entered() {
            return Err(self.entered_twice(context));
        }
        let before = self.context.replace(context.clone());
        body.previous.set(if before.is_empty() { Value::NONE } else { before });
        Ok(())
    }

    /// Goes back to the context before `context`, which is current.
    #[inline]
    pub fn leave_context(&self, context: &Value) {
        let Some(body) = context.core::<Context>() else { return };
        let before = body.previous.take();
        drop(self.context.replace(if before.is_none() { Value::EMPTY } else { before }));
    }

    #[cold]
    fn not_a_context(&self) -> Raised {
        self.type_error("a Context was expected")
    }

    #[cold]
    fn entered_twice(&self, context: &Value) -> Raised {
        match self.repr_string(context) {
            Ok(shown) => self.runtime_error(format!("cannot enter context: {shown} is already entered")),
            Err(raised) => raised,
        }
    }

    /// The value of a `ContextVar` in the current context, or its default.
    ///
    /// # Errors
    /// `LookupError` where it has none.
    pub fn context_var(&self, var: &Value) -> Res {
        self.var_get(var, None)
    }
}
