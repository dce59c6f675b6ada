//! `cmp_to_key`.

use taipan_vm::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Args, GetSet, TypeFlags, TypeSpec},
    objects::Slot,
};

/// Makes keys (without an object) or is one.
pub(super) struct KeyWrapper {
    compare: Value,
    object: Slot,
}

impl Body for KeyWrapper {
    const KIND: Kind = Kind::ext(58);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(&self.compare);
        self.object.trace(tracer);
    }
    fn clear(&self, _: &Vm) {
        drop(self.object.take());
    }
}

pub(super) fn cmp_to_key(vm: &Vm, args: &[Value]) -> Res {
    Ok(vm.make(KeyWrapper { compare: args[0].clone(), object: Slot::empty() }).into())
}

fn call(vm: &Vm, value: &Value, args: Args<'_>) -> Res {
    let Some(key) = value.downcast::<KeyWrapper>() else { return Ok(Value::NONE) };
    let bound = vm.bind_args("K(obj)", args)?;
    Ok(vm.make(KeyWrapper { compare: key.compare.clone(), object: Slot::new(bound[0].clone()) }).into())
}

fn object(vm: &Vm, value: &Value) -> Res {
    match value.downcast::<KeyWrapper>().and_then(|key| key.object.given()) {
        Some(object) => Ok(object),
        None => Err(vm.error(&vm.exceptions.attribute_error, "object")),
    }
}

pub(super) fn spec() -> TypeSpec {
    TypeSpec {
        name: "KeyWrapper",
        module: "functools",
        kind: KeyWrapper::KIND,
        base: None,
        flags: TypeFlags { no_new: true, ..TypeFlags::default() },
        doc: "",
        slots: |slots| {
            slots.call = Some(call);
            slots.compare = Some(|vm, a, b, op| {
                let (Some(key), Some(_)) = (a.downcast::<KeyWrapper>(), b.downcast::<KeyWrapper>()) else {
                    return Err(vm.type_error("other argument must be K instance"));
                };
                let order = vm.call(&key.compare, &[object(vm, a)?, object(vm, b)?])?;
                vm.compare(op, &order, &vm.int(0))
            });
        },
        methods: &[],
        getset: const {
            &[GetSet::write("obj", object, |_, value, new| {
                if let Some(key) = value.downcast::<KeyWrapper>() {
                    key.object.set(new.cloned().unwrap_or(Value::EMPTY));
                }
                Ok(())
            })]
        },
    }
}
