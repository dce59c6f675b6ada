//! What nobody awaited: coroutines that never started and tasks that failed unseen, even where a variable holds them.

use std::collections::HashSet;

use taipan_vm::{Res, Value, Vm};

/// Reports, once each, the coroutines that nobody has awaited so far and the tasks that failed unseen.
pub(super) fn report(vm: &Vm) {
    for coroutine in never_awaited(vm) {
        let name = name_of(vm, &coroutine);
        let place = place(vm.origin_of(&coroutine));
        vm.mark_reported(&coroutine);
        vm.write_stderr(&format!(
            "note: coroutine '{name}'{place} has not been awaited yet; `await` runs it\n"
        ));
    }
    failed_tasks(vm);
}

/// Coroutines that never started, without those that a task is about to start.
fn never_awaited(vm: &Vm) -> Vec<Value> {
    let mut coroutines = vm.never_awaited();
    if coroutines.is_empty() {
        return coroutines;
    }
    let scheduled: HashSet<u64> = taipan_asyncio::pending_tasks(vm)
        .iter()
        .filter_map(|task| coroutine_of(vm, task))
        .map(|coroutine| vm.id_of(&coroutine))
        .collect();
    coroutines.retain(|coroutine| !scheduled.contains(&vm.id_of(coroutine)));
    coroutines
}

fn coroutine_of(vm: &Vm, task: &Value) -> Option<Value> {
    quietly(vm, vm.call_method(task, "get_coro", &[]))
}

fn failed_tasks(vm: &Vm) {
    for task in taipan_asyncio::unretrieved_failures(vm) {
        let origin = coroutine_of(vm, &task).and_then(|coroutine| vm.origin_of(&coroutine));
        taipan_asyncio::report_unretrieved(vm, &task);
        if let Some((file, line)) = origin {
            vm.write_stderr(&format!("note: that task's coroutine was made in {file}, line {line}\n"));
        }
    }
}

fn name_of(vm: &Vm, coroutine: &Value) -> String {
    let name = quietly(vm, vm.get_attr_str(coroutine, "__qualname__"));
    name.as_ref().and_then(Value::as_str).unwrap_or("?").to_owned()
}

fn place(origin: Option<(String, u32)>) -> String {
    origin.map_or_else(String::new, |(file, line)| format!(" made in {file}, line {line}"))
}

fn quietly(vm: &Vm, result: Res) -> Option<Value> {
    match result {
        Ok(value) => Some(value),
        Err(raised) => {
            drop(vm.take_raised(raised));
            None
        }
    }
}
