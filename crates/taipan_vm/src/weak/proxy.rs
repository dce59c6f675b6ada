//! `weakref.proxy`: does what its object does, until that has gone.

use taipan_bytecode::BinaryOp;

use super::{
    reference::describe,
    table::{Link, adopt, owner},
};
use crate::{
    Body, Gc, Kind, Res, Tracer, Value, Vm,
    heap::vm_of,
    native::{Method, TypeFlags, TypeSpec},
    objects::{Slots, Type},
};

/// `weakref.ProxyType` and `weakref.CallableProxyType`.
#[derive(Default)]
pub(crate) struct WeakProxy {
    pub(super) link: Link,
}

impl Body for WeakProxy {
    const KIND: Kind = Kind::WeakProxy;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.link.callback.trace(tracer);
    }
    fn clear(&self, _: &Vm) {
        drop(self.link.callback.take());
    }
}

impl Drop for WeakProxy {
    fn drop(&mut self) {
        let own = owner(self);
        // SAFETY: the object lives in a VM.
        self.link.unlink(unsafe { vm_of(own.ptr()) }, own);
    }
}

impl Vm {
    /// `weakref.proxy(object, callback)`
    ///
    /// # Errors
    /// `TypeError` where the object's class has no weak references.
    pub fn weak_proxy(&self, object: &Value, callback: Option<&Value>) -> Res {
        self.check_weak(object)?;
        if callback.is_none() {
            let known = self.known_weak(object, |_, value| value.core::<WeakProxy>().is_some());
            if let Some(known) = known {
                return Ok(known);
            }
        }
        let class: &Gc<Type> =
            if self.is_callable(object) { &self.types.weak_callable_proxy } else { &self.types.weak_proxy };
        let proxy = self.make_instance(class, WeakProxy::default())?;
        Ok(adopt(self, object, proxy, callback))
    }
}

/// What a proxy stands for; any other value is itself.
fn open(vm: &Vm, value: &Value) -> Res {
    match value.core::<WeakProxy>() {
        None => Ok(value.clone()),
        Some(proxy) => proxy.link.target().ok_or_else(|| {
            vm.error(&vm.exceptions.reference_error, "weakly-referenced object no longer exists")
        }),
    }
}

fn binary<const OP: u8>(vm: &Vm, a: &Value, b: &Value) -> Res {
    match BinaryOp::from_byte(OP) {
        Some(op) => vm.binary(op, &open(vm, a)?, &open(vm, b)?),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn inplace<const OP: u8>(vm: &Vm, a: &Value, b: &Value) -> Res {
    match BinaryOp::from_byte(OP) {
        Some(op) => vm.inplace(op, &open(vm, a)?, &open(vm, b)?),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn special(vm: &Vm, v: &Value, name: &Value, what: &str) -> Res {
    let target = open(vm, v)?;
    vm.call_special(&target, name, &[])?
        .ok_or_else(|| vm.type_error(format!("'{}' object cannot be {what}", vm.type_of(&target).name())))
}

fn slots(slots: &mut Slots) {
    slots.getattr = Some(|vm, v, name| vm.get_attr(&open(vm, v)?, name));
    slots.setattr = Some(|vm, v, name, value| {
        let target = open(vm, v)?;
        match value {
            Some(value) => vm.set_attr(&target, name, value),
            None => vm.del_attr(&target, name),
        }
    });
    slots.repr = Some(|vm, v| {
        let target = v.core::<WeakProxy>().and_then(|proxy| proxy.link.target());
        Ok(vm.str(&format!("<weakproxy at {:#x}; {}>", vm.id_of(v), describe(vm, target)?)))
    });
    slots.str = Some(|vm, v| vm.str_value(&open(vm, v)?));
    slots.compare = Some(|vm, a, b, op| vm.compare(op, &open(vm, a)?, &open(vm, b)?));
    slots.iter = Some(|vm, v| vm.iter(&open(vm, v)?));
    slots.next = Some(|vm, v| {
        let target = open(vm, v)?;
        if vm.type_of(&target).slots().next.is_none() {
            return Err(vm.type_error(format!(
                "Weakref proxy referenced a non-iterator '{}' object",
                vm.type_of(&target).name()
            )));
        }
        vm.next(&target)
    });
    slots.bool = Some(|vm, v| vm.truth(&open(vm, v)?));
    slots.len = Some(|vm, v| vm.len(&open(vm, v)?));
    slots.getitem = Some(|vm, v, key| vm.get_item(&open(vm, v)?, &open(vm, key)?));
    slots.setitem = Some(|vm, v, key, value| {
        let target = open(vm, v)?;
        match value {
            Some(value) => vm.set_item(&target, key, value),
            None => vm.del_item(&target, key),
        }
    });
    slots.contains = Some(|vm, v, item| vm.contains(&open(vm, v)?, item));
    slots.neg = Some(|vm, v| vm.negative(&open(vm, v)?));
    slots.pos = Some(|vm, v| vm.positive(&open(vm, v)?));
    slots.invert = Some(|vm, v| vm.invert(&open(vm, v)?));
    slots.abs = Some(|vm, v| vm.absolute(&open(vm, v)?));
    slots.int = Some(|vm, v| special(vm, v, &vm.names.dunder_int, "converted to an int"));
    slots.float = Some(|vm, v| special(vm, v, &vm.names.dunder_float, "converted to a float"));
    slots.index = Some(|vm, v| vm.index(&open(vm, v)?));
    slots.binary = [
        Some(binary::<0>),
        Some(binary::<1>),
        Some(binary::<2>),
        Some(binary::<3>),
        Some(binary::<4>),
        Some(binary::<5>),
        Some(binary::<6>),
        Some(binary::<7>),
        Some(binary::<8>),
        Some(binary::<9>),
        Some(binary::<10>),
        Some(binary::<11>),
        Some(binary::<12>),
    ];
    slots.inplace = [
        Some(inplace::<0>),
        Some(inplace::<1>),
        Some(inplace::<2>),
        Some(inplace::<3>),
        Some(inplace::<4>),
        Some(inplace::<5>),
        Some(inplace::<6>),
        Some(inplace::<7>),
        Some(inplace::<8>),
        Some(inplace::<9>),
        Some(inplace::<10>),
        Some(inplace::<11>),
        Some(inplace::<12>),
    ];
}

const METHODS: &[Method] = &[
    Method::new("__bytes__()", |vm, a| special(vm, &a[0], &vm.names.dunder_bytes, "converted to bytes"), ""),
    Method::new("__reversed__()", |vm, a| special(vm, &a[0], &vm.names.dunder_reversed, "reversed"), ""),
];

/// The row of proxies of objects that cannot be called.
pub(crate) fn plain_spec() -> TypeSpec {
    TypeSpec {
        name: "ProxyType",
        module: "weakref",
        kind: Kind::WeakProxy,
        base: None,
        flags: TypeFlags { no_new: true, ..TypeFlags::default() },
        doc: "",
        slots,
        methods: METHODS,
        getset: &[],
    }
}

/// The row of proxies of callable objects.
pub(crate) fn callable_spec() -> TypeSpec {
    TypeSpec {
        name: "CallableProxyType",
        slots: |all| {
            slots(all);
            all.call = Some(|vm, v, args| vm.call_args(&open(vm, v)?, args));
        },
        ..plain_spec()
    }
}
