//! The methods of deques.

use taipan_vm::{
    Res, Value, Vm,
    native::Method,
    objects::{Deque, End, Ring, Slot, class_getitem},
};

use super::deque_iter;

fn append(vm: &Vm, args: &[Value]) -> Res {
    Deque::of(vm, &args[0])?.push(vm, End::Right, args[1].clone())?;
    Ok(Value::NONE)
}

fn appendleft(vm: &Vm, args: &[Value]) -> Res {
    Deque::of(vm, &args[0])?.push(vm, End::Left, args[1].clone())?;
    Ok(Value::NONE)
}

fn extend(vm: &Vm, args: &[Value]) -> Res {
    Deque::of(vm, &args[0])?.extend(vm, End::Right, &args[1])?;
    Ok(Value::NONE)
}

fn extendleft(vm: &Vm, args: &[Value]) -> Res {
    Deque::of(vm, &args[0])?.extend(vm, End::Left, &args[1])?;
    Ok(Value::NONE)
}

fn take(vm: &Vm, value: &Value, take: fn(&mut Ring) -> Option<Value>) -> Res {
    let deque = Deque::of(vm, value)?;
    if deque.is_empty() {
        return Err(vm.index_error("pop from an empty deque"));
    }
    deque.change(take).ok_or_else(|| vm.index_error("pop from an empty deque"))
}

fn pop(vm: &Vm, args: &[Value]) -> Res {
    take(vm, &args[0], Ring::pop_back)
}

fn popleft(vm: &Vm, args: &[Value]) -> Res {
    take(vm, &args[0], Ring::pop_front)
}

fn clear(vm: &Vm, args: &[Value]) -> Res {
    Deque::of(vm, &args[0])?.clear_items();
    Ok(Value::NONE)
}

fn rotate(vm: &Vm, args: &[Value]) -> Res {
    let count = args[1].given().map_or(Ok(1), |count| vm.index_i64(count))?;
    Deque::of(vm, &args[0])?.change(|ring| ring.rotate(count));
    Ok(Value::NONE)
}

fn reverse(vm: &Vm, args: &[Value]) -> Res {
    Deque::of(vm, &args[0])?.change(Ring::reverse);
    Ok(Value::NONE)
}

fn insert(vm: &Vm, args: &[Value]) -> Res {
    let at = vm.index_i64(&args[1])?;
    let deque = Deque::of(vm, &args[0])?;
    let len = deque.len() as i64;
    if deque.maxlen.get() == Some(len as usize) {
        return Err(vm.index_error("deque already at its maximum size"));
    }
    let at = if at < 0 { at.saturating_add(len).max(0) } else { at.min(len) };
    deque.change(|ring| ring.insert(vm, at as usize, args[2].clone()))?;
    Ok(Value::NONE)
}

fn remove(vm: &Vm, args: &[Value]) -> Res {
    let deque = Deque::of(vm, &args[0])?;
    let found = match deque.find(vm, &args[1], 0..deque.len()) {
        Err(raised) if vm.is_a(&vm.peek_raised(), &vm.exceptions.runtime_error) => {
            drop(vm.take_raised(raised));
            return Err(vm.index_error("deque mutated during iteration"));
        }
        found => found?,
    };
    let Some(at) = found else { return Err(vm.value_error("deque.remove(x): x not in deque")) };
    let old = deque.change(|ring| ring.remove(at));
    drop(old);
    Ok(Value::NONE)
}

fn bound(vm: &Vm, value: &Value, default: usize, len: usize) -> Res<usize> {
    let Some(value) = value.given() else { return Ok(default) };
    if !value.is_int() && vm.type_of(value).slots().index.is_none() {
        return Err(vm.type_error("slice indices must be integers or have an __index__ method"));
    }
    let at = vm.index_clamped(value)?;
    let at = if at < 0 { at.saturating_add(len as i64).max(0) } else { at };
    Ok((at as usize).min(len))
}

fn index(vm: &Vm, args: &[Value]) -> Res {
    let deque = Deque::of(vm, &args[0])?;
    let len = deque.len();
    let start = bound(vm, &args[2], 0, len)?;
    let stop = bound(vm, &args[3], len, len)?;
    match deque.find(vm, &args[1], start..stop.max(start))? {
        Some(at) => Ok(vm.int(at as i64)),
        None => Err(vm.value_error("deque.index(x): x not in deque")),
    }
}

fn count(vm: &Vm, args: &[Value]) -> Res {
    let deque = Deque::of(vm, &args[0])?;
    let (mut from, mut count) = (0, 0);
    let len = deque.len();
    while let Some(at) = deque.find(vm, &args[1], from..len)? {
        from = at + 1;
        count += 1;
    }
    Ok(vm.int(count))
}

fn copy(vm: &Vm, args: &[Value]) -> Res {
    let deque = Deque::of(vm, &args[0])?;
    let class = vm.class_of(&args[0]);
    if !class.is_heap_type() {
        let made = Deque::make(vm, &class, deque.maxlen.get())?;
        deque.snapshot().into_iter().try_for_each(|item| made.push(vm, End::Right, item))?;
        return Ok(made.into());
    }
    let mut given = vec![args[0].clone()];
    given.extend(deque.maxlen.get().map(|most| vm.int(most as i64)));
    let made = vm.call(class.value(), &given)?;
    Ok(made)
}

fn reversed(vm: &Vm, args: &[Value]) -> Res {
    deque_iter::iterator(vm, &args[0], true)
}

fn reduce(vm: &Vm, args: &[Value]) -> Res {
    let deque = Deque::of(vm, &args[0])?;
    let state = match vm.dict_of_object(&args[0])? {
        Some(dict) if !dict.is_empty() => dict.into(),
        _ => Value::NONE,
    };
    let given = match deque.maxlen.get() {
        Some(most) => vec![vm.tuple(Vec::new()), vm.int(most as i64)],
        None => Vec::new(),
    };
    let class = vm.class_of(&args[0]).value().clone();
    Ok(vm.tuple(vec![class, vm.tuple(given), state, vm.iter(&args[0])?]))
}

fn sizeof(vm: &Vm, args: &[Value]) -> Res {
    let items = Deque::of(vm, &args[0])?.len().next_power_of_two().max(8);
    Ok(vm.int((size_of::<Deque>() + 8 + items * size_of::<Slot>()) as i64))
}

pub(super) const METHODS: &[Method] = &[
    Method::new("append(item, /)", append, "Adds an item at the right end."),
    Method::new("appendleft(item, /)", appendleft, "Adds an item at the left end."),
    Method::new("extend(iterable, /)", extend, "Adds items at the right end."),
    Method::new("extendleft(iterable, /)", extendleft, "Adds items at the left end, one after the other."),
    Method::new("pop()", pop, "Takes out the rightmost item."),
    Method::new("popleft()", popleft, "Takes out the leftmost item."),
    Method::new("clear()", clear, "Takes out all items."),
    Method::new("rotate(n=1, /)", rotate, "Moves n items from the right end to the left one."),
    Method::new("reverse()", reverse, "Turns the order round."),
    Method::new("insert(index, value, /)", insert, "Puts an item before a position."),
    Method::new("remove(value, /)", remove, "Takes out the first item that is equal."),
    Method::new(
        "index(value, start=<unrepresentable>, stop=<unrepresentable>, /)",
        index,
        "The first position of an equal item.",
    ),
    Method::new("count(value, /)", count, "How many items are equal."),
    Method::new("copy()", copy, "A shallow copy."),
    Method::new("__copy__()", copy, "A shallow copy."),
    Method::new("__reversed__()", reversed, "An iterator from the last item to the first."),
    Method::new("__reduce__()", reduce, "For pickling."),
    Method::new("__sizeof__()", sizeof, "Size in memory, in bytes."),
    Method::class("__class_getitem__(object, /)", class_getitem, "A generic alias of the class."),
];
