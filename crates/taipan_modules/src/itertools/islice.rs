//! `islice`

use std::cell::Cell;

use taipan_vm::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Args, TypeSpec},
    objects::{Slot, Type},
};

use super::row::{itself, row};

/// Items of an iterable by position.
pub(super) struct ISlice {
    /// Empty at the end.
    iterator: Slot,
    /// Position of the item that comes next.
    next: Cell<u64>,
    stop: Option<u64>,
    step: u64,
    /// Items that have been taken from the iterator.
    taken: Cell<u64>,
}

impl Body for ISlice {
    const KIND: Kind = Kind::ext(37);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.iterator.trace(tracer);
    }
}

/// `None`, or an integer of at least `least`.
fn bound(vm: &Vm, value: &Value, least: i64, message: &str) -> Res<Option<u64>> {
    if value.is_none() {
        return Ok(None);
    }
    let number = match vm.index(value) {
        Ok(number) => number.as_int().filter(|number| *number >= least),
        Err(raised) => {
            drop(vm.take_raised(raised));
            None
        }
    };
    number.map(|number| Some(number as u64)).ok_or_else(|| vm.value_error(message))
}

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    const STOP: &str = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
    const INDEX: &str = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
    const STEP: &str = "Step for islice() must be a positive integer or None.";
    let values = vm.positional_only("islice", args, 2, 4)?;
    let (start, stop, step) = match &values[1..] {
        [stop] => (None, bound(vm, stop, 0, STOP)?, None),
        [start, stop, rest @ ..] => {
            let start = bound(vm, start, 0, INDEX)?;
            let stop = bound(vm, stop, 0, STOP)?;
            let step = rest.first().map_or(Ok(None), |step| bound(vm, step, 1, STEP))?;
            (start, stop, step)
        }
        [] => (None, None, None),
    };
    let body = ISlice {
        iterator: Slot::new(vm.iter(&values[0])?),
        next: Cell::new(start.unwrap_or(0)),
        stop,
        step: step.unwrap_or(1),
        taken: Cell::new(0),
    };
    Ok(vm.make_instance(class, body)?.into())
}

fn next(vm: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(this) = value.downcast::<ISlice>() else { return Ok(None) };
    let Some(iterator) = this.iterator.given() else { return Ok(None) };
    while this.taken.get() < this.next.get() {
        if vm.next_of_inner(&iterator)?.is_none() {
            drop(this.iterator.take());
            return Ok(None);
        }
        this.taken.set(this.taken.get() + 1);
        vm.tick(1)?;
    }
    let item = match this.stop {
        Some(stop) if this.taken.get() >= stop => None,
        _ => vm.next_of_inner(&iterator)?,
    };
    if item.is_none() {
        drop(this.iterator.take());
        return Ok(None);
    }
    this.taken.set(this.taken.get() + 1);
    let next = this.next.get().saturating_add(this.step);
    this.next.set(this.stop.map_or(next, |stop| next.min(stop)));
    Ok(item)
}

pub(super) fn spec() -> TypeSpec {
    row(
        "islice",
        ISlice::KIND,
        "The items of an iterable that a slice selects.",
        |slots| {
            slots.new = Some(new);
            slots.iter = Some(itself);
            slots.next = Some(next);
        },
        &[],
    )
}
