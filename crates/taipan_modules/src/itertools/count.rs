//! `count`

use taipan_vm::{
    BinaryOp, Body, Kind, Res, Tracer, Value, Vm,
    native::{Args, Signature, TypeSpec, bind_args},
    objects::{Slot, Type},
};

use super::row::{LazySignature, itself, row};

/// Numbers from a start, a step apart.
pub(super) struct Count {
    current: Slot,
    step: Value,
}

impl Body for Count {
    const KIND: Kind = Kind::ext(31);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.current.trace(tracer);
        tracer.visit(&self.step);
    }
}

fn number(vm: &Vm, value: &Value, default: i64) -> Res {
    let Some(value) = value.given() else { return Ok(vm.int(default)) };
    let slots = vm.type_of(value).slots();
    let number = slots.index.is_some() || slots.int.is_some() || slots.float.is_some();
    if !number && value.as_float().is_none() && !value.is_int() && value.kind() != Some(Kind::Complex) {
        return Err(vm.type_error("a number is required"));
    }
    Ok(value.as_bool().map_or_else(|| value.clone(), |flag| vm.int(flag.into())))
}

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    static SIGNATURE: LazySignature = LazySignature::new(|| Signature::parse("count(start=0, step=1)"));
    let bound = bind_args(vm, &SIGNATURE, args)?;
    let current = Slot::new(number(vm, &bound[0], 0)?);
    let step = number(vm, &bound[1], 1)?;
    Ok(vm.make_instance(class, Count { current, step })?.into())
}

fn next(vm: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(count) = value.downcast::<Count>() else { return Ok(None) };
    let current = count.current.get();
    let following = match (current.as_small_int(), count.step.as_small_int()) {
        (Some(now), Some(step)) => vm.int(now + step),
        _ => vm.binary(BinaryOp::Add, &current, &count.step)?,
    };
    count.current.set(following);
    Ok(Some(current))
}

fn repr(vm: &Vm, value: &Value) -> Res {
    let Some(count) = value.downcast::<Count>() else { return Ok(Value::NONE) };
    let mut out = format!("{}(", vm.type_of(value).short_name()).into_bytes();
    vm.push_repr(&mut out, &count.current.get())?;
    if count.step.as_small_int() != Some(1) {
        out.extend_from_slice(b", ");
        vm.push_repr(&mut out, &count.step)?;
    }
    out.push(b')');
    Ok(vm.str_wtf8(&out))
}

pub(super) fn spec() -> TypeSpec {
    row(
        "count",
        Count::KIND,
        "Numbers from start on, step apart, without end.",
        |slots| {
            slots.new = Some(new);
            slots.repr = Some(repr);
            slots.iter = Some(itself);
            slots.next = Some(next);
        },
        &[],
    )
}
