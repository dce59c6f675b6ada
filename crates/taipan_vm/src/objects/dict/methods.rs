//! The methods of dicts.

use super::{Dict, Part};
use crate::{
    Gc, Res, Value, Vm,
    native::{Args, Method},
    objects::class_getitem,
};

fn dict_of(vm: &Vm, args: &[Value]) -> Res<Gc<Dict>> {
    args[0].downcast_gc().ok_or_else(|| vm.type_error("a dict is required"))
}

fn or_none(value: &Value) -> Value {
    value.given().cloned().unwrap_or(Value::NONE)
}

fn get(vm: &Vm, args: &[Value]) -> Res {
    Ok(dict_of(vm, args)?.get(vm, &args[1])?.unwrap_or_else(|| or_none(&args[2])))
}

fn setdefault(vm: &Vm, args: &[Value]) -> Res {
    dict_of(vm, args)?.set_default(vm, &args[1], &or_none(&args[2]))
}

fn pop(vm: &Vm, args: &[Value]) -> Res {
    let dict = dict_of(vm, args)?;
    if dict.is_empty() {
        return args[2].given().cloned().ok_or_else(|| vm.key_error(&args[1]));
    }
    match dict.remove(vm, &args[1])? {
        Some(value) => Ok(value),
        None => args[2].given().cloned().ok_or_else(|| vm.key_error(&args[1])),
    }
}

fn popitem(vm: &Vm, args: &[Value]) -> Res {
    match dict_of(vm, args)?.pop_last() {
        Some((key, value)) => Ok(vm.tuple(vec![key, value])),
        None => Err(vm.key_error(&vm.str("popitem(): dictionary is empty"))),
    }
}

fn update(vm: &Vm, args: &[Value]) -> Res {
    let dict = dict_of(vm, args)?;
    let positional = args[1].as_tuple().map(|tuple| tuple.to_vec()).unwrap_or_default();
    vm.update_dict_args("update", &dict, Args::positional(&positional))?;
    if let Some(keywords) = args[2].as_dict() {
        dict.update_from(vm, keywords)?;
    }
    Ok(Value::NONE)
}

fn clear(vm: &Vm, args: &[Value]) -> Res {
    dict_of(vm, args)?.clear();
    Ok(Value::NONE)
}

fn copy(vm: &Vm, args: &[Value]) -> Res {
    let made = vm.dict();
    made.update_from(vm, &*dict_of(vm, args)?)?;
    Ok(made.into())
}

fn fromkeys(vm: &Vm, args: &[Value]) -> Res {
    let made = vm.call(&args[0], &[])?;
    let value = or_none(&args[2]);
    let iter = vm.iterate(&args[1])?;
    let exact = made.downcast_gc::<Dict>().filter(|_| vm.is_exact(&made, crate::Kind::Dict));
    iter.each(vm, |key| match &exact {
        Some(dict) => dict.set(vm, &key, &value),
        None => vm.set_item(&made, &key, &value),
    })?;
    Ok(made)
}

fn keys(vm: &Vm, args: &[Value]) -> Res {
    Ok(vm.dict_view(dict_of(vm, args)?, Part::Keys))
}

fn values(vm: &Vm, args: &[Value]) -> Res {
    Ok(vm.dict_view(dict_of(vm, args)?, Part::Values))
}

fn items(vm: &Vm, args: &[Value]) -> Res {
    Ok(vm.dict_view(dict_of(vm, args)?, Part::Items))
}

fn reversed(vm: &Vm, args: &[Value]) -> Res {
    vm.dict_iterator(&args[0], Part::Keys, true)
}

fn sizeof(vm: &Vm, args: &[Value]) -> Res {
    let entries = dict_of(vm, args)?.end_position() * size_of::<super::table::Entry>();
    Ok(vm.int((size_of::<Dict>() + 8 + entries) as i64))
}

pub(super) const METHODS: &[Method] = &[
    Method::new("get(key, default=None, /)", get, "The value of a key, or a default."),
    Method::new(
        "setdefault(key, default=None, /)",
        setdefault,
        "The value of a key, set to a default if it is missing.",
    ),
    Method::new(
        "pop(key, default=<unrepresentable>, /)",
        pop,
        "Removes a key and gives its value, or a default.",
    ),
    Method::new("popitem()", popitem, "Removes the last pair and gives it."),
    Method::new(
        "update(*args, **kwargs)",
        update,
        "Copies pairs from a mapping, an iterable of pairs and keywords.",
    ),
    Method::new("clear()", clear, "Removes all pairs."),
    Method::new("copy()", copy, "A new dict of the same pairs."),
    Method::class("fromkeys(iterable, value=None, /)", fromkeys, "A new dict with these keys and one value."),
    Method::new("keys()", keys, "A view of the keys."),
    Method::new("values()", values, "A view of the values."),
    Method::new("items()", items, "A view of the pairs."),
    Method::new("__reversed__()", reversed, "An iterator over the keys from the last to the first."),
    Method::new("__sizeof__()", sizeof, "Size in memory, in bytes."),
    Method::class("__class_getitem__(object, /)", class_getitem, "A generic alias of the class."),
];
