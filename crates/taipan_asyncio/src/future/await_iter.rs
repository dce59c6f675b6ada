//! `_asyncio.FutureIter`: what `Future.__await__` gives to those who drive it by hand. `await` itself polls the future.

use taipan_vm::{
    Body, Gc, Kind, Raised, Res, Tracer, Value, Vm,
    native::{Method, TypeFlags, TypeSpec},
    objects::{Poll, Slot, Type},
};

use super::{BLOCKING, core_of, result_of};

/// An await in progress; the future is gone once it ended.
pub struct FutureIter {
    /// The future.
    pub future: Slot,
}

impl Body for FutureIter {
    const KIND: Kind = Kind::ext(6);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.future.trace(tracer);
    }
    fn clear(&self, _: &Vm) {
        drop(self.future.take());
    }
}

/// Goes on: the value it yields, or its result.
fn advance(vm: &Vm, iter: &FutureIter) -> Res<Result<Value, Value>> {
    let future = iter.future.get();
    let Some(core) = core_of(&future) else { return Ok(Err(Value::NONE)) };
    if !core.is_done() {
        if core.has(BLOCKING) {
            return Err(vm.runtime_error("await wasn't used with future"));
        }
        core.put(BLOCKING, true);
        return Ok(Ok(future));
    }
    drop(iter.future.take());
    result_of(vm, core).map(Err)
}

fn send(vm: &Vm, args: &[Value]) -> Res {
    let Some(iter) = args[0].downcast::<FutureIter>() else { return Ok(Value::NONE) };
    match advance(vm, iter)? {
        Ok(yielded) => Ok(yielded),
        Err(result) => Err(vm.stop_iteration(result)),
    }
}

fn throw(vm: &Vm, args: &[Value]) -> Res {
    if let Some(iter) = args[0].downcast::<FutureIter>() {
        drop(iter.future.take());
    }
    if args[2].given().is_some() {
        let message =
            "the (type, exc, tb) signature of throw() is deprecated, use the single-arg signature instead.";
        vm.warn(&vm.exceptions.deprecation_warning, message, 1)?;
    }
    let (kind, value) = (&args[1], args[2].not_none());
    let exception = match value {
        Some(value) if value.as_exception().is_some() => value.clone(),
        Some(value) if kind.as_type().is_some() => vm.call(kind, std::slice::from_ref(value))?,
        _ if is_exception(vm, kind) => vm.exception_from(kind)?,
        _ => return Err(bad_throw(vm)),
    };
    if let (Some(traceback), Some(object)) = (args[3].not_none(), exception.as_exception()) {
        object.traceback.set(traceback.clone());
    }
    Err(vm.raise(exception))
}

fn is_exception(vm: &Vm, value: &Value) -> bool {
    value.as_exception().is_some()
        || value.as_type().is_some_and(|class| class.is_subclass_of(&vm.exceptions.base_exception))
}

#[cold]
fn bad_throw(vm: &Vm) -> Raised {
    vm.type_error("exceptions must be classes deriving BaseException or instances of such a class")
}

fn close(_: &Vm, args: &[Value]) -> Res {
    if let Some(iter) = args[0].downcast::<FutureIter>() {
        drop(iter.future.take());
    }
    Ok(Value::NONE)
}

/// Makes the type.
pub fn iter_type(vm: &Vm) -> Gc<Type> {
    vm.add_type::<FutureIter>(&TypeSpec {
        name: "FutureIter",
        module: "_asyncio",
        kind: FutureIter::KIND,
        base: None,
        flags: TypeFlags { no_new: true, ..TypeFlags::default() },
        doc: "",
        slots: |slots| {
            slots.iter = Some(|_, value| Ok(value.clone()));
            slots.next = Some(|vm, value| {
                let Some(iter) = value.downcast::<FutureIter>() else { return Ok(None) };
                match advance(vm, iter)? {
                    Ok(yielded) => Ok(Some(yielded)),
                    Err(result) => {
                        vm.set_stop_value(result);
                        Ok(None)
                    }
                }
            });
            slots.poll = Some(|vm, value, _| {
                let Some(iter) = value.downcast::<FutureIter>() else { return Ok(Poll::Ready(Value::NONE)) };
                Ok(match advance(vm, iter)? {
                    Ok(yielded) => Poll::Pending(yielded),
                    Err(result) => Poll::Ready(result),
                })
            });
        },
        methods: const {
            &[
                Method::new("send(value, /)", send, ""),
                Method::new("throw(typ, val=None, tb=None, /)", throw, ""),
                Method::new("close()", close, ""),
            ]
        },
        getset: &[],
    })
}
