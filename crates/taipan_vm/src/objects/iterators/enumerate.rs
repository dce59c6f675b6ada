//! `enumerate`.

use std::cell::Cell;

use crate::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Args, Method, TypeFlags, TypeSpec},
    objects::{Slot, Type, class_getitem, iterators::ListIter},
};

/// Counts the items of an iterator.
pub(crate) struct Enumerate {
    iterator: Value,
    index: Cell<i64>,
    /// The count where it exceeds 64 bits; `index` no longer matters then.
    big: Slot,
}

impl Body for Enumerate {
    const KIND: Kind = Kind::Enumerate;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(&self.iterator);
        self.big.trace(tracer);
    }
}

impl Enumerate {
    fn count(&self, vm: &Vm) -> Value {
        self.big.given().unwrap_or_else(|| vm.int(self.index.get()))
    }

    /// The next count and item.
    ///
    /// # Errors
    /// What the iterator raises.
    pub(crate) fn step_on(&self, vm: &Vm) -> Res<Option<(Value, Value)>> {
        let item = match self.iterator.core::<ListIter>() {
            Some(list) => list.step_on(),
            None => vm.next_of_inner(&self.iterator)?,
        };
        let Some(item) = item else { return Ok(None) };
        let count = self.count(vm);
        match self.index.get().checked_add(1) {
            Some(index) if self.big.is_empty() => self.index.set(index),
            _ => self.big.set(vm.big_int(count.as_big_int().unwrap_or_default() + 1)),
        }
        Ok(Some((count, item)))
    }
}

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    let given = args.values.len();
    if given > 2 {
        return Err(vm.type_error(format!("enumerate() takes at most 2 arguments ({given} given)")));
    }
    let mut bound = [args.positionals().first(), args.positionals().get(1)];
    for (name, value) in args.keywords() {
        match name.as_str() {
            Some("iterable") if bound[0].is_none() => bound[0] = Some(value),
            Some("start") if bound[1].is_none() && (bound[0].is_some() || given == 2) => {
                bound[1] = Some(value)
            }
            _ => {
                let name = name.as_str().unwrap_or("?");
                return Err(vm.type_error(format!("'{name}' is an invalid keyword argument for enumerate()")));
            }
        }
    }
    let Some(iterable) = bound[0] else {
        return Err(vm.type_error("enumerate() missing required argument 'iterable'"));
    };
    let start = match bound[1] {
        Some(start) => vm.index(start)?,
        None => vm.int(0),
    };
    let iterator = vm.iter(iterable)?;
    let (index, big) = match start.as_int() {
        Some(index) => (index, Slot::empty()),
        None => (0, Slot::new(start)),
    };
    Ok(vm.make_instance(class, Enumerate { iterator, index: Cell::new(index), big })?.into())
}

fn next(vm: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(this) = value.core::<Enumerate>() else { return Ok(None) };
    Ok(this.step_on(vm)?.map(|(count, item)| vm.tuple(vec![count, item])))
}

fn reduce(vm: &Vm, args: &[Value]) -> Res {
    let Some(this) = args[0].core::<Enumerate>() else { return Ok(Value::NONE) };
    let class = vm.class_of(&args[0]).value().clone();
    Ok(vm.tuple(vec![class, vm.tuple(vec![this.iterator.clone(), this.count(vm)])]))
}

pub(super) fn spec() -> TypeSpec {
    TypeSpec {
        name: "enumerate",
        module: "builtins",
        kind: Kind::Enumerate,
        base: None,
        flags: TypeFlags { base: true, ..TypeFlags::default() },
        doc: "An iterator over pairs of a count, from start, and an item of iterable.",
        slots: |slots| {
            slots.new = Some(new);
            slots.iter = Some(|_, v| Ok(v.clone()));
            slots.next = Some(next);
        },
        methods: const {
            &[
                Method::new("__reduce__()", reduce, "For pickling."),
                Method::class("__class_getitem__(object, /)", class_getitem, "A generic alias of the class."),
            ]
        },
        getset: &[],
    }
}
