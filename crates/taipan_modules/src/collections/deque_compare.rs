//! Comparing, joining and repeating deques.

use taipan_vm::{
    BinaryOp, CompareOp, Gc, Res, Value, Vm,
    objects::{Deque, End, Slots},
};

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Res {
    let (Some(x), Some(y)) = (a.downcast::<Deque>(), b.downcast::<Deque>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if a.is(b) {
        return Ok(Value::bool(matches!(op, CompareOp::Eq | CompareOp::Le | CompareOp::Ge)));
    }
    if x.len() != y.len() && matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::bool(op == CompareOp::Ne));
    }
    vm.compare_sequences(op, |at| x.get(at), |at| y.get(at), || (x.len(), y.len()))
}

fn own_copy(vm: &Vm, value: &Value) -> Res<Gc<Deque>> {
    let made = vm.call_method(value, "__copy__", &[])?;
    made.downcast_gc().ok_or_else(|| vm.type_error("__copy__() returned no deque"))
}

fn add(vm: &Vm, a: &Value, b: &Value) -> Res {
    if a.downcast::<Deque>().is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    if b.downcast::<Deque>().is_none() {
        return Err(
            vm.type_error(format!("can only concatenate deque (not \"{}\") to deque", vm.type_of(b).name()))
        );
    }
    let made = own_copy(vm, a)?;
    made.extend(vm, End::Right, b)?;
    Ok(made.into())
}

fn iadd(vm: &Vm, a: &Value, b: &Value) -> Res {
    Deque::of(vm, a)?.extend(vm, End::Right, b)?;
    Ok(a.clone())
}

fn repeat(vm: &Vm, deque: &Deque, times: usize) -> Res<()> {
    let items = deque.snapshot();
    if times == 0 || items.is_empty() {
        deque.clear_items();
        return Ok(());
    }
    let most = deque.maxlen.get().unwrap_or(usize::MAX);
    let total = items.len().saturating_mul(times);
    if most == usize::MAX {
        vm.heap().charge(total.saturating_mul(size_of::<Value>()))?;
        vm.heap().uncharge(total.saturating_mul(size_of::<Value>()));
    }
    // Beyond `maxlen` only the last items stay, so earlier rounds need not be made.
    let rounds = if most == usize::MAX { times - 1 } else { (times - 1).min(most / items.len() + 1) };
    for _ in 0..rounds {
        items.iter().try_for_each(|item| deque.push(vm, End::Right, item.clone()))?;
    }
    Ok(())
}

fn mul(vm: &Vm, a: &Value, b: &Value) -> Res {
    let (deque, number) = if a.downcast::<Deque>().is_some() { (a, b) } else { (b, a) };
    let times = match vm.repeat_count(a, b, number, mul)? {
        Ok(times) => times,
        Err(answer) => return Ok(answer),
    };
    let made = own_copy(vm, deque)?;
    repeat(vm, &made, times)?;
    Ok(made.into())
}

fn imul(vm: &Vm, a: &Value, b: &Value) -> Res {
    let times = vm.repeat_inplace_count(b)?;
    repeat(vm, Deque::of(vm, a)?, times)?;
    Ok(a.clone())
}

pub(super) fn fill(slots: &mut Slots) {
    slots.compare = Some(compare);
    slots.binary[BinaryOp::Add as usize] = Some(add);
    slots.binary[BinaryOp::Mul as usize] = Some(mul);
    slots.inplace[BinaryOp::Add as usize] = Some(iadd);
    slots.inplace[BinaryOp::Mul as usize] = Some(imul);
}
