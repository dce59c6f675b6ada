//! Iterators over ranges: of machine words, and of ints of any size.

use std::cell::{Cell, RefCell};

use num_bigint::BigInt;
use num_traits::{Signed, Zero};

use super::{
    Range,
    body::{SmallRange, big},
};
use crate::{Body, Gc, Kind, Res, Tracer, Value, Vm, native::Method, objects::iterators::iterator_row};

/// An iterator over a range of words. The interpreter's loop looks into it. One step past the end does not overflow.
pub(crate) struct RangeIter {
    /// The number that comes next.
    pub(crate) next: Cell<i64>,
    /// The step.
    pub(crate) step: i64,
    /// How many numbers are still to come.
    pub(crate) left: Cell<i64>,
}

impl RangeIter {
    /// The next number as a word; `None` at the end, or where only a heap object can hold the number.
    #[inline(always)]
    pub(crate) fn step_on(&self) -> Option<crate::Raw> {
        let left = self.left.get();
        if left <= 0 {
            return None;
        }
        let number = self.next.get();
        let word = crate::Raw::from_int(number)?;
        self.left.set(left - 1);
        self.next.set(number.wrapping_add(self.step));
        Some(word)
    }
}

/// An iterator over any range.
struct LongRangeIter {
    next: RefCell<BigInt>,
    step: BigInt,
    left: RefCell<BigInt>,
}

impl Body for RangeIter {
    const KIND: Kind = Kind::RangeIter;
    const TRACED: bool = false;
    fn trace(&self, _: &mut Tracer<'_>) {}
}

impl Body for LongRangeIter {
    const KIND: Kind = Kind::LongRangeIter;
    const TRACED: bool = false;
    fn trace(&self, _: &mut Tracer<'_>) {}
}

impl Vm {
    /// An iterator over so many numbers.
    pub(crate) fn range_iterator(&self, start: i64, step: i64, count: i64) -> Value {
        self.make(RangeIter { next: Cell::new(start), step, left: Cell::new(count) }).into()
    }

    fn long_range_iterator(&self, start: BigInt, step: BigInt, count: BigInt) -> Value {
        self.make(LongRangeIter { next: RefCell::new(start), step, left: RefCell::new(count) }).into()
    }
}

pub(super) fn iter(vm: &Vm, value: &Value) -> Res {
    let Some(range) = value.core::<Range>() else { return Ok(Value::NONE) };
    Ok(match range.small {
        Some(SmallRange { start, step, len }) => vm.range_iterator(start, step, len),
        None => vm.long_range_iterator(big(&range.start), big(&range.step), big(&range.len)),
    })
}

pub(super) fn reversed(vm: &Vm, args: &[Value]) -> Res {
    let Some(range) = args[0].core::<Range>() else { return Ok(Value::NONE) };
    if let Some(small) = range.small {
        let past_end = small.start.checked_sub(small.step);
        if let (Some(step), true) = (small.step.checked_neg(), past_end.is_some() || small.len == 0) {
            return Ok(vm.range_iterator(small.item(small.len - 1), step, small.len));
        }
    }
    let (step, len) = (big(&range.step), big(&range.len));
    Ok(vm.long_range_iterator(big(&range.start) + (&len - 1) * &step, -step, len))
}

fn next(vm: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(iter) = value.core::<RangeIter>() else { return Ok(None) };
    let left = iter.left.get();
    if left <= 0 {
        return Ok(None);
    }
    let number = iter.next.get();
    iter.left.set(left - 1);
    iter.next.set(number.wrapping_add(iter.step));
    Ok(Some(vm.int(number)))
}

fn next_long(vm: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(iter) = value.core::<LongRangeIter>() else { return Ok(None) };
    if !iter.left.borrow().is_positive() {
        return Ok(None);
    }
    *iter.left.borrow_mut() -= 1;
    let number = iter.next.borrow().clone();
    *iter.next.borrow_mut() += &iter.step;
    Ok(Some(vm.big_int(number)))
}

/// The next number, the step and the count of either iterator.
fn state(value: &Value) -> Option<(BigInt, BigInt, BigInt)> {
    if let Some(iter) = value.core::<RangeIter>() {
        return Some((iter.next.get().into(), iter.step.into(), iter.left.get().into()));
    }
    let iter = value.core::<LongRangeIter>()?;
    Some((iter.next.borrow().clone(), iter.step.clone(), iter.left.borrow().clone()))
}

fn length_hint(vm: &Vm, args: &[Value]) -> Res {
    Ok(state(&args[0]).map_or(Value::NONE, |(_, _, left)| vm.big_int(left)))
}

fn reduce(vm: &Vm, args: &[Value]) -> Res {
    let Some((next, step, left)) = state(&args[0]) else { return Ok(Value::NONE) };
    let stop = vm.big_int(&next + left * &step);
    let range: Gc<Range> = vm.range_of(vm.big_int(next), stop, vm.big_int(step));
    Ok(vm.tuple(vec![vm.builtin("iter")?, vm.tuple(vec![range.into()]), Value::NONE]))
}

fn setstate(vm: &Vm, args: &[Value]) -> Res {
    let state = big(&vm.index(&args[1])?);
    if let Some(iter) = args[0].core::<RangeIter>() {
        let left = iter.left.get();
        let skip = state.clone().max(BigInt::zero()).min(left.into());
        let skip = vm.big_int(skip).as_int().unwrap_or(left);
        iter.next.set(iter.next.get().wrapping_add(skip.wrapping_mul(iter.step)));
        iter.left.set(left - skip);
    }
    if let Some(iter) = args[0].core::<LongRangeIter>() {
        let skip = state.max(BigInt::zero()).min(iter.left.borrow().clone());
        *iter.next.borrow_mut() += &skip * &iter.step;
        *iter.left.borrow_mut() -= skip;
    }
    Ok(Value::NONE)
}

const METHODS: &[Method] = &[
    Method::new("__length_hint__()", length_hint, "How many items are still to come."),
    Method::new("__reduce__()", reduce, "For pickling."),
    Method::new("__setstate__(object, /)", setstate, "For unpickling."),
];

pub(crate) fn start(vm: &Vm) {
    vm.add_type::<RangeIter>(&iterator_row(
        "range_iterator",
        Kind::RangeIter,
        |slots| {
            slots.iter = Some(|_, v| Ok(v.clone()));
            slots.next = Some(next);
        },
        METHODS,
    ));
    vm.add_type::<LongRangeIter>(&iterator_row(
        "longrange_iterator",
        Kind::LongRangeIter,
        |slots| {
            slots.iter = Some(|_, v| Ok(v.clone()));
            slots.next = Some(next_long);
        },
        METHODS,
    ));
}
