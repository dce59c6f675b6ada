//! What attributes of instances mean, by (shape, name): for instructions that see objects of many shapes, or an attribute
//! of the class. An inline cache misses, this table answers in a few dozen machine instructions.
//!
//! An entry holds while its class keeps its version; then the value that it borrows from the class lives, too.

use std::cell::Cell;

use super::caches::{cache_attribute_slot, cache_method, cache_stored_slot};
use crate::{Raw, Value, Vm, objects::Instance};

const ENTRIES: usize = 512;

/// No object lies below this many words.
const SLOTS: u64 = 512;

/// Stands for the shape of a value that has none.
pub(super) const NO_SHAPE: u32 = u32::MAX;

/// What an instruction wants to know of a name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// The value of the attribute.
    Load = 0,
    /// What to call, and whether the object is its first argument.
    Call = 1,
    /// The slot of an attribute that is there.
    Store = 2,
}

/// The meaning of a name.
#[derive(Clone, Copy)]
pub(super) enum Meaning {
    /// The instance's slot of this number.
    Slot(usize),
    /// A value of the class: an attribute that nothing binds (`Load`), or a function that takes the object (`Call`).
    Class(Raw),
}

#[derive(Clone, Copy, Default)]
struct Entry {
    /// The name's address and, in its low bits, the use.
    key: u64,
    shape: u32,
    version: u32,
    /// A word of the class, or eight times a slot's number, which as a reference would be no address.
    meaning: u64,
}

/// The table of a VM.
pub(crate) struct Lookaside(Box<[Cell<Entry>]>);

impl Default for Lookaside {
    fn default() -> Lookaside {
        Lookaside(vec![Cell::default(); ENTRIES].into_boxed_slice())
    }
}

impl Lookaside {
    #[inline(always)]
    fn place(&self, shape: u32, key: u64) -> &Cell<Entry> {
        &self.0[(shape as usize).wrapping_mul(37).wrapping_add((key >> 4) as usize ^ key as usize) % ENTRIES]
    }
}

fn key(name: &Value, what: Use) -> u64 {
    name.raw().bits() | what as u64
}

impl Vm {
    /// What is known of `name` for objects of a shape.
    #[inline(always)]
    pub(super) fn known_meaning(&self, shape: u32, name: &Value, what: Use) -> Option<Meaning> {
        let key = key(name, what);
        let entry = self.lookaside.place(shape, key).get();
        if entry.key != key || entry.shape != shape || entry.version != self.shapes.version(shape) {
            return None;
        }
        let slot = entry.meaning.rotate_right(3);
        if slot < SLOTS {
            return Some(Meaning::Slot(slot as usize));
        }
        // SAFETY: `note_meaning` has put a word there, whose object the class of this version keeps alive.
        Some(Meaning::Class(unsafe { Raw::from_bits(entry.meaning) }))
    }

    /// Notes what a name means for objects of a shape whose attributes stand in slots.
    pub(super) fn note_meaning(&self, shape: u32, name: &Value, what: Use, meaning: Meaning) {
        let version = self.shapes.version(shape);
        if version == 0 || !name.as_str_object().is_some_and(|text| text.is_interned()) {
            return;
        }
        let meaning = match meaning {
            Meaning::Slot(slot) if slot as u64 >= SLOTS => return,
            Meaning::Slot(slot) => (slot as u64) << 3,
            Meaning::Class(value) => value.bits(),
        };
        let key = key(name, what);
        self.lookaside.place(shape, key).set(Entry { key, shape, version, meaning });
    }
}

/// The known value of an attribute, borrowed; `EMPTY` where nothing is known. The inline cache of a slot follows.
///
/// # Safety
/// `object` is live and has the shape; anything else comes with `NO_SHAPE`. `at` is a LoadAttr.
#[inline(never)]
pub(super) unsafe fn attribute(vm: &Vm, object: Raw, shape: u32, name: &Value, at: *mut u32) -> Raw {
    if shape == NO_SHAPE {
        return Raw::EMPTY;
    }
    match vm.known_meaning(shape, name, Use::Load) {
        // SAFETY: only instances have slots, and those of their shape.
        Some(Meaning::Slot(slot)) => unsafe {
            cache_attribute_slot(at, shape, slot);
            (*object.ptr().cast::<Instance>()).slot(slot).raw()
        },
        Some(Meaning::Class(value)) => value,
        None => Raw::EMPTY,
    }
}

/// The known function that a method call finds on the class, borrowed; `EMPTY` where none is known. The inline cache
/// follows.
///
/// # Safety
/// `at` is a LoadMethod.
#[inline(never)]
pub(super) unsafe fn method(vm: &Vm, shape: u32, name: &Value, at: *mut u32) -> Raw {
    if shape == NO_SHAPE {
        return Raw::EMPTY;
    }
    match vm.known_meaning(shape, name, Use::Call) {
        Some(Meaning::Class(function)) => {
            // SAFETY: see above.
            unsafe { cache_method(at, shape, vm.shapes.version(shape), function) };
            function
        }
        _ => Raw::EMPTY,
    }
}

/// The known slot that a store replaces. The inline cache follows.
///
/// # Safety
/// `at` is a StoreAttr.
#[inline(never)]
pub(super) unsafe fn slot(vm: &Vm, shape: u32, name: &Value, at: *mut u32) -> Option<usize> {
    if shape == NO_SHAPE {
        return None;
    }
    match vm.known_meaning(shape, name, Use::Store) {
        Some(Meaning::Slot(slot)) => {
            // SAFETY: see above.
            unsafe { cache_stored_slot(at, shape, slot) };
            Some(slot)
        }
        _ => None,
    }
}
