//! The type object.

use std::cell::{Cell, RefCell, UnsafeCell};

use crate::{
    Body, Gc, Kind, Raw, Tracer, Value, Vm,
    heap::{Obj, vm_of},
    native::TypeFlags,
    objects::{DictRef, Slot, Slots, Tuple},
};

/// Where instances of a class keep their `__dict__`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DictPlace {
    /// They have none.
    None,
    /// In shape slots, moved to a dict when there are many or when `__dict__` is asked for.
    Shaped,
    /// In the last word of the block: subclasses of native types.
    Trailing,
    /// In the body, behind an accessor of the kind (functions, modules, exceptions, classes).
    Body,
}

/// A class.
pub struct Type {
    pub(crate) name: RefCell<Box<str>>,
    /// `__qualname__` of a class made by Python code; a native class uses its name.
    pub(crate) qualname: Slot,
    /// The namespace. Change it only through `Vm::type_set`, which keeps caches and slots true.
    pub(crate) dict: DictRef,
    pub(crate) base: RefCell<Option<Gc<Type>>>,
    pub(crate) bases: RefCell<Option<Gc<Tuple>>>,
    pub(crate) mro: RefCell<Option<Gc<Tuple>>>,
    pub(crate) slots: UnsafeCell<Slots>,
    pub(crate) flags: Cell<TypeFlags>,
    /// Made by a class statement or `type(...)`.
    pub(crate) heap_type: bool,
    /// Whether the class, though from Python code, shows as a native one.
    pub(crate) stands_in: Cell<bool>,
    pub(crate) kind: Kind,
    pub(crate) dict_place: Cell<DictPlace>,
    /// Words for `__slots__` and a trailing dict after the native body.
    pub(crate) trailing_words: Cell<u32>,
    /// Where the dict of a trailing layout stands, counted from the end of the block (1 is the last word).
    pub(crate) dict_word: Cell<u32>,
    /// Names of this class's and its bases' `__slots__`, in slot order (only for shaped layouts).
    pub(crate) slot_count: Cell<u32>,
    pub(crate) weak: Cell<bool>,
    /// Shape of a fresh instance.
    pub(crate) shape: Cell<u32>,
    /// Shape of an instance whose attributes live in a dict.
    pub(crate) dict_shape: Cell<u32>,
    /// Attribute slots that a fresh instance has room for.
    pub(crate) room: Cell<u32>,
    /// Changes with every change to this class or one of its bases.
    pub(crate) version: Cell<u32>,
    /// All shapes of this class, whose entries in `Shapes::versions` follow `version`.
    pub(crate) shapes: RefCell<Vec<u32>>,
    /// Weak: a class removes itself when it dies.
    pub(crate) subclasses: RefCell<Vec<Raw>>,
    pub(crate) abstract_methods: Cell<bool>,
    /// At this version, `plan_init` is the `__init__` that a call of the class runs (or nothing), borrowed.
    pub(crate) plan_version: Cell<u32>,
    pub(crate) plan_init: Cell<Raw>,
}

impl Body for Type {
    const KIND: Kind = Kind::Type;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.qualname.trace(tracer);
        tracer.visit(self.dict.value());
        self.base.borrow().iter().for_each(|v| tracer.visit(v.value()));
        self.bases.borrow().iter().for_each(|v| tracer.visit(v.value()));
        self.mro.borrow().iter().for_each(|v| tracer.visit(v.value()));
    }
    fn clear(&self, vm: &Vm) {
        vm.type_modified(self);
        self.unlink();
        self.dict.clear();
        let gone = (self.mro.take(), self.bases.take());
        drop(gone);
    }
}

impl Drop for Type {
    fn drop(&mut self) {
        self.unlink();
    }
}

impl Type {
    /// The class itself, counted.
    #[inline]
    pub(crate) fn gc(&self) -> Gc<Type> {
        let start = (&raw const *self).expose_provenance() - std::mem::offset_of!(Obj<Type>, body);
        // SAFETY: types live in the heap only, as the bodies of objects; the reference counts.
        unsafe {
            Gc::from_value(Raw::from_ptr(std::ptr::with_exposed_provenance_mut(start)).dup().into_value())
        }
    }

    /// The word of the class itself, borrowed.
    #[inline]
    pub(crate) fn raw(&self) -> Raw {
        let start = (&raw const *self).expose_provenance() - std::mem::offset_of!(Obj<Type>, body);
        // SAFETY: as in `gc`.
        unsafe { Raw::from_ptr(std::ptr::with_exposed_provenance_mut(start)) }
    }

    /// Takes the class out of its bases' lists of subclasses.
    pub(crate) fn unlink(&self) {
        let raw = self.raw();
        // SAFETY: the object lives in a VM.
        if unsafe { vm_of(raw.ptr()) }.heap.is_closing() {
            return;
        }
        let Some(bases) = self.bases.borrow().clone() else { return };
        for base in bases.iter().filter_map(Value::as_type) {
            base.subclasses.borrow_mut().retain(|known| *known != raw);
        }
    }

    /// The subclasses that live.
    pub(crate) fn live_subclasses(&self) -> Vec<Gc<Type>> {
        let raws = self.subclasses.borrow();
        // SAFETY: a class leaves the list before it goes.
        raws.iter().map(|raw| unsafe { Gc::from_value(raw.as_value().clone()) }).collect()
    }

    /// `__name__`
    pub fn short_name(&self) -> String {
        let name = self.name();
        match name.rsplit_once('.') {
            Some((_, last)) if !self.heap_type || self.stands_in.get() => last.to_owned(),
            _ => name.to_owned(),
        }
    }

    /// Lets a class from Python code show as a native class of a module does: where that is named before the class.
    pub fn stand_in(&self, module: &str) {
        if !self.stands_in.replace(true) {
            let shown = format!("{module}.{}", self.name());
            self.name.replace(shown.into());
        }
    }

    /// `__qualname__` as text.
    pub fn qualname_text(&self) -> String {
        match self.qualname.given() {
            Some(text) => text.as_str_object().map_or_else(String::new, |text| text.to_lossy().into_owned()),
            None => self.short_name(),
        }
    }

    /// Whether instances get attributes of their own.
    pub(crate) fn has_dict(&self) -> bool {
        self.dict_place.get() != DictPlace::None
    }

    /// The name as messages show it: `__name__`, for native classes of modules with the module before it.
    pub fn name(&self) -> std::cell::Ref<'_, str> {
        std::cell::Ref::map(self.name.borrow(), |name| &**name)
    }

    /// The slots, own and inherited.
    #[inline(always)]
    pub fn slots(&self) -> &Slots {
        // SAFETY: slots change only in `update_slots`, which calls nothing while it writes.
        unsafe { &*self.slots.get() }
    }

    /// The layout of instances.
    #[inline]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Whether a class statement or `type(...)` made it.
    #[inline]
    pub fn is_heap_type(&self) -> bool {
        self.heap_type
    }

    /// The namespace, to read.
    pub fn dict(&self) -> &DictRef {
        &self.dict
    }

    /// `__mro__` as it is now.
    pub fn mro(&self) -> Option<Gc<Tuple>> {
        self.mro.borrow().clone()
    }

    /// `__base__`.
    pub fn base(&self) -> Option<Gc<Type>> {
        self.base.borrow().clone()
    }

    /// Whether `other` is this class or stands in its `__mro__`. No Python code runs.
    pub fn is_subclass_of(&self, other: &Type) -> bool {
        if std::ptr::eq(self, other) {
            return true;
        }
        let mro = self.mro.borrow();
        mro.as_ref().is_some_and(|mro| {
            mro.iter().any(|class| class.core::<Type>().is_some_and(|class| std::ptr::eq(class, other)))
        })
    }
}

impl Value {
    /// The class, if this is one.
    #[inline]
    pub fn as_type(&self) -> Option<&Type> {
        self.core::<Type>()
    }
}
