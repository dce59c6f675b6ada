//! What operators and protocols do with deques.

use std::sync::LazyLock;

use taipan_vm::{
    Body, Res, Value, Vm,
    native::{Args, GetSet, Signature, TypeFlags, TypeSpec, bind_args},
    objects::{Deque, End, Slots, Type},
};

use super::{deque_compare, deque_iter, deque_methods::METHODS};

fn new(vm: &Vm, class: &Type, _: Args<'_>) -> Res {
    Ok(Deque::make(vm, class, None)?.into())
}

fn init(vm: &Vm, value: &Value, args: Args<'_>) -> Res<()> {
    static SIGNATURE: LazyLock<Signature> =
        LazyLock::new(|| Signature::parse("deque(iterable=(), maxlen=None)"));
    let bound = bind_args(vm, &SIGNATURE, args)?;
    let deque = Deque::of(vm, value)?;
    let maxlen = match bound[1].not_none() {
        Some(most) if !most.is_int() => return Err(vm.type_error("an integer is required")),
        Some(most) => match usize::try_from(vm.index_i64(most)?) {
            Ok(most) => Some(most),
            Err(_) => return Err(vm.value_error("maxlen must be non-negative")),
        },
        None => None,
    };
    deque.maxlen.set(maxlen);
    if !deque.is_empty() {
        deque.clear_items();
    }
    bound[0].given().map_or(Ok(()), |iterable| deque.extend(vm, End::Right, iterable))
}

fn repr(vm: &Vm, value: &Value) -> Res {
    let Some(_guard) = vm.enter_repr(value) else { return Ok(vm.str("[...]")) };
    let deque = Deque::of(vm, value)?;
    let mut out = format!("{}(", vm.type_of(value).short_name()).into_bytes();
    let items = vm.list(deque.snapshot())?;
    vm.push_repr(&mut out, &items)?;
    if let Some(most) = deque.maxlen.get() {
        out.extend_from_slice(format!(", maxlen={most}").as_bytes());
    }
    out.push(b')');
    Ok(vm.str_wtf8(&out))
}

fn place(vm: &Vm, deque: &Deque, key: &Value) -> Res<usize> {
    if !key.is_int() && vm.type_of(key).slots().index.is_none() {
        let name = vm.type_of(key).name().to_owned();
        return Err(vm.type_error(format!("sequence index must be integer, not '{name}'")));
    }
    let at = vm.subscript_number(key)?;
    let len = deque.len() as i64;
    let at = if at < 0 { at.saturating_add(len) } else { at };
    if (0..len).contains(&at) { Ok(at as usize) } else { Err(vm.index_error("deque index out of range")) }
}

fn getitem(vm: &Vm, value: &Value, key: &Value) -> Res {
    let deque = Deque::of(vm, value)?;
    let at = place(vm, deque, key)?;
    deque.get(at).ok_or_else(|| vm.index_error("deque index out of range"))
}

fn setitem(vm: &Vm, value: &Value, key: &Value, item: Option<&Value>) -> Res<()> {
    let deque = Deque::of(vm, value)?;
    let at = place(vm, deque, key)?;
    let changes = deque.changes.get();
    let old = match item {
        Some(item) => Some(deque.change(|ring| ring.set(at, item.clone()))),
        None => deque.change(|ring| ring.remove(at)),
    };
    if item.is_some() {
        // Replacing an item is no change of the structure.
        deque.changes.set(changes);
    }
    drop(old);
    Ok(())
}

fn contains(vm: &Vm, value: &Value, item: &Value) -> Res<bool> {
    let deque = Deque::of(vm, value)?;
    Ok(deque.find(vm, item, 0..deque.len())?.is_some())
}

fn fill(slots: &mut Slots) {
    slots.new = Some(new);
    slots.init = Some(init);
    slots.repr = Some(repr);
    slots.len = Some(|vm, v| Ok(Deque::of(vm, v)?.len()));
    slots.bool = Some(|vm, v| Ok(!Deque::of(vm, v)?.is_empty()));
    slots.getitem = Some(getitem);
    slots.setitem = Some(setitem);
    slots.contains = Some(contains);
    slots.iter = Some(|vm, v| deque_iter::iterator(vm, v, false));
    deque_compare::fill(slots);
}

fn maxlen(vm: &Vm, value: &Value) -> Res {
    Ok(Deque::of(vm, value)?.maxlen.get().map_or(Value::NONE, |most| vm.int(most as i64)))
}

pub(super) fn spec() -> TypeSpec {
    TypeSpec {
        name: "deque",
        module: "collections",
        kind: Deque::KIND,
        base: None,
        flags: TypeFlags { base: true, weak: true, sequence: true, ..TypeFlags::default() },
        doc: "A list-like sequence that is fast at both ends.",
        slots: fill,
        methods: METHODS,
        getset: const { &[GetSet::read("maxlen", maxlen)] },
    }
}
