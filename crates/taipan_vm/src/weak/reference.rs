//! `weakref.ref`.

use std::cell::Cell;

use taipan_bytecode::CompareOp;

use super::table::{Link, adopt, arguments, owner};
use crate::{
    Body, Kind, Res, Tracer, Value, Vm,
    heap::vm_of,
    native::{Args, GetSet, Method, TypeFlags, TypeSpec},
    objects::{Type, class_getitem},
};

/// `weakref.ReferenceType`.
#[derive(Default)]
pub(crate) struct WeakRef {
    pub(super) link: Link,
    /// The object's hash, once somebody has asked for it.
    hash: Cell<Option<i64>>,
}

impl Body for WeakRef {
    const KIND: Kind = Kind::WeakRef;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.link.callback.trace(tracer);
    }
    fn clear(&self, _: &Vm) {
        drop(self.link.callback.take());
    }
}

impl Drop for WeakRef {
    fn drop(&mut self) {
        let own = owner(self);
        // SAFETY: the object lives in a VM.
        self.link.unlink(unsafe { vm_of(own.ptr()) }, own);
    }
}

impl Vm {
    /// `weakref.ref(object)`
    ///
    /// # Errors
    /// `TypeError` where the object's class has no weak references.
    pub fn weak_ref(&self, object: &Value) -> Res {
        make(self, &self.types.weakref, object, None)
    }

    /// The object behind a weak reference; `None` once it has gone, or if `reference` is none.
    pub fn weak_target(&self, reference: &Value) -> Option<Value> {
        reference.core::<WeakRef>()?.link.target()
    }
}

fn make(vm: &Vm, class: &Type, object: &Value, callback: Option<&Value>) -> Res {
    vm.check_weak(object)?;
    if callback.is_none()
        && std::ptr::eq(class, &**vm.types.weakref)
        && let Some(known) = vm.known_weak(object, |vm, value| vm.is_exact(value, Kind::WeakRef))
    {
        return Ok(known);
    }
    let reference = vm.make_instance(class, WeakRef::default())?;
    Ok(adopt(vm, object, reference, callback))
}

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    let (object, callback) = arguments(vm, "__new__", args.positionals())?;
    make(vm, class, object, callback)
}

fn init(vm: &Vm, _: &Value, args: Args<'_>) -> Res<()> {
    if args.keyword_count() > 0 {
        return Err(vm.type_error("ref() takes no keyword arguments"));
    }
    arguments(vm, "__init__", args.values).map(drop)
}

fn target(value: &Value) -> Option<Value> {
    value.core::<WeakRef>().and_then(|reference| reference.link.target())
}

fn hash(vm: &Vm, v: &Value) -> Res<i64> {
    let Some(reference) = v.core::<WeakRef>() else { return Ok(0) };
    if let Some(known) = reference.hash.get() {
        return Ok(known);
    }
    let Some(target) = target(v) else { return Err(vm.type_error("weak object has gone away")) };
    let hash = vm.hash(&target)?;
    reference.hash.set(Some(hash));
    Ok(hash)
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Res {
    let known = a.core::<WeakRef>().is_some() && b.core::<WeakRef>().is_some();
    if !known || !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    match (target(a), target(b)) {
        (Some(x), Some(y)) => vm.compare(op, &x, &y),
        _ => Ok(vm.equality(op, a.is(b))),
    }
}

/// `to 'Class' at 0x...` or `dead`.
pub(super) fn describe(vm: &Vm, target: Option<Value>) -> Res<String> {
    let Some(target) = target else { return Ok("dead".to_owned()) };
    let name = vm.get_attr_opt(&target, &vm.names.dunder_name)?;
    let name = match name.filter(|name| name.as_str_object().is_some()) {
        Some(name) => format!(" ({})", vm.str_string(&name)?),
        None => String::new(),
    };
    Ok(format!("to '{}' at {:#x}{name}", vm.type_of(&target).name(), vm.id_of(&target)))
}

/// The type's row.
pub(crate) fn spec() -> TypeSpec {
    const METHODS: &[Method] = &[Method::class("__class_getitem__(object, /)", class_getitem, "See PEP 585")];
    const GETSET: &[GetSet] = &[GetSet::read("__callback__", |_, v| {
        Ok(v.core::<WeakRef>().map_or(Value::NONE, |reference| reference.link.callback.or_none()))
    })];
    TypeSpec {
        name: "ReferenceType",
        module: "weakref",
        kind: Kind::WeakRef,
        base: None,
        flags: TypeFlags { base: true, ..TypeFlags::default() },
        doc: "",
        slots: |slots| {
            slots.new = Some(new);
            slots.init = Some(init);
            slots.call = Some(|vm, v, args| {
                if !args.is_empty() {
                    let what = if args.keyword_count() > 0 { "keyword arguments" } else { "arguments" };
                    return Err(vm.type_error(format!("ReferenceType() takes no {what}")));
                }
                Ok(target(v).unwrap_or(Value::NONE))
            });
            slots.hash = Some(hash);
            slots.compare = Some(compare);
            slots.repr = Some(|vm, v| {
                Ok(vm.str(&format!("<weakref at {:#x}; {}>", vm.id_of(v), describe(vm, target(v))?)))
            });
        },
        methods: METHODS,
        getset: GETSET,
    }
}
