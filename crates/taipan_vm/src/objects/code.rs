//! Code as a VM runs it: its own copy of the instructions (which hold inline caches) and its constants as values.
//!
//! The code of a library function is loaded when the function is first called, or when somebody looks into it. Until then
//! its lists are empty, and its functions send every call to the general binder, which loads it. So what runs, and what has
//! a frame, is loaded.

use std::{
    cell::{Cell, OnceCell, UnsafeCell},
    ops::Deref,
    sync::Arc,
};

use taipan_bytecode::{CodeFlags, CodeObject, Head, StoredCode};

use super::function::Entrance;
use crate::{Body, Kind, Raw, Tracer, Value, interp::Flavor};

/// A list that is empty until the code is loaded, and then stays as it is.
#[derive(Default)]
pub(crate) struct List(UnsafeCell<Box<[Value]>>);

impl List {
    pub(crate) fn new(values: Box<[Value]>) -> List {
        List(UnsafeCell::new(values))
    }

    /// Fills the list in.
    pub(crate) fn fill(&self, values: Box<[Value]>) {
        if self.is_empty() {
            // SAFETY: what may be borrowed is the empty slice, which has no memory of its own.
            unsafe { *self.0.get() = values };
        }
    }
}

impl Deref for List {
    type Target = [Value];
    #[inline(always)]
    fn deref(&self) -> &[Value] {
        // SAFETY: see `fill`, the only place that writes.
        unsafe { &*self.0.get() }
    }
}

/// Where code comes from.
pub(crate) enum Origin {
    /// A compiler.
    Compiled(Arc<CodeObject>),
    /// The library, with what has been decoded for tracebacks and the like.
    Stored(StoredCode, OnceCell<Arc<CodeObject>>),
}

/// `code`.
pub struct Code {
    pub(crate) words: UnsafeCell<Box<[u32]>>,
    pub(crate) consts: List,
    pub(crate) names: List,
    pub(crate) local_names: List,
    pub(crate) free_names: List,
    pub(crate) name: Value,
    pub(crate) qualname: Value,
    pub(crate) nregs: u32,
    pub(crate) nlocals: u32,
    /// Registers that must be empty when the body starts: the locals after the parameters (and far locals).
    pub(crate) params: u32,
    pub(crate) flags: CodeFlags,
    pub(crate) head: Head,
    pub(crate) origin: Origin,
    pub(crate) loaded: Cell<bool>,
    /// What functions of it take over, once it is loaded.
    pub(crate) entrance: Cell<Option<Entrance>>,
    /// The shape of what its functions make, if they make generators and one has.
    pub(crate) made: Cell<Option<(u32, Flavor)>>,
}

impl Body for Code {
    const KIND: Kind = Kind::Code;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit_all(self.consts.iter());
    }
}

impl Code {
    /// What its functions take over.
    #[inline]
    pub(crate) fn entrance(&self) -> Entrance {
        self.entrance.get().unwrap_or_else(|| {
            let entrance = Entrance::of(self);
            self.entrance.set(self.loaded.get().then_some(entrance));
            entrance
        })
    }

    #[inline(always)]
    pub(crate) fn start(&self) -> *mut u32 {
        // SAFETY: only the address is taken.
        unsafe { (*self.words.get()).as_mut_ptr() }
    }

    /// How many instruction words there are.
    pub(crate) fn len(&self) -> usize {
        // SAFETY: only the length is taken.
        unsafe { (&*self.words.get()).len() }
    }

    /// Word index of an instruction address.
    pub(crate) fn offset(&self, at: *const u32) -> u32 {
        ((at.addr().wrapping_sub(self.start().addr())) / 4) as u32
    }

    /// The line of the instruction at a word.
    pub(crate) fn line_at(&self, offset: u32) -> u32 {
        self.object().position_entry(offset).map_or(self.head.first_line, |entry| entry.position.line)
    }

    #[inline(always)]
    pub(crate) fn consts_ptr(&self) -> *const Raw {
        self.consts.as_ptr().cast()
    }

    /// What the compiler made. The library's code has only what is neither instructions nor constants nor names.
    pub fn object(&self) -> &Arc<CodeObject> {
        match &self.origin {
            Origin::Compiled(object) => object,
            Origin::Stored(stored, details) => details.get_or_init(|| Arc::new(stored.details())),
        }
    }

    /// All that the compiler made.
    pub fn whole_object(&self) -> Arc<CodeObject> {
        match &self.origin {
            Origin::Compiled(object) => object.clone(),
            Origin::Stored(stored, _) => Arc::new(stored.object()),
        }
    }

    /// The name of a local register.
    pub(crate) fn local_name(&self, register: usize) -> &str {
        self.object().local_name(register).unwrap_or("?")
    }
}
