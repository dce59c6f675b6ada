//! Types that need no place of their own in the order of start-up, by family.

use crate::Vm;

/// complex and whatever else is a number.
pub(crate) fn start_numbers(vm: &Vm) {
    _ = vm;
}

/// bytes, bytearray, memoryview, str iterators.
pub(crate) fn start_text(vm: &Vm) {
    _ = vm;
}

/// set, frozenset, slice, range, views and iterators.
pub(crate) fn start_containers(vm: &Vm) {
    _ = vm;
}

/// property, classmethod, super, mappingproxy, member descriptors.
pub(crate) fn start_classes(vm: &Vm) {
    _ = vm;
}
