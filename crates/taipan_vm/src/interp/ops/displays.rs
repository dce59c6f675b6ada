//! Lists, sets and dicts from registers and from one another.

use crate::{Kind, Raw, Res, Value, Vm};

/// Takes `count` registers.
#[inline(never)]
pub(crate) unsafe fn take_values(first: *mut Raw, count: usize) -> Vec<Value> {
    // SAFETY: the registers are live temporaries.
    // SAFETY: see above.
    (0..count).map(|n| unsafe { std::mem::replace(&mut *first.add(n), Raw::EMPTY).into_value() }).collect()
}

#[inline(never)]
pub(crate) unsafe fn build_list(vm: &Vm, first: *mut Raw, count: usize) -> Res {
    let list = vm.list_gc();
    // SAFETY: the registers are live temporaries; the list's buffer has room.
    unsafe {
        if count > 0 {
            list.reserve(count)?;
            for n in 0..count {
                list.push(std::mem::replace(&mut *first.add(n), Raw::EMPTY).into_value())?;
            }
        }
    }
    Ok(list.into())
}

#[inline(never)]
pub(crate) unsafe fn build_set(vm: &Vm, first: *mut Raw, count: usize) -> Res {
    // SAFETY: the registers are live temporaries.
    let items = unsafe { take_values(first, count) };
    vm.set(&items)
}

#[inline(never)]
pub(crate) unsafe fn build_map(vm: &Vm, first: *mut Raw, pairs: usize) -> Res {
    // SAFETY: the registers are live temporaries.
    let items = unsafe { take_values(first, pairs * 2) };
    let dict = vm.dict();
    for pair in items.chunks_exact(2) {
        dict.set(vm, &pair[0], &pair[1])?;
    }
    Ok(dict.into())
}

#[inline(never)]
pub(crate) fn list_extend(vm: &Vm, list: &Value, iterable: &Value) -> Res<()> {
    let items = match vm.collect(iterable) {
        Ok(items) => items,
        Err(raised) => {
            let slots = vm.type_of(iterable).slots();
            if slots.iter.is_some() || slots.getitem.is_some() {
                return Err(raised);
            }
            drop(vm.take_raised(raised));
            return Err(vm.type_error(format!(
                "Value after * must be an iterable, not {}",
                vm.type_of(iterable).name()
            )));
        }
    };
    match list.as_list() {
        Some(list) => list.extend(items),
        None => Ok(()),
    }
}

#[inline(never)]
pub(crate) fn set_update(vm: &Vm, set: &Value, iterable: &Value) -> Res<()> {
    set.as_any_set().map_or(Ok(()), |items| items.update(vm, iterable))
}

#[inline(never)]
pub(crate) fn set_add(vm: &Vm, set: &Value, item: &Value) -> Res<()> {
    match set.as_any_set() {
        Some(items) => {
            let hash = vm.hash_element(item)?;
            items.add_hashed(vm, item, hash).map(drop)
        }
        None => Ok(()),
    }
}

/// Calls `each` with the pairs of a mapping; `false` if it is not one.
fn each_pair(vm: &Vm, mapping: &Value, mut each: impl FnMut(&Value, Value) -> Res<()>) -> Res<bool> {
    if let Some(dict) = mapping.as_dict().filter(|_| vm.is_exact(mapping, Kind::Dict)) {
        for (key, value) in dict.items() {
            each(&key, value)?;
        }
        return Ok(true);
    }
    let Some(keys) = vm.get_attr_opt(mapping, &vm.names.keys)? else { return Ok(false) };
    let keys = vm.call(&keys, &[])?;
    for key in vm.collect(&keys)? {
        let value = vm.get_item(mapping, &key)?;
        each(&key, value)?;
    }
    Ok(true)
}

#[inline(never)]
pub(crate) fn dict_update(vm: &Vm, dict: &Value, mapping: &Value) -> Res<()> {
    let Some(target) = dict.as_dict() else { return Ok(()) };
    if each_pair(vm, mapping, |key, value| target.set(vm, key, &value))? {
        return Ok(());
    }
    Err(vm.type_error(format!("'{}' object is not a mapping", vm.type_of(mapping).name())))
}

#[inline(never)]
pub(crate) fn callee_name(vm: &Vm, callee: &Value) -> String {
    let qualname = vm.get_attr_opt(callee, &vm.names.dunder_qualname).ok().flatten();
    let module = vm.get_attr_opt(callee, &vm.names.dunder_module).ok().flatten();
    let Some(name) = qualname.as_ref().and_then(Value::as_str) else {
        return vm.str_string(callee).unwrap_or_default();
    };
    match module.as_ref().and_then(Value::as_str) {
        Some(module) if module != "builtins" => format!("{module}.{name}()"),
        _ => format!("{name}()"),
    }
}

#[inline(never)]
pub(crate) fn dict_merge(vm: &Vm, dict: &Value, mapping: &Value, callee: &Value) -> Res<()> {
    let Some(target) = dict.as_dict() else { return Ok(()) };
    let merged = each_pair(vm, mapping, |key, value| {
        if target.contains(vm, key)? {
            let text = vm.str_string(key)?;
            return Err(vm.type_error(format!(
                "{} got multiple values for keyword argument '{text}'",
                callee_name(vm, callee)
            )));
        }
        target.set(vm, key, &value)
    })?;
    if merged {
        return Ok(());
    }
    Err(vm.type_error(format!(
        "{} argument after ** must be a mapping, not {}",
        callee_name(vm, callee),
        vm.type_of(mapping).name()
    )))
}
