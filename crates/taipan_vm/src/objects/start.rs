//! Types that need no place of their own in the order of start-up, by family.

use crate::{
    Vm,
    objects::{bytes, complex, dict, iterators, range, set, slice, str},
};

/// complex and whatever else is a number.
pub(crate) fn start_numbers(vm: &Vm) {
    vm.types.complex.set(vm.add_type::<complex::ComplexObject>(&complex::spec()));
}

/// bytes, bytearray, memoryview, str iterators.
pub(crate) fn start_text(vm: &Vm) {
    vm.types.bytes.set(vm.add_type::<bytes::Bytes>(&bytes::spec()));
    vm.types.bytearray.set(vm.add_type::<bytes::ByteArray>(&bytes::bytearray_spec()));
    vm.add_type::<bytes::BytesIter>(&bytes::iter_spec());
    vm.add_type::<bytes::MemoryIter>(&bytes::memory_iter_spec());
    vm.types.memoryview.set(vm.add_type::<bytes::MemoryView>(&bytes::memoryview_spec()));
    vm.add_type::<str::iter::StrIter>(&str::iter::spec());
}

/// set, frozenset, slice, range, views and iterators.
pub(crate) fn start_containers(vm: &Vm) {
    let types = &vm.types;
    types.slice.set(vm.add_type::<slice::Slice>(&slice::spec()));
    types.range.set(vm.add_type::<range::Range>(&range::spec()));
    types.set.set(vm.add_type::<set::Set>(&set::spec()));
    types.frozenset.set(vm.add_type::<set::FrozenSet>(&set::frozen_spec()));
    range::start_iterators(vm);
    set::start_iterator(vm);
    dict::start_iterators(vm);
    dict::start_views(vm);
    iterators::start(vm);
}

/// property, classmethod, super, mappingproxy, member descriptors.
pub(crate) fn start_classes(vm: &Vm) {
    use crate::objects::*;
    vm.add_type::<MethodWrapper>(&slot_wrapper::bound_spec());
    vm.register_kind(crate::Kind::NewMethod, crate::heap::Obj::<NewMethod>::info());
    vm.share_class(crate::Kind::NewMethod, &vm.types.native_function);
    vm.start_class_methods();
    vm.start_members();
    vm.add_type::<MappingProxy>(&mapping_proxy::spec());
    vm.types.generic_alias.set(vm.add_type::<GenericAlias>(&generic::alias_spec()));
    vm.types.union_type.set(vm.add_type::<UnionType>(&generic::union_spec()));
    vm.types.weakref.set(vm.add_type::<crate::weak::WeakRef>(&crate::weak::reference_spec()));
    vm.types.weak_proxy.set(vm.add_type::<crate::weak::WeakProxy>(&crate::weak::plain_spec()));
    vm.types.weak_callable_proxy.set(vm.add_variant(&crate::weak::callable_spec()));
    vm.add_type::<crate::import::Spec>(&crate::import::spec_type());
    vm.add_type::<SimpleNamespace>(&simple_namespace::spec());
    vm.types.super_.set(vm.add_type::<Super>(&super_object::spec()));
    vm.types.property.set(vm.add_type::<Property>(&property::spec()));
    vm.types.classmethod.set(vm.add_type::<ClassMethod>(&class_method::spec()));
}
