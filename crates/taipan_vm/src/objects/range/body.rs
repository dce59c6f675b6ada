//! The range object: its numbers are ints of any size, and most ranges have them as machine words too.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};

use crate::{Body, Gc, Kind, Res, Tracer, Value, Vm};

/// A range.
pub struct Range {
    /// `start`
    pub start: Value,
    /// `stop`
    pub stop: Value,
    /// `step`, never 0.
    pub step: Value,
    /// The number of items.
    pub(crate) len: Value,
    /// The numbers as words, where going one step past the end cannot overflow.
    pub(crate) small: Option<SmallRange>,
}

/// The numbers of most ranges.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SmallRange {
    pub(crate) start: i64,
    pub(crate) step: i64,
    pub(crate) len: i64,
}

impl SmallRange {
    /// The item at a position below the length.
    #[inline]
    pub(crate) fn item(self, at: i64) -> i64 {
        self.start.wrapping_add(at.wrapping_mul(self.step))
    }

    /// The position of a number.
    pub(crate) fn position(self, number: i64) -> Option<i64> {
        let distance = i128::from(number) - i128::from(self.start);
        let step = i128::from(self.step);
        if distance % step != 0 {
            return None;
        }
        let at = distance / step;
        (at >= 0 && at < i128::from(self.len)).then_some(at as i64)
    }
}

impl Body for Range {
    const KIND: Kind = Kind::Range;
    const TRACED: bool = false;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit_all([&self.start, &self.stop, &self.step, &self.len]);
    }
}

fn small(start: &Value, stop: &Value, step: &Value) -> Option<SmallRange> {
    let (start, stop, step) = (start.as_int()?, stop.as_int()?, step.as_int()?);
    stop.checked_add(step)?;
    if step == 1
        && let Some(distance) = stop.checked_sub(start)
    {
        return Some(SmallRange { start, step, len: distance.max(0) });
    }
    let distance = i128::from(stop) - i128::from(start);
    let distance = if step > 0 { distance } else { -distance };
    let len = if distance <= 0 { 0 } else { (distance - 1) / i128::from(step).abs() + 1 };
    Some(SmallRange { start, step, len: i64::try_from(len).ok()? })
}

/// The int behind a value that is one.
pub(super) fn big(value: &Value) -> BigInt {
    value.as_big_int().unwrap_or_default()
}

impl Range {
    /// The item at a position below the length.
    pub(super) fn item(&self, vm: &Vm, at: &BigInt) -> Value {
        match (self.small, at.to_i64()) {
            (Some(small), Some(at)) => vm.int(small.item(at)),
            _ => vm.big_int(big(&self.start) + at * big(&self.step)),
        }
    }

    /// The position of an int.
    pub(super) fn position(&self, number: &Value) -> Option<BigInt> {
        if let (Some(small), Some(number)) = (self.small, number.as_int()) {
            return small.position(number).map(BigInt::from);
        }
        let (at, rest) = (big(number) - big(&self.start)).div_rem(&big(&self.step));
        (rest.is_zero() && !at.is_negative() && at < big(&self.len)).then_some(at)
    }

    /// Whether there are no items.
    pub fn is_empty(&self) -> bool {
        self.len.as_small_int() == Some(0)
    }
}

impl Vm {
    /// Makes a range of exact ints; `step` is not 0.
    pub(crate) fn range_of(&self, start: Value, stop: Value, step: Value) -> Gc<Range> {
        let small = small(&start, &stop, &step);
        let len = match small {
            Some(small) => self.int(small.len),
            None => {
                let step = big(&step);
                let distance = big(&stop) - big(&start);
                let distance = if step.is_negative() { -distance } else { distance };
                let none = BigInt::zero();
                self.big_int(if distance <= none { none } else { (distance - 1) / step.abs() + 1 })
            }
        };
        self.make(Range { start, stop, step, len, small })
    }

    /// An exact int from an index.
    ///
    /// # Errors
    /// As [`Vm::index`].
    pub(super) fn exact_index(&self, value: &Value) -> Res {
        if value.as_small_int().is_some() {
            return Ok(value.clone());
        }
        let index = self.index(value)?;
        Ok(if index.raw().is_int() { index } else { self.big_int(big(&index)) })
    }
}
