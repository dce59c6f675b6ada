//! `iter(callable, sentinel)`.

use super::iterator_row;
use crate::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Method, TypeSpec},
    objects::Slot,
};

/// Calls until the result is the sentinel; empty once it is exhausted.
pub(super) struct CallIter {
    callable: Slot,
    sentinel: Slot,
}

impl CallIter {
    fn finish(&self) {
        let gone = (self.callable.take(), self.sentinel.take());
        drop(gone);
    }
}

impl Body for CallIter {
    const KIND: Kind = Kind::CallIter;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.callable.trace(tracer);
        self.sentinel.trace(tracer);
    }
    fn clear(&self, _: &Vm) {
        self.finish();
    }
}

impl Vm {
    /// `iter(callable, sentinel)`
    ///
    /// # Errors
    /// `TypeError` where it is not callable.
    pub fn callable_iterator(&self, callable: &Value, sentinel: &Value) -> Res {
        if !self.is_callable(callable) {
            return Err(self.type_error("iter(v, w): v must be callable"));
        }
        let body = CallIter { callable: Slot::new(callable.clone()), sentinel: Slot::new(sentinel.clone()) };
        Ok(self.make(body).into())
    }
}

fn next(vm: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(iter) = value.core::<CallIter>() else { return Ok(None) };
    let Some(callable) = iter.callable.given() else { return Ok(None) };
    match vm.call(&callable, &[]) {
        Ok(result) => {
            let Some(sentinel) = iter.sentinel.given() else { return Ok(None) };
            if vm.equal(&sentinel, &result)? {
                iter.finish();
                return Ok(None);
            }
            Ok(Some(result))
        }
        Err(raised) => {
            drop(vm.catch(raised, &vm.exceptions.stop_iteration)?);
            iter.finish();
            Ok(None)
        }
    }
}

fn reduce(vm: &Vm, args: &[Value]) -> Res {
    let Some(iter) = args[0].core::<CallIter>() else { return Ok(Value::NONE) };
    let state = match (iter.callable.given(), iter.sentinel.given()) {
        (Some(callable), Some(sentinel)) => vec![callable, sentinel],
        _ => vec![vm.tuple(Vec::new())],
    };
    Ok(vm.tuple(vec![vm.builtin("iter")?, vm.tuple(state)]))
}

pub(super) fn spec() -> TypeSpec {
    iterator_row(
        "callable_iterator",
        Kind::CallIter,
        |slots| {
            slots.iter = Some(|_, v| Ok(v.clone()));
            slots.next = Some(next);
        },
        const { &[Method::new("__reduce__()", reduce, "For pickling.")] },
    )
}
