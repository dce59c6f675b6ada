//! `tee`: iterators that share what they have read, in a chain of blocks. A block goes when no iterator stands at it or
//! before it.

use std::cell::{Cell, RefCell};

use taipan_vm::{
    Body, Gc, Kind, Res, Tracer, Value, Vm,
    native::{Args, Method, TypeSpec},
    objects::{Slot, Type},
};

use super::row::{itself, row, size};

const BLOCK: usize = 57;

/// Items that have been read, up to a full block.
pub(super) struct Block {
    iterator: Value,
    items: RefCell<Vec<Value>>,
    next: Slot,
    running: Cell<bool>,
}

/// One of the iterators.
pub(super) struct Tee {
    block: Slot,
    at: Cell<usize>,
}

impl Body for Block {
    const KIND: Kind = Kind::ext(44);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(&self.iterator);
        tracer.visit_all(self.items.borrow().iter());
        self.next.trace(tracer);
    }
    fn clear(&self, _: &Vm) {
        let gone = (self.items.take(), self.next.take());
        drop(gone);
    }
}

impl Body for Tee {
    const KIND: Kind = Kind::ext(43);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.block.trace(tracer);
    }
    fn clear(&self, _: &Vm) {
        drop(self.block.take());
    }
}

impl Block {
    fn make(vm: &Vm, iterator: Value) -> Gc<Block> {
        vm.make(Block { iterator, items: RefCell::default(), next: Slot::empty(), running: Cell::new(false) })
    }

    fn item(&self, vm: &Vm, at: usize) -> Res<Option<Value>> {
        if let Some(item) = self.items.borrow().get(at) {
            return Ok(Some(item.clone()));
        }
        if self.running.replace(true) {
            return Err(vm.runtime_error("cannot re-enter the tee iterator"));
        }
        let item = vm.next_of_inner(&self.iterator);
        self.running.set(false);
        let item = item?;
        if let Some(item) = &item {
            self.items.borrow_mut().push(item.clone());
        }
        Ok(item)
    }

    fn following(&self, vm: &Vm) -> Gc<Block> {
        match self.next.get().downcast_gc() {
            Some(next) => next,
            None => {
                let next = Block::make(vm, self.iterator.clone());
                self.next.set(next.clone().into());
                next
            }
        }
    }
}

fn next(vm: &Vm, value: &Value) -> Res<Option<Value>> {
    let Some(tee) = value.downcast::<Tee>() else { return Ok(None) };
    let Some(mut block) = tee.block.get().downcast_gc::<Block>() else { return Ok(None) };
    if tee.at.get() == BLOCK {
        block = block.following(vm);
        tee.block.set(block.clone().into());
        tee.at.set(0);
    }
    let item = block.item(vm, tee.at.get())?;
    if item.is_some() {
        tee.at.set(tee.at.get() + 1);
    }
    Ok(item)
}

fn copy_of(vm: &Vm, tee: &Tee) -> Value {
    vm.make(Tee { block: Slot::new(tee.block.get()), at: tee.at.clone() }).into()
}

/// An iterator over `iterable` that can be copied.
fn start(vm: &Vm, iterable: &Value) -> Res {
    let iterator = vm.iter(iterable)?;
    Ok(match iterator.downcast::<Tee>() {
        Some(tee) => copy_of(vm, tee),
        None => vm.make(Tee { block: Slot::new(Block::make(vm, iterator).into()), at: Cell::new(0) }).into(),
    })
}

/// `tee(iterable, n=2)`
pub(super) fn tee(vm: &Vm, args: &[Value]) -> Res {
    let count = args[1].given().map_or(Ok(2), |count| size(vm, count, "n must be >= 0"))?;
    if count == 0 {
        return Ok(vm.tuple(Vec::new()));
    }
    super::row::check_room(vm, count)?;
    let mut made = vec![start(vm, &args[0])?];
    while made.len() < count {
        let copy = made[0].downcast::<Tee>().map(|tee| copy_of(vm, tee));
        made.extend(copy);
    }
    Ok(vm.tuple(made))
}

fn new(vm: &Vm, _: &Type, args: Args<'_>) -> Res {
    let values = vm.positional_only("_tee", args, 1, 1)?;
    start(vm, &values[0])
}

fn copy(vm: &Vm, args: &[Value]) -> Res {
    Ok(args[0].downcast::<Tee>().map_or(Value::NONE, |tee| copy_of(vm, tee)))
}

pub(super) fn spec() -> TypeSpec {
    let mut row = row(
        "_tee",
        Tee::KIND,
        "An iterator that can be copied.",
        |slots| {
            slots.new = Some(new);
            slots.iter = Some(itself);
            slots.next = Some(next);
        },
        const { &[Method::new("__copy__()", copy, "An independent iterator at the same position.")] },
    );
    row.flags.base = false;
    row.flags.weak = true;
    row
}

pub(super) fn block_spec() -> TypeSpec {
    let mut row = row("_tee_dataobject", Block::KIND, "Items that several iterators share.", |_| {}, &[]);
    row.flags.base = false;
    row.flags.no_new = true;
    row
}
