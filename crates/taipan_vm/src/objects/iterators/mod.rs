//! Iterators that belong to no one type alone, and `enumerate`, `zip`, `map`, `filter` and `reversed`.

mod callable;
mod combine;
mod enumerate;
mod filter;
mod hint;
mod list;
mod reversed;
mod row;
mod sequence;
mod tuple;

pub(crate) use combine::Zip;
pub(crate) use enumerate::Enumerate;
pub(crate) use list::ListIter;
pub(crate) use reversed::Reversed;
pub(crate) use row::{iterator_row, reduce_iter};
pub(crate) use tuple::TupleIter;

use crate::Vm;

/// Makes the types.
pub(crate) fn start(vm: &Vm) {
    vm.add_type::<ListIter>(&list::spec());
    vm.add_type::<TupleIter>(&tuple::spec());
    vm.add_type::<sequence::SeqIter>(&sequence::spec());
    vm.add_type::<callable::CallIter>(&callable::spec());
    let types = &vm.types;
    types.enumerate.set(vm.add_type::<Enumerate>(&enumerate::spec()));
    types.zip.set(vm.add_type::<Zip>(&combine::zip_spec()));
    types.map.set(vm.add_type::<combine::Map>(&combine::map_spec()));
    types.filter.set(vm.add_type::<filter::Filter>(&filter::spec()));
    types.reversed.set(vm.add_type::<Reversed>(&reversed::spec()));
    types.list_reverse_iterator.set(vm.add_variant(&reversed::list_spec()));
}
