//! `__slots__`: which places a class adds to the layout of its base.

use crate::{
    Gc, Kind, Res, Value, Vm,
    objects::{DictPlace, DictRef, Type},
};

/// What a class adds to its base's layout.
pub(crate) struct Added {
    /// Names of the slots in order, mangled.
    pub(crate) slots: Vec<Value>,
    /// A `__dict__`.
    pub(crate) dict: bool,
    /// `weakref.ref` works.
    pub(crate) weak: bool,
}

/// The name as it is inside the class.
fn mangle(vm: &Vm, class: &str, name: &Value) -> Value {
    let text = name.as_str().unwrap_or("");
    let owner = class.trim_start_matches('_');
    if !text.starts_with("__") || text.ends_with("__") || text.contains('.') || owner.is_empty() {
        return vm.intern_value(name);
    }
    vm.intern(&format!("_{owner}{text}"))
}

fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c == '_' || c.is_alphabetic())
        && chars.all(|c| c == '_' || c.is_alphanumeric())
}

impl Vm {
    /// Reads `__slots__` from the namespace.
    pub(crate) fn added_layout(
        &self,
        name: &str,
        namespace: &DictRef,
        base: &Gc<Type>,
        bases: &[Gc<Type>],
    ) -> Res<Added> {
        let no_dict = !base.has_dict();
        let no_weak = !base.weak.get();
        let Some(spec) = namespace.get_name(self, &self.names.dunder_slots) else {
            let weak = no_weak && !is_sized(base);
            return Ok(Added { slots: Vec::new(), dict: no_dict, weak });
        };
        let names = if spec.as_str_object().is_some() { vec![spec] } else { self.collect(&spec)? };
        if !names.is_empty() && is_sized(base) {
            return Err(
                self.type_error(format!("nonempty __slots__ not supported for subtype of '{}'", base.name()))
            );
        }
        let mut added = Added { slots: Vec::new(), dict: false, weak: false };
        for slot in names {
            let Some(text) = slot.as_str_object() else {
                return Err(self.type_error(format!(
                    "__slots__ items must be strings, not '{}'",
                    self.type_of(&slot).name()
                )));
            };
            let text = text.to_lossy().into_owned();
            if !is_identifier(&text) {
                return Err(self.type_error("__slots__ must be identifiers"));
            }
            let already = match &*text {
                "__dict__" => {
                    let already = !no_dict || added.dict;
                    added.dict = true;
                    already
                }
                "__weakref__" => {
                    let already = !no_weak || added.weak;
                    added.weak = true;
                    already
                }
                _ => {
                    let mangled = mangle(self, name, &slot);
                    if namespace.get_name(self, &mangled).is_some()
                        && !matches!(&*text, "__qualname__" | "__classcell__" | "__classdictcell__")
                    {
                        return Err(self.value_error(format!(
                            "{} in __slots__ conflicts with class variable",
                            self.repr_string(&mangled)?
                        )));
                    }
                    if !added.slots.iter().any(|known| known.is(&mangled)) {
                        added.slots.push(mangled);
                    }
                    false
                }
            };
            if already {
                return Err(self.type_error(format!("{text} slot disallowed: we already got one")));
            }
        }
        added.slots.sort_by(|a, b| a.as_str().cmp(&b.as_str()));
        // Other bases may have a dict or weak references where the best base has none.
        added.dict |= no_dict && bases.iter().any(|other| other.has_dict());
        added.weak |= no_weak && bases.iter().any(|other| other.weak.get());
        Ok(added)
    }

    /// Sets layout fields of a new class: where slots and dict stand, and its shapes.
    pub(crate) fn lay_out(&self, class: &Gc<Type>, base: &Gc<Type>, added: &Added) {
        let first = base.slot_count.get();
        class.slot_count.set(first + added.slots.len() as u32);
        let own_dict = added.dict && !base.has_dict();
        if class.kind == Kind::Instance {
            class.dict_place.set(if own_dict { DictPlace::Shaped } else { base.dict_place.get() });
            let mut names: Vec<Value> = self.shapes.get(base.shape.get()).names[..first as usize].to_vec();
            names.extend(added.slots.iter().cloned());
            let shape = self.shapes.root(class.kind, class.raw(), names.clone());
            class.shape.set(shape);
            let dict_shape =
                if class.has_dict() { self.shapes.root(class.kind, class.raw(), names) } else { shape };
            class.dict_shape.set(dict_shape);
            class.shapes.borrow_mut().extend([shape, dict_shape]);
            class.room.set(self.attribute_room(class, base));
            return;
        }
        let words = base.trailing_words.get() + added.slots.len() as u32 + u32::from(own_dict);
        class.trailing_words.set(words);
        class.dict_word.set(if own_dict { words } else { base.dict_word.get() });
        class.dict_place.set(if own_dict { DictPlace::Trailing } else { base.dict_place.get() });
        let shape = self.shapes.root(class.kind, class.raw(), Vec::new());
        class.shape.set(shape);
        class.dict_shape.set(shape);
        class.shapes.borrow_mut().push(shape);
    }

    /// Slots that instances get room for: those of `__slots__`, and as many as methods seem to set.
    fn attribute_room(&self, class: &Gc<Type>, base: &Gc<Type>) -> u32 {
        let slots = class.slot_count.get();
        if !class.has_dict() {
            return slots;
        }
        let own = class.dict.get_name(self, &self.names.dunder_static_attributes);
        let own = own.as_ref().and_then(Value::as_tuple).map_or(0, |names| names.len() as u32);
        let inherited = base.room.get().saturating_sub(base.slot_count.get());
        slots + (own + inherited).clamp(2, super::most_slots().saturating_sub(slots).max(2))
    }
}

/// Whether instances of the base vary in size by contents, so that CPython has no place for slots.
fn is_sized(base: &Type) -> bool {
    matches!(base.kind, Kind::BigInt | Kind::Tuple | Kind::Bytes | Kind::Type)
}
