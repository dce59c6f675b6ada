//! `builtins.__build_class__`: what a class statement calls.

use crate::{
    Raised, Res, Value, Vm,
    native::{Args, Function},
    objects::{CellObject, Dict},
};

/// The row for the `builtins` module.
pub(crate) const BUILD_CLASS: Function = Function::new(
    "__build_class__(func, name, /, *bases, metaclass=None, **kwds)",
    build_class,
    "Internal helper function used by the class statement.",
);

/// `__build_class__(func, name, /, *bases, metaclass=..., **kwds)`
fn build_class(vm: &Vm, args: &[Value]) -> Res {
    let [function, name, bases, metaclass, keywords] = args else {
        return Err(vm.type_error("__build_class__: not enough arguments"));
    };
    if function.as_function().is_none() {
        return Err(vm.type_error("__build_class__: func must be a function"));
    }
    if name.as_str_object().is_none() {
        return Err(vm.type_error("__build_class__: name is not a string"));
    }
    let Some(original) = bases.as_tuple() else { return Ok(Value::NONE) };
    let resolved = vm.resolve_bases(bases)?;
    let bases = resolved.as_ref().unwrap_or(bases);
    let typed = bases.as_tuple().map_or(&[][..], |bases| bases.as_slice());

    let mut meta = match metaclass.given() {
        Some(meta) => meta.clone(),
        None => match typed.first() {
            Some(first) => vm.class_of(first).into(),
            None => vm.types.type_.value().clone(),
        },
    };
    if let Some(class) = meta.downcast_gc() {
        meta = vm.winning_metaclass(&class, typed)?.into();
    }
    let extra = Keywords::new(vm, keywords);
    let namespace = vm.prepare_class(&meta, name, bases, &extra)?;
    let cell = vm.run_class_body(function, &namespace)?;
    if resolved.is_some() {
        let original = vm.tuple(original.to_vec());
        vm.set_item(&namespace, &vm.names.dunder_orig_bases, &original)?;
    }
    let class = extra.call(vm, &meta, &[name.clone(), bases.clone(), namespace])?;
    if let (Some(_), Some(cell)) = (class.as_type(), cell.core::<CellObject>()) {
        let held = cell.contents.get();
        if !held.is(&class) {
            return Err(wrong_cell(vm, &held, name, &class)?);
        }
    }
    Ok(class)
}

#[cold]
fn wrong_cell(vm: &Vm, held: &Value, name: &Value, class: &Value) -> Res<Raised> {
    let (name, class) = (vm.repr_string(name)?, vm.repr_string(class)?);
    Ok(if held.is_empty() {
        vm.runtime_error(format!(
            "__class__ not set defining {name} as {class}. Was __classcell__ propagated to type.__new__?"
        ))
    } else {
        vm.type_error(format!("__class__ set to {} defining {name} as {class}", vm.repr_string(held)?))
    })
}

/// Keyword arguments of the class statement.
struct Keywords {
    names: Vec<Value>,
    values: Vec<Value>,
}

impl Keywords {
    fn new(_: &Vm, dict: &Value) -> Keywords {
        let items = dict.as_dict().map_or_else(Vec::new, Dict::items);
        let (names, values) = items.into_iter().unzip();
        Keywords { names, values }
    }

    fn call(&self, vm: &Vm, callee: &Value, positional: &[Value]) -> Res {
        if self.names.is_empty() {
            return vm.call(callee, positional);
        }
        let mut values = positional.to_vec();
        values.extend_from_slice(&self.values);
        let names = vm.tuple_gc(self.names.clone());
        vm.call_args(callee, Args { values: &values, names: Some(&names) })
    }
}

impl Vm {
    /// Replaces bases that are not classes by what their `__mro_entries__` gives; `None` where there are none.
    fn resolve_bases(&self, bases: &Value) -> Res<Option<Value>> {
        let Some(items) = bases.as_tuple() else { return Ok(None) };
        if items.iter().all(|base| base.as_type().is_some()) {
            return Ok(None);
        }
        let mut changed = false;
        let mut resolved = Vec::with_capacity(items.len());
        for base in items.iter() {
            let hook = match base.as_type() {
                Some(_) => None,
                None => self.get_attr_opt(base, &self.names.dunder_mro_entries)?,
            };
            let Some(hook) = hook else {
                resolved.push(base.clone());
                continue;
            };
            let entries = self.call(&hook, std::slice::from_ref(bases))?;
            let Some(entries) = entries.as_tuple() else {
                return Err(self.type_error("__mro_entries__ must return a tuple"));
            };
            changed = true;
            resolved.extend_from_slice(entries);
        }
        Ok(changed.then(|| self.tuple(resolved)))
    }

    /// The namespace for a class body: what the metaclass's `__prepare__` gives, else a dict.
    fn prepare_class(&self, meta: &Value, name: &Value, bases: &Value, keywords: &Keywords) -> Res {
        if meta.is(self.types.type_.value()) {
            return Ok(self.dict().into());
        }
        let Some(prepare) = self.get_attr_opt(meta, &self.names.dunder_prepare)? else {
            return Ok(self.dict().into());
        };
        let namespace = keywords.call(self, &prepare, &[name.clone(), bases.clone()])?;
        if namespace.as_dict().is_none() && self.type_of(&namespace).slots().getitem.is_none() {
            let owner = match meta.as_type() {
                Some(meta) => meta.name().to_owned(),
                None => "<metaclass>".to_owned(),
            };
            return Err(self.type_error(format!(
                "{owner}.__prepare__() must return a mapping, not {}",
                self.type_of(&namespace).name()
            )));
        }
        Ok(namespace)
    }
}
