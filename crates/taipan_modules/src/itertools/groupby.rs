//! `groupby`

use std::cell::Cell;

use taipan_vm::{
    Body, Gc, Kind, Res, Tracer, Value, Vm,
    native::{Args, Signature, TypeSpec, bind_args},
    objects::{Slot, Type},
};

use super::row::{LazySignature, itself, row};

/// Groups neighbours with equal keys. All groups share the iterator: going on to the next group ends the one before.
pub(super) struct GroupBy {
    iterator: Value,
    key: Value,
    /// Key of the group that was given last.
    target: Slot,
    current_key: Slot,
    /// The item that was read but not yet given.
    current: Slot,
    /// Number of the group that may read on; 0 for none.
    group: Cell<u64>,
    groups: Cell<u64>,
}

/// One group.
pub(super) struct Grouper {
    parent: Gc<GroupBy>,
    target: Value,
    number: u64,
}

impl Body for GroupBy {
    const KIND: Kind = Kind::ext(35);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit_all([&self.iterator, &self.key]);
        for slot in [&self.target, &self.current_key, &self.current] {
            slot.trace(tracer);
        }
    }
}

impl Body for Grouper {
    const KIND: Kind = Kind::ext(36);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit_all([self.parent.value(), &self.target]);
    }
}

impl GroupBy {
    /// Reads the next item and its key; `false` at the end.
    fn step(&self, vm: &Vm) -> Res<bool> {
        let Some(item) = vm.next_of_inner(&self.iterator)? else { return Ok(false) };
        let key =
            if self.key.is_none() { item.clone() } else { vm.call(&self.key, std::slice::from_ref(&item))? };
        self.current.set(item);
        self.current_key.set(key);
        Ok(true)
    }
}

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    static SIGNATURE: LazySignature = LazySignature::new(|| Signature::parse("groupby(iterable, key=None)"));
    let bound = bind_args(vm, &SIGNATURE, args)?;
    let body = GroupBy {
        iterator: vm.iter(&bound[0])?,
        key: bound[1].given().cloned().unwrap_or(Value::NONE),
        target: Slot::empty(),
        current_key: Slot::empty(),
        current: Slot::empty(),
        group: Cell::new(0),
        groups: Cell::new(0),
    };
    Ok(vm.make_instance(class, body)?.into())
}

fn next(vm: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(this) = value.downcast_gc::<GroupBy>() else { return Ok(None) };
    this.group.set(0);
    loop {
        if let Some(key) = this.current_key.given() {
            match this.target.given() {
                Some(target) if vm.equal(&target, &key)? => {}
                _ => break,
            }
        }
        if !this.step(vm)? {
            return Ok(None);
        }
        vm.tick(1)?;
    }
    let key = this.current_key.get();
    this.target.set(key.clone());
    this.groups.set(this.groups.get() + 1);
    this.group.set(this.groups.get());
    let number = this.group.get();
    let group = vm.make(Grouper { parent: this, target: key.clone(), number });
    Ok(Some(vm.tuple(vec![key, group.into()])))
}

fn next_in_group(vm: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(group) = value.downcast::<Grouper>() else { return Ok(None) };
    let parent = &group.parent;
    if parent.group.get() != group.number {
        return Ok(None);
    }
    if parent.current.is_empty() && !parent.step(vm)? {
        return Ok(None);
    }
    if !vm.equal(&group.target, &parent.current_key.get())? {
        return Ok(None);
    }
    let item = parent.current.take();
    Ok((!item.is_empty()).then_some(item))
}

fn new_grouper(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    let values = vm.positional_only("_grouper", args, 2, 2)?;
    let Some(parent) = values[0].downcast_gc::<GroupBy>() else {
        return Err(vm.type_error("incorrect usage of internal _grouper"));
    };
    parent.groups.set(parent.groups.get() + 1);
    let number = parent.groups.get();
    parent.group.set(number);
    Ok(vm.make_instance(class, Grouper { parent, target: values[1].clone(), number })?.into())
}

pub(super) fn spec() -> TypeSpec {
    row(
        "groupby",
        GroupBy::KIND,
        "Pairs of a key and the group of consecutive items that have it.",
        |slots| {
            slots.new = Some(new);
            slots.iter = Some(itself);
            slots.next = Some(next);
        },
        &[],
    )
}

pub(super) fn grouper_spec() -> TypeSpec {
    row(
        "_grouper",
        Grouper::KIND,
        "",
        |slots| {
            slots.new = Some(new_grouper);
            slots.iter = Some(itself);
            slots.next = Some(next_in_group);
        },
        &[],
    )
}
