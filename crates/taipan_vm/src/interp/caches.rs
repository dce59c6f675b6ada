//! Slow paths of attribute and name instructions; they fill the inline caches in.

use taipan_bytecode::{Op, encode};

use crate::{
    Kind, Raw, Res, Value, Vm,
    heap::shape_of,
    objects::{
        Dict, DictPlace, Function, Module, Type,
        member::{MemberDescriptor, MemberPlace},
    },
    protocol::{generic_getattr, generic_setattr},
};

/// Puts the general attribute operations back.
unsafe fn flush(code: &crate::objects::Code) {
    let start = code.start();
    let len = code.object.code.len();
    let mut at = 0;
    // SAFETY: the code is verified, so each step lands on an instruction.
    unsafe {
        while at < len {
            let place = start.add(at);
            let Some(op) = Op::from_byte(*place as u8) else { return };
            match op {
                Op::LoadAttrSlot | Op::LoadAttrType => respecialize(place, Op::LoadAttr),
                Op::StoreAttrSlot | Op::StoreAttrAdd => respecialize(place, Op::StoreAttr),
                Op::LoadMethodFast => respecialize(place, Op::LoadMethod),
                _ => {}
            }
            at += op.len();
        }
    }
}

/// Rewrites the operation of the instruction at `at`.
unsafe fn respecialize(at: *mut u32, op: Op) {
    // SAFETY: the caller passes an instruction of this VM's own copy of the code.
    unsafe { *at = *at & !0xFF | encode(op, 0, 0, 0) & 0xFF }
}

impl Vm {
    /// Forgets what inline caches know: an attribute that they read by shape has become a data descriptor.
    #[cold]
    pub(crate) fn flush_inline_caches(&self) {
        self.heap.each_object(|object| {
            // SAFETY: the visitor gets live objects; the kind says that code stands there.
            unsafe {
                if crate::heap::kind_of(object) == Kind::Code {
                    flush(&(*object.cast::<crate::heap::Obj<crate::objects::Code>>()).body);
                }
            }
        });
    }

    /// `LoadGlobal` where its cache misses.
    ///
    /// # Safety
    /// `at` is a `LoadGlobal` of `function`'s code.
    #[cold]
    #[inline(never)]
    pub(crate) unsafe fn load_global_slow(&self, function: &Function, name: &Value, at: *mut u32) -> Res {
        let globals = &function.globals;
        // SAFETY: the instruction has three cache words.
        unsafe {
            if let Some(position) = globals.position_of_name(self, name) {
                *at.add(2) = globals.pin_version(self);
                *at.add(3) = position as u32;
                respecialize(at, Op::LoadGlobalFast);
                return Ok(globals.value_at(position).as_value().clone());
            }
            if let Some(position) = function.builtins.position_of_name(self, name) {
                *at.add(2) = globals.pin_version(self);
                *at.add(3) = function.builtins.pin_version(self);
                *at.add(4) = position as u32;
                respecialize(at, Op::LoadBuiltinFast);
                return Ok(function.builtins.value_at(position).as_value().clone());
            }
        }
        Err(self.undefined_name(name))
    }

    #[cold]
    pub(crate) fn undefined_name(&self, name: &Value) -> crate::Raised {
        let text = name.as_str_object().map_or_else(String::new, |text| text.to_lossy().into_owned());
        self.name_error(name, format!("name '{text}' is not defined"))
    }

    /// `LoadName`: namespace, globals, builtins.
    pub(crate) fn load_name(&self, function: &Function, namespace: &Value, name: &Value) -> Res {
        if let Some(value) = self.load_from_namespace(namespace, name)? {
            return Ok(value);
        }
        if let Some(value) = function.globals.get_name(self, name) {
            return Ok(value);
        }
        function.builtins.get_name(self, name).ok_or_else(|| self.undefined_name(name))
    }

    /// A name in the namespace of a class or module body, which may be any mapping.
    pub(crate) fn load_from_namespace(&self, namespace: &Value, name: &Value) -> Res<Option<Value>> {
        if self.is_exact(namespace, Kind::Dict) {
            return Ok(namespace.core::<Dict>().and_then(|dict| dict.get_name(self, name)));
        }
        match self.get_item(namespace, name) {
            Ok(value) => Ok(Some(value)),
            Err(raised) => self.catch(raised, &self.exceptions.key_error).map(|_| None),
        }
    }

    pub(crate) fn store_name(&self, namespace: &Value, name: &Value, value: Value) -> Res<()> {
        match namespace.core::<Dict>().filter(|_| self.is_exact(namespace, Kind::Dict)) {
            Some(dict) => dict.set_name(self, name, value),
            None => self.set_item(namespace, name, &value),
        }
    }

    pub(crate) fn delete_name(&self, namespace: &Value, name: &Value) -> Res<()> {
        if let Some(dict) = namespace.core::<Dict>().filter(|_| self.is_exact(namespace, Kind::Dict)) {
            return dict.remove_name(self, name).map(drop).ok_or_else(|| self.undefined_name(name));
        }
        match self.del_item(namespace, name) {
            Ok(()) => Ok(()),
            Err(raised) => {
                self.catch(raised, &self.exceptions.key_error)?;
                Err(self.undefined_name(name))
            }
        }
    }

    /// `LoadAttr` where its cache misses.
    ///
    /// # Safety
    /// `at` is a `LoadAttr`.
    #[cold]
    #[inline(never)]
    pub(crate) unsafe fn load_attr_slow(&self, object: &Value, name: &Value, at: *mut u32) -> Res {
        let class = self.type_of(object);
        let generic =
            class.slots().getattr.is_none_or(|f| f as usize == generic_getattr as *const () as usize);
        if let (Some(instance), true) = (object.as_instance(), generic) {
            // SAFETY: the value keeps the object alive.
            let shape = unsafe { shape_of(object.raw().ptr()) };
            if let Some(slot) = self.shapes.slot_of(shape, name) {
                let hidden = self.type_lookup(class, name).is_some_and(|found| self.hides_slot(&found, slot));
                // SAFETY: the shape is the instance's own.
                let value = unsafe { instance.slot(slot) }.given();
                if let (Some(value), false) = (value, hidden) {
                    // SAFETY: the instruction has three cache words.
                    unsafe {
                        *at.add(2) = shape;
                        *at.add(3) = slot as u32;
                        respecialize(at, Op::LoadAttrSlot);
                    }
                    return Ok(value);
                }
            }
        } else if let Some(own) = object.core::<Type>() {
            if let Some(found) = self.plain_class_attribute(own, class, name) {
                // SAFETY: the instruction has three cache words.
                unsafe {
                    *at.add(2) = own.version.get();
                    *at.add(3) = found.bits() as u32;
                    *at.add(4) = (found.bits() >> 32) as u32;
                    respecialize(at, Op::LoadAttrType);
                }
                return Ok(found.as_value().clone());
            }
        } else if let Some(module) = object.core::<Module>()
            && let Some(position) = module.dict.position_of_name(self, name)
        {
            // SAFETY: as above; the position was found just now.
            unsafe {
                *at.add(2) = module.dict.pin_version(self);
                *at.add(3) = position as u32;
                respecialize(at, Op::LoadAttrModule);
                return Ok(module.dict.value_at(position).as_value().clone());
            }
        }
        self.get_attr(object, name)
    }

    /// Whether a class attribute decides what an instance's attribute slot means: a data descriptor that is not the
    /// slot's own.
    fn hides_slot(&self, found: &Value, slot: usize) -> bool {
        match found.core::<MemberDescriptor>() {
            Some(member) => member.place != MemberPlace::Slot(slot as u32),
            None => self.type_of(found).slots().set.is_some(),
        }
    }

    /// A class attribute that a class gives as it is: nothing binds it, and the metaclass has no say.
    fn plain_class_attribute(&self, class: &Type, metaclass: &Type, name: &Value) -> Option<Raw> {
        if metaclass.raw() != self.types.type_.raw() || self.type_lookup_raw(metaclass, name) != Raw::EMPTY {
            return None;
        }
        let found = self.type_lookup_raw(class, name);
        let plain = found != Raw::EMPTY
            && (found.as_value().is_kind(Kind::Function)
                || self.type_of(found.as_value()).slots().get.is_none());
        (plain && class.version.get() != 0).then_some(found)
    }

    /// `StoreAttr` where its cache misses.
    ///
    /// # Safety
    /// `at` is a `StoreAttr`.
    #[cold]
    #[inline(never)]
    pub(crate) unsafe fn store_attr_slow(
        &self,
        object: &Value,
        name: &Value,
        value: &Value,
        at: *mut u32,
    ) -> Res<()> {
        let class = self.type_of(object);
        let generic =
            class.slots().setattr.is_none_or(|f| f as usize == generic_setattr as *const () as usize);
        let Some(instance) = object.as_instance().filter(|_| generic) else {
            return self.set_attr(object, name, value);
        };
        // SAFETY: the value keeps the object alive.
        let before = unsafe { shape_of(object.raw().ptr()) };
        let free = class.dict_place.get() == DictPlace::Shaped || class.dict_place.get() == DictPlace::None;
        let found = self.type_lookup(class, name);
        generic_setattr(self, object, name, Some(value))?;
        // SAFETY: as above.
        let after = unsafe { shape_of(object.raw().ptr()) };
        if free
            && instance.is_shaped()
            && let Some(slot) = self.shapes.slot_of(after, name)
            && found.is_none_or(|found| !self.hides_slot(&found, slot))
        {
            // SAFETY: the instruction has three cache words.
            unsafe {
                *at.add(2) = before;
                if before == after {
                    *at.add(3) = slot as u32;
                    respecialize(at, Op::StoreAttrSlot);
                } else {
                    *at.add(3) = after;
                    *at.add(4) = slot as u32;
                    respecialize(at, Op::StoreAttrAdd);
                }
            }
        }
        Ok(())
    }

    /// `LoadMethod` where its cache misses: the callee, and whether the object is to be passed as its first argument.
    ///
    /// # Safety
    /// `at` is a `LoadMethod`.
    #[cold]
    #[inline(never)]
    pub(crate) unsafe fn load_method_slow(
        &self,
        object: &Value,
        name: &Value,
        at: *mut u32,
    ) -> Res<(Value, bool)> {
        let class = self.type_of(object);
        let generic =
            class.slots().getattr.is_none_or(|f| f as usize == generic_getattr as *const () as usize);
        if generic {
            let found = self.type_lookup_raw(class, name);
            let direct = found != Raw::EMPTY
                && (found.as_value().is_kind(Kind::Function)
                    || found
                        .as_value()
                        .core::<crate::native::MethodDescriptor>()
                        .is_some_and(|m| !m.of_class));
            if direct && self.own_attr(object, name).is_none() {
                let raw = object.raw();
                // An object with a dict of its own may get an attribute of that name without changing its shape.
                let shaped = match class.dict_place.get() {
                    DictPlace::None => true,
                    DictPlace::Shaped => object.as_instance().is_some_and(|instance| instance.is_shaped()),
                    _ => false,
                };
                if shaped && raw.is_ref() {
                    // SAFETY: the value keeps the object alive; the instruction has four cache words.
                    unsafe {
                        let shape = shape_of(raw.ptr());
                        *at.add(2) = shape;
                        *at.add(3) = self.shapes.version(shape);
                        *at.add(4) = found.bits() as u32;
                        *at.add(5) = (found.bits() >> 32) as u32;
                        if self.shapes.version(shape) != 0 {
                            respecialize(at, Op::LoadMethodFast);
                        }
                    }
                }
                return Ok((found.as_value().clone(), true));
            }
        }
        if self.is_exact(object, Kind::Module)
            && let Some(module) = object.core::<Module>()
            && let Some(position) = module.dict.position_of_name(self, name)
        {
            // SAFETY: the instruction has four cache words; the position was found just now.
            unsafe {
                *at.add(2) = module.dict.pin_version(self);
                *at.add(3) = position as u32;
                respecialize(at, Op::LoadMethodModule);
                return Ok((module.dict.value_at(position).as_value().clone(), false));
            }
        }
        self.get_attr(object, name).map(|value| (value, false))
    }
}
