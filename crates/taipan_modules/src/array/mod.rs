//! `array`: compact sequences of numbers or characters.

mod body;
mod item;
mod iter;
mod methods;
mod slots;

use taipan_vm::native::ModuleSpec;

/// The module's row.
pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "array",
    doc: "Compact sequences of numbers or characters.",
    functions: &[],
    init: |vm, module| {
        vm.add_type::<iter::ArrayIter>(&iter::spec());
        let class = vm.add_type::<body::Array>(&slots::spec());
        for name in ["array", "ArrayType"] {
            vm.module_set(module, name, class.clone().into())?;
        }
        vm.module_set(module, "typecodes", vm.str(item::CODES))?;
        let abstract_classes = vm.import_module("_collections_abc")?;
        let sequence = vm.get_attr_str(&abstract_classes, "MutableSequence")?;
        vm.call_method(&sequence, "register", &[class.into()])?;
        Ok(())
    },
};
