//! Method resolution order.

use crate::{
    Gc, Vm,
    objects::{Tuple, Type},
};

/// The order of a class with one base.
pub(crate) fn mro_of(vm: &Vm, class: &Gc<Type>, base: &Gc<Type>) -> Gc<Tuple> {
    let mut order = vec![class.value().clone()];
    if let Some(above) = base.mro() {
        order.extend_from_slice(&above);
    }
    vm.tuple_gc(order)
}
