//! `BaseExceptionGroup` and `ExceptionGroup` (PEP 654).

use crate::{
    Gc, Res, Value, Vm,
    exceptions::ExceptionObject,
    native::Args,
    objects::{Slot, Tuple, Type},
};

fn members(value: &Value) -> Vec<Value> {
    let field = value.as_exception().and_then(|e| e.fields.borrow().get(1).cloned()).unwrap_or(Value::NONE);
    field.as_tuple().map_or_else(Vec::new, |tuple| Tuple::as_slice(tuple).to_vec())
}

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    let name = class.name().to_owned();
    let [message, exceptions] = args.positionals() else {
        return Err(vm.type_error(format!(
            "BaseExceptionGroup.__new__() takes exactly 2 arguments ({} given)",
            args.positionals().len()
        )));
    };
    if message.as_str_object().is_none() {
        return Err(vm.bad_argument("BaseExceptionGroup.__new__", " 1", "str", message));
    }
    if args.keyword_count() > 0 {
        return Err(vm.type_error(format!("{name}() takes no keyword arguments")));
    }
    let slots = vm.type_of(exceptions).slots();
    if slots.getitem.is_none() || slots.len.is_none() || exceptions.as_dict().is_some() {
        return Err(vm.type_error("second argument (exceptions) must be a sequence"));
    }
    let items = vm.collect(exceptions)?;
    if items.is_empty() {
        return Err(vm.value_error("second argument (exceptions) must be a non-empty sequence"));
    }
    for (at, item) in items.iter().enumerate() {
        if item.as_exception().is_none() {
            return Err(
                vm.value_error(format!("Item {at} of second argument (exceptions) is not an exception"))
            );
        }
    }
    let plain = items.iter().all(|item| vm.is_a(item, &vm.exceptions.exception));
    let group_class = exception_group(vm);
    let is_base = std::ptr::eq(class, &**vm.exceptions.base_exception_group);
    if !plain && class.is_subclass_of(&vm.exceptions.exception) {
        let text = if std::ptr::eq(class, &*group_class) {
            "Cannot nest BaseExceptions in an ExceptionGroup".to_owned()
        } else {
            format!("Cannot nest BaseExceptions in '{name}'")
        };
        return Err(vm.type_error(text));
    }
    let class = if is_base && plain { &*group_class } else { class };
    let body = ExceptionObject {
        args: Slot::new(vm.tuple(args.positionals().to_vec())),
        fields: vec![message.clone(), vm.tuple(items)].into(),
        ..ExceptionObject::default()
    };
    Ok(vm.make_instance(class, body)?.into())
}

fn exception_group(vm: &Vm) -> Gc<Type> {
    vm.exceptions.exception_group.clone()
}

fn str(vm: &Vm, value: &Value) -> Res {
    let message =
        value.as_exception().and_then(|e| e.fields.borrow().first().cloned()).unwrap_or(Value::NONE);
    let count = members(value).len();
    let s = if count == 1 { "" } else { "s" };
    Ok(vm.str(&format!("{} ({count} sub-exception{s})", vm.str_string(&message)?)))
}

/// Completes the group classes.
pub(super) fn start(vm: &Vm) {
    super::group_methods::start(vm, new, str);
}

pub(super) fn members_of(value: &Value) -> Vec<Value> {
    members(value)
}
