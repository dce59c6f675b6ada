//! Key and item views as sets.

use taipan_bytecode::{BinaryOp, CompareOp};

use super::{
    Part,
    views::{DictView, view},
};
use crate::{
    Gc, Res, Value, Vm,
    objects::{Set, Slots},
};

fn contains(vm: &Vm, value: &Value, item: &Value) -> Res<bool> {
    let Some(this) = value.downcast_gc::<DictView>() else { return Ok(false) };
    match this.part {
        Part::Keys => this.dict.contains(vm, item),
        _ => {
            let Some([key, wanted]) = item.as_tuple().map(|pair| pair.as_slice()) else { return Ok(false) };
            match this.dict.get(vm, key)? {
                Some(found) => vm.equal(&found, wanted),
                None => Ok(false),
            }
        }
    }
}

fn is_set_like(value: &Value) -> bool {
    value.as_any_set().is_some() || view(value).is_some_and(|this| this.part != Part::Values)
}

fn all_in(vm: &Vm, items: &Value, container: &Value) -> Res<bool> {
    let iter = vm.iterate(items)?;
    while let Some(item) = iter.next(vm)? {
        if !vm.contains(container, &item)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Res {
    if !is_set_like(a) || !is_set_like(b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (x, y) = (vm.len(a)?, vm.len(b)?);
    Ok(Value::bool(match op {
        CompareOp::Eq => x == y && all_in(vm, a, b)?,
        CompareOp::Ne => !(x == y && all_in(vm, a, b)?),
        CompareOp::Lt => x < y && all_in(vm, a, b)?,
        CompareOp::Le => x <= y && all_in(vm, a, b)?,
        CompareOp::Gt => x > y && all_in(vm, b, a)?,
        CompareOp::Ge => x >= y && all_in(vm, b, a)?,
    }))
}

fn set_of(vm: &Vm, iterable: &Value) -> Res<Gc<Set>> {
    let set = vm.set_gc();
    set.items.update(vm, iterable)?;
    Ok(set)
}

fn sub(vm: &Vm, a: &Value, b: &Value) -> Res {
    let set = set_of(vm, a)?;
    set.items.difference_update(vm, b)?;
    Ok(set.into())
}

fn or(vm: &Vm, a: &Value, b: &Value) -> Res {
    let set = set_of(vm, a)?;
    set.items.update(vm, b)?;
    Ok(set.into())
}

fn xor(vm: &Vm, a: &Value, b: &Value) -> Res {
    let set = set_of(vm, a)?;
    set.items.symmetric_difference_update(vm, b)?;
    Ok(set.into())
}

fn and(vm: &Vm, a: &Value, b: &Value) -> Res {
    let (mut this, mut other) = if view(a).is_some_and(|v| v.part != Part::Values) { (a, b) } else { (b, a) };
    let len = vm.len(this)?;
    if let Some(set) = other.downcast_gc::<Set>()
        && vm.is_exact(other, crate::Kind::Set)
        && len <= set.items.len()
    {
        let made = vm.set_gc();
        set.items.intersection_into(vm, this, &made.items)?;
        return Ok(made.into());
    }
    if view(other).is_some_and(|v| v.part != Part::Values) && vm.len(other)? > len {
        std::mem::swap(&mut this, &mut other);
    }
    let made = vm.set_gc();
    let iter = vm.iterate(other)?;
    while let Some(item) = iter.next(vm)? {
        if contains(vm, this, &item)? {
            made.items.add(vm, &item)?;
        }
    }
    Ok(made.into())
}

pub(super) fn isdisjoint(vm: &Vm, args: &[Value]) -> Res {
    let (mut this, mut other) = (&args[0], &args[1]);
    if this.is(other) {
        return Ok(Value::bool(vm.len(this)? == 0));
    }
    if is_set_like(other) && vm.len(other)? > vm.len(this)? {
        std::mem::swap(&mut this, &mut other);
    }
    let iter = vm.iterate(other)?;
    while let Some(item) = iter.next(vm)? {
        if vm.contains(this, &item)? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}

pub(super) fn fill(slots: &mut Slots) {
    slots.contains = Some(contains);
    slots.compare = Some(compare);
    slots.binary[BinaryOp::Sub as usize] = Some(sub);
    slots.binary[BinaryOp::Or as usize] = Some(or);
    slots.binary[BinaryOp::Xor as usize] = Some(xor);
    slots.binary[BinaryOp::And as usize] = Some(and);
}
