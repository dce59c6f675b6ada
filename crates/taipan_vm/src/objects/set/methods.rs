//! The methods of sets and frozensets.

use super::SetItems;
use crate::{Kind, Res, Value, Vm, native::Method, objects::class_getitem};

fn set_of<'a>(vm: &Vm, value: &'a Value) -> Res<&'a SetItems> {
    value.as_any_set().ok_or_else(|| vm.type_error("a set is required"))
}

fn others(args: &[Value]) -> &[Value] {
    args[1].as_tuple().map_or(&[], |others| others.as_slice())
}

fn add(vm: &Vm, args: &[Value]) -> Res {
    set_of(vm, &args[0])?.add(vm, &args[1])?;
    Ok(Value::NONE)
}

fn discard(vm: &Vm, args: &[Value]) -> Res {
    set_of(vm, &args[0])?.discard(vm, &args[1])?;
    Ok(Value::NONE)
}

fn remove(vm: &Vm, args: &[Value]) -> Res {
    if set_of(vm, &args[0])?.discard(vm, &args[1])? {
        return Ok(Value::NONE);
    }
    Err(vm.key_error(&args[1]))
}

fn pop(vm: &Vm, args: &[Value]) -> Res {
    match set_of(vm, &args[0])?.pop() {
        Some(element) => Ok(element),
        None => Err(vm.key_error(&vm.str("pop from an empty set"))),
    }
}

fn clear(vm: &Vm, args: &[Value]) -> Res {
    set_of(vm, &args[0])?.clear();
    Ok(Value::NONE)
}

fn copy(vm: &Vm, args: &[Value]) -> Res {
    if vm.is_exact(&args[0], Kind::FrozenSet) {
        return Ok(args[0].clone());
    }
    let made = set_of(vm, &args[0])?.copy(vm)?;
    Ok(vm.any_set_like(&args[0], made))
}

fn update(vm: &Vm, args: &[Value]) -> Res {
    let set = set_of(vm, &args[0])?;
    others(args).iter().try_for_each(|other| set.update(vm, other))?;
    Ok(Value::NONE)
}

fn union(vm: &Vm, args: &[Value]) -> Res {
    let made = set_of(vm, &args[0])?.copy(vm)?;
    for other in others(args).iter().filter(|other| !other.is(&args[0])) {
        made.update(vm, other)?;
    }
    Ok(vm.any_set_like(&args[0], made))
}

fn common(vm: &Vm, args: &[Value]) -> Res<SetItems> {
    let set = set_of(vm, &args[0])?;
    let [first, rest @ ..] = others(args) else { return set.copy(vm) };
    let mut made = set.intersection(vm, first)?;
    for other in rest {
        made = made.intersection(vm, other)?;
    }
    Ok(made)
}

fn intersection(vm: &Vm, args: &[Value]) -> Res {
    Ok(vm.any_set_like(&args[0], common(vm, args)?))
}

fn intersection_update(vm: &Vm, args: &[Value]) -> Res {
    let made = common(vm, args)?;
    set_of(vm, &args[0])?.swap(&made);
    Ok(Value::NONE)
}

fn difference(vm: &Vm, args: &[Value]) -> Res {
    let set = set_of(vm, &args[0])?;
    let made = match others(args) {
        [] => set.copy(vm)?,
        [first, rest @ ..] => {
            let made = set.difference(vm, first)?;
            rest.iter().try_for_each(|other| made.difference_update(vm, other))?;
            made
        }
    };
    Ok(vm.any_set_like(&args[0], made))
}

fn difference_update(vm: &Vm, args: &[Value]) -> Res {
    let set = set_of(vm, &args[0])?;
    others(args).iter().try_for_each(|other| set.difference_update(vm, other))?;
    Ok(Value::NONE)
}

fn symmetric_difference(vm: &Vm, args: &[Value]) -> Res {
    let made = SetItems::new(vm);
    made.update(vm, &args[1])?;
    made.symmetric_difference_update(vm, &args[0])?;
    Ok(vm.any_set_like(&args[0], made))
}

fn symmetric_difference_update(vm: &Vm, args: &[Value]) -> Res {
    set_of(vm, &args[0])?.symmetric_difference_update(vm, &args[1])?;
    Ok(Value::NONE)
}

fn isdisjoint(vm: &Vm, args: &[Value]) -> Res {
    Ok(Value::bool(set_of(vm, &args[0])?.is_disjoint(vm, &args[1])?))
}

fn issubset(vm: &Vm, args: &[Value]) -> Res {
    let set = set_of(vm, &args[0])?;
    if let Some(other) = args[1].as_any_set() {
        return Ok(Value::bool(set.is_subset_of(vm, other)?));
    }
    let common = set.intersection(vm, &args[1])?;
    Ok(Value::bool(common.len() == set.len()))
}

fn issuperset(vm: &Vm, args: &[Value]) -> Res {
    let set = set_of(vm, &args[0])?;
    if let Some(other) = args[1].as_any_set() {
        return Ok(Value::bool(other.is_subset_of(vm, set)?));
    }
    let iter = vm.iterate(&args[1])?;
    while let Some(item) = iter.next(vm)? {
        if !set.contains(vm, &item)? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}

fn reduce(vm: &Vm, args: &[Value]) -> Res {
    let items = vm.list(set_of(vm, &args[0])?.snapshot())?;
    let state = match vm.dict_of_object(&args[0])? {
        Some(dict) if !dict.is_empty() => dict.into(),
        _ => Value::NONE,
    };
    let class = vm.class_of(&args[0]).value().clone();
    Ok(vm.tuple(vec![class, vm.tuple(vec![items]), state]))
}

fn sizeof(vm: &Vm, args: &[Value]) -> Res {
    Ok(vm.int((size_of::<super::Set>() + 8 + set_of(vm, &args[0])?.table_bytes()) as i64))
}

const ADD: Method = Method::new("add(object, /)", add, "Adds an element.");
const DISCARD: Method = Method::new("discard(object, /)", discard, "Removes an element if it is there.");
const REMOVE: Method = Method::new("remove(object, /)", remove, "Removes an element, which must be there.");
const POP: Method = Method::new("pop()", pop, "Removes some element and gives it.");
const CLEAR: Method = Method::new("clear()", clear, "Removes all elements.");
const COPY: Method = Method::new("copy()", copy, "A set of the same elements.");
const UPDATE: Method = Method::new("update(*others)", update, "Adds the elements of iterables.");
const UNION: Method = Method::new("union(*others)", union, "The elements of this set and of iterables.");
const INTERSECTION: Method =
    Method::new("intersection(*others)", intersection, "The elements that all iterables have too.");
const INTERSECTION_UPDATE: Method =
    Method::new("intersection_update(*others)", intersection_update, "Keeps what all iterables have too.");
const DIFFERENCE: Method =
    Method::new("difference(*others)", difference, "The elements that none of the iterables has.");
const DIFFERENCE_UPDATE: Method =
    Method::new("difference_update(*others)", difference_update, "Removes the elements of iterables.");
const SYMMETRIC: Method = Method::new(
    "symmetric_difference(other, /)",
    symmetric_difference,
    "What is in this set or the iterable, but not in both.",
);
const SYMMETRIC_UPDATE: Method = Method::new(
    "symmetric_difference_update(other, /)",
    symmetric_difference_update,
    "Keeps what is in this set or the iterable, but not in both.",
);
const IS_DISJOINT: Method =
    Method::new("isdisjoint(other, /)", isdisjoint, "Whether the two have nothing in common.");
const IS_SUBSET: Method = Method::new("issubset(other, /)", issubset, "Whether the other has every element.");
const IS_SUPERSET: Method =
    Method::new("issuperset(other, /)", issuperset, "Whether this set has every element of the other.");
const REDUCE: Method = Method::new("__reduce__()", reduce, "For pickling.");
const SIZEOF: Method = Method::new("__sizeof__()", sizeof, "Size in memory, in bytes.");
const CLASS_GETITEM: Method =
    Method::class("__class_getitem__(object, /)", class_getitem, "A generic alias of the class.");

pub(super) const METHODS: &[Method] = &[
    ADD,
    DISCARD,
    REMOVE,
    POP,
    CLEAR,
    COPY,
    UPDATE,
    UNION,
    INTERSECTION,
    INTERSECTION_UPDATE,
    DIFFERENCE,
    DIFFERENCE_UPDATE,
    SYMMETRIC,
    SYMMETRIC_UPDATE,
    IS_DISJOINT,
    IS_SUBSET,
    IS_SUPERSET,
    REDUCE,
    SIZEOF,
    CLASS_GETITEM,
];

pub(super) const FROZEN_METHODS: &[Method] = &[
    COPY,
    UNION,
    INTERSECTION,
    DIFFERENCE,
    SYMMETRIC,
    IS_DISJOINT,
    IS_SUBSET,
    IS_SUPERSET,
    REDUCE,
    SIZEOF,
    CLASS_GETITEM,
];
