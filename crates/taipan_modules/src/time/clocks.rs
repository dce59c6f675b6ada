//! Waiting, and clocks by name or number.

use taipan_vm::{Res, Value, Vm};

/// The numbers of the clocks.
pub(super) const NUMBERS: &[(&str, i64)] = &[
    ("CLOCK_REALTIME", 0),
    ("CLOCK_MONOTONIC", 1),
    ("CLOCK_PROCESS_CPUTIME_ID", 2),
    ("CLOCK_THREAD_CPUTIME_ID", 3),
    ("CLOCK_MONOTONIC_RAW", 4),
    ("CLOCK_BOOTTIME", 7),
    ("CLOCK_TAI", 11),
];

pub(super) fn sleep(vm: &Vm, args: &[Value]) -> Res {
    const RANGE: &str = "timestamp out of range for C PyTime_t";
    let ns = if let Some(seconds) = args[0].as_float() {
        if seconds.is_nan() {
            return Err(vm.value_error("Invalid value NaN (not a number)"));
        }
        // Rounded away from zero, so that nobody wakes too early.
        let ns = if seconds < 0.0 { (seconds * 1e9).floor() } else { (seconds * 1e9).ceil() };
        if ns.abs() >= 9_223_372_036_854_775_808.0 {
            return Err(vm.overflow_error(RANGE));
        }
        ns as i64
    } else {
        if vm.type_of(&args[0]).slots().index.is_none() && !args[0].is_int() {
            return Err(vm.type_error(format!(
                "'{}' object cannot be interpreted as an integer or float",
                vm.type_of(&args[0]).name()
            )));
        }
        let seconds = vm.index(&args[0])?.as_int();
        seconds.and_then(|s| s.checked_mul(1_000_000_000)).ok_or_else(|| vm.overflow_error(RANGE))?
    };
    let Ok(ns) = u64::try_from(ns) else {
        return Err(vm.value_error("sleep length must be non-negative"));
    };
    // The output so far should be seen while the program waits; a failure shows at the next write.
    _ = vm.host.flush();
    vm.wait_ns(ns)?;
    Ok(Value::NONE)
}

fn number(vm: &Vm, value: &Value) -> Res<i64> {
    if !value.is_int() {
        return Err(vm.type_error(format!("clk_id should be integer, not {}", vm.type_of(value).name())));
    }
    vm.index_i64(value)
}

fn reading(vm: &Vm, value: &Value) -> Res<i128> {
    let clock = vm.host.clock();
    match number(vm, value)? {
        // Atomic time has been 37 seconds ahead since 2017.
        11 => Ok(clock.time_ns() + 37_000_000_000),
        0 => Ok(clock.time_ns()),
        1 | 4 | 7 => Ok(clock.monotonic_ns().into()),
        2 | 3 => Ok(clock.process_ns().into()),
        _ => Err(unknown(vm)),
    }
}

fn unknown(vm: &Vm) -> taipan_vm::Raised {
    crate::os::os_error(vm, &std::io::Error::from_raw_os_error(libc::EINVAL), None)
}

pub(super) fn gettime(vm: &Vm, args: &[Value]) -> Res {
    Ok(vm.float(reading(vm, &args[0])? as f64 / 1e9))
}

pub(super) fn gettime_ns(vm: &Vm, args: &[Value]) -> Res {
    Ok(vm.int(reading(vm, &args[0])? as i64))
}

pub(super) fn getres(vm: &Vm, args: &[Value]) -> Res {
    reading(vm, &args[0])?;
    Ok(vm.float(1e-9))
}

pub(super) fn info(vm: &Vm, args: &[Value]) -> Res {
    let Some(name) = args[0].as_str() else {
        return Err(vm.bad_argument("get_clock_info", " 1", "str", &args[0]));
    };
    let (clock, monotonic) = match name {
        "time" => ("CLOCK_REALTIME", false),
        "monotonic" | "perf_counter" => ("CLOCK_MONOTONIC", true),
        "process_time" => ("CLOCK_PROCESS_CPUTIME_ID", true),
        "thread_time" => ("CLOCK_THREAD_CPUTIME_ID", true),
        _ => return Err(vm.value_error("unknown clock")),
    };
    vm.namespace(&[
        ("implementation", vm.str(&format!("clock_gettime({clock})"))),
        ("monotonic", Value::bool(monotonic)),
        ("adjustable", Value::bool(!monotonic)),
        ("resolution", vm.float(1e-9)),
    ])
}
