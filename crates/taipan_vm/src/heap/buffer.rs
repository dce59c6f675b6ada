//! A growable array whose bytes are charged to the heap before they are allocated: items of lists, entries of dicts.

use std::{
    alloc::Layout,
    ptr::{self, NonNull},
    slice,
};

use super::{Heap, account::Account};
use crate::Raised;

/// Like `Vec`, but growing can raise `MemoryError` instead of aborting. Unlike `Vec`, dropping it does not drop items
/// that need it unless `T`'s owner does so: it is meant for words and small plain entries, and does run `T`'s drop.
pub struct Buffer<T> {
    ptr: NonNull<T>,
    len: usize,
    cap: usize,
    account: *const Account,
}

impl<T> Buffer<T> {
    /// An empty buffer that charges `heap`.
    pub fn new(heap: &Heap) -> Buffer<T> {
        const { assert!(size_of::<T>() > 0, "memory for nothing cannot be asked for") };
        const { assert!(align_of::<T>() <= align_of::<usize>(), "blocks are aligned like words") };
        Buffer { ptr: NonNull::dangling(), len: 0, cap: 0, account: &raw const heap.account }
    }

    /// Makes room for `more` items.
    ///
    /// # Errors
    /// `MemoryError` at the heap's limit or where the system has no memory.
    pub fn reserve(&mut self, more: usize) -> Result<(), Raised> {
        let needed = self.len.saturating_add(more);
        if needed <= self.cap {
            return Ok(());
        }
        self.grow_to(needed.max(self.cap + self.cap / 2).max(4))
    }

    #[cold]
    fn grow_to(&mut self, cap: usize) -> Result<(), Raised> {
        // SAFETY: the heap outlives its buffers.
        let account = unsafe { &*self.account };
        let Ok(layout) = Layout::array::<T>(cap) else {
            return account.charge(usize::MAX);
        };
        account.charge(layout.size() - self.cap * size_of::<T>())?;
        // SAFETY: `ptr` was allocated with the layout of `cap` items, or there is none yet; sizes are not 0.
        let new = unsafe {
            if self.cap == 0 {
                account.spare.allocate(layout.size())
            } else {
                account.spare.enlarge(self.ptr.as_ptr().cast(), self.cap * size_of::<T>(), layout.size())
            }
        };
        let Some(new) = NonNull::new(new.cast::<T>()) else {
            account.uncharge(layout.size() - self.cap * size_of::<T>());
            return account.charge(usize::MAX);
        };
        self.ptr = new;
        self.cap = cap;
        Ok(())
    }

    /// Adds an item at the end.
    ///
    /// # Errors
    /// As [`Buffer::reserve`].
    #[inline]
    pub fn push(&mut self, item: T) -> Result<(), Raised> {
        if self.len == self.cap {
            self.reserve(1)?;
        }
        // SAFETY: there is room for one more.
        unsafe { self.ptr.as_ptr().add(self.len).write(item) };
        self.len += 1;
        Ok(())
    }

    /// Adds an item at the end if there is room; else gives it back.
    #[inline]
    pub fn push_in_room(&mut self, item: T) -> Result<(), T> {
        if self.len == self.cap {
            return Err(item);
        }
        // SAFETY: there is room for one more.
        unsafe { self.ptr.as_ptr().add(self.len).write(item) };
        self.len += 1;
        Ok(())
    }

    /// Adds copies of items at the end.
    ///
    /// # Errors
    /// As [`Buffer::reserve`].
    pub fn extend_from(&mut self, items: &[T]) -> Result<(), Raised>
    where
        T: Clone,
    {
        if self.cap - self.len < items.len() {
            self.grow_to(self.len + items.len())?;
        }
        for item in items {
            // SAFETY: there is room for all of them.
            unsafe { self.ptr.as_ptr().add(self.len).write(item.clone()) };
            self.len += 1;
        }
        Ok(())
    }

    /// Adds `count` items at the end and no room beyond.
    ///
    /// # Errors
    /// As [`Buffer::reserve`].
    pub fn fill(&mut self, count: usize, mut item: impl FnMut() -> T) -> Result<(), Raised> {
        if self.cap - self.len < count {
            self.grow_to(self.len + count)?;
        }
        for _ in 0..count {
            // SAFETY: there is room for all of them.
            unsafe { self.ptr.as_ptr().add(self.len).write(item()) };
            self.len += 1;
        }
        Ok(())
    }

    /// Moves all items out, from the first on.
    pub fn move_out(&mut self, mut to: impl FnMut(T)) {
        let len = std::mem::take(&mut self.len);
        for at in 0..len {
            // SAFETY: the items were written, and none is the buffer's any more.
            to(unsafe { self.ptr.as_ptr().add(at).read() });
        }
    }

    /// Takes the last item.
    #[inline]
    pub fn pop(&mut self) -> Option<T> {
        self.len = self.len.checked_sub(1)?;
        // SAFETY: the item was written and is now outside the buffer.
        Some(unsafe { self.ptr.as_ptr().add(self.len).read() })
    }

    /// Puts an item at `at`, which is at most the length; later items move up.
    ///
    /// # Errors
    /// As [`Buffer::reserve`].
    pub fn insert(&mut self, at: usize, item: T) -> Result<(), Raised> {
        self.reserve(1)?;
        let at = at.min(self.len);
        // SAFETY: there is room for one more item after the last.
        unsafe {
            let place = self.ptr.as_ptr().add(at);
            ptr::copy(place, place.add(1), self.len - at);
            place.write(item);
        }
        self.len += 1;
        Ok(())
    }

    /// Takes out the item at `at`; later items move down.
    ///
    /// # Panics
    /// Where `at` is not below the length.
    pub fn remove(&mut self, at: usize) -> T {
        assert!(at < self.len);
        // SAFETY: `at` is in range.
        unsafe {
            let place = self.ptr.as_ptr().add(at);
            let item = place.read();
            ptr::copy(place.add(1), place, self.len - at - 1);
            self.len -= 1;
            item
        }
    }

    /// Replaces the items of `range`, which must be in bounds, and gives the old ones.
    ///
    /// # Errors
    /// As [`Buffer::reserve`].
    ///
    /// # Panics
    /// Where the range is out of bounds.
    pub fn splice(&mut self, range: std::ops::Range<usize>, items: Vec<T>) -> Result<Vec<T>, Raised> {
        assert!(range.start <= range.end && range.end <= self.len);
        let (old, new) = (range.end - range.start, items.len());
        self.reserve(new.saturating_sub(old))?;
        let mut removed = Vec::with_capacity(old);
        // SAFETY: the range is in bounds, and there is room for the new items.
        unsafe {
            let place = self.ptr.as_ptr().add(range.start);
            ptr::copy_nonoverlapping(place, removed.as_mut_ptr(), old);
            removed.set_len(old);
            ptr::copy(place.add(old), place.add(new), self.len - range.end);
            for (at, item) in items.into_iter().enumerate() {
                place.add(at).write(item);
            }
        }
        self.len = self.len - old + new;
        Ok(removed)
    }

    /// The items as a vector; the buffer's memory is released.
    pub fn into_vec(mut self) -> Vec<T> {
        let mut items = Vec::with_capacity(self.len);
        // SAFETY: the items move to the vector, which has room for them.
        unsafe {
            ptr::copy_nonoverlapping(self.ptr.as_ptr(), items.as_mut_ptr(), self.len);
            items.set_len(self.len);
        }
        self.len = 0;
        items
    }

    /// Takes all items out, leaving the buffer empty and without memory.
    pub fn take(&mut self) -> Buffer<T> {
        let empty = Buffer { ptr: NonNull::dangling(), len: 0, cap: 0, account: self.account };
        std::mem::replace(self, empty)
    }

    /// Shortens to `len` items, dropping the rest.
    pub fn truncate(&mut self, len: usize) {
        while self.len > len {
            drop(self.pop());
        }
    }

    /// The capacity in items.
    pub fn capacity(&self) -> usize {
        self.cap
    }

    /// The items.
    #[inline(always)]
    pub fn as_slice(&self) -> &[T] {
        // SAFETY: the first `len` items are written.
        unsafe { slice::from_raw_parts(self.ptr.as_ptr(), self.len) }
    }

    /// The items, to change in place.
    #[inline(always)]
    pub fn as_mut_slice(&mut self) -> &mut [T] {
        // SAFETY: as above.
        unsafe { slice::from_raw_parts_mut(self.ptr.as_ptr(), self.len) }
    }
}

impl<T> std::ops::Deref for Buffer<T> {
    type Target = [T];
    #[inline(always)]
    fn deref(&self) -> &[T] {
        self.as_slice()
    }
}

impl<T> std::ops::DerefMut for Buffer<T> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut [T] {
        self.as_mut_slice()
    }
}

impl<T> Drop for Buffer<T> {
    fn drop(&mut self) {
        if self.cap == 0 {
            return;
        }
        // SAFETY: the items are written, and the memory came from `grow_to`; the heap outlives its buffers.
        unsafe {
            ptr::drop_in_place(ptr::slice_from_raw_parts_mut(self.ptr.as_ptr(), self.len));
            let bytes = self.cap * size_of::<T>();
            (*self.account).spare.free(self.ptr.as_ptr().cast(), bytes);
            (*self.account).uncharge(bytes);
        }
    }
}
