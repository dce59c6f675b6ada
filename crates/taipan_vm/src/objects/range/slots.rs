//! What operators and protocols do with ranges, and their methods.

use num_bigint::BigInt;
use num_traits::Signed;
use taipan_bytecode::CompareOp;

use super::{Range, body::big, iter};
use crate::{
    Gc, Kind, Res, Value, Vm,
    native::{Args, GetSet, Method, TypeFlags, TypeSpec},
    objects::{Slice, Type, tuple::hash_items},
};

fn range_of(value: &Value) -> Option<&Range> {
    value.core()
}

fn new(vm: &Vm, _: &Type, args: Args<'_>) -> Res {
    let values = vm.positional_only("range", args, 1, 3)?;
    if let [stop] = values {
        return Ok(vm.range_of(vm.int(0), vm.exact_index(stop)?, vm.int(1)).into());
    }
    let start = vm.exact_index(&values[0])?;
    let stop = vm.exact_index(&values[1])?;
    let step = match values.get(2) {
        Some(step) => vm.exact_index(step)?,
        None => vm.int(1),
    };
    if step.as_small_int() == Some(0) {
        return Err(vm.value_error("range() arg 3 must not be zero"));
    }
    Ok(vm.range_of(start, stop, step).into())
}

fn repr(vm: &Vm, value: &Value) -> Res {
    let Some(range) = range_of(value) else { return vm.repr(value) };
    let mut parts = vec![range.start.clone(), range.stop.clone()];
    if range.step.as_small_int() != Some(1) {
        parts.push(range.step.clone());
    }
    vm.repr_items("range(", ")", |at| parts.get(at).cloned())
}

fn len(vm: &Vm, value: &Value) -> Res<usize> {
    match range_of(value).and_then(|range| range.len.as_int()) {
        Some(len) => Ok(len as usize),
        None => Err(vm.overflow_error("Python int too large to convert to C ssize_t")),
    }
}

fn getitem(vm: &Vm, value: &Value, key: &Value) -> Res {
    let Some(range) = value.downcast_gc::<Range>() else { return Ok(Value::NONE) };
    if let (Some(small), Some(at)) = (range.small, key.as_small_int()) {
        let at = if at < 0 { at + small.len } else { at };
        if (0..small.len).contains(&at) {
            return Ok(vm.int(small.item(at)));
        }
    }
    if key.as_slice().is_some() {
        return slice(vm, &range, key);
    }
    if !key.is_int() && vm.type_of(key).slots().index.is_none() {
        return Err(vm.type_error(format!(
            "range indices must be integers or slices, not {}",
            vm.type_of(key).name()
        )));
    }
    let mut at = big(&vm.index(key)?);
    let len = big(&range.len);
    if at.is_negative() {
        at += &len;
    }
    if at.is_negative() || at >= len {
        return Err(vm.index_error("range object index out of range"));
    }
    Ok(range.item(vm, &at))
}

fn slice(vm: &Vm, range: &Range, key: &Value) -> Res {
    let Some(slice) = key.downcast_gc::<Slice>() else { return Ok(Value::NONE) };
    let plain = |value: &Value| value.is_none() || value.raw().is_int();
    if let Some(small) = range.small
        && slice.step.is_none()
        && plain(&slice.start)
        && plain(&slice.stop)
    {
        let span = slice.bounds(vm)?.within(small.len as usize);
        let at = |index: i64| vm.int(small.item(index));
        return Ok(vm.range_of(at(span.start), at(span.stop), range.step.clone()).into());
    }
    let (start, stop, step) = slice.big_bounds(vm, &big(&range.len))?;
    let at = |index: BigInt| vm.big_int(big(&range.start) + index * big(&range.step));
    let step = vm.big_int(step * big(&range.step));
    Ok(vm.range_of(at(start), at(stop), step).into())
}

fn is_plain_int(vm: &Vm, value: &Value) -> bool {
    value.raw().is_int() || value.raw().is_bool() || vm.is_exact(value, Kind::BigInt)
}

fn contains(vm: &Vm, value: &Value, item: &Value) -> Res<bool> {
    let Some(range) = range_of(value) else { return Ok(false) };
    if is_plain_int(vm, item) {
        return Ok(range.position(item).is_some());
    }
    Ok(search(vm, value, item)?.is_some())
}

/// The position of an equal item, by comparing each.
fn search(vm: &Vm, value: &Value, item: &Value) -> Res<Option<i64>> {
    let iter = vm.iterate(value)?;
    let mut at = 0;
    while let Some(candidate) = iter.next(vm)? {
        if vm.equal(&candidate, item)? {
            return Ok(Some(at));
        }
        at += 1;
    }
    Ok(None)
}

fn index(vm: &Vm, args: &[Value]) -> Res {
    let Some(range) = range_of(&args[0]) else { return Ok(Value::NONE) };
    if is_plain_int(vm, &args[1]) {
        return match range.position(&args[1]) {
            Some(at) => Ok(vm.big_int(at)),
            None => Err(vm.value_error("range.index(x): x not in range")),
        };
    }
    match search(vm, &args[0], &args[1])? {
        Some(at) => Ok(vm.int(at)),
        None => Err(vm.value_error("sequence.index(x): x not in sequence")),
    }
}

fn count(vm: &Vm, args: &[Value]) -> Res {
    let Some(range) = range_of(&args[0]) else { return Ok(Value::NONE) };
    if is_plain_int(vm, &args[1]) {
        return Ok(vm.int(range.position(&args[1]).is_some().into()));
    }
    let iter = vm.iterate(&args[0])?;
    let mut count = 0;
    while let Some(candidate) = iter.next(vm)? {
        count += i64::from(vm.equal(&candidate, &args[1])?);
    }
    Ok(vm.int(count))
}

/// What equal ranges have in common: length, start unless empty, step unless there is only one item.
fn identity(range: &Range) -> [Value; 3] {
    let len = range.len.clone();
    let start = if range.is_empty() { Value::NONE } else { range.start.clone() };
    let step = if len.as_small_int().is_some_and(|len| len < 2) { Value::NONE } else { range.step.clone() };
    [len, start, step]
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Res {
    let (Some(x), Some(y)) = (range_of(a), range_of(b)) else { return Ok(Value::NOT_IMPLEMENTED) };
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let mut same = true;
    for (p, q) in identity(x).iter().zip(&identity(y)) {
        same = same && vm.equal(p, q)?;
    }
    Ok(vm.equality(op, same))
}

fn reduce(vm: &Vm, args: &[Value]) -> Res {
    let Some(range) = range_of(&args[0]) else { return Ok(Value::NONE) };
    let parts = vm.tuple(vec![range.start.clone(), range.stop.clone(), range.step.clone()]);
    Ok(vm.tuple(vec![vm.types.range.value().clone(), parts]))
}

fn field(value: &Value, of: fn(&Range) -> &Value) -> Res {
    Ok(range_of(value).map_or(Value::NONE, |range| of(range).clone()))
}

impl Vm {
    /// `range(start, stop, step)` of words; `step` is not 0.
    pub fn range(&self, start: i64, stop: i64, step: i64) -> Gc<Range> {
        self.range_of(self.int(start), self.int(stop), self.int(step))
    }
}

/// The type's row.
pub(crate) fn spec() -> TypeSpec {
    TypeSpec {
        name: "range",
        module: "builtins",
        kind: Kind::Range,
        base: None,
        flags: TypeFlags { sequence: true, ..TypeFlags::default() },
        doc: "The integers from start up to, and without, stop, step apart.",
        slots: |slots| {
            slots.new = Some(new);
            slots.repr = Some(repr);
            slots.len = Some(len);
            slots.bool = Some(|_, v| Ok(range_of(v).is_some_and(|range| !range.is_empty())));
            slots.getitem = Some(getitem);
            slots.contains = Some(contains);
            slots.iter = Some(iter::iter);
            slots.compare = Some(compare);
            slots.hash = Some(|vm, v| range_of(v).map_or(Ok(0), |r| hash_items(vm, &identity(r), true)));
        },
        methods: const {
            &[
                Method::new("index(object, /)", index, "The position of a number."),
                Method::new("count(object, /)", count, "How many items are equal."),
                Method::new("__reversed__()", iter::reversed, "An iterator from the last item to the first."),
                Method::new("__reduce__()", reduce, "For pickling."),
            ]
        },
        getset: const {
            &[
                GetSet::read("start", |_, v| field(v, |r| &r.start)),
                GetSet::read("stop", |_, v| field(v, |r| &r.stop)),
                GetSet::read("step", |_, v| field(v, |r| &r.step)),
            ]
        },
    }
}
