//! `dict.keys()`, `dict.values()` and `dict.items()`.

use super::{Dict, Part, view_ops};
use crate::{
    Body, Gc, Kind, Res, Tracer, Value, Vm,
    native::{GetSet, Method, TypeFlags, TypeSpec},
    objects::{MappingProxy, Slots},
};

/// A view: it shows the dict as it is whenever it is looked at.
pub(crate) struct DictView {
    pub(crate) dict: Gc<Dict>,
    pub(crate) part: Part,
}

impl Body for DictView {
    const KIND: Kind = Kind::DictView;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(self.dict.value());
    }
}

/// The view behind a value.
pub(super) fn view(value: &Value) -> Option<&DictView> {
    value.core()
}

fn repr(vm: &Vm, value: &Value) -> Res {
    let Some(this) = view(value) else { return vm.repr(value) };
    let Some(_guard) = vm.enter_repr(value) else { return Ok(vm.str("...")) };
    let mut out = format!("{}([", vm.type_of(value).name()).into_bytes();
    let start = out.len();
    let mut position = 0;
    while let Some((found, key, item)) = this.dict.next_entry(position) {
        if out.len() > start {
            out.extend_from_slice(b", ");
        }
        match this.part {
            Part::Keys => vm.push_repr(&mut out, &key)?,
            Part::Values => vm.push_repr(&mut out, &item)?,
            Part::Items => {
                out.push(b'(');
                vm.push_repr(&mut out, &key)?;
                out.extend_from_slice(b", ");
                vm.push_repr(&mut out, &item)?;
                out.push(b')');
            }
        }
        position = found + 1;
    }
    out.extend_from_slice(b"])");
    Ok(vm.str_wtf8(&out))
}

fn iter(vm: &Vm, value: &Value) -> Res {
    match view(value) {
        Some(this) => Ok(vm.dict_iterator_of(this.dict.clone(), this.part, false)),
        None => Ok(Value::NONE),
    }
}

fn reversed(vm: &Vm, args: &[Value]) -> Res {
    match view(&args[0]) {
        Some(this) => Ok(vm.dict_iterator_of(this.dict.clone(), this.part, true)),
        None => Ok(Value::NONE),
    }
}

fn fill_values(slots: &mut Slots) {
    slots.repr = Some(repr);
    slots.len = Some(|_, v| Ok(view(v).map_or(0, |this| this.dict.len())));
    slots.iter = Some(iter);
}

fn fill(slots: &mut Slots) {
    fill_values(slots);
    view_ops::fill(slots);
}

const MAPPING: GetSet = GetSet::read("mapping", |vm, v| match view(v) {
    Some(this) => Ok(vm.make(MappingProxy::new(this.dict.value().clone())).into()),
    None => Ok(Value::NONE),
});

const REVERSED: Method = Method::new("__reversed__()", reversed, "An iterator from the last to the first.");

fn row(name: &'static str, slots: fn(&mut Slots), methods: &'static [Method]) -> TypeSpec {
    TypeSpec {
        name,
        module: "builtins",
        kind: Kind::DictView,
        base: None,
        flags: TypeFlags { no_new: true, ..TypeFlags::default() },
        doc: "",
        slots,
        methods,
        getset: &[MAPPING],
    }
}

const SET_METHODS: &[Method] = &[
    REVERSED,
    Method::new("isdisjoint(other, /)", view_ops::isdisjoint, "Whether the two have nothing in common."),
];

impl Vm {
    pub(crate) fn dict_view(&self, dict: Gc<Dict>, part: Part) -> Value {
        let class = match part {
            Part::Keys => &self.types.dict_keys,
            Part::Values => &self.types.dict_values,
            Part::Items => &self.types.dict_items,
        };
        self.make_of(DictView { dict, part }, class.shape.get()).into()
    }
}

pub(crate) fn start(vm: &Vm) {
    let types = &vm.types;
    types.dict_keys.set(vm.add_type::<DictView>(&row("dict_keys", fill, SET_METHODS)));
    types.dict_values.set(vm.add_variant(&row("dict_values", fill_values, &[REVERSED])));
    types.dict_items.set(vm.add_variant(&row("dict_items", fill, SET_METHODS)));
}
