//! What instructions do off their fast paths.

use taipan_bytecode::{BinaryOp, CompareOp, Special};

use super::thread::function_of;
use crate::{
    Gc, Kind, Raised, Raw, Res, Value, Vm,
    objects::{CellObject, Dict, Function, Slot, Tuple},
};

/// The cell of a free variable.
#[inline(always)]
pub(crate) unsafe fn free_cell<'a>(base: *mut Raw, at: usize) -> &'a CellObject {
    // SAFETY: verified code names free variables that the closure has; the frame keeps the closure alive.
    unsafe {
        let closure = function_of(base).closure.as_ref().unwrap_unchecked();
        let cell: &Value = closure.as_slice().get_unchecked(at);
        cell.body_unchecked::<CellObject>()
    }
}

#[cold]
#[inline(never)]
pub(crate) unsafe fn unbound(vm: &Vm, base: *mut Raw, register: usize) -> Raised {
    // SAFETY: the frame is live.
    let code = unsafe { function_of(base).code() };
    let name = code.local_name(register).to_owned();
    let message = format!("cannot access local variable '{name}' where it is not associated with a value");
    vm.error(&vm.exceptions.unbound_local_error, message)
}

#[cold]
#[inline(never)]
pub(crate) unsafe fn unbound_free(vm: &Vm, base: *mut Raw, at: usize) -> Raised {
    // SAFETY: the frame is live.
    let name = unsafe { function_of(base).code().free_names[at].clone() };
    let text = name.as_str().unwrap_or("?").to_owned();
    vm.name_error(
        &name,
        format!(
            "cannot access free variable '{text}' where it is not associated with a value in enclosing scope"
        ),
    )
}

/// `a op b` with the pairs of types that are common tried before the slots.
#[inline(never)]
pub(crate) fn binary(vm: &Vm, op: BinaryOp, a: &Value, b: &Value) -> Res {
    match floats(vm, op, a, b) {
        Some(result) => Ok(result),
        None => vm.binary(op, a, b),
    }
}

/// `a op= b`, as [`binary`].
#[inline(never)]
pub(crate) fn inplace(vm: &Vm, op: BinaryOp, a: &Value, b: &Value) -> Res {
    match floats(vm, op, a, b) {
        Some(result) => Ok(result),
        None => vm.inplace(op, a, b),
    }
}

/// The operation on two numbers of which one at least is a float.
#[inline(always)]
fn floats(vm: &Vm, op: BinaryOp, a: &Value, b: &Value) -> Option<Value> {
    let (x, y) = match (number(a), number(b)) {
        (Some(x), Some(y)) => (x, y),
        (Some(x), None) => (x, exact_int(b)?),
        (None, Some(y)) => (exact_int(a)?, y),
        (None, None) => return None,
    };
    Some(vm.float(match op {
        BinaryOp::Add => x + y,
        BinaryOp::Sub => x - y,
        BinaryOp::Mul => x * y,
        BinaryOp::TrueDiv if y != 0.0 => x / y,
        // Elsewhere there are errors, complex numbers and the rules for what is not finite.
        BinaryOp::Pow if x > 0.0 && x.is_finite() => Some(x.powf(y)).filter(|power| power.is_finite())?,
        _ => return None,
    }))
}

/// A small int as a float that equals it.
#[inline]
fn exact_int(value: &Value) -> Option<f64> {
    const EXACT: u64 = 1 << 53;
    value.as_small_int().filter(|small| small.unsigned_abs() <= EXACT).map(|small| small as f64)
}

/// The float of an operand that is exactly one.
#[inline]
fn number(value: &Value) -> Option<f64> {
    let raw = value.raw();
    if raw.is_float() {
        return Some(raw.float_unchecked());
    }
    if raw.is_ref() && value.is_kind(Kind::Float) {
        // SAFETY: exactness is checked by the shape word, the layout by the kind.
        let shape = unsafe { crate::heap::shape_of(raw.ptr()) };
        return (shape & 0xFF_FFFF == shape >> 24).then(|| value.as_float()).flatten();
    }
    None
}

#[inline(never)]
pub(crate) fn compare_bool(vm: &Vm, op: CompareOp, a: &Value, b: &Value) -> Res<bool> {
    if let (Some(x), Some(y)) = (vm.exact_str(a), vm.exact_str(b)) {
        let (x, y) = (x.as_bytes(), y.as_bytes());
        return Ok(match op {
            CompareOp::Eq => a.is(b) || x == y,
            CompareOp::Ne => !a.is(b) && x != y,
            CompareOp::Lt => x < y,
            CompareOp::Le => x <= y,
            CompareOp::Gt => x > y,
            CompareOp::Ge => x >= y,
        });
    }
    if let Some(result) = mixed(op, a, b) {
        return Ok(result);
    }
    let result = vm.compare(op, a, b)?;
    vm.truth(&result)
}

/// `a op b` where both are not ints, or both floats, in their words.
#[inline(never)]
pub(crate) fn compare(vm: &Vm, op: CompareOp, a: &Value, b: &Value) -> Res {
    match mixed(op, a, b) {
        Some(result) => Ok(Value::bool(result)),
        None => vm.compare(op, a, b),
    }
}

/// The comparison of a float and a number that a float can equal.
fn mixed(op: CompareOp, a: &Value, b: &Value) -> Option<bool> {
    let (x, y) = match (number(a), number(b)) {
        (Some(x), Some(y)) => (x, y),
        (Some(x), None) => (x, exact_int(b)?),
        (None, Some(y)) => (exact_int(a)?, y),
        (None, None) => return None,
    };
    Some(match op {
        CompareOp::Eq => x == y,
        CompareOp::Ne => x != y,
        CompareOp::Lt => x < y,
        CompareOp::Le => x <= y,
        CompareOp::Gt => x > y,
        CompareOp::Ge => x >= y,
    })
}

#[inline(never)]
pub(crate) fn truth(vm: &Vm, value: &Value) -> Res<bool> {
    if let Some(text) = vm.exact_str(value) {
        return Ok(!text.is_empty());
    }
    if vm.is_exact(value, Kind::List) {
        return Ok(value.as_list().is_some_and(|list| !list.is_empty()));
    }
    vm.truth(value)
}

#[inline(never)]
pub(crate) fn get_item(vm: &Vm, object: &Value, key: &Value) -> Res {
    if vm.is_exact(object, Kind::Dict)
        && let Some(dict) = object.as_dict()
    {
        return match dict.get(vm, key)? {
            Some(value) => Ok(value),
            None => Err(vm.key_error(key)),
        };
    }
    vm.get_item(object, key)
}

#[inline(never)]
pub(crate) fn set_item(vm: &Vm, object: &Value, key: &Value, value: &Value) -> Res<()> {
    if vm.is_exact(object, Kind::Dict)
        && let Some(dict) = object.as_dict()
    {
        return dict.set(vm, key, value);
    }
    vm.set_item(object, key, value)
}

#[inline(never)]
pub(crate) fn contains(vm: &Vm, container: &Value, item: &Value) -> Res<bool> {
    if vm.is_exact(container, Kind::Dict)
        && let Some(dict) = container.as_dict()
    {
        return dict.contains(vm, item);
    }
    vm.contains(container, item)
}

#[inline(never)]
pub(crate) fn next(vm: &Vm, iterator: &Value) -> Res<Option<Value>> {
    vm.next(iterator)
}

/// `StoreAttr` off its fast paths. Takes the operands.
#[inline(never)]
pub(crate) unsafe fn store_attr(vm: &Vm, base: *mut Raw, at: *mut u32, name: &Value) -> Res<()> {
    // SAFETY: `at` is a StoreAttr of this frame.
    unsafe {
        let bytes = at.cast::<u8>();
        let (a, b, flags) = (*bytes.add(1) as usize, *bytes.add(2) as usize, *bytes.add(3));
        let take = |register: usize, taken: bool| {
            let place = base.add(register);
            if taken {
                std::mem::replace(&mut *place, Raw::EMPTY).into_value()
            } else {
                (*place).as_value().clone()
            }
        };
        let object = take(a, flags & 1 != 0);
        let value = take(b, flags & 2 != 0);
        vm.store_attr_slow(&object, name, &value, at)
    }
}

/// `LoadMethod` off its fast path. Takes the operand and fills the window.
#[inline(never)]
pub(crate) unsafe fn load_method(vm: &Vm, base: *mut Raw, at: *mut u32, name: &Value) -> Res<()> {
    // SAFETY: `at` is a LoadMethod of this frame.
    unsafe {
        let bytes = at.cast::<u8>();
        let (a, b, flags) = (*bytes.add(1) as usize, *bytes.add(2) as usize, *bytes.add(3));
        let place = base.add(b);
        let object = if flags & 1 != 0 {
            std::mem::replace(&mut *place, Raw::EMPTY).into_value()
        } else {
            (*place).as_value().clone()
        };
        let (callee, bound) = vm.load_method_slow(&object, name, at)?;
        fill_window(base.add(a), callee, bound.then_some(object));
        Ok(())
    }
}

unsafe fn fill_window(window: *mut Raw, callee: Value, receiver: Option<Value>) {
    // SAFETY: the window's registers hold nothing.
    unsafe {
        *window = callee.into_raw();
        *window.add(3) = receiver.map_or(Raw::EMPTY, Value::into_raw);
    }
}

/// `LoadSuperMethod` and `LoadSuperAttr`.
#[inline(never)]
pub(crate) unsafe fn load_super(
    vm: &Vm,
    base: *mut Raw,
    window: usize,
    name: &Value,
    destination: Option<usize>,
) -> Res<()> {
    // SAFETY: the window holds super, the class and the receiver.
    unsafe {
        let parts = take_values(base.add(window), 3);
        let [callee, class, receiver] = &parts[..] else { return Ok(()) };
        let is_super = vm.types.super_.get().is_some_and(|class| callee.is(class.value()));
        if is_super && let Some(found) = vm.super_lookup(class, receiver, name)? {
            match destination {
                None if found.is_kind(Kind::Function) => {
                    fill_window(base.add(window), found, Some(receiver.clone()));
                }
                _ => {
                    let start_type = vm.super_start(class, receiver)?;
                    let bound = match vm.type_of(&found).slots().get {
                        Some(get) => {
                            let object = (!receiver.is(start_type.value())).then_some(receiver);
                            get(vm, &found, object, start_type.value())?
                        }
                        None => found,
                    };
                    put(base, window, destination, bound);
                }
            }
            return Ok(());
        }
        let object = vm.call(callee, &[class.clone(), receiver.clone()])?;
        let value = vm.get_attr(&object, name)?;
        put(base, window, destination, value);
        Ok(())
    }
}

unsafe fn put(base: *mut Raw, window: usize, destination: Option<usize>, value: Value) {
    // SAFETY: the registers belong to the frame.
    unsafe {
        match destination {
            None => fill_window(base.add(window), value, None),
            Some(register) => {
                let old = std::mem::replace(&mut *base.add(register), value.into_raw());
                old.release();
            }
        }
    }
}

/// `LoadSpecial`: the method window for a special method of a `with` statement.
#[inline(never)]
pub(crate) unsafe fn load_special(
    vm: &Vm,
    base: *mut Raw,
    window: usize,
    object: Value,
    which: u32,
) -> Res<()> {
    let special = Special::from_byte(which as u8).unwrap_or(Special::Enter);
    let names = &vm.names;
    let name = match special {
        Special::Enter => &names.dunder_enter,
        Special::Exit => &names.dunder_exit,
        Special::AEnter => &names.dunder_aenter,
        Special::AExit => &names.dunder_aexit,
    };
    let class = vm.class_of(&object);
    let Some(found) = vm.type_lookup(&class, name) else {
        return Err(no_context_manager(vm, &object, special));
    };
    // SAFETY: the window's registers hold nothing.
    unsafe {
        if matches!(found.kind(), Some(Kind::Function | Kind::MethodDescriptor)) {
            fill_window(base.add(window), found, Some(object));
        } else {
            let bound = vm.bind(&found, &object, &class)?;
            fill_window(base.add(window), bound, None);
        }
    }
    Ok(())
}

#[cold]
fn no_context_manager(vm: &Vm, object: &Value, special: Special) -> Raised {
    let class = vm.class_of(object);
    let name = vm.full_type_name(&class);
    let name = name.strip_prefix("__main__.").unwrap_or(&name);
    let has = |name: &Value| vm.type_lookup(&class, name).is_some();
    let names = &vm.names;
    let (own, other_pair, kind, missing) = match special {
        Special::Enter => {
            ("", (&names.dunder_aenter, &names.dunder_aexit), "the context manager", "__enter__")
        }
        Special::Exit => ("", (&names.dunder_aenter, &names.dunder_aexit), "the context manager", "__exit__"),
        Special::AEnter => {
            ("a", (&names.dunder_enter, &names.dunder_exit), "the asynchronous context manager", "__aenter__")
        }
        Special::AExit => {
            ("a", (&names.dunder_enter, &names.dunder_exit), "the asynchronous context manager", "__aexit__")
        }
    };
    let mut message = format!("'{name}' object does not support {kind} protocol (missed {missing} method)");
    if has(other_pair.0) && has(other_pair.1) {
        message += match own {
            "" => {
                " but it supports the asynchronous context manager protocol. Did you mean to use 'async with'?"
            }
            _ => " but it supports the context manager protocol. Did you mean to use 'with'?",
        };
    }
    vm.type_error(message)
}

/// Takes `count` registers.
#[inline(never)]
pub(crate) unsafe fn take_values(first: *mut Raw, count: usize) -> Vec<Value> {
    // SAFETY: the registers are live temporaries.
    // SAFETY: see above.
    (0..count).map(|n| unsafe { std::mem::replace(&mut *first.add(n), Raw::EMPTY).into_value() }).collect()
}

#[inline(never)]
pub(crate) unsafe fn build_list(vm: &Vm, first: *mut Raw, count: usize) -> Res {
    let list = vm.list_gc();
    // SAFETY: the registers are live temporaries; the list's buffer has room.
    unsafe {
        if count > 0 {
            list.reserve(count)?;
            for n in 0..count {
                list.push(std::mem::replace(&mut *first.add(n), Raw::EMPTY).into_value())?;
            }
        }
    }
    Ok(list.into())
}

#[inline(never)]
pub(crate) unsafe fn build_set(vm: &Vm, first: *mut Raw, count: usize) -> Res {
    // SAFETY: the registers are live temporaries.
    let items = unsafe { take_values(first, count) };
    vm.set(&items)
}

#[inline(never)]
pub(crate) unsafe fn build_map(vm: &Vm, first: *mut Raw, pairs: usize) -> Res {
    // SAFETY: the registers are live temporaries.
    let items = unsafe { take_values(first, pairs * 2) };
    let dict = vm.dict();
    for pair in items.chunks_exact(2) {
        dict.set(vm, &pair[0], &pair[1])?;
    }
    Ok(dict.into())
}

#[inline(never)]
pub(crate) fn list_extend(vm: &Vm, list: &Value, iterable: &Value) -> Res<()> {
    let items = match vm.collect(iterable) {
        Ok(items) => items,
        Err(raised) => {
            let slots = vm.type_of(iterable).slots();
            if slots.iter.is_some() || slots.getitem.is_some() {
                return Err(raised);
            }
            drop(vm.take_raised(raised));
            return Err(vm.type_error(format!(
                "Value after * must be an iterable, not {}",
                vm.type_of(iterable).name()
            )));
        }
    };
    match list.as_list() {
        Some(list) => list.extend(items),
        None => Ok(()),
    }
}

#[inline(never)]
pub(crate) fn set_update(vm: &Vm, set: &Value, iterable: &Value) -> Res<()> {
    set.as_any_set().map_or(Ok(()), |items| items.update(vm, iterable))
}

#[inline(never)]
pub(crate) fn set_add(vm: &Vm, set: &Value, item: &Value) -> Res<()> {
    match set.as_any_set() {
        Some(items) => {
            let hash = vm.hash_element(item)?;
            items.add_hashed(vm, item, hash).map(drop)
        }
        None => Ok(()),
    }
}

/// Calls `each` with the pairs of a mapping; `false` if it is not one.
fn each_pair(vm: &Vm, mapping: &Value, mut each: impl FnMut(&Value, Value) -> Res<()>) -> Res<bool> {
    if let Some(dict) = mapping.as_dict().filter(|_| vm.is_exact(mapping, Kind::Dict)) {
        for (key, value) in dict.items() {
            each(&key, value)?;
        }
        return Ok(true);
    }
    let Some(keys) = vm.get_attr_opt(mapping, &vm.names.keys)? else { return Ok(false) };
    let keys = vm.call(&keys, &[])?;
    for key in vm.collect(&keys)? {
        let value = vm.get_item(mapping, &key)?;
        each(&key, value)?;
    }
    Ok(true)
}

#[inline(never)]
pub(crate) fn dict_update(vm: &Vm, dict: &Value, mapping: &Value) -> Res<()> {
    let Some(target) = dict.as_dict() else { return Ok(()) };
    if each_pair(vm, mapping, |key, value| target.set(vm, key, &value))? {
        return Ok(());
    }
    Err(vm.type_error(format!("'{}' object is not a mapping", vm.type_of(mapping).name())))
}

#[inline(never)]
pub(crate) fn callee_name(vm: &Vm, callee: &Value) -> String {
    let qualname = vm.get_attr_opt(callee, &vm.names.dunder_qualname).ok().flatten();
    let module = vm.get_attr_opt(callee, &vm.names.dunder_module).ok().flatten();
    let Some(name) = qualname.as_ref().and_then(Value::as_str) else {
        return vm.str_string(callee).unwrap_or_default();
    };
    match module.as_ref().and_then(Value::as_str) {
        Some(module) if module != "builtins" => format!("{module}.{name}()"),
        _ => format!("{name}()"),
    }
}

#[inline(never)]
pub(crate) fn dict_merge(vm: &Vm, dict: &Value, mapping: &Value, callee: &Value) -> Res<()> {
    let Some(target) = dict.as_dict() else { return Ok(()) };
    let merged = each_pair(vm, mapping, |key, value| {
        if target.contains(vm, key)? {
            let text = vm.str_string(key)?;
            return Err(vm.type_error(format!(
                "{} got multiple values for keyword argument '{text}'",
                callee_name(vm, callee)
            )));
        }
        target.set(vm, key, &value)
    })?;
    if merged {
        return Ok(());
    }
    Err(vm.type_error(format!(
        "{} argument after ** must be a mapping, not {}",
        callee_name(vm, callee),
        vm.type_of(mapping).name()
    )))
}

/// The items of an iterable that must give exactly `count`, for unpacking.
#[inline(never)]
pub(crate) unsafe fn unpack_sequence(vm: &Vm, first: *mut Raw, value: Value, count: usize) -> Res<()> {
    // SAFETY: the target registers are free temporaries.
    unsafe {
        let write = |items: &[Value]| {
            for (n, item) in items.iter().enumerate() {
                *first.add(n) = item.clone().into_raw();
            }
        };
        if vm.is_exact(&value, Kind::Tuple) {
            let items = value.as_tuple().map_or(&[][..], Tuple::as_slice);
            if items.len() == count {
                write(items);
                return Ok(());
            }
            return Err(wrong_count(vm, count, items.len(), true));
        }
        if let Some(list) = value.as_list().filter(|_| vm.is_exact(&value, Kind::List)) {
            // Nothing runs while the items are copied.
            let items = list.buffer();
            if items.len() == count {
                write(items);
                return Ok(());
            }
            return Err(wrong_count(vm, count, items.len(), true));
        }
        let iter = unpack_iter(vm, &value)?;
        let mut items = Vec::with_capacity(count);
        while items.len() < count {
            match vm.next(&iter)? {
                Some(item) => items.push(item),
                None => return Err(wrong_count(vm, count, items.len(), true)),
            }
        }
        if vm.next(&iter)?.is_some() {
            let known = value.as_dict().map(Dict::len).filter(|_| vm.is_exact(&value, Kind::Dict));
            return Err(match known {
                Some(len) => wrong_count(vm, count, len, true),
                None => wrong_count(vm, count, count + 1, false),
            });
        }
        write(&items);
        Ok(())
    }
}

fn unpack_iter(vm: &Vm, value: &Value) -> Res {
    match vm.iter(value) {
        Ok(iter) => Ok(iter),
        Err(raised) => {
            let slots = vm.type_of(value).slots();
            if slots.iter.is_some() || slots.getitem.is_some() {
                return Err(raised);
            }
            drop(vm.take_raised(raised));
            Err(vm.type_error(format!("cannot unpack non-iterable {} object", vm.type_of(value).name())))
        }
    }
}

#[cold]
fn wrong_count(vm: &Vm, expected: usize, got: usize, known: bool) -> Raised {
    if got < expected {
        return vm.value_error(format!("not enough values to unpack (expected {expected}, got {got})"));
    }
    if known {
        return vm.value_error(format!("too many values to unpack (expected {expected}, got {got})"));
    }
    vm.value_error(format!("too many values to unpack (expected {expected})"))
}

/// Unpacking with a starred target.
#[inline(never)]
pub(crate) unsafe fn unpack_ex(vm: &Vm, first: *mut Raw, value: Value, counts: u32) -> Res<()> {
    let (before, after) = ((counts & 0xFFFF) as usize, (counts >> 16) as usize);
    let iter = unpack_iter(vm, &value)?;
    let mut items = Vec::new();
    while let Some(item) = vm.next(&iter)? {
        items.push(item);
    }
    if items.len() < before + after {
        return Err(vm.value_error(format!(
            "not enough values to unpack (expected at least {}, got {})",
            before + after,
            items.len()
        )));
    }
    let tail = items.split_off(items.len() - after);
    let middle = items.split_off(before);
    let middle = vm.list(middle)?;
    for (n, item) in items.into_iter().chain([middle]).chain(tail).enumerate() {
        // SAFETY: the target registers are free temporaries.
        unsafe { *first.add(n) = item.into_raw() };
    }
    Ok(())
}

#[inline(never)]
pub(crate) fn get_aiter(vm: &Vm, value: &Value) -> Res {
    if let Some(generator) = value.as_generator()
        && generator.flavor() == super::generator::Flavor::AsyncGenerator
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
        use super::generator::{Flavor, State};
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
    if iterator.as_generator().is_some_and(|g| g.flavor() == super::generator::Flavor::Coroutine) {
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
    use super::generator::Flavor;
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

/// `MakeFunction`.
#[inline(never)]
pub(crate) unsafe fn make_function(vm: &Vm, base: *mut Raw, window: usize, code: Raw) -> Res {
    // SAFETY: the window holds defaults, keyword defaults, annotate and closure.
    unsafe {
        let [defaults, kwdefaults, annotate, closure] =
            std::array::from_fn(|n| std::mem::replace(&mut *base.add(window + n), Raw::EMPTY).into_value());
        let outer = function_of(base);
        let function = vm.function(
            code.as_value(),
            &outer.globals,
            Some(&outer.builtins),
            closure.downcast_gc::<Tuple>(),
        );
        if let Some(body) = function.as_function() {
            if !defaults.is_none() {
                body.defaults.set(defaults);
                body.refresh();
            }
            if !kwdefaults.is_none() {
                body.kwdefaults.set(kwdefaults);
            }
            if !annotate.is_none() {
                body.annotate.set(annotate);
            }
        }
        Ok(function)
    }
}

#[inline(never)]
pub(crate) unsafe fn load_build_class(vm: &Vm, base: *mut Raw) -> Res {
    // SAFETY: the frame is live.
    let builtins = unsafe { &function_of(base).builtins };
    match builtins.get_str(vm, "__build_class__") {
        Some(value) => Ok(value),
        None => Err(vm.name_error(&vm.intern("__build_class__"), "__build_class__ not found")),
    }
}

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

impl Default for Value {
    fn default() -> Value {
        Value::NONE
    }
}

impl Vm {
    /// Makes a function over a code object.
    #[inline(never)]
    pub(crate) fn function(
        &self,
        code: &Value,
        globals: &crate::objects::DictRef,
        builtins: Option<&crate::objects::DictRef>,
        closure: Option<Gc<Tuple>>,
    ) -> Value {
        let builtins = builtins.cloned().unwrap_or_else(|| self.builtins_of(globals));
        let Some(body) = code.core::<crate::objects::Code>() else { return Value::NONE };
        let doc = match body.loaded.get() {
            true => Slot::new(self.docstring(body)),
            false => Slot::empty(),
        };
        let module = globals.get_name(self, &self.names.dunder_name).unwrap_or(Value::NONE);
        let function = self.make(Function {
            simple: Default::default(),
            params: Default::default(),
            positional: Default::default(),
            suspendable: Default::default(),
            fewest: Default::default(),
            made: Default::default(),
            nregs: Default::default(),
            nlocals: Default::default(),
            start: std::cell::Cell::new(std::ptr::null_mut()),
            consts: std::cell::Cell::new(std::ptr::null()),
            blank: Default::default(),
            globals: globals.clone(),
            builtins,
            code: Slot::new(code.clone()),
            closure,
            defaults: Slot::empty(),
            kwdefaults: Slot::empty(),
            name: Slot::new(body.name.clone()),
            qualname: Slot::new(body.qualname.clone()),
            module: Slot::new(module),
            doc,
            annotate: Slot::empty(),
            annotations: Slot::empty(),
            type_params: Slot::empty(),
            dict: Slot::empty(),
        });
        function.refresh();
        function.into()
    }

    /// The builtins that code with these globals sees.
    #[inline(never)]
    pub(crate) fn builtins_of(&self, globals: &crate::objects::DictRef) -> crate::objects::DictRef {
        if let Some(value) = globals.get_name(self, &self.names.dunder_builtins) {
            if let Some(dict) = value.downcast_gc::<Dict>() {
                return dict;
            }
            if let Some(module) = value.as_module() {
                return module.dict.clone();
            }
        }
        self.import.builtins.get().cloned().unwrap_or_else(|| self.dict())
    }
}
