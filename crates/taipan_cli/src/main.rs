//! The `taipan` command.

mod options;

use std::{panic::AssertUnwindSafe, rc::Rc};

use clap::Parser;
use taipan::{Host, Interpreter, Machine};

use options::{ClockKind, Options};

#[global_allocator]
static ALLOCATOR: taipan::Allocator = taipan::Allocator;

/// Rust stack for the interpreter: deep native recursion ends in `RecursionError` before this does.
const STACK: usize = 256 << 20;

/// The process ends in here, not by returning: the system takes the memory back faster than the VM would.
fn main() {
    // A stack of the main thread's own: another thread would cost its start and its end, and have `malloc` lock.
    stacker::grow(stack_size(), || {
        let code = std::panic::catch_unwind(AssertUnwindSafe(run)).unwrap_or(70);
        std::process::exit(code)
    })
}

/// Address space for the stack: a part of it where it is limited.
fn stack_size() -> usize {
    taipan::address_space_limit().map_or(STACK, |limit| STACK.min(limit / 8))
}

fn run() -> i32 {
    let options = Options::parse_from(options::detached(std::env::args_os()));
    let machine = match options.clock {
        ClockKind::Real => Machine::new(),
        ClockKind::Virtual => Machine::with_virtual_clock(),
    };
    if options.unbuffered || std::env::var_os("PYTHONUNBUFFERED").is_some_and(|value| !value.is_empty()) {
        machine.write_at_once();
    }
    let host: Rc<dyn Host> = Rc::new(machine);
    let interpreter = std::mem::ManuallyDrop::new(Interpreter::new(host));
    // Where memory ends, programs get a MemoryError. Some is left for what is not counted: more where address space is
    // short, since a list that grows or a collection has it twice for a moment.
    if let Some(limit) = taipan::address_space_limit() {
        taipan::keep_reserve(limit / 32);
    }
    let share = if taipan::address_space_limit().is_some() { 2 } else { 8 };
    interpreter.heap().set_limit(taipan::memory_of_machine().map(|bytes| bytes - bytes / share));
    taipan::obey_interrupts(&interpreter.attention);
    match std::env::var("TAIPAN_MODE").as_deref() {
        Ok("gc-stress") => interpreter.stress_collector(),
        Ok("fuel-1") => interpreter.check_every_point(),
        _ => {}
    }
    options.run(&interpreter)
}
