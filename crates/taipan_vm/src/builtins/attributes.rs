//! `getattr`, `isinstance`, `callable`, `dir`, `vars`, `id`, `hash` and their like.

use crate::{Res, Value, Vm, native::Function};

pub(super) const ROWS: &[Function] = &[
    Function::new("getattr(object, name, default=None, /)", getattr, "An attribute by name."),
    Function::new("setattr(obj, name, value, /)", setattr, "Sets an attribute by name."),
    Function::new("delattr(obj, name, /)", delattr, "Deletes an attribute by name."),
    Function::new("hasattr(obj, name, /)", hasattr, "Whether the object has the attribute."),
    Function::new(
        "isinstance(obj, class_or_tuple, /)",
        |vm, a| Ok(Value::bool(vm.is_instance(&a[0], &a[1])?)),
        "Whether the object is an instance of the class.",
    ),
    Function::new(
        "issubclass(cls, class_or_tuple, /)",
        |vm, a| Ok(Value::bool(vm.is_subclass(&a[0], &a[1])?)),
        "Whether the class derives from the other.",
    ),
    Function::new(
        "callable(obj, /)",
        |vm, a| Ok(Value::bool(vm.is_callable(&a[0]))),
        "Whether the object can be called.",
    ),
    Function::new("id(obj, /)", |vm, a| Ok(vm.int(vm.id_of(&a[0]) as i64)), "The identity of the object."),
    Function::new("hash(obj, /)", |vm, a| Ok(vm.int(vm.hash(&a[0])?)), "The hash of the object."),
    Function::new("dir(object=None, /)", dir, "The names that the object has."),
    Function::new("vars(object=None, /)", vars, "The __dict__ of the object."),
    Function::new(
        "globals()",
        |vm, _| Ok(vm.frame_globals().map_or(Value::NONE, Value::from)),
        "The global names of the running code.",
    ),
    Function::new(
        "locals()",
        |vm, _| Ok(vm.frame_locals().unwrap_or(Value::NONE)),
        "The local names of the running code.",
    ),
];

fn name(vm: &Vm, value: &Value) -> Res {
    if value.as_str_object().is_none() {
        return Err(
            vm.type_error(format!("attribute name must be string, not '{}'", vm.type_of(value).name()))
        );
    }
    Ok(vm.intern_value(value))
}

fn getattr(vm: &Vm, args: &[Value]) -> Res {
    let name = name(vm, &args[1])?;
    match args[2].given() {
        None => vm.get_attr(&args[0], &name),
        Some(default) => Ok(vm.get_attr_opt(&args[0], &name)?.unwrap_or_else(|| default.clone())),
    }
}

fn setattr(vm: &Vm, args: &[Value]) -> Res {
    vm.set_attr(&args[0], &name(vm, &args[1])?, &args[2])?;
    Ok(Value::NONE)
}

fn delattr(vm: &Vm, args: &[Value]) -> Res {
    vm.del_attr(&args[0], &name(vm, &args[1])?)?;
    Ok(Value::NONE)
}

fn hasattr(vm: &Vm, args: &[Value]) -> Res {
    Ok(Value::bool(vm.get_attr_opt(&args[0], &name(vm, &args[1])?)?.is_some()))
}

fn dir(vm: &Vm, args: &[Value]) -> Res {
    let names = match args[0].given() {
        None => {
            let locals = vm.frame_locals().unwrap_or(Value::NONE);
            vm.collect(&locals)?
        }
        Some(object) => match vm.call_special(object, &vm.names.dunder_dir, &[])? {
            Some(names) => vm.collect(&names)?,
            None => Vec::new(),
        },
    };
    let list = vm.list_gc();
    list.extend(names)?;
    vm.sort_list(&list, None, false)?;
    Ok(list.into())
}

fn vars(vm: &Vm, args: &[Value]) -> Res {
    let Some(object) = args[0].given() else { return Ok(vm.frame_locals().unwrap_or(Value::NONE)) };
    match vm.get_attr_opt(object, &vm.names.dunder_dict)? {
        Some(dict) => Ok(dict),
        None => Err(vm.type_error("vars() argument must have __dict__ attribute")),
    }
}
