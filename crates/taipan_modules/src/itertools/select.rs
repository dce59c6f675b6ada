//! `compress`, `dropwhile`, `takewhile`, `filterfalse`

use std::cell::Cell;

use taipan_vm::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Args, Signature, TypeSpec, bind_args},
    objects::Type,
};

use super::row::{LazySignature, itself, row};

/// `compress`
pub(super) struct Compress {
    data: Value,
    selectors: Value,
}

/// `dropwhile`
pub(super) struct DropWhile(Tested);

/// `takewhile`
pub(super) struct TakeWhile(Tested);

/// `filterfalse`
pub(super) struct FilterFalse(Tested);

/// An iterator whose items a predicate looks at.
struct Tested {
    predicate: Value,
    iterator: Value,
    /// Dropping, or taking, is over.
    over: Cell<bool>,
}

impl Tested {
    fn new(vm: &Vm, name: &str, args: Args<'_>) -> Res<Tested> {
        let values = vm.positional_only(name, args, 2, 2)?;
        Ok(Tested { predicate: values[0].clone(), iterator: vm.iter(&values[1])?, over: Cell::new(false) })
    }

    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit_all([&self.predicate, &self.iterator]);
    }

    fn test(&self, vm: &Vm, item: &Value) -> Res<bool> {
        vm.truth(&vm.call(&self.predicate, std::slice::from_ref(item))?)
    }
}

impl Body for Compress {
    const KIND: Kind = Kind::ext(30);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit_all([&self.data, &self.selectors]);
    }
}

impl Body for DropWhile {
    const KIND: Kind = Kind::ext(33);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.0.trace(tracer);
    }
}

impl Body for TakeWhile {
    const KIND: Kind = Kind::ext(42);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.0.trace(tracer);
    }
}

impl Body for FilterFalse {
    const KIND: Kind = Kind::ext(34);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.0.trace(tracer);
    }
}

fn new_compress(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    static SIGNATURE: LazySignature = LazySignature::new(|| Signature::parse("compress(data, selectors)"));
    let bound = bind_args(vm, &SIGNATURE, args)?;
    let body = Compress { data: vm.iter(&bound[0])?, selectors: vm.iter(&bound[1])? };
    Ok(vm.make_instance(class, body)?.into())
}

fn next_compress(vm: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(this) = value.downcast::<Compress>() else { return Ok(None) };
    while let Some(item) = vm.next_of_inner(&this.data)? {
        let Some(selector) = vm.next_of_inner(&this.selectors)? else { return Ok(None) };
        if vm.truth(&selector)? {
            return Ok(Some(item));
        }
        vm.tick(1)?;
    }
    Ok(None)
}

fn next_dropwhile(vm: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(DropWhile(this)) = value.downcast() else { return Ok(None) };
    while let Some(item) = vm.next_of_inner(&this.iterator)? {
        if this.over.get() {
            return Ok(Some(item));
        }
        if !this.test(vm, &item)? {
            this.over.set(true);
            return Ok(Some(item));
        }
        vm.tick(1)?;
    }
    Ok(None)
}

fn next_takewhile(vm: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(TakeWhile(this)) = value.downcast() else { return Ok(None) };
    if this.over.get() {
        return Ok(None);
    }
    let Some(item) = vm.next_of_inner(&this.iterator)? else { return Ok(None) };
    if this.test(vm, &item)? {
        return Ok(Some(item));
    }
    this.over.set(true);
    Ok(None)
}

fn next_filterfalse(vm: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(FilterFalse(this)) = value.downcast() else { return Ok(None) };
    let plain = this.predicate.is_none() || this.predicate.is(vm.types.bool_.value());
    while let Some(item) = vm.next_of_inner(&this.iterator)? {
        if !(if plain { vm.truth(&item)? } else { this.test(vm, &item)? }) {
            return Ok(Some(item));
        }
        vm.tick(1)?;
    }
    Ok(None)
}

pub(super) fn compress_spec() -> TypeSpec {
    row(
        "compress",
        Compress::KIND,
        "The items of data whose selectors are true.",
        |slots| {
            slots.new = Some(new_compress);
            slots.iter = Some(itself);
            slots.next = Some(next_compress);
        },
        &[],
    )
}

pub(super) fn dropwhile_spec() -> TypeSpec {
    row(
        "dropwhile",
        DropWhile::KIND,
        "The items from the first one on for which the predicate is false.",
        |slots| {
            slots.new = Some(|vm, class, args| {
                Ok(vm.make_instance(class, DropWhile(Tested::new(vm, "dropwhile", args)?))?.into())
            });
            slots.iter = Some(itself);
            slots.next = Some(next_dropwhile);
        },
        &[],
    )
}

pub(super) fn takewhile_spec() -> TypeSpec {
    row(
        "takewhile",
        TakeWhile::KIND,
        "The items before the first one for which the predicate is false.",
        |slots| {
            slots.new = Some(|vm, class, args| {
                Ok(vm.make_instance(class, TakeWhile(Tested::new(vm, "takewhile", args)?))?.into())
            });
            slots.iter = Some(itself);
            slots.next = Some(next_takewhile);
        },
        &[],
    )
}

pub(super) fn filterfalse_spec() -> TypeSpec {
    row(
        "filterfalse",
        FilterFalse::KIND,
        "The items for which the function (or the item itself, without one) is false.",
        |slots| {
            slots.new = Some(|vm, class, args| {
                Ok(vm.make_instance(class, FilterFalse(Tested::new(vm, "filterfalse", args)?))?.into())
            });
            slots.iter = Some(itself);
            slots.next = Some(next_filterfalse);
        },
        &[],
    )
}
