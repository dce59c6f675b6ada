//! The `taipan` command.

mod options;

use std::{process::ExitCode, rc::Rc};

use clap::Parser;
use taipan::{Attention, Host, Interpreter, Machine};

use options::{ClockKind, Options};

/// Rust stack for the interpreter: deep native recursion ends in `RecursionError` before this does.
const STACK: usize = 256 << 20;

fn main() -> ExitCode {
    let worker = std::thread::Builder::new().stack_size(STACK).spawn(run);
    match worker.map(std::thread::JoinHandle::join) {
        Ok(Ok(code)) => ExitCode::from(code),
        _ => ExitCode::from(70),
    }
}

fn run() -> u8 {
    let options = Options::parse();
    let machine = match options.clock {
        ClockKind::Real => Machine::new(),
        ClockKind::Virtual => Machine::with_virtual_clock(),
    };
    let host: Rc<dyn Host> = Rc::new(machine);
    let interpreter = Interpreter::new(host);
    // Where memory ends, programs get a MemoryError. Some is left for what is not counted.
    interpreter.heap().set_limit(taipan::memory_of_machine().map(|bytes| bytes - bytes / 8));
    obey_interrupts(&interpreter);
    match std::env::var("TAIPAN_MODE").as_deref() {
        Ok("gc-stress") => interpreter.stress_collector(),
        Ok("fuel-1") => interpreter.check_every_point(),
        _ => {}
    }
    let code = options.run(&interpreter);
    // The process ends here: the system takes the memory back faster than the VM would.
    std::mem::forget(interpreter);
    code as u8
}

/// Ctrl-C raises `KeyboardInterrupt`; another one that finds the first unanswered ends the process.
fn obey_interrupts(interpreter: &Interpreter) {
    let attention = interpreter.attention.clone();
    let installed = ctrlc::set_handler(move || {
        if attention.pending() & Attention::INTERRUPT != 0 {
            std::process::exit(130);
        }
        attention.request(Attention::INTERRUPT);
    });
    // Without a handler Ctrl-C ends the process at once, as the system has it.
    _ = installed;
}
