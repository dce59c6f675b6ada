//! The module `_collections`.

mod count;
mod deque_compare;
mod deque_iter;
mod deque_methods;
mod deque_slots;
mod tuple_getter;

use taipan_vm::{
    native::{Function, ModuleSpec},
    objects::Deque,
};

/// The module's row.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_collections",
    doc: "High performance data structures: deque, defaultdict, OrderedDict.",
    functions: &[Function::new(
        "_count_elements(mapping, iterable, /)",
        count::count_elements,
        "Counts the items of an iterable in a mapping.",
    )],
    init: |vm, module| {
        let deque = vm.add_type::<Deque>(&deque_slots::spec());
        let (forward, reverse) = deque_iter::types(vm);
        let getter = vm.add_type::<tuple_getter::TupleGetter>(&tuple_getter::spec());
        for (name, class) in [
            ("deque", deque),
            ("_deque_iterator", forward),
            ("_deque_reverse_iterator", reverse),
            ("_tuplegetter", getter),
            ("defaultdict", vm.default_dict_type()),
            ("OrderedDict", vm.ordered_dict_type()),
        ] {
            vm.module_set(module, name, class.into())?;
        }
        Ok(())
    },
};
