//! Calling with arguments that are kept as a tuple and a dict.

use taipan_vm::{Res, Value, Vm, native::Args, objects::Dict};

/// `callee(*args, **keywords)`
pub(crate) fn call_spread(vm: &Vm, callee: &Value, args: &[Value], keywords: Option<&Dict>) -> Res {
    let items = keywords.map_or_else(Vec::new, Dict::items);
    if items.is_empty() {
        return vm.call(callee, args);
    }
    let mut values = args.to_vec();
    let mut names = Vec::with_capacity(items.len());
    for (name, value) in items {
        names.push(name);
        values.push(value);
    }
    let names = vm.tuple_gc(names);
    vm.call_args(callee, Args { values: &values, names: Some(&names) })
}
