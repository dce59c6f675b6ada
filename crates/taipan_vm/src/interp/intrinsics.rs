//! Rare operations.

use taipan_bytecode::Intrinsic;

use super::ops::take_values;
use crate::{Raw, Res, Value, Vm};

/// The intrinsic `number` of the values from `first` on.
#[inline(never)]
pub(crate) unsafe fn intrinsic(vm: &Vm, base: *mut Raw, number: usize, first: *mut Raw) -> Res {
    let Some(which) = Intrinsic::from_byte(number as u8) else {
        return Err(vm.system_error("unknown intrinsic"));
    };
    // SAFETY: the compiler puts the arguments of each intrinsic into live temporaries.
    unsafe {
        match which {
            Intrinsic::Locals => Ok((*base).as_value().clone()),
            Intrinsic::ExcType => Ok(vm.class_of((*first).as_value()).into()),
            Intrinsic::ExcTraceback => Ok((*first)
                .as_value()
                .as_exception()
                .map_or(Value::NONE, |exception| exception.traceback.or_none())),
            Intrinsic::Print => {
                let parts = take_values(first, 1);
                let Some(hook) = vm.sys_attr("displayhook") else {
                    return Err(vm.runtime_error("lost sys.displayhook"));
                };
                vm.call(&hook, &parts)?;
                Ok(Value::NONE)
            }
            Intrinsic::SetupAnnotations => {
                let namespace = (*base).as_value().clone();
                let name = &vm.names.dunder_annotations;
                if vm.load_from_namespace(&namespace, name)?.is_none() {
                    vm.store_name(&namespace, name, vm.dict().into())?;
                }
                Ok(Value::NONE)
            }
            Intrinsic::SetFunctionTypeParams => {
                let parts = take_values(first, 2);
                if let Some(function) = parts[0].as_function() {
                    function.type_params.set(parts[1].clone());
                }
                Ok(parts[0].clone())
            }
            _ => call_typing(vm, which, first),
        }
    }
}

/// Intrinsics that the `typing` natives implement, by name in the module `_typing`.
unsafe fn call_typing(vm: &Vm, which: Intrinsic, first: *mut Raw) -> Res {
    let (name, count) = match which {
        Intrinsic::TypeVar => ("_make_typevar", 1),
        Intrinsic::TypeVarWithBound => ("_make_typevar_bound", 2),
        Intrinsic::TypeVarWithConstraints => ("_make_typevar_constraints", 2),
        Intrinsic::ParamSpec => ("_make_paramspec", 1),
        Intrinsic::TypeVarTuple => ("_make_typevartuple", 1),
        Intrinsic::SetTypeparamDefault => ("_set_typeparam_default", 2),
        Intrinsic::SubscriptGeneric => ("_subscript_generic", 1),
        Intrinsic::TypeAlias => ("_make_typealias", 3),
        Intrinsic::BuildTemplate => ("_make_template", 2),
        Intrinsic::BuildInterpolation => ("_make_interpolation", 4),
        _ => return Err(vm.system_error("unknown intrinsic")),
    };
    // SAFETY: the arguments are live temporaries.
    let args = unsafe { take_values(first, count) };
    let fromlist = vm.tuple(vec![vm.str(name)]);
    let globals = vm.dict();
    let module = vm.import_name(&vm.intern("_typing"), &globals, &fromlist, 0)?;
    let function = vm.get_attr_str(&module, name)?;
    let result = vm.call(&function, &args)?;
    drop::<Value>(module);
    Ok(result)
}
