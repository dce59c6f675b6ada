//! `combinations`, `combinations_with_replacement`

use std::cell::RefCell;

use taipan_vm::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Args, Signature, TypeSpec, bind_args},
};

use super::row::{LazySignature, check_room, itself, row, size};

/// `combinations`
pub(super) struct Combinations(Choice);

/// `combinations_with_replacement`
pub(super) struct WithReplacement(Choice);

/// So many items of a pool, in the order of positions.
struct Choice {
    pool: Value,
    count: usize,
    /// Positions of the choice that was given last.
    state: RefCell<State>,
}

enum State {
    Fresh,
    At(Vec<usize>),
    Done,
}

impl Body for Combinations {
    const KIND: Kind = Kind::ext(28);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(&self.0.pool);
    }
}

impl Body for WithReplacement {
    const KIND: Kind = Kind::ext(29);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(&self.0.pool);
    }
}

impl Choice {
    fn new(vm: &Vm, signature: &Signature, args: Args<'_>) -> Res<Choice> {
        let bound = bind_args(vm, signature, args)?;
        let pool = vm.collect(&bound[0])?;
        let count = size(vm, &bound[1], "r must be non-negative")?;
        Ok(Choice { pool: vm.tuple(pool), count, state: RefCell::new(State::Fresh) })
    }

    /// The next choice. The position at index `i` may be at most `last(i)`; those after a changed one follow it `gap` apart.
    fn next(&self, vm: &Vm, gap: usize) -> Res<Option<Value>> {
        let Some(pool) = self.pool.as_tuple() else { return Ok(None) };
        let (len, count) = (pool.len(), self.count);
        let state = &mut *self.state.borrow_mut();
        match state {
            State::Fresh if count > 0 && (len == 0 || gap > 0 && count > len) => *state = State::Done,
            State::Fresh => {
                check_room(vm, count)?;
                *state = State::At((0..count).map(|at| at * gap).collect());
            }
            State::At(at) => {
                let last = |index: usize| len - 1 - (count - 1 - index) * gap;
                match (0..count).rev().find(|index| at[*index] < last(*index)) {
                    Some(index) => {
                        let first = at[index] + 1;
                        (index..count).for_each(|next| at[next] = first + (next - index) * gap);
                    }
                    None => *state = State::Done,
                }
            }
            State::Done => {}
        }
        let State::At(at) = state else { return Ok(None) };
        Ok(Some(vm.tuple(at.iter().map(|at| pool[*at].clone()).collect())))
    }
}

pub(super) fn spec() -> TypeSpec {
    row(
        "combinations",
        Combinations::KIND,
        "All choices of r items of an iterable.",
        |slots| {
            slots.new = Some(|vm, class, args| {
                static SIGNATURE: LazySignature =
                    LazySignature::new(|| Signature::parse("combinations(iterable, r)"));
                Ok(vm.make_instance(class, Combinations(Choice::new(vm, &SIGNATURE, args)?))?.into())
            });
            slots.iter = Some(itself);
            slots.next = Some(|vm, v| v.downcast::<Combinations>().map_or(Ok(None), |c| c.0.next(vm, 1)));
        },
        &[],
    )
}

pub(super) fn with_replacement_spec() -> TypeSpec {
    row(
        "combinations_with_replacement",
        WithReplacement::KIND,
        "All choices of r items of an iterable, each as often as one likes.",
        |slots| {
            slots.new = Some(|vm, class, args| {
                static SIGNATURE: LazySignature =
                    LazySignature::new(|| Signature::parse("combinations_with_replacement(iterable, r)"));
                Ok(vm.make_instance(class, WithReplacement(Choice::new(vm, &SIGNATURE, args)?))?.into())
            });
            slots.iter = Some(itself);
            slots.next = Some(|vm, v| v.downcast::<WithReplacement>().map_or(Ok(None), |c| c.0.next(vm, 0)));
        },
        &[],
    )
}
