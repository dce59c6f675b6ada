//! Slow paths of attribute and name instructions; they fill the inline caches in.

use taipan_bytecode::{Op, encode};

use super::lookaside::{Meaning, Use};
use crate::{
    Kind, Raw, Res, Value, Vm,
    heap::shape_of,
    objects::{
        ClassMethod, Dict, DictPlace, Function, Instance, Module, StaticMethod, Type,
        member::{MemberDescriptor, MemberPlace},
    },
    protocol::{generic_getattr, generic_setattr},
};

/// Puts the general attribute operations back.
unsafe fn flush(code: &crate::objects::Code) {
    let start = code.start();
    let len = code.len();
    let mut at = 0;
    // SAFETY: the code is verified, so each step lands on an instruction.
    unsafe {
        while at < len {
            let place = start.add(at);
            let Some(op) = Op::from_byte(*place as u8) else { return };
            let general = match op {
                Op::LoadAttrSlot | Op::LoadAttrType => Some(Op::LoadAttr),
                Op::StoreAttrSlot | Op::StoreAttrAdd => Some(Op::StoreAttr),
                Op::LoadMethodFast | Op::LoadMethodType => Some(Op::LoadMethod),
                _ => None,
            };
            if let Some(general) = general {
                // The general instructions look at their first cache word, too; no object has the shape 0.
                *place.add(2) = 0;
                respecialize(place, general);
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

/// Fills the cache of a LoadAttr in: a slot of instances of one shape.
#[inline(always)]
pub(super) unsafe fn cache_attribute_slot(at: *mut u32, shape: u32, slot: usize) {
    // SAFETY: the instruction has three cache words.
    unsafe {
        *at.add(2) = shape;
        *at.add(3) = slot as u32;
        respecialize(at, Op::LoadAttrSlot);
    }
}

/// As `cache_attribute_slot`, for a StoreAttr.
#[inline(always)]
pub(super) unsafe fn cache_stored_slot(at: *mut u32, shape: u32, slot: usize) {
    // SAFETY: the instruction has three cache words.
    unsafe {
        *at.add(2) = shape;
        *at.add(3) = slot as u32;
        respecialize(at, Op::StoreAttrSlot);
    }
}

/// Fills the cache of a LoadMethod in: a function of the class, of a version, for objects of one shape.
#[inline(always)]
pub(super) unsafe fn cache_method(at: *mut u32, shape: u32, version: u32, function: Raw) {
    // SAFETY: the instruction has four cache words.
    unsafe {
        *at.add(2) = shape;
        *at.add(3) = version;
        *at.add(4) = function.bits() as u32;
        *at.add(5) = (function.bits() >> 32) as u32;
        respecialize(at, Op::LoadMethodFast);
    }
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
    #[inline(never)]
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
    #[inline(never)]
    pub(crate) fn load_from_namespace(&self, namespace: &Value, name: &Value) -> Res<Option<Value>> {
        if self.is_exact(namespace, Kind::Dict) {
            return Ok(namespace.core::<Dict>().and_then(|dict| dict.get_name(self, name)));
        }
        match self.get_item(namespace, name) {
            Ok(value) => Ok(Some(value)),
            Err(raised) => self.catch(raised, &self.exceptions.key_error).map(|_| None),
        }
    }

    #[inline(never)]
    pub(crate) fn store_name(&self, namespace: &Value, name: &Value, value: Value) -> Res<()> {
        match namespace.core::<Dict>().filter(|_| self.is_exact(namespace, Kind::Dict)) {
            Some(dict) => dict.set_name(self, name, value),
            None => self.set_item(namespace, name, &value),
        }
    }

    #[inline(never)]
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
                    // SAFETY: `at` is a LoadAttr.
                    unsafe { cache_attribute_slot(at, shape, slot) };
                    self.note_meaning(shape, name, Use::Load, Meaning::Slot(slot));
                    return Ok(value);
                }
            } else if self.is_shaped(class, instance) {
                let found = self.type_lookup_raw(class, name);
                if found != Raw::EMPTY && self.type_of(found.as_value()).slots().get.is_none() {
                    self.note_meaning(shape, name, Use::Load, Meaning::Class(found));
                    return Ok(found.as_value().clone());
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

    /// Whether the instance's shape says which attributes of its own it has.
    fn is_shaped(&self, class: &Type, instance: &Instance) -> bool {
        match class.dict_place.get() {
            DictPlace::None => true,
            // An object with a dict of its own may get an attribute without changing its shape.
            DictPlace::Shaped => instance.is_shaped(),
            _ => false,
        }
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

    /// What `class.name(...)` calls, and whether the class is its first argument: where nothing but the wrappers of
    /// class methods and static methods comes between. Borrowed while the class keeps its version.
    fn class_callee(&self, class: &Type, metaclass: &Type, name: &Value) -> Option<(Raw, bool)> {
        if let Some(plain) = self.plain_class_attribute(class, metaclass, name) {
            return Some((plain, false));
        }
        let own = metaclass.raw() == self.types.type_.raw()
            && self.type_lookup_raw(metaclass, name) == Raw::EMPTY
            && class.version.get() != 0;
        let found = self.type_lookup_raw(class, name);
        if !own || found == Raw::EMPTY {
            return None;
        }
        let found = found.as_value();
        let (callee, bound) = match (found.core::<ClassMethod>(), found.core::<StaticMethod>()) {
            (Some(method), _) => (method.function.raw(), true),
            (_, Some(method)) => (method.function.raw(), false),
            _ => return None,
        };
        // Anything else may have its own say in being bound.
        callee.as_value().is_kind(Kind::Function).then_some((callee, bound))
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
                if before == after {
                    self.note_meaning(before, name, Use::Store, Meaning::Slot(slot));
                    cache_stored_slot(at, before, slot);
                } else {
                    *at.add(2) = before;
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
        if let Some(instance) = object.as_instance() {
            // SAFETY: the value keeps the object alive; its shape has the slot.
            unsafe {
                let known = self.known_meaning(shape_of(object.raw().ptr()), name, Use::Call);
                if let Some(Meaning::Slot(slot)) = known
                    && let Some(value) = instance.slot(slot).given()
                {
                    return Ok((value, false));
                }
            }
        }
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
                let shaped = match object.as_instance() {
                    Some(instance) => self.is_shaped(class, instance),
                    None => class.dict_place.get() == DictPlace::None,
                };
                if shaped && raw.is_ref() {
                    // SAFETY: the value keeps the object alive; `at` is a LoadMethod.
                    unsafe {
                        let shape = shape_of(raw.ptr());
                        let version = self.shapes.version(shape);
                        if version != 0 {
                            cache_method(at, shape, version, found);
                            self.note_meaning(shape, name, Use::Call, Meaning::Class(found));
                        }
                    }
                }
                return Ok((found.as_value().clone(), true));
            }
            if object.as_instance().is_some() {
                // SAFETY: as above.
                let shape = unsafe { shape_of(object.raw().ptr()) };
                if let Some(slot) = self.shapes.slot_of(shape, name)
                    && !(found != Raw::EMPTY && self.hides_slot(found.as_value(), slot))
                {
                    self.note_meaning(shape, name, Use::Call, Meaning::Slot(slot));
                }
            }
        }
        if let Some(own) = object.core::<Type>()
            && let Some((callee, bound)) = self.class_callee(own, class, name)
        {
            // SAFETY: the instruction has four cache words.
            unsafe {
                *at.add(2) = own.version.get();
                *at.add(3) = bound as u32;
                *at.add(4) = callee.bits() as u32;
                *at.add(5) = (callee.bits() >> 32) as u32;
                respecialize(at, Op::LoadMethodType);
            }
            return Ok((callee.as_value().clone(), bound));
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
