//! The methods of ordered dicts.

use super::dict_of;
use crate::{
    Res, Value, Vm,
    native::{Args, Method},
    objects::dict::Part,
};

fn is_true(vm: &Vm, flag: &Value) -> Res<bool> {
    flag.given().map_or(Ok(true), |flag| vm.truth(flag))
}

fn update(vm: &Vm, args: &[Value]) -> Res {
    let positional = args[1].as_tuple().map(|tuple| tuple.to_vec()).unwrap_or_default();
    let too_many = "update() takes at most 1 positional argument ({} given)";
    vm.update_ordered(&args[0], Args::positional(&positional), too_many)?;
    for (key, value) in args[2].as_dict().map(|dict| dict.items()).unwrap_or_default() {
        vm.set_item(&args[0], &key, &value)?;
    }
    Ok(Value::NONE)
}

fn popitem(vm: &Vm, args: &[Value]) -> Res {
    let last = is_true(vm, &args[1])?;
    let dict = dict_of(vm, &args[0])?;
    match if last { dict.pop_last() } else { dict.pop_first() } {
        Some((key, value)) => Ok(vm.tuple(vec![key, value])),
        None => Err(vm.key_error(&vm.str("dictionary is empty"))),
    }
}

fn move_to_end(vm: &Vm, args: &[Value]) -> Res {
    let last = is_true(vm, &args[2])?;
    if dict_of(vm, &args[0])?.move_to_end(vm, &args[1], last)? {
        return Ok(Value::NONE);
    }
    Err(vm.key_error(&args[1]))
}

fn pop(vm: &Vm, args: &[Value]) -> Res {
    match dict_of(vm, &args[0])?.remove(vm, &args[1])? {
        Some(value) => Ok(value),
        None => args[2].given().cloned().ok_or_else(|| vm.key_error(&args[1])),
    }
}

fn setdefault(vm: &Vm, args: &[Value]) -> Res {
    let default = args[2].given().cloned().unwrap_or(Value::NONE);
    let dict = dict_of(vm, &args[0])?;
    if vm.is_exact_ordered(&args[0]) {
        return dict.set_default(vm, &args[1], &default);
    }
    if vm.contains(&args[0], &args[1])? {
        return vm.get_item(&args[0], &args[1]);
    }
    vm.set_item(&args[0], &args[1], &default)?;
    Ok(default)
}

fn copy(vm: &Vm, args: &[Value]) -> Res {
    let made = vm.call(vm.class_of(&args[0]).value(), &[])?;
    let dict = dict_of(vm, &args[0])?;
    for (key, value) in dict.items() {
        let value = if vm.is_exact_ordered(&args[0]) { value } else { vm.get_item(&args[0], &key)? };
        vm.set_item(&made, &key, &value)?;
    }
    Ok(made)
}

fn keys(vm: &Vm, args: &[Value]) -> Res {
    Ok(vm.ordered_view(dict_of(vm, &args[0])?, Part::Keys))
}

fn values(vm: &Vm, args: &[Value]) -> Res {
    Ok(vm.ordered_view(dict_of(vm, &args[0])?, Part::Values))
}

fn items(vm: &Vm, args: &[Value]) -> Res {
    Ok(vm.ordered_view(dict_of(vm, &args[0])?, Part::Items))
}

fn reversed(vm: &Vm, args: &[Value]) -> Res {
    Ok(vm.ordered_iterator(dict_of(vm, &args[0])?, Part::Keys, true))
}

fn reduce(vm: &Vm, args: &[Value]) -> Res {
    let state = match vm.dict_of_object(&args[0])? {
        Some(dict) if !dict.is_empty() => dict.into(),
        _ => Value::NONE,
    };
    let items = vm.iter(&vm.call_method(&args[0], "items", &[])?)?;
    let class = vm.class_of(&args[0]).value().clone();
    Ok(vm.tuple(vec![class, vm.tuple(Vec::new()), state, Value::NONE, items]))
}

pub(super) const METHODS: &[Method] = &[
    Method::new(
        "update(*args, **kwargs)",
        update,
        "Sets pairs from a mapping, an iterable of pairs and keywords.",
    ),
    Method::new("popitem(last=True)", popitem, "Removes the last or the first pair and gives it."),
    Method::new("move_to_end(key, last=True)", move_to_end, "Moves a key to the end or to the beginning."),
    Method::new(
        "pop(key, default=<unrepresentable>)",
        pop,
        "Removes a key and gives its value, or a default.",
    ),
    Method::new(
        "setdefault(key, default=None)",
        setdefault,
        "The value of a key, set to a default if it is missing.",
    ),
    Method::new("copy()", copy, "A shallow copy."),
    Method::new("keys()", keys, "A view of the keys."),
    Method::new("values()", values, "A view of the values."),
    Method::new("items()", items, "A view of the pairs."),
    Method::new("__reversed__()", reversed, "An iterator over the keys from the last to the first."),
    Method::new("__reduce__()", reduce, "For pickling."),
];
