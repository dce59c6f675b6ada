//! Attribute access (data model, sections 3.3.2 and 3.3.3).

use crate::{
    Res, Value, Vm,
    objects::{DictPlace, DictRef, Module, Slot, Type, types::type_getattr},
};

impl Vm {
    /// `object.name`
    ///
    /// # Errors
    /// `AttributeError`; what descriptors and `__getattr__` raise.
    #[inline]
    pub fn get_attr(&self, object: &Value, name: &Value) -> Res {
        match self.type_of(object).slots().getattr {
            Some(f) => f(self, object, name),
            None => generic_getattr(self, object, name),
        }
    }

    /// `object.name` for a name given as text.
    ///
    /// # Errors
    /// As [`Vm::get_attr`].
    pub fn get_attr_str(&self, object: &Value, name: &str) -> Res {
        self.get_attr(object, &self.intern(name))
    }

    /// `object.name`, or nothing where that raises `AttributeError`.
    ///
    /// # Errors
    /// What else it raises.
    pub fn get_attr_opt(&self, object: &Value, name: &Value) -> Res<Option<Value>> {
        let getattr = self.type_of(object).slots().getattr;
        if getattr.is_none_or(|f| f as usize == generic_getattr as *const () as usize) {
            return match find_attr(self, object, name) {
                Err(raised) => self.catch(raised, &self.exceptions.attribute_error).map(|_| None),
                found => found,
            };
        }
        if object.as_type().is_some()
            && getattr
                .is_some_and(|f| std::ptr::fn_addr_eq(f, type_getattr as fn(&Vm, &Value, &Value) -> Res))
        {
            return match self.find_type_attr(object, name) {
                Err(raised) => self.catch(raised, &self.exceptions.attribute_error).map(|_| None),
                found => found,
            };
        }
        match self.get_attr(object, name) {
            Ok(value) => Ok(Some(value)),
            Err(raised) => self.catch(raised, &self.exceptions.attribute_error).map(|_| None),
        }
    }

    /// `object.name = value`
    ///
    /// # Errors
    /// `AttributeError`; what descriptors and `__setattr__` raise.
    #[inline]
    pub fn set_attr(&self, object: &Value, name: &Value, value: &Value) -> Res<()> {
        match self.type_of(object).slots().setattr {
            Some(f) => f(self, object, name, Some(value)),
            None => generic_setattr(self, object, name, Some(value)),
        }
    }

    /// `del object.name`
    ///
    /// # Errors
    /// As [`Vm::set_attr`].
    #[inline(never)]
    pub fn del_attr(&self, object: &Value, name: &Value) -> Res<()> {
        match self.type_of(object).slots().setattr {
            Some(f) => f(self, object, name, None),
            None => generic_setattr(self, object, name, None),
        }
    }

    /// The special method `name` of the object's class, bound to the object; implicit lookups skip the instance.
    ///
    /// # Errors
    /// What binding raises.
    pub fn special(&self, object: &Value, name: &Value) -> Res<Option<Value>> {
        let class = self.class_of(object);
        let Some(found) = self.type_lookup(&class, name) else { return Ok(None) };
        self.bind(&found, object, &class).map(Some)
    }

    /// Binds what was found on a class to an instance of it.
    pub(crate) fn bind(&self, found: &Value, object: &Value, class: &crate::Gc<Type>) -> Res {
        match self.type_of(found).slots().get {
            Some(get) => get(self, found, Some(object), class.value()),
            None => Ok(found.clone()),
        }
    }

    /// Calls the special method `name` with arguments; `None` where the class has none.
    ///
    /// # Errors
    /// What the method raises.
    pub fn call_special(&self, object: &Value, name: &Value, args: &[Value]) -> Res<Option<Value>> {
        let Some(found) = self.type_lookup(self.type_of(object), name) else { return Ok(None) };
        self.call_found(&found, object, args).map(Some)
    }

    /// The place of the object's attribute dict, where its layout has one that is not by shape.
    pub(crate) fn dict_slot<'a>(&self, object: &'a Value) -> Option<&'a Slot> {
        let raw = object.raw();
        if !raw.is_ref() {
            return None;
        }
        let class = self.type_of(object);
        match class.dict_place.get() {
            DictPlace::Trailing => {
                // SAFETY: such classes have a dict word at the end of each instance's block.
                unsafe {
                    let end = raw.ptr().cast::<u8>().add(crate::heap::block_size(raw.ptr()));
                    Some(&*end.cast::<Slot>().sub(class.dict_word.get() as usize))
                }
            }
            DictPlace::Body => {
                let info = self.heap.kinds.get(object.kind()?)?;
                // SAFETY: the object is of that kind; the slot lives in its body.
                unsafe { (info.dict)(raw.ptr()).map(|slot| &*slot) }
            }
            _ => None,
        }
    }

    /// The object's own attribute, apart from its class.
    pub(crate) fn own_attr(&self, object: &Value, name: &Value) -> Option<Value> {
        if let Some(instance) = object.as_instance() {
            return self.instance_get(instance, name);
        }
        if let Some(module) = object.core::<Module>() {
            return module.dict.get_name(self, name);
        }
        if let Some(class) = object.as_type() {
            return class.dict.get_name(self, name);
        }
        let dict = self.dict_slot(object)?.given()?;
        dict.as_dict()?.get_name(self, name)
    }

    /// The object's `__dict__`, made if need be; `None` where its class has none.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn dict_of_object(&self, object: &Value) -> Res<Option<DictRef>> {
        if object.as_instance().is_some() {
            if self.type_of(object).dict_place.get() == DictPlace::None {
                return Ok(None);
            }
            return self.instance_dict(object).map(Some);
        }
        if let Some(module) = object.core::<Module>() {
            return Ok(Some(module.dict.clone()));
        }
        let Some(slot) = self.dict_slot(object) else { return Ok(None) };
        if slot.is_empty() {
            slot.set(self.dict().into());
        }
        Ok(slot.get().downcast_gc())
    }
}

/// What `object.__getattribute__` does, without the error.
pub(crate) fn find_attr(vm: &Vm, object: &Value, name: &Value) -> Res<Option<Value>> {
    let class = vm.type_of(object);
    let found = vm.type_lookup(class, name);
    if let Some(found) = &found {
        let slots = vm.type_of(found).slots();
        if let (Some(get), Some(_)) = (slots.get, slots.set) {
            return get(vm, found, Some(object), vm.class_of(object).value()).map(Some);
        }
    }
    if let Some(value) = vm.own_attr(object, name) {
        return Ok(Some(value));
    }
    let Some(found) = found else {
        return match object.as_module() {
            Some(module) => crate::objects::module::fallback(vm, module, name),
            None => Ok(None),
        };
    };
    match vm.type_of(&found).slots().get {
        Some(get) => get(vm, &found, Some(object), vm.class_of(object).value()).map(Some),
        None => Ok(Some(found)),
    }
}

/// `object.__getattribute__`
pub(crate) fn generic_getattr(vm: &Vm, object: &Value, name: &Value) -> Res {
    match find_attr(vm, object, name)? {
        Some(value) => Ok(value),
        None => Err(match object.as_module() {
            Some(module) => crate::objects::module::no_attribute(vm, object, module, name)?,
            None => no_attribute(vm, object, name),
        }),
    }
}

#[cold]
pub(crate) fn no_attribute(vm: &Vm, object: &Value, name: &Value) -> crate::Raised {
    let text = name.as_str_object().map_or_else(String::new, |text| text.to_lossy().into_owned());
    vm.attribute_error(
        object,
        name,
        format!("'{}' object has no attribute '{text}'", vm.type_of(object).name()),
    )
}

/// `object.__setattr__` and `object.__delattr__`
pub(crate) fn generic_setattr(vm: &Vm, object: &Value, name: &Value, value: Option<&Value>) -> Res<()> {
    let name = &vm.intern_value(name);
    let class = vm.type_of(object);
    let found = vm.type_lookup(class, name);
    if let Some(found) = &found
        && let Some(set) = vm.type_of(found).slots().set
    {
        return set(vm, found, object, value);
    }
    if object.as_instance().is_some() && class.dict_place.get() != DictPlace::None {
        return match value {
            Some(value) => vm.instance_set(object, name, value),
            None if vm.instance_delete(object, name)? => Ok(()),
            None => Err(no_attribute(vm, object, name)),
        };
    }
    if class.dict_place.get() != DictPlace::None
        && let Some(dict) = vm.dict_of_object(object)?
    {
        return match value {
            Some(value) => dict.set_name(vm, name, value.clone()),
            None if dict.remove_name(vm, name).is_some() => Ok(()),
            None => Err(no_attribute(vm, object, name)),
        };
    }
    let text = name.as_str().unwrap_or("?").to_owned();
    let class = class.name().to_owned();
    let message = match found {
        Some(_) => format!("'{class}' object attribute '{text}' is read-only"),
        None => {
            format!("'{class}' object has no attribute '{text}' and no __dict__ for setting new attributes")
        }
    };
    Err(vm.attribute_error(object, name, message))
}
