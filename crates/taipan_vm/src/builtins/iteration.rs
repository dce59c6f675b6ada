//! `len`, `iter`, `next`, `sorted`, `min`, `max`, `sum`, `any`, `all`, `aiter`, `anext`.

use taipan_bytecode::BinaryOp;

use crate::{Res, Value, Vm, interp::Taker, native::Function, objects::Tuple};

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
    items.each(vm, |item| {
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
        Ok(())
    })?;
    match (best, default) {
        (Some((_, item)), _) => Ok(item),
        (None, Some(default)) => Ok(default.clone()),
        (None, None) => Err(vm.value_error(format!("{name}() iterable argument is empty"))),
    }
}

fn sum(vm: &Vm, args: &[Value]) -> Res {
    let total = args[1].given().cloned().unwrap_or_else(|| vm.int(0));
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
    let mut sum = Sum { total, high: 0.0, low: 0.0, compensated: false };
    items.feed(vm, &mut sum)?;
    sum.settle(vm);
    Ok(sum.total)
}

fn is_exact_float(vm: &Vm, value: &Value) -> bool {
    value.raw().is_float() || vm.is_exact(value, crate::Kind::Float)
}

/// A sum in progress. Floats are summed with compensation, as CPython does since 3.12.
struct Sum {
    total: Value,
    high: f64,
    low: f64,
    /// The sum is that of `high` and `low`.
    compensated: bool,
}

impl Sum {
    /// Adds a number where that takes no more than a machine operation.
    #[inline]
    fn add_plain(&mut self, vm: &Vm, item: &Value) -> bool {
        if self.compensated {
            let value = match is_exact_float(vm, item) {
                true => item.as_float(),
                false => item.as_small_int().map(|n| n as f64),
            };
            let Some(value) = value else { return false };
            let next = self.high + value;
            if next.is_finite() {
                self.low += match self.high.abs() >= value.abs() {
                    true => (self.high - next) + value,
                    false => (value - next) + self.high,
                };
            }
            self.high = next;
            return true;
        }
        let sum = self.total.as_small_int().zip(item.as_small_int()).and_then(|(a, b)| a.checked_add(b));
        match sum.and_then(crate::Raw::from_int) {
            // SAFETY: an int in the word owns nothing.
            Some(sum) => self.total = unsafe { sum.into_value() },
            None => return false,
        }
        true
    }

    /// Brings `total` up to date.
    fn settle(&mut self, vm: &Vm) {
        if std::mem::take(&mut self.compensated) {
            let whole = self.low != 0.0 && self.low.is_finite();
            self.total = vm.float(if whole { self.high + self.low } else { self.high });
        }
    }
}

impl Taker for Sum {
    fn take_at_once(&mut self, vm: &Vm, item: Value) -> Result<(), Value> {
        if self.add_plain(vm, &item) { Ok(()) } else { Err(item) }
    }

    fn take(&mut self, vm: &Vm, item: Value) -> Res<bool> {
        let number = self.total.raw().is_float() || self.total.as_small_int().is_some();
        if !self.compensated && number && is_exact_float(vm, &item) {
            (self.high, self.low) = (vm.to_f64(&self.total)?, 0.0);
            self.compensated = true;
        }
        if !self.add_plain(vm, &item) {
            self.settle(vm);
            self.total = vm.binary(BinaryOp::Add, &self.total, &item)?;
        }
        Ok(false)
    }
}

/// Looks for an item with this truth value.
struct Search {
    truth: bool,
    found: bool,
}

impl Taker for Search {
    fn take_at_once(&mut self, _: &Vm, item: Value) -> Result<(), Value> {
        let plain = item.is_none() || item.as_small_int().is_some() || item.as_bool().is_some();
        let truth = item.is(&Value::TRUE) || item.as_small_int().is_some_and(|number| number != 0);
        if plain && truth != self.truth { Ok(()) } else { Err(item) }
    }

    fn take(&mut self, vm: &Vm, item: Value) -> Res<bool> {
        self.found = vm.truth(&item)? == self.truth;
        Ok(self.found)
    }
}

fn any(vm: &Vm, args: &[Value]) -> Res {
    let mut search = Search { truth: true, found: false };
    vm.iterate(&args[0])?.feed(vm, &mut search)?;
    Ok(Value::bool(search.found))
}

fn all(vm: &Vm, args: &[Value]) -> Res {
    let mut search = Search { truth: false, found: false };
    vm.iterate(&args[0])?.feed(vm, &mut search)?;
    Ok(Value::bool(!search.found))
}
