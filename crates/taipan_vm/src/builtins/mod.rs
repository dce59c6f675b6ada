//! The built-in functions (library reference, "Built-in Functions") and the namespace that holds them.

mod attributes;
mod code;
mod iteration;
mod numbers;
mod output;
mod report;
mod unraisable;

use crate::{Value, Vm, native::Function};

/// Fills the `builtins` module.
pub(crate) fn start(vm: &Vm) {
    let Ok(module) = vm.module("builtins") else { return };
    let dict = module.dict.clone();
    _ = vm.import.builtins.set(dict.clone());
    let put = |name: &str, value: Value| {
        // The namespace is small; a limit is not set yet.
        _ = dict.set_str(vm, name, value);
    };
    let module_name = vm.intern("builtins");
    for rows in [output::ROWS, iteration::ROWS, attributes::ROWS, numbers::ROWS, code::ROWS] {
        for row in rows {
            let row: &Function = row;
            let name = crate::native::Signature::name_of(row.signature);
            put(name, vm.native_function(row.signature, row.call, row.doc, module_name.clone()));
        }
    }
    for class in vm.types.public() {
        let name = class.name().to_owned();
        put(&name, class.value().clone());
    }
    for class in vm.exceptions.all() {
        let name = class.name().to_owned();
        put(&name, class.value().clone());
    }
    put("EnvironmentError", vm.exceptions.os_error.value().clone());
    put("IOError", vm.exceptions.os_error.value().clone());
    put("NotImplemented", Value::NOT_IMPLEMENTED);
    put("Ellipsis", Value::ELLIPSIS);
    put("None", Value::NONE);
    put("True", Value::TRUE);
    put("False", Value::FALSE);
    put("__debug__", Value::TRUE);
    _ = vm.modules().set_str(vm, "builtins", module.into());
}
