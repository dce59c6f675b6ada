//! `repeat`

use std::cell::Cell;

use taipan_vm::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Args, Method, Signature, TypeSpec, bind_args},
    objects::Type,
};

use super::row::{LazySignature, itself, row};

/// The same object again and again.
pub(super) struct Repeat {
    object: Value,
    /// How often it still comes; without a limit if there is none.
    left: Cell<Option<u64>>,
}

impl Body for Repeat {
    const KIND: Kind = Kind::ext(40);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(&self.object);
    }
}

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    static SIGNATURE: LazySignature =
        LazySignature::new(|| Signature::parse("repeat(object, times=<unrepresentable>)"));
    let bound = bind_args(vm, &SIGNATURE, args)?;
    let left = match bound[1].given() {
        Some(times) => Some(vm.index_i64(times)?.max(0) as u64),
        None => None,
    };
    Ok(vm.make_instance(class, Repeat { object: bound[0].clone(), left: Cell::new(left) })?.into())
}

fn next(_: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(repeat) = value.downcast::<Repeat>() else { return Ok(None) };
    match repeat.left.get() {
        Some(0) => return Ok(None),
        Some(left) => repeat.left.set(Some(left - 1)),
        None => {}
    }
    Ok(Some(repeat.object.clone()))
}

fn repr(vm: &Vm, value: &Value) -> Res {
    let Some(repeat) = value.downcast::<Repeat>() else { return Ok(Value::NONE) };
    let mut out = format!("{}(", vm.type_of(value).short_name()).into_bytes();
    vm.push_repr(&mut out, &repeat.object)?;
    if let Some(left) = repeat.left.get() {
        out.extend_from_slice(format!(", {left}").as_bytes());
    }
    out.push(b')');
    Ok(vm.str_wtf8(&out))
}

fn length_hint(vm: &Vm, args: &[Value]) -> Res {
    match args[0].downcast::<Repeat>().and_then(|repeat| repeat.left.get()) {
        Some(left) => Ok(vm.int(left as i64)),
        None => Err(vm.type_error("len() of unsized object")),
    }
}

pub(super) fn spec() -> TypeSpec {
    row(
        "repeat",
        Repeat::KIND,
        "An object so many times, or without end.",
        |slots| {
            slots.new = Some(new);
            slots.repr = Some(repr);
            slots.iter = Some(itself);
            slots.next = Some(next);
        },
        const { &[Method::new("__length_hint__()", length_hint, "How many items are still to come.")] },
    )
}
