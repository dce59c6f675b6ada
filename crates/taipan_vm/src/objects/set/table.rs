//! The elements of a set: an open hash table in which a lookup tries short runs of neighbouring places, then jumps by the
//! higher bits of the hash. Which place an element gets, and when the table grows, follow CPython, because the order of
//! iteration shows it.
//!
//! Comparing elements may run Python code that changes the set, so a lookup compares with clones outside any borrow, and
//! starts again if the table or the place changed meanwhile.

use std::cell::UnsafeCell;

use crate::{Raised, Res, Tracer, Value, Vm, heap::Buffer};

#[derive(Clone)]
pub(super) struct Entry {
    /// 0 where the place is free, -1 where its element has been removed (no hash is -1).
    pub(super) hash: i64,
    /// `EMPTY` where there is no element.
    pub(super) key: Value,
}

const FREE: Entry = Entry { hash: 0, key: Value::EMPTY };
const REMOVED: Entry = Entry { hash: -1, key: Value::EMPTY };
const SMALLEST: usize = 8;
/// Places after the first that a lookup tries before it jumps.
const RUN: usize = 9;

struct Inner {
    /// Empty, or a power of two of places.
    table: Buffer<Entry>,
    /// Places that are not free.
    fill: usize,
    /// Elements.
    used: usize,
    /// Where `pop` searches next.
    finger: usize,
}

/// The elements of a set or frozenset.
pub struct SetItems {
    inner: UnsafeCell<Inner>,
}

/// The places that a hash leads to, in order. It never ends: a table always has free places.
struct Probe {
    base: usize,
    at: usize,
    last: usize,
    perturb: u64,
    mask: usize,
}

impl Probe {
    #[inline]
    fn new(hash: i64, mask: usize) -> Probe {
        let mut probe = Probe { base: hash as usize & mask, at: 0, last: 0, perturb: hash as u64, mask };
        probe.run();
        probe
    }

    #[inline]
    fn run(&mut self) {
        self.at = self.base;
        self.last = if self.base + RUN <= self.mask { self.base + RUN } else { self.base };
    }

    #[inline]
    fn next(&mut self) -> usize {
        let place = self.at;
        if place == self.last {
            self.perturb >>= 5;
            self.base =
                self.base.wrapping_mul(5).wrapping_add(1).wrapping_add(self.perturb as usize) & self.mask;
            self.run();
        } else {
            self.at += 1;
        }
        place
    }
}

impl Inner {
    fn mask(&self) -> usize {
        self.table.len().max(SMALLEST) - 1
    }

    /// Puts an element into a table that has neither it nor removed ones.
    fn insert_new(&mut self, hash: i64, key: Value) {
        let mut probe = Probe::new(hash, self.table.len() - 1);
        loop {
            let place = probe.next();
            let entry = &mut self.table[place];
            if entry.key.is_empty() && entry.hash == 0 {
                std::mem::forget(std::mem::replace(entry, Entry { hash, key }));
                return;
            }
        }
    }

    /// Makes the table the smallest that has more than `least` places.
    #[inline(never)]
    fn resize(&mut self, least: usize) -> Result<(), Raised> {
        let mut size = SMALLEST;
        while size <= least {
            size <<= 1;
        }
        let mut old = self.table.take();
        if let Err(raised) = self.table.fill(size, || FREE) {
            self.table = old;
            return Err(raised);
        }
        old.move_out(|entry| {
            if !entry.key.is_empty() {
                self.insert_new(entry.hash, entry.key);
            }
        });
        self.fill = self.used;
        Ok(())
    }

    /// Whether a table with so many places in use has to grow.
    #[inline]
    fn is_full_with(&self, fill: usize) -> bool {
        self.table.is_empty() || fill * 5 >= self.mask() * 3
    }

    #[inline]
    fn grow(&mut self) -> Result<(), Raised> {
        if !self.is_full_with(self.fill) {
            return Ok(());
        }
        self.resize(if self.used > 50_000 { self.used * 2 } else { self.used * 4 })
    }
}

/// What a search gives: the place of the element, or the place where it would go (of a removed one or a free one).
enum Found {
    At(usize),
    Free(usize),
}

impl SetItems {
    /// No elements.
    pub fn new(vm: &Vm) -> SetItems {
        let inner = Inner { table: Buffer::new(&vm.heap), fill: 0, used: 0, finger: 0 };
        SetItems { inner: UnsafeCell::new(inner) }
    }

    /// # Safety
    /// The caller runs no Python code and drops no value while it holds the reference.
    #[inline(always)]
    #[expect(clippy::mut_from_ref, reason = "the cell is this set's own")]
    unsafe fn inner(&self) -> &mut Inner {
        // SAFETY: the caller keeps the rule above.
        unsafe { &mut *self.inner.get() }
    }

    /// Reports the elements.
    pub fn trace(&self, tracer: &mut Tracer<'_>) {
        // SAFETY: no Python code runs while tracing.
        tracer.visit_all(unsafe { self.inner() }.table.iter().map(|entry| &entry.key));
    }

    /// The number of elements.
    #[inline]
    pub fn len(&self) -> usize {
        // SAFETY: reads a number.
        unsafe { self.inner().used }
    }

    /// Whether there are no elements.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes of the table.
    pub fn table_bytes(&self) -> usize {
        // SAFETY: reads a number.
        unsafe { self.inner().table.len() * size_of::<Entry>() }
    }

    fn find(&self, vm: &Vm, key: &Value, hash: i64) -> Res<Found> {
        'again: loop {
            // SAFETY: each borrow ends before `equal` may run Python code.
            let size = unsafe { self.inner().table.len() };
            if size == 0 {
                return Ok(Found::Free(0));
            }
            let mut probe = Probe::new(hash, size - 1);
            let mut reusable = None;
            loop {
                let place = probe.next();
                // SAFETY: as above.
                let entry = unsafe { &self.inner().table[place] };
                if entry.key.is_empty() {
                    if entry.hash == 0 {
                        return Ok(Found::Free(reusable.unwrap_or(place)));
                    }
                    reusable = Some(place);
                    continue;
                }
                if entry.hash != hash {
                    continue;
                }
                if entry.key.is(key) {
                    return Ok(Found::At(place));
                }
                if let (Some(a), Some(b)) = (vm.exact_str(&entry.key), vm.exact_str(key)) {
                    if a.as_bytes() == b.as_bytes() {
                        return Ok(Found::At(place));
                    }
                    continue;
                }
                let candidate = entry.key.clone();
                let same = vm.equal(&candidate, key)?;
                // SAFETY: as above.
                let table = unsafe { &self.inner().table };
                if table.len() != size || !table[place].key.is(&candidate) {
                    continue 'again;
                }
                if same {
                    return Ok(Found::At(place));
                }
            }
        }
    }

    /// Whether an element of this hash is there.
    ///
    /// # Errors
    /// What comparing elements raises.
    pub fn contains_hashed(&self, vm: &Vm, key: &Value, hash: i64) -> Res<bool> {
        Ok(!self.is_empty() && matches!(self.find(vm, key, hash)?, Found::At(_)))
    }

    /// Whether one more element makes the table grow.
    #[inline]
    pub(super) fn grows_with_next(&self) -> bool {
        // SAFETY: reads numbers.
        let inner = unsafe { self.inner() };
        inner.is_full_with(inner.fill + 1)
    }

    /// As [`SetItems::add_hashed`], where there is a free place; nothing where elements have to be compared. The table does
    /// not grow.
    #[inline]
    pub(super) fn add_distinct(&self, key: &Value, hash: i64) -> Option<bool> {
        // SAFETY: nothing runs until the element is in its place.
        let inner = unsafe { self.inner() };
        let mut probe = Probe::new(hash, inner.table.len() - 1);
        loop {
            let entry = &mut inner.table[probe.next()];
            if entry.hash == hash && entry.key.is(key) {
                return Some(false);
            }
            if entry.hash == 0 && entry.key.is_empty() {
                std::mem::forget(std::mem::replace(entry, Entry { hash, key: key.clone() }));
                inner.used += 1;
                inner.fill += 1;
                return Some(true);
            }
            // A removed element's place would be used again.
            if entry.hash == hash || entry.key.is_empty() {
                return None;
            }
        }
    }

    /// Adds an element whose hash is known; `true` if it is new.
    ///
    /// # Errors
    /// What comparing elements raises; `MemoryError`.
    #[inline]
    pub fn add_hashed(&self, vm: &Vm, key: &Value, hash: i64) -> Res<bool> {
        // SAFETY: making or enlarging a table runs nothing.
        let inner = unsafe { self.inner() };
        if inner.table.is_empty() {
            inner.resize(0)?;
        }
        let Some(new) = self.add_distinct(key, hash) else { return self.add_compared(vm, key, hash) };
        inner.grow()?;
        Ok(new)
    }

    #[inline(never)]
    fn add_compared(&self, vm: &Vm, key: &Value, hash: i64) -> Res<bool> {
        let place = loop {
            // SAFETY: making a table of free places runs nothing.
            let inner = unsafe { self.inner() };
            if inner.table.is_empty() {
                inner.resize(0)?;
            }
            match self.find(vm, key, hash)? {
                Found::At(_) => return Ok(false),
                // SAFETY: as above. Comparing may have emptied the set.
                Found::Free(_) if unsafe { self.inner().table.is_empty() } => {}
                Found::Free(place) => break place,
            }
        };
        // SAFETY: a free place holds nothing that could be dropped.
        let inner = unsafe { self.inner() };
        inner.used += 1;
        let old = std::mem::replace(&mut inner.table[place], Entry { hash, key: key.clone() });
        if old.hash == 0 {
            inner.fill += 1;
            inner.grow()?;
        }
        Ok(true)
    }

    /// Removes an element whose hash is known; `true` if it was there.
    ///
    /// # Errors
    /// What comparing elements raises.
    pub fn discard_hashed(&self, vm: &Vm, key: &Value, hash: i64) -> Res<bool> {
        if self.is_empty() {
            return Ok(false);
        }
        match self.find(vm, key, hash)? {
            Found::At(place) => {
                // SAFETY: the element leaves the set before it drops.
                let old = unsafe {
                    let inner = self.inner();
                    inner.used -= 1;
                    std::mem::replace(&mut inner.table[place], REMOVED)
                };
                drop(old);
                Ok(true)
            }
            Found::Free(_) => Ok(false),
        }
    }

    /// Takes some element out.
    pub fn pop(&self) -> Option<Value> {
        // SAFETY: the element is dropped by the caller.
        let inner = unsafe { self.inner() };
        if inner.used == 0 {
            return None;
        }
        let mask = inner.mask();
        let mut at = inner.finger & mask;
        while inner.table[at].key.is_empty() {
            at = if at >= mask { 0 } else { at + 1 };
        }
        inner.finger = at + 1;
        inner.used -= 1;
        Some(std::mem::replace(&mut inner.table[at], REMOVED).key)
    }

    /// Removes all elements.
    pub fn clear(&self) {
        // SAFETY: the old contents leave the set before they drop.
        let old = unsafe {
            let inner = self.inner();
            inner.fill = 0;
            inner.used = 0;
            inner.table.take()
        };
        drop(old);
    }

    /// Exchanges the elements of two sets; where `pop` searches stays.
    pub(super) fn swap(&self, other: &SetItems) {
        if !std::ptr::eq(self, other) {
            // SAFETY: moving runs nothing, and the two are different.
            unsafe {
                std::mem::swap(self.inner(), other.inner());
                std::mem::swap(&mut self.inner().finger, &mut other.inner().finger);
            }
        }
    }

    /// The first element at `place` or after it: its place, hash and key.
    #[inline]
    pub(crate) fn next_entry(&self, place: usize) -> Option<(usize, i64, Value)> {
        // SAFETY: cloning runs nothing.
        let table = unsafe { &self.inner().table };
        let rest = table.get(place..)?;
        let found = rest.iter().position(|entry| !entry.key.is_empty())?;
        Some((place + found, rest[found].hash, rest[found].key.clone()))
    }

    /// The elements as they are now, in order of iteration.
    pub fn snapshot(&self) -> Vec<Value> {
        // SAFETY: cloning runs nothing.
        let table = unsafe { &self.inner().table };
        table.iter().filter(|entry| !entry.key.is_empty()).map(|entry| entry.key.clone()).collect()
    }

    /// Calls `visit` with each element and its hash, as they come.
    ///
    /// # Errors
    /// What `visit` gives.
    pub(super) fn each(&self, mut visit: impl FnMut(&Value, i64) -> Res<()>) -> Res<()> {
        let mut place = 0;
        while let Some((found, hash, key)) = self.next_entry(place) {
            visit(&key, hash)?;
            place = found + 1;
        }
        Ok(())
    }

    /// Makes room before `more` elements come.
    ///
    /// # Errors
    /// `MemoryError`
    pub(super) fn reserve(&self, more: usize) -> Res<()> {
        // SAFETY: moving elements runs nothing.
        let inner = unsafe { self.inner() };
        if (inner.fill + more) * 5 >= inner.mask() * 3 {
            inner.resize((inner.used + more) * 2)?;
        }
        Ok(())
    }

    /// Adds the elements of another set.
    ///
    /// # Errors
    /// What comparing elements raises; `MemoryError`.
    pub fn merge(&self, vm: &Vm, other: &SetItems) -> Res<()> {
        if std::ptr::eq(self, other) || other.is_empty() {
            return Ok(());
        }
        self.reserve(other.len())?;
        // SAFETY: cloning and moving elements run nothing, and the two are different.
        let (inner, from) = unsafe { (self.inner(), other.inner()) };
        if inner.fill > 0 {
            return other.each(|key, hash| self.add_hashed(vm, key, hash).map(drop));
        }
        if inner.table.is_empty() {
            inner.resize(0)?;
        }
        let alike = inner.table.len() == from.table.len() && from.fill == from.used;
        for (place, entry) in from.table.iter().enumerate().filter(|(_, entry)| !entry.key.is_empty()) {
            if alike {
                inner.table[place] = entry.clone();
            } else {
                inner.insert_new(entry.hash, entry.key.clone());
            }
        }
        inner.fill = from.used;
        inner.used = from.used;
        Ok(())
    }

    /// Rebuilds the table if more than a quarter of it are removed elements.
    ///
    /// # Errors
    /// `MemoryError`
    pub(super) fn tidy(&self) -> Res<()> {
        // SAFETY: moving elements runs nothing.
        let inner = unsafe { self.inner() };
        if inner.fill - inner.used <= inner.mask() / 4 {
            return Ok(());
        }
        inner.resize(if inner.used > 50_000 { inner.used * 2 } else { inner.used * 4 })
    }

    /// The hash of a frozenset of these elements: the same in any order.
    pub(super) fn frozen_hash(&self) -> i64 {
        let shuffle = |hash: u64| ((hash ^ 89_869_747) ^ (hash << 16)).wrapping_mul(3_644_798_167);
        // SAFETY: reads numbers.
        let inner = unsafe { self.inner() };
        let entries = inner.table.iter().filter(|entry| !entry.key.is_empty());
        let mut hash = entries.fold(0, |acc, entry| acc ^ shuffle(entry.hash as u64));
        hash ^= (inner.used as u64 + 1).wrapping_mul(1_927_868_237);
        hash ^= (hash >> 11) ^ (hash >> 25);
        hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923);
        if hash == u64::MAX { 590_923_713 } else { hash as i64 }
    }
}
