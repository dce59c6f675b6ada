//! Calling classes.

use super::{Type, dispatch::PYTHON};
use crate::{Gc, Kind, Res, Value, Vm, native::Args, objects::object};

/// What a call of a class does where nothing but `__init__` takes part: make a plain instance, then run `init`.
pub(crate) struct CallPlan {
    /// The `__init__` found on the class: a Python function, or nothing where it is `object`'s.
    pub(crate) init: Value,
}

/// `slots.call` of `type`.
pub(crate) fn type_call(vm: &Vm, callee: &Value, args: Args<'_>) -> Res {
    let Some(class) = callee.downcast_gc::<Type>() else {
        return Err(vm.type_error("not a class"));
    };
    if class.is(&vm.types.type_) {
        if let ([value], None) = (args.positionals(), args.names) {
            return Ok(vm.class_of(value).into());
        }
        if args.positionals().len() != 3 {
            return Err(vm.type_error("type() takes 1 or 3 arguments"));
        }
    }
    construct(vm, &class, args)
}

/// A native class of the metaclass `type`: its call is a [`construct`].
#[inline]
pub(crate) fn native_class<'a>(vm: &Vm, callee: &'a Value) -> Option<&'a Type> {
    if !vm.is_exact(callee, Kind::Type) || callee.is(vm.types.type_.value()) {
        return None;
    }
    callee.core::<Type>().filter(|class| !class.heap_type)
}

/// `__new__` and then `__init__`, where `__new__` has made an instance of the class.
#[inline]
pub(crate) fn construct(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    let Some(new) = class.slots().new else {
        return Err(vm.type_error(format!("cannot create '{}' instances", class.name())));
    };
    let made = new(vm, class, args)?;
    let own = vm.type_of(&made);
    if !std::ptr::eq(own, class) && !own.is_subclass_of(&class.gc()) {
        return Ok(made);
    }
    if let Some(init) = own.slots().init {
        init(vm, &made, args)?
    }
    Ok(made)
}

impl Vm {
    /// The simple way to call this class, if there is one.
    pub(crate) fn class_call_plan(&self, class: &Gc<Type>) -> Option<CallPlan> {
        let slots = class.slots();
        let plain = class.kind == Kind::Instance
            && class.heap_type
            && !class.abstract_methods.get()
            && slots.del.is_none() // see `heap::age`
            && slots.new.is_some_and(object::is_object_new);
        let call = self.type_of(class.value()).slots().call?;
        if !plain || !std::ptr::fn_addr_eq(call, type_call as fn(&Vm, &Value, Args<'_>) -> Res) {
            return None;
        }
        let init = slots.init?;
        if object::is_object_init(init) {
            return Some(CallPlan { init: Value::EMPTY });
        }
        if !std::ptr::fn_addr_eq(init, PYTHON.init?) {
            return None;
        }
        let found = self.type_lookup(class, &self.names.dunder_init)?;
        found.is_kind(Kind::Function).then_some(CallPlan { init: found })
    }
}
