//! The module `_functools`.

mod cache;
mod compare;
mod partial;

use taipan_vm::{
    Res, Value, Vm,
    native::{Function, ModuleSpec},
    objects::Slot,
};

/// What the module keeps in a VM.
#[derive(Default)]
struct State {
    /// `Placeholder`
    placeholder: Slot,
    /// Stands between the positional and the keyword arguments in keys of caches.
    mark: Slot,
}

/// The module's row.
pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_functools",
    doc: "Tools that operate on functions.",
    functions: &[
        Function::new(
            "reduce(function, iterable, /, initial=<functools._initial_missing>)",
            reduce,
            "Apply a function of two arguments cumulatively to the items of an iterable, from left to right.",
        ),
        Function::new(
            "cmp_to_key(mycmp)",
            compare::cmp_to_key,
            "Convert a cmp= function into a key= function.",
        ),
    ],
    init: |vm, module| {
        let cache = vm.add_type::<cache::Cache>(&cache::spec());
        vm.module_set(module, "_lru_cache_wrapper", cache.into())?;
        vm.add_type::<compare::KeyWrapper>(&compare::spec());
        vm.add_type::<partial::Placeholder>(&partial::placeholder_spec());
        let partial = vm.add_type::<partial::Partial>(&partial::spec());
        vm.module_set(module, "partial", partial.into())?;
        let state = vm.state::<State>();
        state.placeholder.set(vm.make(partial::Placeholder).into());
        state.mark.set(vm.tuple(Vec::new()));
        vm.module_set(module, "Placeholder", state.placeholder.get())
    },
};

fn reduce(vm: &Vm, args: &[Value]) -> Res {
    if vm.special(&args[1], &vm.names.dunder_iter)?.is_none()
        && vm.special(&args[1], &vm.names.dunder_getitem)?.is_none()
    {
        return Err(vm.type_error("reduce() arg 2 must support iteration"));
    }
    let iter = vm.iterate(&args[1])?;
    let mut result = match args[2].given() {
        Some(initial) => initial.clone(),
        None => match iter.next(vm)? {
            Some(first) => first,
            None => {
                return Err(vm.type_error("reduce() of empty iterable with no initial value"));
            }
        },
    };
    iter.each(vm, |item| {
        let before = std::mem::replace(&mut result, Value::NONE);
        result = vm.call(&args[0], &[before, item])?;
        Ok(())
    })?;
    Ok(result)
}
