//! The slice object.

use num_bigint::BigInt;
use num_traits::{Signed, Zero};
use taipan_bytecode::CompareOp;

use crate::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Args, GetSet, Method, TypeFlags, TypeSpec},
    objects::{Type, tuple::hash_items},
};

/// A slice: three values of any kind.
pub struct Slice {
    /// `start`
    pub start: Value,
    /// `stop`
    pub stop: Value,
    /// `step`
    pub step: Value,
}

impl Body for Slice {
    const KIND: Kind = Kind::Slice;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit_all([&self.start, &self.stop, &self.step]);
    }
}

/// A slice as numbers, before it meets a length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    start: i64,
    stop: i64,
    step: i64,
}

/// A slice over a sequence of known length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first position; meaningful where `count` is not 0.
    pub start: i64,
    /// Where it ends, exclusively (-1 is before the first item).
    pub stop: i64,
    /// Never 0.
    pub step: i64,
    /// How many items it selects.
    pub count: usize,
}

impl Span {
    /// The selected positions, in order.
    pub fn positions(self) -> impl DoubleEndedIterator<Item = usize> {
        (0..self.count as i64).map(move |n| (self.start + n * self.step) as usize)
    }

    /// The same positions in ascending order.
    pub fn ascending(self) -> Span {
        if self.step > 0 || self.count == 0 {
            return self;
        }
        let last = self.start + (self.count as i64 - 1) * self.step;
        Span { start: last, stop: self.start + 1, step: -self.step, count: self.count }
    }
}

impl Bounds {
    /// Clamps to a sequence of `len` items.
    pub fn within(self, len: usize) -> Span {
        let len = len as i64;
        let clamp = |at: i64| {
            let (low, high) = if self.step < 0 { (-1, len - 1) } else { (0, len) };
            let at = if at < 0 { at.saturating_add(len) } else { at };
            at.clamp(low, high.max(low))
        };
        let (start, stop) = (clamp(self.start), clamp(self.stop));
        let distance = if self.step < 0 { start - stop } else { stop - start };
        let count = if distance <= 0 { 0 } else { (distance - 1) as u64 / self.step.unsigned_abs() + 1 };
        Span { start, stop, step: self.step, count: count as usize }
    }
}

impl Slice {
    /// The numbers of the slice.
    ///
    /// # Errors
    /// `TypeError` for other things than integers and `None`; `ValueError` for a step of 0.
    pub fn bounds(&self, vm: &Vm) -> Res<Bounds> {
        let step = if self.step.is_none() { 1 } else { part(vm, &self.step)? };
        if step == 0 {
            return Err(vm.value_error("slice step cannot be zero"));
        }
        let step = step.max(-i64::MAX);
        let (first, end) = if step < 0 { (i64::MAX, i64::MIN) } else { (0, i64::MAX) };
        let start = if self.start.is_none() { first } else { part(vm, &self.start)? };
        let stop = if self.stop.is_none() { end } else { part(vm, &self.stop)? };
        Ok(Bounds { start, stop, step })
    }

    /// Start, stop and step for a sequence whose length has any size.
    ///
    /// # Errors
    /// As [`Slice::bounds`].
    pub(crate) fn big_bounds(&self, vm: &Vm, length: &BigInt) -> Res<(BigInt, BigInt, BigInt)> {
        let number = |value: &Value| -> Res<BigInt> {
            check(vm, value)?;
            Ok(vm.index(value)?.as_big_int().unwrap_or_default())
        };
        let step = if self.step.is_none() { BigInt::from(1) } else { number(&self.step)? };
        if step.is_zero() {
            return Err(vm.value_error("slice step cannot be zero"));
        }
        let down = step.is_negative();
        let (low, high) =
            if down { (BigInt::from(-1), length - 1) } else { (BigInt::zero(), length.clone()) };
        let clamp = |value: &Value, default: &BigInt| -> Res<BigInt> {
            if value.is_none() {
                return Ok(default.clone());
            }
            let mut at = number(value)?;
            if at.is_negative() {
                at += length;
            }
            Ok(if at < low { low.clone() } else { at.min(high.clone()) })
        };
        let (first, end) = if down { (&high, &low) } else { (&low, &high) };
        Ok((clamp(&self.start, first)?, clamp(&self.stop, end)?, step))
    }
}

fn check(vm: &Vm, value: &Value) -> Res<()> {
    if value.is_int() || vm.type_of(value).slots().index.is_some() {
        return Ok(());
    }
    Err(vm.type_error("slice indices must be integers or None or have an __index__ method"))
}

fn part(vm: &Vm, value: &Value) -> Res<i64> {
    if let Some(small) = value.as_small_int() {
        return Ok(small);
    }
    check(vm, value)?;
    vm.index_clamped(value)
}

impl Vm {
    /// Makes a slice.
    #[inline(never)]
    pub fn slice(&self, start: Value, stop: Value, step: Value) -> Value {
        self.make(Slice { start, stop, step }).into()
    }
}

impl Value {
    /// The slice behind this value.
    #[inline]
    pub fn as_slice(&self) -> Option<&Slice> {
        self.core::<Slice>()
    }
}

fn new(vm: &Vm, _: &Type, args: Args<'_>) -> Res {
    let values = vm.positional_only("slice", args, 1, 3)?;
    let at = |n: usize| values.get(n).cloned().unwrap_or(Value::NONE);
    Ok(match values.len() {
        1 => vm.slice(Value::NONE, at(0), Value::NONE),
        _ => vm.slice(at(0), at(1), at(2)),
    })
}

fn repr(vm: &Vm, value: &Value) -> Res {
    let Some(slice) = value.downcast_gc::<Slice>() else { return vm.repr(value) };
    let parts = [slice.start.clone(), slice.stop.clone(), slice.step.clone()];
    vm.repr_items("slice(", ")", |at| parts.get(at).cloned())
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Res {
    let (Some(x), Some(y)) = (a.as_slice(), b.as_slice()) else { return Ok(Value::NOT_IMPLEMENTED) };
    if a.is(b) {
        return Ok(Value::bool(matches!(op, CompareOp::Eq | CompareOp::Le | CompareOp::Ge)));
    }
    let x = [x.start.clone(), x.stop.clone(), x.step.clone()];
    let y = [y.start.clone(), y.stop.clone(), y.step.clone()];
    vm.compare_sequences(op, |at| x.get(at).cloned(), |at| y.get(at).cloned(), || (3, 3))
}

fn hash(vm: &Vm, value: &Value) -> Res<i64> {
    let Some(slice) = value.as_slice() else { return Ok(0) };
    let _depth = vm.enter_native("")?;
    hash_items(vm, &[slice.start.clone(), slice.stop.clone(), slice.step.clone()], false)
}

fn indices(vm: &Vm, args: &[Value]) -> Res {
    let length = vm.index(&args[1])?.as_big_int().unwrap_or_default();
    let Some(slice) = args[0].downcast_gc::<Slice>() else { return Ok(Value::NONE) };
    if length.is_negative() {
        return Err(vm.value_error("length should not be negative"));
    }
    let (start, stop, step) = slice.big_bounds(vm, &length)?;
    Ok(vm.tuple(vec![vm.big_int(start), vm.big_int(stop), vm.big_int(step)]))
}

fn reduce(vm: &Vm, args: &[Value]) -> Res {
    let Some(slice) = args[0].as_slice() else { return Ok(Value::NONE) };
    let parts = vm.tuple(vec![slice.start.clone(), slice.stop.clone(), slice.step.clone()]);
    Ok(vm.tuple(vec![vm.types.slice.value().clone(), parts]))
}

fn field(value: &Value, of: fn(&Slice) -> &Value) -> Res {
    Ok(value.as_slice().map_or(Value::NONE, |slice| of(slice).clone()))
}

/// The type's row.
pub(crate) fn spec() -> TypeSpec {
    TypeSpec {
        name: "slice",
        module: "builtins",
        kind: Kind::Slice,
        base: None,
        flags: TypeFlags::default(),
        doc: "What stands between the brackets in a[start:stop:step].",
        slots: |slots| {
            slots.new = Some(new);
            slots.repr = Some(repr);
            slots.compare = Some(compare);
            slots.hash = Some(hash);
        },
        methods: const {
            &[
                Method::new(
                    "indices(object, /)",
                    indices,
                    "The start, stop and step that select from a sequence of this length.",
                ),
                Method::new("__reduce__()", reduce, "For pickling."),
            ]
        },
        getset: const {
            &[
                GetSet::read("start", |_, v| field(v, |s| &s.start)),
                GetSet::read("stop", |_, v| field(v, |s| &s.stop)),
                GetSet::read("step", |_, v| field(v, |s| &s.step)),
            ]
        },
    }
}
