//! Type parameters inside arguments, and what they are replaced with.

use super::GenericAlias;
use crate::{Res, Value, Vm};

/// How a type parameter or an argument shows in a repr.
pub(super) fn repr_item(vm: &Vm, item: &Value) -> Res<String> {
    if item.is(&Value::ELLIPSIS) {
        return Ok("...".to_owned());
    }
    if let Some(items) = item.as_list() {
        return Ok(format!("[{}]", repr_items(vm, &items.snapshot())?));
    }
    if item.core::<GenericAlias>().is_some() {
        return vm.repr_string(item);
    }
    let get = |name: &str| vm.get_attr_opt(item, &vm.intern(name));
    if get("__origin__")?.is_some() && get("__args__")?.is_some() {
        return vm.repr_string(item);
    }
    let (Some(qualname), Some(module)) = (get("__qualname__")?, get("__module__")?) else {
        return vm.repr_string(item);
    };
    if module.is_none() {
        return vm.repr_string(item);
    }
    let qualname = vm.str_string(&qualname)?;
    let module = vm.str_string(&module)?;
    Ok(if module == "builtins" { qualname } else { format!("{module}.{qualname}") })
}

/// Several items, separated by commas.
pub(super) fn repr_items(vm: &Vm, items: &[Value]) -> Res<String> {
    let texts: Vec<String> = items.iter().map(|item| repr_item(vm, item)).collect::<Res<_>>()?;
    Ok(texts.join(", "))
}

/// The type parameters in `args`, each once, in order.
pub(super) fn parameters_of(vm: &Vm, args: &[Value]) -> Res<Vec<Value>> {
    let mut found: Vec<Value> = Vec::new();
    let mut add = |value: &Value| {
        if !found.iter().any(|known| known.is(value)) {
            found.push(value.clone());
        }
    };
    let (subst, parameters) = (vm.intern("__typing_subst__"), vm.intern("__parameters__"));
    for arg in args {
        if arg.as_type().is_some() {
            continue;
        }
        if vm.get_attr_opt(arg, &subst)?.is_some() {
            add(arg);
        } else if let Some(inner) =
            arg.as_tuple().map(|items| items.to_vec()).or_else(|| arg.as_list().map(|l| l.snapshot()))
        {
            parameters_of(vm, &inner)?.iter().for_each(&mut add);
        } else if let Some(inner) = vm.get_attr_opt(arg, &parameters)? {
            inner.as_tuple().map_or(&[][..], |inner| inner.as_slice()).iter().for_each(&mut add);
        }
    }
    Ok(found)
}

/// The arguments with the parameters replaced: `alias[item]`.
pub(super) fn substitute(
    vm: &Vm,
    alias: &Value,
    args: &Value,
    parameters: &[Value],
    item: &Value,
) -> Res<Vec<Value>> {
    if parameters.is_empty() {
        return Err(vm.type_error(format!("{} is not a generic class", vm.repr_string(alias)?)));
    }
    let mut item = match item.as_tuple() {
        Some(_) => item.clone(),
        None => vm.tuple(vec![item.clone()]),
    };
    for parameter in parameters {
        if let Some(prepare) = vm.get_attr_opt(parameter, &vm.intern("__typing_prepare_subst__"))?
            && !prepare.is_none()
        {
            let prepared = vm.call(&prepare, &[alias.clone(), item.clone()])?;
            item = match prepared.as_tuple() {
                Some(_) => prepared,
                None => vm.tuple(vec![prepared]),
            };
        }
    }
    let given: Vec<Value> = item.as_tuple().map_or_else(Vec::new, |item| item.to_vec());
    if given.len() != parameters.len() {
        let (what, least) = if given.len() > parameters.len() { ("many", "") } else { ("few", "at least ") };
        return Err(vm.type_error(format!(
            "Too {what} arguments for {}; actual {}, expected {least}{}",
            vm.repr_string(alias)?,
            given.len(),
            parameters.len()
        )));
    }
    let args = args.as_tuple().map_or_else(Vec::new, |args| args.to_vec());
    replace(vm, &args, parameters, &given)
}

fn replace(vm: &Vm, args: &[Value], parameters: &[Value], given: &[Value]) -> Res<Vec<Value>> {
    let (subst, inner_name) = (vm.intern("__typing_subst__"), vm.intern("__parameters__"));
    let unpacked_name = vm.intern("__typing_unpacked_tuple_args__");
    let value_of = |parameter: &Value| {
        parameters.iter().position(|known| known.is(parameter)).map(|at| given[at].clone())
    };
    let mut result = Vec::with_capacity(args.len());
    for arg in args {
        if arg.as_type().is_some() {
            result.push(arg.clone());
            continue;
        }
        if let Some(items) = arg.as_tuple() {
            result.push(vm.tuple(replace(vm, items, parameters, given)?));
            continue;
        }
        if let Some(items) = arg.as_list() {
            result.push(vm.list(replace(vm, &items.snapshot(), parameters, given)?)?);
            continue;
        }
        let unpacks = match vm.get_attr_opt(arg, &vm.intern("__typing_is_unpacked_typevartuple__"))? {
            Some(flag) => vm.truth(&flag)?,
            None => false,
        };
        let new = match vm.get_attr_opt(arg, &subst)? {
            Some(subst) => match value_of(arg) {
                Some(value) => vm.call(&subst, &[value])?,
                None => arg.clone(),
            },
            None => inner(vm, arg, &inner_name, &value_of)?,
        };
        if unpacks && let Some(items) = new.as_tuple() {
            result.extend_from_slice(items);
            continue;
        }
        let spread = match new.as_type() {
            Some(_) => None,
            None => vm.get_attr_opt(&new, &unpacked_name)?,
        };
        match spread.as_ref().and_then(Value::as_tuple) {
            Some(items) if items.last().is_none_or(|last| !last.is(&Value::ELLIPSIS)) => {
                result.extend_from_slice(items);
            }
            _ => result.push(new),
        }
    }
    Ok(result)
}

/// An argument that has parameters of its own: `list[T]` in `dict[str, list[T]]`.
fn inner(vm: &Vm, arg: &Value, name: &Value, value_of: &dyn Fn(&Value) -> Option<Value>) -> Res {
    let parameters = vm.get_attr_opt(arg, name)?;
    let Some(parameters) = parameters.as_ref().and_then(Value::as_tuple).filter(|p| !p.is_empty()) else {
        return Ok(arg.clone());
    };
    let mut values = Vec::with_capacity(parameters.len());
    for parameter in parameters.iter() {
        let value = value_of(parameter).unwrap_or_else(|| parameter.clone());
        let unpacks = match vm.get_attr_opt(parameter, &vm.intern("__typing_is_unpacked_typevartuple__"))? {
            Some(_) => value.as_tuple().is_some(),
            None => false,
        };
        match value.as_tuple() {
            Some(items) if unpacks => values.extend_from_slice(items),
            _ => values.push(value),
        }
    }
    vm.get_item(arg, &vm.tuple(values))
}
