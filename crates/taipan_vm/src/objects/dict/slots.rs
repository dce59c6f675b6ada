//! What operators and protocols do with dicts.

use taipan_bytecode::{BinaryOp, CompareOp};

use super::{Dict, DictIter, Part, methods::METHODS};
use crate::{
    Gc, Kind, Res, Value, Vm,
    native::{Args, TypeFlags, TypeSpec},
    objects::{Slots, Type},
};

fn new(vm: &Vm, class: &Type, _: Args<'_>) -> Res {
    Ok(vm.dict_of(class.shape.get()).into())
}

fn init(vm: &Vm, value: &Value, args: Args<'_>) -> Res<()> {
    match value.downcast_gc::<Dict>() {
        Some(dict) => vm.update_dict_args("dict", &dict, args),
        None => Ok(()),
    }
}

fn repr(vm: &Vm, value: &Value) -> Res {
    let Some(dict) = value.as_dict() else { return vm.repr(value) };
    if dict.is_empty() {
        return Ok(vm.str("{}"));
    }
    let Some(_guard) = vm.enter_repr(value) else { return Ok(vm.str("{...}")) };
    let mut out = b"{".to_vec();
    let mut position = 0;
    while let Some((found, key, item)) = dict.next_entry(position) {
        if out.len() > 1 {
            out.extend_from_slice(b", ");
        }
        vm.push_repr(&mut out, &key)?;
        out.extend_from_slice(b": ");
        vm.push_repr(&mut out, &item)?;
        position = found + 1;
    }
    out.push(b'}');
    Ok(vm.str_wtf8(&out))
}

/// `d[key]`, with `__missing__` for subclasses.
fn getitem(vm: &Vm, value: &Value, key: &Value) -> Res {
    let Some(dict) = value.as_dict() else { return Ok(Value::NOT_IMPLEMENTED) };
    if let Some(found) = dict.get(vm, key)? {
        return Ok(found);
    }
    if !vm.is_exact(value, Kind::Dict)
        && let Some(found) = vm.call_special(value, &vm.names.dunder_missing, std::slice::from_ref(key))?
    {
        return Ok(found);
    }
    Err(vm.key_error(key))
}

fn setitem(vm: &Vm, value: &Value, key: &Value, item: Option<&Value>) -> Res<()> {
    let Some(dict) = value.as_dict() else { return Ok(()) };
    match item {
        Some(item) => dict.set(vm, key, item),
        None => match dict.remove(vm, key)? {
            Some(old) => {
                drop(old);
                Ok(())
            }
            None => Err(vm.key_error(key)),
        },
    }
}

fn contains(vm: &Vm, value: &Value, key: &Value) -> Res<bool> {
    value.as_dict().map_or(Ok(false), |dict| dict.contains(vm, key))
}

pub(super) fn iter(vm: &Vm, value: &Value) -> Res {
    vm.dict_iterator(value, Part::Keys, false)
}

/// Whether two dicts have equal values under equal keys.
pub(super) fn equal(vm: &Vm, a: &Dict, b: &Dict) -> Res<bool> {
    if a.len() != b.len() {
        return Ok(false);
    }
    let _depth = vm.enter_native(" in comparison")?;
    let mut position = 0;
    while let Some((found, key, value)) = a.next_entry(position) {
        let Some(other) = b.get_hashed(vm, &key, a.hash_at(found))? else { return Ok(false) };
        if !vm.equal(&value, &other)? {
            return Ok(false);
        }
        position = found + 1;
    }
    Ok(true)
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Res {
    let (Some(x), Some(y)) = (a.as_dict(), b.as_dict()) else { return Ok(Value::NOT_IMPLEMENTED) };
    match op {
        CompareOp::Eq | CompareOp::Ne => Ok(Value::bool(equal(vm, x, y)? == (op == CompareOp::Eq))),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn or(vm: &Vm, a: &Value, b: &Value) -> Res {
    let (Some(x), Some(y)) = (a.as_dict(), b.as_dict()) else { return Ok(Value::NOT_IMPLEMENTED) };
    let made = vm.dict();
    made.update_from(vm, x)?;
    made.update_from(vm, y)?;
    Ok(made.into())
}

fn ior(vm: &Vm, a: &Value, b: &Value) -> Res {
    let Some(dict) = a.downcast_gc::<Dict>() else { return Ok(Value::NOT_IMPLEMENTED) };
    vm.update_dict(&dict, b)?;
    Ok(a.clone())
}

fn fill(slots: &mut Slots) {
    slots.new = Some(new);
    slots.init = Some(init);
    slots.repr = Some(repr);
    slots.len = Some(|_, v| Ok(v.as_dict().map_or(0, Dict::len)));
    slots.getitem = Some(getitem);
    slots.setitem = Some(setitem);
    slots.contains = Some(contains);
    slots.iter = Some(iter);
    slots.compare = Some(compare);
    slots.binary[BinaryOp::Or as usize] = Some(or);
    slots.inplace[BinaryOp::Or as usize] = Some(ior);
}

impl Vm {
    /// An iterator over a dict's keys, values or items.
    ///
    /// # Errors
    /// `TypeError` where `value` is no dict.
    pub(crate) fn dict_iterator(&self, value: &Value, part: Part, reversed: bool) -> Res {
        let Some(dict) = value.downcast_gc::<Dict>() else {
            return Err(self.type_error("a dict is required"));
        };
        Ok(self.dict_iterator_of(dict, part, reversed))
    }

    pub(crate) fn dict_iterator_of(&self, dict: Gc<Dict>, part: Part, reversed: bool) -> Value {
        let class = self.dict_iterator_class(part, reversed);
        let shape = class.shape.get();
        self.make_of(DictIter::new(dict, part, reversed), shape).into()
    }
}

/// The type's row.
pub(crate) fn spec() -> TypeSpec {
    TypeSpec {
        name: "dict",
        module: "builtins",
        kind: Kind::Dict,
        base: None,
        flags: TypeFlags { base: true, mapping: true, ..TypeFlags::default() },
        doc: "Built-in mapping of hashable keys to values, in order of insertion.",
        slots: fill,
        methods: METHODS,
        getset: &[],
    }
}
