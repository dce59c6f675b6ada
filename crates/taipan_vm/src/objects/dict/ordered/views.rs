//! The views of ordered dicts.

use super::OrderedTypes;
use crate::{
    Gc, Kind, Res, Value, Vm,
    native::{Method, TypeFlags, TypeSpec},
    objects::{
        Dict, Type,
        dict::{DictView, Part},
    },
};

fn iter(vm: &Vm, value: &Value) -> Res {
    match value.core::<DictView>() {
        Some(view) => Ok(vm.ordered_iterator(view.dict.clone(), view.part, false)),
        None => Ok(Value::NONE),
    }
}

fn reversed(vm: &Vm, args: &[Value]) -> Res {
    match args[0].core::<DictView>() {
        Some(view) => Ok(vm.ordered_iterator(view.dict.clone(), view.part, true)),
        None => Ok(Value::NONE),
    }
}

impl Vm {
    pub(super) fn ordered_view(&self, dict: Gc<Dict>, part: Part) -> Value {
        let types = self.state::<OrderedTypes>();
        let class = match part {
            Part::Keys => &types.keys,
            Part::Values => &types.values,
            Part::Items => &types.items,
        };
        self.make_of(DictView { dict, part }, class.shape.get()).into()
    }
}

const METHODS: &[Method] =
    &[Method::new("__reversed__()", reversed, "An iterator from the last to the first.")];

fn row(name: &'static str, base: fn(&Vm) -> Gc<Type>) -> TypeSpec {
    TypeSpec {
        name,
        module: "builtins",
        kind: Kind::DictView,
        base: Some(base),
        flags: TypeFlags { no_new: true, ..TypeFlags::default() },
        doc: "",
        slots: |slots| slots.iter = Some(iter),
        methods: METHODS,
        getset: &[],
    }
}

pub(super) fn start(vm: &Vm, types: &OrderedTypes) {
    types.keys.set(vm.add_variant(&row("odict_keys", |vm| vm.types.dict_keys.clone())));
    types.values.set(vm.add_variant(&row("odict_values", |vm| vm.types.dict_values.clone())));
    types.items.set(vm.add_variant(&row("odict_items", |vm| vm.types.dict_items.clone())));
}
