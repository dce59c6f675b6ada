//! `list.sort` and `sorted`: what is sorted by what, and the fast paths. The algorithm is in `timsort`.

use super::{List, timsort};
use crate::{Gc, Res, Value, Vm};

/// Keys that need no Python code to compare.
enum Keys {
    Ints(Vec<i64>),
    Floats(Vec<f64>),
    Strs,
    Any,
}

fn classify(vm: &Vm, keys: &[Value]) -> Keys {
    let Some(first) = keys.first() else { return Keys::Any };
    if first.as_small_int().is_some() {
        if let Some(ints) = keys.iter().map(Value::as_small_int).collect() {
            return Keys::Ints(ints);
        }
    } else if first.raw().is_float() {
        let float = |key: &Value| key.raw().is_float().then(|| key.raw().float_unchecked());
        if let Some(floats) = keys.iter().map(float).collect::<Option<Vec<_>>>() {
            return Keys::Floats(floats);
        }
    } else if keys.iter().all(|key| vm.exact_str(key).is_some()) {
        return Keys::Strs;
    }
    Keys::Any
}

/// The stable order of the keys as positions. On an error, the order reached so far comes with it.
fn order(vm: &Vm, keys: &[Value], descending: bool) -> (Vec<u32>, Res<()>) {
    let mut order: Vec<u32> = (0..keys.len() as u32).collect();
    let text = |at: u32| vm.exact_str(&keys[at as usize]).map(|text| text.as_bytes());
    match classify(vm, keys) {
        Keys::Ints(ints) if descending => order.sort_by_key(|at| std::cmp::Reverse(ints[*at as usize])),
        Keys::Ints(ints) => order.sort_by_key(|at| ints[*at as usize]),
        // Immediate floats are never NaN, and both zeros are equal.
        Keys::Floats(floats) => order.sort_by(|a, b| {
            let (a, b) = (floats[*a as usize], floats[*b as usize]);
            let (a, b) = if descending { (b, a) } else { (a, b) };
            a.partial_cmp(&b).unwrap_or(std::cmp::Ordering::Equal)
        }),
        Keys::Strs if descending => order.sort_by(|a, b| text(*b).cmp(&text(*a))),
        Keys::Strs => order.sort_by(|a, b| text(*a).cmp(&text(*b))),
        Keys::Any => {
            if descending {
                order.reverse();
            }
            let less = |a: u32, b: u32| vm.less(&keys[a as usize], &keys[b as usize]);
            let result = timsort::sort(&mut order, less);
            if descending {
                order.reverse();
            }
            return (order, result);
        }
    }
    (order, Ok(()))
}

impl Vm {
    /// `list.sort(key=..., reverse=...)`
    ///
    /// # Errors
    /// What the key function and the comparisons raise (the list then holds its items in some order); `ValueError` where
    /// they change the list.
    pub fn sort_list(&self, list: &Gc<List>, key: Option<&Value>, reverse: bool) -> Res<()> {
        // SAFETY: the items leave the list while Python code may run.
        let items = unsafe { list.buffer().take() };
        let mut result = Ok(());
        let mut sorted = Vec::new();
        if items.len() > 1 || key.is_some() {
            // Keys and their order.
            let room = items.len() * (size_of::<Value>() + size_of::<u32>());
            match self.heap.charge(room) {
                Ok(()) => {
                    match self.sort_keys(&items, key) {
                        Ok(keys) => {
                            let keys = keys.as_deref().unwrap_or(&items);
                            (sorted, result) = order_of(self, keys, reverse);
                        }
                        Err(raised) => result = Err(raised),
                    }
                    self.heap.uncharge(room);
                }
                Err(raised) => result = Err(raised),
            }
        }
        let mut items = items;
        apply(&mut items, &sorted);
        // SAFETY: what code has put into the list meanwhile drops after the items are back.
        let meanwhile = unsafe { std::mem::replace(list.buffer(), items) };
        if meanwhile.capacity() > 0 {
            drop(meanwhile);
            result?;
            return Err(self.value_error("list modified during sort"));
        }
        result
    }

    fn sort_keys(&self, items: &[Value], key: Option<&Value>) -> Res<Option<Vec<Value>>> {
        let Some(key) = key else { return Ok(None) };
        let mut keys = Vec::with_capacity(items.len());
        for item in items {
            self.tick(1)?;
            keys.push(self.call(key, std::slice::from_ref(item))?);
        }
        Ok(Some(keys))
    }
}

fn order_of(vm: &Vm, keys: &[Value], reverse: bool) -> (Vec<u32>, Res<()>) {
    if keys.len() < 2 {
        return (Vec::new(), Ok(()));
    }
    order(vm, keys, reverse)
}

/// Moves the items to the given order; an empty order changes nothing.
fn apply(items: &mut [Value], order: &[u32]) {
    if order.is_empty() {
        return;
    }
    let mut moved: Vec<Option<Value>> =
        items.iter_mut().map(|item| Some(std::mem::replace(item, Value::EMPTY))).collect();
    for (place, at) in items.iter_mut().zip(order) {
        if let Some(item) = moved[*at as usize].take() {
            *place = item;
        }
    }
}
