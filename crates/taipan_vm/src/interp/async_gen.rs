//! What `asend`, `athrow`, `aclose` and `__anext__` of an asynchronous generator give: awaitables that drive it once.

use std::cell::Cell;

use super::{
    flow::{Entry, Outcome},
    generator::{Generator, State},
    generator_types::thrown_later,
};
use crate::{Body, Kind, Raised, Res, Tracer, Value, Vm, objects::Slot};

/// What the step does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Mode {
    Send,
    Throw,
    Close,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    New,
    Begun,
    Done,
}

/// `async_generator_asend` and `async_generator_athrow`.
pub(crate) struct AsyncGenAwait {
    pub(crate) generator: Value,
    mode: Mode,
    /// The value to send, or the exception to throw: what `athrow` was called with until the step begins.
    argument: Slot,
    progress: Cell<Progress>,
}

/// The generator is between the start and the end of such a step.
const RUNNING: u8 = 1;
/// `aclose` has ended it.
const CLOSED: u8 = 2;
/// The hooks have run.
pub(super) const HOOKED: u8 = 4;

/// `ag_running`: a step of it is under way, or a frame awaits the next item.
pub(crate) fn is_running(generator: &Generator) -> bool {
    generator.flags.get() & RUNNING != 0 || generator.linked.get() || generator.state.get() == State::Running
}

impl Body for AsyncGenAwait {
    const KIND: Kind = Kind::AsyncGenAwait;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(&self.generator);
        self.argument.trace(tracer);
    }
    fn clear(&self, _: &Vm) {
        drop(self.argument.take());
    }
}

impl AsyncGenAwait {
    pub(crate) fn new(generator: Value, mode: Mode, argument: Value) -> AsyncGenAwait {
        AsyncGenAwait { generator, mode, argument: Slot::new(argument), progress: Cell::new(Progress::New) }
    }

    pub(crate) fn mode(&self) -> Mode {
        self.mode
    }

    /// What the generator is entered with.
    pub(crate) fn entry(&self) -> Entry {
        let argument = self.argument.take();
        match self.mode {
            Mode::Send => Entry::Send(argument),
            _ => Entry::Throw(argument),
        }
    }

    /// The method that made it.
    fn method(&self) -> &'static str {
        match self.mode {
            Mode::Send => "asend",
            Mode::Throw => "athrow",
            Mode::Close => "aclose",
        }
    }

    /// Runs when the last reference goes: a step that was never awaited is reported.
    pub(crate) fn finalize(&self, vm: &Vm, me: &Value) {
        if self.progress.get() == Progress::New
            && let Some(generator) = self.generator.as_generator()
        {
            vm.warn_step_never_awaited(me, self.method(), generator);
        }
    }

    fn text(&self) -> &'static str {
        match self.mode {
            Mode::Send => "__anext__()/asend()",
            _ => "aclose()/athrow()",
        }
    }

    /// Raises where another step of the generator is under way; this one is over then.
    fn check_free(&self, vm: &Vm, generator: &Generator) -> Res<()> {
        if !is_running(generator) {
            return Ok(());
        }
        self.progress.set(Progress::Done);
        Err(vm.runtime_error(match self.mode {
            Mode::Send => "anext(): asynchronous generator is already running",
            Mode::Throw => "athrow(): asynchronous generator is already running",
            Mode::Close => "aclose(): asynchronous generator is already running",
        }))
    }

    /// Checks that the step may run. `Some` is its result where there is nothing to run.
    pub(crate) fn begin(&self, vm: &Vm, generator: &Generator) -> Res<Option<Value>> {
        if self.progress.get() != Progress::New {
            return Err(vm.runtime_error(format!("cannot reuse already awaited {}", self.text())));
        }
        let flags = &generator.flags;
        if self.mode != Mode::Send && generator.state.get() == State::Finished {
            self.progress.set(Progress::Done);
            return Ok(Some(Value::NONE));
        }
        self.check_free(vm, generator)?;
        self.progress.set(Progress::Begun);
        let ended = match self.mode {
            Mode::Send => generator.state.get() == State::Finished,
            Mode::Throw | Mode::Close => flags.get() & CLOSED != 0,
        };
        if ended {
            self.progress.set(Progress::Done);
            let stop = vm.exception(&vm.exceptions.stop_async_iteration, Vec::new());
            return Err(vm.raise(stop));
        }
        if self.mode == Mode::Close {
            flags.set(flags.get() | CLOSED);
            if generator.state.get() == State::Created {
                generator.state.set(State::Finished);
                self.progress.set(Progress::Done);
                return Ok(Some(Value::NONE));
            }
        }
        if self.mode == Mode::Send
            && generator.state.get() == State::Created
            && !self.argument.raw().eq(&crate::Raw::NONE)
        {
            self.progress.set(Progress::Done);
            return Err(vm.type_error("can't send non-None value to a just-started async generator"));
        }
        if self.mode == Mode::Throw {
            let arguments = self.argument.get();
            let exception = thrown_later(vm, arguments.as_tuple().map_or(&[], |args| args));
            self.argument.set(exception.inspect_err(|_| self.progress.set(Progress::Done))?);
        }
        flags.set(flags.get() | RUNNING);
        Ok(None)
    }

    /// The step is over.
    pub(crate) fn done(&self, vm: &Vm) {
        _ = vm;
        self.progress.set(Progress::Done);
        if let Some(generator) = self.generator.as_generator() {
            generator.flags.set(generator.flags.get() & !RUNNING);
        }
    }

    /// Drives the step from Rust: `send` or `throw` of the awaitable itself.
    pub(crate) fn resume(&self, vm: &Vm, entry: Entry) -> Res<Option<Value>> {
        let owner = self.generator.clone();
        let Some(generator) = owner.as_generator() else { return Ok(None) };
        let thrown = matches!(entry, Entry::Throw(_));
        let first = self.progress.get() == Progress::New;
        let entry = match self.progress.get() {
            Progress::New if thrown => {
                self.check_free(vm, generator)?;
                self.progress.set(Progress::Begun);
                generator.flags.set(generator.flags.get() | RUNNING);
                entry
            }
            Progress::New => match self.begin(vm, generator)? {
                Some(value) => {
                    vm.set_stop_value(value);
                    return Ok(None);
                }
                None => self.entry(),
            },
            Progress::Begun if !thrown && self.mode != Mode::Send && generator.state() == State::Finished => {
                self.progress.set(Progress::Done);
                vm.clear_stop_value();
                return Ok(None);
            }
            Progress::Begun => entry,
            Progress::Done => {
                return Err(vm.runtime_error(format!("cannot reuse already awaited {}", self.text())));
            }
        };
        let outcome = vm.resume(&owner, entry);
        if !matches!(outcome, Outcome::Yielded(_)) {
            self.done(vm);
            if self.mode == Mode::Throw && !thrown && !first {
                self.progress.set(Progress::Begun); // once begun, only throw() and close() end it, as in CPython
            }
        }
        match outcome {
            Outcome::Yielded(value) => Ok(Some(value)),
            Outcome::AsyncYielded(value) => {
                if self.mode == Mode::Close {
                    return Err(vm.runtime_error("async generator ignored GeneratorExit"));
                }
                vm.set_stop_value(value);
                Ok(None)
            }
            Outcome::Returned(_) => {
                if self.mode == Mode::Close {
                    vm.set_stop_value(Value::NONE);
                    return Ok(None);
                }
                let stop = vm.exception(&vm.exceptions.stop_async_iteration, Vec::new());
                Err(vm.raise(stop))
            }
            Outcome::Raised(raised) => self.raised(vm, raised),
        }
    }

    /// `close()` of the awaitable: ends the generator where it stands.
    pub(crate) fn close(&self, vm: &Vm) -> Res {
        if self.progress.get() == Progress::Done {
            return Ok(Value::NONE);
        }
        let exit = vm.exception(&vm.exceptions.generator_exit, Vec::new());
        match self.resume(vm, Entry::Throw(exit)) {
            Ok(Some(_)) => Err(vm.runtime_error("coroutine ignored GeneratorExit")),
            Ok(None) => {
                vm.clear_stop_value();
                Ok(Value::NONE)
            }
            Err(raised) => {
                let exception = vm.peek_raised();
                let types = &vm.exceptions;
                let ends = [&types.stop_iteration, &types.stop_async_iteration, &types.generator_exit];
                if !ends.iter().any(|class| vm.is_a(&exception, class)) {
                    return Err(raised);
                }
                drop(vm.take_raised(raised));
                Ok(Value::NONE)
            }
        }
    }

    fn raised(&self, vm: &Vm, raised: Raised) -> Res<Option<Value>> {
        let exception = vm.peek_raised();
        if self.mode == Mode::Close
            && (vm.is_a(&exception, &vm.exceptions.stop_async_iteration)
                || vm.is_a(&exception, &vm.exceptions.generator_exit))
        {
            drop(vm.take_raised(raised));
            vm.set_stop_value(Value::NONE);
            return Ok(None);
        }
        Err(raised)
    }
}

impl Vm {
    /// Calls the `firstiter` hook when an asynchronous generator is first iterated (PEP 525).
    pub(crate) fn async_gen_first_step(&self, generator: &Generator, value: &Value) -> Res<()> {
        let flags = &generator.flags;
        if flags.get() & HOOKED != 0 {
            return Ok(());
        }
        flags.set(flags.get() | HOOKED);
        let hook = self.thread.async_gen_first.get();
        if !hook.is_empty() && !hook.is_none() {
            self.call(&hook, std::slice::from_ref(value))?;
        }
        Ok(())
    }

    /// `sys.get_asyncgen_hooks()`: firstiter and finalizer.
    pub fn async_gen_hooks(&self) -> (Value, Value) {
        (self.thread.async_gen_first.or_none(), self.thread.async_gen_finalizer.or_none())
    }

    /// `sys.set_asyncgen_hooks()`; what is not given stays.
    pub fn set_async_gen_hooks(&self, first: Option<Value>, finalizer: Option<Value>) {
        if let Some(first) = first {
            self.thread.async_gen_first.set(first);
        }
        if let Some(finalizer) = finalizer {
            self.thread.async_gen_finalizer.set(finalizer);
        }
    }
}
