//! `_weakref`: weak references and proxies; the types themselves belong to the VM.

use taipan_vm::{
    Res, Value, Vm,
    native::{Function, ModuleSpec},
};

const FUNCTIONS: &[Function] = &[
    Function::new(
        "proxy(object, callback=None, /)",
        |vm, args| vm.weak_proxy(&args[0], args[1].not_none()),
        "Create a proxy object that weakly references 'object'.",
    ),
    Function::new(
        "getweakrefcount(object, /)",
        |vm, args| Ok(vm.int(vm.weak_references(&args[0]).len() as i64)),
        "Return the number of weak references to 'object'.",
    ),
    Function::new(
        "getweakrefs(object, /)",
        |vm, args| vm.list(vm.weak_references(&args[0])),
        "Return a list of all weak reference objects pointing to 'object'.",
    ),
    Function::new(
        "_remove_dead_weakref(dct, key, /)",
        remove_dead,
        "Atomically remove key from dict if it points to a dead weakref.",
    ),
];

/// The module.
pub(crate) static MODULE: ModuleSpec =
    ModuleSpec { name: "_weakref", doc: "Weak-reference support module.", functions: FUNCTIONS, init };

fn init(vm: &Vm, module: &Value) -> Res<()> {
    let types = &vm.types;
    for (name, class) in [
        ("ref", &types.weakref),
        ("ReferenceType", &types.weakref),
        ("ProxyType", &types.weak_proxy),
        ("CallableProxyType", &types.weak_callable_proxy),
    ] {
        vm.module_set(module, name, class.value().clone())?;
    }
    Ok(())
}

fn remove_dead(vm: &Vm, args: &[Value]) -> Res {
    let Some(dict) = args[0].as_dict() else {
        return Err(vm.type_error(format!(
            "_remove_dead_weakref() argument 1 must be dict, not {}",
            vm.type_of(&args[0]).name()
        )));
    };
    let known = dict.get(vm, &args[1])?;
    if known.is_some_and(|known| vm.is_a(&known, &vm.types.weakref) && vm.weak_target(&known).is_none()) {
        drop(dict.remove(vm, &args[1])?);
    }
    Ok(Value::NONE)
}
