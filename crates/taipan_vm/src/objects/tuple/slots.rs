//! What operators and protocols do with tuples, and their methods.

use taipan_bytecode::{BinaryOp, CompareOp};

use super::Tuple;
use crate::{
    Kind, Res, Value, Vm,
    native::{Args, Method, TypeFlags, TypeSpec},
    objects::{Slice, Slots, Type, class_getitem, iterators::TupleIter, sequence::place},
    protocol::Gathered,
};

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    let args = vm.without_own_init(class, &vm.types.tuple, args);
    let iterable = vm.one_optional("tuple", args)?;
    let shape = class.shape.get();
    let exact = shape == vm.shape_of_kind(Kind::Tuple);
    let items = match iterable {
        Some(iterable) if exact && vm.is_exact(iterable, Kind::Tuple) => return Ok(iterable.clone()),
        Some(iterable) if vm.is_exact(iterable, Kind::List) => vm.collect(iterable)?.into(),
        Some(iterable) => vm.gather(iterable)?,
        None => Gathered::new(),
    };
    Ok(match exact && items.is_empty() {
        true => vm.tuple(Vec::new()),
        false => vm.tuple_of_gathered(items, shape).into(),
    })
}

fn repr(vm: &Vm, value: &Value) -> Res {
    let Some(tuple) = value.as_tuple() else { return vm.repr(value) };
    if tuple.is_empty() {
        return Ok(vm.str("()"));
    }
    let Some(_guard) = vm.enter_repr(value) else { return Ok(vm.str("(...)")) };
    let close = if tuple.len() == 1 { ",)" } else { ")" };
    vm.repr_items("(", close, |at| tuple.get(at).cloned())
}

/// The hash of a sequence of items (xxHash's rounds over the hashes of the items); a tuple's ends with its length.
pub(crate) fn hash_items(vm: &Vm, items: &[Value], with_length: bool) -> Res<i64> {
    const P1: u64 = 11_400_714_785_074_694_791;
    const P2: u64 = 14_029_467_366_897_019_727;
    const P5: u64 = 2_870_177_450_012_600_261;
    let mut acc = P5;
    for item in items {
        let lane = vm.hash(item)? as u64;
        acc = acc.wrapping_add(lane.wrapping_mul(P2)).rotate_left(31).wrapping_mul(P1);
    }
    if with_length {
        acc = acc.wrapping_add(items.len() as u64 ^ P5 ^ 3_527_539);
    }
    Ok(if acc == u64::MAX { 1_546_275_796 } else { acc as i64 })
}

fn hash(vm: &Vm, value: &Value) -> Res<i64> {
    let Some(tuple) = value.as_tuple() else { return Ok(0) };
    let _depth = vm.enter_native("")?;
    hash_items(vm, tuple, true)
}

fn getitem(vm: &Vm, value: &Value, key: &Value) -> Res {
    let Some(tuple) = value.as_tuple() else { return Ok(Value::NOT_IMPLEMENTED) };
    if let Some(slice) = key.downcast_gc::<Slice>() {
        let span = slice.bounds(vm)?.within(tuple.len());
        if span.step == 1 && span.count == tuple.len() && vm.is_exact(value, Kind::Tuple) {
            return Ok(value.clone());
        }
        vm.check_tuple_room(span.count)?;
        return Ok(vm.tuple(span.positions().map(|at| tuple[at].clone()).collect()));
    }
    let at = vm.subscript(key, "tuple indices")?;
    match place(at, tuple.len()) {
        Some(at) => Ok(tuple[at].clone()),
        None => Err(vm.index_error("tuple index out of range")),
    }
}

fn find(vm: &Vm, tuple: &[Value], item: &Value) -> Res<Option<usize>> {
    for (at, candidate) in tuple.iter().enumerate() {
        if vm.equal(candidate, item)? {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

fn contains(vm: &Vm, value: &Value, item: &Value) -> Res<bool> {
    let Some(tuple) = value.as_tuple() else { return Ok(false) };
    Ok(find(vm, tuple, item)?.is_some())
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Res {
    let (Some(x), Some(y)) = (a.as_tuple(), b.as_tuple()) else { return Ok(Value::NOT_IMPLEMENTED) };
    vm.compare_sequences(op, |at| x.get(at).cloned(), |at| y.get(at).cloned(), || (x.len(), y.len()))
}

fn add(vm: &Vm, a: &Value, b: &Value) -> Res {
    let (Some(x), Some(y)) = (a.as_tuple(), b.as_tuple()) else {
        return vm.concat_other(a, b, add, a.as_tuple().is_some());
    };
    if y.is_empty() && vm.is_exact(a, Kind::Tuple) {
        return Ok(a.clone());
    }
    if x.is_empty() && vm.is_exact(b, Kind::Tuple) {
        return Ok(b.clone());
    }
    vm.check_tuple_room(x.len() + y.len())?;
    Ok(vm.tuple(x.iter().chain(y.iter()).cloned().collect()))
}

fn mul(vm: &Vm, a: &Value, b: &Value) -> Res {
    let (value, number) = if a.as_tuple().is_some() { (a, b) } else { (b, a) };
    let times = match vm.repeat_count(a, b, number, mul)? {
        Ok(times) => times,
        Err(answer) => return Ok(answer),
    };
    let Some(tuple) = value.as_tuple() else { return Ok(Value::NOT_IMPLEMENTED) };
    if (tuple.is_empty() || times == 1) && vm.is_exact(value, Kind::Tuple) {
        return Ok(value.clone());
    }
    let total = tuple.len().saturating_mul(times);
    vm.check_tuple_room(total)?;
    Ok(vm.tuple(tuple.iter().cycle().take(total).cloned().collect()))
}

fn index(vm: &Vm, args: &[Value]) -> Res {
    let Some(tuple) = args[0].as_tuple() else { return Ok(Value::NONE) };
    let start = vm.search_bound(&args[2], 0, tuple.len())?.min(tuple.len());
    let stop = vm.search_bound(&args[3], tuple.len(), tuple.len())?.clamp(start, tuple.len());
    match find(vm, &tuple[start..stop], &args[1])? {
        Some(at) => Ok(vm.int((at + start) as i64)),
        None => Err(vm.value_error("tuple.index(x): x not in tuple")),
    }
}

fn count(vm: &Vm, args: &[Value]) -> Res {
    let Some(tuple) = args[0].as_tuple() else { return Ok(Value::NONE) };
    let mut count = 0;
    for item in tuple.iter() {
        count += i64::from(vm.equal(item, &args[1])?);
    }
    Ok(vm.int(count))
}

fn getnewargs(vm: &Vm, args: &[Value]) -> Res {
    let items = args[0].as_tuple().map(|tuple| tuple.to_vec()).unwrap_or_default();
    Ok(vm.tuple(vec![vm.tuple(items)]))
}

fn fill(slots: &mut Slots) {
    slots.new = Some(new);
    slots.repr = Some(repr);
    slots.hash = Some(hash);
    slots.len = Some(|_, v| Ok(v.as_tuple().map_or(0, Tuple::len)));
    slots.getitem = Some(getitem);
    slots.contains = Some(contains);
    slots.iter = Some(|vm, v| Ok(vm.make(TupleIter::new(v.clone())).into()));
    slots.compare = Some(compare);
    slots.binary[BinaryOp::Add as usize] = Some(add);
    slots.binary[BinaryOp::Mul as usize] = Some(mul);
}

impl Vm {
    /// Whether a tuple of `len` items may be made.
    ///
    /// # Errors
    /// `MemoryError`
    pub(crate) fn check_tuple_room(&self, len: usize) -> Res<()> {
        if len > 64 {
            // Twice: the items pass through a vector.
            let bytes = len.saturating_mul(2 * size_of::<Value>());
            self.heap().charge(bytes)?;
            self.heap().uncharge(bytes);
        }
        Ok(())
    }
}

/// The type's row.
pub(crate) fn spec() -> TypeSpec {
    TypeSpec {
        name: "tuple",
        module: "builtins",
        kind: Kind::Tuple,
        base: None,
        flags: TypeFlags { base: true, sequence: true, ..TypeFlags::default() },
        doc: "Built-in immutable sequence.",
        slots: fill,
        methods: const {
            &[
                Method::new(
                    "index(value, start=0, stop=sys.maxsize, /)",
                    index,
                    "The first position of an equal item.",
                ),
                Method::new("count(value, /)", count, "How many items are equal."),
                Method::new("__getnewargs__()", getnewargs, "For pickling."),
                Method::class("__class_getitem__(object, /)", class_getitem, "A generic alias of the class."),
            ]
        },
        getset: &[],
    }
}
