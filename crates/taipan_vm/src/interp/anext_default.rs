//! `anext_awaitable`: what `anext(iterator, default)` gives. It passes everything on to the awaitable of the next item and
//! turns the end of the iteration into the default.

use crate::{
    Body, Kind, Raised, Res, Tracer, Value, Vm,
    native::{Method, TypeFlags, TypeSpec},
    objects::{Slots, builtin_types::bare},
};

struct AnextAwaitable {
    awaitable: Value,
    default: Value,
}

impl Body for AnextAwaitable {
    const KIND: Kind = Kind::AnextAwait;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(&self.awaitable);
        tracer.visit(&self.default);
    }
}

pub(super) fn anext_with_default(vm: &Vm, awaitable: Value, default: Value) -> Value {
    vm.make(AnextAwaitable { awaitable, default }).into()
}

impl AnextAwaitable {
    /// The iterator behind the awaitable. It is asked for anew at each step: a coroutine's goes on where it stands.
    fn iterator(&self, vm: &Vm) -> Res {
        let wrapped = super::ops::get_awaitable(vm, self.awaitable.clone(), 0)?;
        if wrapped.as_generator().is_none() {
            return Ok(wrapped);
        }
        match vm.type_of(&wrapped).slots().await_ {
            Some(await_) => await_(vm, &wrapped),
            None => Ok(wrapped),
        }
    }

    /// The end of the iteration gives the default: as a `StopIteration`.
    fn ended(&self, vm: &Vm, raised: Raised) -> Raised {
        match vm.catch(raised, &vm.exceptions.stop_async_iteration) {
            Ok(_) => vm.stop_iteration(self.default.clone()),
            Err(raised) => raised,
        }
    }

    fn call(&self, vm: &Vm, method: &str, args: &[Value]) -> Res {
        let iterator = self.iterator(vm)?;
        vm.call_method(&iterator, method, args).map_err(|raised| self.ended(vm, raised))
    }
}

fn next(vm: &Vm, me: &Value) -> Res<Option<Value>> {
    let Some(body) = me.core::<AnextAwaitable>() else { return Ok(None) };
    let iterator = body.iterator(vm)?;
    vm.clear_stop_value();
    match vm.next(&iterator) {
        Ok(item) => Ok(item),
        Err(raised) => match vm.catch(raised, &vm.exceptions.stop_async_iteration) {
            Ok(_) => {
                vm.set_stop_value(body.default.clone());
                Ok(None)
            }
            Err(raised) => Err(raised),
        },
    }
}

fn forward(vm: &Vm, args: &[Value], method: &str) -> Res {
    let given = args[1..].iter().take_while(|arg| !arg.is_empty()).cloned().collect::<Vec<_>>();
    match args[0].core::<AnextAwaitable>() {
        Some(body) => body.call(vm, method, &given),
        None => Ok(Value::NONE),
    }
}

const METHODS: &[Method] = &[
    Method::new(
        "send(value, /)",
        |vm, args| forward(vm, args, "send"),
        "Resumes the awaitable with a value.",
    ),
    Method::new(
        "throw(type, value=None, traceback=None, /)",
        |vm, args| forward(vm, args, "throw"),
        "Raises an exception where the awaitable stands.",
    ),
    Method::new(
        "close()",
        |vm, args| forward(vm, args, "close"),
        "Raises GeneratorExit where the awaitable stands.",
    ),
];

pub(super) fn start(vm: &Vm) {
    vm.add_type::<AnextAwaitable>(&TypeSpec {
        flags: TypeFlags { no_new: true, ..TypeFlags::default() },
        methods: METHODS,
        ..bare("anext_awaitable", Kind::AnextAwait, |slots: &mut Slots| {
            slots.iter = Some(|_, v| Ok(v.clone()));
            slots.await_ = Some(|_, v| Ok(v.clone()));
            slots.next = Some(next);
        })
    });
}
