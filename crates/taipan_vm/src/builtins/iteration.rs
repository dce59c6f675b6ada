//! `len`, `iter`, `next`, `sorted`, `min`, `max`, `sum`, `any`, `all`, `aiter`, `anext`.

use taipan_bytecode::BinaryOp;

use crate::{Res, Value, Vm, native::Function, objects::Tuple};

pub(super) const ROWS: &[Function] = &[
    Function::new("len(obj, /)", |vm, a| Ok(vm.int(vm.len(&a[0])? as i64)), "The number of items."),
    Function::new("iter(object, sentinel=None, /)", iter, "An iterator."),
    Function::new("next(iterator, default=None, /)", next, "The next item of the iterator."),
    Function::new("sorted@sort(iterable, /, *, key=None, reverse=False)", sorted, "A new sorted list."),
    Function::new("min(*args, key=None, default=None)", |vm, a| extreme(vm, a, "min"), "The smallest item."),
    Function::new("max(*args, key=None, default=None)", |vm, a| extreme(vm, a, "max"), "The biggest item."),
    Function::new("sum(iterable, /, start=0)", sum, "The sum of the start value and the items."),
    Function::new("any(iterable, /)", any, "Whether any item is true."),
    Function::new("all(iterable, /)", all, "Whether all items are true."),
    Function::new(
        "aiter(async_iterable, /)",
        |vm, a| crate::interp::async_iter(vm, &a[0]),
        "An asynchronous iterator.",
    ),
    Function::new(
        "anext(aiterator, default=None, /)",
        |vm, a| crate::interp::async_next(vm, &a[0], a[1].given()),
        "An awaitable for the next item.",
    ),
];

fn iter(vm: &Vm, args: &[Value]) -> Res {
    let Some(sentinel) = args[1].given() else { return vm.iter(&args[0]) };
    if !vm.is_callable(&args[0]) {
        return Err(vm.type_error("iter(v, w): v must be callable"));
    }
    vm.callable_iterator(&args[0], sentinel)
}

fn next(vm: &Vm, args: &[Value]) -> Res {
    vm.clear_stop_value();
    if let Some(item) = vm.next(&args[0])? {
        return Ok(item);
    }
    match args[1].given() {
        Some(default) => Ok(default.clone()),
        None => Err(vm.stop_again()),
    }
}

fn sorted(vm: &Vm, args: &[Value]) -> Res {
    let list = vm.list_gc();
    list.extend(vm.collect(&args[0])?)?;
    let reverse = args[2].given().map_or(Ok(false), |flag| vm.truth(flag))?;
    vm.sort_list(&list, args[1].not_none(), reverse)?;
    Ok(list.into())
}

fn extreme(vm: &Vm, args: &[Value], name: &str) -> Res {
    let values = args[0].as_tuple().map_or(&[][..], Tuple::as_slice);
    let (key, default) = (args[1].not_none(), args[2].given());
    let items = match values {
        [] => return Err(vm.type_error(format!("{name} expected at least 1 argument, got 0"))),
        [one] => vm.iterate(one)?,
        _ if default.is_some() => {
            return Err(vm.type_error(format!(
                "Cannot specify a default for {name}() with multiple positional arguments"
            )));
        }
        _ => vm.iterate(&args[0])?,
    };
    let mut best: Option<(Value, Value)> = None;
    while let Some(item) = items.next(vm)? {
        let rank = match key {
            Some(key) => vm.call(key, std::slice::from_ref(&item))?,
            None => item.clone(),
        };
        let better = match &best {
            None => true,
            Some((known, _)) if name == "min" => vm.less(&rank, known)?,
            Some((known, _)) => vm.compare_bool(taipan_bytecode::CompareOp::Gt, &rank, known)?,
        };
        if better {
            best = Some((rank, item));
        }
    }
    match (best, default) {
        (Some((_, item)), _) => Ok(item),
        (None, Some(default)) => Ok(default.clone()),
        (None, None) => Err(vm.value_error(format!("{name}() iterable argument is empty"))),
    }
}

fn sum(vm: &Vm, args: &[Value]) -> Res {
    let mut total = args[1].given().cloned().unwrap_or_else(|| vm.int(0));
    let refused = if total.as_str_object().is_some() {
        Some("sum() can't sum strings [use ''.join(seq) instead]")
    } else if total.as_bytes().is_some() {
        Some("sum() can't sum bytes [use b''.join(seq) instead]")
    } else {
        None
    };
    if let Some(message) = refused {
        return Err(vm.type_error(message));
    }
    let items = vm.iterate(&args[0])?;
    // Floats are summed with compensation, as CPython does since 3.12.
    let (mut high, mut low) = (0.0f64, 0.0f64);
    let mut compensated = false;
    while let Some(item) = items.next(vm)? {
        if let (false, Some(a), Some(b)) = (compensated, total.as_small_int(), item.as_small_int())
            && let Some(sum) = a.checked_add(b)
        {
            total = vm.int(sum);
            continue;
        }
        let exact = item.raw().is_float() || vm.is_exact(&item, crate::Kind::Float);
        if !compensated && exact && (total.raw().is_float() || total.as_small_int().is_some()) {
            (high, low) = (vm.to_f64(&total)?, 0.0);
            compensated = true;
        }
        if compensated {
            let value = if exact { item.as_float() } else { item.as_small_int().map(|n| n as f64) };
            if let Some(value) = value {
                let next = high + value;
                if next.is_finite() {
                    low +=
                        if high.abs() >= value.abs() { (high - next) + value } else { (value - next) + high };
                }
                high = next;
                continue;
            }
            total = vm.float(if low != 0.0 && low.is_finite() { high + low } else { high });
            compensated = false;
        }
        total = vm.binary(BinaryOp::Add, &total, &item)?;
    }
    if compensated {
        total = vm.float(if low != 0.0 && low.is_finite() { high + low } else { high });
    }
    Ok(total)
}

fn any(vm: &Vm, args: &[Value]) -> Res {
    let items = vm.iterate(&args[0])?;
    while let Some(item) = items.next(vm)? {
        if vm.truth(&item)? {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

fn all(vm: &Vm, args: &[Value]) -> Res {
    let items = vm.iterate(&args[0])?;
    while let Some(item) = items.next(vm)? {
        if !vm.truth(&item)? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}
