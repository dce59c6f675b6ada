//! What operators and protocols do with lists.

use taipan_bytecode::{BinaryOp, CompareOp};

use super::{
    List,
    methods::{self, METHODS},
};
use crate::{
    Gc, Kind, Res, Value, Vm,
    interp::Taker,
    native::{Args, TypeFlags, TypeSpec},
    objects::{Slice, Slots, Type, iterators::ListIter, sequence::place, slice::Span},
};

fn new(vm: &Vm, class: &Type, _: Args<'_>) -> Res {
    Ok(vm.list_of(class.shape.get()).into())
}

fn init(vm: &Vm, value: &Value, args: Args<'_>) -> Res<()> {
    let iterable = vm.one_optional("list", args)?;
    let Some(list) = value.downcast_gc::<List>() else { return Ok(()) };
    list.drop_items();
    match iterable {
        Some(iterable) => vm.extend_list(&list, iterable),
        None => Ok(()),
    }
}

fn repr(vm: &Vm, value: &Value) -> Res {
    let Some(list) = value.as_list() else { return vm.repr(value) };
    if list.is_empty() {
        return Ok(vm.str("[]"));
    }
    let Some(_guard) = vm.enter_repr(value) else { return Ok(vm.str("[...]")) };
    vm.repr_items("[", "]", |at| list.get(at))
}

fn getitem(vm: &Vm, value: &Value, key: &Value) -> Res {
    let Some(list) = value.as_list() else { return Ok(Value::NOT_IMPLEMENTED) };
    if let Some(slice) = key.downcast_gc::<Slice>() {
        let bounds = slice.bounds(vm)?;
        let span = bounds.within(list.len());
        let made = vm.list_gc();
        // SAFETY: cloning runs nothing, and nobody else knows the new list.
        unsafe {
            let (items, copy) = (list.buffer(), made.buffer());
            if span.step == 1 && span.count > 0 {
                copy.extend_from(&items[span.start as usize..span.stop as usize])?;
            } else {
                copy.reserve(span.count)?;
                for at in span.positions() {
                    copy.push(items[at].clone())?;
                }
            }
        }
        return Ok(made.into());
    }
    let at = vm.subscript(key, "list indices")?;
    place(at, list.len()).and_then(|at| list.get(at)).ok_or_else(|| vm.index_error("list index out of range"))
}

fn setitem(vm: &Vm, value: &Value, key: &Value, item: Option<&Value>) -> Res<()> {
    let Some(list) = value.as_list() else { return Ok(()) };
    if let Some(slice) = key.downcast_gc::<Slice>() {
        let bounds = slice.bounds(vm)?;
        return match item {
            Some(item) => {
                let items = match vm.collect(item) {
                    Ok(items) => items,
                    Err(raised) if vm.iter_failed(item) => {
                        drop(vm.take_raised(raised));
                        return Err(vm.type_error("must assign iterable to extended slice"));
                    }
                    Err(raised) => return Err(raised),
                };
                assign(vm, list, bounds.within(list.len()), items)
            }
            None => delete(list, bounds.within(list.len())),
        };
    }
    let at = vm.subscript(key, "list indices")?;
    let found = place(at, list.len());
    let old = match item {
        Some(item) => found.and_then(|at| list.set(at, item.clone())),
        None => found.and_then(|at| list.remove(at)),
    };
    match old {
        Some(old) => {
            drop(old);
            Ok(())
        }
        None => Err(vm.index_error("list assignment index out of range")),
    }
}

fn drop_last_first(mut values: Vec<Value>) {
    while values.pop().is_some() {}
}

fn assign(vm: &Vm, list: &List, span: Span, items: Vec<Value>) -> Res<()> {
    if span.step == 1 {
        let start = span.start as usize;
        drop_last_first(list.splice(start..start + span.count, items)?);
        return Ok(());
    }
    if items.len() != span.count {
        return Err(vm.value_error(format!(
            "attempt to assign sequence of size {} to extended slice of size {}",
            items.len(),
            span.count
        )));
    }
    let old: Vec<_> = span.positions().zip(items).map(|(at, item)| list.set(at, item)).collect();
    drop(old);
    Ok(())
}

fn delete(list: &List, span: Span) -> Res<()> {
    let span = span.ascending();
    if span.count == 0 {
        return Ok(());
    }
    let start = span.start as usize;
    if span.step == 1 {
        drop_last_first(list.splice(start..start + span.count, Vec::new())?);
        return Ok(());
    }
    let mut gone = Vec::with_capacity(span.count);
    let mut kept = Vec::new();
    let last = start + (span.count - 1) * span.step as usize + 1;
    for (n, item) in list.splice(start..last, Vec::new())?.into_iter().enumerate() {
        if n % span.step as usize == 0 { gone.push(item) } else { kept.push(item) }
    }
    list.splice(start..start, kept)?;
    drop(gone);
    Ok(())
}

fn contains(vm: &Vm, value: &Value, item: &Value) -> Res<bool> {
    let Some(list) = value.as_list() else { return Ok(false) };
    Ok(methods::find(vm, list, item, 0, usize::MAX)?.is_some())
}

fn iter(vm: &Vm, value: &Value) -> Res {
    Ok(vm.make(ListIter::new(value.clone())).into())
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Res {
    let (Some(x), Some(y)) = (a.as_list(), b.as_list()) else { return Ok(Value::NOT_IMPLEMENTED) };
    if x.len() != y.len() && matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::bool(op == CompareOp::Ne));
    }
    vm.compare_sequences(op, |at| x.get(at), |at| y.get(at), || (x.len(), y.len()))
}

fn add(vm: &Vm, a: &Value, b: &Value) -> Res {
    let (Some(x), Some(y)) = (a.as_list(), b.as_list()) else {
        return vm.concat_other(a, b, add, a.as_list().is_some());
    };
    let made = vm.list_gc();
    made.reserve(x.len() + y.len())?;
    // SAFETY: cloning runs nothing, and `made` is neither of the two.
    unsafe {
        made.extend_from_slice(x.buffer())?;
        made.extend_from_slice(y.buffer())?;
    }
    Ok(made.into())
}

fn mul(vm: &Vm, a: &Value, b: &Value) -> Res {
    let (list, number) = if a.as_list().is_some() { (a, b) } else { (b, a) };
    let times = match vm.repeat_count(a, b, number, mul)? {
        Ok(times) => times,
        Err(answer) => return Ok(answer),
    };
    let Some(list) = list.as_list() else { return Ok(Value::NOT_IMPLEMENTED) };
    let made = vm.list_gc();
    made.reserve(list.len().saturating_mul(times))?;
    if list.is_empty() {
        return Ok(made.into());
    }
    for _ in 0..times {
        // SAFETY: cloning runs nothing.
        made.extend_from_slice(unsafe { list.buffer() })?;
    }
    Ok(made.into())
}

fn iadd(vm: &Vm, a: &Value, b: &Value) -> Res {
    let Some(list) = a.downcast_gc::<List>() else { return Ok(Value::NOT_IMPLEMENTED) };
    vm.extend_list(&list, b)?;
    Ok(a.clone())
}

fn imul(vm: &Vm, a: &Value, b: &Value) -> Res {
    let times = vm.repeat_inplace_count(b)?;
    let Some(list) = a.as_list() else { return Ok(Value::NOT_IMPLEMENTED) };
    if times == 0 {
        list.drop_items();
        return Ok(a.clone());
    }
    let items = list.snapshot();
    list.reserve(items.len().saturating_mul(times - 1))?;
    if !items.is_empty() {
        for _ in 1..times {
            list.extend_from_slice(&items)?;
        }
    }
    Ok(a.clone())
}

fn fill(slots: &mut Slots) {
    slots.new = Some(new);
    slots.init = Some(init);
    slots.repr = Some(repr);
    slots.len = Some(|_, v| Ok(v.as_list().map_or(0, List::len)));
    slots.getitem = Some(getitem);
    slots.setitem = Some(setitem);
    slots.contains = Some(contains);
    slots.iter = Some(iter);
    slots.compare = Some(compare);
    slots.binary[BinaryOp::Add as usize] = Some(add);
    slots.binary[BinaryOp::Mul as usize] = Some(mul);
    slots.inplace[BinaryOp::Add as usize] = Some(iadd);
    slots.inplace[BinaryOp::Mul as usize] = Some(imul);
}

impl Vm {
    /// `list.extend(iterable)`
    ///
    /// # Errors
    /// What iterating raises; `MemoryError`.
    pub fn extend_list(&self, list: &Gc<List>, iterable: &Value) -> Res<()> {
        if self.is_exact(iterable, Kind::List) || self.is_exact(iterable, Kind::Tuple) {
            return list.extend(self.collect(iterable)?);
        }
        let iter = self.iterate(iterable)?;
        let hint = self.length_hint(iterable, 0)?;
        list.reserve(hint)?;
        iter.feed(self, &mut Extended(list))
    }

    /// Whether the exception being raised is the `TypeError` of a value that is not iterable.
    pub(crate) fn iter_failed(&self, value: &Value) -> bool {
        let slots = self.type_of(value).slots();
        slots.iter.is_none() && slots.getitem.is_none()
    }
}

/// The type's row.
pub(crate) fn spec() -> TypeSpec {
    TypeSpec {
        name: "list",
        module: "builtins",
        kind: Kind::List,
        base: None,
        flags: TypeFlags { base: true, sequence: true, ..TypeFlags::default() },
        doc: "Built-in mutable sequence.",
        slots: fill,
        methods: METHODS,
        getset: &[],
    }
}

/// A list that takes the items of an iteration.
struct Extended<'a>(&'a List);

impl Taker for Extended<'_> {
    fn take_at_once(&mut self, _: &Vm, item: Value) -> Result<(), Value> {
        // SAFETY: pushing runs nothing.
        unsafe { self.0.buffer() }.push_in_room(item)
    }

    fn take(&mut self, _: &Vm, item: Value) -> Res<bool> {
        self.0.push(item).map(|()| false)
    }
}
