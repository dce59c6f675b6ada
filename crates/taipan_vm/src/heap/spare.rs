//! Memory of small buffers that have gone, kept for those that come: a list or a table that lives for a moment costs no
//! calls of the system's allocator.

use std::{
    alloc::{self, Layout},
    cell::Cell,
    ptr,
};

/// Sizes are rounded up to this.
const STEP: usize = 16;
/// Larger blocks come from the allocator and go back to it.
const LARGEST: usize = 512;
/// Blocks kept of each size: 68 KB at most in all.
const KEPT: u8 = 8;
const CLASSES: usize = LARGEST / STEP;

struct Free {
    next: *mut Free,
}

/// Lists of free blocks by size.
pub(super) struct Spare {
    first: [Cell<*mut Free>; CLASSES],
    count: [Cell<u8>; CLASSES],
}

impl Spare {
    pub(super) const fn new() -> Spare {
        Spare {
            first: [const { Cell::new(ptr::null_mut()) }; CLASSES],
            count: [const { Cell::new(0) }; CLASSES],
        }
    }

    #[inline(always)]
    fn class(bytes: usize) -> usize {
        (bytes - 1) / STEP
    }

    #[inline(always)]
    fn layout(bytes: usize) -> Layout {
        let size = if bytes <= LARGEST { bytes.next_multiple_of(STEP) } else { bytes };
        // SAFETY: the alignment is a power of two, and buffers charge at most `isize::MAX` bytes.
        unsafe { Layout::from_size_align_unchecked(size, align_of::<Free>()) }
    }

    /// A block of so many bytes, not 0, that words may stand in; null where the system has no memory.
    #[inline]
    pub(super) fn allocate(&self, bytes: usize) -> *mut u8 {
        if bytes <= LARGEST {
            let class = Self::class(bytes);
            let block = self.first[class].get();
            if !block.is_null() {
                // SAFETY: what the list holds are free blocks of this class.
                self.first[class].set(unsafe { (*block).next });
                self.count[class].set(self.count[class].get() - 1);
                return block.cast();
            }
        }
        // SAFETY: the layout is not empty.
        unsafe { alloc::alloc(Self::layout(bytes)) }
    }

    /// A block of `new` bytes with the first `old` of a smaller one, which goes; null, and nothing has changed, where the
    /// system has no memory.
    ///
    /// # Safety
    /// `block` came from here with `old` bytes.
    pub(super) unsafe fn enlarge(&self, block: *mut u8, old: usize, new: usize) -> *mut u8 {
        // SAFETY: see above.
        unsafe {
            if old > LARGEST {
                return alloc::realloc(block, Self::layout(old), new);
            }
            if Self::class(old) == Self::class(new) {
                return block;
            }
            let larger = self.allocate(new);
            if !larger.is_null() {
                ptr::copy_nonoverlapping(block, larger, old);
                self.free(block, old);
            }
            larger
        }
    }

    /// Takes a block back.
    ///
    /// # Safety
    /// `block` came from here with so many bytes, and nobody uses it.
    #[inline]
    pub(super) unsafe fn free(&self, block: *mut u8, bytes: usize) {
        // SAFETY: see above.
        unsafe {
            if bytes <= LARGEST {
                let class = Self::class(bytes);
                let count = self.count[class].get();
                if count < KEPT {
                    let block = block.cast::<Free>();
                    (*block).next = self.first[class].replace(block);
                    self.count[class].set(count + 1);
                    return;
                }
            }
            alloc::dealloc(block, Self::layout(bytes));
        }
    }
}

impl Drop for Spare {
    fn drop(&mut self) {
        for (class, first) in self.first.iter().enumerate() {
            let mut block = first.get();
            while !block.is_null() {
                // SAFETY: the list holds free blocks of this class, each once.
                unsafe {
                    let next = (*block).next;
                    alloc::dealloc(block.cast(), Self::layout((class + 1) * STEP));
                    block = next;
                }
            }
        }
    }
}
