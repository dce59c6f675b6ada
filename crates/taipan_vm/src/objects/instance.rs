//! Instances of Python classes: attribute slots by shape, or a dict.

use std::slice;

use crate::{
    Gc, Kind, Raised, Raw, Res, Tracer, Value, Vm,
    heap::{Header, KindInfo, block_size, shape_of},
    objects::{Dict, DictRef, Slot, Type},
};

/// An instance of a class whose bases are Python classes (or object). `dict` is empty while attributes stand in the
/// slots, which follow it to the end of the block.
#[repr(C)]
pub struct Instance {
    header: Header,
    dict: Slot,
}

const FIRST: usize = size_of::<Instance>();

impl Instance {
    fn slots(&self) -> &[Slot] {
        let start = (&raw const *self).expose_provenance();
        // SAFETY: the slots fill the rest of the block, whose address is exposed.
        unsafe {
            let count = (block_size((&raw const *self).cast_mut().cast()) - FIRST) / 8;
            slice::from_raw_parts(std::ptr::with_exposed_provenance(start + FIRST), count)
        }
    }

    /// Whether its attributes stand in slots (not in a dict).
    #[inline]
    pub(crate) fn is_shaped(&self) -> bool {
        self.dict.is_empty()
    }

    /// Whether the block has this slot.
    #[inline(always)]
    pub(crate) fn has_slot(&self, at: usize) -> bool {
        // SAFETY: the instance stands in a block.
        FIRST + at * 8 < unsafe { block_size((&raw const *self).cast_mut().cast()) }
    }

    /// Takes on the shape that an inline cache remembers.
    #[inline(always)]
    pub(crate) fn set_shape(&self, shape: u32) {
        self.header.shape.set(shape);
    }

    /// A slot by number.
    ///
    /// # Safety
    /// The number comes from the instance's present shape.
    #[inline(always)]
    pub(crate) unsafe fn slot(&self, at: usize) -> &Slot {
        let start = (&raw const *self).expose_provenance() + FIRST + at * 8;
        // SAFETY: a shape never names more slots than the block has.
        unsafe { &*std::ptr::with_exposed_provenance::<Slot>(start) }
    }

    pub(crate) fn info() -> KindInfo {
        unsafe fn trace(object: *mut Header, tracer: &mut Tracer<'_>) {
            // SAFETY: the kind says that an instance stands here.
            let instance = unsafe { &*object.cast::<Instance>() };
            instance.dict.trace(tracer);
            instance.slots().iter().for_each(|slot| slot.trace(tracer));
        }
        unsafe fn clear(_: &Vm, object: *mut Header) {
            // SAFETY: as above.
            let instance = unsafe { &*object.cast::<Instance>() };
            drop(instance.dict.take());
            instance.slots().iter().for_each(|slot| drop(slot.take()));
        }
        KindInfo {
            type_id: std::any::TypeId::of::<Instance>(),
            traced: true,
            trace,
            clear,
            dict: |_| None,
            age: |_| None,
            drop: |vm, object| {
                // SAFETY: as above.
                unsafe { clear(vm, object) }
            },
        }
    }
}

impl Value {
    /// The instance, if this is one with that layout.
    #[inline(always)]
    pub(crate) fn as_instance(&self) -> Option<&Instance> {
        // SAFETY: the kind says that an instance stands here.
        self.is_kind(Kind::Instance).then(|| unsafe { &*self.raw().ptr().cast::<Instance>() })
    }
}

impl Vm {
    /// Makes an instance without attributes.
    #[inline]
    pub(crate) fn instance(&self, class: &Type) -> Value {
        let room = class.room.get().max(1) as usize;
        let object = self.heap.allocate(FIRST + room * 8, class.shape.get());
        // SAFETY: the block has room for the dict word and the slots, all initialised here.
        unsafe {
            let words = object.cast::<Raw>();
            let count = block_size(object) / 8;
            for at in 1..count {
                words.add(at).write(Raw::EMPTY);
            }
            let made: Gc<Instance> = self.adopt(object);
            made.into()
        }
    }

    /// An attribute of the instance itself (not of its class).
    pub(crate) fn instance_get(&self, instance: &Instance, name: &Value) -> Option<Value> {
        let shape = instance.header.shape.get();
        if let Some(at) = self.shapes.slot_of(shape, name) {
            // SAFETY: the shape is the instance's own.
            if let Some(value) = unsafe { instance.slot(at) }.given() {
                return Some(value);
            }
        }
        if instance.dict.is_empty() {
            return None;
        }
        instance.dict.get().as_dict()?.get_name(self, name)
    }

    /// Sets an attribute of the instance itself.
    pub(crate) fn instance_set(&self, object: &Value, name: &Value, value: &Value) -> Res<()> {
        let Some(instance) = object.as_instance() else { return Ok(()) };
        if instance.dict.is_empty() {
            let shape = instance.header.shape.get();
            if let Some(at) = self.shapes.slot_of(shape, name) {
                // SAFETY: the shape is the instance's own.
                unsafe { instance.slot(at) }.set(value.clone());
                return Ok(());
            }
            if let Some(next) = self.instance_room(instance, shape, name) {
                let at = self.shapes.get(next).names.len() - 1;
                // SAFETY: `instance_room` has checked that the block has this slot.
                unsafe { instance.slot(at) }.set(value.clone());
                instance.header.shape.set(next);
                return Ok(());
            }
        }
        let dict = self.instance_dict(object)?;
        dict.set_name(self, name, value.clone())
    }

    /// The shape with `name` added, if the instance's block has a slot for it.
    pub(crate) fn instance_room(&self, instance: &Instance, shape: u32, name: &Value) -> Option<u32> {
        let used = self.shapes.get(shape).names.len();
        let class = self.shapes.class(shape);
        let class = class.as_value().core::<Type>()?;
        if used >= instance.slots().len() {
            // Later instances get more room.
            class
                .room
                .set(class.room.get().max((used as u32 + 1) * 3 / 2 + 1).min(super::types::most_slots()));
            return None;
        }
        if !name.as_str_object()?.is_interned() {
            return None;
        }
        self.shapes.with(self, shape, name)
    }

    /// Deletes an attribute of the instance itself; `false` where it has none.
    pub(crate) fn instance_delete(&self, object: &Value, name: &Value) -> Res<bool> {
        let Some(instance) = object.as_instance() else { return Ok(false) };
        if self.instance_get(instance, name).is_none() {
            return Ok(false);
        }
        let dict = self.instance_dict(object)?;
        Ok(dict.remove_name(self, name).is_some())
    }

    /// The instance's `__dict__`. From now on its attributes live there.
    pub(crate) fn instance_dict(&self, object: &Value) -> Result<DictRef, Raised> {
        let Some(instance) = object.as_instance() else { return Err(self.type_error("not an instance")) };
        if let Some(dict) = instance.dict.get().downcast_gc::<Dict>() {
            return Ok(dict);
        }
        let dict = self.dict();
        // SAFETY: the value keeps the object alive.
        let shape = unsafe { shape_of(object.raw().ptr()) };
        let class = self.shapes.class(shape);
        let fixed = class.as_value().core::<Type>().map_or(0, |class| class.slot_count.get() as usize);
        for (at, name) in self.shapes.get(shape).names.iter().enumerate().skip(fixed) {
            // SAFETY: the shape is the instance's own.
            if let Some(value) = unsafe { instance.slot(at) }.given() {
                dict.set_name(self, name, value)?;
            }
        }
        if let Some(class) = class.as_value().core::<Type>() {
            instance.header.shape.set(class.dict_shape.get());
        }
        instance.dict.set(dict.clone().into());
        for slot in instance.slots().iter().skip(fixed) {
            drop(slot.take());
        }
        Ok(dict)
    }

    /// Replaces the instance's `__dict__`.
    pub(crate) fn instance_set_dict(&self, object: &Value, dict: DictRef) -> Res<()> {
        self.instance_dict(object)?;
        if let Some(instance) = object.as_instance() {
            instance.dict.set(dict.into());
        }
        Ok(())
    }
}
