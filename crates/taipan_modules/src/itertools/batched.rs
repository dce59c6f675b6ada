//! `batched`, `pairwise`

use taipan_vm::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Args, Signature, TypeSpec, bind_args},
    objects::{Slot, Type},
};

use super::row::{LazySignature, check_room, itself, row};

/// Tuples of so many items.
pub(super) struct Batched {
    /// Empty at the end.
    iterator: Slot,
    size: usize,
    strict: bool,
}

/// Overlapping pairs.
pub(super) struct Pairwise {
    iterator: Slot,
    old: Slot,
}

impl Body for Batched {
    const KIND: Kind = Kind::ext(25);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.iterator.trace(tracer);
    }
}

impl Body for Pairwise {
    const KIND: Kind = Kind::ext(26);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.iterator.trace(tracer);
        self.old.trace(tracer);
    }
}

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    static SIGNATURE: LazySignature =
        LazySignature::new(|| Signature::parse("batched(iterable, n, *, strict=False)"));
    let bound = bind_args(vm, &SIGNATURE, args)?;
    let size = vm.index_i64(&bound[1])?;
    let strict = bound[2].given().map_or(Ok(false), |strict| vm.truth(strict))?;
    if size < 1 {
        return Err(vm.value_error("n must be at least one"));
    }
    let iterator = Slot::new(vm.iter(&bound[0])?);
    Ok(vm.make_instance(class, Batched { iterator, size: size as usize, strict })?.into())
}

fn next(vm: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(this) = value.downcast::<Batched>() else { return Ok(None) };
    let Some(iterator) = this.iterator.given() else { return Ok(None) };
    let mut items = Vec::with_capacity(this.size.min(64));
    while items.len() < this.size {
        if items.len() == items.capacity() {
            check_room(vm, items.len() * 2)?;
        }
        match vm.next_of_inner(&iterator) {
            Ok(Some(item)) => items.push(item),
            Ok(None) => {
                drop(this.iterator.take());
                if items.is_empty() {
                    return Ok(None);
                }
                if this.strict {
                    return Err(vm.value_error("batched(): incomplete batch"));
                }
                break;
            }
            Err(raised) => {
                drop(this.iterator.take());
                return Err(raised);
            }
        }
    }
    Ok(Some(vm.tuple(items)))
}

fn new_pairwise(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    let values = vm.positional_only("pairwise", args, 1, 1)?;
    let iterator = Slot::new(vm.iter(&values[0])?);
    Ok(vm.make_instance(class, Pairwise { iterator, old: Slot::empty() })?.into())
}

fn next_pairwise(vm: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(this) = value.downcast::<Pairwise>() else { return Ok(None) };
    let Some(iterator) = this.iterator.given() else { return Ok(None) };
    if this.old.is_empty() {
        match vm.next_of_inner(&iterator)? {
            Some(first) => this.old.set(first),
            None => {
                drop(this.iterator.take());
                return Ok(None);
            }
        }
    }
    let old = this.old.get();
    match vm.next_of_inner(&iterator)? {
        Some(new) => {
            this.old.set(new.clone());
            Ok(Some(vm.tuple(vec![old, new])))
        }
        None => {
            drop((this.iterator.take(), this.old.take()));
            Ok(None)
        }
    }
}

pub(super) fn spec() -> TypeSpec {
    row(
        "batched",
        Batched::KIND,
        "Tuples of n items each; the last one may be shorter.",
        |slots| {
            slots.new = Some(new);
            slots.iter = Some(itself);
            slots.next = Some(next);
        },
        &[],
    )
}

pub(super) fn pairwise_spec() -> TypeSpec {
    row(
        "pairwise",
        Pairwise::KIND,
        "Overlapping pairs of neighbours.",
        |slots| {
            slots.new = Some(new_pairwise);
            slots.iter = Some(itself);
            slots.next = Some(next_pairwise);
        },
        &[],
    )
}
