//! Objects: the header, typed references, and what a Rust type needs to live in the heap.

use std::{any::TypeId, cell::Cell, marker::PhantomData, ops::Deref, ptr};

use super::{
    Kind, KindInfo,
    pages::{Page, RC_ONE},
};
use crate::{Raw, Value, Vm, objects::Slot};

/// What every object begins with. `shape` is `kind << 24 | index of the shape`: equal words mean the same class and the
/// same attribute layout. The count stands above two flag bits (finaliser has run, weak references exist).
#[repr(C)]
pub struct Header {
    pub(crate) rc: Cell<u32>,
    pub(crate) shape: Cell<u32>,
}

/// The kind of a live object.
///
/// # Safety
/// `object` is live.
#[inline(always)]
pub(crate) unsafe fn kind_of(object: *mut Header) -> Kind {
    // SAFETY: the caller says that the object is live.
    Kind((unsafe { (*object).shape.get() } >> 24) as u8)
}

/// The shape word of a live object.
///
/// # Safety
/// `object` is live.
#[inline(always)]
pub(crate) unsafe fn shape_of(object: *mut Header) -> u32 {
    // SAFETY: the caller says that the object is live.
    unsafe { (*object).shape.get() }
}

/// The count of references.
///
/// # Safety
/// `object` is live.
#[inline(always)]
pub(crate) unsafe fn refcount(object: *mut Header) -> u32 {
    // SAFETY: the caller says that the object is live.
    unsafe { (*object).rc.get() / RC_ONE }
}

/// The VM that an object belongs to.
///
/// # Safety
/// `object` is live, and so is its VM.
#[inline(always)]
pub(crate) unsafe fn vm_of<'a>(object: *mut Header) -> &'a Vm {
    // SAFETY: every block stands in a page whose first word is its VM.
    unsafe { &*(*Page::of(object.cast())).vm }
}

/// Counts a reference.
///
/// # Safety
/// `object` is live.
#[inline(always)]
pub(crate) unsafe fn incref(object: *mut Header) {
    // SAFETY: the caller says that the object is live.
    let rc = unsafe { &(*object).rc };
    rc.set(rc.get().wrapping_add(RC_ONE));
}

/// Releases a reference; the last one finalises the object.
///
/// # Safety
/// The caller owns the reference.
#[inline(always)]
pub(crate) unsafe fn decref(object: *mut Header) {
    // SAFETY: the caller owns a reference; where it was the last, nobody refers to the object any more.
    unsafe {
        if decref_only(object) {
            last_reference(object)
        }
    }
}

/// Releases a reference; says whether it was the last, so that the caller must see to [`last_reference`].
///
/// # Safety
/// The caller owns the reference.
#[inline(always)]
pub(crate) unsafe fn decref_only(object: *mut Header) -> bool {
    // SAFETY: the caller owns a reference, so the object is live.
    let rc = unsafe { &(*object).rc };
    let left = rc.get().wrapping_sub(RC_ONE);
    rc.set(left);
    left < RC_ONE
}

/// Finalises an object.
///
/// # Safety
/// Nobody refers to it.
#[cold]
#[inline(never)]
pub(crate) unsafe fn last_reference(object: *mut Header) {
    // SAFETY: the object's memory is intact until its VM frees it.
    unsafe {
        let vm = vm_of(object);
        vm.heap.finalize(vm, object);
    }
}

/// Passed to [`Body::trace`]: call it with every value that the object owns.
pub struct Tracer<'a>(pub(crate) &'a mut dyn FnMut(Raw));

impl Tracer<'_> {
    /// Reports one owned value.
    #[inline]
    pub fn visit(&mut self, value: &Value) {
        self.raw(value.raw());
    }

    /// Reports several.
    pub fn visit_all<'v>(&mut self, values: impl IntoIterator<Item = &'v Value>) {
        values.into_iter().for_each(|value| self.visit(value));
    }

    #[inline]
    pub(crate) fn raw(&mut self, raw: Raw) {
        if raw.is_ref() {
            (self.0)(raw);
        }
    }
}

/// A Rust type that stands behind a header. Its values drop with it; `trace` must report each of them.
pub trait Body: Sized + 'static {
    /// The layout number; a kind belongs to one Rust type in a VM.
    const KIND: Kind;
    /// Whether such objects can be part of reference cycles.
    const TRACED: bool = true;

    /// Reports every value that this object owns.
    fn trace(&self, tracer: &mut Tracer<'_>);

    /// The place of its attribute dict, for types whose instances keep one in the body.
    fn dict(&self) -> Option<&Slot> {
        None
    }

    /// A number that grows from one object of the kind to the next, where it has one: garbage is finalised in that order.
    fn age(&self) -> Option<u64> {
        None
    }

    /// Releases what it owns so that a cycle breaks; it stays valid but may be empty.
    fn clear(&self, vm: &Vm) {
        _ = vm;
    }

    /// Runs before it is dropped, unless all of the heap goes: for what the VM knows of it elsewhere.
    fn leave(&self, vm: &Vm) {
        _ = vm;
    }
}

/// A header and a body.
#[repr(C)]
pub struct Obj<T> {
    pub(crate) header: Header,
    pub(crate) body: T,
}

impl<T: Body> Obj<T> {
    pub(crate) fn info() -> KindInfo {
        unsafe fn trace<T: Body>(object: *mut Header, tracer: &mut Tracer<'_>) {
            // SAFETY: the kind says that an `Obj<T>` stands here.
            unsafe { (*object.cast::<Obj<T>>()).body.trace(tracer) }
        }
        unsafe fn clear<T: Body>(vm: &Vm, object: *mut Header) {
            // SAFETY: as above.
            unsafe { (*object.cast::<Obj<T>>()).body.clear(vm) }
        }
        unsafe fn age<T: Body>(object: *mut Header) -> Option<u64> {
            // SAFETY: as above.
            unsafe { (*object.cast::<Obj<T>>()).body.age() }
        }
        unsafe fn dict<T: Body>(object: *mut Header) -> Option<*const Slot> {
            // SAFETY: as above.
            unsafe { (*object.cast::<Obj<T>>()).body.dict().map(|slot| &raw const *slot) }
        }
        unsafe fn drop<T: Body>(vm: &Vm, object: *mut Header) {
            // SAFETY: as above; the heap calls this once, before it frees the block.
            unsafe {
                if !vm.heap.is_closing() {
                    (*object.cast::<Obj<T>>()).body.leave(vm);
                }
                ptr::drop_in_place(&raw mut (*object.cast::<Obj<T>>()).body)
            }
        }
        KindInfo {
            type_id: TypeId::of::<T>(),
            traced: T::TRACED,
            trace: trace::<T>,
            clear: clear::<T>,
            dict: dict::<T>,
            age: age::<T>,
            drop: drop::<T>,
        }
    }
}

/// An owned reference to an object whose Rust type is known. Dereferences to the body.
#[repr(transparent)]
pub struct Gc<T> {
    value: Value,
    of: PhantomData<*const T>,
}

impl<T> Gc<T> {
    /// Wraps a value that is known to be such an object.
    ///
    /// # Safety
    /// The value is a reference to an `Obj<T>`.
    #[inline(always)]
    pub(crate) unsafe fn from_value(value: Value) -> Gc<T> {
        Gc { value, of: PhantomData }
    }

    /// The untyped value, borrowed.
    #[inline(always)]
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// Whether both refer to the same object.
    #[inline]
    pub fn is(&self, other: &Gc<T>) -> bool {
        self.value.is(&other.value)
    }

    #[inline(always)]
    pub(crate) fn raw(&self) -> Raw {
        self.value.raw()
    }
}

impl<T> Clone for Gc<T> {
    #[inline(always)]
    fn clone(&self) -> Gc<T> {
        Gc { value: self.value.clone(), of: PhantomData }
    }
}

impl<T> Deref for Gc<T> {
    type Target = T;
    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: a `Gc<T>` refers to a live `Obj<T>`.
        unsafe { &(*self.value.raw().ptr().cast::<Obj<T>>()).body }
    }
}

impl<T> From<Gc<T>> for Value {
    #[inline(always)]
    fn from(object: Gc<T>) -> Value {
        object.value
    }
}

impl<T> AsRef<Value> for Gc<T> {
    #[inline(always)]
    fn as_ref(&self) -> &Value {
        &self.value
    }
}

impl Value {
    /// The layout of the object behind this value; `None` for immediates.
    #[inline(always)]
    pub fn kind(&self) -> Option<Kind> {
        // SAFETY: a reference word points to a live object.
        self.raw().is_ref().then(|| unsafe { kind_of(self.raw().ptr()) })
    }

    #[inline(always)]
    pub(crate) fn is_kind(&self, kind: Kind) -> bool {
        self.kind() == Some(kind)
    }

    /// The body, where this is an object with a `T` behind its header (subclasses included).
    #[inline]
    pub fn downcast<T: Body>(&self) -> Option<&T> {
        if !self.is_kind(T::KIND) {
            return None;
        }
        let object = self.raw().ptr();
        // SAFETY: the object is live; the kind table says which Rust type the kind stands for in its VM.
        unsafe {
            let known = vm_of(object).heap.kinds.get(T::KIND)?;
            (known.type_id == TypeId::of::<T>()).then(|| &(*object.cast::<Obj<T>>()).body)
        }
    }

    /// As [`Value::downcast`], giving an owned reference.
    pub fn downcast_gc<T: Body>(&self) -> Option<Gc<T>> {
        // SAFETY: `downcast` has checked the type.
        self.downcast::<T>().map(|_| unsafe { Gc::from_value(self.clone()) })
    }

    /// The body, where the kind alone proves the type: for the VM's own kinds.
    #[inline(always)]
    pub(crate) fn core<T: Body>(&self) -> Option<&T> {
        // SAFETY: the VM's own kinds stand for one Rust type each.
        self.is_kind(T::KIND).then(|| unsafe { &(*self.raw().ptr().cast::<Obj<T>>()).body })
    }

    /// The body of an object that is known to be a `T`.
    ///
    /// # Safety
    /// The kind has been checked.
    #[inline(always)]
    pub(crate) unsafe fn body_unchecked<T>(&self) -> &T {
        // SAFETY: the caller has checked the kind.
        unsafe { &(*self.raw().ptr().cast::<Obj<T>>()).body }
    }
}
