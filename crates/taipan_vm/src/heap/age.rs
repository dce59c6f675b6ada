//! The order in which the finalisers of garbage run: as in CPython, that in which the objects were made.
//!
//! Blocks are used again, so addresses say little about age. Where the order shows, something else does: instances with
//! `__del__` are numbered in a table of their own, tasks by their names, coroutines by their tasks.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
};

use super::{Header, kind_of};
use crate::{Kind, Value, Vm};

/// What an entry of [`Births`] is charged with: key, value and their share of free places.
const ENTRY: usize = 32;

/// The numbers of the live instances whose class has a finaliser.
#[derive(Default)]
pub(crate) struct Births {
    last: Cell<u64>,
    numbers: RefCell<HashMap<*mut Header, u64, foldhash::fast::FixedState>>,
}

impl Vm {
    /// Numbers a new instance.
    #[cold]
    pub(crate) fn note_birth(&self, instance: &Value) {
        let number = self.births.last.get() + 1;
        self.births.last.set(number);
        if self.births.numbers.borrow_mut().insert(instance.raw().ptr(), number).is_none() {
            self.heap.overdraw(ENTRY);
        }
    }

    /// The instance goes.
    pub(crate) fn forget_birth(&self, object: *mut Header) {
        if self.births.numbers.borrow_mut().remove(&object).is_some() {
            self.heap.uncharge(ENTRY);
        }
    }

    /// The number that tells which of two objects of a kind is older, if something does.
    unsafe fn age(&self, object: *mut Header) -> Option<u64> {
        // SAFETY: the caller passes a live object.
        unsafe {
            match kind_of(object) {
                Kind::Instance => self.births.numbers.borrow().get(&object).copied(),
                kind => (self.heap.kinds.get(kind)?.age)(object),
            }
        }
    }

    /// Sorts the garbage that `held` keeps by age: objects of a kind whose age is known change places with one another.
    pub(super) fn sort_by_age(&self, held: &mut [Value]) {
        let mut of_kind: HashMap<u8, Vec<(usize, u64)>> = HashMap::new();
        let mut of_coroutine: HashMap<*mut Header, u64> = HashMap::new();
        // SAFETY: `held` keeps the objects live.
        unsafe {
            for (at, value) in held.iter().enumerate() {
                let object = value.raw().ptr();
                let Some(age) = self.age(object) else { continue };
                of_kind.entry(kind_of(object).0).or_default().push((at, age));
                if kind_of(object) != Kind::Instance {
                    self.references(object, &mut |raw| {
                        if kind_of(raw.ptr()) == Kind::Generator {
                            of_coroutine.insert(raw.ptr(), age);
                        }
                    });
                }
            }
        }
        let places = held.iter().enumerate();
        let coroutines = places.filter_map(|(at, value)| Some((at, *of_coroutine.get(&value.raw().ptr())?)));
        of_kind.insert(Kind::Generator.0, coroutines.collect());
        for (_, found) in of_kind {
            let mut by_age = found.clone();
            by_age.sort_by_key(|(_, age)| *age);
            let sorted: Vec<Value> = by_age.iter().map(|(at, _)| held[*at].clone()).collect();
            for ((at, _), value) in found.iter().zip(sorted) {
                held[*at] = value;
            }
        }
    }
}
