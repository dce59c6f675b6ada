//! `__reduce_ex__`: how objects are copied and pickled (pickle module, "Pickling Class Instances").

use crate::{
    Gc, Kind, Res, Value, Vm,
    objects::{MemberDescriptor, Type},
};

/// `object.__reduce_ex__(protocol)`: an overridden `__reduce__` goes first.
pub(super) fn reduce_ex(vm: &Vm, args: &[Value]) -> Res {
    let protocol = vm.index_i64(&args[1])?;
    let class = vm.class_of(&args[0]);
    let own = vm.type_lookup(&class, &vm.names.dunder_reduce);
    let default = vm.types.object.dict.get_name(vm, &vm.names.dunder_reduce);
    if let (Some(own), Some(default)) = (&own, &default)
        && !own.is(default)
    {
        let method = vm.get_attr(&args[0], &vm.names.dunder_reduce)?;
        return vm.call(&method, &[]);
    }
    reduce(vm, &args[0], protocol)
}

/// The parts of an object by a protocol.
pub(super) fn reduce(vm: &Vm, object: &Value, protocol: i64) -> Res {
    let copyreg = vm.import_module("copyreg")?;
    if protocol < 2 {
        return vm.call_method(&copyreg, "_reduce_ex", &[object.clone(), vm.int(protocol)]);
    }
    let class: Value = vm.class_of(object).into();
    if vm.class_of(object).slots().new.is_none() {
        return Err(vm.type_error(format!("cannot pickle '{}' object", vm.type_of(object).name())));
    }
    let (arguments, keywords) = new_arguments(vm, object)?;
    let required = arguments.is_none() && object.as_list().is_none() && object.as_dict().is_none();
    let state = match vm.get_attr_opt(object, &vm.names.dunder_getstate)? {
        Some(method) if is_default_getstate(vm, object) => {
            drop(method);
            get_state(vm, object, required)?
        }
        Some(method) => vm.call(&method, &[])?,
        None => Value::NONE,
    };
    let mut items = vec![class];
    let maker = match keywords {
        Some(keywords) => {
            items.push(vm.tuple(arguments.unwrap_or_default()));
            items.push(keywords);
            "__newobj_ex__"
        }
        None => {
            items.extend(arguments.unwrap_or_default());
            "__newobj__"
        }
    };
    let maker = vm.get_attr_str(&copyreg, maker)?;
    let list_items = if object.as_list().is_some() { vm.iter(object)? } else { Value::NONE };
    let dict_items = if object.as_dict().is_some() {
        let pairs = vm.call_method(object, "items", &[])?;
        vm.iter(&pairs)?
    } else {
        Value::NONE
    };
    Ok(vm.tuple(vec![maker, vm.tuple(items), state, list_items, dict_items]))
}

fn is_default_getstate(vm: &Vm, object: &Value) -> bool {
    let own = vm.type_lookup(vm.type_of(object), &vm.names.dunder_getstate);
    let default = vm.types.object.dict.get_name(vm, &vm.names.dunder_getstate);
    matches!((own, default), (Some(own), Some(default)) if own.is(&default))
}

/// What `__getnewargs_ex__` or `__getnewargs__` gives.
fn new_arguments(vm: &Vm, object: &Value) -> Res<(Option<Vec<Value>>, Option<Value>)> {
    if let Some(method) = vm.get_attr_opt(object, &vm.intern("__getnewargs_ex__"))? {
        let result = vm.call(&method, &[])?;
        let Some([args, keywords]) = result.as_tuple().map(|pair| pair.as_slice()) else {
            return Err(vm.type_error(format!(
                "__getnewargs_ex__ should return a tuple, not '{}'",
                vm.type_of(&result).name()
            )));
        };
        let (Some(args), Some(_)) = (args.as_tuple(), keywords.as_dict()) else {
            return Err(vm.type_error("__getnewargs_ex__ should return a tuple and a dict"));
        };
        return Ok((Some(args.to_vec()), Some(keywords.clone())));
    }
    if let Some(method) = vm.get_attr_opt(object, &vm.intern("__getnewargs__"))? {
        let result = vm.call(&method, &[])?;
        return match result.as_tuple() {
            Some(args) => Ok((Some(args.to_vec()), None)),
            None => Err(vm.type_error(format!(
                "__getnewargs__ should return a tuple, not '{}'",
                vm.type_of(&result).name()
            ))),
        };
    }
    Ok((None, None))
}

/// `object.__getstate__()`: the dict, or (dict, slots) for a class with `__slots__`. With `required`, an object whose
/// layout is not that of a plain instance cannot be taken apart.
pub(super) fn get_state(vm: &Vm, object: &Value, required: bool) -> Res {
    let class = vm.class_of(object);
    let plain = matches!(class.kind, Kind::Instance | Kind::Module | Kind::Exception | Kind::SimpleNamespace);
    if required && !plain && !class.heap_type {
        return Err(vm.type_error(format!("cannot pickle '{}' object", class.name())));
    }
    let dict = match vm.dict_of_object(object)? {
        Some(dict) if class.kind == Kind::Instance && dict.is_empty() => Value::NONE,
        Some(dict) => {
            let copy = vm.dict();
            copy.update_from(vm, &dict)?;
            copy.into()
        }
        None => Value::NONE,
    };
    let slots = vm.dict();
    for member in members(&class) {
        let Some(member) = member.core::<MemberDescriptor>() else { continue };
        match member.get(vm, object) {
            Ok(value) => slots.set_name(vm, &member.name, value)?,
            Err(raised) => drop(vm.catch(raised, &vm.exceptions.attribute_error)?),
        }
    }
    if slots.is_empty() {
        return Ok(dict);
    }
    Ok(vm.tuple(vec![dict, slots.into()]))
}

/// Every slot of the class and its bases.
fn members(class: &Gc<Type>) -> Vec<Value> {
    let Some(mro) = class.mro() else { return Vec::new() };
    mro.iter()
        .filter_map(Value::as_type)
        .flat_map(|base| base.dict.items())
        .map(|(_, value)| value)
        .filter(|value| value.core::<MemberDescriptor>().is_some())
        .collect()
}
