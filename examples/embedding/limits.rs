//! Code that nobody has read: limits on memory, fuel and output, a watchdog, a clock that stands still.
//!
//! `cargo run -p taipan --example limits`

#![allow(clippy::print_stdout, reason = "an example shows what it does")]

use std::time::Duration;

use taipan::{Clock, ErrorKind, Limit, Limits, Result, Stdio, Vm};

fn run_untrusted(source: &str) -> Result<String> {
    let limits = Limits { memory: Some(32 << 20), fuel: Some(5_000_000), ..Limits::untrusted() };
    let mut vm = Vm::builder().limits(limits).stdout(Stdio::Capture).build()?;
    vm.block_on::<()>(source)?;
    Ok(vm.output())
}

fn main() -> Result<()> {
    let cases = [
        ("print('hello')", None),
        ("x = [0] * 10**9", Some(ErrorKind::Limit(Limit::Memory))),
        (
            "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
            Some(ErrorKind::Limit(Limit::Fuel)),
        ),
        ("def f(): return f()\nf()", Some(ErrorKind::Limit(Limit::Recursion))),
    ];
    for (source, expected) in cases {
        let result = run_untrusted(source);
        println!("{result:?}", result = result.as_ref().map_err(taipan::Error::kind));
        assert_eq!(result.err().map(|error| error.kind()), expected);
    }

    // Another thread stops a VM for good; no `except` and no `finally` runs.
    let vm = Vm::new();
    let handle = vm.handle();
    let watchdog = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(50));
        handle.terminate();
    });
    let stopped = vm.exec("while True: pass").map_err(|error| error.kind());
    println!("{stopped:?}");
    assert_eq!(stopped, Err(ErrorKind::Terminated));
    if watchdog.join().is_err() {
        println!("the watchdog failed");
    }

    // An hour of waiting in no time, with the same output in every run.
    let mut vm = Vm::builder().clock(Clock::frozen_at(1_700_000_000)).stdout(Stdio::Capture).build()?;
    vm.block_on::<()>(
        "
import asyncio, time
start = time.time()
for delay in (1, 60, 3600):
    await asyncio.sleep(delay)
print(time.time() - start)
",
    )?;
    print!("{}", vm.output());
    assert_eq!(vm.output(), "3661.0\n");
    Ok(())
}
