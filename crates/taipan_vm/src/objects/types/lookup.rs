//! Finding names along a class's `__mro__`, with a cache by (class version, name).

use std::cell::Cell;

use crate::{Gc, Raw, Value, Vm, objects::Type};

const ENTRIES: usize = 2048;

#[derive(Clone, Copy)]
struct Entry {
    version: u32,
    name: Raw,
    /// Borrowed from the class's namespace; a change of the namespace changes the version. `EMPTY`: not there.
    value: Raw,
}

/// The lookup cache of a VM.
pub struct Lookup {
    entries: Box<[Cell<Entry>]>,
    pub(crate) slot_names: super::slot_table::SlotNamesCell,
}

impl Lookup {
    pub(crate) fn new() -> Lookup {
        let none = Entry { version: 0, name: Raw::EMPTY, value: Raw::EMPTY };
        Lookup { entries: vec![Cell::new(none); ENTRIES].into_boxed_slice(), slot_names: Default::default() }
    }
}

impl Vm {
    /// What `name` (an interned str) means in the class and its bases, not bound to anything.
    #[inline]
    pub fn type_lookup(&self, class: &Type, name: &Value) -> Option<Value> {
        let raw = self.type_lookup_raw(class, name);
        (raw != Raw::EMPTY).then(|| raw.as_value().clone())
    }

    /// As [`Vm::type_lookup`]: a borrowed word, `EMPTY` where there is none. Valid until the class changes.
    pub(crate) fn type_lookup_raw(&self, class: &Type, name: &Value) -> Raw {
        if class.version.get() == 0 {
            self.type_assign_version(class);
        }
        let version = class.version.get();
        let at = (version as usize).wrapping_mul(31) ^ (name.raw().bits() >> 4) as usize;
        let place = &self.lookup.entries[at % ENTRIES];
        let known = place.get();
        if known.version == version && known.name == name.raw() {
            return known.value;
        }
        let value = self.type_lookup_slow(class, name);
        if name.as_str_object().is_some_and(|text| text.is_interned()) {
            place.set(Entry { version, name: name.raw(), value });
        }
        value
    }

    #[cold]
    fn type_lookup_slow(&self, class: &Type, name: &Value) -> Raw {
        let mro = class.mro.borrow();
        let Some(mro) = mro.as_ref() else { return Raw::EMPTY };
        for base in mro.iter() {
            let Some(base) = base.core::<Type>() else { continue };
            if let Some(position) = base.dict.position_of_name(self, name) {
                // SAFETY: the position was found just now.
                return unsafe { base.dict.value_at(position) };
            }
        }
        Raw::EMPTY
    }

    pub(crate) fn type_assign_version(&self, class: &Type) {
        let version = self.next_type_version();
        class.version.set(version);
        for shape in class.shapes.borrow().iter() {
            self.shapes.set_version(*shape, version);
        }
    }

    /// Forgets what caches know of the class and its subclasses. Call after every change.
    pub(crate) fn type_modified(&self, class: &Type) {
        self.type_assign_version(class);
        let subclasses = class.subclasses.borrow().clone();
        for subclass in subclasses {
            if let Some(subclass) = subclass.as_value().core::<Type>() {
                self.type_modified(subclass);
            }
        }
    }

    /// Whether `value` is an instance of `class` by its real class alone (no `__instancecheck__`, no `__class__`).
    #[inline]
    pub fn is_instance_of(&self, value: &Value, class: &Value) -> bool {
        let Some(class) = class.core::<Type>() else { return false };
        self.type_of(value).is_subclass_of(class)
    }

    /// As [`Vm::is_instance_of`] for a typed class.
    #[inline]
    pub fn is_a(&self, value: &Value, class: &Gc<Type>) -> bool {
        self.type_of(value).is_subclass_of(class)
    }
}
