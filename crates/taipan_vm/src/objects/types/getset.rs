//! Attributes that `type` computes.

use super::Type;
use crate::{
    Gc, Raised, Res, Value, Vm,
    native::GetSet,
    objects::{MappingProxy, types::bases},
};

fn of<'a>(vm: &Vm, class: &'a Value) -> Res<&'a Type> {
    class.as_type().ok_or_else(|| vm.type_error("not a class"))
}

/// The class and the value for a setter; deleting is refused.
fn writable<'a>(
    vm: &Vm,
    class: &'a Value,
    name: &str,
    value: Option<&'a Value>,
) -> Res<(&'a Type, &'a Value)> {
    let own = of(vm, class)?;
    match value {
        Some(value) if own.heap_type => Ok((own, value)),
        Some(_) => {
            Err(vm.type_error(format!("cannot set '{name}' attribute of immutable type '{}'", own.name())))
        }
        None => {
            Err(vm.type_error(format!("cannot delete '{name}' attribute of immutable type '{}'", own.name())))
        }
    }
}

fn only_assign(vm: &Vm, what: &str, class: &Type, name: &str, value: &Value) -> Raised {
    vm.type_error(format!(
        "can only assign {what} to {}.{name}, not {}",
        class.name(),
        vm.type_of(value).name()
    ))
}

fn set_name(vm: &Vm, class: &Value, value: Option<&Value>) -> Res<()> {
    let (own, value) = writable(vm, class, "__name__", value)?;
    let Some(text) = value.as_str_object() else {
        return Err(vm.type_error(format!(
            "can only assign string to {}.__name__, not '{}'",
            own.name(),
            vm.type_of(value).name()
        )));
    };
    let text = text.to_lossy().into_owned();
    if text.contains('\0') {
        return Err(vm.value_error("type name must not contain null characters"));
    }
    own.name.replace(text.into());
    Ok(())
}

fn set_qualname(vm: &Vm, class: &Value, value: Option<&Value>) -> Res<()> {
    let (own, value) = writable(vm, class, "__qualname__", value)?;
    if value.as_str_object().is_none() {
        return Err(vm.type_error(format!(
            "can only assign string to {}.__qualname__, not '{}'",
            own.name(),
            vm.type_of(value).name()
        )));
    }
    own.qualname.set(value.clone());
    Ok(())
}

fn get_module(vm: &Vm, class: &Value) -> Res {
    let own = of(vm, class)?;
    // The entry in the namespace of `type` is this descriptor.
    let known = own.dict.get_name(vm, &vm.names.dunder_module);
    match known.filter(|_| !class.is(vm.types.type_.value())) {
        Some(module) => Ok(module),
        None if own.heap_type => Err(vm.attribute_error(class, &vm.names.dunder_module, "__module__")),
        None => Ok(vm.names.builtins.clone()),
    }
}

fn set_module(vm: &Vm, class: &Value, value: Option<&Value>) -> Res<()> {
    let (own, value) = writable(vm, class, "__module__", value)?;
    vm.type_set(own, &vm.names.dunder_module, Some(value))
}

fn get_doc(vm: &Vm, class: &Value) -> Res {
    let own = of(vm, class)?;
    if class.is(vm.types.type_.value()) {
        return Ok(vm.str(super::type_spec().doc));
    }
    let Some(doc) = own.dict.get_name(vm, &vm.names.dunder_doc) else { return Ok(Value::NONE) };
    vm.bind_to_class(&doc, &own.gc())
}

fn set_doc(vm: &Vm, class: &Value, value: Option<&Value>) -> Res<()> {
    let (own, value) = writable(vm, class, "__doc__", value)?;
    vm.type_set(own, &vm.names.dunder_doc, Some(value))
}

fn get_abstract(vm: &Vm, class: &Value) -> Res {
    let own = of(vm, class)?;
    let name = &vm.names.dunder_abstractmethods;
    let found = own.dict.get_name(vm, name).filter(|_| !class.is(vm.types.type_.value()));
    found.ok_or_else(|| vm.attribute_error(class, name, "__abstractmethods__"))
}

fn set_abstract(vm: &Vm, class: &Value, value: Option<&Value>) -> Res<()> {
    let own = of(vm, class)?;
    let name = &vm.names.dunder_abstractmethods;
    let flag = match value {
        Some(value) => vm.truth(value)?,
        None if own.dict.get_name(vm, name).is_none() => {
            return Err(vm.attribute_error(class, name, "__abstractmethods__"));
        }
        None => false,
    };
    vm.type_set(own, name, value)?;
    own.abstract_methods.set(flag);
    Ok(())
}

fn set_bases(vm: &Vm, class: &Value, value: Option<&Value>) -> Res<()> {
    let (own, value) = writable(vm, class, "__bases__", value)?;
    let Some(bases) = value.as_tuple() else {
        return Err(only_assign(vm, "tuple", own, "__bases__", value));
    };
    if bases.is_empty() {
        return Err(
            vm.type_error(format!("can only assign non-empty tuple to {}.__bases__, not ()", own.name()))
        );
    }
    for base in bases.iter() {
        let Some(base) = base.as_type() else {
            return Err(vm.type_error(format!(
                "{}.__bases__ must be tuple of classes, not '{}'",
                own.name(),
                vm.type_of(base).name()
            )));
        };
        if base.is_subclass_of(own) {
            return Err(vm.type_error("a __bases__ item causes an inheritance cycle"));
        }
    }
    let (best, typed) = vm.best_base(bases)?;
    let old_best = own.base();
    let fits = |old: &Gc<Type>| {
        let (a, b) = (bases::solid_base(old), bases::solid_base(&best));
        a.is(&b) && old.dict_place.get() == best.dict_place.get()
            // A class that had to add a dict itself keeps it.
            || a.is(&b) && own.dict_place.get() == best.dict_place.get()
    };
    if let Some(old) = old_best.as_ref().filter(|old| !fits(old)) {
        return Err(vm.type_error(format!(
            "__bases__ assignment: '{}' object layout differs from '{}'",
            best.name(),
            old.name()
        )));
    }
    let own = own.gc();
    let old = (own.bases.borrow().clone(), old_best);
    own.unlink();
    let set = |bases: Option<Gc<crate::objects::Tuple>>, base: Option<Gc<Type>>| {
        let before = (own.bases.replace(bases), own.base.replace(base));
        drop(before);
    };
    let fresh = typed.iter().map(|base| base.value().clone()).collect();
    set(Some(vm.tuple_gc(fresh)), Some(best));
    for base in &typed {
        base.subclasses.borrow_mut().push(own.raw());
    }
    if let Err(raised) = vm.renew_mro(&own) {
        own.unlink();
        let exception = vm.take_raised(raised);
        set(old.0, old.1);
        for base in vm.base_list(&own) {
            base.subclasses.borrow_mut().push(own.raw());
        }
        if let Err(other) = vm.renew_mro(&own) {
            drop(vm.take_raised(other));
        }
        return Err(vm.set_raised(exception));
    }
    vm.type_modified(&own);
    vm.update_all_slots(&own);
    vm.flush_inline_caches();
    Ok(())
}

impl Vm {
    fn renew_mro(&self, class: &Gc<Type>) -> Res<()> {
        let order = self.compute_mro(class)?;
        let old = class.mro.replace(Some(order));
        self.type_modified(class);
        drop(old);
        class.live_subclasses().iter().try_for_each(|subclass| self.renew_mro(subclass))
    }
}

/// `__flags__`: heap type, base type, abstract, sequence, mapping.
fn flags(vm: &Vm, class: &Value) -> Res {
    let own = of(vm, class)?;
    let flags = own.flags.get();
    let bit = |on: bool, at: u32| if on { 1i64 << at } else { 0 };
    let bits = bit(true, 12)
        | bit(own.heap_type, 9)
        | bit(!own.heap_type && !flags.mutable, 8)
        | bit(flags.base, 10)
        | bit(own.abstract_methods.get(), 20)
        | bit(flags.sequence, 5)
        | bit(flags.mapping, 6);
    Ok(vm.int(bits))
}

/// Signatures of native classes, for `inspect`.
const SIGNATURES: &[(&str, &str)] = &[
    ("object", "()"),
    ("_asyncio.Future", "(*, loop=None)"),
    ("_asyncio.Task", "(coro, *, loop=None, name=None, context=None, eager_start=False)"),
    ("float", "(x=0, /)"),
    ("complex", "(real=0, imag=0)"),
    ("bool", "(object=False, /)"),
    ("list", "(iterable=(), /)"),
    ("tuple", "(iterable=(), /)"),
    ("set", "(iterable=(), /)"),
    ("frozenset", "(iterable=(), /)"),
    ("property", "(fget=None, fset=None, fdel=None, doc=None)"),
    ("staticmethod", "(function, /)"),
    ("classmethod", "(function, /)"),
    ("memoryview", "(object)"),
    ("enumerate", "(iterable, start=0)"),
    ("zip", "(*iterables, strict=False)"),
    ("map", "(function, iterable, /, *iterables, strict=False)"),
    ("filter", "(function, iterable, /)"),
    ("reversed", "(sequence, /)"),
    ("function", "(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)"),
    ("method", "(function, instance, /)"),
    ("module", "(name, doc=None)"),
    ("cell", "([contents])"),
    ("mappingproxy", "(mapping)"),
    ("types.SimpleNamespace", "(mapping_or_iterable=(), /, **kwargs)"),
    ("types.GenericAlias", "(origin, args, /)"),
];

/// The rows.
pub(super) const GETSET: &[GetSet] = &[
    GetSet::write("__name__", |vm, class| Ok(vm.str(&of(vm, class)?.short_name())), set_name),
    GetSet::write(
        "__qualname__",
        |vm, class| {
            let own = of(vm, class)?;
            Ok(own.qualname.given().unwrap_or_else(|| vm.str(&own.short_name())))
        },
        set_qualname,
    ),
    GetSet::write("__module__", get_module, set_module),
    GetSet::write("__doc__", get_doc, set_doc),
    GetSet::write(
        "__bases__",
        |vm, class| Ok(of(vm, class)?.bases.borrow().clone().map_or(Value::NONE, Value::from)),
        set_bases,
    ),
    GetSet::read("__base__", |vm, class| Ok(of(vm, class)?.base().map_or(Value::NONE, Value::from))),
    GetSet::read("__mro__", |vm, class| Ok(of(vm, class)?.mro().map_or(Value::NONE, Value::from))),
    GetSet::read("__dict__", |vm, class| {
        let own = of(vm, class)?;
        Ok(vm.make(MappingProxy::new(own.dict.clone().into())).into())
    }),
    GetSet::write("__abstractmethods__", get_abstract, set_abstract),
    GetSet::write(
        "__annotations__",
        super::annotations::get_annotations,
        super::annotations::set_annotations,
    ),
    GetSet::write("__annotate__", super::annotations::get_annotate, super::annotations::set_annotate),
    GetSet::write(
        "__type_params__",
        |vm, class| {
            let found = of(vm, class)?.dict.get_name(vm, &vm.names.dunder_type_params);
            Ok(found.unwrap_or_else(|| vm.tuple(Vec::new())))
        },
        |vm, class, value| {
            let (own, value) = writable(vm, class, "__type_params__", value)?;
            if value.as_tuple().is_none() {
                return Err(vm.type_error("__type_params__ must be set to a tuple"));
            }
            vm.type_set(own, &vm.names.dunder_type_params, Some(value))
        },
    ),
    GetSet::read("__text_signature__", |vm, class| {
        let own = of(vm, class)?;
        let text = SIGNATURES.iter().find(|(name, _)| !own.heap_type && *name == &*own.name());
        Ok(text.map_or(Value::NONE, |(_, text)| vm.str(text)))
    }),
    GetSet::read("__flags__", flags),
    GetSet::read("__basicsize__", |vm, class| {
        let own = of(vm, class)?;
        Ok(vm.int(16 + 8 * i64::from(own.slot_count.get().max(own.trailing_words.get()))))
    }),
    GetSet::read("__itemsize__", |vm, _| Ok(vm.int(0))),
    GetSet::read("__dictoffset__", |vm, class| Ok(vm.int(if of(vm, class)?.has_dict() { -1 } else { 0 }))),
    GetSet::read("__weakrefoffset__", |vm, class| Ok(vm.int(if of(vm, class)?.weak.get() { -1 } else { 0 }))),
];
