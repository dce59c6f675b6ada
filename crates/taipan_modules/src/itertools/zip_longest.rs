//! `zip_longest`

use std::cell::Cell;

use taipan_vm::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Args, TypeSpec},
    objects::{Slot, Type},
};

use super::row::{itself, row};

/// Tuples of one item of each iterable, up to the end of the longest.
pub(super) struct ZipLongest {
    /// Empty where an iterator is exhausted.
    iterators: Vec<Slot>,
    active: Cell<usize>,
    fill: Value,
}

impl Body for ZipLongest {
    const KIND: Kind = Kind::ext(45);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.iterators.iter().for_each(|slot| slot.trace(tracer));
        tracer.visit(&self.fill);
    }
}

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    let mut fill = Value::NONE;
    for (name, value) in args.keywords() {
        if name.as_str() != Some("fillvalue") || args.keyword_count() > 1 {
            return Err(vm.type_error("zip_longest() got an unexpected keyword argument"));
        }
        fill = value.clone();
    }
    let mut iterators = Vec::with_capacity(args.positionals().len());
    for iterable in args.positionals() {
        iterators.push(Slot::new(vm.iter(iterable)?));
    }
    let active = Cell::new(iterators.len());
    Ok(vm.make_instance(class, ZipLongest { iterators, active, fill })?.into())
}

fn next(vm: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(this) = value.downcast::<ZipLongest>() else { return Ok(None) };
    if this.active.get() == 0 {
        return Ok(None);
    }
    let mut items = Vec::with_capacity(this.iterators.len());
    for slot in &this.iterators {
        let item = match slot.given() {
            Some(iterator) => match vm.next_of_inner(&iterator) {
                Ok(item) => item,
                Err(raised) => {
                    this.active.set(0);
                    return Err(raised);
                }
            },
            None => None,
        };
        if item.is_none() && !slot.is_empty() {
            this.active.set(this.active.get().saturating_sub(1));
            if this.active.get() == 0 {
                return Ok(None);
            }
            drop(slot.take());
        }
        items.push(item.unwrap_or_else(|| this.fill.clone()));
    }
    Ok(Some(vm.tuple(items)))
}

pub(super) fn spec() -> TypeSpec {
    row(
        "zip_longest",
        ZipLongest::KIND,
        "Tuples of one item of each iterable; fillvalue stands for the items of exhausted ones.",
        |slots| {
            slots.new = Some(new);
            slots.iter = Some(itself);
            slots.next = Some(next);
        },
        &[],
    )
}
