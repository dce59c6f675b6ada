//! The list object. Its items may change whenever Python code runs, so the interface gives clones, never borrows.

use std::cell::UnsafeCell;

use crate::{Body, Gc, Kind, Raised, Res, Tracer, Value, Vm, heap::Buffer};

/// A list.
pub struct List {
    items: UnsafeCell<Buffer<Value>>,
}

impl Body for List {
    const KIND: Kind = Kind::List;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        // SAFETY: no Python code runs while tracing.
        tracer.visit_all(unsafe { (*self.items.get()).as_slice() });
    }
    fn clear(&self, _: &Vm) {
        self.drop_items();
    }
}

impl Drop for List {
    fn drop(&mut self) {
        self.items.get_mut().truncate(0);
    }
}

impl List {
    /// The buffer. Private to the VM: nothing that may run Python code happens while the reference lives.
    ///
    /// # Safety
    /// The caller runs no Python code and drops no value while it holds the reference.
    #[inline(always)]
    #[expect(clippy::mut_from_ref, reason = "the cell is this list's own")]
    pub(crate) unsafe fn buffer(&self) -> &mut Buffer<Value> {
        // SAFETY: the caller keeps the rule above.
        unsafe { &mut *self.items.get() }
    }

    /// Empties the list; the last item goes first.
    pub(crate) fn drop_items(&self) {
        let mut items = self.take_all();
        while items.pop().is_some() {}
    }

    /// The number of items.
    #[inline]
    pub fn len(&self) -> usize {
        // SAFETY: reading a number runs nothing.
        unsafe { self.buffer().len() }
    }

    /// Whether there are no items.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The item at `at`.
    #[inline]
    pub fn get(&self, at: usize) -> Option<Value> {
        // SAFETY: cloning runs nothing.
        unsafe { self.buffer().get(at).cloned() }
    }

    /// Replaces the item at `at` and gives the old one; `None` where there is no such item.
    pub fn set(&self, at: usize, value: Value) -> Option<Value> {
        // SAFETY: the old value is dropped by the caller.
        unsafe { self.buffer().get_mut(at).map(|place| std::mem::replace(place, value)) }
    }

    /// Adds an item at the end.
    ///
    /// # Errors
    /// `MemoryError`.
    #[inline]
    pub fn push(&self, value: Value) -> Result<(), Raised> {
        // SAFETY: growing runs no Python code.
        unsafe { self.buffer().push(value) }
    }

    /// Makes room for `more` items.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn reserve(&self, more: usize) -> Result<(), Raised> {
        // SAFETY: as above.
        unsafe { self.buffer().reserve(more) }
    }

    /// Takes the last item.
    pub fn pop(&self) -> Option<Value> {
        // SAFETY: the value is dropped by the caller.
        unsafe { self.buffer().pop() }
    }

    /// Puts an item at `at` (at most the length).
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn insert(&self, at: usize, value: Value) -> Result<(), Raised> {
        // SAFETY: as for `push`.
        unsafe { self.buffer().insert(at, value) }
    }

    /// Takes out the item at `at`; `None` where there is no such item.
    pub fn remove(&self, at: usize) -> Option<Value> {
        // SAFETY: the value is dropped by the caller.
        unsafe { (at < self.len()).then(|| self.buffer().remove(at)) }
    }

    /// The items as they are now.
    pub fn snapshot(&self) -> Vec<Value> {
        // SAFETY: cloning runs nothing.
        unsafe { self.buffer().to_vec() }
    }

    /// Takes all items out.
    pub fn take_all(&self) -> Vec<Value> {
        // SAFETY: the values are dropped by the caller, after they have left the list.
        unsafe { self.buffer().take().into_vec() }
    }

    /// Replaces all items, dropping the old ones afterwards.
    ///
    /// # Errors
    /// `MemoryError`; the list is then empty.
    pub fn replace_all(&self, items: Vec<Value>) -> Result<(), Raised> {
        let old = self.take_all();
        self.extend(items)?;
        drop(old);
        Ok(())
    }

    /// Adds items at the end.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn extend(&self, items: Vec<Value>) -> Result<(), Raised> {
        self.reserve(items.len())?;
        items.into_iter().try_for_each(|item| self.push(item))
    }

    /// Adds clones of items that are in no list which this may change.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn extend_from_slice(&self, items: &[Value]) -> Result<(), Raised> {
        self.reserve(items.len())?;
        items.iter().try_for_each(|item| self.push(item.clone()))
    }

    /// The items `range`, clamped to the list, as they are now.
    pub fn get_range(&self, range: std::ops::Range<usize>) -> Vec<Value> {
        let len = self.len();
        let start = range.start.min(len);
        // SAFETY: cloning runs nothing.
        unsafe { self.buffer()[start..range.end.clamp(start, len)].to_vec() }
    }

    /// Replaces the items `range` by `items` and gives the old ones. The range is clamped to the list.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn splice(&self, range: std::ops::Range<usize>, items: Vec<Value>) -> Result<Vec<Value>, Raised> {
        let len = self.len();
        let start = range.start.min(len);
        let end = range.end.clamp(start, len);
        // SAFETY: the old values are dropped by the caller.
        unsafe { self.buffer().splice(start..end, items) }
    }
}

impl Vm {
    /// Makes a list.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn list(&self, items: Vec<Value>) -> Res {
        let list = self.list_gc();
        list.extend(items)?;
        Ok(list.into())
    }

    /// Makes an empty list, typed.
    pub fn list_gc(&self) -> Gc<List> {
        self.make(List { items: UnsafeCell::new(Buffer::new(&self.heap)) })
    }

    /// Makes an empty list of any class whose layout is that of list.
    pub(crate) fn list_of(&self, shape: u32) -> Gc<List> {
        self.make_of(List { items: UnsafeCell::new(Buffer::new(&self.heap)) }, shape)
    }
}

impl Value {
    /// The list behind this value (subclasses included).
    #[inline(always)]
    pub fn as_list(&self) -> Option<&List> {
        self.core::<List>()
    }
}
