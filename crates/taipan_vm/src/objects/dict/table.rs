//! The dict object: entries in insertion order, and an index table once there are more than eight.
//!
//! Comparing keys may run Python code that changes the dict, so a lookup works on positions, compares with clones outside
//! any borrow, and starts again if the dict changed meanwhile. `version` changes whenever a key is added or removed or
//! entries move; an inline cache that remembers (version, position) may read the entry's value without a lookup.

use std::cell::{Cell, UnsafeCell};

use crate::{Body, Gc, Kind, Raised, Raw, Res, Tracer, Value, Vm, heap::Buffer, objects::Slot};

/// An owned reference to a dict.
pub type DictRef = Gc<Dict>;

pub(crate) struct Entry {
    pub(crate) hash: i64,
    /// `EMPTY` where the entry has been deleted.
    pub(crate) key: Value,
    pub(crate) value: Value,
}

struct Inner {
    entries: Buffer<Entry>,
    /// Positions in `entries`, plus one; 0 is free, `TOMB` deleted. Empty while a scan is faster.
    table: Buffer<u32>,
    /// Every entry before this one has been deleted.
    first: usize,
    /// Slots of `table` that are not free, deleted ones included.
    filled: usize,
    live: usize,
}

/// A dict.
pub struct Dict {
    version: Cell<u32>,
    /// What native subclasses keep besides: the `default_factory` of `defaultdict`, the `__dict__` of `OrderedDict`.
    extra: Slot,
    inner: UnsafeCell<Inner>,
}

const TOMB: u32 = u32::MAX;
const SCAN: usize = 8;

enum Found {
    At(usize),
    Missing,
}

impl Body for Dict {
    const KIND: Kind = Kind::Dict;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        // SAFETY: no Python code runs while tracing.
        for entry in unsafe { self.inner() }.entries.iter() {
            tracer.visit(&entry.key);
            tracer.visit(&entry.value);
        }
        self.extra.trace(tracer);
    }
    fn dict(&self) -> Option<&Slot> {
        Some(&self.extra)
    }
    fn clear(&self, _: &Vm) {
        Dict::clear(self);
        drop(self.extra.take());
    }
}

impl Dict {
    /// # Safety
    /// The caller runs no Python code and drops no value while it holds the reference.
    #[inline(always)]
    #[expect(clippy::mut_from_ref, reason = "the cell is this dict's own")]
    unsafe fn inner(&self) -> &mut Inner {
        // SAFETY: the caller keeps the rule above.
        unsafe { &mut *self.inner.get() }
    }

    /// What a native subclass keeps besides.
    pub(crate) fn extra(&self) -> &Slot {
        &self.extra
    }

    /// The number of keys.
    #[inline]
    pub fn len(&self) -> usize {
        // SAFETY: reads a number.
        unsafe { self.inner().live }
    }

    /// Whether there are no keys.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Changes with every key that is added or removed; 0 until somebody asks.
    #[inline(always)]
    pub(crate) fn version(&self) -> u32 {
        self.version.get()
    }

    /// The version, made if there is none yet.
    pub(crate) fn pin_version(&self, vm: &Vm) -> u32 {
        if self.version.get() == 0 {
            self.version.set(vm.next_dict_version());
        }
        self.version.get()
    }

    fn changed(&self) {
        self.version.set(0);
    }

    /// The value at a position, which a matching version has proved to be in range.
    ///
    /// # Safety
    /// `position` came from [`Dict::position_of_name`] at the dict's present version.
    #[inline(always)]
    pub(crate) unsafe fn value_at(&self, position: usize) -> Raw {
        // SAFETY: see above.
        unsafe { self.inner().entries.get_unchecked(position).value.raw() }
    }

    /// Overwrites the value at a position and gives the old one.
    ///
    /// # Safety
    /// As [`Dict::value_at`].
    #[inline(always)]
    pub(crate) unsafe fn set_value_at(&self, position: usize, value: Value) -> Value {
        // SAFETY: see above; the caller drops the old value.
        unsafe { std::mem::replace(&mut self.inner().entries.get_unchecked_mut(position).value, value) }
    }

    /// Position of an interned str key.
    pub(crate) fn position_of_name(&self, vm: &Vm, name: &Value) -> Option<usize> {
        let text = name.as_str_object()?;
        let hash = text.hash(vm);
        let equal = |entry: &Entry| {
            entry.hash == hash
                && (entry.key.is(name)
                    || entry.key.as_str_object().is_some_and(|key| key.as_bytes() == text.as_bytes()))
        };
        // SAFETY: comparing strs runs no Python code.
        let inner = unsafe { self.inner() };
        if inner.table.is_empty() {
            return inner
                .entries
                .iter()
                .position(|entry| entry.key.is(name))
                .or_else(|| inner.entries.iter().position(equal));
        }
        let mask = inner.table.len() - 1;
        let mut at = hash as usize & mask;
        let mut perturb = hash as u64;
        loop {
            match inner.table[at] {
                0 => return None,
                TOMB => {}
                place => {
                    let position = place as usize - 1;
                    if equal(&inner.entries[position]) {
                        return Some(position);
                    }
                }
            }
            perturb >>= 5;
            at = (at * 5 + 1 + perturb as usize) & mask;
        }
    }

    /// The value of a str key. Never runs Python code: keys that are not strs do not match.
    #[inline]
    pub fn get_name(&self, vm: &Vm, name: &Value) -> Option<Value> {
        let position = self.position_of_name(vm, name)?;
        // SAFETY: the position was found just now.
        Some(unsafe { self.value_at(position) }.as_value().clone())
    }

    /// The value of a key given as text.
    pub fn get_str(&self, vm: &Vm, name: &str) -> Option<Value> {
        self.get_name(vm, &vm.intern(name))
    }

    /// Sets the value of an interned str key.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn set_name(&self, vm: &Vm, name: &Value, value: Value) -> Result<(), Raised> {
        if let Some(position) = self.position_of_name(vm, name) {
            // SAFETY: the position was found just now; the old value drops after the statement.
            drop(unsafe { self.set_value_at(position, value) });
            return Ok(());
        }
        let hash = name.as_str_object().map_or(0, |text| text.hash(vm));
        self.append(hash, name.clone(), value)
    }

    /// Sets the value of a key given as text.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn set_str(&self, vm: &Vm, name: &str, value: Value) -> Result<(), Raised> {
        self.set_name(vm, &vm.intern(name), value)
    }

    /// Removes a str key and gives its value.
    pub fn remove_name(&self, vm: &Vm, name: &Value) -> Option<Value> {
        let position = self.position_of_name(vm, name)?;
        Some(self.delete_at(position).1)
    }

    fn find(&self, vm: &Vm, key: &Value, hash: i64) -> Res<Found> {
        'again: loop {
            // SAFETY: each borrow ends before `same_key` may run Python code.
            let table_len = unsafe { self.inner().table.len() };
            let mask = table_len.wrapping_sub(1);
            let mut at = hash as usize & mask;
            let mut perturb = hash as u64;
            let mut scan = 0;
            loop {
                let position;
                if table_len == 0 {
                    // SAFETY: as above.
                    if scan >= unsafe { self.inner().entries.len() } {
                        return Ok(Found::Missing);
                    }
                    position = scan;
                    scan += 1;
                } else {
                    // SAFETY: as above.
                    let place = unsafe { self.inner().table[at] };
                    perturb >>= 5;
                    at = (at.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb as usize)) & mask;
                    match place {
                        0 => return Ok(Found::Missing),
                        TOMB => continue,
                        place => position = place as usize - 1,
                    }
                }
                // SAFETY: as above.
                let entry = unsafe { &self.inner().entries[position] };
                if entry.key.is(key) {
                    return Ok(Found::At(position));
                }
                if entry.hash != hash || entry.key.is_empty() {
                    continue;
                }
                if let (Some(a), Some(b)) = (entry.key.as_small_int(), key.as_small_int()) {
                    if a == b {
                        return Ok(Found::At(position));
                    }
                    continue;
                }
                if let (Some(a), Some(b)) = (vm.exact_str(&entry.key), vm.exact_str(key)) {
                    if a.as_bytes() == b.as_bytes() {
                        return Ok(Found::At(position));
                    }
                    continue;
                }
                let candidate = entry.key.clone();
                let same = vm.equal(&candidate, key)?;
                // SAFETY: as above. A changed dict starts the search again.
                let inner = unsafe { self.inner() };
                if inner.table.len() != table_len
                    || inner.entries.get(position).is_none_or(|now| !now.key.is(&candidate))
                {
                    continue 'again;
                }
                if same {
                    return Ok(Found::At(position));
                }
            }
        }
    }

    fn append(&self, hash: i64, key: Value, value: Value) -> Result<(), Raised> {
        self.changed();
        // SAFETY: growing and hashing of ints run no Python code.
        let inner = unsafe { self.inner() };
        let full =
            (inner.filled + 1) * 3 >= inner.table.len() * 2 || inner.entries.len() > inner.live * 2 + 32;
        if inner.entries.len() >= SCAN && full {
            rebuild(inner)?;
        }
        inner.entries.push(Entry { hash, key, value })?;
        inner.live += 1;
        if !inner.table.is_empty() {
            let position = inner.entries.len();
            inner.filled += place(&mut inner.table, hash, position as u32);
        }
        Ok(())
    }

    fn delete_at(&self, position: usize) -> (Value, Value) {
        self.changed();
        // SAFETY: the old key and value leave the borrow before they drop.
        let inner = unsafe { self.inner() };
        if position == inner.first {
            let live = inner.entries[position + 1..].iter().position(|entry| !entry.key.is_empty());
            inner.first = live.map_or(inner.entries.len(), |live| position + 1 + live);
        }
        let entry = &mut inner.entries[position];
        let hash = entry.hash;
        let key = std::mem::replace(&mut entry.key, Value::EMPTY);
        let value = std::mem::replace(&mut entry.value, Value::EMPTY);
        inner.live -= 1;
        if !inner.table.is_empty() {
            let mask = inner.table.len() - 1;
            let mut at = hash as usize & mask;
            let mut perturb = hash as u64;
            while inner.table[at] != position as u32 + 1 {
                perturb >>= 5;
                at = (at * 5 + 1 + perturb as usize) & mask;
            }
            inner.table[at] = TOMB;
        }
        (key, value)
    }

    /// The value of a key.
    ///
    /// # Errors
    /// What hashing and comparing keys raise.
    pub fn get(&self, vm: &Vm, key: &Value) -> Res<Option<Value>> {
        let hash = vm.hash_key(key)?;
        self.get_hashed(vm, key, hash)
    }

    /// As [`Dict::get`], for a key whose hash is known.
    ///
    /// # Errors
    /// What comparing keys raises.
    pub fn get_hashed(&self, vm: &Vm, key: &Value, hash: i64) -> Res<Option<Value>> {
        Ok(match self.find(vm, key, hash)? {
            // SAFETY: the position was found just now.
            Found::At(position) => Some(unsafe { self.value_at(position) }.as_value().clone()),
            Found::Missing => None,
        })
    }

    /// Whether the key is there.
    ///
    /// # Errors
    /// What hashing and comparing keys raise.
    pub fn contains(&self, vm: &Vm, key: &Value) -> Res<bool> {
        Ok(self.get(vm, key)?.is_some())
    }

    /// Sets the value of a key.
    ///
    /// # Errors
    /// What hashing and comparing keys raise; `MemoryError`.
    pub fn set(&self, vm: &Vm, key: &Value, value: &Value) -> Res<()> {
        let hash = vm.hash_key(key)?;
        self.set_hashed(vm, key, hash, value.clone())
    }

    /// As [`Dict::set`], for a key whose hash is known.
    ///
    /// # Errors
    /// What comparing keys raises; `MemoryError`.
    pub fn set_hashed(&self, vm: &Vm, key: &Value, hash: i64, value: Value) -> Res<()> {
        match self.find(vm, key, hash)? {
            Found::At(position) => {
                // SAFETY: the position was found just now.
                drop(unsafe { self.set_value_at(position, value) });
                Ok(())
            }
            Found::Missing => self.append(hash, key.clone(), value),
        }
    }

    /// The value of a key, set to `default` first if it is not there.
    ///
    /// # Errors
    /// As [`Dict::set`].
    pub fn set_default(&self, vm: &Vm, key: &Value, default: &Value) -> Res {
        let hash = vm.hash_key(key)?;
        match self.find(vm, key, hash)? {
            // SAFETY: the position was found just now.
            Found::At(position) => Ok(unsafe { self.value_at(position) }.as_value().clone()),
            Found::Missing => {
                self.append(hash, key.clone(), default.clone())?;
                Ok(default.clone())
            }
        }
    }

    /// Removes a key and gives its value.
    ///
    /// # Errors
    /// What hashing and comparing keys raise.
    pub fn remove(&self, vm: &Vm, key: &Value) -> Res<Option<Value>> {
        let hash = vm.hash_key(key)?;
        Ok(match self.find(vm, key, hash)? {
            Found::At(position) => Some(self.delete_at(position).1),
            Found::Missing => None,
        })
    }

    /// Removes the first pair.
    pub fn pop_first(&self) -> Option<(Value, Value)> {
        let (position, _, _) = self.next_entry(0)?;
        Some(self.delete_at(position))
    }

    /// Moves a key to the end, or to the beginning; `false` where it is not there.
    ///
    /// # Errors
    /// What hashing and comparing keys raise; `MemoryError`.
    pub fn move_to_end(&self, vm: &Vm, key: &Value, last: bool) -> Res<bool> {
        let hash = vm.hash_key(key)?;
        let Found::At(position) = self.find(vm, key, hash)? else { return Ok(false) };
        let there = if last { self.previous_entry(usize::MAX) } else { self.next_entry(0) };
        if there.is_some_and(|(there, _, _)| there == position) {
            return Ok(true);
        }
        let (key, value) = self.delete_at(position);
        if last {
            self.append(hash, key, value)?
        } else {
            self.prepend(hash, key, value)?
        }
        Ok(true)
    }

    /// Adds an entry before all others.
    fn prepend(&self, hash: i64, key: Value, value: Value) -> Result<(), Raised> {
        self.changed();
        // SAFETY: moving entries runs no Python code.
        let inner = unsafe { self.inner() };
        if inner.first == 0 {
            let gap = inner.live / 2 + 4;
            let empty = || Entry { hash: 0, key: Value::EMPTY, value: Value::EMPTY };
            drop(inner.entries.splice(0..0, std::iter::repeat_with(empty).take(gap).collect())?);
            for place in inner.table.iter_mut().filter(|place| **place != 0 && **place != TOMB) {
                *place += gap as u32;
            }
            inner.first = gap;
        }
        inner.first -= 1;
        inner.entries[inner.first] = Entry { hash, key, value };
        inner.live += 1;
        if !inner.table.is_empty() {
            inner.filled += place(&mut inner.table, hash, inner.first as u32 + 1);
        } else if inner.live > SCAN {
            rebuild(inner)?;
        }
        Ok(())
    }

    /// Removes the last pair (`popitem`).
    pub fn pop_last(&self) -> Option<(Value, Value)> {
        // SAFETY: reads keys only.
        let position = unsafe { self.inner().entries.iter().rposition(|entry| !entry.key.is_empty())? };
        let pair = self.delete_at(position);
        // SAFETY: the entries that go are deleted ones.
        unsafe {
            let inner = self.inner();
            inner.entries.truncate(position);
            inner.first = inner.first.min(position);
        }
        Some(pair)
    }

    /// Removes all keys.
    pub fn clear(&self) {
        self.changed();
        // SAFETY: the old contents leave the dict before they drop.
        let (entries, table) = unsafe {
            let inner = self.inner();
            inner.live = 0;
            inner.filled = 0;
            inner.first = 0;
            (inner.entries.take(), inner.table.take())
        };
        drop(entries);
        drop(table);
    }

    /// The next live entry at `position` or after it: its position, key and value. For iterators, which go on at
    /// `position + 1`; a size change in between is theirs to detect.
    pub fn next_entry(&self, position: usize) -> Option<(usize, Value, Value)> {
        // SAFETY: cloning runs nothing.
        let (entries, first) = unsafe { (&self.inner().entries, self.inner().first) };
        let position = position.max(first);
        let found = entries.get(position..)?.iter().position(|entry| !entry.key.is_empty())? + position;
        Some((found, entries[found].key.clone(), entries[found].value.clone()))
    }

    /// The last live entry before `position`, for reversed iteration.
    pub fn previous_entry(&self, position: usize) -> Option<(usize, Value, Value)> {
        // SAFETY: cloning runs nothing.
        let entries = unsafe { &self.inner().entries };
        let found = entries[..position.min(entries.len())].iter().rposition(|entry| !entry.key.is_empty())?;
        Some((found, entries[found].key.clone(), entries[found].value.clone()))
    }

    /// Position past the last entry, where reversed iteration starts.
    pub fn end_position(&self) -> usize {
        // SAFETY: reads a number.
        unsafe { self.inner().entries.len() }
    }

    /// The hash of the key at a position, and whether the dict still has this key there.
    pub(crate) fn hash_at(&self, position: usize) -> i64 {
        // SAFETY: reads a number.
        unsafe { self.inner().entries.get(position) }.map_or(0, |entry| entry.hash)
    }

    /// The pairs as they are now.
    pub fn items(&self) -> Vec<(Value, Value)> {
        // SAFETY: cloning runs nothing.
        let entries = unsafe { &self.inner().entries };
        entries.iter().filter(|e| !e.key.is_empty()).map(|e| (e.key.clone(), e.value.clone())).collect()
    }

    /// The keys as they are now.
    pub fn keys(&self) -> Vec<Value> {
        self.items().into_iter().map(|(key, _)| key).collect()
    }

    /// Copies the pairs of `other` into this dict.
    ///
    /// # Errors
    /// As [`Dict::set`]; `RuntimeError` where comparing keys changes `other`.
    pub fn update_from(&self, vm: &Vm, other: &Dict) -> Res<()> {
        if std::ptr::eq(self, other) {
            return Ok(());
        }
        let mut position = 0;
        let len = other.len();
        // SAFETY: growing runs no Python code.
        unsafe { self.inner().entries.reserve(len)? };
        while let Some((found, key, value)) = other.next_entry(position) {
            self.set_hashed(vm, &key, other.hash_at(found), value)?;
            if other.len() != len {
                return Err(vm.runtime_error("dict mutated during update"));
            }
            position = found + 1;
        }
        Ok(())
    }

    /// Removes a key whose hash is known and gives its value.
    ///
    /// # Errors
    /// What comparing keys raises.
    pub fn remove_hashed(&self, vm: &Vm, key: &Value, hash: i64) -> Res<Option<Value>> {
        Ok(match self.find(vm, key, hash)? {
            Found::At(position) => Some(self.delete_at(position).1),
            Found::Missing => None,
        })
    }
}

/// Enters a position; gives 1 if that took a free slot, 0 if it took a deleted one.
fn place(table: &mut Buffer<u32>, hash: i64, position_plus_one: u32) -> usize {
    let mask = table.len() - 1;
    let mut at = hash as usize & mask;
    let mut perturb = hash as u64;
    while table[at] != 0 && table[at] != TOMB {
        perturb >>= 5;
        at = (at.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb as usize)) & mask;
    }
    let fresh = table[at] == 0;
    table[at] = position_plus_one;
    fresh as usize
}

/// Drops deleted entries and makes a table with room for as many again.
fn rebuild(inner: &mut Inner) -> Result<(), Raised> {
    let size = ((inner.live + 1) * 3).next_power_of_two().max(16);
    let mut table = inner.table.take();
    table.truncate(0);
    table.reserve(size)?;
    for _ in 0..size {
        table.push(0)?;
    }
    inner.first = 0;
    if inner.live < inner.entries.len() {
        let mut kept = inner.entries.take();
        inner.entries.reserve(inner.live + 1)?;
        let mut all: Vec<Entry> = Vec::with_capacity(kept.len());
        while let Some(entry) = kept.pop() {
            if !entry.key.is_empty() {
                all.push(entry);
            }
        }
        for entry in all.into_iter().rev() {
            inner.entries.push(entry)?;
        }
    }
    for (position, entry) in inner.entries.iter().enumerate() {
        place(&mut table, entry.hash, position as u32 + 1);
    }
    inner.table = table;
    inner.filled = inner.live;
    Ok(())
}

impl Vm {
    /// Makes an empty dict.
    pub fn dict(&self) -> DictRef {
        self.dict_of(self.shape_of_kind(Kind::Dict))
    }

    /// Makes an empty dict of any class whose layout is that of dict.
    pub(crate) fn dict_of(&self, shape: u32) -> DictRef {
        let inner = Inner {
            entries: Buffer::new(&self.heap),
            table: Buffer::new(&self.heap),
            first: 0,
            filled: 0,
            live: 0,
        };
        self.make_of(
            Dict { version: Cell::new(0), extra: Slot::empty(), inner: UnsafeCell::new(inner) },
            shape,
        )
    }
}

impl Value {
    /// The dict behind this value (subclasses included).
    #[inline(always)]
    pub fn as_dict(&self) -> Option<&Dict> {
        self.core::<Dict>()
    }
}
