//! `time`, over the host's clock and time zone.

mod calendar;
mod clocks;
mod convert;
mod format;
mod zone;

use taipan_vm::{
    Value, Vm,
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
    Function::new("sleep(object, /)", clocks::sleep, "Waits that many seconds."),
    Function::new("gmtime(seconds=None, //)", convert::gmtime, "A moment as calendar fields in UTC."),
    Function::new(
        "localtime(seconds=None, //)",
        convert::localtime,
        "A moment as calendar fields in local time.",
    ),
    Function::new("mktime(object, /)", convert::mktime, "The moment of calendar fields in local time."),
    Function::new(
        "asctime(fields=None, /)",
        convert::asctime,
        "Calendar fields as text, such as 'Sat Jun 06 16:26:11 1998'.",
    ),
    Function::new("ctime(seconds=None, //)", convert::ctime, "A moment in local time as text."),
    Function::new(
        "strftime(format, fields=None, //)",
        convert::strftime,
        "Calendar fields as text, by a format.",
    ),
    Function::new("tzset()", zone::tzset, "Reads the time zone from the environment again."),
    Function::new("get_clock_info(name, //)", clocks::info, "What is known of a clock."),
    Function::new("clock_gettime(clk_id, /)", clocks::gettime, "Seconds of a clock."),
    Function::new("clock_gettime_ns(clk_id, /)", clocks::gettime_ns, "Nanoseconds of a clock."),
    Function::new("clock_getres(clk_id, //)", clocks::getres, "Seconds between two readings of a clock."),
];

/// The module.
pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "time",
    doc: "Clocks, waiting and calendar fields.",
    functions: FUNCTIONS,
    init: |vm, module| {
        vm.module_set(module, "struct_time", vm.struct_class(&calendar::STRUCT_TIME).into())?;
        vm.module_set(module, "_STRUCT_TM_ITEMS", vm.int(11))?;
        for (name, number) in clocks::NUMBERS {
            vm.module_set(module, name, vm.int(*number))?;
        }
        zone::start(vm, module)
    },
};

fn seconds(vm: &Vm) -> Value {
    vm.float(vm.host.clock().monotonic_ns() as f64 / 1e9)
}
