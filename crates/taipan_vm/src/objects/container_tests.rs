//! Tests of containers without programs; the programs are in `tests/lang`.

use std::rc::Rc;

use crate::{Res, Value, Vm, native::Args};

fn vm() -> Box<Vm> {
    Vm::new(Rc::new(taipan_host::Machine::with_virtual_clock()))
}

fn shown(vm: &Vm, value: Res) -> String {
    let text = value.and_then(|value| vm.repr_string(&value));
    match text {
        Ok(text) => text,
        Err(raised) => {
            let exception = vm.take_raised(raised);
            let name = vm.class_of(&exception).name().to_owned();
            let args = exception.as_exception().map(|e| e.args.get());
            let first = args.as_ref().and_then(|args| args.as_tuple()?.first()?.as_str().map(str::to_owned));
            format!("{name}: {}", first.unwrap_or_default())
        }
    }
}

fn make(vm: &Vm, class: &crate::Gc<super::Type>, args: &[Value]) -> Res {
    let slots = class.slots();
    let made = slots.new.map_or(Ok(Value::NONE), |new| new(vm, class, Args::positional(args)))?;
    if let Some(init) = slots.init {
        init(vm, &made, Args::positional(args))?;
    }
    Ok(made)
}

fn ints(vm: &Vm, items: impl IntoIterator<Item = i64>) -> Value {
    vm.tuple(items.into_iter().map(|n| vm.int(n)).collect())
}

#[test]
fn reprs() {
    let vm = vm();
    let numbers = ints(&vm, [3, 1, 2]);
    assert_eq!(shown(&vm, make(&vm, &vm.types.list, std::slice::from_ref(&numbers))), "[3, 1, 2]");
    assert_eq!(shown(&vm, Ok(ints(&vm, [1]))), "(1,)");
    assert_eq!(shown(&vm, make(&vm, &vm.types.set, std::slice::from_ref(&numbers))), "{1, 2, 3}");
    assert_eq!(shown(&vm, make(&vm, &vm.types.frozenset, &[])), "frozenset()");
    assert_eq!(shown(&vm, make(&vm, &vm.types.range, &[vm.int(5)])), "range(0, 5)");
    let list = vm.list_gc();
    assert_eq!(list.push(list.value().clone()), Ok(()));
    assert_eq!(shown(&vm, Ok(list.value().clone())), "[[...]]");
    drop(list.take_all());
}

#[test]
fn slices() {
    let vm = vm();
    let list = vm.call_method(&ints(&vm, 0..6), "index", &[vm.int(7)]);
    assert_eq!(shown(&vm, list), "ValueError: tuple.index(x): x not in tuple");
    let list = make(&vm, &vm.types.list, &[ints(&vm, 0..6)]);
    let Ok(list) = list else { panic!("no list") };
    let key = |start: i64, stop: i64, step: i64| vm.slice(vm.int(start), vm.int(stop), vm.int(step));
    assert_eq!(shown(&vm, vm.get_item(&list, &key(4, 0, -2))), "[4, 2]");
    assert_eq!(vm.set_item(&list, &key(1, 3, 1), &ints(&vm, [7, 8, 9])), Ok(()));
    assert_eq!(shown(&vm, Ok(list.clone())), "[0, 7, 8, 9, 3, 4, 5]");
    assert_eq!(vm.del_item(&list, &key(-1, 0, -3)), Ok(()));
    assert_eq!(shown(&vm, Ok(list.clone())), "[0, 7, 8, 3, 4]");
    let failed = vm.set_item(&list, &key(0, 5, 2), &ints(&vm, [1])).map(|()| Value::NONE);
    assert_eq!(
        shown(&vm, failed),
        "ValueError: attempt to assign sequence of size 1 to extended slice of size 3"
    );
    let failed = vm.get_item(&list, &key(0, 5, 0));
    assert_eq!(shown(&vm, failed), "ValueError: slice step cannot be zero");
}

#[test]
fn memory_is_charged_before_repetition() {
    let vm = vm();
    vm.heap().set_limit(Some(vm.heap().used() + 64_000_000));
    let Ok(list) = vm.list(vec![vm.int(0)]) else { panic!("no list") };
    let times = vm.int(1_000_000_000);
    let op = taipan_bytecode::BinaryOp::Mul;
    assert_eq!(shown(&vm, vm.binary(op, &list, &times)), "MemoryError: ");
    assert_eq!(shown(&vm, vm.binary(op, &times, &ints(&vm, [1]))), "MemoryError: ");
    assert_eq!(shown(&vm, vm.inplace(op, &list, &times)), "MemoryError: ");
}

#[test]
fn hashes_are_those_of_the_reference() {
    let vm = vm();
    assert_eq!(vm.hash(&ints(&vm, [1, 2, 3])), Ok(529_344_067_295_497_451));
    assert_eq!(vm.hash(&ints(&vm, [])), Ok(5_740_354_900_026_072_187));
    let frozen = |n: i64| vm.frozenset(&(0..n).map(|n| vm.int(n)).collect::<Vec<_>>());
    assert_eq!(frozen(0).and_then(|set| vm.hash(&set)), Ok(133_146_708_735_736));
    assert_eq!(frozen(100).and_then(|set| vm.hash(&set)), Ok(4_411_996_150_312_757_951));
    let slice = vm.slice(vm.int(1), vm.int(2), vm.int(3));
    assert_eq!(vm.hash(&slice), Ok(-2_340_833_382_717_974_474));
}

#[test]
fn dict_changes_are_noticed() {
    let vm = vm();
    let dict = vm.dict();
    assert_eq!(dict.set(&vm, &vm.int(1), &vm.int(1)), Ok(()));
    let Ok(iter) = vm.iter(dict.value()) else { panic!("no iterator") };
    assert!(matches!(vm.next(&iter), Ok(Some(_))));
    assert_eq!(dict.set(&vm, &vm.int(2), &vm.int(1)), Ok(()));
    for _ in 0..2 {
        let next = vm.next(&iter).map(|_| Value::NONE);
        assert_eq!(shown(&vm, next), "RuntimeError: dictionary changed size during iteration");
    }
}

#[test]
fn ranges() {
    let vm = vm();
    let big = vm.big_int(num_bigint::BigInt::from(1) << 70);
    let Ok(range) = make(&vm, &vm.types.range, &[vm.int(0), big.clone(), vm.int(7)]) else { panic!() };
    let last = vm.get_item(&range, &vm.int(-1)).map(|last| last.as_big_int());
    assert_eq!(last, Ok("1180591620717411303422".parse().ok()));
    assert_eq!(vm.contains(&range, &vm.int(14)), Ok(true));
    let len = vm.len(&range).map(|_| Value::NONE);
    assert_eq!(shown(&vm, len), "OverflowError: Python int too large to convert to C ssize_t");
    let low = vm.int(i64::MIN);
    let Ok(range) = make(&vm, &vm.types.range, &[low, vm.int(i64::MAX), vm.int(i64::MAX)]) else { panic!() };
    let items = vm.collect(&range).map(|items| items.iter().map(Value::as_int).collect::<Vec<_>>());
    assert_eq!(items, Ok(vec![Some(i64::MIN), Some(-1), Some(i64::MAX - 1)]));
}
