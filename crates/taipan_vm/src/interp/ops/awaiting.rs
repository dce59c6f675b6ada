//! What `await`, `async for` and `yield from` wait for.

use crate::{
    Kind, Raw, Res, Value, Vm,
    interp::{
        generator::{Flavor, State},
        thread::function_of,
    },
};

#[inline(never)]
pub(crate) fn get_aiter(vm: &Vm, value: &Value) -> Res {
    if let Some(generator) = value.as_generator()
        && generator.flavor() == Flavor::AsyncGenerator
    {
        return Ok(value.clone());
    }
    let class = vm.type_of(value);
    let Some(aiter) = class.slots().aiter else {
        return Err(vm.type_error(format!(
            "'async for' requires an object with __aiter__ method, got {}",
            class.name()
        )));
    };
    let iterator = aiter(vm, value)?;
    if vm.type_of(&iterator).slots().anext.is_none() {
        return Err(vm.type_error(format!(
            "'async for' received an object from __aiter__ that does not implement __anext__: {}",
            vm.type_of(&iterator).name()
        )));
    }
    Ok(iterator)
}

#[inline(never)]
pub(crate) fn anext_awaitable(vm: &Vm, iterator: &Value) -> Res {
    let class = vm.type_of(iterator);
    let Some(anext) = class.slots().anext else {
        return Err(vm.type_error(format!(
            "'async for' requires an iterator with __anext__ method, got {}",
            class.name()
        )));
    };
    let awaitable = anext(vm, iterator)?;
    let name = vm.type_of(&awaitable).name().to_owned();
    match get_awaitable(vm, awaitable, 0) {
        Ok(value) => Ok(value),
        Err(raised) => {
            let cause = vm.take_raised(raised);
            let error = vm.exception(
                &vm.exceptions.type_error,
                vec![vm.str(&format!("'async for' received an invalid object from __anext__: {name}"))],
            );
            if let Some(object) = error.as_exception() {
                object.cause.set(cause.clone());
                object.context.set(cause);
                object.suppress_context.set(true);
            }
            Err(vm.set_raised(error))
        }
    }
}

/// What `Await` drives for a value.
#[inline(never)]
pub(crate) fn get_awaitable(vm: &Vm, value: Value, context: usize) -> Res {
    if let Some(generator) = value.as_generator() {
        if generator.flavor() == Flavor::Coroutine {
            if generator.linked.get() || (generator.state() == State::Running) {
                return Err(vm.runtime_error("coroutine is being awaited already"));
            }
            return Ok(value);
        }
        let flags = generator.function().code().flags;
        if flags.has(taipan_bytecode::CodeFlags::ITERABLE_COROUTINE) {
            return Ok(value);
        }
    }
    let class = vm.type_of(&value);
    if class.slots().poll.is_some() || value.is_kind(Kind::AsyncGenAwait) {
        return Ok(value);
    }
    let Some(method) = class.slots().await_ else {
        let name = class.name().to_owned();
        return Err(vm.type_error(match context {
            1 => format!(
                "'async with' received an object from __aenter__ that does not implement __await__: {name}"
            ),
            2 => format!(
                "'async with' received an object from __aexit__ that does not implement __await__: {name}"
            ),
            _ => format!("'{name}' object can't be awaited"),
        }));
    };
    let iterator = method(vm, &value)?;
    if iterator.as_generator().is_some_and(|g| g.flavor() == Flavor::Coroutine) {
        return Err(vm.type_error("__await__() returned a coroutine"));
    }
    if vm.type_of(&iterator).slots().next.is_none() && vm.type_of(&iterator).slots().poll.is_none() {
        return Err(vm.type_error(format!(
            "__await__() returned non-iterator of type '{}'",
            vm.type_of(&iterator).name()
        )));
    }
    Ok(iterator)
}

#[inline(never)]
pub(crate) unsafe fn get_yield_from_iter(vm: &Vm, base: *mut Raw, value: Value) -> Res {
    if let Some(generator) = value.as_generator() {
        if generator.flavor() == Flavor::Generator {
            return Ok(value);
        }
        if generator.flavor() == Flavor::Coroutine {
            // SAFETY: the frame is live.
            let flags = unsafe { function_of(base) }.code().flags;
            if flags
                .has(taipan_bytecode::CodeFlags::COROUTINE | taipan_bytecode::CodeFlags::ITERABLE_COROUTINE)
            {
                return Ok(value);
            }
            return Err(vm.type_error("cannot 'yield from' a coroutine object in a non-coroutine generator"));
        }
    }
    vm.iter(&value)
}
