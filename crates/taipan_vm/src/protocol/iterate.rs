//! Iteration.

use smallvec::SmallVec;

use crate::{
    Res, Value, Vm,
    interp::{End, Taker},
};

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

    /// Gives each item that is left to `take`.
    ///
    /// # Errors
    /// What the iterator or `take` raises.
    #[inline]
    pub fn each(&self, vm: &Vm, mut take: impl FnMut(Value) -> Res<()>) -> Res<()> {
        self.until(vm, |item| take(item).map(|()| false))
    }

    /// Gives the items that are left to `take` until that says that it has enough.
    ///
    /// # Errors
    /// What the iterator or `take` raises.
    #[inline]
    pub fn until(&self, vm: &Vm, take: impl FnMut(Value) -> Res<bool>) -> Res<()> {
        struct Each<F>(F);
        impl<F: FnMut(Value) -> Res<bool>> Taker for Each<F> {
            #[inline]
            fn take(&mut self, _: &Vm, item: Value) -> Res<bool> {
                self.0(item)
            }
        }
        self.feed(vm, &mut Each(take))
    }

    /// Gives the items that are left to `taker` until that has enough.
    #[inline]
    pub(crate) fn feed(&self, vm: &Vm, taker: &mut impl Taker) -> Res<()> {
        if self.iterator.is_kind(crate::Kind::Generator) && vm.drain(&self.iterator, taker)? == End::Done {
            return Ok(());
        }
        while let Some(item) = self.next(vm)? {
            if taker.take(vm, item)? {
                break;
            }
        }
        Ok(())
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
            // Native iterators that call Python code may end with its `StopIteration`.
            Some(f) => f(self, iterator).or_else(|raised| self.stop_value(raised)),
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
        self.gather(iterable).map(SmallVec::into_vec)
    }

    /// As [`Vm::collect`], by way of the iterator in any case.
    pub(crate) fn gather(&self, iterable: &Value) -> Res<Gathered> {
        let iter = self.iterate(iterable)?;
        let mut all = All { items: SmallVec::new(), charged: Charged { vm: self, bytes: 0 } };
        iter.feed(self, &mut all)?;
        Ok(all.items)
    }
}

/// Items, few of them without an allocation.
pub(crate) type Gathered = SmallVec<[Value; 16]>;

/// Collects items.
struct All<'a> {
    items: Gathered,
    charged: Charged<'a>,
}

impl Taker for All<'_> {
    fn take_at_once(&mut self, _: &Vm, item: Value) -> Result<(), Value> {
        if self.items.len() == self.items.capacity() {
            return Err(item);
        }
        self.items.push(item);
        Ok(())
    }

    fn take(&mut self, _: &Vm, item: Value) -> Res<bool> {
        if self.items.len() == self.items.capacity() {
            self.charged.grow_to(self.items.capacity() * 2 * size_of::<Value>())?;
        }
        self.items.push(item);
        Ok(false)
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
