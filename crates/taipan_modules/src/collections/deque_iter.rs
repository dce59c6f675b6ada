//! The iterators over deques.

use std::cell::Cell;

use taipan_vm::{
    Body, Gc, Kind, Res, Tracer, Value, Vm,
    native::{Args, Method, TypeFlags, TypeSpec},
    objects::{Deque, Slots, Type},
};

struct Forward(State);
struct Reverse(State);

/// Where an iterator stands.
struct State {
    deque: Gc<Deque>,
    done: Cell<usize>,
    /// How many items are to come; 0 after the deque has changed.
    left: Cell<usize>,
    changes: u64,
}

impl Body for Forward {
    const KIND: Kind = Kind::ext(17);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(self.0.deque.value());
    }
}

impl Body for Reverse {
    const KIND: Kind = Kind::ext(18);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(self.0.deque.value());
    }
}

fn state(vm: &Vm, value: &Value) -> Res<State> {
    let Some(deque) = value.downcast_gc::<Deque>() else {
        return Err(
            vm.type_error(format!("argument 1 must be collections.deque, not {}", vm.type_of(value).name()))
        );
    };
    let (left, changes) = (Cell::new(deque.len()), deque.changes.get());
    Ok(State { deque, done: Cell::new(0), left, changes })
}

fn of(value: &Value) -> Option<(&State, bool)> {
    match value.downcast::<Forward>() {
        Some(forward) => Some((&forward.0, false)),
        None => value.downcast::<Reverse>().map(|reverse| (&reverse.0, true)),
    }
}

pub(super) fn iterator(vm: &Vm, deque: &Value, reversed: bool) -> Res {
    let state = state(vm, deque)?;
    Ok(if reversed { vm.make(Reverse(state)).into() } else { vm.make(Forward(state)).into() })
}

fn next(vm: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some((state, reversed)) = of(value) else { return Ok(None) };
    if state.deque.changes.get() != state.changes {
        state.left.set(0);
        return Err(vm.runtime_error("deque mutated during iteration"));
    }
    if state.left.get() == 0 {
        return Ok(None);
    }
    state.left.set(state.left.get() - 1);
    state.done.set(state.done.get() + 1);
    let at = if reversed { state.left.get() } else { state.done.get() - 1 };
    Ok(state.deque.get(at))
}

fn length_hint(vm: &Vm, args: &[Value]) -> Res {
    Ok(of(&args[0]).map_or(Value::NONE, |(state, _)| vm.int(state.left.get() as i64)))
}

fn reduce(vm: &Vm, args: &[Value]) -> Res {
    let Some((state, _)) = of(&args[0]) else { return Ok(Value::NONE) };
    let class = vm.class_of(&args[0]).value().clone();
    let given = vec![state.deque.value().clone(), vm.int(state.done.get() as i64)];
    Ok(vm.tuple(vec![class, vm.tuple(given)]))
}

fn new(vm: &Vm, name: &str, args: Args<'_>, make: fn(&Vm, State) -> Value) -> Res {
    let values = vm.positional_only(name, args, 1, 2)?;
    let made = make(vm, state(vm, &values[0])?);
    let skip = values.get(1).map_or(Ok(0), |skip| vm.index_i64(skip))?;
    for _ in 0..skip {
        if next(vm, &made)?.is_none() {
            break;
        }
    }
    Ok(made)
}

const METHODS: &[Method] = &[
    Method::new("__length_hint__()", length_hint, "How many items are still to come."),
    Method::new("__reduce__()", reduce, "For pickling."),
];

fn row(name: &'static str, kind: Kind, slots: fn(&mut Slots)) -> TypeSpec {
    TypeSpec {
        name,
        module: "collections",
        kind,
        base: None,
        flags: TypeFlags::default(),
        doc: "",
        slots,
        methods: METHODS,
        getset: &[],
    }
}

pub(super) fn types(vm: &Vm) -> (Gc<Type>, Gc<Type>) {
    let forward = row("_deque_iterator", Forward::KIND, |slots| {
        slots.new =
            Some(|vm, _, args| new(vm, "_deque_iterator", args, |vm, state| vm.make(Forward(state)).into()));
        slots.iter = Some(|_, v| Ok(v.clone()));
        slots.next = Some(next);
    });
    let reverse = row("_deque_reverse_iterator", Reverse::KIND, |slots| {
        slots.new = Some(|vm, _, args| {
            new(vm, "_deque_reverse_iterator", args, |vm, state| vm.make(Reverse(state)).into())
        });
        slots.iter = Some(|_, v| Ok(v.clone()));
        slots.next = Some(next);
    });
    (vm.add_type::<Forward>(&forward), vm.add_type::<Reverse>(&reverse))
}
