//! The deque object. Each change counts up `changes`, by which iteration notices it.

use std::cell::{Cell, RefCell};

use taipan_vm::{Body, Gc, Kind, Raised, Res, Tracer, Value, Vm, objects::Type};

use super::ring::Ring;

/// A double-ended queue.
pub(super) struct Deque {
    ring: RefCell<Ring>,
    /// The most items it keeps.
    pub(super) maxlen: Cell<Option<usize>>,
    pub(super) changes: Cell<u64>,
}

impl Body for Deque {
    const KIND: Kind = Kind::ext(16);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit_all(self.ring.borrow().iter());
    }
    fn clear(&self, _: &Vm) {
        self.clear_items();
    }
}

/// One end of a deque.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Left,
    Right,
}

impl Deque {
    pub(super) fn make(vm: &Vm, class: &Type, maxlen: Option<usize>) -> Res<Gc<Deque>> {
        let body =
            Deque { ring: RefCell::new(Ring::new(vm)), maxlen: Cell::new(maxlen), changes: Cell::new(0) };
        vm.make_instance(class, body)
    }

    pub(super) fn of<'a>(vm: &Vm, value: &'a Value) -> Res<&'a Deque> {
        value.downcast().ok_or_else(|| vm.type_error("a deque is required"))
    }

    pub(super) fn len(&self) -> usize {
        self.ring.borrow().len()
    }

    pub(super) fn get(&self, at: usize) -> Option<Value> {
        self.ring.borrow().get(at).cloned()
    }

    pub(super) fn snapshot(&self) -> Vec<Value> {
        self.ring.borrow().iter().cloned().collect()
    }

    fn changed(&self) {
        self.changes.set(self.changes.get() + 1);
    }

    /// Changes the ring; what `change` takes out drops after the ring is free again.
    pub(super) fn change<T>(&self, change: impl FnOnce(&mut Ring) -> T) -> T {
        self.changed();
        change(&mut self.ring.borrow_mut())
    }

    /// Adds an item at one end; beyond `maxlen` one falls out at the other.
    pub(super) fn push(&self, vm: &Vm, end: End, value: Value) -> Result<(), Raised> {
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

    /// Adds the items of an iterable one by one.
    pub(super) fn extend(&self, vm: &Vm, end: End, iterable: &Value) -> Res<()> {
        let same = iterable.downcast::<Deque>().is_some_and(|other| std::ptr::eq(self, other));
        if same {
            return self.snapshot().into_iter().try_for_each(|item| self.push(vm, end, item));
        }
        let iter = vm.iterate(iterable)?;
        while let Some(item) = iter.next(vm)? {
            self.push(vm, end, item)?;
        }
        Ok(())
    }

    pub(super) fn clear_items(&self) {
        let old = self.change(Ring::take);
        drop(old);
    }

    /// The position of an equal item in a range of positions.
    pub(super) fn find(&self, vm: &Vm, item: &Value, range: std::ops::Range<usize>) -> Res<Option<usize>> {
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
