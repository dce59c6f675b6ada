//! Operators, comparisons, subscripts.

use taipan_bytecode::{BinaryOp, CompareOp};

use crate::{Kind, Res, Value, Vm};

/// `a op b` with the pairs of types that are common tried before the slots.
#[inline(never)]
pub(crate) fn binary(vm: &Vm, op: BinaryOp, a: &Value, b: &Value) -> Res {
    match floats(vm, op, a, b) {
        Some(result) => Ok(result),
        None => vm.binary(op, a, b),
    }
}

/// `a op= b`, as [`binary`].
#[inline(never)]
pub(crate) fn inplace(vm: &Vm, op: BinaryOp, a: &Value, b: &Value) -> Res {
    match floats(vm, op, a, b) {
        Some(result) => Ok(result),
        None => vm.inplace(op, a, b),
    }
}

/// The operation on two numbers of which one at least is a float.
#[inline(always)]
fn floats(vm: &Vm, op: BinaryOp, a: &Value, b: &Value) -> Option<Value> {
    let (x, y) = match (number(a), number(b)) {
        (Some(x), Some(y)) => (x, y),
        (Some(x), None) => (x, exact_int(b)?),
        (None, Some(y)) => (exact_int(a)?, y),
        (None, None) => return None,
    };
    Some(vm.float(match op {
        BinaryOp::Add => x + y,
        BinaryOp::Sub => x - y,
        BinaryOp::Mul => x * y,
        BinaryOp::TrueDiv if y != 0.0 => x / y,
        // Elsewhere there are errors, complex numbers and the rules for what is not finite.
        BinaryOp::Pow if x > 0.0 && x.is_finite() => Some(x.powf(y)).filter(|power| power.is_finite())?,
        _ => return None,
    }))
}

/// A small int as a float that equals it.
#[inline]
fn exact_int(value: &Value) -> Option<f64> {
    const EXACT: u64 = 1 << 53;
    value.as_small_int().filter(|small| small.unsigned_abs() <= EXACT).map(|small| small as f64)
}

/// The float of an operand that is exactly one.
#[inline]
fn number(value: &Value) -> Option<f64> {
    let raw = value.raw();
    if raw.is_float() {
        return Some(raw.float_unchecked());
    }
    if raw.is_ref() && value.is_kind(Kind::Float) {
        // SAFETY: exactness is checked by the shape word, the layout by the kind.
        let shape = unsafe { crate::heap::shape_of(raw.ptr()) };
        return (shape & 0xFF_FFFF == shape >> 24).then(|| value.as_float()).flatten();
    }
    None
}

#[inline(never)]
pub(crate) fn compare_bool(vm: &Vm, op: CompareOp, a: &Value, b: &Value) -> Res<bool> {
    if let (Some(x), Some(y)) = (vm.exact_str(a), vm.exact_str(b)) {
        let (x, y) = (x.as_bytes(), y.as_bytes());
        return Ok(match op {
            CompareOp::Eq => a.is(b) || x == y,
            CompareOp::Ne => !a.is(b) && x != y,
            CompareOp::Lt => x < y,
            CompareOp::Le => x <= y,
            CompareOp::Gt => x > y,
            CompareOp::Ge => x >= y,
        });
    }
    if let Some(result) = mixed(op, a, b) {
        return Ok(result);
    }
    let result = vm.compare(op, a, b)?;
    vm.truth(&result)
}

/// `a op b` where both are not ints, or both floats, in their words.
#[inline(never)]
pub(crate) fn compare(vm: &Vm, op: CompareOp, a: &Value, b: &Value) -> Res {
    match mixed(op, a, b) {
        Some(result) => Ok(Value::bool(result)),
        None => vm.compare(op, a, b),
    }
}

/// The comparison of a float and a number that a float can equal.
fn mixed(op: CompareOp, a: &Value, b: &Value) -> Option<bool> {
    let (x, y) = match (number(a), number(b)) {
        (Some(x), Some(y)) => (x, y),
        (Some(x), None) => (x, exact_int(b)?),
        (None, Some(y)) => (exact_int(a)?, y),
        (None, None) => return None,
    };
    Some(match op {
        CompareOp::Eq => x == y,
        CompareOp::Ne => x != y,
        CompareOp::Lt => x < y,
        CompareOp::Le => x <= y,
        CompareOp::Gt => x > y,
        CompareOp::Ge => x >= y,
    })
}

#[inline(never)]
pub(crate) fn truth(vm: &Vm, value: &Value) -> Res<bool> {
    if let Some(text) = vm.exact_str(value) {
        return Ok(!text.is_empty());
    }
    if vm.is_exact(value, Kind::List) {
        return Ok(value.as_list().is_some_and(|list| !list.is_empty()));
    }
    vm.truth(value)
}

#[inline(never)]
pub(crate) fn get_item(vm: &Vm, object: &Value, key: &Value) -> Res {
    if vm.is_exact(object, Kind::Dict)
        && let Some(dict) = object.as_dict()
    {
        return match dict.get(vm, key)? {
            Some(value) => Ok(value),
            None => Err(vm.key_error(key)),
        };
    }
    vm.get_item(object, key)
}

#[inline(never)]
pub(crate) fn set_item(vm: &Vm, object: &Value, key: &Value, value: &Value) -> Res<()> {
    if vm.is_exact(object, Kind::Dict)
        && let Some(dict) = object.as_dict()
    {
        return dict.set(vm, key, value);
    }
    vm.set_item(object, key, value)
}

#[inline(never)]
pub(crate) fn contains(vm: &Vm, container: &Value, item: &Value) -> Res<bool> {
    if vm.is_exact(container, Kind::Dict)
        && let Some(dict) = container.as_dict()
    {
        return dict.contains(vm, item);
    }
    vm.contains(container, item)
}

#[inline(never)]
pub(crate) fn next(vm: &Vm, iterator: &Value) -> Res<Option<Value>> {
    vm.next(iterator)
}
