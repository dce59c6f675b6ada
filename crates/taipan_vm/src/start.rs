//! How a VM starts.

use crate::{
    Gc, Kind, Raw, Vm,
    heap::{FLAG_FINALIZED, FLAG_WEAK, Header, RC_ONE, kind_of, shape_of},
    objects::{Type, types::mro_of},
};

impl Vm {
    pub(crate) fn start(&self) {
        self.start_types();
        crate::context::start(self);
        crate::builtins::start(self);
    }

    /// Makes `base` the base of a native class made over `object`.
    pub(crate) fn rebase_native(&self, class: &Gc<Type>, base: &Gc<Type>) {
        *class.base.borrow_mut() = Some(base.clone());
        *class.bases.borrow_mut() = Some(self.tuple_gc(vec![base.value().clone()]));
        *class.mro.borrow_mut() = Some(mro_of(self, class, base));
        base.subclasses.borrow_mut().push(class.raw());
        // SAFETY: nothing reads the slots while they are written.
        unsafe { *class.slots.get() = *base.slots() };
        class.dict_place.set(base.dict_place.get());
    }

    /// Runs what must run before an object's memory goes: weak references, `__del__` (once). `false` if the object has
    /// come back to life.
    ///
    /// # Safety
    /// The object is intact and its count is 0.
    #[inline(always)]
    pub(crate) unsafe fn before_free(&self, object: *mut Header) -> bool {
        // SAFETY: see above.
        unsafe {
            let rc = &(*object).rc;
            let shape = shape_of(object);
            let class = self.shapes.class(shape);
            if class.is_ref() {
                let del = class.as_value().body_unchecked::<Type>().slots().del;
                if let Some(del) = del
                    && rc.get() & FLAG_FINALIZED == 0
                {
                    rc.set(rc.get() | FLAG_FINALIZED);
                    rc.set(rc.get() + RC_ONE);
                    let raw = Raw::from_ptr(object);
                    del(self, raw.as_value());
                    rc.set(rc.get() - RC_ONE);
                    if rc.get() >= RC_ONE {
                        return false;
                    }
                }
            }
            if rc.get() & FLAG_FINALIZED != 0 && kind_of(object) == Kind::Instance {
                self.forget_birth(object);
            }
            if rc.get() & FLAG_WEAK != 0 {
                self.clear_weak(object);
                if rc.get() >= RC_ONE {
                    return false;
                }
            }
            true
        }
    }

    /// Releases the class that an object of shape `shape` owned a reference to, and its trailing words.
    ///
    /// # Safety
    /// The object's contents have been dropped and its block not yet freed.
    pub(crate) unsafe fn release_class(&self, object: *mut Header, shape: u32) {
        if shape & 0x00FF_FFFF == shape >> 24 {
            return;
        }
        // SAFETY: see above.
        unsafe {
            let class = self.shapes.class(shape);
            let words = class.as_value().body_unchecked::<Type>().trailing_words.get() as usize;
            let end = object.cast::<u8>().add(crate::heap::block_size(object)).cast::<Raw>();
            for n in 1..=words {
                end.sub(n).replace(Raw::EMPTY).release();
            }
            class.release();
        }
    }
}
