//! Layouts: how native code works on the attributes of instances of a Python class.
//!
//! What an inline cache is for an instruction, a [`Layout`] is for a native function: it remembers for a few shapes where
//! the attributes stand, and whether the class has its methods from the class that the native function stands in for.
//! Where an instance does not fit (a subclass with methods of its own, attributes in a dict), the caller takes the way in
//! Python, which is the specification.

use std::cell::{Cell, OnceCell};

use super::{DictPlace, Slot, Type};
use crate::{Raw, Value, Vm, heap::shape_of, protocol::generic_getattr, protocol::generic_setattr};

const WAYS: usize = 4;

/// The places of `N` attributes in instances of a class and of its subclasses.
pub struct Layout<const N: usize> {
    attributes: [&'static str; N],
    methods: &'static [&'static str],
    /// The class's own methods, in that order; nothing before [`Layout::bind`].
    own: OnceCell<Vec<Value>>,
    known: [Cell<Known<N>>; WAYS],
}

/// What is known of one shape, as long as its class has this version.
#[derive(Clone, Copy)]
struct Known<const N: usize> {
    shape: u32,
    version: u32,
    fits: bool,
    slots: [u8; N],
}

impl<const N: usize> Layout<N> {
    /// A layout with these attributes, for instances whose class has not replaced these methods.
    pub const fn new(attributes: [&'static str; N], methods: &'static [&'static str]) -> Layout<N> {
        let known = [const { Cell::new(Known { shape: 0, version: 0, fits: false, slots: [0; N] }) }; WAYS];
        Layout { attributes, methods, own: OnceCell::new(), known }
    }

    /// Says whose methods count as not replaced.
    pub fn bind(&self, vm: &Vm, class: &Type) {
        let own = self.methods.iter().map(|name| vm.type_lookup(class, &vm.intern(name)));
        _ = self.own.set(own.map(|method| method.unwrap_or(Value::EMPTY)).collect());
    }

    /// The attributes of an instance that fits. They are valid until Python code runs.
    #[inline(always)]
    pub fn of<'v>(&self, vm: &Vm, object: &'v Value) -> Option<[&'v Slot; N]> {
        let instance = object.as_instance()?;
        // SAFETY: the value keeps the object alive.
        let shape = unsafe { shape_of(object.raw().ptr()) };
        let mut known = self.known[shape as usize % WAYS].get();
        if known.shape != shape || known.version != vm.shapes.version(shape) {
            known = self.look(vm, object, shape);
        }
        if !known.fits {
            return None;
        }
        // SAFETY: the slots are those of the instance's present shape.
        Some(known.slots.map(|at| unsafe { instance.slot(at.into()) }))
    }

    #[cold]
    #[inline(never)]
    fn look(&self, vm: &Vm, object: &Value, shape: u32) -> Known<N> {
        let slots = self.find(vm, object, shape);
        let version = vm.shapes.version(shape);
        let known =
            Known { shape, version, fits: slots.is_some() && version != 0, slots: slots.unwrap_or([0; N]) };
        self.known[shape as usize % WAYS].set(known);
        known
    }

    fn find(&self, vm: &Vm, object: &Value, shape: u32) -> Option<[u8; N]> {
        let own = self.own.get()?;
        let class = vm.type_of(object);
        let plain = class.slots().getattr.is_none_or(|f| f as usize == generic_getattr as *const () as usize)
            && class.slots().setattr.is_none_or(|f| f as usize == generic_setattr as *const () as usize)
            && class.dict_place.get() == DictPlace::Shaped;
        // Looking up gives the class a version, without which nothing can be remembered.
        let unchanged = self.methods.iter().zip(own).all(|(name, own)| {
            let name = vm.intern(name);
            vm.type_lookup_raw(class, &name) == own.raw() && vm.shapes.slot_of(shape, &name).is_none()
        });
        if !plain || !unchanged {
            return None;
        }
        let mut slots = [0; N];
        for (slot, name) in slots.iter_mut().zip(self.attributes) {
            let name = vm.intern(name);
            let found = vm.type_lookup_raw(class, &name);
            if found != Raw::EMPTY && vm.type_of(found.as_value()).slots().set.is_some() {
                return None;
            }
            *slot = u8::try_from(vm.shapes.slot_of(shape, &name)?).ok()?;
        }
        Some(slots)
    }
}
