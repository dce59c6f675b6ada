//! Methods of classes.

use super::{Type, mro::linearise};
use crate::{Res, Value, Vm, native::Method};

fn class_of_args<'a>(vm: &Vm, args: &'a [Value]) -> Res<&'a Type> {
    args[0].as_type().ok_or_else(|| vm.type_error("not a class"))
}

fn mro(vm: &Vm, args: &[Value]) -> Res {
    let class = class_of_args(vm, args)?.gc();
    let bases = vm.base_list(&class);
    vm.list(linearise(vm, &class, &bases)?)
}

fn subclasses(vm: &Vm, args: &[Value]) -> Res {
    let class = class_of_args(vm, args)?;
    vm.list(class.live_subclasses().into_iter().map(Value::from).collect())
}

fn dir(vm: &Vm, args: &[Value]) -> Res {
    let names = vm.dict();
    vm.merge_class_names(&names, class_of_args(vm, args)?)?;
    vm.list(names.keys())
}

fn prepare(vm: &Vm, _: &[Value]) -> Res {
    Ok(vm.dict().into())
}

fn instance_check(vm: &Vm, args: &[Value]) -> Res {
    Ok(Value::bool(vm.real_is_instance(&args[1], &args[0])?))
}

fn subclass_check(vm: &Vm, args: &[Value]) -> Res {
    Ok(Value::bool(vm.real_is_subclass(&args[1], &args[0])?))
}

fn sizeof(vm: &Vm, args: &[Value]) -> Res {
    class_of_args(vm, args)?;
    Ok(vm.int(size_of::<Type>() as i64))
}

/// The rows.
pub(super) const METHODS: &[Method] = &[
    Method::new("mro()", mro, "Return a type's method resolution order."),
    Method::new("__subclasses__()", subclasses, "Return a list of immediate subclasses."),
    Method::new("__dir__()", dir, "Specialized __dir__ implementation for types."),
    Method::new("__sizeof__()", sizeof, "Return memory consumption of the type object."),
    Method::class("__prepare__(*args, **kwargs)", prepare, "Create the namespace for the class statement."),
    Method::new("__instancecheck__(instance, /)", instance_check, "Check if an object is an instance."),
    Method::new("__subclasscheck__(subclass, /)", subclass_check, "Check if a class is a subclass."),
];
