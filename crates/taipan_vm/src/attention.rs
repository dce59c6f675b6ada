//! What other threads may ask of a running VM, and waiting in a way that they can end.

use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU32, AtomicU64, AtomicUsize, Ordering},
    },
    task::Waker,
    thread::Thread,
};

use crate::{Raised, Res, Vm};

/// Requests from other threads, checked at safe points.
pub struct Attention {
    bits: AtomicU32,
    /// Fuel that has been granted while code runs.
    fuel: AtomicU64,
    /// Bytes in use and the most so far, as of the last safe point.
    memory: AtomicUsize,
    peak: AtomicUsize,
    /// The VM's own: it may be asleep.
    thread: Thread,
    /// Wakes who drives the VM's loop from an executor.
    driver: Mutex<Option<Waker>>,
}

impl Default for Attention {
    fn default() -> Attention {
        Attention {
            bits: AtomicU32::new(0),
            fuel: AtomicU64::new(0),
            memory: AtomicUsize::new(0),
            peak: AtomicUsize::new(0),
            thread: std::thread::current(),
            driver: Mutex::new(None),
        }
    }
}

impl Attention {
    /// Raise `KeyboardInterrupt`.
    pub const INTERRUPT: u32 = 1;
    /// Stop without running any more Python code.
    pub const TERMINATE: u32 = 2;
    /// Cancel the task that the VM's driver runs: the driver's business.
    pub const CANCEL: u32 = 4;
    /// More fuel was granted.
    const FUEL: u32 = 8;
    /// Another thread of the VM waits for its turn.
    pub(crate) const TAKE_OVER: u32 = 16;

    /// Asks for something. From any thread.
    pub fn request(&self, bits: u32) {
        self.bits.fetch_or(bits, Ordering::Release);
        self.thread.unpark();
        let driver = self.driver.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(driver) = driver {
            driver.wake();
        }
    }

    /// Asks for something, and wakes the VM's own thread alone. From a signal handler too: it takes no lock.
    pub fn request_at_once(&self, bits: u32) {
        self.bits.fetch_or(bits, Ordering::Release);
        self.thread.unpark();
    }

    /// Asks for something that the VM sees when it runs.
    pub(crate) fn request_quietly(&self, bits: u32) {
        self.bits.fetch_or(bits, Ordering::Release);
    }

    /// Wakes the VM's own thread.
    pub(crate) fn wake(&self) {
        self.thread.unpark();
    }

    /// Grants fuel. From any thread; it counts from the next safe point on.
    pub fn grant_fuel(&self, units: u64) {
        self.fuel.fetch_add(units, Ordering::Relaxed);
        self.bits.fetch_or(Self::FUEL, Ordering::Release);
    }

    /// Bytes of memory in use and the most so far, as of the last safe point. From any thread.
    pub fn memory(&self) -> (usize, usize) {
        (self.memory.load(Ordering::Relaxed), self.peak.load(Ordering::Relaxed))
    }

    pub(crate) fn publish_memory(&self, used: usize, peak: usize) {
        self.memory.store(used, Ordering::Relaxed);
        self.peak.store(peak, Ordering::Relaxed);
    }

    /// Fuel granted since the last call.
    pub(crate) fn take_fuel(&self) -> u64 {
        if self.pending() & Self::FUEL == 0 {
            return 0;
        }
        self.clear(Self::FUEL);
        self.fuel.swap(0, Ordering::AcqRel)
    }

    /// What has been asked for.
    pub fn pending(&self) -> u32 {
        self.bits.load(Ordering::Acquire)
    }

    /// Withdraws requests.
    pub fn clear(&self, bits: u32) {
        self.bits.fetch_and(!bits, Ordering::AcqRel);
    }

    /// Who is to be woken by a request, instead of whoever was before.
    pub fn set_driver(&self, waker: Waker) {
        let old = self.driver.lock().unwrap_or_else(PoisonError::into_inner).replace(waker);
        drop(old);
    }
}

/// Units that native code may owe before it takes the slow path of a safe point itself.
const NATIVE_SLACK: i32 = 1024;

/// Why a VM has been stopped: no Python code runs until it is let go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The fuel is used up.
    Fuel,
    /// The time is over.
    Time,
    /// The memory limit was passed, where that is to stop the VM.
    Memory,
    /// Calls nest too deeply, where that is to stop the VM.
    Recursion,
    /// Another thread has asked for it.
    Terminated,
}

impl Vm {
    /// Stops the VM: frames go without `except`, `finally` and `__del__`.
    pub(crate) fn stop(&self, why: Stop) {
        self.thread.terminated.set(true);
        self.thread.stop.set(Some(why));
    }

    /// Why the VM has been stopped, if it has.
    pub fn stopped(&self) -> Option<Stop> {
        self.thread.terminated.get().then(|| self.thread.stop.get().unwrap_or(Stop::Terminated))
    }

    /// Whether passing the limits of memory and recursion stops the VM, instead of raising an exception.
    pub fn set_strict(&self, strict: bool) {
        self.thread.strict.set(strict);
    }

    /// The real time, as `taipan_host::real_now_ns` has it, at which the VM stops; `None` lifts the limit.
    pub fn set_deadline(&self, deadline: Option<u64>) {
        self.thread.deadline.set(deadline);
    }

    /// Pays for work of native code. The slow path of a safe point follows now and then, so that loops in native code can
    /// be interrupted and run out of fuel.
    ///
    /// # Errors
    /// What that raises.
    #[inline]
    pub fn tick(&self, units: i32) -> Res<()> {
        let left = self.thread.slice.get().saturating_sub(units);
        self.thread.slice.set(left);
        // Code in Python comes to its own safe points before. Memory cannot wait for it.
        if left < 0 && (left < -NATIVE_SLACK || self.heap.over_limit()) { self.safe_point() } else { Ok(()) }
    }

    pub(crate) fn check_deadline(&self) -> Result<(), Raised> {
        if self.thread.deadline.get().is_some_and(|deadline| taipan_host::real_now_ns() >= deadline) {
            self.stop(Stop::Time);
            return Err(self.runtime_error("out of time"));
        }
        Ok(())
    }

    /// Waits that long, or until another thread asks for something; for `CANCEL` the driver must look itself.
    ///
    /// # Errors
    /// What the request raises.
    pub fn wait_ns(&self, ns: u64) -> Res<()> {
        let clock = self.host.clock();
        let deadline = clock.monotonic_ns().saturating_add(ns);
        loop {
            self.answer_requests()?;
            self.check_deadline()?;
            let now = clock.monotonic_ns();
            if now >= deadline || self.attention.pending() & Attention::CANCEL != 0 {
                return Ok(());
            }
            let most = match self.thread.deadline.get() {
                Some(end) if !clock.is_virtual() => end.saturating_sub(taipan_host::real_now_ns()).max(1),
                _ => u64::MAX,
            };
            let ns = (deadline - now).min(most);
            if clock.is_virtual() || self.helper_count() == 0 {
                clock.sleep_ns(ns);
            } else {
                self.park(Some(ns))?;
            }
        }
    }

    /// Raises what other threads have asked for.
    pub(crate) fn answer_requests(&self) -> Result<(), Raised> {
        let pending = self.attention.pending();
        if pending & Attention::TERMINATE != 0 {
            self.stop(Stop::Terminated);
            return Err(self.runtime_error("terminated"));
        }
        if pending & Attention::INTERRUPT != 0 && self.thread_number() == crate::MAIN_THREAD {
            self.attention.clear(Attention::INTERRUPT);
            let exception = self.exception(&self.exceptions.keyboard_interrupt, Vec::new());
            return Err(self.raise(exception));
        }
        Ok(())
    }
}
