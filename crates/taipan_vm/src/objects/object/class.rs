//! `object.__class__ = other`.

use crate::{Gc, Kind, Raw, Res, Value, Vm, heap::shape_of, objects::Type};

fn only_mutable(vm: &Vm) -> crate::Raised {
    vm.type_error("__class__ assignment only supported for mutable types or ModuleType subclasses")
}

/// The setter of `__class__`.
pub(super) fn set_class(vm: &Vm, object: &Value, value: Option<&Value>) -> Res<()> {
    let Some(value) = value else { return Err(vm.type_error("can't delete __class__ attribute")) };
    let Some(new) = value.downcast_gc::<Type>() else {
        return Err(vm.type_error(format!(
            "__class__ must be set to a class, not '{}' object",
            vm.type_of(value).name()
        )));
    };
    let old = vm.class_of(object);
    let modules = old.kind == Kind::Module && new.kind == Kind::Module;
    if !(modules || old.heap_type && new.heap_type) {
        return Err(only_mutable(vm));
    }
    if !same_layout(&old, &new) {
        return Err(vm.type_error(format!(
            "__class__ assignment: '{}' object layout differs from '{}'",
            new.name(),
            old.name()
        )));
    }
    vm.move_to_class(object, &old, &new)
}

/// Whether instances of both classes keep the same things in the same places.
pub(crate) fn same_layout(old: &Gc<Type>, new: &Gc<Type>) -> bool {
    old.kind == new.kind
        && old.dict_place.get() == new.dict_place.get()
        && old.dict_word.get() == new.dict_word.get()
        && old.trailing_words.get() == new.trailing_words.get()
        && old.slot_count.get() == new.slot_count.get()
        && old.weak.get() == new.weak.get()
        && same_slots(old, new)
}

/// Whether the classes share the class that added the last slots, or add slots of the same names.
fn same_slots(old: &Gc<Type>, new: &Gc<Type>) -> bool {
    let (mut a, mut b) = (crate::objects::types::solid_base(old), crate::objects::types::solid_base(new));
    loop {
        if a.is(&b) {
            return true;
        }
        let (Some(above_a), Some(above_b)) = (a.base(), b.base()) else { return false };
        if !a.heap_type || !b.heap_type || a.slot_names() != b.slot_names() {
            return false;
        }
        (a, b) = (crate::objects::types::solid_base(&above_a), crate::objects::types::solid_base(&above_b));
    }
}

impl Type {
    /// Words of the names of the slots that this class adds.
    fn slot_names(&self) -> Vec<Raw> {
        let mut names: Vec<Raw> = self
            .dict
            .items()
            .iter()
            .filter_map(|(_, value)| value.core::<crate::objects::MemberDescriptor>())
            .filter(|member| std::ptr::eq(&*member.owner, self))
            .map(|member| member.name.raw())
            .collect();
        names.sort_by_key(|name| name.bits());
        names
    }
}

impl Vm {
    fn move_to_class(&self, object: &Value, old: &Gc<Type>, new: &Gc<Type>) -> Res<()> {
        let raw = object.raw();
        if !raw.is_ref() {
            return Err(only_mutable(self));
        }
        let to = if object.as_instance().is_some() && old.has_dict() {
            self.instance_dict(object)?;
            new.dict_shape.get()
        } else {
            new.shape.get()
        };
        let counted = |shape: u32| shape & 0x00FF_FFFF != shape >> 24;
        // SAFETY: the value keeps its object alive. An object whose shape is not that of an exact native type owns a
        // reference to its class; both layouts are the same.
        unsafe {
            let from = shape_of(raw.ptr());
            if counted(to) {
                new.raw().dup();
            }
            (*raw.ptr()).shape.set(to);
            if counted(from) {
                old.raw().release();
            }
        }
        Ok(())
    }
}
