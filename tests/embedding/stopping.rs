//! Stopping a VM: limits, and other threads.

use std::{thread, time::Duration};

use taipan::{Clock, ErrorKind, Limit, Limits, OnLimit, Result, Stdio, Vm, VmHandle};

const ENDLESS: &str = "
try:
    while True:
        try:
            while True: pass
        except BaseException: pass
finally:
    print('ran')
";

fn later(handle: VmHandle, act: impl FnOnce(VmHandle) + Send + 'static) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(30));
        act(handle);
    })
}

#[test]
fn terminating_runs_no_python() -> Result<()> {
    for source in [ENDLESS, "sum(iter(int, 1))", "import time\ntry: time.sleep(1000)\nfinally: print('ran')"]
    {
        let vm = Vm::builder().stdout(Stdio::Capture).build()?;
        let watchdog = later(vm.handle(), |handle| handle.terminate());
        assert_eq!(vm.exec(source).map_err(|error| error.kind()), Err(ErrorKind::Terminated), "{source}");
        assert_eq!(vm.output(), "");
        assert_eq!(vm.eval::<i64>("1").map_err(|error| error.kind()), Err(ErrorKind::Terminated));
        assert!(watchdog.join().is_ok());
    }
    Ok(())
}

#[test]
fn interrupts_can_be_caught() -> Result<()> {
    let mut vm = Vm::new();
    let watchdog = later(vm.handle(), |handle| handle.interrupt());
    let result = vm.exec("while True: pass").map_err(|error| error.kind());
    assert_eq!(result, Err(ErrorKind::Interrupted));
    assert!(watchdog.join().is_ok());
    let watchdog = later(vm.handle(), |handle| handle.interrupt());
    vm.exec("import time\ntry: time.sleep(1000)\nexcept KeyboardInterrupt: caught = True")?;
    assert!(vm.eval::<bool>("caught")?);
    assert!(watchdog.join().is_ok());
    let watchdog = later(vm.handle(), |handle| handle.interrupt());
    let result = vm.block_on::<()>("import asyncio\nawait asyncio.sleep(1000)").map_err(|error| error.kind());
    assert_eq!(result, Err(ErrorKind::Interrupted));
    assert!(watchdog.join().is_ok());
    Ok(())
}

#[test]
fn a_run_can_be_cancelled() -> Result<()> {
    let mut vm = Vm::builder().stdout(Stdio::Capture).build()?;
    let watchdog = later(vm.handle(), |handle| handle.cancel());
    let source = "import asyncio\ntry: await asyncio.sleep(1000)\nfinally: print('cleaned up')";
    assert_eq!(vm.block_on::<()>(source).map_err(|error| error.kind()), Err(ErrorKind::Cancelled));
    assert_eq!(vm.output(), "cleaned up\n");
    assert!(watchdog.join().is_ok());
    Ok(())
}

#[test]
fn fuel_and_time_bound_a_whole_run() -> Result<()> {
    let busy = "import asyncio\nwhile True: await asyncio.sleep(0)";
    let mut vm = Vm::builder().limits(Limits { fuel: Some(200_000), ..Limits::default() }).build()?;
    let kind = |result: Result<()>| result.map_err(|error| error.kind());
    assert_eq!(kind(vm.block_on(busy)), Err(ErrorKind::Limit(Limit::Fuel)));
    assert_eq!(kind(vm.exec("sum(iter(int, 1))")), Err(ErrorKind::Limit(Limit::Fuel)));
    assert_eq!(vm.eval::<i64>("1 + 1")?, 2);
    let limits = Limits { wall_time: Some(Duration::from_millis(50)), ..Limits::default() };
    let mut vm = Vm::builder().limits(limits).build()?;
    for source in
        [busy, ENDLESS, "import asyncio\nawait asyncio.sleep(1000)", "import time; time.sleep(1000)"]
    {
        assert_eq!(kind(vm.block_on(source)), Err(ErrorKind::Limit(Limit::Time)), "{source}");
    }
    Ok(())
}

#[test]
fn fuel_can_be_added_while_code_runs() -> Result<()> {
    let vm = Vm::builder().limits(Limits { fuel: Some(1000), ..Limits::default() }).build()?;
    let count = "for i in range(100_000): pass";
    assert_eq!(vm.exec(count).map_err(|error| error.kind()), Err(ErrorKind::Limit(Limit::Fuel)));
    vm.handle().add_fuel(1_000_000);
    vm.exec(count)
}

#[test]
fn memory_and_recursion_raise_or_stop() -> Result<()> {
    let hungry = "try:\n    x = [0] * 10**9\nexcept MemoryError: caught = True\nfinally: print('ran')";
    let deep = "def f(): f()\ntry: f()\nexcept RecursionError: caught = True\nfinally: print('ran')";
    for (source, limit) in [(hungry, Limit::Memory), (deep, Limit::Recursion)] {
        for on_limit in [OnLimit::Raise, OnLimit::Terminate] {
            let limits = Limits { memory: Some(32 << 20), on_limit, ..Limits::default() };
            let vm = Vm::builder().limits(limits).stdout(Stdio::Capture).build()?;
            let result = vm.exec(source).map_err(|error| error.kind());
            match on_limit {
                OnLimit::Raise => assert_eq!((result, vm.output().as_str()), (Ok(()), "ran\n")),
                OnLimit::Terminate => {
                    assert_eq!((result, vm.output().as_str()), (Err(ErrorKind::Limit(limit)), ""));
                }
            }
            assert_eq!(vm.eval::<i64>("1 + 1")?, 2);
        }
    }
    Ok(())
}

#[test]
fn recursion_of_every_kind_ends_in_an_error() -> Result<()> {
    let classes = [
        "__repr__(s): return repr(s)",
        "__eq__(s, o): return s == o",
        "__hash__(s): return hash(s)",
        "__getattr__(s, n): return s.x",
        "__call__(s): return s()",
        "__lt__(s, o): return sorted([s, o])",
        "__iter__(s): return iter(s)",
    ];
    let uses = ["repr(A())", "A() == A()", "hash(A())", "A().x", "A()()", "sorted([A(), A()])", "iter(A())"];
    let vm = Vm::new();
    for (method, use_it) in classes.iter().zip(uses) {
        let source = format!("class A:\n    def {method}\n{use_it}");
        let kind = vm.exec(source.as_str()).map_err(|error| error.kind());
        assert_eq!(kind, Err(ErrorKind::Limit(Limit::Recursion)), "{source}");
    }
    Ok(())
}

#[test]
fn waiting_for_nothing_is_an_error() -> Result<()> {
    for clock in [Clock::Real, Clock::frozen_at(0)] {
        let mut vm = Vm::builder().clock(clock).build()?;
        let waiting = vm.block_on::<()>("import asyncio; await asyncio.Future()");
        assert_eq!(waiting.map_err(|error| error.kind()), Err(ErrorKind::Deadlock));
        assert_eq!(vm.block_on::<i64>("await asyncio.sleep(0.001, 5)")?, 5);
    }
    Ok(())
}

#[test]
fn files_are_denied() -> Result<()> {
    let vm = Vm::new();
    vm.exec("import os")?;
    for source in ["open('/etc/passwd')", "os.getcwd()", "os.listdir('/')", "os.stat('/')", "os.mkdir('/x')"]
    {
        let result = vm.eval::<taipan::Value>(source).map(drop);
        assert_eq!(result.map_err(|error| error.kind()), Err(ErrorKind::Denied), "{source}");
    }
    Ok(())
}

#[test]
fn native_loops_that_skip_use_fuel() -> Result<()> {
    for source in [
        "next(filter(None, itertools.repeat(0)))",
        "next(itertools.filterfalse(None, itertools.repeat(1)))",
        "next(itertools.compress(itertools.count(), itertools.repeat(0)))",
        "next(itertools.dropwhile(bool, itertools.repeat(1)))",
        "next(itertools.islice(itertools.count(), 10**15, None))",
        "next(itertools.chain.from_iterable(itertools.repeat(())))",
    ] {
        let vm = Vm::builder().limits(Limits { fuel: Some(100_000), ..Limits::default() }).build()?;
        vm.exec("import itertools")?;
        let result = vm.eval::<taipan::Value>(source).map(drop);
        assert_eq!(result.map_err(|error| error.kind()), Err(ErrorKind::Limit(Limit::Fuel)), "{source}");
    }
    Ok(())
}

#[test]
fn shutting_down_lets_tasks_clean_up() -> Result<()> {
    let mut vm = Vm::builder().clock(Clock::frozen_at(0)).build()?;
    vm.exec(
        "
import asyncio
log = []
async def work():
    try: await asyncio.sleep(1000)
    finally:
        await asyncio.sleep(0)
        log.append('cleaned up')
",
    )?;
    vm.block_on::<()>("task = asyncio.create_task(work()); await asyncio.sleep(0)")?;
    let log: taipan::Value = vm.eval("log")?;
    let mut end = std::pin::pin!(vm.shutdown(Duration::from_secs(5)));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    for _ in 0..100 {
        if let std::task::Poll::Ready(result) = end.as_mut().poll(&mut context) {
            result?;
            assert_eq!(log.repr().map_err(|error| error.kind()), Err(ErrorKind::Closed));
            return Ok(());
        }
    }
    panic!("shutting down does not end");
}
