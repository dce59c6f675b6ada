//! Computed attributes of native types.

use crate::{
    Body, Gc, Kind, Res, Tracer, Value, Vm,
    native::{GetSet, TypeFlags, TypeSpec},
    objects::Type,
};

/// `getset_descriptor`.
pub(crate) struct GetSetDescriptor {
    pub(crate) owner: Gc<Type>,
    pub(crate) row: &'static GetSet,
}

impl GetSetDescriptor {
    pub(crate) fn new(owner: Gc<Type>, row: &'static GetSet) -> GetSetDescriptor {
        GetSetDescriptor { owner, row }
    }

    fn check(&self, vm: &Vm, object: &Value) -> Res<()> {
        if vm.is_a(object, &self.owner) {
            return Ok(());
        }
        Err(vm.type_error(format!(
            "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
            self.row.name,
            self.owner.name(),
            vm.type_of(object).name()
        )))
    }
}

impl Vm {
    /// Makes descriptors of a native class instances of `member_descriptor`, as attributes that CPython keeps in fields of
    /// the object are.
    pub(crate) fn mark_members(&self, member: &Gc<Type>, shape: u32, owner: &Type, names: &[&str]) {
        for name in names {
            let Some(found) = owner.dict.get_str(self, name) else { continue };
            if found.is_kind(Kind::GetSet) {
                // SAFETY: the object lives; one of such a shape owns its class.
                unsafe {
                    member.raw().dup();
                    (*found.raw().ptr()).shape.set(shape);
                }
            }
        }
    }
}

impl Body for GetSetDescriptor {
    const KIND: Kind = Kind::GetSet;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(self.owner.value());
    }
}

pub(crate) fn of(value: &Value) -> Option<&GetSetDescriptor> {
    value.core()
}

pub(crate) fn get(vm: &Vm, v: &Value, object: Option<&Value>, _: &Value) -> Res {
    let (Some(descriptor), Some(object)) = (of(v), object) else { return Ok(v.clone()) };
    descriptor.check(vm, object)?;
    (descriptor.row.get)(vm, object)
}

pub(crate) fn set(vm: &Vm, v: &Value, object: &Value, value: Option<&Value>) -> Res<()> {
    let Some(descriptor) = of(v) else { return Ok(()) };
    descriptor.check(vm, object)?;
    match descriptor.row.set {
        Some(set) => set(vm, object, value),
        None => Err(vm.attribute_error(
            object,
            &vm.intern(descriptor.row.name),
            format!(
                "attribute '{}' of '{}' objects is not writable",
                descriptor.row.name,
                descriptor.owner.name()
            ),
        )),
    }
}

/// The type's row.
pub(crate) fn spec() -> TypeSpec {
    const GETSET: &[GetSet] = &[
        GetSet::read("__name__", |vm, v| Ok(of(v).map_or(Value::NONE, |g| vm.intern(g.row.name)))),
        GetSet::read("__qualname__", |vm, v| {
            Ok(of(v).map_or(Value::NONE, |g| vm.str(&format!("{}.{}", g.owner.qualname_text(), g.row.name))))
        }),
        GetSet::read("__doc__", |vm, v| {
            Ok(of(v).filter(|g| !g.row.doc.is_empty()).map_or(Value::NONE, |g| vm.str(g.row.doc)))
        }),
        GetSet::read("__objclass__", |_, v| Ok(of(v).map_or(Value::NONE, |g| g.owner.value().clone()))),
    ];
    TypeSpec {
        name: "getset_descriptor",
        module: "builtins",
        kind: Kind::GetSet,
        base: None,
        flags: TypeFlags { no_new: true, ..TypeFlags::default() },
        doc: "",
        slots: |slots| {
            slots.get = Some(get);
            slots.set = Some(set);
            slots.repr = Some(|vm, v| {
                Ok(of(v).map_or(Value::NONE, |g| {
                    vm.str(&format!("<attribute '{}' of '{}' objects>", g.row.name, g.owner.name()))
                }))
            });
        },
        methods: &[],
        getset: GETSET,
    }
}
