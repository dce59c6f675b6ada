//! What other threads may ask of a running VM, and waiting in a way that they can end.

use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU32, AtomicU64, Ordering},
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
    /// More fuel was granted.
    const FUEL: u32 = 4;

    /// Asks for something. From any thread.
    pub fn request(&self, bits: u32) {
        self.bits.fetch_or(bits, Ordering::Release);
        self.thread.unpark();
        let driver = self.driver.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(driver) = driver {
            driver.wake();
        }
    }

    /// Grants fuel. From any thread; it counts from the next safe point on.
    pub fn grant_fuel(&self, units: u64) {
        self.fuel.fetch_add(units, Ordering::Relaxed);
        self.bits.fetch_or(Self::FUEL, Ordering::Release);
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

impl Vm {
    /// Waits that long, or until another thread asks for something.
    ///
    /// # Errors
    /// What the request raises.
    pub fn wait_ns(&self, ns: u64) -> Res<()> {
        let clock = self.host.clock();
        let deadline = clock.monotonic_ns().saturating_add(ns);
        loop {
            self.answer_requests()?;
            let now = clock.monotonic_ns();
            if now >= deadline {
                return Ok(());
            }
            clock.sleep_ns(deadline - now);
        }
    }

    /// Raises what other threads have asked for.
    pub(crate) fn answer_requests(&self) -> Result<(), Raised> {
        let pending = self.attention.pending();
        if pending & Attention::TERMINATE != 0 {
            self.thread.terminated.set(true);
            return Err(self.runtime_error("terminated"));
        }
        if pending & Attention::INTERRUPT != 0 {
            self.attention.clear(Attention::INTERRUPT);
            let exception = self.exception(&self.exceptions.keyboard_interrupt, Vec::new());
            return Err(self.raise(exception));
        }
        Ok(())
    }
}
