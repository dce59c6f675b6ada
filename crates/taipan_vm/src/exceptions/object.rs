//! The exception object.

use std::cell::{Cell, RefCell};

use crate::{Body, Kind, Tracer, Value, Vm, objects::Slot};

/// An instance of `BaseException` or of one of its subclasses.
#[derive(Default)]
pub struct ExceptionObject {
    /// `args`, a tuple.
    pub args: Slot,
    /// `__traceback__`.
    pub traceback: Slot,
    /// `__context__`.
    pub context: Slot,
    /// `__cause__`.
    pub cause: Slot,
    /// `__suppress_context__`.
    pub suppress_context: Cell<bool>,
    /// `__dict__`, made on demand.
    pub dict: Slot,
    /// What some classes keep besides: `errno` and so on, by the order that their class defines.
    pub fields: RefCell<Vec<Value>>,
}

impl ExceptionObject {
    /// Whether some Python frame has seen it.
    pub fn has_traceback(&self) -> bool {
        !self.traceback.or_none().is_none()
    }
}

impl Body for ExceptionObject {
    const KIND: Kind = Kind::Exception;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        for slot in [&self.args, &self.traceback, &self.context, &self.cause, &self.dict] {
            slot.trace(tracer);
        }
        tracer.visit_all(self.fields.borrow().iter());
    }
    fn dict(&self) -> Option<&Slot> {
        Some(&self.dict)
    }
    fn clear(&self, _: &Vm) {
        for slot in [&self.args, &self.traceback, &self.context, &self.cause, &self.dict] {
            drop(slot.take());
        }
        let fields = self.fields.take();
        drop(fields);
    }
}

impl Value {
    /// The exception, if this is one.
    #[inline]
    pub fn as_exception(&self) -> Option<&ExceptionObject> {
        self.core::<ExceptionObject>()
    }
}
