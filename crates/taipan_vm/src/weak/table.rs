//! The table of weak references, by the address of what they refer to.

use std::cell::{Cell, RefCell};

use hashbrown::HashMap;

use super::{WeakProxy, WeakRef};
use crate::{
    Gc, Raised, Raw, Res, Value, Vm,
    heap::{FLAG_WEAK, Header, refcount},
    objects::Slot,
};

/// What a reference and a proxy have in common.
#[derive(Default)]
pub(crate) struct Link {
    /// Address of the object; 0 once it is gone.
    target: Cell<u64>,
    /// Called with the reference when the object has gone.
    pub(crate) callback: Slot,
}

/// Weak reference objects by the address of what they refer to. The reference without a callback comes first, then the
/// proxy without one, then the others, newest first.
#[derive(Default)]
pub struct WeakTable {
    references: RefCell<HashMap<u64, Vec<Raw>, foldhash::fast::FixedState>>,
}

/// The link of a reference or a proxy.
pub(crate) fn link_of(value: &Value) -> Option<&Link> {
    match value.core::<WeakRef>() {
        Some(reference) => Some(&reference.link),
        None => value.core::<WeakProxy>().map(|proxy| &proxy.link),
    }
}

fn word(object: u64) -> Raw {
    // SAFETY: the table holds the bits of words of live objects.
    unsafe { Raw::from_bits(object) }
}

impl Link {
    /// The object, if it is still there. One whose count is 0 already waits to be finalised.
    pub(crate) fn target(&self) -> Option<Value> {
        let raw = match self.target.get() {
            0 => return None,
            bits => word(bits),
        };
        // SAFETY: an object leaves the table, which clears this link, before its memory goes.
        unsafe { (refcount(raw.ptr()) > 0).then(|| raw.as_value().clone()) }
    }

    /// Takes a dying reference out of the table.
    pub(super) fn unlink(&self, vm: &Vm, own: Raw) {
        let target = self.target.replace(0);
        if target == 0 || vm.heap.is_closing() {
            return;
        }
        let mut table = vm.weak.references.borrow_mut();
        if let Some(known) = table.get_mut(&target) {
            known.retain(|raw| *raw != own);
            if known.is_empty() {
                table.remove(&target);
            }
        }
    }
}

fn is_plain(raw: Raw) -> bool {
    link_of(raw.as_value()).is_some_and(|link| link.callback.is_empty())
}

impl Vm {
    /// Refuses objects that have no weak references.
    pub(crate) fn check_weak(&self, object: &Value) -> Result<(), Raised> {
        if object.raw().is_ref() && self.type_of(object).weak.get() {
            return Ok(());
        }
        Err(self
            .type_error(format!("cannot create weak reference to '{}' object", self.type_of(object).name())))
    }

    /// The exact reference, or the proxy, without a callback that the object has already.
    pub(crate) fn known_weak(&self, object: &Value, is_same: fn(&Vm, &Value) -> bool) -> Option<Value> {
        let table = self.weak.references.borrow();
        let known = table.get(&object.raw().bits())?;
        let found = known.iter().find(|raw| is_plain(**raw) && is_same(self, raw.as_value()))?;
        // SAFETY: a reference leaves the table before its memory goes.
        unsafe { (refcount(found.ptr()) > 0).then(|| found.as_value().clone()) }
    }

    /// Enters a fresh reference into the table.
    pub(crate) fn enter_weak(&self, object: &Value, reference: &Value, callback: Option<&Value>) {
        let Some(link) = link_of(reference) else { return };
        if let Some(callback) = callback {
            link.callback.set(callback.clone());
        }
        link.target.set(object.raw().bits());
        // SAFETY: the value keeps its object alive.
        let rc = unsafe { &(*object.raw().ptr()).rc };
        rc.set(rc.get() | FLAG_WEAK);
        let mut table = self.weak.references.borrow_mut();
        let known = table.entry(object.raw().bits()).or_default();
        let exact = |raw: &Raw| is_plain(*raw) && self.is_exact(raw.as_value(), crate::Kind::WeakRef);
        let proxy = |raw: &Raw| is_plain(*raw) && raw.as_value().core::<WeakProxy>().is_some();
        let own = reference.raw();
        let at = if exact(&own) {
            0
        } else if proxy(&own) {
            usize::from(known.first().is_some_and(exact))
        } else {
            known.iter().take_while(|raw| exact(raw) || proxy(raw)).count()
        };
        known.insert(at, own);
    }

    /// Every weak reference and proxy of an object (`weakref.getweakrefs`).
    pub fn weak_references(&self, object: &Value) -> Vec<Value> {
        let table = self.weak.references.borrow();
        let known = table.get(&object.raw().bits());
        known.map_or_else(Vec::new, |known| known.iter().map(|raw| raw.as_value().clone()).collect())
    }

    /// The first weak reference of an object, or `None`: `__weakref__`.
    pub(crate) fn first_weak_reference(&self, object: &Value) -> Value {
        self.weak_references(object).into_iter().next().unwrap_or(Value::NONE)
    }

    /// Clears the weak references to objects that are about to go, then calls their callbacks, but not those of references
    /// that are in `garbage` (sorted by address).
    ///
    /// # Safety
    /// The objects are intact.
    pub(crate) unsafe fn clear_weak_of(&self, objects: &[*mut Header], garbage: &[*mut Header]) {
        let mut due: Vec<Value> = Vec::new();
        for object in objects {
            let known = self.weak.references.borrow_mut().remove(&(object.expose_provenance() as u64));
            for raw in known.into_iter().flatten() {
                let Some(link) = link_of(raw.as_value()) else { continue };
                link.target.set(0);
                // SAFETY: the reference was in the table, so its memory is intact.
                let alive = unsafe { refcount(raw.ptr()) > 0 };
                if alive && !link.callback.is_empty() && garbage.binary_search(&raw.ptr()).is_err() {
                    due.push(raw.as_value().clone());
                }
            }
        }
        if due.is_empty() {
            return;
        }
        let pending = self.thread.raised.take();
        for reference in due {
            let callback = link_of(&reference).map_or(Value::EMPTY, |link| link.callback.take());
            if let Err(raised) = self.call(&callback, std::slice::from_ref(&reference)) {
                let exception = self.take_raised(raised);
                self.unraisable_call(&exception, "weakref callback", &callback);
            }
        }
        self.thread.raised.set(pending);
    }

    /// Clears the weak references to an object that is about to go, and calls their callbacks.
    ///
    /// # Safety
    /// `object` is intact.
    pub(crate) unsafe fn clear_weak(&self, object: *mut Header) {
        // SAFETY: see above.
        unsafe { self.clear_weak_of(&[object], &[]) }
    }
}

/// The reference whose body stands here.
pub(super) fn owner<T: crate::Body>(body: &T) -> Raw {
    let start = (&raw const *body).expose_provenance() - std::mem::offset_of!(crate::heap::Obj<T>, body);
    // SAFETY: such bodies live in the heap only.
    unsafe { Raw::from_ptr(std::ptr::with_exposed_provenance_mut(start)) }
}

/// What `ref(...)` and `proxy(...)` were given: the object and the callback.
pub(super) fn arguments<'a>(vm: &Vm, name: &str, values: &'a [Value]) -> Res<(&'a Value, Option<&'a Value>)> {
    match values {
        [object] => Ok((object, None)),
        [object, callback] => Ok((object, callback.not_none())),
        [] => Err(vm.type_error(format!("{name} expected at least 1 argument, got 0"))),
        others => Err(vm.type_error(format!("{name} expected at most 2 arguments, got {}", others.len()))),
    }
}

/// The typed reference behind a value of that class.
pub(super) fn adopt(
    vm: &Vm,
    object: &Value,
    reference: Gc<impl crate::Body>,
    callback: Option<&Value>,
) -> Value {
    let reference = Value::from(reference);
    vm.enter_weak(object, &reference, callback);
    reference
}
