//! What operators and protocols do with ordered dicts.

use taipan_bytecode::{BinaryOp, CompareOp};

use super::dict_of;
use crate::{
    Res, Value, Vm,
    native::Args,
    objects::{Slots, dict::Part},
};

fn init(vm: &Vm, value: &Value, args: Args<'_>) -> Res<()> {
    vm.update_ordered(value, args, "expected at most 1 argument, got {}")
}

fn repr(vm: &Vm, value: &Value) -> Res {
    let name = vm.type_of(value).short_name();
    let dict = dict_of(vm, value)?;
    if dict.is_empty() {
        return Ok(vm.str(&format!("{name}()")));
    }
    let Some(_guard) = vm.enter_repr(value) else { return Ok(vm.str("...")) };
    let plain = vm.dict();
    if vm.is_exact_ordered(value) {
        plain.update_from(vm, &dict)?;
    } else {
        let items = vm.call_method(value, "items", &[])?;
        vm.update_dict(&plain, &items)?;
    }
    let mut out = format!("{name}(").into_bytes();
    vm.push_repr(&mut out, plain.value())?;
    out.push(b')');
    Ok(vm.str_wtf8(&out))
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Res {
    let (Some(x), Some(y)) = (a.as_dict(), b.as_dict()) else { return Ok(Value::NOT_IMPLEMENTED) };
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let mut same = super::super::slots::equal(vm, x, y)?;
    if same && vm.is_ordered(a) && vm.is_ordered(b) {
        let (keys, others) = (x.keys(), y.keys());
        for (key, other) in keys.iter().zip(&others) {
            same = same && vm.equal(key, other)?;
        }
    }
    Ok(vm.equality(op, same))
}

fn or(vm: &Vm, a: &Value, b: &Value) -> Res {
    if a.as_dict().is_none() || b.as_dict().is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let class = vm.class_of(if vm.is_ordered(a) { a } else { b });
    let made = vm.call(class.value(), std::slice::from_ref(a))?;
    vm.update_ordered(&made, Args::positional(std::slice::from_ref(b)), "")?;
    Ok(made)
}

fn ior(vm: &Vm, a: &Value, b: &Value) -> Res {
    vm.update_ordered(a, Args::positional(std::slice::from_ref(b)), "")?;
    Ok(a.clone())
}

pub(super) fn fill(slots: &mut Slots) {
    slots.init = Some(init);
    slots.repr = Some(repr);
    slots.compare = Some(compare);
    slots.iter = Some(|vm, v| Ok(vm.ordered_iterator(dict_of(vm, v)?, Part::Keys, false)));
    slots.binary[BinaryOp::Or as usize] = Some(or);
    slots.inplace[BinaryOp::Or as usize] = Some(ior);
}
