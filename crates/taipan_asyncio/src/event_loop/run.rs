//! Turns (twin: `Loop.run_forever`, `run_until_complete` and `_run_once` in `_py_loop.py`).

use taipan_vm::{Res, Value, Vm};

use super::{Loop, Ready, Timers, native, scheduling::closed};
use crate::{
    bridge,
    future::{LOG_DESTROY, State as Done, core_of, set_result},
    task::Task,
};

/// Timers within this many seconds count as due: the clock's resolution.
pub const RESOLUTION: f64 = 1e-9;
const LONGEST_WAIT: f64 = 24.0 * 3600.0;

/// `loop.time()`
#[inline]
pub fn time(vm: &Vm, own: &Loop, me: &Value) -> Res<f64> {
    if own.flags().own_time {
        return vm.to_f64(&vm.call_method(me, "time", &[])?);
    }
    Ok(bridge::monotonic(vm))
}

/// Raises unless the loop may start now.
pub fn check_startable(vm: &Vm, own: &Loop) -> Res<()> {
    if own.flags().closed {
        return Err(closed(vm));
    }
    if own.flags().running {
        return Err(vm.runtime_error("This event loop is already running"));
    }
    if !vm.running_loop().is_empty() {
        return Err(vm.runtime_error("Cannot run the event loop while another loop is running"));
    }
    Ok(())
}

/// `loop.run_forever()`
pub fn run_forever(vm: &Vm, me: &Value) -> Res<()> {
    let Some(own) = native(me) else { return Err(vm.type_error("a Loop is required")) };
    check_startable(vm, &own)?;
    let hooks = bridge::set_asyncgen_hooks(vm, me)?;
    own.change(|flags| flags.running = true);
    own.thread.set(vm.thread_number());
    vm.running_loop().set(me.clone());
    let tracking = own.flags().debug.then(|| track_origins(vm, me, true));
    let outcome = turns(vm, &own, me);
    drop(vm.running_loop().take());
    own.change(|flags| {
        flags.running = false;
        flags.stopping = false;
    });
    let tracked = if tracking.is_some() { track_origins(vm, me, false) } else { Ok(()) };
    let restored = bridge::restore_asyncgen_hooks(vm, hooks);
    outcome.and(tracked).and(restored)
}

/// Coroutines remember where they were made while a loop runs in debug mode.
pub(super) fn track_origins(vm: &Vm, me: &Value, on: bool) -> Res<()> {
    vm.call_method(me, "_set_coroutine_origin_tracking", &[Value::bool(on)]).map(drop)
}

fn turns(vm: &Vm, own: &Loop, me: &Value) -> Res<()> {
    // A stop() before the start: one turn is run all the same.
    loop {
        if own.flags().own_turn {
            vm.call_method(me, "_run_once", &[])?;
        } else {
            turn(vm, own, me)?;
        }
        if own.flags().stopping {
            return Ok(());
        }
    }
}

/// One turn: timers that are due join the queue, then exactly what it holds now runs.
pub fn turn(vm: &Vm, own: &Loop, me: &Value) -> Res<()> {
    let first = Timers::next(&own.timers);
    let waiting = own.ready.borrow().len();
    if waiting == 0 && !own.flags().stopping {
        wait(vm, own, me, first)?;
    } else if own.flags().own_scheduling {
        bridge::poll_selector(vm, me, Some(0.0))?;
    }
    if first.is_some() {
        collect_due(vm, own, me)?;
    }
    let count = own.ready.borrow().len();
    for _ in 0..count {
        let entry = own.ready.borrow_mut().pop_front();
        let Some(entry) = entry else { break };
        if own.flags().debug {
            run_timed(vm, own, me, entry)?;
        } else {
            entry.run(vm, me)?;
        }
    }
    Ok(())
}

#[cold]
fn wait(vm: &Vm, own: &Loop, me: &Value, first: Option<f64>) -> Res<()> {
    let deadline = match first {
        None => None,
        Some(first) => {
            let now = time(vm, own, me)?;
            Some(first.clamp(now, now + LONGEST_WAIT))
        }
    };
    if own.flags().own_scheduling || own.flags().own_time {
        // A loop of a test or of another selector: it waits by its own means.
        let seconds = match deadline {
            Some(deadline) => Some(deadline - time(vm, own, me)?),
            None => None,
        };
        if bridge::poll_selector(vm, me, seconds)? {
            return Ok(());
        }
    }
    bridge::wait_until(vm, deadline)
}

/// How long the loop has nothing to do, in seconds, for programs that drive it turn by turn. A virtual clock moves on
/// instead.
pub fn idle_seconds(vm: &Vm, own: &Loop, me: &Value) -> Res<f64> {
    if own.ready.borrow().len() > 0 {
        return Ok(0.0);
    }
    let Some(first) = Timers::next(&own.timers) else { return Ok(f64::INFINITY) };
    let seconds = (first - time(vm, own, me)?).clamp(0.0, LONGEST_WAIT);
    let clock = vm.host.clock();
    if clock.is_virtual() {
        clock.sleep_ns((seconds * 1e9).ceil() as u64);
        return Ok(0.0);
    }
    Ok(seconds)
}

fn collect_due(vm: &Vm, own: &Loop, me: &Value) -> Res<()> {
    let due = time(vm, own, me)? + RESOLUTION;
    loop {
        let timer = {
            let mut timers = own.timers.borrow_mut();
            match timers.first() {
                Some(when) if when < due => timers.pop(),
                _ => return Ok(()),
            }
        };
        if let Some(timer) = timer {
            own.push(Ready::of(timer.target));
        }
    }
}

#[cold]
fn run_timed(vm: &Vm, own: &Loop, me: &Value, entry: Ready) -> Res<()> {
    let (_, _, handle) = entry.as_call(vm);
    let task = entry.target.downcast::<Task>().map(|_| entry.target.clone());
    own.current_handle.set(handle.clone());
    let start = time(vm, own, me)?;
    let outcome = entry.run(vm, me);
    drop(own.current_handle.take());
    let took = time(vm, own, me)? - start;
    let limit = match own.slow_callback_duration.given() {
        Some(limit) => vm.to_f64(&limit)?,
        None => 0.1,
    };
    if outcome.is_ok() && took >= limit {
        let shown = task.unwrap_or(handle);
        bridge::call_python(vm, "asyncio.base_events", "_report_slow", &[shown, vm.float(took)])?;
    }
    outcome
}

/// The end of a `sleep()`, whose result stands in its future already.
pub fn sleep_over(vm: &Vm, future: &Value) -> Res<()> {
    match core_of(future) {
        Some(core) if !core.is_done() => set_result(vm, core, future, core.result.get()),
        _ => Ok(()),
    }
}

/// `loop.run_until_complete(future)`
pub fn run_until_complete(vm: &Vm, me: &Value, awaitable: &Value) -> Res {
    let Some(own) = native(me) else { return Err(vm.type_error("a Loop is required")) };
    if let Err(raised) = check_startable(vm, &own) {
        return bridge::refuse(vm, raised, awaitable);
    }
    let is_future =
        bridge::call_python(vm, "asyncio.base_futures", "isfuture", std::slice::from_ref(awaitable))?;
    let made_here = !vm.truth(&is_future)?;
    let ensure = bridge::import(vm, "asyncio.tasks", "ensure_future")?;
    let future = vm.call_keywords(&ensure, std::slice::from_ref(awaitable), &[("loop", me.clone())])?;
    if made_here {
        // The caller sees what became of it.
        match core_of(&future) {
            Some(core) => core.put(LOG_DESTROY, false),
            None => vm.set_attr(&future, &vm.intern("_log_destroy_pending"), &Value::FALSE)?,
        }
    }
    let stop = bridge::import(vm, "asyncio.base_events", "_run_until_complete_cb")?;
    vm.call_method(&future, "add_done_callback", std::slice::from_ref(&stop))?;
    let outcome = run_forever(vm, me);
    if outcome.is_err()
        && made_here
        && let Some(core) = core_of(&future).filter(|core| core.state() == Done::Failed)
    {
        core.put(crate::future::LOG_TRACEBACK, false); // it is this very exception
    }
    if let Err(raised) = vm.call_method(&future, "remove_done_callback", &[stop]) {
        outcome?;
        return Err(raised);
    }
    outcome?;
    if !vm.truth(&vm.call_method(&future, "done", &[])?)? {
        return Err(vm.runtime_error("Event loop stopped before Future completed."));
    }
    vm.call_method(&future, "result", &[])
}
