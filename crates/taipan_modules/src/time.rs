//! `time`, over the host's clock.

use taipan_vm::{
    Res, Value, Vm,
    native::{Function, ModuleSpec},
};

const FUNCTIONS: &[Function] = &[
    Function::new(
        "time()",
        |vm, _| Ok(vm.float(vm.host.clock().time_ns() as f64 / 1e9)),
        "Seconds since the epoch.",
    ),
    Function::new(
        "time_ns()",
        |vm, _| Ok(vm.int(vm.host.clock().time_ns() as i64)),
        "Nanoseconds since the epoch.",
    ),
    Function::new("monotonic()", |vm, _| Ok(seconds(vm)), "Seconds of a clock that never goes back."),
    Function::new(
        "monotonic_ns()",
        |vm, _| Ok(vm.int(vm.host.clock().monotonic_ns() as i64)),
        "Its nanoseconds.",
    ),
    Function::new("perf_counter()", |vm, _| Ok(seconds(vm)), "Seconds of a clock for measuring."),
    Function::new(
        "perf_counter_ns()",
        |vm, _| Ok(vm.int(vm.host.clock().monotonic_ns() as i64)),
        "Its nanoseconds.",
    ),
    Function::new(
        "process_time()",
        |vm, _| Ok(vm.float(vm.host.clock().process_ns() as f64 / 1e9)),
        "CPU seconds.",
    ),
    Function::new(
        "process_time_ns()",
        |vm, _| Ok(vm.int(vm.host.clock().process_ns() as i64)),
        "CPU nanoseconds.",
    ),
    Function::new(
        "thread_time()",
        |vm, _| Ok(vm.float(vm.host.clock().process_ns() as f64 / 1e9)),
        "CPU seconds of the thread.",
    ),
    Function::new("sleep(seconds, /)", sleep, "Waits that many seconds."),
];

/// The module.
pub(crate) static MODULE: ModuleSpec =
    ModuleSpec { name: "time", doc: "Clocks and waiting.", functions: FUNCTIONS, init: |_, _| Ok(()) };

fn seconds(vm: &Vm) -> Value {
    vm.float(vm.host.clock().monotonic_ns() as f64 / 1e9)
}

fn sleep(vm: &Vm, args: &[Value]) -> Res {
    let seconds = vm.to_f64(&args[0])?;
    if seconds.is_nan() {
        return Err(vm.value_error("Invalid value NaN (not a number)"));
    }
    if seconds < 0.0 {
        return Err(vm.value_error("sleep length must be non-negative"));
    }
    // The output so far should be seen while the program waits; a failure shows at the next write.
    _ = vm.host.flush();
    vm.host.clock().sleep_ns((seconds * 1e9) as u64);
    Ok(Value::NONE)
}
