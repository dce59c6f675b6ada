//! Unpacking into registers.

use crate::{
    Kind, Raised, Raw, Res, Value, Vm,
    objects::{Dict, Tuple},
};

/// The items of an iterable that must give exactly `count`, for unpacking.
#[inline(never)]
pub(crate) unsafe fn unpack_sequence(vm: &Vm, first: *mut Raw, value: Value, count: usize) -> Res<()> {
    // SAFETY: the target registers are free temporaries.
    unsafe {
        let write = |items: &[Value]| {
            for (n, item) in items.iter().enumerate() {
                *first.add(n) = item.clone().into_raw();
            }
        };
        if vm.is_exact(&value, Kind::Tuple) {
            let items = value.as_tuple().map_or(&[][..], Tuple::as_slice);
            if items.len() == count {
                write(items);
                return Ok(());
            }
            return Err(wrong_count(vm, count, items.len(), true));
        }
        if let Some(list) = value.as_list().filter(|_| vm.is_exact(&value, Kind::List)) {
            // Nothing runs while the items are copied.
            let items = list.buffer();
            if items.len() == count {
                write(items);
                return Ok(());
            }
            return Err(wrong_count(vm, count, items.len(), true));
        }
        let iter = unpack_iter(vm, &value)?;
        let mut items = Vec::with_capacity(count);
        while items.len() < count {
            match vm.next(&iter)? {
                Some(item) => items.push(item),
                None => return Err(wrong_count(vm, count, items.len(), true)),
            }
        }
        if vm.next(&iter)?.is_some() {
            let known = value.as_dict().map(Dict::len).filter(|_| vm.is_exact(&value, Kind::Dict));
            return Err(match known {
                Some(len) => wrong_count(vm, count, len, true),
                None => wrong_count(vm, count, count + 1, false),
            });
        }
        write(&items);
        Ok(())
    }
}

fn unpack_iter(vm: &Vm, value: &Value) -> Res {
    match vm.iter(value) {
        Ok(iter) => Ok(iter),
        Err(raised) => {
            let slots = vm.type_of(value).slots();
            if slots.iter.is_some() || slots.getitem.is_some() {
                return Err(raised);
            }
            drop(vm.take_raised(raised));
            Err(vm.type_error(format!("cannot unpack non-iterable {} object", vm.type_of(value).name())))
        }
    }
}

#[cold]
fn wrong_count(vm: &Vm, expected: usize, got: usize, known: bool) -> Raised {
    if got < expected {
        return vm.value_error(format!("not enough values to unpack (expected {expected}, got {got})"));
    }
    if known {
        return vm.value_error(format!("too many values to unpack (expected {expected}, got {got})"));
    }
    vm.value_error(format!("too many values to unpack (expected {expected})"))
}

/// Unpacking with a starred target.
#[inline(never)]
pub(crate) unsafe fn unpack_ex(vm: &Vm, first: *mut Raw, value: Value, counts: u32) -> Res<()> {
    let (before, after) = ((counts & 0xFFFF) as usize, (counts >> 16) as usize);
    let iter = unpack_iter(vm, &value)?;
    let too_few = |got: usize| {
        let expected = before + after;
        vm.value_error(format!("not enough values to unpack (expected at least {expected}, got {got})"))
    };
    let mut items = Vec::new();
    while items.len() < before {
        items.push(vm.next(&iter)?.ok_or_else(|| too_few(items.len()))?);
    }
    let middle = vm.list_gc();
    vm.extend_list(&middle, &iter)?;
    if middle.len() < after {
        return Err(too_few(before + middle.len()));
    }
    let mut tail: Vec<Value> = (0..after).filter_map(|_| middle.pop()).collect();
    tail.reverse();
    let middle = Value::from(middle);
    for (n, item) in items.into_iter().chain([middle]).chain(tail).enumerate() {
        // SAFETY: the target registers are free temporaries.
        unsafe { *first.add(n) = item.into_raw() };
    }
    Ok(())
}
