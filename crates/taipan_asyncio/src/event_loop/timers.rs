//! The timers: a binary heap by moment.
//!
//! Timers of one moment come out in the order in which call_later() and sleep() made them: on a real clock that order is
//! that of their moments, on a virtual one it needs the number. Those of call_at(), whose moments the program chooses,
//! have no number; between equals the heap's shape decides, and its operations are those of `heapq`, as in CPython.

use std::cell::RefCell;

use taipan_vm::{Tracer, Value};

use crate::{
    future::{TIMER, core_of},
    handle::Handle,
};

/// Dead timers are swept out when there are more timers than this and more than half of them are dead.
const SWEEP: usize = 100;

/// A timer.
pub struct Timer {
    /// The moment.
    pub when: f64,
    /// Its place among those of the same moment; 0 for call_at().
    pub number: u64,
    /// A TimerHandle, or the future that a `sleep()` waits for.
    pub target: Value,
}

impl Timer {
    #[inline]
    fn before(&self, other: &Timer) -> bool {
        self.when < other.when || self.when == other.when && self.number < other.number
    }

    /// Whether nobody waits for it any more.
    pub fn is_dead(&self) -> bool {
        match self.target.downcast::<Handle>() {
            Some(handle) => handle.is_cancelled(),
            None => core_of(&self.target).is_none_or(|core| core.is_done()),
        }
    }

    fn leave(&self) {
        if let Some(handle) = self.target.downcast::<Handle>() {
            handle.scheduled.set(false);
        } else if let Some(core) = core_of(&self.target) {
            core.put(TIMER, false);
        }
    }
}

/// The heap.
#[derive(Default)]
pub struct Timers {
    heap: Vec<Timer>,
    next_number: u64,
    /// How many of them are dead.
    pub cancelled: usize,
}

impl Timers {
    /// A number for a timer that comes after all others of its moment.
    pub fn number(&mut self) -> u64 {
        self.next_number += 1;
        self.next_number
    }

    /// The moment of the first timer.
    #[inline]
    pub fn first(&self) -> Option<f64> {
        self.heap.first().map(|timer| timer.when)
    }

    /// The timers in the order of the heap.
    pub fn iter(&self) -> impl Iterator<Item = &Timer> {
        self.heap.iter()
    }

    /// Adds a timer.
    pub fn push(&mut self, timer: Timer) {
        self.heap.push(timer);
        self.rise(0, self.heap.len() - 1);
    }

    /// Takes the first timer.
    pub fn pop(&mut self) -> Option<Timer> {
        let last = self.heap.len().checked_sub(1)?;
        self.heap.swap(0, last);
        let first = self.heap.pop();
        if last > 0 {
            self.sink(0);
        }
        if let Some(first) = &first {
            first.leave();
        }
        first
    }

    /// Moves the timer at `at` towards the front, not beyond `start`, until its parent is not later.
    fn rise(&mut self, start: usize, mut at: usize) {
        while at > start {
            let parent = (at - 1) / 2;
            if !self.heap[at].before(&self.heap[parent]) {
                break;
            }
            self.heap.swap(at, parent);
            at = parent;
        }
    }

    /// Lets the timer at `start` sink to a leaf along the earlier children, then rise to its place.
    fn sink(&mut self, start: usize) {
        let (mut at, end) = (start, self.heap.len());
        while 2 * at + 1 < end {
            let mut child = 2 * at + 1;
            if child + 1 < end && !self.heap[child].before(&self.heap[child + 1]) {
                child += 1;
            }
            self.heap.swap(at, child);
            at = child;
        }
        self.rise(start, at);
    }

    /// When the first timer is due, of those that are not dead; the front of the heap is one of these afterwards.
    #[inline]
    pub fn next(timers: &RefCell<Timers>) -> Option<f64> {
        if timers.borrow().cancelled > 0 {
            let dead = timers.borrow_mut().sweep();
            drop(dead);
        }
        timers.borrow().first()
    }

    /// Takes dead timers out: all of them when they are many, else those at the front. The caller drops them.
    fn sweep(&mut self) -> Vec<Timer> {
        let mut dead = Vec::new();
        if self.heap.len() > SWEEP && self.cancelled * 2 > self.heap.len() {
            let (gone, kept) = std::mem::take(&mut self.heap).into_iter().partition(Timer::is_dead);
            dead = gone;
            dead.iter().for_each(Timer::leave);
            self.heap = kept;
            for at in (0..self.heap.len() / 2).rev() {
                self.sink(at);
            }
            self.cancelled = 0;
        } else {
            while self.heap.first().is_some_and(Timer::is_dead) {
                self.cancelled = self.cancelled.saturating_sub(1);
                dead.extend(self.pop());
            }
        }
        dead
    }

    /// Reports every value.
    pub fn trace(&self, tracer: &mut Tracer<'_>) {
        self.heap.iter().for_each(|timer| tracer.visit(&timer.target));
    }
}
