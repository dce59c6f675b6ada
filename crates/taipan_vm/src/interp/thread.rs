//! State of the thread that runs Python code: its stack, its frame, its exceptions.
//!
//! A frame is a *base*: register 0. Below it stand the owned function (`base[-3]`), the caller's base (`base[-2]`, bit 0
//! set so that it reads as an int) and the link (`base[-1]`, see [`link`]). Frames of generators lie in the generator.

use std::{
    alloc::{self, Layout},
    cell::Cell,
};

use super::generator::Generator;
use crate::{
    Raised, Raw, Value, Vm,
    heap::Obj,
    objects::{Function, Slot},
};

/// Registers of the stack: 16 MiB, committed by the system as they are used.
const STACK: usize = 2 << 20;
/// Registers that `reach` adds at a time, and those that it keeps ahead of the limit.
const STEP: usize = 4096;
const AHEAD: usize = 1024;
/// Python frames in a row before `RecursionError` (`sys.setrecursionlimit`).
const RECURSION_LIMIT: u32 = 1000;
/// Safe points between two looks at requests and limits.
pub(crate) const SLICE: i32 = 4096;

/// The running thread.
pub struct Thread {
    /// Fuel left until the next look at limits and requests; below 0 a safe point takes its slow path.
    pub(crate) slice: Cell<i32>,
    /// How much `slice` was given.
    pub(crate) granted: Cell<i32>,
    /// Fuel left in all; `i64::MAX` without a limit.
    pub(crate) fuel: Cell<i64>,
    /// The exception being raised.
    pub(crate) raised: Slot,
    /// The exception being handled by the running root generator, or by the plain frames below all generators.
    pub(crate) handled: Slot,
    /// `sys.set_asyncgen_hooks`.
    pub(crate) async_gen_first: Slot,
    pub(crate) async_gen_finalizer: Slot,
    /// Native calls in progress that may come back to Python code.
    pub(crate) native_depth: Cell<u32>,
    /// Python frames in progress.
    pub(crate) depth: Cell<u32>,
    pub(crate) depth_limit: Cell<u32>,
    /// The frame that runs or that called the native code that runs; null where there is none.
    pub(crate) base: Cell<*mut Raw>,
    /// An address inside its present instruction.
    pub(crate) at: Cell<*const u32>,
    /// First free register above a frame that lies in a generator.
    pub(crate) top: Cell<*mut Raw>,
    /// Registers below this one are in use although they stand above the running frame; null as a rule.
    pub(crate) floor: Cell<*mut Raw>,
    /// The generator that was resumed last and has not suspended: the root of the running chain.
    pub(crate) root: Cell<*mut Generator>,
    /// The drain whose generator runs, the innermost of all.
    pub(crate) drain: Cell<*mut super::drain::Drain>,
    /// No Python code may run any more.
    pub(crate) terminated: Cell<bool>,
    /// The program has ended: what its modules hold is going.
    pub(crate) finalizing: Cell<bool>,
    /// Whether coroutines remember where they were made, and where that was, by address.
    pub(crate) track_origins: Cell<bool>,
    pub(crate) origins: std::cell::RefCell<std::collections::HashMap<u64, super::frames::Origin>>,
    pub(crate) hush_reported: Cell<bool>,
    /// `__name__` and `__qualname__` of generators of which one has been set, by base.
    pub(crate) renamed: std::cell::RefCell<std::collections::HashMap<*mut Raw, [Value; 2]>>,
    pub(crate) frame_objects: super::frame_objects::FrameObjects,
    /// Why `terminated` is set.
    pub(crate) stop: Cell<Option<crate::Stop>>,
    /// Limits of memory and recursion stop the VM.
    pub(crate) strict: Cell<bool>,
    /// Real time at which the VM stops.
    pub(crate) deadline: Cell<Option<u64>>,
    /// Every safe point takes its slow path.
    pub(crate) every_point: Cell<bool>,
    pub(super) stack: Cell<*mut Raw>,
    /// Frames may reach up to here; beyond, the slow path of a call empties more registers.
    pub(crate) limit: Cell<*mut Raw>,
    /// Registers below this have been emptied once; `AHEAD` above `limit`.
    pub(super) clean: Cell<*mut Raw>,
}

impl Thread {
    pub(crate) fn new() -> Thread {
        Thread {
            slice: Cell::new(SLICE),
            granted: Cell::new(SLICE),
            fuel: Cell::new(i64::MAX),
            raised: Slot::empty(),
            handled: Slot::empty(),
            async_gen_first: Slot::empty(),
            async_gen_finalizer: Slot::empty(),
            native_depth: Cell::new(0),
            depth: Cell::new(0),
            depth_limit: Cell::new(RECURSION_LIMIT),
            base: Cell::new(std::ptr::null_mut()),
            at: Cell::new(std::ptr::null()),
            top: Cell::new(std::ptr::null_mut()),
            floor: Cell::new(std::ptr::null_mut()),
            root: Cell::new(std::ptr::null_mut()),
            drain: Cell::new(std::ptr::null_mut()),
            terminated: Cell::new(false),
            finalizing: Cell::new(false),
            track_origins: Cell::new(false),
            origins: Default::default(),
            hush_reported: Cell::new(false),
            renamed: Default::default(),
            frame_objects: Default::default(),
            stop: Cell::new(None),
            strict: Cell::new(false),
            deadline: Cell::new(None),
            every_point: Cell::new(false),
            stack: Cell::new(std::ptr::null_mut()),
            limit: Cell::new(std::ptr::null_mut()),
            clean: Cell::new(std::ptr::null_mut()),
        }
    }

    fn layout() -> Layout {
        Layout::array::<Raw>(STACK).expect("constant")
    }

    /// The first free register above the running frame.
    #[inline(always)]
    pub(crate) fn free_top(&self) -> *mut Raw {
        if self.stack.get().is_null() {
            self.make_stack();
        }
        let base = self.base.get();
        if base.is_null() {
            return self.stack.get();
        }
        let top = if self.is_on_stack(base) {
            // SAFETY: the frame's function is live while the frame is.
            unsafe { base.add(function_of(base).nregs.get() as usize) }
        } else {
            self.top.get()
        };
        top.max(self.floor.get())
    }

    #[cold]
    #[inline(never)]
    fn make_stack(&self) {
        // SAFETY: the layout is not empty. The registers are written before they are read.
        let stack = unsafe { alloc::alloc(Self::layout()) }.cast::<Raw>();
        if stack.is_null() {
            alloc::handle_alloc_error(Self::layout());
        }
        self.stack.set(stack);
        self.top.set(stack);
        self.limit.set(stack);
        self.clean.set(stack);
    }

    /// Makes the registers up to `to` ready for use; `false` where the stack ends before.
    ///
    /// A register that has never been used must not look like a reference, so memory is emptied before frames reach it,
    /// some way ahead since arguments move before a call checks.
    pub(crate) fn reach(&self, to: *mut Raw) -> bool {
        if self.stack.get().is_null() {
            self.free_top();
        }
        if to <= self.limit.get() {
            return true;
        }
        let needed = (to.addr() - self.stack.get().addr()) / 8;
        if needed + STEP + AHEAD > STACK {
            return false;
        }
        // SAFETY: the registers lie inside the stack.
        unsafe {
            let limit = self.stack.get().add(needed + STEP);
            let clean = limit.add(AHEAD);
            let mut at = self.clean.get();
            while at < clean {
                at.write(Raw::EMPTY);
                at = at.add(1);
            }
            self.limit.set(limit);
            self.clean.set(clean);
        }
        true
    }

    /// Whether a frame lies on the stack (and not in a generator).
    #[inline(always)]
    pub(crate) fn is_on_stack(&self, base: *mut Raw) -> bool {
        let (at, stack) = (base.addr(), self.stack.get().addr());
        at >= stack && at < stack + STACK * 8
    }

    pub(crate) fn close(&self) {
        drop(self.raised.take());
        drop(self.handled.take());
        drop((self.async_gen_first.take(), self.async_gen_finalizer.take()));
        drop((self.frame_objects.take(), self.renamed.take()));
    }
}

impl Thread {
    /// Frees a stack, or does nothing for null.
    pub(super) fn free_stack(stack: *mut Raw) {
        if !stack.is_null() {
            // SAFETY: it came from `make_stack`, and its thread has ended.
            unsafe { alloc::dealloc(stack.cast(), Self::layout()) };
        }
    }
}

impl Drop for Thread {
    fn drop(&mut self) {
        Thread::free_stack(self.stack.get());
    }
}

/// The function of a frame.
///
/// # Safety
/// `base` is a live frame.
#[inline(always)]
pub(crate) unsafe fn function_of<'a>(base: *mut Raw) -> &'a Function {
    // SAFETY: the register below the links owns the frame's function.
    unsafe { &(*(*base.sub(3)).ptr().cast::<Obj<Function>>()).body }
}

/// The word that says where a frame goes on: address of the next instruction, bit 0 set (it reads as an int), bit 1 if
/// the frame returns to Rust; the destination register in bits 48 to 55; bit 56 if it is an `__init__` whose instance
/// stands in `base[-4]`; bit 57 if somebody has asked for its frame object.
pub(crate) mod link {
    use crate::Raw;

    pub(crate) const TO_RUST: u64 = 2;
    pub(crate) const INIT: u64 = 1 << 56;
    pub(crate) const FRAMED: u64 = 1 << 57;

    #[inline(always)]
    pub(crate) fn new(next: *const u32, destination: u8, flags: u64) -> Raw {
        let bits = next.expose_provenance() as u64 | 1 | flags | u64::from(destination) << 48;
        // SAFETY: bit 0 is set.
        unsafe { Raw::from_bits(bits) }
    }

    #[inline(always)]
    pub(crate) fn ip(word: Raw) -> *mut u32 {
        std::ptr::with_exposed_provenance_mut((word.bits() & 0x0000_FFFF_FFFF_FFFC) as usize)
    }

    #[inline(always)]
    pub(crate) fn destination(word: Raw) -> usize {
        (word.bits() >> 48 & 0xFF) as usize
    }

    #[inline(always)]
    pub(crate) fn base_word(base: *mut Raw) -> Raw {
        // SAFETY: bit 0 is set.
        unsafe { Raw::from_bits(base.expose_provenance() as u64 | 1) }
    }

    #[inline(always)]
    pub(crate) fn base(word: Raw) -> *mut Raw {
        std::ptr::with_exposed_provenance_mut((word.bits() & !1) as usize)
    }
}

/// One level of native recursion, until it drops.
pub struct NativeDepth<'a>(&'a Vm);

impl Drop for NativeDepth<'_> {
    fn drop(&mut self) {
        let depth = &self.0.thread.native_depth;
        depth.set(depth.get() - 1);
    }
}

/// Bytes of the Rust stack that must be left for native code to recurse further.
const RUST_STACK_RESERVE: usize = 256 * 1024;

/// How many native levels there are from one look at the Rust stack to the next.
const CHECKED_LEVELS: u32 = 4;

impl Vm {
    /// Counts a level of native recursion.
    ///
    /// # Errors
    /// `RecursionError` ("maximum recursion depth exceeded" and then `what`) where it gets too deep.
    pub fn enter_native(&self, what: &str) -> Result<NativeDepth<'_>, Raised> {
        let depth = &self.thread.native_depth;
        let deep = depth.get() + self.thread.depth.get() >= self.thread.depth_limit.get() + 50;
        // The reserve is enough for the levels between.
        let unchecked = !depth.get().is_multiple_of(CHECKED_LEVELS);
        if deep || !(unchecked || stacker::remaining_stack().is_none_or(|left| left >= RUST_STACK_RESERVE)) {
            return Err(self.recursion_error(what));
        }
        depth.set(depth.get() + 1);
        Ok(NativeDepth(self))
    }

    /// Checks that native code may recurse further, where levels are not counted.
    ///
    /// # Errors
    /// `RecursionError` where the Rust stack is at its end.
    #[inline]
    pub fn check_native_stack(&self) -> Result<(), Raised> {
        match stacker::remaining_stack() {
            Some(left) if left < RUST_STACK_RESERVE => Err(self.recursion_error("")),
            _ => Ok(()),
        }
    }

    #[cold]
    pub(crate) fn recursion_error(&self, what: &str) -> Raised {
        if self.thread.strict.get() {
            self.stop(crate::Stop::Recursion);
        }
        self.error(&self.exceptions.recursion_error, format!("maximum recursion depth exceeded{what}"))
    }

    /// `sys.exception()`: the exception being handled, or `EMPTY`.
    pub fn handled_exception(&self) -> Value {
        let own = self.thread.handled.get();
        if !own.is_empty() {
            return own;
        }
        // A generator without a handled exception of its own sees its resumer's.
        let mut root = self.thread.root.get();
        while !root.is_null() {
            // SAFETY: running generators are live.
            let (outer, next) = unsafe { ((*root).handled.get(), (*root).outer.get()) };
            if !outer.is_empty() {
                return outer;
            }
            root = next;
        }
        Value::EMPTY
    }

    /// Whether no Python code may run any more: a limit or a request stopped the VM, uncatchably.
    pub fn is_terminated(&self) -> bool {
        self.thread.terminated.get()
    }

    /// `sys.is_finalizing()`
    pub fn is_finalizing(&self) -> bool {
        self.thread.finalizing.get()
    }

    /// From now on only destructors run.
    pub fn begin_finalizing(&self) {
        self.heap.ease_limit();
        self.thread.finalizing.set(true);
    }

    /// `sys.getrecursionlimit()`
    pub fn recursion_limit(&self) -> u32 {
        self.thread.depth_limit.get()
    }

    /// `sys.setrecursionlimit()`
    pub fn set_recursion_limit(&self, limit: u32) {
        self.thread.depth_limit.set(limit);
    }

    /// Gives the VM this much fuel for back-edges, calls and yields; `None` lifts the limit.
    pub fn set_fuel(&self, fuel: Option<u64>) {
        self.thread.fuel.set(fuel.map_or(i64::MAX, |fuel| i64::try_from(fuel).unwrap_or(i64::MAX)));
        self.thread.slice.set(0);
        self.thread.granted.set(0);
    }

    /// The fuel that is left; `None` without a limit.
    pub fn fuel_left(&self) -> Option<u64> {
        let fuel = self.thread.fuel.get();
        let spent = i64::from(self.thread.granted.get()) - i64::from(self.thread.slice.get());
        (fuel != i64::MAX).then(|| u64::try_from(fuel.saturating_sub(spent.max(0))).unwrap_or(0))
    }

    /// Whether the running code has been stopped for good: it is out of fuel, or was terminated.
    pub fn is_stopped(&self) -> bool {
        self.thread.terminated.get()
    }

    /// Lets code run again after a stop; the next entry gets its fuel anew.
    pub fn resume_after_stop(&self) {
        self.thread.terminated.set(false);
    }

    /// Takes the slow path at every safe point, for tests of the VM itself.
    pub fn check_every_point(&self) {
        self.thread.every_point.set(true);
        self.thread.slice.set(0);
    }

    /// The slow path of a safe point: pays fuel, answers requests, collects cycles.
    #[cold]
    #[inline(never)]
    pub(crate) fn safe_point(&self) -> Result<(), Raised> {
        let thread = &self.thread;
        if thread.fuel.get() != i64::MAX {
            let spent = (i64::from(thread.granted.get()) - i64::from(thread.slice.get())).max(0);
            let granted = i64::try_from(self.attention.take_fuel()).unwrap_or(i64::MAX);
            thread.fuel.set(thread.fuel.get().saturating_sub(spent).saturating_add(granted));
        }
        let most = if thread.every_point.get() { 0 } else { SLICE };
        let next = i64::from(most).min(thread.fuel.get().max(0)) as i32;
        thread.granted.set(next);
        thread.slice.set(next);
        if thread.fuel.get() <= 0 {
            thread.fuel.set(0);
            self.stop(crate::Stop::Fuel);
            return Err(self.runtime_error("out of fuel"));
        }
        if self.attention.pending() & crate::Attention::TAKE_OVER != 0 {
            self.let_others_run();
        }
        self.answer_requests()?;
        self.check_deadline()?;
        self.attention.publish_memory(self.heap.used(), self.heap.peak());
        if self.collector.wanted.replace(false) || self.collector.stress.get() && self.under_stress() {
            self.collect_young();
        }
        if taipan_host::ran_short() && !thread.finalizing.get() {
            self.heap.run_short();
        }
        if self.heap.over_limit() {
            self.collect_young();
            if self.heap.over_limit() {
                return Err(self.memory_error());
            }
        }
        Ok(())
    }
}
