//! Driving the VM's event loop from Rust.

use std::{
    future::Future,
    marker::PhantomData,
    pin::Pin,
    task::{Context, Poll, Waker},
    time::Duration,
};

use crate::{
    compiler,
    notebook::{self, Last},
};

use taipan_vm::Attention;

use super::{Cx, Error, ErrorKind, FromPy, Result, Source, Value, cx::Budget};

/// What [`Vm::run`](crate::Vm::run) can run: source text, or an awaitable object.
pub trait IntoAwaitable {
    /// Makes the coroutine to run.
    ///
    /// # Errors
    /// The source text does not parse.
    fn into_awaitable(self, cx: &Cx) -> Result<Value>;
}

impl IntoAwaitable for Value {
    fn into_awaitable(self, _: &Cx) -> Result<Value> {
        Ok(self)
    }
}

impl IntoAwaitable for Source {
    fn into_awaitable(self, cx: &Cx) -> Result<Value> {
        let name = cx.name_source(&self);
        let steps = cx.enter(|vm| {
            let cell = notebook::statements(&self.text, &name, false, Last::Returned)
                .map_err(|error| vm.syntax_error(&name, &compiler::info(error)))?;
            let step = |step| match step {
                Ok(code) => vm.load_code(&code).map(taipan_vm::Value::from),
                Err(error) => {
                    let raised = vm.syntax_error(&name, &compiler::info(error));
                    Ok(vm.take_raised(raised))
                }
            };
            vm.list(cell.steps.into_iter().map(step).collect::<taipan_vm::Res<Vec<_>>>()?)
        })?;
        let main = cx.enter(|_| cx.shared().python.main_module())?;
        let args = (Value::new(cx, steps), Value::new(cx, main.dict.clone().into()));
        cx.import("_taipan_host")?.call_method("run_steps", args)
    }
}

impl IntoAwaitable for &str {
    fn into_awaitable(self, cx: &Cx) -> Result<Value> {
        Source::from(self).into_awaitable(cx)
    }
}

impl IntoAwaitable for String {
    fn into_awaitable(self, cx: &Cx) -> Result<Value> {
        Source::from(self).into_awaitable(cx)
    }
}

pub(crate) fn block_on<T: FromPy>(cx: &Cx, awaitable: Value) -> Result<T> {
    let mut run = RunUntilComplete::<T>::new(cx, Ok(awaitable));
    cx.together(&mut cx.budget(), || {
        loop {
            match run.turn()? {
                None => return run.finish(),
                Some(wait) if wait.is_zero() => {}
                Some(wait) => {
                    cx.enter(|vm| vm.wait_ns(u64::try_from(wait.as_nanos()).unwrap_or(u64::MAX)))?;
                }
            }
        }
    })
}

/// A run of the event loop until something is done: a future that any executor can poll. Dropping it cancels the
/// Python task, which sees that the next time the loop is driven.
#[must_use = "futures do nothing unless polled"]
pub struct RunUntilComplete<'vm, T> {
    cx: &'vm Cx,
    state: State,
    /// The whole run is one entry.
    budget: Budget,
    result: PhantomData<fn() -> T>,
}

enum State {
    Start(Option<Result<Value>>),
    Running(Value),
    Done,
}

impl<'vm, T> RunUntilComplete<'vm, T> {
    pub(crate) fn new(cx: &'vm Cx, awaitable: Result<Value>) -> RunUntilComplete<'vm, T> {
        let budget = cx.budget();
        RunUntilComplete { cx, state: State::Start(Some(awaitable)), budget, result: PhantomData }
    }

    /// One turn of the loop; nothing if the task is still running, with the time to wait for.
    fn turn(&mut self) -> Result<Option<Duration>> {
        let driver = self.cx.import("_taipan_host")?;
        if let State::Start(awaitable) = &mut self.state {
            let awaitable = awaitable.take().unwrap_or_else(|| Err(Error::closed()))?;
            self.state = State::Running(driver.call_method("start", (awaitable,))?);
        }
        let State::Running(task) = &self.state else { return Ok(Some(Duration::MAX)) };
        let attention = &self.cx.core().attention;
        if attention.pending() & Attention::CANCEL != 0 {
            attention.clear(Attention::CANCEL);
            task.call_method::<bool>("cancel", ())?;
        }
        let seconds: Option<f64> = driver.call_method("turn", (task,))?;
        let Some(seconds) = seconds else { return Ok(None) };
        if seconds.is_infinite() && std::sync::Arc::strong_count(attention) == 1 {
            // No timer, nothing ready, and no handle by which another thread could change that.
            let text = format!("nothing is left that could wake {}", task.repr()?);
            return Err(Error::plain(ErrorKind::Deadlock, text));
        }
        Ok(Some(Duration::try_from_secs_f64(seconds).unwrap_or(LONGEST_WAIT)))
    }
}

impl<T: FromPy> RunUntilComplete<'_, T> {
    /// The result of a task that is done.
    fn finish(&mut self) -> Result<T> {
        match std::mem::replace(&mut self.state, State::Done) {
            State::Running(task) => task.call_method("result", ()),
            _ => Err(Error::closed()),
        }
    }
}

impl<T: FromPy> Future for RunUntilComplete<'_, T> {
    type Output = Result<T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<T>> {
        let this = &mut *self;
        let mut budget = std::mem::take(&mut this.budget);
        let turn = this.cx.together(&mut budget, || this.turn());
        this.budget = budget;
        match turn {
            Err(error) => {
                this.state = State::Done;
                Poll::Ready(Err(error))
            }
            Ok(Some(wait)) => {
                this.cx.core().attention.set_driver(context.waker().clone());
                wake_after(wait, context.waker().clone());
                Poll::Pending
            }
            Ok(None) => Poll::Ready(this.finish()),
        }
    }
}

/// How long to wait for another thread before looking again.
const LONGEST_WAIT: Duration = Duration::from_secs(3600);

/// Wakes at once, or from a thread that sleeps until the next timer.
fn wake_after(wait: Duration, waker: Waker) {
    if wait.is_zero() {
        return waker.wake();
    }
    let sleeper = waker.clone();
    let thread = std::thread::Builder::new().spawn(move || {
        std::thread::sleep(wait);
        sleeper.wake();
    });
    if thread.is_err() {
        waker.wake();
    }
}

impl<T> Drop for RunUntilComplete<'_, T> {
    fn drop(&mut self) {
        if let State::Running(task) = &self.state {
            // A VM that is being stopped cannot cancel, and need not.
            _ = self
                .cx
                .import("_taipan_host")
                .and_then(|driver| driver.call_method::<()>("abandon", (task,)));
        }
    }
}
