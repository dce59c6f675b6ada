//! The VM as host functions see it, and what all handles share.

use std::{
    any::Any,
    cell::{Cell, RefCell},
    collections::HashMap,
    rc::{Rc, Weak},
    sync::{Arc, Mutex},
};

use taipan_vm::{
    Attention, Res, Stop, Value as Raw, Vm as Core,
    import::{CompileMode, IGNORE_COOKIE},
};

use super::{Error, ErrorKind, FromPy, Limit, Limits, Result, Source, Value, handle::Roots, host::Sandbox};
use crate::Interpreter;

/// What a VM and its handles share. The roots go before the interpreter that they point into.
pub(crate) struct Shared {
    pub(crate) roots: Roots,
    exceptions: RefCell<HashMap<u64, Raw>>,
    next_exception: Cell<u64>,
    /// Numbers of exceptions whose errors are gone.
    pub(crate) freed: Arc<Mutex<Vec<u64>>>,
    pub(crate) limits: RefCell<Limits>,
    pub(crate) host: Rc<Sandbox>,
    pub(crate) data: Option<Box<dyn Any>>,
    /// A host function panicked: the outermost entry goes on panicking.
    pub(crate) panic: RefCell<Option<Box<dyn Any + Send>>>,
    depth: Cell<u32>,
    sources: Cell<u32>,
    pub(crate) python: Interpreter,
}

impl Shared {
    pub(crate) fn new(
        python: Interpreter,
        host: Rc<Sandbox>,
        limits: Limits,
        data: Option<Box<dyn Any>>,
    ) -> Shared {
        Shared {
            roots: Roots::default(),
            exceptions: RefCell::default(),
            next_exception: Cell::new(0),
            freed: Arc::default(),
            limits: RefCell::new(limits),
            host,
            data,
            panic: RefCell::default(),
            depth: Cell::new(0),
            sources: Cell::new(0),
            python,
        }
    }

    pub(crate) fn keep_exception(&self, exception: Raw) -> u64 {
        let freed = self.freed.lock().map(|mut freed| std::mem::take(&mut *freed)).unwrap_or_default();
        for number in freed {
            let gone = self.exceptions.borrow_mut().remove(&number);
            drop(gone);
        }
        let number = self.next_exception.get();
        self.next_exception.set(number + 1);
        self.exceptions.borrow_mut().insert(number, exception);
        number
    }

    pub(crate) fn kept_exception(&self, number: u64) -> Option<Raw> {
        self.exceptions.borrow().get(&number).cloned()
    }
}

/// Fuel and time for one entry.
#[derive(Default)]
pub(crate) struct Budget {
    fuel: Option<u64>,
    deadline: Option<u64>,
}

impl Budget {
    fn spend(&self, vm: &Core) {
        vm.set_fuel(self.fuel);
        vm.set_deadline(self.deadline);
    }
}

/// How native code finds the VM that embeds it.
#[derive(Default)]
pub(crate) struct Back(pub(crate) RefCell<Weak<Shared>>);

/// A VM, as it can be used from anywhere: at top level through [`Vm`](crate::Vm), and in host functions.
pub struct Cx {
    shared: Rc<Shared>,
}

impl Cx {
    pub(crate) fn new(shared: Rc<Shared>) -> Cx {
        Cx { shared }
    }

    pub(crate) fn shared(&self) -> &Rc<Shared> {
        &self.shared
    }

    pub(crate) fn core(&self) -> &Core {
        &self.shared.python
    }

    /// The embedding around a running VM.
    pub(crate) fn of(vm: &Core) -> Option<Cx> {
        vm.state::<Back>().0.borrow().upgrade().map(Cx::new)
    }

    /// Runs something in the VM. The outermost entry gets the fuel and answers for stops.
    pub(crate) fn enter<T>(&self, run: impl FnOnce(&Core) -> Res<T>) -> Result<T> {
        let shared = &*self.shared;
        let vm = self.core();
        let outermost = shared.depth.get() == 0;
        if outermost {
            if vm.attention.pending() & Attention::TERMINATE != 0 {
                return Err(Error::plain(ErrorKind::Terminated, "the VM has been terminated"));
            }
            self.budget().spend(vm);
        }
        shared.depth.set(shared.depth.get() + 1);
        let result = run(vm);
        shared.depth.set(shared.depth.get() - 1);
        let stopped = vm.stopped().map(|stop| match stop {
            Stop::Fuel => ErrorKind::Limit(Limit::Fuel),
            Stop::Time => ErrorKind::Limit(Limit::Time),
            Stop::Memory => ErrorKind::Limit(Limit::Memory),
            Stop::Recursion => ErrorKind::Limit(Limit::Recursion),
            Stop::Terminated => ErrorKind::Terminated,
        });
        let result = result.map_err(|raised| {
            let exception = vm.take_raised(raised);
            Error::of_exception(shared, exception, stopped)
        });
        if outermost {
            self.leave();
        }
        result
    }

    /// What an entry may use.
    pub(crate) fn budget(&self) -> Budget {
        let limits = self.shared.limits.borrow();
        let deadline = limits.wall_time.map(|time| {
            let time = u64::try_from(time.as_nanos()).unwrap_or(u64::MAX);
            taipan_host::real_now_ns().saturating_add(time)
        });
        Budget { fuel: limits.fuel, deadline }
    }

    /// Runs several entries as one, which spend the same budget.
    pub(crate) fn together<R>(&self, budget: &mut Budget, run: impl FnOnce() -> Result<R>) -> Result<R> {
        let (shared, vm) = (&*self.shared, self.core());
        if shared.depth.get() > 0 {
            return run();
        }
        budget.spend(vm);
        shared.depth.set(1);
        let result = run();
        shared.depth.set(0);
        budget.fuel = vm.fuel_left();
        self.leave();
        result
    }

    /// What follows the outermost entry.
    fn leave(&self) {
        self.core().resume_after_stop();
        let panic = self.shared.panic.borrow_mut().take();
        if let Some(panic) = panic {
            std::panic::resume_unwind(panic);
        }
    }

    /// Names a source text and makes it known to tracebacks.
    pub(crate) fn name_source(&self, source: &Source) -> String {
        let name = source.name.clone().unwrap_or_else(|| {
            let number = self.shared.sources.get();
            self.shared.sources.set(number + 1);
            format!("<python-input-{number}>")
        });
        self.core().register_source(&name, &source.text);
        name
    }

    fn run_source(&self, source: &Source, mode: CompileMode) -> Result<Value> {
        let name = self.name_source(source);
        let value = self.enter(|vm| {
            let main = self.shared.python.main_module()?;
            let text = match mode {
                CompileMode::Eval => source.text.trim_start_matches([' ', '\t']),
                _ => &source.text,
            };
            let code = vm.compile(text.as_bytes(), &name, mode, IGNORE_COOKIE)?;
            vm.run_code(&code, &main.dict, &main.dict.clone().into())
        })?;
        Ok(Value::new(self, value))
    }

    /// The value of an expression.
    ///
    /// # Errors
    /// What it raises; a value of another type.
    pub fn eval<T: FromPy>(&self, source: impl Into<Source>) -> Result<T> {
        T::from_py(self.run_source(&source.into(), CompileMode::Eval)?, self)
    }

    /// Runs statements in `__main__`.
    ///
    /// # Errors
    /// What they raise.
    pub fn exec(&self, source: impl Into<Source>) -> Result<()> {
        self.run_source(&source.into(), CompileMode::Exec).map(drop)
    }

    /// Imports a module.
    ///
    /// # Errors
    /// `ImportError`; what the module raises.
    pub fn import(&self, module: &str) -> Result<Value> {
        let value = self.enter(|vm| vm.import_module(module))?;
        Ok(Value::new(self, value))
    }

    /// The module `__main__`.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn main(&self) -> Result<Value> {
        let module = self.enter(|_| self.shared.python.main_module())?;
        Ok(Value::new(self, module.into()))
    }

    /// The data that the builder was given, if it has this type.
    pub fn data<T: 'static>(&self) -> Option<&T> {
        self.shared.data.as_ref()?.downcast_ref()
    }

    /// Pays fuel for work of host code, and lets other threads stop it: loops of some length should call this.
    ///
    /// # Errors
    /// Out of fuel or time; what another thread has asked for.
    pub fn tick(&self, units: u32) -> Result<()> {
        self.enter(|vm| vm.tick(i32::try_from(units).unwrap_or(i32::MAX)))
    }

    /// Charges bytes that host code holds for Python; `uncharge` is the VM's when it ends.
    ///
    /// # Errors
    /// `MemoryError` where the limit would be passed.
    pub fn charge(&self, bytes: usize) -> Result<()> {
        self.enter(|vm| vm.heap().charge(bytes))
    }
}
