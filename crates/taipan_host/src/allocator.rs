//! An allocator for commands that must not abort where memory ends: the system's, with a reserve.
//!
//! Rust's collections abort the process where an allocation fails. Here the first failure spends the reserve, and whoever
//! asks [`ran_short`] has until that is used up to give memory back, or to stop. An allocation larger than the reserve
//! fails as ever: who makes those asks first whether there is room.

use std::{
    alloc::{GlobalAlloc, Layout, System},
    ptr,
    sync::atomic::{AtomicBool, AtomicPtr, AtomicUsize, Ordering},
};

/// The allocator; a command makes it its `#[global_allocator]`.
pub struct Allocator;

static RESERVE: AtomicPtr<u8> = AtomicPtr::new(ptr::null_mut());
static SIZE: AtomicUsize = AtomicUsize::new(0);
static SHORT: AtomicBool = AtomicBool::new(false);

/// Puts so many bytes of address space by.
pub fn keep_reserve(bytes: usize) {
    SIZE.store(bytes, Ordering::Relaxed);
    renew();
}

/// Whether the reserve has been spent since the last call; there is a new one then, if there is memory for it.
pub fn ran_short() -> bool {
    let short = SHORT.load(Ordering::Relaxed) && SHORT.swap(false, Ordering::Relaxed);
    if short {
        renew();
    }
    short
}

fn layout() -> Option<Layout> {
    let size = SIZE.load(Ordering::Relaxed);
    if size == 0 { None } else { Layout::from_size_align(size, 16).ok() }
}

fn renew() {
    let Some(layout) = layout() else { return };
    if RESERVE.load(Ordering::Relaxed).is_null() {
        // SAFETY: the layout is not empty.
        RESERVE.store(unsafe { System.alloc(layout) }, Ordering::Relaxed);
    }
}

/// Gives the reserve back to the system; whether there was one.
#[cold]
#[inline(never)]
fn spend() -> bool {
    let reserve = RESERVE.swap(ptr::null_mut(), Ordering::Relaxed);
    match layout() {
        Some(layout) if !reserve.is_null() => {
            // SAFETY: it was allocated with this layout, and the swap has made it ours.
            unsafe { System.dealloc(reserve, layout) };
            SHORT.store(true, Ordering::Relaxed);
            true
        }
        _ => false,
    }
}

// SAFETY: everything is the system allocator's.
unsafe impl GlobalAlloc for Allocator {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promises are those of the system's allocator.
        unsafe {
            let block = System.alloc(layout);
            if block.is_null() && spend() { System.alloc(layout) } else { block }
        }
    }

    #[inline]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as above.
        unsafe {
            let block = System.alloc_zeroed(layout);
            if block.is_null() && spend() { System.alloc_zeroed(layout) } else { block }
        }
    }

    #[inline]
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: as above.
        unsafe { System.dealloc(block, layout) }
    }

    #[inline]
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: as above; a block that could not grow is as it was.
        unsafe {
            let grown = System.realloc(block, layout, size);
            if grown.is_null() && spend() { System.realloc(block, layout, size) } else { grown }
        }
    }
}
