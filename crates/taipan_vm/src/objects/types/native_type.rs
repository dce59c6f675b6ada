//! Makes type objects from [`TypeSpec`] rows.

use std::cell::{Cell, RefCell, UnsafeCell};

use super::{DictPlace, Type};
use crate::{
    Body, Gc, Kind, Raised, Raw, Value, Vm,
    heap::{KindInfo, Obj},
    native::{MethodKind, Signature, TypeSpec},
    objects::{GetSetDescriptor, Slot, Slots},
};

impl Vm {
    /// Makes the type that owns `T`'s kind and says how such objects are traced and dropped.
    ///
    /// # Panics
    /// Where another Rust type has this kind already: kinds are given out in `native/mod.rs`.
    pub fn add_type<T: Body>(&self, spec: &TypeSpec) -> Gc<Type> {
        assert!(spec.kind == T::KIND, "{}: kind of another type", spec.name);
        self.register_kind(spec.kind, Obj::<T>::info());
        self.native_type(spec, true)
    }

    /// Makes a further type over a kind that is registered already (such as each exception class).
    pub fn add_variant(&self, spec: &TypeSpec) -> Gc<Type> {
        self.native_type(spec, false)
    }

    pub(crate) fn register_kind(&self, kind: Kind, info: KindInfo) {
        let known = self.heap.kinds.get(kind).map(|known| known.type_id);
        assert!(known.is_none_or(|known| known == info.type_id), "kind {} is taken", kind.0);
        self.heap.kinds.set(kind, info);
    }

    pub(crate) fn native_type(&self, spec: &TypeSpec, owns_kind: bool) -> Gc<Type> {
        let base = match spec.base {
            Some(base) => Some(base(self)),
            None => self.object_type(),
        };
        let mut slots = base.as_ref().map_or_else(Slots::default, |base| *base.slots());
        if spec.flags.no_new {
            slots.new = None;
        }
        let inherited_dict = base.as_ref().map_or(DictPlace::None, |base| base.dict_place.get());
        let dict_place = if spec.flags.dict { DictPlace::Body } else { inherited_dict };
        let name = match spec.module {
            "builtins" => spec.name.to_owned(),
            module => format!("{module}.{}", spec.name),
        };
        let class = self.make(Type {
            name: RefCell::new(name.into()),
            qualname: Slot::empty(),
            dict: self.dict(),
            base: RefCell::new(base.clone()),
            bases: RefCell::new(None),
            mro: RefCell::new(None),
            slots: UnsafeCell::new(slots),
            flags: Cell::new(spec.flags),
            heap_type: false,
            stands_in: Cell::new(false),
            kind: spec.kind,
            dict_place: Cell::new(dict_place),
            trailing_words: Cell::new(0),
            dict_word: Cell::new(0),
            slot_count: Cell::new(0),
            weak: Cell::new(spec.flags.weak || base.as_ref().is_some_and(|base| base.weak.get())),
            shape: Cell::new(0),
            dict_shape: Cell::new(0),
            room: Cell::new(0),
            version: Cell::new(0),
            shapes: RefCell::default(),
            subclasses: RefCell::default(),
            abstract_methods: Cell::new(false),
            plan_version: Cell::new(0),
            plan_init: Cell::new(Raw::EMPTY),
        });
        let shape = if owns_kind {
            self.shapes.bind_native(spec.kind, class.raw())
        } else {
            self.shapes.root(spec.kind, class.raw(), Vec::new())
        };
        class.shape.set(shape);
        class.dict_shape.set(shape);
        class.shapes.borrow_mut().push(shape);
        let mut mro = vec![class.value().clone()];
        if let Some(base) = &base {
            if let Some(above) = base.mro() {
                mro.extend_from_slice(&above);
            }
            base.subclasses.borrow_mut().push(class.raw());
        }
        *class.mro.borrow_mut() = Some(self.tuple_gc(mro));
        *class.bases.borrow_mut() = Some(self.tuple_gc(base.iter().map(|b| b.value().clone()).collect()));
        // Instances of exact native types do not count their class, so the VM does.
        self.native_types.borrow_mut().push(class.value().clone());
        self.fill_namespace(&class, spec);
        self.add_slots(&class, spec.slots);
        class
    }

    fn fill_namespace(&self, class: &Gc<Type>, spec: &TypeSpec) {
        let put = |name: &str, value: Value| {
            // A namespace that cannot grow overdraws instead (see `Heap::allocate`), so this cannot fail at start-up.
            _ = class.dict.set_str(self, name, value);
        };
        if spec.module != "builtins" {
            put("__module__", self.str(spec.module));
        }
        put("__doc__", if spec.doc.is_empty() { Value::NONE } else { self.str(spec.doc) });
        for method in spec.methods {
            let name = Signature::name_of(method.signature);
            let value = match method.kind {
                MethodKind::Static => self.native_static_method(method.signature, method.call, method.doc),
                kind => self.method_descriptor(
                    class,
                    method.signature,
                    method.call,
                    method.doc,
                    kind == MethodKind::Class,
                ),
            };
            put(name, value);
        }
        for row in spec.getset {
            put(row.name, self.make(GetSetDescriptor::new(class.clone(), row)).into());
        }
    }

    /// Sets slots of a native type and puts the wrappers of their special methods into its namespace.
    pub(crate) fn add_slots(&self, class: &Gc<Type>, fill: fn(&mut Slots)) {
        let mut own = Slots::default();
        fill(&mut own);
        // SAFETY: nothing reads the slots while they are written.
        let slots = unsafe { &mut *class.slots.get() };
        slots.merge(&own);
        self.add_slot_wrappers(class, &own);
    }

    /// Makes an exact instance of the native type that owns `T`'s kind.
    #[inline]
    pub fn make<T: Body>(&self, body: T) -> Gc<T> {
        self.make_of(body, self.shape_of_kind(T::KIND))
    }

    /// Makes an instance of `class`, a subclass of the native type that owns `T`'s kind or that type itself.
    ///
    /// # Errors
    /// `TypeError` where the class has another layout.
    pub fn make_instance<T: Body>(&self, class: &Type, body: T) -> Result<Gc<T>, Raised> {
        let known = self.heap.kinds.get(T::KIND).map(|info| info.type_id);
        if class.kind != T::KIND || known != Some(std::any::TypeId::of::<T>()) {
            return Err(self.type_error(format!("layout of '{}' does not fit", class.name())));
        }
        Ok(self.make_of(body, class.shape.get()))
    }

    #[inline]
    pub(crate) fn make_of<T: Body>(&self, body: T, shape: u32) -> Gc<T> {
        let extra = self.trailing_bytes(shape);
        let object = self.heap.allocate(size_of::<Obj<T>>() + extra, shape);
        // SAFETY: the block has room for the body and the trailing words, and is initialised here.
        unsafe {
            (&raw mut (*object.cast::<Obj<T>>()).body).write(body);
            self.init_trailing(object, extra);
            self.adopt(object)
        }
    }

    /// Bytes that instances with this shape have after the native body (attribute dict and `__slots__` of a subclass).
    #[inline(always)]
    pub(crate) fn trailing_bytes(&self, shape: u32) -> usize {
        if shape & 0x00FF_FFFF == shape >> 24 {
            return 0;
        }
        self.trailing_bytes_of_class(shape)
    }

    #[cold]
    fn trailing_bytes_of_class(&self, shape: u32) -> usize {
        let class = self.shapes.class(shape);
        class.as_value().core::<Type>().map_or(0, |class| class.trailing_words.get() as usize * 8)
    }

    /// Empties the trailing words, which stand at the end of the block.
    ///
    /// # Safety
    /// `object` is a fresh block whose last `extra` bytes belong to the trailing words.
    #[inline(always)]
    pub(crate) unsafe fn init_trailing(&self, object: *mut crate::heap::Header, extra: usize) {
        if extra > 0 {
            // SAFETY: see above.
            unsafe {
                let end = object.cast::<u8>().add(crate::heap::block_size(object));
                for n in 1..=extra / 8 {
                    end.cast::<Raw>().sub(n).write(Raw::EMPTY);
                }
            }
        }
    }

    /// Takes ownership of a fresh object, whose class it counts.
    ///
    /// # Safety
    /// `object` is initialised and has a count of one that nobody owns yet.
    #[inline(always)]
    pub(crate) unsafe fn adopt<T>(&self, object: *mut crate::heap::Header) -> Gc<T> {
        // SAFETY: see above.
        unsafe {
            let shape = crate::heap::shape_of(object);
            if shape & 0x00FF_FFFF != shape >> 24 {
                // Instances of anything but an exact native type own a reference to their class.
                self.shapes.class(shape).dup();
            }
            Gc::from_value(Raw::from_ptr(object).into_value())
        }
    }
}
