//! The iterator over bytes and bytearrays.

use std::cell::Cell;

use crate::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Method, TypeFlags, TypeSpec},
    objects::Slot,
};

/// `bytes_iterator`: the object, which goes at the end, and the next position.
pub(crate) struct BytesIter {
    of: Slot,
    at: Cell<usize>,
}

impl BytesIter {
    pub(crate) fn new(of: Value) -> BytesIter {
        BytesIter { of: Slot::new(of), at: Cell::new(0) }
    }
}

impl Body for BytesIter {
    const KIND: Kind = Kind::BytesIter;
    const TRACED: bool = false;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.of.trace(tracer);
    }
}

fn next(vm: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(iter) = value.core::<BytesIter>() else { return Ok(None) };
    let Some(of) = iter.of.given() else { return Ok(None) };
    let at = iter.at.get();
    let byte = match (of.as_bytes(), of.as_bytearray()) {
        (Some(bytes), _) => bytes.get(at).copied(),
        (_, Some(array)) => array.data.borrow().get(at).copied(),
        _ => None,
    };
    match byte {
        Some(byte) => {
            iter.at.set(at + 1);
            Ok(Some(vm.int(byte.into())))
        }
        None => {
            drop(iter.of.take());
            Ok(None)
        }
    }
}

fn length_hint(vm: &Vm, args: &[Value]) -> Res {
    let Some(iter) = args[0].core::<BytesIter>() else { return Ok(Value::NONE) };
    let left = match iter.of.given() {
        Some(of) => vm.len(&of)?.saturating_sub(iter.at.get()),
        None => 0,
    };
    Ok(vm.int(left as i64))
}

const METHODS: &[Method] = &[Method::new("__length_hint__()", length_hint, "How many items are left.")];

/// The type's row.
pub(crate) fn spec() -> TypeSpec {
    TypeSpec {
        name: "bytes_iterator",
        module: "builtins",
        kind: Kind::BytesIter,
        base: None,
        flags: TypeFlags { no_new: true, ..TypeFlags::default() },
        doc: "",
        slots: |slots| {
            slots.iter = Some(|_, v| Ok(v.clone()));
            slots.next = Some(next);
        },
        methods: METHODS,
        getset: &[],
    }
}
