//! The callbacks of a future: registration, removal, and their way to the ready queue.

use taipan_vm::{Res, Value, Vm};

use super::Core;
use crate::{
    event_loop::{self, Ready},
    sync,
};

/// One registered callback.
pub struct Callback {
    /// A callable; or, without a context, a task or a `gather()` that waits for the future, or the `TaskGroup` of the task.
    pub target: Value,
    /// The context to call it in.
    pub context: Value,
}

impl Callback {
    fn entry(self, future: &Value) -> Ready {
        Ready { target: self.target, future: future.clone(), context: self.context }
    }
}

impl Core {
    /// Takes every callback out, in order.
    fn take_callbacks(&self) -> impl Iterator<Item = Callback> + use<> {
        let first = self.first.take();
        let context = self.first_context.take();
        let first = (!first.is_empty()).then_some(Callback { target: first, context });
        let more = match self.rare.get() {
            Some(rare) => rare.callbacks.take(),
            None => Vec::new(),
        };
        first.into_iter().chain(more.into_iter().map(|(target, context)| Callback { target, context }))
    }

    /// Every callback, in order.
    pub fn callbacks(&self) -> Vec<Callback> {
        let mut all = Vec::new();
        if let Some(target) = self.first.given() {
            all.push(Callback { target, context: self.first_context.get() });
        }
        if let Some(rare) = self.rare.get() {
            let more = rare.callbacks.borrow();
            all.extend(
                more.iter()
                    .map(|(target, context)| Callback { target: target.clone(), context: context.clone() }),
            );
        }
        all
    }

    fn push(&self, callback: Callback) {
        if self.first.is_empty() && self.rare.get().is_none_or(|rare| rare.callbacks.borrow().is_empty()) {
            self.first_context.set(callback.context);
            self.first.set(callback.target);
        } else {
            self.rare().callbacks.borrow_mut().push((callback.target, callback.context));
        }
    }

    /// Removes the callbacks equal to `target`; their number.
    pub(super) fn remove_callbacks(&self, vm: &Vm, target: &Value) -> Res<i64> {
        let mut kept = Vec::new();
        let mut removed = 0;
        for callback in self.callbacks() {
            let same = if !callback.context.is_empty() {
                vm.equal(&callback.target, target)?
            } else if sync::is_group(&callback.target) {
                vm.equal(&vm.get_attr_str(&callback.target, "_on_task_done")?, target)?
            } else {
                false
            };
            if same {
                removed += 1;
            } else {
                kept.push(callback);
            }
        }
        if removed > 0 {
            drop(self.take_callbacks().collect::<Vec<_>>());
            kept.into_iter().for_each(|callback| self.push(callback));
        }
        Ok(removed)
    }

    /// Moves every callback to the loop's ready queue.
    #[inline]
    pub(super) fn schedule_callbacks(&self, vm: &Vm, me: &Value) -> Res<()> {
        if self.rare.get().is_some() {
            return self.schedule_all(vm, me);
        }
        let target = self.first.take();
        if target.is_empty() {
            return Ok(());
        }
        let entry = Ready { target, future: me.clone(), context: self.first_context.take() };
        let event_loop = self.event_loop.get();
        event_loop::schedule(vm, &event_loop, entry)
    }

    #[cold]
    fn schedule_all(&self, vm: &Vm, me: &Value) -> Res<()> {
        let event_loop = self.event_loop.get();
        for callback in self.take_callbacks() {
            event_loop::schedule(vm, &event_loop, callback.entry(me))?;
        }
        Ok(())
    }
}

/// `future.add_done_callback(target, context=context)`
pub fn add_callback(vm: &Vm, core: &Core, me: &Value, target: Value, context: Value) -> Res<()> {
    let callback = Callback { target, context };
    if core.is_done() {
        let event_loop = core.event_loop.get();
        return event_loop::schedule(vm, &event_loop, callback.entry(me));
    }
    core.push(callback);
    Ok(())
}

/// Registers a task or a `gather()` that waits for the future, or the group of a task.
#[inline]
pub fn add_native(vm: &Vm, core: &Core, me: &Value, target: Value) -> Res<()> {
    add_callback(vm, core, me, target, Value::EMPTY)
}
