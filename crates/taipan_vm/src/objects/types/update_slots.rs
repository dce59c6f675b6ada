//! Keeps a class's slots true to its namespace and its bases'. A slot whose special methods are all wrappers of one native
//! class takes that class's function; any other definition takes the function of Python classes.

use super::{
    dispatch::PYTHON,
    slot_table::{ROWS, SlotId},
};
use crate::{
    Gc, Raw, Value, Vm,
    native::MethodDescriptor,
    objects::{NewMethod, SlotWrapper, Slots, Type},
};

impl Vm {
    /// Works out all slots of a new class with these bases.
    pub(crate) fn fill_slots(&self, class: &Type, bases: &[Gc<Type>]) {
        let Some(base) = bases.first() else { return };
        let mut slots = *base.slots();
        if bases.len() == 1 {
            for name in class.dict.keys() {
                let name = self.intern_value(&name);
                for row in self.slot_names().rows_of(&name) {
                    self.resolve_slot(class, ROWS[*row as usize].slot, &mut slots);
                }
            }
        } else {
            let mut last = None;
            for row in ROWS {
                if last != Some(row.slot) {
                    self.resolve_slot(class, row.slot, &mut slots);
                    last = Some(row.slot);
                }
            }
        }
        // SAFETY: nothing reads the slots while they are written.
        unsafe { *class.slots.get() = slots };
    }

    /// Works the slots of one special method out again, for the class and its subclasses. Call after its definition has
    /// changed.
    pub(crate) fn update_slots(&self, class: &Type, name: &Value) {
        let rows = self.slot_names().rows_of(name);
        if rows.is_empty() {
            return;
        }
        let mut slots = *class.slots();
        for row in rows {
            self.resolve_slot(class, ROWS[*row as usize].slot, &mut slots);
        }
        // SAFETY: as above.
        unsafe { *class.slots.get() = slots };
        for subclass in class.live_subclasses() {
            self.update_slots(&subclass, name);
        }
    }

    /// Works all slots out again, for the class and its subclasses. Call after its bases have changed.
    pub(crate) fn update_all_slots(&self, class: &Type) {
        let mut slots = *class.slots();
        for row in ROWS {
            self.resolve_slot(class, row.slot, &mut slots);
        }
        // SAFETY: as above.
        unsafe { *class.slots.get() = slots };
        for subclass in class.live_subclasses() {
            self.update_all_slots(&subclass);
        }
    }

    fn resolve_slot(&self, class: &Type, slot: SlotId, slots: &mut Slots) {
        let mut native: Option<Value> = None;
        let mut python = false;
        for (at, row) in ROWS.iter().enumerate().filter(|(_, row)| row.slot == slot) {
            let raw = self.type_lookup_raw(class, self.slot_names().name(at));
            if raw == Raw::EMPTY {
                continue;
            }
            let found = raw.as_value();
            if found.is_none() && slot == SlotId::Hash {
                slots.hash = None;
                return;
            }
            match native_owner(self, found, self.slot_names().name(at), row.name, slot) {
                Some(owner) if native.as_ref().is_none_or(|known| known.is(&owner)) => native = Some(owner),
                _ => python = true,
            }
        }
        if python {
            slot.copy(slots, &PYTHON);
        } else if let Some(owner) = native.as_ref().and_then(Value::as_type) {
            slot.copy(slots, owner.slots());
        } else {
            slot.copy(slots, &Slots::default());
        }
        if slot == SlotId::Await {
            // A native awaitable's short cut is only valid for its own `__await__`.
            let owner = native.as_ref().and_then(Value::as_type).filter(|_| !python);
            slots.poll = owner.and_then(|owner| owner.slots().poll);
        }
    }
}

/// The native class whose slot a definition calls, if it is a wrapper of that very slot.
fn native_owner(vm: &Vm, found: &Value, name: &Value, text: &str, slot: SlotId) -> Option<Value> {
    let owner = if let Some(wrapper) = found.core::<SlotWrapper>() {
        (wrapper.name() == text).then(|| wrapper.owner.clone())
    } else if let Some(method) = found.core::<NewMethod>() {
        (slot == SlotId::New).then(|| method.owner.clone().into())
    } else {
        let method = found.core::<MethodDescriptor>()?;
        let known = method.owner.as_type().and_then(|owner| owner.dict.get_name(vm, name));
        (!method.of_class && known.is_some_and(|known| known.is(found))).then(|| method.owner.clone())
    }?;
    let known = owner.as_type()?;
    (!known.heap_type
        && (slot.is_set(known.slots()) || matches!(slot, SlotId::GetAttr | SlotId::SetAttr | SlotId::Str)))
    .then_some(owner)
}
