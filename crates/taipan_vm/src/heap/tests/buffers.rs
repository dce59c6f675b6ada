//! Buffers: their items, and what they charge.

use std::rc::Rc;

use super::{Shuffle, rounds, vm};
use crate::{Buffer, Raised, heap::pages::PAGE_SIZE};

#[test]
fn buffers_do_as_vectors() -> Result<(), Raised> {
    let vm = vm();
    let mut shuffle = Shuffle(3);
    let mut buffer = Buffer::new(vm.heap());
    let mut known: Vec<Rc<usize>> = Vec::new();
    let fresh = |count: usize| -> Vec<Rc<usize>> { (0..count).map(Rc::new).collect() };
    for round in 0..rounds(100_000) as usize {
        let at = shuffle.below(known.len() + 1);
        let end = at + shuffle.below(known.len() - at + 1).min(9);
        let item = Rc::new(round);
        match shuffle.below(8) {
            0 | 1 => {
                buffer.push(item.clone())?;
                known.push(item);
            }
            2 => {
                buffer.insert(at, item.clone())?;
                known.insert(at, item);
            }
            3 if at < known.len() => assert_eq!(buffer.remove(at), known.remove(at)),
            4 => assert_eq!(buffer.pop(), known.pop()),
            5 => {
                let new = fresh(shuffle.below(8));
                let old = buffer.splice(at..end, new.clone())?;
                assert_eq!(old, known.splice(at..end, new).collect::<Vec<_>>());
            }
            6 => {
                let new = fresh(shuffle.below(5));
                buffer.extend_from(&new)?;
                known.extend(new);
            }
            _ if known.len() > 60 => {
                buffer.truncate(at);
                known.truncate(at);
            }
            _ => {
                buffer.as_mut_slice().reverse();
                known.reverse();
            }
        }
        assert_eq!(buffer.as_slice(), known);
        assert_eq!(vm.heap().used(), buffer.capacity() * size_of::<Rc<usize>>());
    }
    let rest = buffer.take();
    assert!(buffer.is_empty() && buffer.capacity() == 0);
    assert_eq!(rest.into_vec(), known);
    assert!(known.iter().all(|item| Rc::strong_count(item) == 1));
    assert_eq!(vm.heap().used(), 0);
    Ok(())
}

#[test]
fn buffers_drop_their_items_and_their_charge() {
    let vm = vm();
    let item = Rc::new(());
    let mut buffers: Vec<Buffer<Rc<()>>> = (0..5).map(|_| Buffer::new(vm.heap())).collect();
    for (n, buffer) in buffers.iter_mut().enumerate() {
        assert!((0..n * 10).all(|_| buffer.push(item.clone()).is_ok()));
    }
    assert_eq!(Rc::strong_count(&item), 101);
    drop(buffers.swap_remove(3));
    assert_eq!(Rc::strong_count(&item), 71);
    drop(buffers);
    assert_eq!((Rc::strong_count(&item), vm.heap().used()), (1, 0));
}

#[test]
fn a_buffer_at_the_limit_stays_as_it_is() {
    let vm = vm();
    vm.heap().set_limit(Some(1000));
    let mut buffer = Buffer::new(vm.heap());
    let item = Rc::new(());
    while buffer.push(item.clone()).is_ok() {}
    let len = buffer.len();
    assert!((60..=125).contains(&len) && len == buffer.capacity(), "{len}");
    assert!(buffer.insert(0, item.clone()).is_err());
    assert!(buffer.splice(1..2, vec![item.clone(); 100]).is_err());
    assert!(buffer.extend_from(&vec![item.clone(); 100]).is_err());
    assert!(buffer.reserve(usize::MAX).is_err());
    assert!(buffer.splice(1..3, vec![item.clone(); 2]).is_ok_and(|old| old.len() == 2));
    assert_eq!(buffer.len(), len);
    assert_eq!(Rc::strong_count(&item), len + 1);
    assert_eq!(vm.heap().used(), len * 8);
    vm.heap().set_limit(None);
    assert!(buffer.push(item.clone()).is_ok());
    drop(buffer);
    assert_eq!((Rc::strong_count(&item), vm.heap().used()), (1, 0));
}

#[test]
fn lists_charge_for_their_items() -> Result<(), Raised> {
    let vm = vm();
    let list = vm.list_gc();
    let empty = vm.heap().used();
    assert_eq!(empty, PAGE_SIZE);
    for n in 0..100 {
        list.insert(n / 2, vm.int(n as i64))?;
    }
    assert!(vm.heap().used() >= empty + 800);
    let removed = list.splice(10..95, vec![list.clone().into(), vm.int(7)])?;
    assert_eq!((removed.len(), list.len()), (85, 17));
    assert!(list.remove(10).is_some_and(|item| item.is(list.value())));
    assert_eq!(list.take_all().len(), 16);
    assert_eq!(vm.heap().used(), empty);
    Ok(())
}
