//! `Lock`, `Semaphore`: taking without waiting, and giving back (`stdlib/asyncio/locks.py`).

use taipan_vm::{
    Res, Value, Vm,
    objects::{Layout, Slot},
};

use super::waiters::{exact_deque, exact_future, number};
use crate::{
    future::{Core, State as Done, set_result},
    state::State,
};

pub(super) const fn lock_layout() -> Layout<2> {
    Layout::new(["_locked", "_waiters"], &["acquire"])
}

pub(super) const fn semaphore_layout() -> Layout<2> {
    Layout::new(["_value", "_waiters"], &["acquire", "locked"])
}

/// The first waiter with a property. `Err` where there is one of another type.
fn first(vm: &Vm, waiters: &Slot, wanted: fn(&Core) -> bool) -> Result<Option<Value>, ()> {
    if waiters.holds(&Value::NONE) {
        return Ok(None);
    }
    let waiters = waiters.get();
    let deque = exact_deque(vm, &waiters).ok_or(())?;
    let mut foreign = false;
    let found = deque.first_where(|waiter| match exact_future(vm, waiter) {
        Some(core) => wanted(core),
        None => {
            foreign = true;
            true
        }
    });
    if foreign { Err(()) } else { Ok(found) }
}

/// What an attempt ends with: `True` where the lock is taken now, `False` where one has to wait, `None` where that is
/// not known.
fn attempt(vm: &Vm, waiters: &Slot, take: impl FnOnce()) -> Value {
    // Only those who were cancelled do not count: who was woken and has not run yet goes first.
    match first(vm, waiters, |core| core.state() != Done::Cancelled) {
        Ok(None) => {
            take();
            Value::TRUE
        }
        Ok(Some(_)) => Value::FALSE,
        Err(()) => Value::NONE,
    }
}

pub(super) fn acquire_now(vm: &Vm, args: &[Value]) -> Res {
    let state = State::of(vm);
    if let Some([locked, waiters]) = state.layouts.lock.of(vm, &args[0]) {
        return Ok(if locked.holds(&Value::TRUE) {
            Value::FALSE
        } else if locked.holds(&Value::FALSE) {
            attempt(vm, waiters, || locked.set(Value::TRUE))
        } else {
            Value::NONE
        });
    }
    if let Some([value, waiters]) = state.layouts.semaphore.of(vm, &args[0]) {
        return Ok(match number(value) {
            Some(0) => Value::FALSE,
            Some(count) if count > 0 => attempt(vm, waiters, || value.set(vm.int(count - 1))),
            _ => Value::NONE,
        });
    }
    Ok(Value::NONE)
}

pub(super) fn release(vm: &Vm, args: &[Value]) -> Res {
    let state = State::of(vm);
    let Some([locked, waiters]) = state.layouts.lock.of(vm, &args[0]) else { return Ok(Value::FALSE) };
    if !locked.holds(&Value::TRUE) {
        return Ok(Value::FALSE);
    }
    // Only the first waiter is woken, even where it was cancelled and has not left yet.
    let Ok(next) = first(vm, waiters, |_| true) else { return Ok(Value::FALSE) };
    locked.set(Value::FALSE);
    if let Some(waiter) = next
        && let Some(core) = exact_future(vm, &waiter).filter(|core| !core.is_done())
    {
        set_result(vm, core, &waiter, Value::TRUE)?;
    }
    Ok(Value::TRUE)
}

pub(super) fn release_place(vm: &Vm, args: &[Value]) -> Res {
    let state = State::of(vm);
    let Some([value, waiters]) = state.layouts.semaphore.of(vm, &args[0]) else { return Ok(Value::FALSE) };
    let (Some(count), Ok(next)) = (number(value), first(vm, waiters, |core| !core.is_done())) else {
        return Ok(Value::FALSE);
    };
    let Some(waiter) = next else {
        value.set(vm.int(count + 1));
        return Ok(Value::TRUE);
    };
    // The place goes straight on.
    if let Some(core) = exact_future(vm, &waiter) {
        set_result(vm, core, &waiter, Value::TRUE)?;
    }
    Ok(Value::TRUE)
}
