//! `gather()` and its future (twin: `stdlib/asyncio/_tasks_gather.py`).

use std::cell::{Cell, RefCell};

use smallvec::SmallVec;
use taipan_vm::{
    Body, Gc, Kind, Res, Tracer, Value, Vm,
    native::{Function, GetSet, Method, TypeFlags, TypeSpec},
    objects::{Slot, Type},
};

use crate::{
    bridge,
    event_loop::{self, Loop},
    future::{
        self, CANCEL_REQUESTED, Core, LOG_DESTROY, RETURN_EXCEPTIONS, State as Done, add_native, core_of,
        discard_awaited_by, make_cancelled_error,
    },
    report,
    state::State,
    task::{self, Task, cancel_any},
};

/// `asyncio.tasks._GatheringFuture`: done when its children are; cancelling it cancels them.
#[derive(Default)]
pub struct Gathering {
    /// What it shares with every future.
    pub core: Core,
    children: RefCell<Vec<Value>>,
    /// Different children that are not done yet.
    left: Cell<usize>,
    /// The task that called gather().
    waiting: Slot,
}

impl Body for Gathering {
    const KIND: Kind = Kind::ext(4);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.core.trace(tracer);
        self.waiting.trace(tracer);
        tracer.visit_all(self.children.borrow().iter());
    }
    fn clear(&self, _: &Vm) {
        self.core.clear();
        drop(self.waiting.take());
        let children = self.children.take();
        drop(children);
    }
}

/// Whether a value is the future of a `gather()`.
pub fn is_outer_value(value: &Value) -> bool {
    value.kind() == Some(Gathering::KIND)
}

/// Makes the type.
pub fn gathering_type(vm: &Vm) -> Gc<Type> {
    vm.add_type::<Gathering>(&TypeSpec {
        name: "_GatheringFuture",
        module: "asyncio.tasks",
        kind: Gathering::KIND,
        base: Some(|vm| State::of(vm).future().clone()),
        flags: TypeFlags { weak: true, ..TypeFlags::default() },
        doc: "The Future of gather().",
        slots: |slots| {
            slots.del = Some(|vm, me| {
                if let Some(core) = core_of(me) {
                    report::never_retrieved(vm, core, me);
                }
            });
        },
        methods: const {
            &[
                Method::new(
                    "cancel(msg=None)",
                    |vm, args| match args[0].downcast::<Gathering>() {
                        Some(outer) => cancel(vm, outer, &args[1]).map(Value::bool),
                        None => Ok(Value::FALSE),
                    },
                    "Cancels the children.",
                ),
                Method::new(
                    "_child_done(child, /)",
                    |vm, args| {
                        if let Some(outer) = args[0].downcast::<Gathering>() {
                            child_done(vm, &args[0], outer, &args[1])?;
                        }
                        Ok(Value::NONE)
                    },
                    "",
                ),
            ]
        },
        getset: const {
            &[GetSet::read("_children", |vm, me| {
                let children = me.downcast::<Gathering>().map(|outer| outer.children.borrow().clone());
                vm.list(children.unwrap_or_default())
            })]
        },
    })
}

/// The function of the module.
pub const FUNCTIONS: &[Function] = &[Function::new(
    "gather(*coros_or_futures, return_exceptions=False)",
    |vm, args| gather(vm, args[0].as_tuple().map_or(&[][..], |tuple| tuple.as_slice()), &args[1]),
    "A Future of the list of results, in the order of the arguments.",
)];

fn gather(vm: &Vm, awaitables: &[Value], return_exceptions: &Value) -> Res {
    if awaitables.is_empty() {
        let event_loop = event_loop::current_loop(vm)?;
        let empty = vm.call_method(&event_loop, "create_future", &[])?;
        vm.call_method(&empty, "set_result", &[vm.list(Vec::new())?])?;
        return Ok(empty);
    }
    let return_exceptions = match return_exceptions.given() {
        Some(given) => vm.truth(given)?,
        None => false,
    };
    let running = !vm.running_loop().is_empty();
    let waiting = if running { task::current_task(vm, &Value::NONE)? } else { Value::NONE };
    let outer = vm.make(Gathering::default());
    outer.core.put(RETURN_EXCEPTIONS, return_exceptions);
    let me: Value = outer.clone().into();
    let at_once = attach(vm, &outer, &me, awaitables, &waiting)?;
    if !waiting.is_none() {
        outer.waiting.set(waiting);
    }
    for child in at_once {
        child_done(vm, &me, &outer, &child)?;
    }
    Ok(me)
}

/// Makes a future of each awaitable and waits for it. Those that are done already come back: their callbacks run inside
/// gather().
fn attach(vm: &Vm, outer: &Gathering, me: &Value, awaitables: &[Value], waiting: &Value) -> Res<Vec<Value>> {
    let mut event_loop = Value::EMPTY;
    // The loop of the first awaitable, where tasks are made without calling a method of it.
    let mut own = None;
    if awaitables.first().is_some_and(bridge::is_native_coroutine) {
        own = plain_loop(vm.running_loop().get());
    }
    let mut repeated = repetitions(awaitables).into_iter().peekable();
    let mut at_once = Vec::new();
    let mut children: Vec<Value> = Vec::with_capacity(awaitables.len());
    for (at, awaitable) in awaitables.iter().enumerate() {
        if let Some((_, first)) = repeated.next_if(|(again, _)| *again == at) {
            children.push(children[first].clone());
            continue;
        }
        let child = match &own {
            Some((of, own)) if bridge::is_native_coroutine(awaitable) => {
                event_loop::new_task(vm, own, of, awaitable, &[])?
            }
            _ => ensure_future(vm, awaitable, &event_loop)?,
        };
        if event_loop.is_empty() {
            event_loop = loop_of(vm, &child)?;
            own = plain_loop(event_loop.clone());
            future::initialize(vm, &outer.core, Some(&event_loop))?;
        }
        outer.left.set(outer.left.get() + 1);
        let Some(core) = core_of(&child).filter(|_| !vm.type_of(&child).is_heap_type()) else {
            add_foreign(vm, me, awaitable, &child, waiting, &mut at_once)?;
            children.push(child);
            continue;
        };
        if !child.is(awaitable) {
            core.put(LOG_DESTROY, false); // nobody else holds it
        }
        if core.is_done() {
            at_once.push(child.clone());
        } else {
            add_native(vm, core, &child, me.clone())?;
        }
        children.push(child);
    }
    *outer.children.borrow_mut() = children;
    Ok(at_once)
}

/// The loop, if tasks of it can be made without calling its method.
fn plain_loop(event_loop: Value) -> Option<(Value, Gc<Loop>)> {
    let own = event_loop::native(&event_loop)?;
    (own.is_plain() && !own.flags().own_making && !own.flags().closed).then_some((event_loop, own))
}

/// The positions of awaitables that stand there for the second time or later, in order, each with that of the first time.
fn repetitions(awaitables: &[Value]) -> Vec<(usize, usize)> {
    let mut order: SmallVec<[u32; 16]> = (0..awaitables.len() as u32).collect();
    let place = |at: u32| &awaitables[at as usize];
    // Stable, so that equals stay in the order of the arguments.
    order.sort_by_key(|at| place(*at).raw().bits());
    let mut found = Vec::new();
    let mut first = 0;
    for at in 1..order.len() {
        if place(order[at]).is(place(order[first])) {
            found.push((order[at] as usize, order[first] as usize));
        } else {
            first = at;
        }
    }
    found.sort_unstable();
    found
}

fn ensure_future(vm: &Vm, awaitable: &Value, event_loop: &Value) -> Res {
    if let Some(core) = core_of(awaitable)
        && (event_loop.is_empty()
            || (core.event_loop.holds(event_loop) && !vm.type_of(awaitable).is_heap_type()))
    {
        return Ok(awaitable.clone());
    }
    let ensure = bridge::import(vm, "asyncio.tasks", "ensure_future")?;
    let event_loop = event_loop.given().cloned().unwrap_or(Value::NONE);
    vm.call_keywords(&ensure, std::slice::from_ref(awaitable), &[("loop", event_loop)])
}

fn loop_of(vm: &Vm, future: &Value) -> Res {
    match core_of(future) {
        Some(core) => Ok(core.event_loop.get()),
        None => bridge::call_python(vm, "asyncio.futures", "_get_loop", std::slice::from_ref(future)),
    }
}

fn add_foreign(
    vm: &Vm,
    me: &Value,
    awaitable: &Value,
    child: &Value,
    waiting: &Value,
    at_once: &mut Vec<Value>,
) -> Res<()> {
    if !child.is(awaitable) {
        vm.set_attr(child, &vm.intern("_log_destroy_pending"), &Value::FALSE)?;
    }
    if vm.truth(&vm.call_method(child, "done", &[])?)? {
        at_once.push(child.clone());
        return Ok(());
    }
    if !waiting.is_none() {
        future::add_awaited_by(vm, child, waiting)?;
    }
    let child_done = vm.get_attr_str(me, "_child_done")?;
    vm.call_method(child, "add_done_callback", &[child_done]).map(drop)
}

/// What a child ended with.
enum Outcome {
    Cancelled,
    Failed(Value),
    Result(Value),
}

/// The outcome of a done child; its exception counts as retrieved.
fn outcome(vm: &Vm, child: &Value) -> Res<Outcome> {
    if let Some(core) = core_of(child) {
        return Ok(match core.state() {
            Done::Cancelled => Outcome::Cancelled,
            Done::Failed => {
                core.put(future::LOG_TRACEBACK, false);
                Outcome::Failed(core.result.get())
            }
            Done::Done | Done::Pending => Outcome::Result(core.result.get()),
        });
    }
    if vm.truth(&vm.call_method(child, "cancelled", &[])?)? {
        return Ok(Outcome::Cancelled);
    }
    let error = vm.call_method(child, "exception", &[])?;
    if error.is_none() {
        Ok(Outcome::Result(vm.call_method(child, "result", &[])?))
    } else {
        Ok(Outcome::Failed(error))
    }
}

fn cancelled_error(vm: &Vm, child: &Value) -> Res {
    match core_of(child) {
        Some(core) => Ok(make_cancelled_error(vm, core)),
        None => vm.call_method(child, "_make_cancelled_error", &[]),
    }
}

/// The callback of every child.
pub fn child_done(vm: &Vm, me: &Value, outer: &Gathering, child: &Value) -> Res<()> {
    let left = outer.left.get().saturating_sub(1);
    outer.left.set(left);
    let usual = child.downcast::<Task>().is_some_and(|task| task.core.state() == Done::Done);
    if usual && !outer.core.is_done() {
        return if left == 0 { all_done(vm, me, outer, child) } else { Ok(()) };
    }
    unusual_child_done(vm, me, outer, child)
}

#[inline(never)]
fn unusual_child_done(vm: &Vm, me: &Value, outer: &Gathering, child: &Value) -> Res<()> {
    let waiting = outer.waiting.get();
    if !waiting.is_empty() && child.kind() != Some(Task::KIND) {
        discard_awaited_by(vm, child, &waiting)?;
    }
    if outer.core.is_done() {
        return outcome(vm, child).map(drop);
    }
    if !outer.core.has(RETURN_EXCEPTIONS) {
        match outcome(vm, child)? {
            Outcome::Cancelled => {
                // Not a cancellation of the outer future: whoever awaits it is not being cancelled.
                let error = cancelled_error(vm, child)?;
                return future::set_exception(vm, &outer.core, me, &error);
            }
            Outcome::Failed(error) => return future::set_exception(vm, &outer.core, me, &error),
            Outcome::Result(_) => {}
        }
    }
    if outer.left.get() == 0 { all_done(vm, me, outer, child) } else { Ok(()) }
}

fn all_done(vm: &Vm, me: &Value, outer: &Gathering, last: &Value) -> Res<()> {
    let count = outer.children.borrow().len();
    let mut results = Vec::with_capacity(count);
    for at in 0..count {
        let Some(child) = outer.children.borrow().get(at).cloned() else { break };
        if let Some(core) = core_of(&child).filter(|core| core.state() == Done::Done) {
            results.push(core.result.get());
            continue;
        }
        results.push(match outcome(vm, &child)? {
            Outcome::Result(value) | Outcome::Failed(value) => value,
            Outcome::Cancelled => {
                let message = vm.get_attr_str(&child, "_cancel_message")?;
                let message = if message.is_none() { vm.names.empty.clone() } else { message };
                vm.exception(&State::of(vm).types().cancelled_error, vec![message])
            }
        });
    }
    if outer.core.has(CANCEL_REQUESTED) {
        let error = cancelled_error(vm, last)?;
        return future::set_exception(vm, &outer.core, me, &error);
    }
    future::set_result(vm, &outer.core, me, vm.list(results)?)
}

/// `_GatheringFuture.cancel`: whether a child agreed.
pub fn cancel(vm: &Vm, outer: &Gathering, message: &Value) -> Res<bool> {
    if outer.core.is_done() {
        return Ok(false);
    }
    let children = outer.children.borrow().clone();
    let mut agreed = false;
    for child in &children {
        agreed |= cancel_any(vm, child, message)?;
    }
    if agreed {
        outer.core.put(CANCEL_REQUESTED, true);
    }
    Ok(agreed)
}
