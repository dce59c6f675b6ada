//! `__annotations__` and `__annotate__` of classes: the annotate function runs when they are first asked for (PEP 649).

use super::Type;
use crate::{Res, Value, Vm};

fn of<'a>(vm: &Vm, class: &'a Value, name: &Value) -> Res<&'a Type> {
    let own = class.as_type().ok_or_else(|| vm.type_error("not a class"))?;
    if own.heap_type {
        return Ok(own);
    }
    let text = format!("type object '{}' has no attribute '{}'", own.name(), name.as_str().unwrap_or("?"));
    Err(vm.attribute_error(class, name, text))
}

fn writable<'a>(vm: &Vm, class: &'a Value, name: &Value, what: &str) -> Res<&'a Type> {
    let own = class.as_type().ok_or_else(|| vm.type_error("not a class"))?;
    if own.heap_type {
        return Ok(own);
    }
    Err(vm.type_error(format!(
        "cannot {what} '{}' attribute of immutable type '{}'",
        name.as_str().unwrap_or("?"),
        own.name()
    )))
}

/// `cls.__annotate__`
pub(super) fn get_annotate(vm: &Vm, class: &Value) -> Res {
    let names = &vm.names;
    let own = of(vm, class, &names.dunder_annotate)?;
    for name in [&names.dunder_annotate_func, &names.dunder_annotate] {
        if let Some(found) = own.dict.get_name(vm, name) {
            return vm.bind_to_class(&found, &own.gc());
        }
    }
    vm.type_set(own, &names.dunder_annotate_func, Some(&Value::NONE))?;
    Ok(Value::NONE)
}

/// `cls.__annotate__ = value`
pub(super) fn set_annotate(vm: &Vm, class: &Value, value: Option<&Value>) -> Res<()> {
    let names = &vm.names;
    let Some(value) = value else {
        return Err(vm.type_error("cannot delete __annotate__ attribute"));
    };
    let own = writable(vm, class, &names.dunder_annotate, "set")?;
    if !value.is_none() && !vm.is_callable(value) {
        return Err(vm.type_error("__annotate__ must be callable or None"));
    }
    vm.type_set(own, &names.dunder_annotate_func, Some(value))?;
    if !value.is_none() {
        forget(vm, own, &names.dunder_annotations_cache)?;
    }
    Ok(())
}

fn forget(vm: &Vm, class: &Type, name: &Value) -> Res<bool> {
    if class.dict.get_name(vm, name).is_none() {
        return Ok(false);
    }
    vm.type_set(class, name, None)?;
    Ok(true)
}

/// What an annotate function gives, which must be a dict.
pub(crate) fn run_annotate(vm: &Vm, annotate: &Value) -> Res {
    // 1 is annotationlib's Format.VALUE.
    let result = vm.call(annotate, &[vm.int(1)])?;
    if result.as_dict().is_none() {
        return Err(
            vm.type_error(format!("__annotate__() must return a dict, not {}", vm.type_of(&result).name()))
        );
    }
    Ok(result)
}

/// `cls.__annotations__`
pub(super) fn get_annotations(vm: &Vm, class: &Value) -> Res {
    let names = &vm.names;
    let own = of(vm, class, &names.dunder_annotations)?;
    for name in [&names.dunder_annotations, &names.dunder_annotations_cache] {
        if let Some(found) = own.dict.get_name(vm, name) {
            return vm.bind_to_class(&found, &own.gc());
        }
    }
    let annotate = get_annotate(vm, class)?;
    let annotations = if vm.is_callable(&annotate) { run_annotate(vm, &annotate)? } else { vm.dict().into() };
    vm.type_set(own, &names.dunder_annotations_cache, Some(&annotations))?;
    Ok(annotations)
}

/// `cls.__annotations__ = value`
pub(super) fn set_annotations(vm: &Vm, class: &Value, value: Option<&Value>) -> Res<()> {
    let names = &vm.names;
    let what = if value.is_some() { "set" } else { "delete" };
    let own = writable(vm, class, &names.dunder_annotations, what)?;
    let plain = own.dict.get_name(vm, &names.dunder_annotations).is_some();
    match value {
        Some(value) => {
            let place = if plain { &names.dunder_annotations } else { &names.dunder_annotations_cache };
            vm.type_set(own, place, Some(value))?;
        }
        None => {
            let known = forget(vm, own, &names.dunder_annotations)?
                | forget(vm, own, &names.dunder_annotations_cache)?;
            if !known {
                return Err(vm.attribute_error(class, &names.dunder_annotations, "__annotations__"));
            }
        }
    }
    if plain {
        forget(vm, own, &names.dunder_annotations_cache)?;
    }
    forget(vm, own, &names.dunder_annotate)?;
    forget(vm, own, &names.dunder_annotate_func)?;
    Ok(())
}
