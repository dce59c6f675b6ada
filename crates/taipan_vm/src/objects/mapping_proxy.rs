//! `mappingproxy`: a read-only view of a mapping (`cls.__dict__`).

use std::sync::LazyLock;

use crate::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Args, Method, Signature, TypeFlags, TypeSpec, bind_args},
    objects::Type,
};

/// `mappingproxy`.
pub struct MappingProxy {
    /// What it shows.
    pub(crate) mapping: Value,
}

impl MappingProxy {
    /// A view of this mapping.
    pub fn new(mapping: Value) -> MappingProxy {
        MappingProxy { mapping }
    }
}

impl Body for MappingProxy {
    const KIND: Kind = Kind::MappingProxy;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(&self.mapping);
    }
}

fn of(value: &Value) -> Value {
    value.core::<MappingProxy>().map_or(Value::NONE, |proxy| proxy.mapping.clone())
}

/// What it shows, for any other value the value itself.
fn unwrap(value: &Value) -> Value {
    value.core::<MappingProxy>().map_or_else(|| value.clone(), |proxy| proxy.mapping.clone())
}

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    static SIGNATURE: LazyLock<Signature> = LazyLock::new(|| Signature::parse("mappingproxy(mapping)"));
    let bound = bind_args(vm, &SIGNATURE, args)?;
    let mapping = &bound[0];
    let sequence = mapping.as_list().is_some() || mapping.as_tuple().is_some();
    if vm.type_of(mapping).slots().getitem.is_none() || sequence {
        return Err(vm.type_error(format!(
            "mappingproxy() argument must be a mapping, not {}",
            vm.type_of(mapping).name()
        )));
    }
    Ok(vm.make_instance(class, MappingProxy::new(mapping.clone()))?.into())
}

fn reversed(vm: &Vm, args: &[Value]) -> Res {
    vm.call_special(&of(&args[0]), &vm.names.dunder_reversed, &[])?
        .ok_or_else(|| vm.type_error("mapping is not reversible"))
}

fn get(vm: &Vm, args: &[Value]) -> Res {
    let default = args[2].given().cloned().unwrap_or(Value::NONE);
    vm.call_method(&of(&args[0]), "get", &[args[1].clone(), default])
}

/// Asks the mapping, which may be a proxy again.
fn deeper<T>(vm: &Vm, ask: impl FnOnce() -> Res<T>) -> Res<T> {
    let _depth = vm.enter_native("")?;
    ask()
}

/// The type's row.
pub(crate) fn spec() -> TypeSpec {
    const METHODS: &[Method] = &[
        Method::new(
            "get(key, default=None, /)",
            get,
            "Return the value for key if key is in the mapping, else default.",
        ),
        Method::new(
            "keys()",
            |vm, a| vm.call_method(&of(&a[0]), "keys", &[]),
            "A set-like object providing a view on the underlying mapping's keys.",
        ),
        Method::new(
            "values()",
            |vm, a| vm.call_method(&of(&a[0]), "values", &[]),
            "An object providing a view on the underlying mapping's values.",
        ),
        Method::new(
            "items()",
            |vm, a| vm.call_method(&of(&a[0]), "items", &[]),
            "A set-like object providing a view on the underlying mapping's items.",
        ),
        Method::new(
            "copy()",
            |vm, a| vm.call_method(&of(&a[0]), "copy", &[]),
            "A shallow copy of the underlying mapping.",
        ),
        Method::new("__reversed__()", reversed, "Implement reversed(self)."),
        Method::class("__class_getitem__(object, /)", super::generic::class_getitem, "See PEP 585"),
    ];
    TypeSpec {
        name: "mappingproxy",
        module: "builtins",
        kind: Kind::MappingProxy,
        base: None,
        flags: TypeFlags { mapping: true, ..TypeFlags::default() },
        doc: "Read-only proxy of a mapping.",
        slots: |slots| {
            slots.new = Some(new);
            slots.repr = Some(|vm, v| Ok(vm.str(&format!("mappingproxy({})", vm.repr_string(&of(v))?))));
            slots.str = Some(|vm, v| deeper(vm, || vm.str_value(&of(v))));
            slots.hash = Some(|vm, v| deeper(vm, || vm.hash(&of(v))));
            slots.len = Some(|vm, v| deeper(vm, || vm.len(&of(v))));
            slots.iter = Some(|vm, v| deeper(vm, || vm.iter(&of(v))));
            slots.contains = Some(|vm, v, item| deeper(vm, || vm.contains(&of(v), item)));
            slots.getitem = Some(|vm, v, key| deeper(vm, || vm.get_item(&of(v), key)));
            slots.compare = Some(|vm, a, b, op| deeper(vm, || vm.compare(op, &of(a), b)));
            slots.binary[taipan_bytecode::BinaryOp::Or as usize] =
                Some(|vm, a, b| vm.binary(taipan_bytecode::BinaryOp::Or, &unwrap(a), &unwrap(b)));
            slots.inplace[taipan_bytecode::BinaryOp::Or as usize] = Some(|vm, a, _| {
                Err(vm.type_error(format!(
                    "'|=' is not supported by {}; use '|' instead",
                    vm.type_of(a).name()
                )))
            });
        },
        methods: METHODS,
        getset: &[],
    }
}
