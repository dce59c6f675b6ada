//! `aiter` and `anext`, and lookups along `super()`.

use super::ops::get_aiter;
use crate::{Gc, Raised, Res, Value, Vm, objects::Type};

/// `aiter(x)`
pub(crate) fn async_iter(vm: &Vm, value: &Value) -> Res {
    if vm.type_of(value).slots().aiter.is_none() {
        return Err(vm.type_error(format!("'{}' object is not an async iterable", vm.type_of(value).name())));
    }
    get_aiter(vm, value)
}

/// `anext(x)` and `anext(x, default)`
pub(crate) fn async_next(vm: &Vm, value: &Value, default: Option<&Value>) -> Res {
    let Some(anext) = vm.type_of(value).slots().anext else {
        return Err(vm.type_error(format!("'{}' object is not an async iterator", vm.type_of(value).name())));
    };
    let awaitable = anext(vm, value)?;
    match default {
        None => Ok(awaitable),
        Some(default) => Ok(super::anext_default::anext_with_default(vm, awaitable, default.clone())),
    }
}

impl Vm {
    /// The class at whose order a `super(class, receiver)` lookup works.
    ///
    /// # Errors
    /// `TypeError` where the receiver is neither an instance nor a subclass of the class.
    pub(crate) fn super_start(&self, class: &Value, receiver: &Value) -> Result<Gc<Type>, Raised> {
        let Some(start) = class.as_type() else {
            return Err(self.type_error(format!(
                "super() argument 1 must be a type, not {}",
                self.type_of(class).name()
            )));
        };
        if let Some(own) = receiver.downcast_gc::<Type>()
            && own.is_subclass_of(start)
        {
            return Ok(own);
        }
        let own = self.class_of(receiver);
        if own.is_subclass_of(start) {
            return Ok(own);
        }
        Err(self.type_error(
            "super(type, obj): obj (instance of ".to_owned()
                + &format!("{}) is not an instance or subtype of type ({}).", own.name(), start.name()),
        ))
    }

    /// What `name` means after `class` in the receiver's order, not bound.
    ///
    /// # Errors
    /// As [`Vm::super_start`].
    pub(crate) fn super_lookup(&self, class: &Value, receiver: &Value, name: &Value) -> Res<Option<Value>> {
        if name.is(&self.names.dunder_class) {
            return Ok(None);
        }
        let own = self.super_start(class, receiver)?;
        let Some(order) = own.mro() else { return Ok(None) };
        let after = order.iter().position(|base| base.is(class)).map_or(order.len(), |at| at + 1);
        for base in &order[after..] {
            if let Some(found) = base.as_type().and_then(|base| base.dict().get_name(self, name)) {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }
}
