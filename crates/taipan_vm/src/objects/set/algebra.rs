//! Union, intersection, difference and the relations between sets.

use super::SetItems;
use crate::{Kind, Res, Value, Vm, interp::Taker, protocol::hash_int};

impl SetItems {
    /// Whether the element is there. A set stands for the frozenset of its elements.
    ///
    /// # Errors
    /// What hashing and comparing elements raise.
    pub fn contains(&self, vm: &Vm, key: &Value) -> Res<bool> {
        let hash = hash_to_look_up(vm, key)?;
        self.contains_hashed(vm, key, hash)
    }

    /// Adds an element; `true` if it is new.
    ///
    /// # Errors
    /// What hashing and comparing elements raise; `MemoryError`.
    pub fn add(&self, vm: &Vm, key: &Value) -> Res<bool> {
        let hash = vm.hash_element(key)?;
        self.add_hashed(vm, key, hash)
    }

    /// Removes an element; `true` if it was there. A set stands for the frozenset of its elements.
    ///
    /// # Errors
    /// What hashing and comparing elements raise.
    pub fn discard(&self, vm: &Vm, key: &Value) -> Res<bool> {
        let hash = hash_to_look_up(vm, key)?;
        self.discard_hashed(vm, key, hash)
    }

    /// Adds the elements of an iterable.
    ///
    /// # Errors
    /// What iterating and adding raise.
    pub fn update(&self, vm: &Vm, iterable: &Value) -> Res<()> {
        if let Some(other) = iterable.as_any_set() {
            return self.merge(vm, other);
        }
        if let Some(dict) = iterable.as_dict().filter(|_| vm.is_exact(iterable, Kind::Dict)) {
            self.reserve(dict.len())?;
            let mut position = 0;
            while let Some((found, key, _)) = dict.next_entry(position) {
                self.add_hashed(vm, &key, dict.hash_at(found))?;
                position = found + 1;
            }
            return Ok(());
        }
        vm.iterate(iterable)?.feed(vm, &mut Added(self))
    }

    /// The same elements.
    ///
    /// # Errors
    /// `MemoryError`
    pub fn copy(&self, vm: &Vm) -> Res<SetItems> {
        let made = SetItems::new(vm);
        made.merge(vm, self)?;
        Ok(made)
    }

    /// Adds to `made` what this set (which `of` keeps alive) and an iterable have in common.
    ///
    /// # Errors
    /// What iterating, hashing and comparing raise.
    pub(crate) fn intersection_into(&self, vm: &Vm, other: &Value, made: &SetItems) -> Res<()> {
        if let Some(other) = other.as_any_set() {
            if std::ptr::eq(self, other) {
                return made.merge(vm, self);
            }
            let (walked, asked) = if other.len() > self.len() { (self, other) } else { (other, self) };
            return walked.each(|key, hash| {
                if asked.contains_hashed(vm, key, hash)? {
                    made.add_hashed(vm, key, hash)?;
                }
                Ok(())
            });
        }
        vm.iterate(other)?.each(vm, |item| {
            let hash = vm.hash_element(&item)?;
            if self.contains_hashed(vm, &item, hash)? {
                made.add_hashed(vm, &item, hash)?;
            }
            Ok(())
        })
    }

    /// What this set and an iterable have in common.
    ///
    /// # Errors
    /// As [`SetItems::update`].
    pub fn intersection(&self, vm: &Vm, other: &Value) -> Res<SetItems> {
        let made = SetItems::new(vm);
        self.intersection_into(vm, other, &made)?;
        Ok(made)
    }

    /// Removes the elements of an iterable.
    ///
    /// # Errors
    /// As [`SetItems::update`].
    pub fn difference_update(&self, vm: &Vm, other: &Value) -> Res<()> {
        if let Some(set) = other.as_any_set() {
            if std::ptr::eq(self, set) {
                self.clear();
                return Ok(());
            }
            if set.len() >> 3 > self.len() {
                let common = self.intersection(vm, other)?;
                common.each(|key, hash| self.discard_hashed(vm, key, hash).map(drop))?;
            } else {
                set.each(|key, hash| self.discard_hashed(vm, key, hash).map(drop))?;
            }
        } else {
            vm.iterate(other)?.each(vm, |item| self.discard(vm, &item).map(drop))?;
        }
        self.tidy()
    }

    /// The elements that an iterable does not have.
    ///
    /// # Errors
    /// As [`SetItems::update`].
    pub fn difference(&self, vm: &Vm, other: &Value) -> Res<SetItems> {
        let set = other.as_any_set();
        let dict = other.as_dict().filter(|_| vm.is_exact(other, Kind::Dict));
        let size = set.map(SetItems::len).or(dict.map(|dict| dict.len()));
        if size.is_none_or(|size| self.len() >> 2 > size) {
            let made = self.copy(vm)?;
            made.difference_update(vm, other)?;
            return Ok(made);
        }
        let made = SetItems::new(vm);
        self.each(|key, hash| {
            let known = match (set, dict) {
                (Some(set), _) => set.contains_hashed(vm, key, hash)?,
                (_, Some(dict)) => dict.get_hashed(vm, key, hash)?.is_some(),
                _ => false,
            };
            if !known {
                made.add_hashed(vm, key, hash)?;
            }
            Ok(())
        })?;
        Ok(made)
    }

    /// Keeps what is in this set or the iterable, but not in both.
    ///
    /// # Errors
    /// As [`SetItems::update`].
    pub fn symmetric_difference_update(&self, vm: &Vm, other: &Value) -> Res<()> {
        let toggle = |key: &Value, hash| {
            if !self.discard_hashed(vm, key, hash)? {
                self.add_hashed(vm, key, hash)?;
            }
            Ok(())
        };
        if let Some(set) = other.as_any_set() {
            if std::ptr::eq(self, set) {
                self.clear();
                return Ok(());
            }
            return set.each(toggle);
        }
        if let Some(dict) = other.as_dict().filter(|_| vm.is_exact(other, Kind::Dict)) {
            let mut position = 0;
            while let Some((found, key, _)) = dict.next_entry(position) {
                toggle(&key, dict.hash_at(found))?;
                position = found + 1;
            }
            return Ok(());
        }
        let made = SetItems::new(vm);
        made.update(vm, other)?;
        made.each(toggle)
    }

    /// Whether every element is in the other set.
    ///
    /// # Errors
    /// What comparing elements raises.
    pub fn is_subset_of(&self, vm: &Vm, other: &SetItems) -> Res<bool> {
        if self.len() > other.len() {
            return Ok(false);
        }
        let mut place = 0;
        while let Some((found, hash, key)) = self.next_entry(place) {
            if !other.contains_hashed(vm, &key, hash)? {
                return Ok(false);
            }
            place = found + 1;
        }
        Ok(true)
    }

    /// Whether the iterable has no element of this set.
    ///
    /// # Errors
    /// As [`SetItems::update`].
    pub fn is_disjoint(&self, vm: &Vm, other: &Value) -> Res<bool> {
        if let Some(other) = other.as_any_set() {
            if std::ptr::eq(self, other) {
                return Ok(self.is_empty());
            }
            let (walked, asked) = if other.len() > self.len() { (self, other) } else { (other, self) };
            let mut place = 0;
            while let Some((found, hash, key)) = walked.next_entry(place) {
                if asked.contains_hashed(vm, &key, hash)? {
                    return Ok(false);
                }
                place = found + 1;
            }
            return Ok(true);
        }
        let mut disjoint = true;
        vm.iterate(other)?.until(vm, |item| {
            let hash = vm.hash_element(&item)?;
            disjoint = !self.contains_hashed(vm, &item, hash)?;
            Ok(!disjoint)
        })?;
        Ok(disjoint)
    }
}

/// A set that takes the items of an iteration.
struct Added<'a>(&'a SetItems);

impl Taker for Added<'_> {
    fn take_at_once(&mut self, vm: &Vm, item: Value) -> Result<(), Value> {
        let hash = match (item.as_small_int(), vm.exact_str(&item)) {
            (Some(small), _) => hash_int(small),
            (None, Some(text)) => text.hash(vm),
            (None, None) => return Err(item),
        };
        if self.0.grows_with_next() {
            return Err(item);
        }
        match self.0.add_distinct(&item, hash) {
            Some(_) => Ok(()),
            None => Err(item),
        }
    }

    fn take(&mut self, vm: &Vm, item: Value) -> Res<bool> {
        self.0.add(vm, &item).map(|_| false)
    }
}

/// The hash of an element to look for; a set has that of the frozenset of its elements.
fn hash_to_look_up(vm: &Vm, key: &Value) -> Res<i64> {
    match vm.hash_element(key) {
        Err(raised) if key.is_kind(Kind::Set) => {
            let exception = vm.catch(raised, &vm.exceptions.type_error)?;
            drop(exception);
            Ok(key.as_any_set().map_or(0, SetItems::frozen_hash))
        }
        result => result,
    }
}
