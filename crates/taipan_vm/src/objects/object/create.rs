//! `object.__new__` and `object.__init__`.

use crate::{Kind, Res, Value, Vm, native::Args, objects::Type};

type NewFn = fn(&Vm, &Type, Args<'_>) -> Res;
type InitFn = fn(&Vm, &Value, Args<'_>) -> Res<()>;

/// Whether this is the slot of `object.__new__`.
pub(crate) fn is_object_new(new: NewFn) -> bool {
    std::ptr::fn_addr_eq(new, object_new as NewFn)
}

/// Whether this is the slot of `object.__init__`.
pub(crate) fn is_object_init(init: InitFn) -> bool {
    std::ptr::fn_addr_eq(init, object_init as InitFn)
}

/// `object.__new__(cls)`: arguments are for `__init__`, where the class has one.
pub(crate) fn object_new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    if !args.is_empty() {
        if !class.slots().new.is_some_and(is_object_new) {
            return Err(
                vm.type_error("object.__new__() takes exactly one argument (the type to instantiate)")
            );
        }
        if class.slots().init.is_some_and(is_object_init) {
            return Err(vm.type_error(format!("{}() takes no arguments", class.name())));
        }
    }
    if class.abstract_methods.get() {
        return Err(abstract_error(vm, class)?);
    }
    if class.kind != Kind::Instance {
        return Err(vm.type_error(format!("cannot create '{}' instances", class.name())));
    }
    let made = vm.instance(class);
    if class.slots().del.is_some() {
        vm.note_birth(&made);
    }
    Ok(made)
}

#[cold]
fn abstract_error(vm: &Vm, class: &Type) -> Res<crate::Raised> {
    let missing = class.dict.get_name(vm, &vm.names.dunder_abstractmethods).unwrap_or(Value::NONE);
    let mut names = Vec::new();
    for name in vm.collect(&missing)? {
        names.push(vm.str_string(&name)?);
    }
    names.sort();
    let s = if names.len() == 1 { "" } else { "s" };
    let names: Vec<String> = names.into_iter().map(|name| format!("'{name}'")).collect();
    Ok(vm.type_error(format!(
        "Can't instantiate abstract class {} without an implementation for abstract method{s} {}",
        class.name(),
        names.join(", ")
    )))
}

/// `object.__init__(self)`
pub(crate) fn object_init(vm: &Vm, object: &Value, args: Args<'_>) -> Res<()> {
    if args.is_empty() {
        return Ok(());
    }
    let class = vm.class_of(object);
    if !class.slots().init.is_some_and(is_object_init) {
        return Err(
            vm.type_error("object.__init__() takes exactly one argument (the instance to initialize)")
        );
    }
    if class.slots().new.is_some_and(is_object_new) {
        return Err(vm.type_error(format!(
            "{}.__init__() takes exactly one argument (the instance to initialize)",
            class.name()
        )));
    }
    Ok(())
}
