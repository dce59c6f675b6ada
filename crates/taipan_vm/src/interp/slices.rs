//! Slices without a step, read and assigned without a slice object where the sequence is a plain one.

use crate::{
    Kind, Res, Value, Vm,
    heap::{kind_of, refcount},
    objects::{List, Tuple},
};

/// Where a slice of `len` items starts and ends; `None` where a bound is neither a small int nor `None`.
#[inline]
fn range(start: &Value, stop: &Value, len: usize) -> Option<std::ops::Range<usize>> {
    let place = |bound: &Value, default: usize| -> Option<usize> {
        match bound.as_small_int() {
            Some(at) if at < 0 => Some((at + len as i64).max(0) as usize),
            Some(at) => Some((at as u64).min(len as u64) as usize),
            None => bound.is_none().then_some(default),
        }
    };
    let (start, stop) = (place(start, 0)?, place(stop, len)?);
    Some(start..stop.max(start))
}

/// `object[start:stop]`
///
/// # Errors
/// What `__getitem__` raises.
#[inline(never)]
pub(crate) fn get_slice(vm: &Vm, object: &Value, start: Value, stop: Value) -> Res {
    let raw = object.raw();
    // SAFETY: a reference's object is alive; exactness is checked before the layout is relied on.
    let kind = if raw.is_ref() { unsafe { kind_of(raw.ptr()) } } else { Kind::Instance };
    if kind == Kind::List && vm.is_exact(object, Kind::List) {
        // SAFETY: the kind says that a list stands here.
        let list = unsafe { object.body_unchecked::<List>() };
        if let Some(range) = range(&start, &stop, list.len()) {
            let made = vm.list_gc();
            // SAFETY: nobody else knows the new list; copying words runs nothing.
            unsafe { made.buffer().extend_from(&list.buffer()[range])? };
            return Ok(made.into());
        }
    } else if kind == Kind::Tuple && vm.is_exact(object, Kind::Tuple) {
        // SAFETY: as above.
        let items = unsafe { object.body_unchecked::<Tuple>() }.as_slice();
        if let Some(range) = range(&start, &stop, items.len()) {
            if range.len() == items.len() {
                return Ok(object.clone());
            }
            vm.check_tuple_room(range.len())?;
            return Ok(vm.tuple_copy(&items[range]));
        }
    } else if let Some(text) = vm.exact_str(object)
        && let Some(range) = range(&start, &stop, text.len())
    {
        return Ok(match range.is_empty() {
            true => vm.names.empty.clone(),
            false => vm.str_slice(object, range.start, range.end),
        });
    }
    let key = vm.slice(start, stop, Value::NONE);
    vm.get_item(object, &key)
}

/// Whether this is the only reference to an object.
fn sole(value: &Value) -> bool {
    // SAFETY: the value keeps its object alive.
    value.raw().is_ref() && unsafe { refcount(value.raw().ptr()) } == 1
}

/// `object[start:stop] = value`
///
/// # Errors
/// What `__setitem__` raises.
#[inline(never)]
pub(crate) fn set_slice(vm: &Vm, object: &Value, start: Value, stop: Value, value: Value) -> Res<()> {
    // A list that nobody else knows gives its items away.
    if vm.is_exact(object, Kind::List) && vm.is_exact(&value, Kind::List) && sole(&value) {
        // SAFETY: both are lists and differ, since one is known here alone; words change places and nothing runs.
        let (items, new) =
            unsafe { (object.body_unchecked::<List>().buffer(), value.body_unchecked::<List>().buffer()) };
        if let Some(range) = range(&start, &stop, items.len())
            && range.len() == new.len()
        {
            items[range].swap_with_slice(new);
            return Ok(());
        }
    }
    let key = vm.slice(start, stop, Value::NONE);
    vm.set_item(object, &key, &value)
}
