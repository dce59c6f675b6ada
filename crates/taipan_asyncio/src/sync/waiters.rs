//! The futures that stand in the deques of locks and queues.

use taipan_vm::{
    Res, Value, Vm,
    objects::{Deque, End, Slot},
};

use crate::{
    event_loop,
    future::{Core, Future, set_result},
    state::State,
};

/// A deque of exactly that type.
#[inline]
pub(super) fn exact_deque<'v>(vm: &Vm, value: &'v Value) -> Option<&'v Deque> {
    value.as_deque().filter(|_| !vm.type_of(value).is_heap_type())
}

/// A future of exactly that type.
#[inline]
pub(super) fn exact_future<'v>(vm: &Vm, value: &'v Value) -> Option<&'v Core> {
    let future = value.downcast::<Future>()?;
    (!vm.type_of(value).is_heap_type()).then_some(&future.core)
}

pub(super) fn add_waiter(vm: &Vm, owner: &Value, waiters: &Value) -> Res {
    let state = State::of(vm);
    let running = vm.running_loop().get();
    let bound = state.layouts.bound.of(vm, owner).is_some_and(|[bound]| bound.holds(&running));
    let own =
        event_loop::native(&running).filter(|own| bound && !own.flags().own_making && !own.flags().debug);
    let waiter: Value = match own {
        Some(_) => vm.make(Future { core: Core::new(running) }).into(),
        None => {
            let event_loop = vm.call_method(owner, "_get_loop", &[])?;
            vm.call_method(&event_loop, "create_future", &[])?
        }
    };
    match exact_deque(vm, waiters) {
        Some(deque) => deque.push(vm, End::Right, waiter.clone())?,
        None => drop(vm.call_method(waiters, "append", std::slice::from_ref(&waiter))?),
    }
    Ok(waiter)
}

/// Completes a waiter of any type unless it is done; whether it did.
pub(super) fn wake(vm: &Vm, waiter: &Value, result: &Value) -> Res<bool> {
    if let Some(core) = exact_future(vm, waiter) {
        if core.is_done() {
            return Ok(false);
        }
        set_result(vm, core, waiter, result.clone())?;
        return Ok(true);
    }
    if vm.truth(&vm.call_method(waiter, "done", &[])?)? {
        return Ok(false);
    }
    vm.call_method(waiter, "set_result", std::slice::from_ref(result))?;
    Ok(true)
}

/// Takes waiters out until one is not done, and wakes it.
pub(super) fn wake_next(vm: &Vm, waiters: &Deque) -> Res<()> {
    while let Some(waiter) = waiters.pop_front() {
        if wake(vm, &waiter, &Value::NONE)? {
            break;
        }
    }
    Ok(())
}

pub(super) fn wake_all(vm: &Vm, waiters: &Value, result: &Value) -> Res<bool> {
    let Some(deque) = exact_deque(vm, waiters) else { return Ok(false) };
    let all = deque.snapshot();
    if !all.iter().all(|waiter| exact_future(vm, waiter).is_some()) {
        return Ok(false);
    }
    for waiter in &all {
        wake(vm, waiter, result)?;
    }
    Ok(true)
}

/// The small int that a slot holds.
#[inline]
pub(super) fn number(slot: &Slot) -> Option<i64> {
    slot.get().as_small_int()
}
