//! `chain`

use taipan_vm::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Args, Method, TypeSpec},
    objects::{Slot, Type, class_getitem},
};

use super::row::{itself, row};

/// The items of one iterable after the other.
pub(super) struct Chain {
    /// An iterator over iterables; empty at the end.
    sources: Slot,
    active: Slot,
}

impl Body for Chain {
    const KIND: Kind = Kind::ext(27);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.sources.trace(tracer);
        self.active.trace(tracer);
    }
}

fn make(vm: &Vm, class: &Type, sources: &Value) -> Res {
    let sources = Slot::new(vm.iter(sources)?);
    Ok(vm.make_instance(class, Chain { sources, active: Slot::empty() })?.into())
}

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    let values = vm.positional_only("chain", args, 0, usize::MAX)?;
    make(vm, class, &vm.tuple(values.to_vec()))
}

fn from_iterable(vm: &Vm, args: &[Value]) -> Res {
    match args[0].as_type() {
        Some(class) => make(vm, class, &args[1]),
        None => Err(vm.type_error("a class is required")),
    }
}

fn next(vm: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(chain) = value.downcast::<Chain>() else { return Ok(None) };
    while let Some(sources) = chain.sources.given() {
        if let Some(active) = chain.active.given() {
            if let Some(item) = vm.next_of_inner(&active)? {
                return Ok(Some(item));
            }
            drop(chain.active.take());
            vm.tick(1)?;
        }
        match vm.next_of_inner(&sources)? {
            Some(source) => match vm.iter(&source) {
                Ok(iterator) => chain.active.set(iterator),
                Err(raised) => {
                    drop(chain.sources.take());
                    return Err(raised);
                }
            },
            None => drop(chain.sources.take()),
        }
    }
    Ok(None)
}

pub(super) fn spec() -> TypeSpec {
    row(
        "chain",
        Chain::KIND,
        "The items of the first iterable, then those of the next, and so on.",
        |slots| {
            slots.new = Some(new);
            slots.iter = Some(itself);
            slots.next = Some(next);
        },
        const {
            &[
                Method::class(
                    "from_iterable(iterable, /)",
                    from_iterable,
                    "The chain of the iterables that an iterable gives.",
                ),
                Method::class("__class_getitem__(object, /)", class_getitem, "A generic alias of the class."),
            ]
        },
    )
}
