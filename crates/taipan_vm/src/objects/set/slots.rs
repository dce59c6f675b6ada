//! What operators and protocols do with sets and frozensets.

use taipan_bytecode::{BinaryOp, CompareOp};

use super::{
    FrozenSet, Set, SetItems, SetIter,
    methods::{FROZEN_METHODS, METHODS},
};
use crate::{
    Kind, Res, Value, Vm,
    native::{Args, TypeFlags, TypeSpec},
    objects::{BinaryFn, Slots, Type},
};

fn new(vm: &Vm, class: &Type, _: Args<'_>) -> Res {
    Ok(vm.any_set_of(class, SetItems::new(vm)))
}

fn init(vm: &Vm, value: &Value, args: Args<'_>) -> Res<()> {
    let iterable = vm.one_optional("set", args)?;
    let Some(set) = value.downcast_gc::<Set>() else { return Ok(()) };
    set.items.clear();
    iterable.map_or(Ok(()), |iterable| set.items.update(vm, iterable))
}

fn new_frozen(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    let exact = class.shape.get() == vm.shape_of_kind(Kind::FrozenSet);
    let args = vm.without_own_init(class, &vm.types.frozenset, args);
    let items = SetItems::new(vm);
    if let Some(iterable) = vm.one_optional("frozenset", args)? {
        if exact && vm.is_exact(iterable, Kind::FrozenSet) {
            return Ok(iterable.clone());
        }
        items.update(vm, iterable)?;
    }
    Ok(vm.any_set_of(class, items))
}

fn repr(vm: &Vm, value: &Value) -> Res {
    let Some(items) = value.as_any_set() else { return vm.repr(value) };
    let name = vm.type_of(value).short_name();
    if items.is_empty() {
        return Ok(vm.str(&format!("{name}()")));
    }
    let Some(_guard) = vm.enter_repr(value) else { return Ok(vm.str(&format!("{name}(...)"))) };
    let items = items.snapshot();
    if vm.is_exact(value, Kind::Set) {
        return vm.repr_items("{", "}", |at| items.get(at).cloned());
    }
    vm.repr_items(&format!("{name}({{"), "})", |at| items.get(at).cloned())
}

fn hash_frozen(_: &Vm, value: &Value) -> Res<i64> {
    let Some(set) = value.core::<FrozenSet>() else { return Ok(0) };
    let hash = set.hash.get().unwrap_or_else(|| set.items.frozen_hash());
    set.hash.set(Some(hash));
    Ok(hash)
}

fn contains(vm: &Vm, value: &Value, item: &Value) -> Res<bool> {
    value.as_any_set().map_or(Ok(false), |set| set.contains(vm, item))
}

fn iter(vm: &Vm, value: &Value) -> Res {
    Ok(vm.make(SetIter::new(value.clone())).into())
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Res {
    let (Some(x), Some(y)) = (a.as_any_set(), b.as_any_set()) else { return Ok(Value::NOT_IMPLEMENTED) };
    let _depth = vm.enter_native(" in comparison")?;
    let equal = || -> Res<bool> { Ok(x.len() == y.len() && x.is_subset_of(vm, y)?) };
    Ok(Value::bool(match op {
        CompareOp::Eq => equal()?,
        CompareOp::Ne => !equal()?,
        CompareOp::Le => x.is_subset_of(vm, y)?,
        CompareOp::Ge => y.is_subset_of(vm, x)?,
        CompareOp::Lt => x.len() < y.len() && x.is_subset_of(vm, y)?,
        CompareOp::Gt => x.len() > y.len() && y.is_subset_of(vm, x)?,
    }))
}

fn or(vm: &Vm, a: &Value, b: &Value) -> Res {
    let (Some(x), Some(y)) = (a.as_any_set(), b.as_any_set()) else { return Ok(Value::NOT_IMPLEMENTED) };
    let made = x.copy(vm)?;
    made.merge(vm, y)?;
    Ok(vm.any_set_like(a, made))
}

fn and(vm: &Vm, a: &Value, b: &Value) -> Res {
    let (Some(x), Some(_)) = (a.as_any_set(), b.as_any_set()) else { return Ok(Value::NOT_IMPLEMENTED) };
    Ok(vm.any_set_like(a, x.intersection(vm, b)?))
}

fn sub(vm: &Vm, a: &Value, b: &Value) -> Res {
    let (Some(x), Some(_)) = (a.as_any_set(), b.as_any_set()) else { return Ok(Value::NOT_IMPLEMENTED) };
    Ok(vm.any_set_like(a, x.difference(vm, b)?))
}

fn xor(vm: &Vm, a: &Value, b: &Value) -> Res {
    let (Some(_), Some(y)) = (a.as_any_set(), b.as_any_set()) else { return Ok(Value::NOT_IMPLEMENTED) };
    let made = y.copy(vm)?;
    made.symmetric_difference_update(vm, a)?;
    Ok(vm.any_set_like(a, made))
}

/// `a op= b` for a mutable set and any kind of set.
fn in_place(vm: &Vm, a: &Value, b: &Value, f: impl Fn(&SetItems) -> Res<()>) -> Res {
    _ = vm;
    match (a.as_any_set(), b.as_any_set()) {
        (Some(set), Some(_)) => f(set).map(|()| a.clone()),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

const IN_PLACE: [(BinaryOp, BinaryFn); 4] = [
    (BinaryOp::Or, |vm, a, b| in_place(vm, a, b, |set| set.update(vm, b))),
    (BinaryOp::And, |vm, a, b| {
        in_place(vm, a, b, |set| {
            let common = set.intersection(vm, b)?;
            set.swap(&common);
            Ok(())
        })
    }),
    (BinaryOp::Sub, |vm, a, b| in_place(vm, a, b, |set| set.difference_update(vm, b))),
    (BinaryOp::Xor, |vm, a, b| in_place(vm, a, b, |set| set.symmetric_difference_update(vm, b))),
];

fn fill_common(slots: &mut Slots) {
    slots.repr = Some(repr);
    slots.len = Some(|_, v| Ok(v.as_any_set().map_or(0, SetItems::len)));
    slots.contains = Some(contains);
    slots.iter = Some(iter);
    slots.compare = Some(compare);
    slots.binary[BinaryOp::Or as usize] = Some(or);
    slots.binary[BinaryOp::And as usize] = Some(and);
    slots.binary[BinaryOp::Sub as usize] = Some(sub);
    slots.binary[BinaryOp::Xor as usize] = Some(xor);
}

fn fill(slots: &mut Slots) {
    fill_common(slots);
    slots.new = Some(new);
    slots.init = Some(init);
    for (op, f) in IN_PLACE {
        slots.inplace[op as usize] = Some(f);
    }
}

fn fill_frozen(slots: &mut Slots) {
    fill_common(slots);
    slots.new = Some(new_frozen);
    slots.hash = Some(hash_frozen);
}

fn row(name: &'static str, kind: Kind) -> TypeSpec {
    TypeSpec {
        name,
        module: "builtins",
        kind,
        base: None,
        flags: TypeFlags { base: true, weak: true, ..TypeFlags::default() },
        doc: "Built-in collection of unique hashable elements.",
        slots: fill,
        methods: METHODS,
        getset: &[],
    }
}

/// The row of set.
pub(crate) fn spec() -> TypeSpec {
    row("set", Kind::Set)
}

/// The row of frozenset.
pub(crate) fn frozen_spec() -> TypeSpec {
    TypeSpec {
        doc: "Built-in immutable collection of unique hashable elements.",
        slots: fill_frozen,
        methods: FROZEN_METHODS,
        ..row("frozenset", Kind::FrozenSet)
    }
}
