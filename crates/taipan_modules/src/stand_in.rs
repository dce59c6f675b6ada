//! `_stand_in`: for classes of the library that are written in Python though CPython's are native.

use taipan_vm::{
    Res, Value, Vm,
    native::{Function, ModuleSpec},
};

/// A decorator: errors name the class with its module, as they name native classes.
fn native_class(vm: &Vm, args: &[Value]) -> Res {
    let Some(class) = args[0].as_type().filter(|class| class.is_heap_type()) else {
        return Err(vm.type_error("native_class() argument must be a class from Python code"));
    };
    let module = vm.get_attr(&args[0], &vm.names.dunder_module)?;
    if let Some(module) = module.as_str() {
        class.stand_in(module);
    }
    Ok(args[0].clone())
}

/// The module's row.
pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_stand_in",
    doc: "",
    functions: &[Function::new("native_class(cls, /)", native_class, "Shows a class as a native one.")],
    init: |_, _| Ok(()),
};
