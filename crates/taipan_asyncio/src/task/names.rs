//! Task names: `Task-N` is a number until somebody asks.

use taipan_vm::{Value, Vm};

use super::Task;
use crate::state::State;

/// The name of the next unnamed task.
pub fn next_name(vm: &Vm, state: &State) -> Value {
    let number = state.last_task_number.get() + 1;
    state.last_task_number.set(number);
    vm.int(number)
}

/// The name as a str.
pub fn name_of(vm: &Vm, task: &Task) -> Value {
    let name = task.name.get();
    let Some(number) = name.as_small_int() else { return task.name.or_none() };
    let text = vm.str(&format!("Task-{number}"));
    task.name.set(text.clone());
    text
}
