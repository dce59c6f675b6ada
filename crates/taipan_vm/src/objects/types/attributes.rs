//! Attributes of classes (data model, section 3.3.2).

use super::Type;
use crate::{Res, Value, Vm, objects::StaticMethod};

/// `slots.getattr` of `type`.
pub(crate) fn type_getattr(vm: &Vm, class: &Value, name: &Value) -> Res {
    match vm.find_type_attr(class, name)? {
        Some(value) => Ok(value),
        None => Err(no_type_attribute(vm, class, name)),
    }
}

#[cold]
fn no_type_attribute(vm: &Vm, class: &Value, name: &Value) -> crate::Raised {
    let text = name.as_str_object().map_or_else(String::new, |text| text.to_lossy().into_owned());
    let owner = vm.type_name_of(class);
    vm.attribute_error(class, name, format!("type object '{owner}' has no attribute '{text}'"))
}

/// `slots.setattr` of `type`.
pub(crate) fn type_setattr(vm: &Vm, class: &Value, name: &Value, value: Option<&Value>) -> Res<()> {
    let name = &vm.intern_value(name);
    let Some(own) = class.as_type() else { return Ok(()) };
    if !own.heap_type && !own.flags.get().mutable {
        return Err(vm.type_error(format!(
            "cannot set {} attribute of immutable type '{}'",
            vm.repr_string(name)?,
            own.name()
        )));
    }
    let meta = vm.type_of(class);
    if let Some(found) = vm.type_lookup(meta, name)
        && let Some(set) = vm.type_of(&found).slots().set
    {
        return set(vm, &found, class, value);
    }
    vm.type_set(own, name, value)
}

impl Vm {
    /// `class.name`, or nothing where there is no such attribute.
    pub(crate) fn find_type_attr(&self, class: &Value, name: &Value) -> Res<Option<Value>> {
        let Some(own) = class.as_type() else { return Ok(None) };
        let meta = self.class_of(class);
        let of_meta = self.type_lookup(&meta, name);
        if let Some(found) = &of_meta {
            let slots = self.type_of(found).slots();
            if let (Some(get), Some(_)) = (slots.get, slots.set) {
                return get(self, found, Some(class), meta.value()).map(Some);
            }
        }
        if let Some(found) = self.type_lookup(own, name) {
            if let Some(wrapped) = found.core::<StaticMethod>() {
                return Ok(Some(wrapped.function.get()));
            }
            return match self.type_of(&found).slots().get {
                Some(get) => get(self, &found, None, class).map(Some),
                None => Ok(Some(found)),
            };
        }
        let Some(found) = of_meta else { return Ok(None) };
        self.bind(&found, class, &meta).map(Some)
    }

    /// Sets or deletes a name in the class's own namespace, and keeps slots and caches true. No descriptor of the
    /// metaclass takes part.
    ///
    /// # Errors
    /// `AttributeError` where the name to delete is not there; `MemoryError`.
    pub(crate) fn type_set(&self, class: &Type, name: &Value, value: Option<&Value>) -> Res<()> {
        let name = &self.intern_value(name);
        // The old value must outlive the caches that borrow it.
        let old = class.dict.get_name(self, name);
        match value {
            Some(value) => {
                class.dict.set_name(self, name, value.clone())?;
                if self.type_of(value).slots().set.is_some() {
                    self.flush_inline_caches();
                }
            }
            None => {
                if class.dict.remove_name(self, name).is_none() {
                    return Err(no_type_attribute(self, class.gc().value(), name));
                }
            }
        }
        self.type_modified(class);
        self.update_slots(class, name);
        let names = &self.names;
        let hooks = [
            &names.dunder_getattribute,
            &names.dunder_getattr,
            &names.dunder_setattr,
            &names.dunder_delattr,
            &names.dunder_del,
        ];
        if hooks.iter().any(|hook| hook.is(name)) {
            self.flush_inline_caches();
        }
        drop(old);
        Ok(())
    }
}
