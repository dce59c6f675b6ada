//! `permutations`

use std::cell::RefCell;

use taipan_vm::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Args, Signature, TypeSpec, bind_args},
    objects::Type,
};

use super::row::{LazySignature, check_room, itself, row, size};

/// All arrangements of so many items of a pool, in the order of positions.
pub(super) struct Permutations {
    pool: Value,
    state: RefCell<State>,
}

/// Positions in the pool: the first `taken` of them are the arrangement, the others stand in ascending order.
struct State {
    order: Vec<usize>,
    taken: usize,
    fresh: bool,
    done: bool,
}

impl Body for Permutations {
    const KIND: Kind = Kind::ext(38);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(&self.pool);
    }
}

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    static SIGNATURE: LazySignature =
        LazySignature::new(|| Signature::parse("permutations(iterable, r=None)"));
    let bound = bind_args(vm, &SIGNATURE, args)?;
    let pool = vm.collect(&bound[0])?;
    let taken = match bound[1].not_none() {
        Some(r) if !r.is_int() => return Err(vm.type_error("Expected int as r")),
        Some(r) => size(vm, r, "r must be non-negative")?,
        None => pool.len(),
    };
    check_room(vm, pool.len())?;
    let state = State { order: (0..pool.len()).collect(), taken, fresh: true, done: taken > pool.len() };
    Ok(vm.make_instance(class, Permutations { pool: vm.tuple(pool), state: RefCell::new(state) })?.into())
}

impl State {
    /// The next arrangement: the rightmost position that has a greater item to its right takes the smallest such item, and
    /// what follows it starts anew.
    fn advance(&mut self) -> bool {
        let order = &mut self.order;
        for at in (0..self.taken).rev() {
            // What stands after `at` is ascending, except that taken positions after it have run through theirs.
            order[at + 1..].sort_unstable();
            if let Some(next) = order[at + 1..].iter().position(|item| *item > order[at]) {
                order.swap(at, at + 1 + next);
                return true;
            }
        }
        false
    }
}

fn next(vm: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(this) = value.downcast::<Permutations>() else { return Ok(None) };
    let mut state = this.state.borrow_mut();
    if !state.done && !state.fresh {
        state.done = !state.advance();
    }
    if state.done {
        return Ok(None);
    }
    state.fresh = false;
    let Some(pool) = this.pool.as_tuple() else { return Ok(None) };
    Ok(Some(vm.tuple(state.order[..state.taken].iter().map(|at| pool[*at].clone()).collect())))
}

pub(super) fn spec() -> TypeSpec {
    row(
        "permutations",
        Permutations::KIND,
        "All arrangements of r items of an iterable.",
        |slots| {
            slots.new = Some(new);
            slots.iter = Some(itself);
            slots.next = Some(next);
        },
        &[],
    )
}
