//! A ring buffer of values whose memory is charged to the heap.

use crate::{Buffer, Raised, Value, Vm};

/// Values in a circle: the first stands at `head`.
pub struct Ring {
    /// As many values as there are places, which are a power of two; `EMPTY` where there is none.
    places: Buffer<Value>,
    head: usize,
    len: usize,
}

impl Ring {
    /// An empty ring that charges the heap.
    pub fn new(vm: &Vm) -> Ring {
        Ring { places: Buffer::new(vm.heap()), head: 0, len: 0 }
    }

    /// How many values there are.
    #[inline]
    pub fn len(&self) -> usize {
        self.len
    }

    #[inline]
    fn place(&self, at: usize) -> usize {
        (self.head + at) & (self.places.len() - 1)
    }

    /// The value at a position.
    pub fn get(&self, at: usize) -> Option<&Value> {
        (at < self.len).then(|| &self.places[self.place(at)])
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The values, first to last.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Value> {
        (0..self.len).map(|at| &self.places[self.place(at)])
    }

    /// Replaces a value, which must exist, and gives the old one.
    pub fn set(&mut self, at: usize, value: Value) -> Value {
        let place = self.place(at);
        std::mem::replace(&mut self.places[place], value)
    }

    fn grow(&mut self, vm: &Vm) -> Result<(), Raised> {
        let mut places = Buffer::new(vm.heap());
        let size = (self.places.len() * 2).max(8);
        places.reserve(size)?;
        for at in 0..self.places.len() {
            let value = self.set(at, Value::EMPTY);
            places.push(value)?;
        }
        while places.len() < size {
            places.push(Value::EMPTY)?;
        }
        self.places = places;
        self.head = 0;
        Ok(())
    }

    /// Adds a value at the end.
    ///
    /// # Errors
    /// `MemoryError`
    pub fn push_back(&mut self, vm: &Vm, value: Value) -> Result<(), Raised> {
        if self.len == self.places.len() {
            self.grow(vm)?;
        }
        self.len += 1;
        self.set(self.len - 1, value);
        Ok(())
    }

    /// Adds a value at the front.
    ///
    /// # Errors
    /// `MemoryError`
    pub fn push_front(&mut self, vm: &Vm, value: Value) -> Result<(), Raised> {
        if self.len == self.places.len() {
            self.grow(vm)?;
        }
        self.head = self.head.wrapping_sub(1) & (self.places.len() - 1);
        self.len += 1;
        self.set(0, value);
        Ok(())
    }

    /// Takes out the last value.
    pub fn pop_back(&mut self) -> Option<Value> {
        self.len = self.len.checked_sub(1)?;
        Some(self.set(self.len, Value::EMPTY))
    }

    /// Takes out the first value.
    pub fn pop_front(&mut self) -> Option<Value> {
        let len = self.len.checked_sub(1)?;
        let value = self.set(0, Value::EMPTY);
        self.head = self.place(1);
        self.len = len;
        Some(value)
    }

    /// Puts a value before position `at`, which is at most the length.
    ///
    /// # Errors
    /// `MemoryError`
    pub fn insert(&mut self, vm: &Vm, at: usize, value: Value) -> Result<(), Raised> {
        self.push_back(vm, value)?;
        for place in (at..self.len - 1).rev() {
            self.swap(place, place + 1);
        }
        Ok(())
    }

    /// Takes out the value at a position, which must exist.
    pub fn remove(&mut self, at: usize) -> Option<Value> {
        if at < self.len / 2 {
            for place in (0..at).rev() {
                self.swap(place, place + 1);
            }
            return self.pop_front();
        }
        for place in at..self.len - 1 {
            self.swap(place, place + 1);
        }
        self.pop_back()
    }

    /// Exchanges two values.
    pub fn swap(&mut self, a: usize, b: usize) {
        let (a, b) = (self.place(a), self.place(b));
        self.places.swap(a, b);
    }

    /// Moves the last `count` values to the front (or the first to the end, for a negative count).
    pub fn rotate(&mut self, count: i64) {
        if self.len < 2 {
            return;
        }
        let len = self.len as i64;
        let mut count = count.rem_euclid(len);
        if count > len / 2 {
            count -= len;
        }
        let full = self.len == self.places.len();
        for _ in 0..count.unsigned_abs() {
            if full {
                let step = if count > 0 { self.places.len() - 1 } else { 1 };
                self.head = self.place(step);
            } else if count > 0 {
                let last = self.set(self.len - 1, Value::EMPTY);
                self.head = self.place(self.places.len() - 1);
                self.set(0, last);
            } else {
                let first = self.set(0, Value::EMPTY);
                self.head = self.place(1);
                self.set(self.len - 1, first);
            }
        }
    }

    /// Turns the order round.
    pub fn reverse(&mut self) {
        for at in 0..self.len / 2 {
            self.swap(at, self.len - 1 - at);
        }
    }

    /// Takes everything out.
    pub fn take(&mut self) -> Ring {
        let places = self.places.take();
        Ring { places, head: std::mem::take(&mut self.head), len: std::mem::take(&mut self.len) }
    }
}
