//! `product`

use std::cell::RefCell;

use taipan_vm::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Args, TypeSpec},
    objects::Type,
};

use super::row::{check_room, itself, row, size};

/// All tuples of one item of each pool; the last position changes fastest.
pub(super) struct Product {
    pools: Vec<Value>,
    /// Positions in the pools of the tuple that was given last.
    state: RefCell<State>,
}

enum State {
    Fresh,
    At(Vec<usize>),
    Done,
}

impl Body for Product {
    const KIND: Kind = Kind::ext(39);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit_all(&self.pools);
    }
}

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    let mut repeat = 1;
    for (name, value) in args.keywords() {
        let name = name.as_str().unwrap_or("?");
        if name != "repeat" {
            return Err(vm.unexpected_keyword("product", name, &["repeat"]));
        }
        repeat = size(vm, value, "repeat argument cannot be negative")?;
    }
    let iterables = if repeat == 0 { &[][..] } else { args.positionals() };
    check_room(vm, iterables.len().saturating_mul(repeat))?;
    let mut pools = Vec::with_capacity(iterables.len());
    for iterable in iterables {
        pools.push(vm.tuple(vm.collect(iterable)?));
    }
    let pools = pools.iter().cycle().take(pools.len() * repeat).cloned().collect();
    Ok(vm.make_instance(class, Product { pools, state: RefCell::new(State::Fresh) })?.into())
}

fn advance(pools: &[Value], at: &mut [usize]) -> bool {
    for (pool, at) in pools.iter().zip(at).rev() {
        *at += 1;
        if *at < pool.as_tuple().map_or(0, |pool| pool.len()) {
            return true;
        }
        *at = 0;
    }
    false
}

fn next(vm: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(this) = value.downcast::<Product>() else { return Ok(None) };
    let state = &mut *this.state.borrow_mut();
    match state {
        State::Fresh if this.pools.iter().any(|pool| pool.as_tuple().is_none_or(|p| p.is_empty())) => {
            *state = State::Done;
        }
        State::Fresh => *state = State::At(vec![0; this.pools.len()]),
        State::At(at) => {
            if !advance(&this.pools, at) {
                *state = State::Done;
            }
        }
        State::Done => {}
    }
    let State::At(at) = state else { return Ok(None) };
    let items = this.pools.iter().zip(at).filter_map(|(pool, at)| pool.as_tuple()?.get(*at).cloned());
    Ok(Some(vm.tuple(items.collect())))
}

pub(super) fn spec() -> TypeSpec {
    row(
        "product",
        Product::KIND,
        "The Cartesian product of iterables, as nested loops give it.",
        |slots| {
            slots.new = Some(new);
            slots.iter = Some(itself);
            slots.next = Some(next);
        },
        &[],
    )
}
