//! Iteration.

use crate::{Res, Value, Vm};

/// An iterator in hand.
pub struct Iter {
    iterator: Value,
}

impl Iter {
    /// The next item, or `None` at the end.
    ///
    /// # Errors
    /// What the iterator raises, `StopIteration` apart.
    #[inline]
    pub fn next(&self, vm: &Vm) -> Res<Option<Value>> {
        vm.tick(1)?;
        vm.next(&self.iterator)
    }

    /// The iterator itself.
    pub fn value(&self) -> &Value {
        &self.iterator
    }
}

impl Vm {
    /// `iter(x)`
    ///
    /// # Errors
    /// `TypeError` where `x` is not iterable; what `__iter__` raises.
    #[inline(never)]
    pub fn iter(&self, value: &Value) -> Res {
        let slots = self.type_of(value).slots();
        if let Some(f) = slots.iter {
            let iterator = f(self, value)?;
            if self.type_of(&iterator).slots().next.is_none() {
                return Err(self.type_error(format!(
                    "iter() returned non-iterator of type '{}'",
                    self.type_of(&iterator).name()
                )));
            }
            return Ok(iterator);
        }
        if slots.getitem.is_some() && value.as_dict().is_none() {
            return Ok(self.sequence_iterator(value));
        }
        Err(self.type_error(format!("'{}' object is not iterable", self.type_of(value).name())))
    }

    /// `next(iterator)`: `None` at the end.
    ///
    /// # Errors
    /// `TypeError` where it is not an iterator; what `__next__` raises, `StopIteration` apart.
    #[inline]
    pub fn next(&self, iterator: &Value) -> Res<Option<Value>> {
        match self.type_of(iterator).slots().next {
            Some(f) => f(self, iterator),
            None => {
                Err(self.type_error(format!("'{}' object is not an iterator", self.type_of(iterator).name())))
            }
        }
    }

    /// [`Vm::next`] for an iterator that draws from another one: such nests may be deep.
    ///
    /// # Errors
    /// As [`Vm::next`]; `RecursionError` where the Rust stack is at its end.
    #[inline]
    pub fn next_of_inner(&self, iterator: &Value) -> Res<Option<Value>> {
        self.check_native_stack()?;
        self.next(iterator)
    }

    /// An iterator over `x` for Rust code.
    ///
    /// # Errors
    /// As [`Vm::iter`].
    pub fn iterate(&self, value: &Value) -> Res<Iter> {
        Ok(Iter { iterator: self.iter(value)? })
    }

    /// Every item of an iterable.
    ///
    /// # Errors
    /// What iterating raises; `MemoryError`.
    pub fn collect(&self, iterable: &Value) -> Res<Vec<Value>> {
        if let Some(tuple) = iterable.as_tuple().filter(|_| self.is_exact(iterable, crate::Kind::Tuple)) {
            return Ok(tuple.to_vec());
        }
        if let Some(list) = iterable.as_list().filter(|_| self.is_exact(iterable, crate::Kind::List)) {
            return Ok(list.snapshot());
        }
        let iter = self.iterate(iterable)?;
        let mut items = Vec::new();
        let mut charged = Charged { vm: self, bytes: 0 };
        while let Some(item) = iter.next(self)? {
            if items.len() == items.capacity() {
                charged.grow_to((items.capacity() * 2).max(8) * size_of::<Value>())?;
            }
            items.push(item);
        }
        Ok(items)
    }
}

/// Memory that Rust code uses for a while.
struct Charged<'a> {
    vm: &'a Vm,
    bytes: usize,
}

impl Charged<'_> {
    fn grow_to(&mut self, bytes: usize) -> Res<()> {
        self.vm.heap.charge(bytes - self.bytes)?;
        self.bytes = bytes;
        Ok(())
    }
}

impl Drop for Charged<'_> {
    fn drop(&mut self) {
        self.vm.heap.uncharge(self.bytes);
    }
}
