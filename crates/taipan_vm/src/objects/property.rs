//! `property`.

use std::sync::LazyLock;

use crate::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Args, GetSet, Method, Signature, TypeFlags, TypeSpec, bind_args},
    objects::{Slot, Type},
};

/// `property`.
#[derive(Default)]
pub(crate) struct Property {
    pub(crate) fget: Slot,
    pub(crate) fset: Slot,
    fdel: Slot,
    doc: Slot,
    /// The name it was assigned to in its class.
    name: Slot,
}

impl Body for Property {
    const KIND: Kind = Kind::Property;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        for slot in [&self.fget, &self.fset, &self.fdel, &self.doc, &self.name] {
            slot.trace(tracer);
        }
    }
    fn clear(&self, _: &Vm) {
        for slot in [&self.fget, &self.fset, &self.fdel, &self.doc] {
            drop(slot.take());
        }
    }
}

fn of(value: &Value) -> Option<&Property> {
    value.core()
}

fn new(vm: &Vm, class: &Type, _: Args<'_>) -> Res {
    Ok(vm.make_instance(class, Property::default())?.into())
}

static SIGNATURE: LazyLock<Signature> =
    LazyLock::new(|| Signature::parse("property(fget=None, fset=None, fdel=None, doc=None)"));

/// Binds `property(fget=None, fset=None, fdel=None, doc=None)` and stores the parts.
fn init(vm: &Vm, v: &Value, args: Args<'_>) -> Res<()> {
    let bound = bind_args(vm, &SIGNATURE, args)?;
    let Some(property) = of(v) else { return Ok(()) };
    for (slot, value) in [&property.fget, &property.fset, &property.fdel].into_iter().zip(&bound) {
        match value.not_none() {
            Some(value) => slot.set(value.clone()),
            None => drop(slot.take()),
        }
    }
    let doc = match (bound[3].not_none(), property.fget.given()) {
        (Some(doc), _) => Some(doc.clone()),
        (None, Some(getter)) => vm.get_attr_opt(&getter, &vm.names.dunder_doc)?.filter(|doc| !doc.is_none()),
        (None, None) => None,
    };
    if vm.is_exact(v, Kind::Property) {
        property.doc.set(doc.unwrap_or(Value::NONE));
        return Ok(());
    }
    // A subclass keeps the docstring in its dict, where it hides that of the class.
    match vm.dict_of_object(v)? {
        Some(dict) => dict.set_name(vm, &vm.names.dunder_doc, doc.unwrap_or(Value::NONE)),
        None => Ok(()),
    }
}

/// `property 'x' of 'C' object has no setter`
#[cold]
fn missing(vm: &Vm, property: &Property, object: &Value, what: &str) -> crate::Raised {
    let owner = vm.type_of(object).qualname_text();
    let name = match name_of(vm, property) {
        Ok(Some(name)) => vm.repr_string(&name).map_or_else(|_| String::new(), |name| format!(" {name}")),
        _ => String::new(),
    };
    let text = format!("property{name} of '{owner}' object has no {what}");
    vm.error(&vm.exceptions.attribute_error, text)
}

fn get(vm: &Vm, v: &Value, object: Option<&Value>, _: &Value) -> Res {
    let (Some(property), Some(object)) = (of(v), object) else { return Ok(v.clone()) };
    match property.fget.given() {
        Some(getter) => vm.call(&getter, std::slice::from_ref(object)),
        None => Err(missing(vm, property, object, "getter")),
    }
}

fn set(vm: &Vm, v: &Value, object: &Value, value: Option<&Value>) -> Res<()> {
    let Some(property) = of(v) else { return Ok(()) };
    match value {
        Some(value) => match property.fset.given() {
            Some(setter) => vm.call(&setter, &[object.clone(), value.clone()])?,
            None => return Err(missing(vm, property, object, "setter")),
        },
        None => match property.fdel.given() {
            Some(deleter) => vm.call(&deleter, std::slice::from_ref(object))?,
            None => return Err(missing(vm, property, object, "deleter")),
        },
    };
    Ok(())
}

/// `__name__`: what `__set_name__` said, else the getter's name.
fn name_of(vm: &Vm, property: &Property) -> Res<Option<Value>> {
    if let Some(name) = property.name.given() {
        return Ok(Some(name));
    }
    match property.fget.given() {
        Some(getter) => vm.get_attr_opt(&getter, &vm.names.dunder_name),
        None => Ok(None),
    }
}

/// A copy with one part replaced.
fn copy(vm: &Vm, v: &Value, at: usize, value: &Value) -> Res {
    let Some(property) = of(v) else { return Ok(Value::NONE) };
    let mut parts = [property.fget.or_none(), property.fset.or_none(), property.fdel.or_none(), Value::NONE];
    if !value.is_none() {
        parts[at] = value.clone();
    }
    // A docstring that came from the getter follows the new getter.
    let from_getter = match property.fget.given() {
        Some(getter) => {
            let known = vm.get_attr_opt(&getter, &vm.names.dunder_doc)?;
            known.is_some_and(|known| known.is(&property.doc.or_none()))
        }
        None => false,
    };
    if !from_getter {
        parts[3] = property.doc.or_none();
    }
    let class: Value = vm.class_of(v).into();
    let made = vm.call(&class, &parts)?;
    if let (Some(made), Some(name)) = (of(&made), property.name.given()) {
        made.name.set(name);
    }
    Ok(made)
}

/// The type's row.
pub(crate) fn spec() -> TypeSpec {
    const METHODS: &[Method] = &[
        Method::new(
            "getter(object, /)",
            |vm, a| copy(vm, &a[0], 0, &a[1]),
            "Descriptor to obtain a copy of the property with a different getter.",
        ),
        Method::new(
            "setter(object, /)",
            |vm, a| copy(vm, &a[0], 1, &a[1]),
            "Descriptor to obtain a copy of the property with a different setter.",
        ),
        Method::new(
            "deleter(object, /)",
            |vm, a| copy(vm, &a[0], 2, &a[1]),
            "Descriptor to obtain a copy of the property with a different deleter.",
        ),
        Method::new(
            "__set_name__(owner, name, /)",
            |_, a| {
                if let Some(property) = of(&a[0]) {
                    property.name.set(a[2].clone());
                }
                Ok(Value::NONE)
            },
            "Method to set name of a property.",
        ),
    ];
    const GETSET: &[GetSet] = &[
        GetSet::read("fget", |_, v| Ok(of(v).map_or(Value::NONE, |p| p.fget.or_none()))),
        GetSet::read("fset", |_, v| Ok(of(v).map_or(Value::NONE, |p| p.fset.or_none()))),
        GetSet::read("fdel", |_, v| Ok(of(v).map_or(Value::NONE, |p| p.fdel.or_none()))),
        GetSet::write(
            "__doc__",
            |_, v| Ok(of(v).map_or(Value::NONE, |p| p.doc.or_none())),
            |_, v, value| {
                if let Some(property) = of(v) {
                    property.doc.set(value.cloned().unwrap_or(Value::NONE));
                }
                Ok(())
            },
        ),
        GetSet::write(
            "__name__",
            |vm, v| {
                let name = match of(v) {
                    Some(property) => name_of(vm, property)?,
                    None => None,
                };
                name.ok_or_else(|| {
                    let class = vm.type_of(v).name().to_owned();
                    let text = format!("'{class}' object has no attribute '__name__'");
                    vm.attribute_error(v, &vm.names.dunder_name, text)
                })
            },
            |_, v, value| {
                if let Some(property) = of(v) {
                    property.name.set(value.cloned().unwrap_or(Value::EMPTY));
                }
                Ok(())
            },
        ),
        GetSet::read("__isabstractmethod__", |vm, v| {
            let Some(property) = of(v) else { return Ok(Value::FALSE) };
            for slot in [&property.fget, &property.fset, &property.fdel] {
                if let Some(function) = slot.given()
                    && vm.is_abstract(&function)?
                {
                    return Ok(Value::TRUE);
                }
            }
            Ok(Value::FALSE)
        }),
    ];
    TypeSpec {
        name: "property",
        module: "builtins",
        kind: Kind::Property,
        base: None,
        flags: TypeFlags { base: true, ..TypeFlags::default() },
        doc: "Property attribute.",
        slots: |slots| {
            slots.new = Some(new);
            slots.init = Some(init);
            slots.get = Some(get);
            slots.set = Some(set);
        },
        methods: METHODS,
        getset: GETSET,
    }
}
