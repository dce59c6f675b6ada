//! The VM of an embedding program, and how to make one.

use std::{any::Any, ops::Deref, rc::Rc};

use super::{
    Clock, Cx, FromPy, IntoAwaitable, Limits, Module, OnLimit, Result, RunUntilComplete, Stdio, Usage, Value,
    VmHandle,
    cx::{Back, Shared},
    function::HostFunction,
    host::Sandbox,
};
use crate::Interpreter;

/// A Python VM. It stays on its thread; [`VmHandle`] reaches it from others.
pub struct Vm {
    cx: Cx,
}

impl Deref for Vm {
    type Target = Cx;
    fn deref(&self) -> &Cx {
        &self.cx
    }
}

impl Default for Vm {
    fn default() -> Vm {
        Vm::new()
    }
}

impl Vm {
    /// A VM that may write to standard output, and nothing else of the outside.
    pub fn new() -> Vm {
        Builder::default().make()
    }

    /// Makes a VM step by step.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Runs a coroutine, or source text with top-level `await`, on the VM's event loop: a future that drives the loop
    /// whenever it is polled. Of source text the last expression is the result, awaited if it can be.
    pub fn run<T: FromPy>(&mut self, awaitable: impl IntoAwaitable) -> RunUntilComplete<'_, T> {
        RunUntilComplete::new(&self.cx, awaitable.into_awaitable(&self.cx))
    }

    /// As [`Vm::run`], waiting on this thread.
    ///
    /// # Errors
    /// What the code raises; a result of another type.
    pub fn block_on<T: FromPy>(&mut self, awaitable: impl IntoAwaitable) -> Result<T> {
        super::drive::block_on(&self.cx, awaitable.into_awaitable(&self.cx)?)
    }

    /// A handle for other threads.
    pub fn handle(&self) -> VmHandle {
        VmHandle { attention: self.cx.core().attention.clone() }
    }

    /// Changes the limits. Output counts on from what has been written.
    pub fn set_limits(&mut self, limits: Limits) {
        let shared = self.cx.shared();
        shared.host.set_left(limits.output);
        apply(&limits, &shared.python);
        *shared.limits.borrow_mut() = limits;
    }

    /// Ends the VM in order: cancels all tasks, gives their `finally` blocks and async generators some time, then drops
    /// everything.
    ///
    /// # Errors
    /// What cleaning up raises; a limit, where it takes longer.
    pub async fn shutdown(mut self, grace: std::time::Duration) -> Result<()> {
        let mut limits = self.cx.shared().limits.borrow().clone();
        limits.wall_time = Some(grace);
        self.set_limits(limits);
        let end = self.import("_taipan_host")?.call_method::<Value>("shut_down", ())?;
        self.run::<()>(end).await
    }

    /// What the VM uses.
    pub fn usage(&self) -> Usage {
        let heap = self.cx.core().heap();
        Usage { memory: heap.used(), peak_memory: heap.peak() }
    }

    /// What was written so far, with [`Stdio::Capture`].
    pub fn output(&self) -> String {
        self.cx.shared().host.output()
    }
}

/// Makes a [`Vm`].
#[derive(Default)]
pub struct Builder {
    modules: Vec<Module>,
    limits: Limits,
    stdout: Stdio,
    clock: Clock,
    seed: Option<u64>,
    data: Option<Box<dyn Any>>,
}

impl Builder {
    /// Adds a module that Python can import.
    pub fn module(mut self, module: Module) -> Builder {
        self.modules.push(module);
        self
    }

    /// Sets the limits.
    pub fn limits(mut self, limits: Limits) -> Builder {
        self.limits = limits;
        self
    }

    /// Says where output goes.
    pub fn stdout(mut self, stdout: Stdio) -> Builder {
        self.stdout = stdout;
        self
    }

    /// Sets the clock.
    pub fn clock(mut self, clock: Clock) -> Builder {
        self.clock = clock;
        self
    }

    /// Seeds `random` and hashes.
    pub fn seed(mut self, seed: u64) -> Builder {
        self.seed = Some(seed);
        self
    }

    /// Data for host functions: [`Cx::data`].
    pub fn data<T: 'static>(mut self, data: T) -> Builder {
        self.data = Some(Box::new(data));
        self
    }

    /// Makes the VM.
    ///
    /// # Errors
    /// A value of a module does not convert; the limits are too tight to start.
    pub fn build(mut self) -> Result<Vm> {
        let modules = std::mem::take(&mut self.modules);
        let vm = self.make();
        for module in modules {
            module.add_to(&vm)?;
        }
        Ok(vm)
    }

    fn make(self) -> Vm {
        let host = Rc::new(Sandbox::new(self.clock, self.stdout, self.limits.output, self.seed));
        let python = Interpreter::new(host.clone());
        apply(&self.limits, &python);
        HostFunction::register(&python);
        let shared = Rc::new(Shared::new(python, host, self.limits, self.data));
        *shared.python.state::<Back>().0.borrow_mut() = Rc::downgrade(&shared);
        Vm { cx: Cx::new(shared) }
    }
}

/// Limits that count for the VM's life.
fn apply(limits: &Limits, python: &Interpreter) {
    python.set_recursion_limit(limits.recursion);
    python.heap().set_limit(limits.memory);
    python.set_strict(limits.on_limit == OnLimit::Terminate);
}
