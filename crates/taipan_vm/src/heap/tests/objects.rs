//! Objects: made, held, released, collected.

use std::{cell::Cell, rc::Rc};

use super::{Shuffle, rounds, vm};
use crate::{
    Body, Kind, Raised, Tracer, Value, Vm,
    heap::{Obj, refcount},
    objects::Slot,
};

#[test]
fn floats_survive_the_word() {
    let vm = vm();
    for value in
        [0.0, -0.0, 1.0, -1.5, 1e-70, 1e70, 1e-80, 1e300, f64::MIN_POSITIVE, f64::INFINITY, 2f64.powi(-255)]
    {
        assert_eq!(vm.float(value).as_float().map(f64::to_bits), Some(value.to_bits()), "{value}");
    }
    assert!(vm.float(f64::NAN).as_float().is_some_and(f64::is_nan));
}

#[test]
fn containers_hold_and_release() {
    let vm = vm();
    let used = vm.heap().used();
    for round in 0..3 {
        let list = vm.list_gc();
        for n in 0..rounds(20_000) {
            let pair = vm.tuple(vec![vm.int(n), vm.str(&format!("item {n}"))]);
            assert!(list.push(pair).is_ok());
        }
        let dict = vm.dict();
        for n in 0..rounds(5_000) {
            assert_eq!(dict.set(&vm, &vm.int(n * 7), &vm.int(n)), Ok(()));
        }
        for n in 0..rounds(2_500) {
            assert!(dict.remove(&vm, &vm.int(n * 14)).is_ok_and(|v| v.is_some()));
        }
        assert_eq!(dict.len() as i64, rounds(5_000) - rounds(2_500), "round {round}");
        assert_eq!(dict.get(&vm, &vm.int(7)).map(|v| v.and_then(|v| v.as_int())), Ok(Some(1)));
        let text = dict.get(&vm, &vm.str("x"));
        assert!(text.is_ok_and(|v| v.is_none()));
    }
    assert!(vm.heap().used() < used + 40 * 32 * 1024, "{} -> {}", used, vm.heap().used());
}

#[test]
fn deep_structures_are_released_without_recursion() {
    let vm = vm();
    let mut chain = Value::NONE;
    for _ in 0..rounds(200_000) {
        chain = vm.tuple(vec![chain]);
    }
    drop(chain);
}

/// Counts how often such objects are dropped.
struct Witness {
    next: Slot,
    dropped: Rc<Cell<usize>>,
}

impl Body for Witness {
    const KIND: Kind = Kind::ext(127);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.next.trace(tracer);
    }
    fn clear(&self, _: &Vm) {
        drop(self.next.take());
    }
}

impl Drop for Witness {
    fn drop(&mut self) {
        self.dropped.set(self.dropped.get() + 1);
    }
}

fn witnesses() -> (Box<Vm>, Rc<Cell<usize>>) {
    let vm = vm();
    vm.register_kind(Witness::KIND, Obj::<Witness>::info());
    (vm, Rc::default())
}

fn witness(vm: &Vm, dropped: &Rc<Cell<usize>>, next: Value) -> Value {
    vm.make(Witness { next: Slot::new(next), dropped: dropped.clone() }).into()
}

#[test]
fn everything_in_a_deep_structure_is_dropped_once() {
    let (vm, dropped) = witnesses();
    let many = rounds(100_000) as usize;
    let mut chain = Value::NONE;
    for n in 0..many {
        chain = witness(&vm, &dropped, chain);
        if n % 3 == 0 {
            let side = witness(&vm, &dropped, Value::NONE);
            chain = vm.tuple(vec![side, chain]);
        }
    }
    let all = many + many.div_ceil(3);
    assert_eq!(dropped.get(), 0);
    drop(chain);
    assert_eq!((dropped.get(), Rc::strong_count(&dropped)), (all, 1));
}

#[test]
fn references_are_counted() {
    let (vm, dropped) = witnesses();
    let value = witness(&vm, &dropped, Value::NONE);
    let holders: Vec<Value> = (0..10).map(|_| vm.tuple(vec![value.clone(), value.clone()])).collect();
    // SAFETY: the object is live.
    assert_eq!(unsafe { refcount(value.raw().ptr()) }, 21);
    drop(holders);
    // SAFETY: as above.
    assert_eq!(unsafe { refcount(value.raw().ptr()) }, 1);
    drop(value);
    assert_eq!(dropped.get(), 1);
}

#[test]
fn cycles_are_collected_and_what_is_held_is_not() -> Result<(), Raised> {
    let (vm, dropped) = witnesses();
    let own = vm.list_gc();
    own.push(own.value().clone())?;
    own.push(witness(&vm, &dropped, Value::NONE))?;
    assert_eq!(vm.collect_garbage(), 0);

    let dict = vm.dict();
    let around = vm.tuple(vec![dict.value().clone(), witness(&vm, &dropped, dict.value().clone())]);
    dict.set(&vm, &vm.int(1), &around)?;
    drop((dict, around));
    assert_eq!(dropped.get(), 0);
    assert_eq!((vm.collect_garbage(), dropped.get()), (3, 1));

    let held = own.get(1);
    drop(own);
    assert_eq!((vm.collect_garbage(), dropped.get()), (1, 1));
    drop(held);
    assert_eq!((vm.collect_garbage(), dropped.get()), (0, 2));
    Ok(())
}

#[test]
fn a_web_of_lists_is_collected_as_a_whole() -> Result<(), Raised> {
    let (vm, dropped) = witnesses();
    let mut shuffle = Shuffle(5);
    let many = if cfg!(miri) { 10 } else { 20_000 };
    let settled = |round: usize| (round > 0).then(|| vm.heap().used());
    for round in 0..3 {
        let before = settled(round);
        let lists: Vec<_> = (0..many).map(|_| vm.list_gc()).collect();
        for (n, list) in lists.iter().enumerate() {
            list.push(lists[(n + 1) % many].value().clone())?;
            for _ in 0..shuffle.below(4) {
                list.push(lists[shuffle.below(many)].value().clone())?;
            }
            list.push(witness(&vm, &dropped, list.value().clone()))?;
        }
        dropped.set(0);
        drop(lists);
        assert_eq!((vm.collect_garbage(), dropped.get()), (2 * many, many));
        assert!(before.is_none_or(|before| before == vm.heap().used()), "{before:?} -> {}", vm.heap().used());
    }
    Ok(())
}

#[test]
fn a_vm_that_goes_drops_everything_in_any_order() -> Result<(), Raised> {
    let (vm, dropped) = witnesses();
    let list = vm.list_gc();
    let many = if cfg!(miri) { 10 } else { 50 };
    for n in 0..many {
        let value = witness(&vm, &dropped, list.value().clone());
        list.push(vm.tuple(vec![value.clone(), vm.str(&"x".repeat(n * 100))]))?;
        list.push(value)?;
    }
    _ = list.value().clone().into_raw();
    drop(list);
    assert_eq!(dropped.get(), 0);
    drop(vm);
    assert_eq!((dropped.get(), Rc::strong_count(&dropped)), (many, 1));
    Ok(())
}

#[test]
fn many_vms_come_and_go() -> Result<(), Raised> {
    let mut shuffle = Shuffle(7);
    let mut vms: Vec<(Box<Vm>, Rc<Cell<usize>>)> = Vec::new();
    for round in 0..if cfg!(miri) { 6 } else { 300 } {
        if vms.len() > 2 {
            let (vm, dropped) = vms.swap_remove(shuffle.below(vms.len()));
            drop(vm);
            assert_eq!(Rc::strong_count(&dropped), 1);
        }
        vms.push(witnesses());
        for (vm, dropped) in &vms {
            let value = witness(vm, dropped, vm.float(1e300));
            let list = vm.list(vec![value.clone(), vm.str(&format!("round {round}"))])?;
            if shuffle.below(2) == 0 {
                // Only the collector or the end of the VM finds these.
                list.as_list().expect("made above").push(list.clone())?;
            }
            if shuffle.below(3) == 0 {
                vm.collect_garbage();
            }
        }
    }
    Ok(())
}
