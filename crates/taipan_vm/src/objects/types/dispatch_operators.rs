//! Operators of Python classes: the method, then the other operand's reflected method, with priority for the reflected
//! method of a subclass that overrides it (data model, section 3.3.8).

use super::dispatch::PYTHON;
use crate::{Res, Value, Vm, objects::Type};

/// Whether the class dispatches this operator to Python methods.
fn dispatches<const OP: u8>(class: &Type) -> bool {
    match (class.slots().binary[OP as usize], PYTHON.binary[OP as usize]) {
        (Some(own), Some(python)) => std::ptr::fn_addr_eq(own, python),
        _ => false,
    }
}

fn call_or_pass(vm: &Vm, object: &Value, name: &Value, other: &Value) -> Res {
    match vm.type_lookup(vm.type_of(object), name) {
        Some(found) => vm.call_found(&found, object, std::slice::from_ref(other)),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// Whether the right operand's class has a reflected method of its own.
fn overrides(vm: &Vm, left: &Type, right: &Type, name: &Value) -> bool {
    match (vm.type_lookup(right, name), vm.type_lookup(left, name)) {
        (Some(right), Some(left)) => !right.is(&left),
        (right, _) => right.is_some(),
    }
}

pub(super) fn binary<const OP: u8>(vm: &Vm, a: &Value, b: &Value) -> Res {
    let (left, right) = (vm.class_of(a), vm.class_of(b));
    let names = vm.slot_names();
    let (name, reflected) = (names.operator(OP as usize), names.reflected(OP as usize));
    let mut try_right = !left.is(&right) && dispatches::<OP>(&right);
    if dispatches::<OP>(&left) {
        if try_right && right.is_subclass_of(&left) && overrides(vm, &left, &right, reflected) {
            let result = call_or_pass(vm, b, reflected, a)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
            try_right = false;
        }
        let result = call_or_pass(vm, a, name, b)?;
        if !result.is_not_implemented() || left.is(&right) {
            return Ok(result);
        }
    }
    if try_right { call_or_pass(vm, b, reflected, a) } else { Ok(Value::NOT_IMPLEMENTED) }
}

pub(super) fn inplace<const OP: u8>(vm: &Vm, a: &Value, b: &Value) -> Res {
    call_or_pass(vm, a, vm.slot_names().inplace(OP as usize), b)
}

/// `pow(a, b, c)`: only the first operand's method takes part, unless it has none.
pub(super) fn pow3(vm: &Vm, a: &Value, b: &Value, c: &Value) -> Res {
    let names = vm.slot_names();
    let op = taipan_bytecode::BinaryOp::Pow as usize;
    if let Some(found) = vm.type_lookup(vm.type_of(a), names.operator(op)) {
        let result = vm.call_found(&found, a, &[b.clone(), c.clone()])?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
    }
    if !vm.class_of(a).is(&vm.class_of(b))
        && let Some(found) = vm.type_lookup(vm.type_of(b), names.reflected(op))
    {
        return vm.call_found(&found, b, &[a.clone(), c.clone()]);
    }
    Ok(Value::NOT_IMPLEMENTED)
}
