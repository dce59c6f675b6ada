//! Embedding: conversions, handles, host functions, limits, driving the loop.

use std::{
    future::Future,
    pin::pin,
    sync::Arc,
    task::{Context, Poll, Wake, Waker},
};

use taipan::{Clock, Cx, ErrorKind, Function, Limit, Limits, Module, Result, Stdio, Value, Vm};

#[test]
fn values_convert_both_ways() -> Result<()> {
    let vm = Vm::new();
    assert_eq!(vm.eval::<i64>("40 + 2")?, 42);
    assert_eq!(vm.eval::<(String, Option<f64>)>("('a', None)")?, ("a".to_owned(), None));
    assert_eq!(vm.eval::<Vec<u8>>("range(3)")?, [0, 1, 2]);
    let double: Function = vm.eval("lambda x: x * 2")?;
    assert_eq!(double.call::<u64>((u64::MAX / 2,))?, u64::MAX - 1);
    assert_eq!(vm.eval::<u8>("300").map_err(|error| error.kind()), Err(ErrorKind::Conversion));
    Ok(())
}

#[test]
fn handles_outlive_their_vm_harmlessly() -> Result<()> {
    let vm = Vm::new();
    let value: Value = vm.eval("[1]")?;
    assert_eq!(value.extract::<Vec<i64>>()?, [1]);
    let other = Vm::new();
    let len: Function = other.eval("len")?;
    assert_eq!(len.call::<i64>((&value,)).map_err(|error| error.kind()), Err(ErrorKind::WrongVm));
    drop(vm);
    assert_eq!(value.repr().map_err(|error| error.kind()), Err(ErrorKind::Closed));
    Ok(())
}

#[test]
fn exceptions_pass_through_host_functions() -> Result<()> {
    let host = Module::new("host")
        .func("apply", |function: Function, value: i64| function.call::<i64>((value,)))
        .func("evaluate", |cx: &Cx, text: String| cx.eval::<i64>(text.as_str()));
    let vm = Vm::builder().module(host).build()?;
    vm.exec(
        "
import host
raised = ValueError('mine')
def fail(x): raise raised
try:
    host.apply(fail, 1)
except ValueError as error:
    same = error is raised
",
    )?;
    assert!(vm.eval::<bool>("same")?);
    assert_eq!(vm.eval::<i64>("host.evaluate('1 + 2')")?, 3);
    let error = vm.eval::<i64>("host.apply(fail, 1)").err();
    let error = error.as_ref();
    assert_eq!(error.map(|error| error.class()), Some("ValueError"));
    assert!(error.is_some_and(|error| error.is_instance("Exception") && error.message() == "mine"));
    assert!(error.is_some_and(|error| error.frames().iter().any(|frame| frame.function == "fail")));
    Ok(())
}

#[test]
fn fuel_comes_back_with_each_entry() -> Result<()> {
    let vm = Vm::builder().limits(Limits { fuel: Some(100_000), ..Limits::default() }).build()?;
    for _ in 0..3 {
        let stopped = vm.exec("while True: pass").map_err(|error| error.kind());
        assert_eq!(stopped, Err(ErrorKind::Limit(Limit::Fuel)));
        assert_eq!(vm.eval::<i64>("1 + 1")?, 2);
    }
    Ok(())
}

struct Count(std::sync::atomic::AtomicUsize);

impl Wake for Count {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
    }
}

#[test]
fn any_executor_can_drive_the_loop() -> Result<()> {
    let mut vm = Vm::builder().clock(Clock::frozen_at(0)).stdout(Stdio::Capture).build()?;
    vm.exec("import asyncio\nasync def main():\n    await asyncio.sleep(3600)\n    return 'done'")?;
    {
        let mut run = pin!(vm.run::<String>("main()"));
        let count = Arc::new(Count(std::sync::atomic::AtomicUsize::new(0)));
        let waker = Waker::from(count.clone());
        let mut context = Context::from_waker(&waker);
        let mut polls = 0;
        let result = loop {
            match run.as_mut().poll(&mut context) {
                Poll::Ready(result) => break result?,
                Poll::Pending => polls += 1,
            }
            // Pending only ever comes with a wake-up.
            assert_eq!(count.0.load(std::sync::atomic::Ordering::SeqCst), polls);
            assert!(polls < 100);
        };
        assert_eq!(result, "done");
    }
    // Dropping a run cancels its task; the VM stays usable.
    let mut dropped = Box::pin(vm.run::<()>("main()"));
    _ = dropped.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    drop(dropped);
    assert_eq!(vm.block_on::<i64>("len(asyncio.all_tasks()) - 1")?, 0);
    Ok(())
}
