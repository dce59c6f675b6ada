//! `_count_elements`, the core of `Counter`.

use taipan_vm::{BinaryOp, Gc, Res, Value, Vm, objects::Dict};

/// The dict behind a mapping whose class has neither `get` nor `__setitem__` of its own.
fn plain_dict(vm: &Vm, mapping: &Value) -> Option<Gc<Dict>> {
    let dict = mapping.downcast_gc::<Dict>()?;
    let class = vm.type_of(mapping);
    let own = |name: &Value| {
        let known = vm.type_lookup(&vm.types.dict, name);
        known.is_some_and(|known| vm.type_lookup(class, name).is_some_and(|found| found.is(&known)))
    };
    (own(&vm.names.get) && own(&vm.names.dunder_setitem)).then_some(dict)
}

pub(super) fn count_elements(vm: &Vm, args: &[Value]) -> Res {
    let iter = vm.iterate(&args[1])?;
    let one = vm.int(1);
    if let Some(dict) = plain_dict(vm, &args[0]) {
        iter.each(vm, |key| {
            let hash = vm.hash_key(&key)?;
            let count = match dict.get_hashed(vm, &key, hash)? {
                Some(count) => vm.binary(BinaryOp::Add, &count, &one)?,
                None => one.clone(),
            };
            dict.set_hashed(vm, &key, hash, count)
        })?;
        return Ok(Value::NONE);
    }
    let get = vm.get_attr(&args[0], &vm.names.get)?;
    while let Some(key) = iter.next(vm)? {
        let count = vm.call(&get, &[key.clone(), vm.int(0)])?;
        let count = vm.binary(BinaryOp::Add, &count, &one)?;
        vm.set_item(&args[0], &key, &count)?;
    }
    Ok(Value::NONE)
}
