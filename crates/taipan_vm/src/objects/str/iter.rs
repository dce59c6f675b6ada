//! The iterator over the code points of a str.

use std::cell::Cell;

use crate::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Method, TypeFlags, TypeSpec},
    objects::{Slot, code_points},
};

/// `str_ascii_iterator` and `str_iterator`: the text, which goes at the end, and the byte offset of the next code point.
pub(crate) struct StrIter {
    text: Slot,
    at: Cell<usize>,
}

impl StrIter {
    pub(crate) fn new(text: Value) -> StrIter {
        StrIter { text: Slot::new(text), at: Cell::new(0) }
    }
}

impl Body for StrIter {
    const KIND: Kind = Kind::StrIter;
    const TRACED: bool = false;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.text.trace(tracer);
    }
}

fn next(vm: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(iter) = value.core::<StrIter>() else { return Ok(None) };
    let Some(text) = iter.text.given() else { return Ok(None) };
    let Some(object) = text.as_str_object() else { return Ok(None) };
    let at = iter.at.get();
    match object.as_bytes().get(at) {
        Some(byte @ 0..0x80) => {
            iter.at.set(at + 1);
            Ok(Some(vm.str_char(u32::from(*byte))))
        }
        Some(byte) => {
            let point = code_points(&object.as_bytes()[at..]).next().unwrap_or(0);
            iter.at.set(
                at + if *byte < 0xE0 {
                    2
                } else if *byte < 0xF0 {
                    3
                } else {
                    4
                },
            );
            Ok(Some(vm.str_char(point)))
        }
        None => {
            drop(iter.text.take());
            Ok(None)
        }
    }
}

/// The text that is left, and how many code points of it have gone.
fn rest(value: &Value) -> Option<(Value, usize)> {
    let iter = value.core::<StrIter>()?;
    let text = iter.text.given()?;
    let gone = super::object::count_code_points(&text.as_str_object()?.as_bytes()[..iter.at.get()]);
    Some((text, gone))
}

fn length_hint(vm: &Vm, args: &[Value]) -> Res {
    let left = rest(&args[0]).map_or(0, |(text, gone)| text.as_str_object().map_or(0, |t| t.len() - gone));
    Ok(vm.int(left as i64))
}

fn reduce(vm: &Vm, args: &[Value]) -> Res {
    let iter = vm.builtin("iter")?;
    Ok(match rest(&args[0]) {
        Some((text, gone)) => vm.tuple(vec![iter, vm.tuple(vec![text]), vm.int(gone as i64)]),
        None => vm.tuple(vec![iter, vm.tuple(vec![vm.names.empty.clone()])]),
    })
}

fn setstate(vm: &Vm, args: &[Value]) -> Res {
    let index = vm.index_i64(&args[1])?.max(0) as usize;
    if let Some(iter) = args[0].core::<StrIter>()
        && let Some(text) = iter.text.given()
    {
        iter.at.set(text.as_str_object().map_or(0, |text| text.byte_offset(index)));
    }
    Ok(Value::NONE)
}

const METHODS: &[Method] = &[
    Method::new("__length_hint__()", length_hint, "How many items are left."),
    Method::new("__reduce__()", reduce, "For pickling."),
    Method::new("__setstate__(state, /)", setstate, "For unpickling."),
];

/// The type's row.
pub(crate) fn spec() -> TypeSpec {
    TypeSpec {
        name: "str_ascii_iterator",
        module: "builtins",
        kind: Kind::StrIter,
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
