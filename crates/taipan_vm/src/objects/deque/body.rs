//! The deque object. Each change counts up `changes`, by which iteration notices it.

use std::cell::{Cell, RefCell};

use super::Ring;
use crate::{Body, Gc, Kind, Raised, Res, Tracer, Value, Vm, objects::Type};

/// A double-ended queue.
pub struct Deque {
    ring: RefCell<Ring>,
    /// The most items it keeps.
    pub maxlen: Cell<Option<usize>>,
    /// Counts the changes of its structure.
    pub changes: Cell<u64>,
}

impl Body for Deque {
    const KIND: Kind = Kind::Deque;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit_all(self.ring.borrow().iter());
    }
    fn clear(&self, _: &Vm) {
        self.clear_items();
    }
}

/// One end of a deque.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The first item's.
    Left,
    /// The last item's.
    Right,
}

impl Deque {
    /// An empty deque of a class.
    ///
    /// # Errors
    /// `MemoryError`
    pub fn make(vm: &Vm, class: &Type, maxlen: Option<usize>) -> Res<Gc<Deque>> {
        let body =
            Deque { ring: RefCell::new(Ring::new(vm)), maxlen: Cell::new(maxlen), changes: Cell::new(0) };
        vm.make_instance(class, body)
    }

    /// The deque behind the receiver of a method.
    ///
    /// # Errors
    /// `TypeError` where it is none.
    #[inline]
    pub fn of<'a>(vm: &Vm, value: &'a Value) -> Res<&'a Deque> {
        value.core().ok_or_else(|| vm.type_error("a deque is required"))
    }

    /// How many items there are.
    #[inline]
    pub fn len(&self) -> usize {
        self.ring.borrow().len()
    }

    /// Whether there is none.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The item at a position.
    #[inline]
    pub fn get(&self, at: usize) -> Option<Value> {
        self.ring.borrow().get(at).cloned()
    }

    /// All items.
    pub fn snapshot(&self) -> Vec<Value> {
        self.ring.borrow().iter().cloned().collect()
    }

    #[inline]
    fn changed(&self) {
        self.changes.set(self.changes.get() + 1);
    }

    /// Changes the ring; what `change` takes out drops after the ring is free again.
    #[inline]
    pub fn change<T>(&self, change: impl FnOnce(&mut Ring) -> T) -> T {
        self.changed();
        change(&mut self.ring.borrow_mut())
    }

    /// Adds an item at one end; beyond `maxlen` one falls out at the other.
    ///
    /// # Errors
    /// `MemoryError`
    pub fn push(&self, vm: &Vm, end: End, value: Value) -> Result<(), Raised> {
        let over = self.maxlen.get().is_some_and(|most| self.len() >= most);
        if over && self.maxlen.get() == Some(0) {
            return Ok(());
        }
        let gone = self.change(|ring| {
            let gone = match end {
                _ if !over => None,
                End::Right => ring.pop_front(),
                End::Left => ring.pop_back(),
            };
            match end {
                End::Right => ring.push_back(vm, value),
                End::Left => ring.push_front(vm, value),
            }
            .map(|()| gone)
        })?;
        drop(gone);
        Ok(())
    }

    /// Takes out the first item.
    #[inline]
    pub fn pop_front(&self) -> Option<Value> {
        self.change(Ring::pop_front)
    }

    /// The first item with a property; telling it runs no Python code.
    #[inline]
    pub fn first_where(&self, mut wanted: impl FnMut(&Value) -> bool) -> Option<Value> {
        self.ring.borrow().iter().find(|item| wanted(item)).cloned()
    }

    /// Takes out the first item that is this very object; whether there was one.
    pub fn remove_same(&self, item: &Value) -> bool {
        let at = self.ring.borrow().iter().position(|known| known.is(item));
        let Some(at) = at else { return false };
        drop(self.change(|ring| ring.remove(at)));
        true
    }

    /// Adds the items of an iterable one by one.
    ///
    /// # Errors
    /// What iterating raises; `MemoryError`.
    pub fn extend(&self, vm: &Vm, end: End, iterable: &Value) -> Res<()> {
        let same = iterable.core::<Deque>().is_some_and(|other| std::ptr::eq(self, other));
        if same {
            return self.snapshot().into_iter().try_for_each(|item| self.push(vm, end, item));
        }
        vm.iterate(iterable)?.each(vm, |item| self.push(vm, end, item))
    }

    /// Takes out all items.
    pub fn clear_items(&self) {
        let old = self.change(Ring::take);
        drop(old);
    }

    /// The position of an equal item in a range of positions.
    ///
    /// # Errors
    /// What comparing raises; `RuntimeError` where that changes the deque.
    pub fn find(&self, vm: &Vm, item: &Value, range: std::ops::Range<usize>) -> Res<Option<usize>> {
        let changes = self.changes.get();
        for at in range {
            let Some(candidate) = self.get(at) else { break };
            let same = vm.equal(&candidate, item)?;
            if self.changes.get() != changes {
                return Err(vm.runtime_error("deque mutated during iteration"));
            }
            if same {
                return Ok(Some(at));
            }
        }
        Ok(None)
    }
}

impl Value {
    /// The deque, where this is one or an instance of a subclass.
    #[inline]
    pub fn as_deque(&self) -> Option<&Deque> {
        self.core()
    }
}
