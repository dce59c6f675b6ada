//! `Queue.put_nowait` and `get_nowait`, where they neither wait nor raise (`stdlib/asyncio/queues.py`).

use taipan_vm::{
    Res, Value, Vm,
    objects::{End, Layout},
};

use super::waiters::{exact_deque, number, wake_next};
use crate::state::State;

pub(super) const fn layout() -> Layout<7> {
    Layout::new(
        ["_maxsize", "_queue", "_getters", "_putters", "_unfinished_tasks", "_all_done", "_is_shutdown"],
        &["qsize", "empty", "full", "put_nowait", "get_nowait", "_put", "_get"],
    )
}

pub(super) fn put_now(vm: &Vm, args: &[Value]) -> Res {
    let state = State::of(vm);
    let Some([maxsize, queue, getters, _, unfinished, all_done, is_shutdown]) =
        state.layouts.queue.of(vm, &args[0])
    else {
        return Ok(Value::FALSE);
    };
    let (items, getters) = (queue.get(), getters.get());
    let (Some(deque), Some(waiting)) = (exact_deque(vm, &items), exact_deque(vm, &getters)) else {
        return Ok(Value::FALSE);
    };
    let (Some(maxsize), Some(count)) = (number(maxsize), number(unfinished)) else {
        return Ok(Value::FALSE);
    };
    if !is_shutdown.holds(&Value::FALSE) || (maxsize > 0 && deque.len() as i64 >= maxsize) {
        return Ok(Value::FALSE);
    }
    if !all_done.holds(&Value::NONE) {
        let event = all_done.get();
        let Some([value]) = state.layouts.event.of(vm, &event) else { return Ok(Value::FALSE) };
        value.set(Value::FALSE);
    }
    unfinished.set(vm.int(count + 1));
    deque.push(vm, End::Right, args[1].clone())?;
    wake_next(vm, waiting)?;
    Ok(Value::TRUE)
}

pub(super) fn get_now(vm: &Vm, args: &[Value]) -> Res {
    let state = State::of(vm);
    let Some([_, queue, _, putters, ..]) = state.layouts.queue.of(vm, &args[0]) else {
        return Ok(state.layouts.nothing(vm));
    };
    let (items, putters) = (queue.get(), putters.get());
    let (Some(deque), Some(waiting)) = (exact_deque(vm, &items), exact_deque(vm, &putters)) else {
        return Ok(state.layouts.nothing(vm));
    };
    let Some(item) = deque.pop_front() else { return Ok(state.layouts.nothing(vm)) };
    wake_next(vm, waiting)?;
    Ok(item)
}
