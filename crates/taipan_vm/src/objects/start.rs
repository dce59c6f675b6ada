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
    use crate::objects::*;
    vm.add_type::<MethodWrapper>(&slot_wrapper::bound_spec());
    vm.add_type::<NewMethod>(&slot_wrapper::new_spec());
    vm.add_type::<MemberDescriptor>(&member::spec());
    vm.add_type::<MappingProxy>(&mapping_proxy::spec());
    vm.types.property.set(vm.add_type::<Property>(&property::spec()));
    vm.types.classmethod.set(vm.add_type::<ClassMethod>(&class_method::spec()));
}
