//! The methods of lists.

use super::List;
use crate::{
    Gc, Res, Value, Vm,
    native::Method,
    objects::{class_getitem, sequence::place},
};

fn list_of<'a>(vm: &Vm, args: &'a [Value]) -> Res<&'a List> {
    args[0].as_list().ok_or_else(|| vm.type_error("a list is required"))
}

fn owned(vm: &Vm, args: &[Value]) -> Res<Gc<List>> {
    args[0].downcast_gc().ok_or_else(|| vm.type_error("a list is required"))
}

/// The first position of an equal item between two bounds.
pub(super) fn find(vm: &Vm, list: &List, item: &Value, start: usize, stop: usize) -> Res<Option<usize>> {
    let mut at = start;
    while at < stop {
        let Some(candidate) = list.get(at) else { break };
        if vm.equal(&candidate, item)? {
            return Ok(Some(at));
        }
        at += 1;
    }
    Ok(None)
}

fn append(vm: &Vm, args: &[Value]) -> Res {
    list_of(vm, args)?.push(args[1].clone())?;
    Ok(Value::NONE)
}

fn extend(vm: &Vm, args: &[Value]) -> Res {
    vm.extend_list(&owned(vm, args)?, &args[1])?;
    Ok(Value::NONE)
}

fn insert(vm: &Vm, args: &[Value]) -> Res {
    let at = vm.index_i64(&args[1])?;
    let list = list_of(vm, args)?;
    let len = list.len() as i64;
    let at = if at < 0 { at.saturating_add(len).max(0) } else { at.min(len) };
    list.insert(at as usize, args[2].clone())?;
    Ok(Value::NONE)
}

fn pop(vm: &Vm, args: &[Value]) -> Res {
    let at = match args[1].given() {
        Some(at) => vm.index_i64(at)?,
        None => -1,
    };
    let list = list_of(vm, args)?;
    if list.is_empty() {
        return Err(vm.index_error("pop from empty list"));
    }
    if at == -1 {
        return list.pop().ok_or_else(|| vm.index_error("pop from empty list"));
    }
    place(at, list.len())
        .and_then(|at| list.remove(at))
        .ok_or_else(|| vm.index_error("pop index out of range"))
}

fn remove(vm: &Vm, args: &[Value]) -> Res {
    let list = owned(vm, args)?;
    match find(vm, &list, &args[1], 0, usize::MAX)? {
        Some(at) => {
            drop(list.remove(at));
            Ok(Value::NONE)
        }
        None => Err(vm.value_error("list.remove(x): x not in list")),
    }
}

fn clear(vm: &Vm, args: &[Value]) -> Res {
    list_of(vm, args)?.drop_items();
    Ok(Value::NONE)
}

fn copy(vm: &Vm, args: &[Value]) -> Res {
    vm.list(list_of(vm, args)?.snapshot())
}

fn index(vm: &Vm, args: &[Value]) -> Res {
    let list = owned(vm, args)?;
    let start = vm.search_bound(&args[2], 0, list.len())?;
    let stop = vm.search_bound(&args[3], usize::MAX, list.len())?;
    match find(vm, &list, &args[1], start, stop)? {
        Some(at) => Ok(vm.int(at as i64)),
        None => Err(vm.value_error("list.index(x): x not in list")),
    }
}

fn count(vm: &Vm, args: &[Value]) -> Res {
    let list = owned(vm, args)?;
    let (mut at, mut count) = (0, 0);
    while let Some(candidate) = list.get(at) {
        count += i64::from(vm.equal(&candidate, &args[1])?);
        at += 1;
    }
    Ok(vm.int(count))
}

fn reverse(vm: &Vm, args: &[Value]) -> Res {
    let list = list_of(vm, args)?;
    // SAFETY: moving items runs nothing.
    unsafe { list.buffer() }.reverse();
    Ok(Value::NONE)
}

fn sort(vm: &Vm, args: &[Value]) -> Res {
    let list = owned(vm, args)?;
    let reverse = match args[2].given() {
        Some(flag) => vm.truth(flag)?,
        None => false,
    };
    vm.sort_list(&list, args[1].not_none(), reverse)?;
    Ok(Value::NONE)
}

fn reversed(vm: &Vm, args: &[Value]) -> Res {
    let list = list_of(vm, args)?;
    Ok(vm.list_reversed(&args[0], list.len()))
}

fn sizeof(vm: &Vm, args: &[Value]) -> Res {
    // SAFETY: reads a number.
    let items = unsafe { list_of(vm, args)?.buffer() }.capacity();
    Ok(vm.int((size_of::<List>() + 8 + items * size_of::<Value>()) as i64))
}

pub(super) const METHODS: &[Method] = &[
    Method::new("append(object, /)", append, "Adds an item at the end."),
    Method::new("extend(iterable, /)", extend, "Adds the items of an iterable at the end."),
    Method::new("insert(index, object, /)", insert, "Puts an item before a position."),
    Method::new("pop(index=-1, /)", pop, "Takes out the item at a position, the last one by default."),
    Method::new("remove(value, /)", remove, "Takes out the first item that is equal."),
    Method::new("clear()", clear, "Takes out all items."),
    Method::new("copy()", copy, "A new list of the same items."),
    Method::new("index(value, start=0, stop=sys.maxsize, /)", index, "The first position of an equal item."),
    Method::new("count(value, /)", count, "How many items are equal."),
    Method::new("reverse()", reverse, "Turns the order round."),
    Method::new(
        "sort(*, key=None, reverse=False)",
        sort,
        "Sorts the items in place; equal ones keep their order.",
    ),
    Method::new("__reversed__()", reversed, "An iterator from the last item to the first."),
    Method::new("__sizeof__()", sizeof, "Size in memory, in bytes."),
    Method::class("__class_getitem__(object, /)", class_getitem, "A generic alias of the class."),
];
