//! `raise` and `except`.

use super::take_values;
use crate::{Raw, Res, Value, Vm};

/// The `raise` statement with `count` operands.
#[inline(never)]
pub(crate) unsafe fn raise(vm: &Vm, operands: *mut Raw, count: usize) -> Res<Raising> {
    if count == 0 {
        let handled = vm.handled_exception();
        if handled.is_empty() || handled.is_none() {
            return Err(vm.runtime_error("No active exception to reraise"));
        }
        _ = vm.set_raised(handled);
        return Ok(Raising::Again);
    }
    // SAFETY: the operands are live temporaries.
    let parts = unsafe { take_values(operands, count) };
    let exception = vm.exception_from(&parts[0])?;
    if let Some(cause) = parts.get(1) {
        let cause = if cause.is_none() {
            Value::NONE
        } else if cause.as_exception().is_some() {
            cause.clone()
        } else if cause.as_type().is_some_and(|class| class.is_subclass_of(&vm.exceptions.base_exception)) {
            vm.exception_from(cause)?
        } else {
            return Err(vm.type_error("exception causes must derive from BaseException"));
        };
        if let Some(object) = exception.as_exception() {
            object.cause.set(cause);
            object.suppress_context.set(true);
        }
    }
    _ = vm.raise(exception);
    Ok(Raising::New)
}

/// What a `raise` statement has set as the exception being raised.
pub(crate) enum Raising {
    /// The one that it names.
    New,
    /// The one being handled, by a bare `raise`.
    Again,
}

/// Whether an exception matches an `except` clause.
#[inline(never)]
pub(crate) fn match_exception(vm: &Vm, exception: &Value, class: &Value) -> Res<bool> {
    let bad = || vm.type_error("catching classes that do not inherit from BaseException is not allowed");
    let valid =
        |class: &Value| class.as_type().is_some_and(|c| c.is_subclass_of(&vm.exceptions.base_exception));
    if let Some(tuple) = class.as_tuple() {
        if !tuple.iter().all(valid) {
            return Err(bad());
        }
        return Ok(tuple.iter().any(|class| vm.is_instance_of(exception, class)));
    }
    if !valid(class) {
        return Err(bad());
    }
    Ok(vm.is_instance_of(exception, class))
}
