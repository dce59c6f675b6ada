//! Blocks: pages of equal blocks, aligned so that an object finds its page by masking its address. Pages keep their own
//! free lists, so a large live set stays dense; larger blocks get an aligned span of their own. Memory is charged when a
//! page or span is taken from the system, before it is touched.

use std::{
    alloc::{self, Layout},
    cell::{Cell, RefCell, UnsafeCell},
    ptr,
};

use super::{Header, Kind, KindTable, account::Account, kind_of};
use crate::{Raised, Vm};

/// Size and alignment of a page in bytes.
pub const PAGE_SIZE: usize = 32 * 1024;
const PAGES_PER_CHUNK: usize = 16;
/// Two of them fit in a page. A span of its own takes address space up to the next page.
pub(super) const LARGEST_BLOCK: usize = 14 * 1024;
const CLASSES: usize = 64 + 23;
/// Bytes of a page that share a mark: the smallest block.
const MARK_STEP: usize = 16;

/// One reference in the count word.
pub(crate) const RC_ONE: u32 = 4;
/// The finaliser has run.
pub(crate) const FLAG_FINALIZED: u32 = 1;
/// Weak references to the object exist.
pub(crate) const FLAG_WEAK: u32 = 2;

/// Stands at the start of each page and of each large span. Free blocks have a count of 0 and the next free block in
/// their second word.
#[repr(C)]
pub(crate) struct Page {
    pub(crate) vm: *const Vm,
    free: Cell<*mut Block>,
    fresh: Cell<*mut u8>,
    end: Cell<*mut u8>,
    block: u32,
    used: Cell<u32>,
    class: u8,
    listed: Cell<bool>,
    span: usize,
    /// During a collection: one mark for each 16 bytes of the page.
    marks: Cell<*mut u32>,
}

#[repr(C)]
struct Block {
    header: Header,
    next: *mut Block,
}

const FIRST_BLOCK: usize = size_of::<Page>().next_multiple_of(16);

impl Page {
    /// The page that holds the block at `address`.
    #[inline(always)]
    pub(crate) fn of(address: *mut u8) -> *mut Page {
        address.map_addr(|bits| bits & !(PAGE_SIZE - 1)).cast()
    }
}

/// Bytes of the block that an object stands in.
///
/// # Safety
/// `object` is live.
pub(crate) unsafe fn block_size(object: *mut Header) -> usize {
    // SAFETY: the object stands in a page or span.
    unsafe { (*Page::of(object.cast())).block as usize }
}

#[inline(always)]
fn class_of(size: usize) -> usize {
    if size <= 512 {
        // A block holds a header and the link of the free list.
        size.div_ceil(8).max(2)
    } else {
        // four steps per power of two
        let top = usize::BITS as usize - 1 - (size - 1).leading_zeros() as usize;
        let step = 1 << (top - 2);
        64 + (top - 9) * 4 + (size - (1 << top)).div_ceil(step) - 1 + 1
    }
}

fn class_size(class: usize) -> usize {
    if class <= 64 {
        class * 8
    } else {
        let at = class - 65;
        (1 << (9 + at / 4)) + (at % 4 + 1) * (1 << (7 + at / 4))
    }
}

/// Objects that are finalised inside one another, each on the Rust stack.
const DEEPEST: u32 = 64;

/// The heap of one VM.
pub struct Heap {
    /// What is charged, and to whom.
    pub(super) account: Account,
    current: [Cell<*mut Page>; CLASSES],
    partial: UnsafeCell<[Vec<*mut Page>; CLASSES]>,
    pages: RefCell<Vec<*mut Page>>,
    spare: RefCell<Vec<*mut Page>>,
    chunks: RefCell<Vec<*mut u8>>,
    large: RefCell<Vec<*mut Page>>,
    /// A chunk that is kept back.
    reserve: Cell<*mut u8>,
    /// The slow path of an allocation has been taken since this was cleared.
    allocated: Cell<bool>,
    closing: Cell<bool>,
    /// Objects being finalised inside one another; more than can be where the heap is closing and finalises nothing.
    depth: Cell<u32>,
    /// Objects to finalise that are too deep inside others.
    queue: RefCell<Vec<*mut Header>>,
    /// `queue` is not empty.
    postponed: Cell<bool>,
    /// What each kind is.
    pub kinds: KindTable,
}

impl Heap {
    pub(crate) fn new() -> Heap {
        Heap {
            account: Account::new(),
            current: [const { Cell::new(ptr::null_mut()) }; CLASSES],
            partial: UnsafeCell::new([const { Vec::new() }; CLASSES]),
            pages: RefCell::default(),
            spare: RefCell::default(),
            chunks: RefCell::default(),
            large: RefCell::default(),
            reserve: Cell::new(ptr::null_mut()),
            allocated: Cell::new(false),
            closing: Cell::new(false),
            depth: Cell::new(0),
            queue: RefCell::default(),
            postponed: Cell::new(false),
            kinds: KindTable::new(),
        }
    }

    pub(crate) fn attach(&self, vm: *const Vm) {
        self.account.vm.set(vm);
    }

    /// Bytes charged now: pages, large objects, buffers and what natives have charged.
    pub fn used(&self) -> usize {
        self.account.used.get()
    }

    /// The most bytes ever charged at a time.
    pub fn peak(&self) -> usize {
        self.account.peak.get()
    }

    /// Sets the most bytes that may be charged; `None` lifts the limit.
    pub fn set_limit(&self, limit: Option<usize>) {
        self.account.limit.set(limit.unwrap_or(usize::MAX));
    }

    /// Exchanges how deep finalisers nest, which belongs to a thread.
    pub(crate) fn exchange_depth(&self, other: &Cell<u32>) {
        self.depth.swap(other);
    }

    /// Whether the VM is going: objects may hold references to what has been dropped already.
    pub(crate) fn is_closing(&self) -> bool {
        self.closing.get()
    }

    /// Whether small allocations have gone over the limit, which `Vm` turns into a `MemoryError` at the next safe point.
    pub(crate) fn over_limit(&self) -> bool {
        self.account.used.get() > self.account.limit.get()
    }

    /// Gives destructors some room where what is in use is over the limit.
    pub(crate) fn ease_limit(&self) {
        let least = self.account.used.get().saturating_add(8 << 20);
        self.account.limit.set(self.account.limit.get().max(least));
    }

    /// The system has no more memory: what is in use is over the limit from now on.
    #[cold]
    pub(crate) fn run_short(&self) {
        let used = self.account.used.get();
        self.account.limit.set(self.account.limit.get().min(used - used / 16));
    }

    /// Whether more than a reserve has been drawn over the limit: what can be left out should be.
    pub(crate) fn far_over_limit(&self) -> bool {
        let limit = self.account.limit.get();
        self.account.used.get() > limit.saturating_add((limit / 64).max(1 << 20))
    }

    /// Whether the marks and lists of a collection, some three eighths of the heap, have room under the limit. A small heap
    /// is collected in any case.
    pub(super) fn has_room_to_collect(&self) -> bool {
        const SMALL: usize = 64 << 20;
        let used = self.account.used.get();
        let needed = used / 8 * 3;
        needed <= SMALL || used.saturating_add(needed) <= self.account.limit.get()
    }

    /// Charges `bytes` before they are allocated elsewhere.
    ///
    /// # Errors
    /// `MemoryError` where the limit would be passed.
    #[inline]
    pub fn charge(&self, bytes: usize) -> Result<(), Raised> {
        self.account.charge(bytes)
    }

    /// Whether something has been allocated since the last call; for a collector under stress, since from now on the
    /// first allocation of each size takes the slow path.
    pub(crate) fn take_allocated(&self) -> bool {
        for (class, current) in self.current.iter().enumerate() {
            let page = current.replace(ptr::null_mut());
            if !page.is_null() {
                // SAFETY: nothing else holds a reference to the lists.
                unsafe { (&mut *self.partial.get())[class].push(page) };
            }
        }
        self.allocated.replace(false)
    }

    /// After a collection: the next one comes when the heap has doubled.
    pub(crate) fn collected(&self) {
        self.account.collect_later();
    }

    /// The heap must have grown by so many bytes before it is worth looking for cycles; `None` turns that off.
    pub(crate) fn set_least_growth(&self, bytes: Option<usize>) {
        self.account.least_growth.set(bytes.unwrap_or(usize::MAX));
        self.account.collect_later();
    }

    /// Takes back a charge.
    #[inline]
    pub fn uncharge(&self, bytes: usize) {
        self.account.uncharge(bytes);
    }

    /// Charges `bytes`, if need be over the limit.
    pub(crate) fn overdraw(&self, bytes: usize) {
        let used = self.account.used.get().saturating_add(bytes);
        self.account.grown(used);
        if used > self.account.limit.get() && !self.account.vm.get().is_null() {
            // SAFETY: as in `charge`.
            unsafe { &*self.account.vm.get() }.request_attention();
        }
    }

    /// A block of at least `size` bytes, with a count of one and the given shape word; the rest is not initialised.
    /// Never fails: a small block may overdraw the limit, which then raises at the next safe point. Callers that make
    /// large objects ask [`Heap::charge`]'s opinion first (`Vm::check_room`).
    #[inline(always)]
    pub(crate) fn allocate(&self, size: usize, shape: u32) -> *mut Header {
        if size <= LARGEST_BLOCK {
            let class = class_of(size);
            let page = self.current[class].get();
            if !page.is_null() {
                // SAFETY: a current page is a live page of this heap, and its free list holds free blocks of it.
                unsafe {
                    let block = (*page).free.get();
                    if !block.is_null() {
                        (*page).free.set((*block).next);
                        (*page).used.set((*page).used.get() + 1);
                        (*block).header.rc.set(RC_ONE);
                        (*block).header.shape.set(shape);
                        return block.cast();
                    }
                }
            }
        }
        self.allocate_slow(size, shape)
    }

    #[cold]
    #[inline(never)]
    fn allocate_slow(&self, size: usize, shape: u32) -> *mut Header {
        self.allocated.set(true);
        if size > LARGEST_BLOCK {
            return self.allocate_large(size, shape);
        }
        let class = class_of(size);
        loop {
            let page = self.current[class].get();
            // SAFETY: pages in `current` and `partial` are live pages of this heap.
            unsafe {
                if !page.is_null() {
                    if !(*page).free.get().is_null() {
                        return self.allocate(size, shape);
                    }
                    if (*page).fresh.get() < (*page).end.get() {
                        Self::extend(page);
                        continue;
                    }
                    (*page).listed.set(false);
                    self.current[class].set(ptr::null_mut());
                }
                let next = (&mut *self.partial.get())[class].pop();
                let page = match next {
                    Some(page) => page,
                    None => self.new_page(class),
                };
                (*page).listed.set(true);
                self.current[class].set(page);
            }
        }
    }

    /// Adds some fresh blocks to the page's free list, in order of address.
    unsafe fn extend(page: *mut Page) {
        // SAFETY: `fresh..end` is unused memory of this page.
        unsafe {
            let block = (*page).block as usize;
            let room = ((*page).end.get() as usize - (*page).fresh.get() as usize) / block;
            let count = room.min((4096 / block).max(1));
            let mut at = (*page).fresh.get();
            (*page).free.set(at.cast());
            for n in 0..count {
                let fresh = at.cast::<Block>();
                at = at.add(block);
                (*fresh).header.rc = Cell::new(0);
                (*fresh).header.shape = Cell::new(0);
                (*fresh).next = if n + 1 == count { ptr::null_mut() } else { at.cast() };
            }
            (*page).fresh.set(at);
            if room == count {
                (*page).fresh.set((*page).end.get());
            }
        }
    }

    fn new_page(&self, class: usize) -> *mut Page {
        self.overdraw(PAGE_SIZE);
        let spare = self.spare.borrow_mut().pop();
        let page = spare.unwrap_or_else(|| self.new_chunk());
        let block = class_size(class);
        // SAFETY: the page is PAGE_SIZE bytes of memory that nothing else uses.
        unsafe {
            let start = page.cast::<u8>();
            page.write(Page {
                vm: self.account.vm.get(),
                free: Cell::new(ptr::null_mut()),
                fresh: Cell::new(start.add(FIRST_BLOCK)),
                end: Cell::new(start.add(PAGE_SIZE)),
                block: block as u32,
                used: Cell::new(0),
                class: class as u8,
                listed: Cell::new(false),
                span: PAGE_SIZE,
                marks: Cell::new(ptr::null_mut()),
            });
        }
        self.pages.borrow_mut().push(page);
        page
    }

    fn new_chunk(&self) -> *mut Page {
        let layout = Self::chunk_layout();
        // SAFETY: the layout is not empty.
        let mut chunk = unsafe { alloc::alloc(layout) };
        if chunk.is_null() {
            chunk = self.last_resort();
        } else if self.reserve.get().is_null() {
            // SAFETY: as above. Without one the next failure is the end.
            self.reserve.set(unsafe { alloc::alloc(layout) });
        }
        self.chunks.borrow_mut().push(chunk);
        let mut spare = self.spare.borrow_mut();
        for n in (1..PAGES_PER_CHUNK).rev() {
            // SAFETY: the chunk has PAGES_PER_CHUNK pages.
            spare.push(unsafe { chunk.add(n * PAGE_SIZE) }.cast());
        }
        chunk.cast()
    }

    /// The chunk for when the system has no more memory: what is in use becomes the limit, so that the next safe point
    /// raises `MemoryError`.
    #[cold]
    fn last_resort(&self) -> *mut u8 {
        let chunk = self.reserve.replace(ptr::null_mut());
        if chunk.is_null() {
            alloc::handle_alloc_error(Self::chunk_layout());
        }
        self.account.limit.set(self.account.limit.get().min(self.account.used.get().saturating_sub(1)));
        self.overdraw(0);
        chunk
    }

    fn chunk_layout() -> Layout {
        Layout::from_size_align(PAGE_SIZE * PAGES_PER_CHUNK, PAGE_SIZE).expect("constant")
    }

    fn span_layout(span: usize) -> Layout {
        Layout::from_size_align(span, PAGE_SIZE).expect("checked when it was made")
    }

    fn allocate_large(&self, size: usize, shape: u32) -> *mut Header {
        let span = (size + FIRST_BLOCK).next_multiple_of(16);
        self.overdraw(span);
        let layout = Self::span_layout(span);
        // SAFETY: the layout is not empty.
        let start = unsafe { alloc::alloc(layout) };
        if start.is_null() {
            alloc::handle_alloc_error(layout);
        }
        let page = start.cast::<Page>();
        // SAFETY: the span is fresh memory of that size.
        unsafe {
            let object = start.add(FIRST_BLOCK).cast::<Header>();
            page.write(Page {
                vm: self.account.vm.get(),
                free: Cell::new(ptr::null_mut()),
                fresh: Cell::new(ptr::null_mut()),
                end: Cell::new(ptr::null_mut()),
                block: (span - FIRST_BLOCK).min(u32::MAX as usize) as u32,
                used: Cell::new(self.large.borrow().len() as u32),
                class: u8::MAX,
                listed: Cell::new(false),
                span,
                marks: Cell::new(ptr::null_mut()),
            });
            object.write(Header { rc: Cell::new(RC_ONE), shape: Cell::new(shape) });
            self.large.borrow_mut().push(page);
            object
        }
    }

    /// Gives a block back. Its contents have been dropped.
    #[inline]
    pub(crate) unsafe fn free(&self, object: *mut Header) {
        // SAFETY: the caller gives a block of this heap that nobody uses.
        unsafe {
            let page = Page::of(object.cast());
            let block = object.cast::<Block>();
            (*block).header.rc.set(0);
            (*block).header.shape.set(0);
            if (*page).class == u8::MAX {
                return self.free_large(page);
            }
            (*block).next = (*page).free.get();
            (*page).free.set(block);
            let used = (*page).used.get() - 1;
            (*page).used.set(used);
            if used == 0 || !(*page).listed.get() {
                self.free_slow(page, used);
            }
        }
    }

    #[cold]
    #[inline(never)]
    unsafe fn free_slow(&self, page: *mut Page, used: u32) {
        // SAFETY: `page` is a page of this heap.
        unsafe {
            let class = (*page).class as usize;
            let partial = &mut (*self.partial.get())[class];
            if !(*page).listed.get() {
                (*page).listed.set(true);
                partial.push(page);
            } else if used == 0 && self.current[class].get() != page && partial.len() > 4 {
                // An empty page among several goes back to the common stock.
                if let Some(at) = partial.iter().position(|other| *other == page) {
                    partial.swap_remove(at);
                    let mut pages = self.pages.borrow_mut();
                    if let Some(at) = pages.iter().rposition(|other| *other == page) {
                        pages.swap_remove(at);
                    }
                    self.spare.borrow_mut().push(page);
                    self.uncharge(PAGE_SIZE);
                }
            }
        }
    }

    unsafe fn free_large(&self, page: *mut Page) {
        // SAFETY: `page` heads a large span of this heap; `used` is its place in `large`.
        unsafe {
            let at = (*page).used.get() as usize;
            let mut large = self.large.borrow_mut();
            large.swap_remove(at);
            if let Some(moved) = large.get(at) {
                (**moved).used.set(at as u32);
            }
            let span = (*page).span;
            self.uncharge(span);
            alloc::dealloc(page.cast(), Self::span_layout(span));
        }
    }

    /// Calls `visit` with every object, in no particular order. Objects made meanwhile may or may not be seen; one that is
    /// being finalised (without references, but with flags) is not.
    pub(crate) fn each_object(&self, mut visit: impl FnMut(*mut Header)) {
        let pages = self.pages.borrow().clone();
        for page in pages {
            // SAFETY: pages are live; blocks below `fresh` are either free (count 0) or objects.
            unsafe {
                let block = (*page).block as usize;
                let mut at = page.cast::<u8>().add(FIRST_BLOCK);
                while at < (*page).fresh.get() && at.addr() + block <= (*page).end.get().addr() {
                    let object = at.cast::<Header>();
                    if (*object).rc.get() >= RC_ONE {
                        visit(object);
                    }
                    at = at.add(block);
                }
            }
        }
        let large = self.large.borrow().clone();
        for page in large {
            // SAFETY: large spans hold one object.
            unsafe {
                let object = page.cast::<u8>().add(FIRST_BLOCK).cast::<Header>();
                if (*object).rc.get() >= RC_ONE {
                    visit(object);
                }
            }
        }
    }

    /// Gives every object a mark of 0 until the result drops.
    pub(crate) fn marks(&self) -> Option<Marks<'_>> {
        let pages = self.pages.borrow();
        let large = self.large.borrow();
        let each = PAGE_SIZE / MARK_STEP;
        let few = FIRST_BLOCK / MARK_STEP + 1;
        let count = pages.len() * each + large.len() * few;
        let mut words = Vec::new();
        words.try_reserve_exact(count).ok()?;
        words.resize(count, 0u32);
        let mut at = words.as_mut_ptr();
        for (page, count) in
            pages.iter().map(|page| (*page, each)).chain(large.iter().map(|page| (*page, few)))
        {
            // SAFETY: pages are live, and the words have room for the marks of all of them.
            unsafe {
                (*page).marks.set(at);
                at = at.add(count);
            }
        }
        Some(Marks { heap: self, _words: words })
    }

    /// Finalises an object without references: weak references and `__del__` first, then its contents, then the block.
    /// Deep structures are finalised through a queue.
    pub(crate) unsafe fn finalize(&self, vm: &Vm, object: *mut Header) {
        let depth = self.depth.get();
        if depth > DEEPEST {
            return self.postpone(object);
        }
        self.depth.set(depth + 1);
        // SAFETY: the object has no references and is intact.
        unsafe { self.finalize_now(vm, object) };
        if depth == 0 && self.postponed.get() {
            self.finalize_postponed(vm);
        }
        self.depth.set(depth);
    }

    /// Too deep to finalise an object now, or the heap is closing.
    #[cold]
    #[inline(never)]
    fn postpone(&self, object: *mut Header) {
        if !self.closing.get() {
            self.queue.borrow_mut().push(object);
            self.postponed.set(true);
        }
    }

    #[cold]
    #[inline(never)]
    fn finalize_postponed(&self, vm: &Vm) {
        while let Some(next) = { self.queue.borrow_mut().pop() } {
            // SAFETY: queued objects are intact and unreferenced.
            unsafe { self.finalize_now(vm, next) };
        }
        self.postponed.set(false);
    }

    #[inline(always)]
    unsafe fn finalize_now(&self, vm: &Vm, object: *mut Header) {
        // SAFETY: the object is intact; a finaliser may bring it back to life, which its count then shows.
        unsafe {
            if !vm.before_free(object) {
                return;
            }
            let kind = kind_of(object);
            let shape = (*object).shape.get();
            match self.kinds.get(kind) {
                Some(info) => (info.drop)(vm, object),
                None => debug_assert!(kind == Kind::Plain, "object of an unknown kind"),
            }
            vm.release_class(object, shape);
            self.free(object);
        }
    }

    /// Drops the contents of every object, without running any Python code. From now on references may be dropped
    /// without effect; the memory itself goes with the heap.
    pub(crate) fn close(&self, vm: &Vm) {
        self.closing.set(true);
        self.depth.set(u32::MAX / 2);
        let mut objects = Vec::new();
        self.each_object(|object| objects.push(object));
        for object in objects {
            // SAFETY: all blocks stay in place until the end; counts that reach 0 meanwhile do nothing (`closing`).
            unsafe {
                if let Some(info) = self.kinds.get(kind_of(object)) {
                    (info.drop)(vm, object);
                }
            }
        }
    }
}

/// A mark for every object that was there when [`Heap::marks`] was called.
pub(crate) struct Marks<'a> {
    heap: &'a Heap,
    _words: Vec<u32>,
}

impl Marks<'_> {
    /// The mark of an object.
    ///
    /// # Safety
    /// The object was live when the marks were made, and its memory is still in place.
    #[inline(always)]
    pub(crate) unsafe fn of(&self, object: *mut Header) -> &Cell<u32> {
        // SAFETY: the object's page has marks for its whole length.
        unsafe {
            let marks = (*Page::of(object.cast())).marks.get();
            &*marks.add((object.addr() & (PAGE_SIZE - 1)) / MARK_STEP).cast::<Cell<u32>>()
        }
    }
}

impl Drop for Marks<'_> {
    fn drop(&mut self) {
        for page in self.heap.pages.borrow().iter().chain(self.heap.large.borrow().iter()) {
            // SAFETY: pages are live.
            unsafe { (**page).marks.set(ptr::null_mut()) };
        }
    }
}

impl Drop for Heap {
    fn drop(&mut self) {
        for page in self.large.take() {
            // SAFETY: nothing refers to the span any more.
            unsafe { alloc::dealloc(page.cast(), Self::span_layout((*page).span)) };
        }
        let reserve = Some(self.reserve.get()).filter(|chunk| !chunk.is_null());
        for chunk in self.chunks.take().into_iter().chain(reserve) {
            // SAFETY: as above.
            unsafe { alloc::dealloc(chunk, Self::chunk_layout()) };
        }
    }
}
