//! Blocks, pages, spans and what is charged for them.

use super::{Shuffle, vm};
use crate::{
    Kind, Vm,
    heap::{
        Header, RC_ONE, block_size,
        pages::{LARGEST_BLOCK, PAGE_SIZE},
        shape_of,
    },
};

/// The shape of objects that own nothing.
const PLAIN: u32 = (Kind::Plain.0 as u32) << 24 | Kind::Plain.0 as u32;
const HEADER: usize = size_of::<Header>();

/// A block filled with one byte to its end.
fn filled(vm: &Vm, size: usize, byte: u8) -> (*mut Header, u8) {
    let object = vm.heap().allocate(size, PLAIN);
    // SAFETY: the block is as long as it says.
    unsafe {
        let whole = block_size(object);
        assert!(whole >= size, "{whole} for {size}");
        assert_eq!(((*object).rc.get(), shape_of(object)), (RC_ONE, PLAIN));
        object.cast::<u8>().add(HEADER).write_bytes(byte, whole - HEADER);
    }
    (object, byte)
}

/// Frees a block, which must hold what it was filled with.
fn check_and_free(vm: &Vm, (object, byte): (*mut Header, u8)) {
    // SAFETY: the block was filled, and nobody uses it after this.
    unsafe {
        let bytes = std::slice::from_raw_parts(object.cast::<u8>().add(HEADER), block_size(object) - HEADER);
        assert!(bytes == vec![byte; bytes.len()], "block of {} bytes", bytes.len());
        vm.heap().free(object);
    }
}

/// Sizes on both sides of the bounds of every class (Miri gets a fifth of them), and some that need a span of their own.
fn sizes() -> impl Iterator<Item = usize> {
    let small = (2..=64).flat_map(|n| [n * 8 - 7, n * 8]);
    let middle = (9..14).flat_map(|top| {
        (1..=4).flat_map(move |n| {
            let end = (1 << top) + (n << (top - 2));
            [end - 1, end]
        })
    });
    let step = if cfg!(miri) { 5 } else { 1 };
    let large = [513, LARGEST_BLOCK + 1, PAGE_SIZE - 1, PAGE_SIZE, PAGE_SIZE + 1, 3 * PAGE_SIZE + 5];
    small.chain(middle).step_by(step).chain(large)
}

fn live(vm: &Vm) -> usize {
    let mut count = 0;
    vm.heap().each_object(|_| count += 1);
    count
}

#[test]
fn blocks_of_every_size_stay_apart() {
    let vm = vm();
    let mut blocks = Vec::new();
    for round in 0..3u8 {
        blocks.extend(sizes().enumerate().map(|(n, size)| filled(&vm, size, n as u8 ^ round)));
    }
    assert_eq!(live(&vm), blocks.len());
    let mut shuffle = Shuffle(1);
    while !blocks.is_empty() {
        check_and_free(&vm, blocks.swap_remove(shuffle.below(blocks.len())));
    }
    assert_eq!(live(&vm), 0);
}

#[test]
fn freed_blocks_are_used_again() {
    let vm = vm();
    let (first, _) = filled(&vm, 48, 1);
    check_and_free(&vm, (first, 1));
    let second = filled(&vm, 41, 2);
    assert_eq!(first.addr(), second.0.addr());
    check_and_free(&vm, second);
}

#[test]
fn pages_are_given_to_other_sizes() {
    const KEPT: usize = 5 * PAGE_SIZE;
    let vm = vm();
    let fill = |size: usize| {
        let before = vm.heap().used();
        let blocks: Vec<_> = (0..12 * PAGE_SIZE / size).map(|n| filled(&vm, size, n as u8)).collect();
        let most = vm.heap().used();
        blocks.into_iter().for_each(|block| check_and_free(&vm, block));
        assert_eq!(live(&vm), 0);
        assert!(vm.heap().used() <= before + KEPT, "{before} -> {most} -> {}", vm.heap().used());
        most
    };
    let most = fill(2048);
    assert!(most >= 12 * PAGE_SIZE);
    for (n, size) in [1024, 1536, 2048].into_iter().enumerate() {
        assert!(fill(size) <= most + (n + 1) * KEPT);
    }
}

#[test]
fn charges_come_back_to_what_they_were() {
    let vm = vm();
    let mut settled = None;
    for _ in 0..3 {
        let before = vm.heap().used();
        let blocks: Vec<_> = sizes().map(|size| filled(&vm, size, 7)).collect();
        let spans: usize = sizes().filter(|size| *size > LARGEST_BLOCK).sum();
        assert!(vm.heap().used() >= before + spans);
        blocks.into_iter().for_each(|block| check_and_free(&vm, block));
        let after = vm.heap().used();
        assert_eq!(after % PAGE_SIZE, 0, "spans are charged in part");
        assert!(settled.is_none_or(|known| known == after), "{settled:?} and {after}");
        settled = Some(after);
    }
    assert!(vm.heap().charge(12_345).is_ok());
    vm.heap().uncharge(12_345);
    assert_eq!(settled, Some(vm.heap().used()));
    assert!(settled < Some(vm.heap().peak()));
}

#[test]
fn small_blocks_may_pass_the_limit_and_charges_may_not() {
    let vm = vm();
    let first = filled(&vm, 16, 1);
    vm.heap().set_limit(Some(vm.heap().used()));
    assert!(vm.heap().charge(1).is_err());
    assert!(vm.heap().charge(usize::MAX).is_err());
    assert!(!vm.heap().over_limit());
    let second = filled(&vm, 1000, 2);
    assert!(vm.heap().over_limit());
    vm.heap().set_limit(None);
    assert!(vm.heap().charge(1).is_ok());
    vm.heap().uncharge(1);
    check_and_free(&vm, first);
    check_and_free(&vm, second);
}

#[test]
fn growth_asks_for_a_collection_once() {
    let vm = vm();
    assert!(vm.heap().charge(9 << 20).is_ok());
    assert!(vm.collector.wanted.replace(false));
    assert!(vm.heap().charge(9 << 20).is_ok());
    assert!(!vm.collector.wanted.get());
    vm.heap().collected();
    assert!(vm.heap().charge(17 << 20).is_ok());
    assert!(!vm.collector.wanted.get());
    assert!(vm.heap().charge(2 << 20).is_ok());
    assert!(vm.collector.wanted.get());
    vm.heap().uncharge(37 << 20);
    assert_eq!(vm.heap().used(), 0);
}

#[test]
fn a_stressed_collector_learns_of_every_allocation() {
    let vm = vm();
    let mut blocks = vec![filled(&vm, 16, 1)];
    assert!(vm.heap().take_allocated());
    assert!(!vm.heap().take_allocated());
    for n in 0..10 {
        blocks.push(filled(&vm, 16 + n % 2 * 600, n as u8));
        assert!(vm.heap().take_allocated(), "{n}");
    }
    blocks.into_iter().for_each(|block| check_and_free(&vm, block));
    assert!(vm.heap().used() <= 3 * PAGE_SIZE);
}
