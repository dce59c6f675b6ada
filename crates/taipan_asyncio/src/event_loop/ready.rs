//! The ready queue: what it holds and how one entry runs.

use std::collections::VecDeque;

use taipan_vm::{Body, Res, Tracer, Value, Vm};

use crate::{
    bridge,
    event_loop::run,
    future::Future,
    gather::{self, Gathering},
    handle::Handle,
    report, sync,
    task::{self, StepCall, Task},
};

/// One entry, of six forms:
/// * `target` a Task, nothing else: its step;
/// * `target` a Handle, nothing else: its callback;
/// * `target` a Future, nothing else: it is that of a `sleep()` which is over;
/// * `target` a Task or the future of a `gather()`, and `future`: that future is done;
/// * `target` a `TaskGroup`, and `future`: that task of the group is done;
/// * all three: the done callback `target` of `future`, to be called in `context`.
pub struct Ready {
    /// What runs.
    pub target: Value,
    /// The future that is done, or nothing.
    pub future: Value,
    /// The context of a callback, or nothing.
    pub context: Value,
}

impl Ready {
    /// A step of a task, or a handle.
    #[inline]
    pub fn of(target: Value) -> Ready {
        Ready { target, future: Value::EMPTY, context: Value::EMPTY }
    }

    /// The same entry again.
    pub fn copy(&self) -> Ready {
        Ready { target: self.target.clone(), future: self.future.clone(), context: self.context.clone() }
    }

    /// Runs it. An error leaves only for `KeyboardInterrupt` and `SystemExit`.
    #[inline]
    pub fn run(self, vm: &Vm, event_loop: &Value) -> Res<()> {
        if self.context.is_empty() {
            if let Some(task) = self.target.downcast::<Task>() {
                return match task::step(vm, &self.target, task) {
                    Ok(()) => Ok(()),
                    Err(raised) => self.failed(vm, raised, event_loop),
                };
            }
            if let Some(handle) = self.target.downcast::<Handle>() {
                return if handle.is_cancelled() { Ok(()) } else { handle.run(vm, &self.target) };
            }
        }
        self.run_callback(vm, event_loop)
    }

    fn run_callback(self, vm: &Vm, event_loop: &Value) -> Res<()> {
        let outcome = if !self.context.is_empty() {
            bridge::run_in(vm, &self.context, &self.target, std::slice::from_ref(&self.future)).map(drop)
        } else if let Some(outer) = self.target.downcast::<Gathering>() {
            gather::child_done(vm, &self.target, outer, &self.future)
        } else if self.future.is_empty() {
            run::sleep_over(vm, &self.target)
        } else {
            sync::task_done(vm, &self.target, &self.future)
        };
        outcome.or_else(|raised| self.failed(vm, raised, event_loop))
    }

    #[cold]
    fn failed(&self, vm: &Vm, raised: taipan_vm::Raised, event_loop: &Value) -> Res<()> {
        let (callback, args, handle) = self.as_call(vm);
        report::callback_failed(vm, raised, event_loop, &callback, &args, &handle, None)
    }

    /// The callback, its arguments and a handle that stand for this entry where Python looks.
    pub fn as_call(&self, vm: &Vm) -> (Value, Value, Value) {
        if self.target.downcast::<Handle>().is_some() {
            return (Value::NONE, Value::NONE, self.target.clone());
        }
        let (callback, args) = if self.target.downcast::<Future>().is_some() && self.future.is_empty() {
            let finish = bridge::import(vm, "asyncio.futures", "_set_result_unless_cancelled");
            let callback = finish.unwrap_or_else(|raised| vm.take_raised(raised));
            (callback, vm.tuple(vec![self.target.clone(), Value::NONE]))
        } else if self.future.is_empty() && self.target.downcast::<Task>().is_some() {
            let call = StepCall { task: self.target.clone(), error: taipan_vm::objects::Slot::empty() };
            (vm.make(call).into(), vm.tuple(Vec::new()))
        } else if self.context.is_empty() {
            let name = match self.target.kind() {
                Some(Gathering::KIND) => "__repr__",
                Some(Task::KIND) => "task_wakeup",
                _ => "_on_task_done",
            };
            let callback =
                vm.get_attr_str(&self.target, name).unwrap_or_else(|raised| vm.take_raised(raised));
            (callback, vm.tuple(vec![self.future.clone()]))
        } else {
            (self.target.clone(), vm.tuple(vec![self.future.clone()]))
        };
        let of = crate::future::core_of(if self.future.is_empty() { &self.target } else { &self.future });
        let event_loop = of.map_or(Value::NONE, |core| core.event_loop.or_none());
        let context = if self.context.is_empty() { Value::NONE } else { self.context.clone() };
        let handle = vm.make(Handle::new(callback.clone(), args.clone(), context, event_loop)).into();
        (callback, args, handle)
    }
}

/// The queue.
#[derive(Default)]
pub struct ReadyQueue(VecDeque<Ready>);

impl ReadyQueue {
    /// Adds an entry at the end.
    #[inline]
    pub fn push_back(&mut self, entry: Ready) {
        self.0.push_back(entry);
    }

    /// Takes the first entry.
    #[inline]
    pub fn pop_front(&mut self) -> Option<Ready> {
        self.0.pop_front()
    }

    /// How many entries there are.
    #[inline]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The entries, first to last.
    pub fn iter(&self) -> impl Iterator<Item = &Ready> {
        self.0.iter()
    }

    /// Reports every value.
    pub fn trace(&self, tracer: &mut Tracer<'_>) {
        for entry in &self.0 {
            tracer.visit(&entry.target);
            tracer.visit(&entry.future);
            tracer.visit(&entry.context);
        }
    }
}
