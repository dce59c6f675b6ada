//! Parts of arms that stand outside the loop: whatever is inlined there adds to what the loop keeps in registers, and
//! in the end the frame and the place no longer fit.

use super::thread::function_of;
use crate::{
    Kind, Raw, Res, Value, Vm,
    objects::{CellObject, Dict, List},
};

/// A cell that takes a register's content over.
#[inline(never)]
pub(super) fn make_cell(vm: &Vm, content: Value) -> Raw {
    let cell = CellObject::default();
    drop(cell.contents.replace(content));
    Value::from(vm.make(cell)).into_raw()
}

/// `globals[name] = value`
#[inline(never)]
pub(super) unsafe fn store_global(vm: &Vm, base: *mut Raw, name: &Value, value: Value) -> Res<()> {
    // SAFETY: the frame is live.
    unsafe { function_of(base) }.globals.set_name(vm, name, value)
}

/// `del globals[name]`
#[inline(never)]
pub(super) unsafe fn delete_global(vm: &Vm, base: *mut Raw, name: &Value) -> Res<()> {
    // SAFETY: the frame is live.
    match unsafe { function_of(base) }.globals.remove_name(vm, name) {
        Some(old) => {
            drop(old);
            Ok(())
        }
        None => Err(vm.undefined_name(name)),
    }
}

/// A tuple of so many registers, which it takes.
#[inline(never)]
pub(super) unsafe fn build_tuple(vm: &Vm, first: *mut Raw, count: usize) -> Raw {
    if count == 0 {
        return vm.tuple(Vec::new()).into_raw();
    }
    // SAFETY: the registers are live temporaries.
    unsafe {
        let tuple = vm.tuple_from_raw(first, count, vm.shape_of_kind(Kind::Tuple));
        for n in 0..count {
            *first.add(n) = Raw::EMPTY;
        }
        Value::from(tuple).into_raw()
    }
}

/// A str of so many registers, which it takes.
#[inline(never)]
pub(super) unsafe fn build_string(vm: &Vm, first: *mut Raw, count: usize) -> Res {
    // SAFETY: the registers are live temporaries.
    let parts = unsafe { super::ops::take_values(first, count) };
    vm.build_string(&parts)
}

/// `tuple(list)`
#[inline(never)]
pub(super) fn list_to_tuple(vm: &Vm, list: Value) -> Value {
    vm.tuple(list.as_list().map_or_else(Vec::new, List::snapshot))
}

/// Adds a pair to the dict of a display.
#[inline(never)]
pub(super) unsafe fn map_add(vm: &Vm, dict: Raw, key: Value, value: Value) -> Res<()> {
    // SAFETY: the register holds a dict.
    unsafe { dict.as_value().body_unchecked::<Dict>() }.set(vm, &key, &value)
}

/// `-x`
#[inline(never)]
pub(super) fn negative(vm: &Vm, value: &Value) -> Res {
    match value.as_small_int() {
        Some(small) => Ok(vm.int(-small)),
        None => vm.negative(value),
    }
}

/// `import name`
#[inline(never)]
pub(super) unsafe fn import_name(vm: &Vm, base: *mut Raw, name: &Value, fromlist: Raw, level: usize) -> Res {
    // SAFETY: the frame is live.
    let globals = unsafe { function_of(base) }.globals.clone();
    vm.import_name(name, &globals, fromlist.as_value(), level)
}

/// The cell of a closure, for an inner function.
#[inline(never)]
pub(super) unsafe fn load_closure(base: *mut Raw, at: usize) -> Raw {
    // SAFETY: the frame is live.
    let closure = unsafe { function_of(base) }.closure.as_ref();
    closure.map_or(Value::NONE, |cells| cells[at].clone()).into_raw()
}

/// Unpacks into locals, whose old values go.
#[inline(never)]
pub(super) unsafe fn unpack_locals(vm: &Vm, first: *mut Raw, value: Value, count: usize) -> Res<()> {
    let mut words = vec![Raw::EMPTY; count];
    // SAFETY: the locals are live registers; there are as many words.
    unsafe {
        super::ops::unpack_sequence(vm, words.as_mut_ptr(), value, count)?;
        for (n, word) in words.into_iter().enumerate() {
            std::mem::replace(&mut *first.add(n), word).release();
        }
    }
    Ok(())
}
