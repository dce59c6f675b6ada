//! Tests of the heap alone; they also run under Miri.

use std::rc::Rc;

use crate::{Value, Vm};

fn vm() -> Box<Vm> {
    Vm::new(Rc::new(taipan_host::Machine::with_virtual_clock()))
}

/// How often a test repeats itself; Miri is some thousand times slower.
const fn rounds(many: i64) -> i64 {
    if cfg!(miri) { many / 200 } else { many }
}

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

#[test]
fn many_vms_come_and_go() {
    let mut vms: Vec<_> = (0..if cfg!(miri) { 3 } else { 20 }).map(|_| vm()).collect();
    for at in [3, 0, 7, 1, 9, 2] {
        if at < vms.len() {
            drop(vms.remove(at));
        }
    }
}
