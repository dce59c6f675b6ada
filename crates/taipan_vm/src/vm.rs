//! The VM: owns the heap, the types, the interned names and the state of the running thread. It never moves, everything
//! in it is reached through `&Vm`, and nothing of it is global: any number of VMs live in one process.

use std::{
    any::{Any, TypeId},
    cell::{Cell, OnceCell, RefCell},
    hash::BuildHasher,
    marker::PhantomPinned,
    ops::Deref,
    rc::Rc,
    sync::Arc,
};

use hashbrown::HashTable;
use taipan_host::Host;

use crate::{
    Attention, Gc, Value,
    exceptions::ExceptionTypes,
    heap::{Collector, Heap},
    import::Importer,
    interp::Thread,
    names::Names,
    objects::{
        Str, Tuple,
        builtin_types::CoreTypes,
        types::{Lookup, Shapes},
    },
};

/// Set once while the VM starts; reading it before is a bug.
pub struct Late<T>(OnceCell<T>);

impl<T> Late<T> {
    pub(crate) const fn new() -> Late<T> {
        Late(OnceCell::new())
    }

    pub(crate) fn set(&self, value: T) {
        assert!(self.0.set(value).is_ok(), "set twice");
    }

    pub(crate) fn get(&self) -> Option<&T> {
        self.0.get()
    }
}

impl<T> Deref for Late<T> {
    type Target = T;
    #[inline(always)]
    fn deref(&self) -> &T {
        match self.0.get() {
            Some(value) => value,
            None => unset(),
        }
    }
}

#[cold]
fn unset() -> ! {
    panic!("the VM has not started yet")
}

/// One interpreter.
pub struct Vm {
    pub(crate) shapes: Shapes,
    pub(crate) lookaside: crate::interp::Lookaside,
    pub(crate) lookup: Lookup,
    /// The types that the VM needs by name.
    pub types: CoreTypes,
    /// The exception classes.
    pub exceptions: ExceptionTypes,
    /// Well-known interned strs.
    pub names: Late<Names>,
    pub(crate) empty_tuple: OnceCell<Gc<Tuple>>,
    /// The strs of single ASCII code points, by code point.
    pub(crate) ascii_chars: Late<Vec<Value>>,
    pub(crate) interned: RefCell<HashTable<Gc<Str>>>,
    pub(crate) hasher: foldhash::quality::FixedState,
    /// The running thread's frames and pending exception.
    pub(crate) thread: Thread,
    pub(crate) births: crate::heap::Births,
    pub(crate) threads: crate::threads::Threads,
    /// Finds and loads modules.
    pub import: Importer,
    /// The machine: clocks, files, streams.
    pub host: Rc<dyn Host>,
    /// Requests from other threads.
    pub attention: Arc<Attention>,
    pub(crate) sources: crate::exceptions::Sources,
    pub(crate) collector: Collector,
    /// Every native type.
    pub(crate) native_types: RefCell<Vec<Value>>,
    pub(crate) weak: crate::weak::WeakTable,
    /// The current context of the running thread, or nothing before it is asked for.
    pub(crate) context: crate::objects::Slot,
    /// See [`Vm::take_stopped`].
    pub(crate) stopped: crate::objects::Slot,
    dict_version: Cell<u32>,
    type_version: Cell<u32>,
    /// Data of native modules, one value per type.
    state: RefCell<Vec<(TypeId, Rc<dyn Any>)>>,
    /// The one of these that was asked for last.
    last_state: Cell<Option<(TypeId, *const ())>>,
    /// Pages and the account point to the VM that holds them, so a box or an exclusive reference to it must not claim
    /// to be the only way to it.
    _pinned: PhantomPinned,
    /// Last, since the fields above own references into it.
    pub(crate) heap: Heap,
}

impl Vm {
    /// Makes a VM over a host, with builtins and no modules but `builtins` and `sys`.
    pub fn new(host: Rc<dyn Host>) -> Box<Vm> {
        let vm = Vm::unstarted(host);
        vm.start();
        vm
    }

    /// A VM that can hold objects but has no type yet, nor a layout for any kind.
    pub(crate) fn unstarted(host: Rc<dyn Host>) -> Box<Vm> {
        let vm = Box::new(Vm {
            heap: Heap::new(),
            shapes: Shapes::new(),
            lookup: Lookup::new(),
            lookaside: Default::default(),
            types: CoreTypes::default(),
            exceptions: ExceptionTypes::default(),
            names: Late::new(),
            empty_tuple: OnceCell::new(),
            ascii_chars: Late::new(),
            interned: RefCell::default(),
            hasher: foldhash::quality::FixedState::with_seed(host.seed()),
            thread: Thread::new(),
            births: Default::default(),
            threads: Default::default(),
            import: Importer::default(),
            host,
            attention: Arc::default(),
            sources: crate::exceptions::Sources::default(),
            collector: Collector::default(),
            native_types: RefCell::default(),
            weak: crate::weak::WeakTable::default(),
            context: crate::objects::Slot::empty(),
            stopped: crate::objects::Slot::empty(),
            dict_version: Cell::new(0),
            type_version: Cell::new(0),
            state: RefCell::default(),
            last_state: Cell::default(),
            _pinned: PhantomPinned,
        });
        vm.heap.attach(&raw const *vm);
        vm
    }

    /// The one value of type `T` that native code keeps in this VM, made on first use.
    pub fn state<T: Default + 'static>(&self) -> Rc<T> {
        let key = TypeId::of::<T>();
        // A handful of entries: looking through them is quicker than a hash.
        if let Some((_, known)) = self.state.borrow().iter().find(|(of, _)| *of == key)
            && let Ok(known) = known.clone().downcast::<T>()
        {
            return known;
        }
        let fresh = Rc::new(T::default());
        self.state.borrow_mut().push((key, fresh.clone()));
        fresh
    }

    /// As [`Vm::state`], borrowed; quick where it is asked for again and again.
    #[inline]
    pub fn state_ref<T: Default + 'static>(&self) -> &T {
        match self.last_state.get() {
            // SAFETY: the entry is of this type, and the VM keeps it until it is dropped.
            Some((of, state)) if of == TypeId::of::<T>() => unsafe { &*state.cast::<T>() },
            _ => self.find_state(),
        }
    }

    #[cold]
    fn find_state<T: Default + 'static>(&self) -> &T {
        let state = Rc::as_ptr(&self.state::<T>());
        self.last_state.set(Some((TypeId::of::<T>(), state.cast())));
        // SAFETY: as above.
        unsafe { &*state }
    }

    /// The interned str with this text.
    pub fn intern(&self, text: &str) -> Value {
        self.intern_bytes(text.as_bytes(), None)
    }

    /// The interned str equal to `value`, which must be a str; other values come back as they are.
    pub fn intern_value(&self, value: &Value) -> Value {
        match value.as_str_object() {
            Some(text) if text.is_interned() => value.clone(),
            Some(text) => self.intern_bytes(text.as_bytes(), Some(value)),
            None => value.clone(),
        }
    }

    pub(crate) fn intern_bytes(&self, bytes: &[u8], value: Option<&Value>) -> Value {
        let hash = self.hash_bytes(bytes) as u64;
        if let Some(known) = self.interned.borrow().find(hash, |known| known.as_bytes() == bytes) {
            return known.clone().into();
        }
        let exact = value.filter(|value| self.exact_str(value).is_some()).and_then(Value::downcast_gc::<Str>);
        let fresh = exact.unwrap_or_else(|| {
            let utf8 = std::str::from_utf8(bytes).is_ok();
            self.str_of(bytes, self.shape_of_kind(crate::Kind::Str), utf8)
        });
        fresh.mark_interned(hash as i64);
        self.interned.borrow_mut().insert_unique(hash, fresh.clone(), |known| known.hash(self) as u64);
        fresh.into()
    }

    /// As [`Vm::intern`], for text that is known to be ASCII.
    pub(crate) fn intern_ascii(&self, bytes: &[u8]) -> Value {
        let hash = self.hash_bytes(bytes) as u64;
        if let Some(known) = self.interned.borrow().find(hash, |known| known.as_bytes() == bytes) {
            return known.clone().into();
        }
        let value = self.str_ascii(bytes);
        if let Some(fresh) = value.downcast_gc::<Str>() {
            fresh.mark_interned(hash as i64);
            self.interned.borrow_mut().insert_unique(hash, fresh, |known| known.hash(self) as u64);
        }
        value
    }

    /// `hash()` of text or bytes; never 0 (the mark of "not computed") and never -1 (CPython's error mark).
    pub(crate) fn hash_bytes(&self, bytes: &[u8]) -> i64 {
        if bytes.is_empty() {
            return 0x5EED;
        }
        match self.hasher.hash_one(bytes) as i64 {
            0 => 1,
            -1 => -2,
            hash => hash,
        }
    }

    pub(crate) fn next_dict_version(&self) -> u32 {
        self.dict_version.set(self.dict_version.get().wrapping_add(1).max(1));
        self.dict_version.get()
    }

    pub(crate) fn next_type_version(&self) -> u32 {
        self.type_version.set(self.type_version.get().wrapping_add(1).max(1));
        self.type_version.get()
    }

    /// The heap: charging, limits, figures.
    pub fn heap(&self) -> &Heap {
        &self.heap
    }

    /// The str itself, if the value is an exact str (not of a subclass).
    #[inline(always)]
    pub(crate) fn exact_str<'a>(&self, value: &'a Value) -> Option<&'a Str> {
        let raw = value.raw();
        // SAFETY: the value keeps its object alive, and the exact shape proves the type.
        unsafe {
            (raw.is_ref() && crate::heap::shape_of(raw.ptr()) == self.shape_of_kind(crate::Kind::Str))
                .then(|| value.body_unchecked::<Str>())
        }
    }

    /// Whether the value is an exact instance of the native type that owns `kind`.
    #[inline(always)]
    pub fn is_exact(&self, value: &Value, kind: crate::Kind) -> bool {
        let raw = value.raw();
        // SAFETY: the value keeps its object alive.
        raw.is_ref() && unsafe { crate::heap::shape_of(raw.ptr()) } == self.shape_of_kind(kind)
    }

    /// `id(x)`.
    pub fn id_of(&self, value: &Value) -> u64 {
        value.raw().bits()
    }

    /// A collection runs at the next safe point.
    #[cold]
    pub(crate) fn request_collection(&self) {
        self.collector.wanted.set(true);
        self.request_attention();
    }

    /// Makes the next safe point take its slow path.
    pub(crate) fn request_attention(&self) {
        self.thread.slice.set(0);
    }
}

impl Drop for Vm {
    fn drop(&mut self) {
        self.end_helpers();
        drop(self.running_loop().take());
        self.thread.close();
        drop(self.context.take());
        self.last_state.set(None);
        self.state.take().clear();
        self.heap.close(self);
    }
}
