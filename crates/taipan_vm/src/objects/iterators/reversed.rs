//! `reversed`, and the reversed iterator of lists.

use std::cell::Cell;

use super::iterator_row;
use crate::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Args, Method, MethodDescriptor, TypeFlags, TypeSpec},
    objects::{Slot, Slots, Type},
};

/// Goes from an index down to 0; empty once it is exhausted.
pub(crate) struct Reversed {
    sequence: Slot,
    index: Cell<i64>,
}

impl Body for Reversed {
    const KIND: Kind = Kind::Reversed;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.sequence.trace(tracer);
    }
    fn clear(&self, _: &Vm) {
        drop(self.sequence.take());
    }
}

impl Vm {
    /// `list.__reversed__()`
    pub(crate) fn list_reversed(&self, list: &Value, len: usize) -> Value {
        let body = Reversed { sequence: Slot::new(list.clone()), index: Cell::new(len as i64 - 1) };
        self.make_of(body, self.types.list_reverse_iterator.shape.get()).into()
    }

    /// `reversed(x)`
    ///
    /// # Errors
    /// `TypeError` where it is not reversible; what `__reversed__` and `__len__` raise.
    pub fn reversed(&self, value: &Value) -> Res {
        self.reversed_of(&self.types.reversed, value)
    }

    fn reversed_of(&self, class: &Type, value: &Value) -> Res {
        let not_reversible =
            || self.type_error(format!("'{}' object is not reversible", self.type_of(value).name()));
        let own = self.class_of(value);
        match self.type_lookup(&own, &self.names.dunder_reversed) {
            Some(found) if found.is_none() => return Err(not_reversible()),
            Some(found) => {
                if let Some(method) = found.core::<MethodDescriptor>()
                    && own.kind() != Kind::Instance
                    && method.signature().is_exact(0)
                {
                    return (method.call)(self, std::slice::from_ref(value));
                }
                let method = self.bind(&found, value, &own)?;
                return self.call(&method, &[]);
            }
            None => {}
        }
        let slots = self.type_of(value).slots();
        if slots.getitem.is_none() || slots.len.is_none() || value.as_dict().is_some() {
            return Err(not_reversible());
        }
        let len = self.len(value)? as i64;
        let body = Reversed { sequence: Slot::new(value.clone()), index: Cell::new(len - 1) };
        Ok(self.make_instance(class, body)?.into())
    }
}

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    let values = vm.positional_only("reversed", args, 1, 1)?;
    vm.reversed_of(class, &values[0])
}

fn next(vm: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(this) = value.core::<Reversed>() else { return Ok(None) };
    let Some(sequence) = this.sequence.given() else { return Ok(None) };
    let index = this.index.get();
    if index < 0 {
        drop(this.sequence.take());
        return Ok(None);
    }
    if vm.is_exact(&sequence, Kind::List) {
        let item = sequence.as_list().and_then(|list| list.get(index as usize));
        match item {
            Some(_) => this.index.set(index - 1),
            None => drop(this.sequence.take()),
        }
        return Ok(item);
    }
    match vm.get_item(&sequence, &vm.int(index)) {
        Ok(item) => {
            this.index.set(index - 1);
            Ok(Some(item))
        }
        Err(raised) => {
            vm.ends_sequence(raised)?;
            drop(this.sequence.take());
            Ok(None)
        }
    }
}

fn length_hint(vm: &Vm, args: &[Value]) -> Res {
    let Some(this) = args[0].core::<Reversed>() else { return Ok(Value::NONE) };
    let Some(sequence) = this.sequence.given() else { return Ok(vm.int(0)) };
    let left = this.index.get() + 1;
    let len = vm.len(&sequence)? as i64;
    Ok(vm.int(if len < left { 0 } else { left }))
}

fn reduce(vm: &Vm, args: &[Value]) -> Res {
    let Some(this) = args[0].core::<Reversed>() else { return Ok(Value::NONE) };
    let class = vm.types.reversed.value().clone();
    Ok(match this.sequence.given() {
        Some(sequence) if this.index.get() >= 0 => {
            vm.tuple(vec![class, vm.tuple(vec![sequence]), vm.int(this.index.get())])
        }
        Some(sequence) if sequence.as_list().is_some() => {
            vm.tuple(vec![class, vm.tuple(vec![vm.list(Vec::new())?])])
        }
        _ => vm.tuple(vec![class, vm.tuple(vec![vm.tuple(Vec::new())])]),
    })
}

fn setstate(vm: &Vm, args: &[Value]) -> Res {
    let index = vm.index_i64(&args[1])?;
    if let Some(this) = args[0].core::<Reversed>()
        && let Some(sequence) = this.sequence.given()
    {
        let len = vm.len(&sequence)? as i64;
        this.index.set(index.clamp(-1, len - 1));
    }
    Ok(Value::NONE)
}

const METHODS: &[Method] = &[
    Method::new("__length_hint__()", length_hint, "How many items are still to come."),
    Method::new("__reduce__()", reduce, "For pickling."),
    Method::new("__setstate__(object, /)", setstate, "For unpickling."),
];

fn fill(slots: &mut Slots) {
    slots.iter = Some(|_, v| Ok(v.clone()));
    slots.next = Some(next);
}

pub(super) fn list_spec() -> TypeSpec {
    iterator_row("list_reverseiterator", Kind::Reversed, fill, METHODS)
}

pub(super) fn spec() -> TypeSpec {
    TypeSpec {
        flags: TypeFlags { base: true, ..TypeFlags::default() },
        doc: "An iterator over a sequence from its end to its beginning.",
        slots: |slots| {
            fill(slots);
            slots.new = Some(new);
        },
        ..iterator_row("reversed", Kind::Reversed, fill, METHODS)
    }
}
