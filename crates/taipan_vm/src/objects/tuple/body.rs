//! The tuple object: its items stand behind the header in the same block.

use std::slice;

use crate::{
    Body, Gc, Kind, Raw, Tracer, Value, Vm,
    heap::{Header, KindInfo, Obj},
    protocol::Gathered,
};

/// A tuple. Its items follow the length in the same block.
#[repr(C)]
pub struct Tuple {
    len: usize,
}

const ITEMS: usize = size_of::<Obj<Tuple>>();

impl Body for Tuple {
    const KIND: Kind = Kind::Tuple;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit_all(self.as_slice());
    }
}

impl Tuple {
    /// The items.
    #[inline(always)]
    pub fn as_slice(&self) -> &[Value] {
        let start = (&raw const *self).expose_provenance() - size_of::<Header>() + ITEMS;
        // SAFETY: `len` values follow in the object's block, whose address is exposed.
        unsafe { slice::from_raw_parts(std::ptr::with_exposed_provenance(start), self.len) }
    }

    /// The number of items.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are no items.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// How the heap treats tuples: items need a drop of their own.
    pub(crate) fn info() -> KindInfo {
        unsafe fn drop(_: &Vm, object: *mut Header) {
            // SAFETY: a tuple with `len` owned items stands here.
            unsafe {
                let len = (*object.cast::<Obj<Tuple>>()).body.len;
                let items = object.cast::<u8>().add(ITEMS).cast::<Raw>();
                for at in (0..len).rev() {
                    items.add(at).read().release();
                }
            }
        }
        unsafe fn clear(_: &Vm, object: *mut Header) {
            // SAFETY: as above; emptied items are immediates.
            unsafe {
                let len = (*object.cast::<Obj<Tuple>>()).body.len;
                let items = object.cast::<u8>().add(ITEMS).cast::<Raw>();
                for at in 0..len {
                    items.add(at).replace(Raw::NONE).release();
                }
            }
        }
        KindInfo { drop, clear, ..Obj::<Tuple>::info() }
    }
}

impl std::ops::Deref for Tuple {
    type Target = [Value];
    #[inline(always)]
    fn deref(&self) -> &[Value] {
        self.as_slice()
    }
}

impl Vm {
    /// Makes a tuple.
    pub fn tuple(&self, items: Vec<Value>) -> Value {
        self.tuple_gc(items).into()
    }

    /// Makes a tuple, typed.
    pub fn tuple_gc(&self, items: Vec<Value>) -> Gc<Tuple> {
        if items.is_empty()
            && let Some(empty) = self.empty_tuple.get()
        {
            return empty.clone();
        }
        self.tuple_of(items, self.shape_of_kind(Kind::Tuple))
    }

    /// Makes a tuple of copies of `items`.
    pub(crate) fn tuple_copy(&self, items: &[Value]) -> Value {
        if items.is_empty() {
            return self.tuple(Vec::new());
        }
        // SAFETY: the items are alive; the tuple takes over the references that are counted here.
        unsafe {
            for item in items {
                item.raw().dup();
            }
            self.tuple_from_raw(items.as_ptr().cast(), items.len(), self.shape_of_kind(Kind::Tuple)).into()
        }
    }

    /// Makes a tuple of any class whose layout is that of tuple.
    pub(crate) fn tuple_of(&self, items: Vec<Value>, shape: u32) -> Gc<Tuple> {
        // SAFETY: the vector gives its values away: its length is set to 0 before it drops.
        unsafe {
            let mut items = std::mem::ManuallyDrop::new(items);
            let made = self.tuple_from_raw(items.as_ptr().cast(), items.len(), shape);
            items.set_len(0);
            std::mem::ManuallyDrop::drop(&mut items);
            made
        }
    }

    /// As [`Vm::tuple_of`], of items that have been gathered.
    pub(crate) fn tuple_of_gathered(&self, mut items: Gathered, shape: u32) -> Gc<Tuple> {
        // SAFETY: as above.
        unsafe {
            let len = items.len();
            items.set_len(0);
            self.tuple_from_raw(items.as_ptr().cast(), len, shape)
        }
    }

    /// Makes a tuple of words that it takes over.
    ///
    /// # Safety
    /// `items` points to `len` owned words, which the caller gives away.
    #[inline]
    pub(crate) unsafe fn tuple_from_raw(&self, items: *const Raw, len: usize, shape: u32) -> Gc<Tuple> {
        let extra = self.trailing_bytes(shape);
        let object = self.heap.allocate(ITEMS + len * 8 + extra, shape);
        // SAFETY: the block has room for the length and the items.
        unsafe {
            (&raw mut (*object.cast::<Obj<Tuple>>()).body).write(Tuple { len });
            std::ptr::copy_nonoverlapping(items, object.cast::<u8>().add(ITEMS).cast::<Raw>(), len);
            self.init_trailing(object, extra);
            self.adopt(object)
        }
    }
}

impl Value {
    /// The tuple behind this value (subclasses included).
    #[inline(always)]
    pub fn as_tuple(&self) -> Option<&Tuple> {
        self.core::<Tuple>()
    }
}
