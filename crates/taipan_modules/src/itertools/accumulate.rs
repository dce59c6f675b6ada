//! `accumulate`

use taipan_vm::{
    BinaryOp, Body, Kind, Res, Tracer, Value, Vm,
    native::{Args, Signature, TypeSpec, bind_args},
    objects::{Slot, Type},
};

use super::row::{LazySignature, itself, row};

/// Running totals.
pub(super) struct Accumulate {
    iterator: Value,
    function: Value,
    /// Empty before the first item and once it has been given.
    initial: Slot,
    total: Slot,
}

impl Body for Accumulate {
    const KIND: Kind = Kind::ext(24);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit_all([&self.iterator, &self.function]);
        self.initial.trace(tracer);
        self.total.trace(tracer);
    }
}

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    static SIGNATURE: LazySignature =
        LazySignature::new(|| Signature::parse("accumulate(iterable, func=None, *, initial=None)"));
    let bound = bind_args(vm, &SIGNATURE, args)?;
    let body = Accumulate {
        iterator: vm.iter(&bound[0])?,
        function: bound[1].given().cloned().unwrap_or(Value::NONE),
        initial: bound[2].not_none().map_or_else(Slot::empty, |initial| Slot::new(initial.clone())),
        total: Slot::empty(),
    };
    Ok(vm.make_instance(class, body)?.into())
}

fn next(vm: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(this) = value.downcast::<Accumulate>() else { return Ok(None) };
    let initial = this.initial.take();
    if !initial.is_empty() {
        this.total.set(initial.clone());
        return Ok(Some(initial));
    }
    let Some(item) = vm.next_of_inner(&this.iterator)? else { return Ok(None) };
    let total = match this.total.given() {
        None => item,
        Some(total) if this.function.is_none() => vm.binary(BinaryOp::Add, &total, &item)?,
        Some(total) => vm.call(&this.function, &[total, item])?,
    };
    this.total.set(total.clone());
    Ok(Some(total))
}

pub(super) fn spec() -> TypeSpec {
    row(
        "accumulate",
        Accumulate::KIND,
        "Running totals, or running results of another function of two arguments.",
        |slots| {
            slots.new = Some(new);
            slots.iter = Some(itself);
            slots.next = Some(next);
        },
        &[],
    )
}
