//! Code as a VM runs it: its own copy of the instructions (which hold inline caches) and its constants as values.

use std::{cell::UnsafeCell, sync::Arc};

use taipan_bytecode::{CodeFlags, CodeObject};

use crate::{Body, Kind, Raw, Tracer, Value};

/// `code`.
pub struct Code {
    /// What the compiler made.
    pub object: Arc<CodeObject>,
    pub(crate) words: UnsafeCell<Box<[u32]>>,
    pub(crate) consts: Box<[Value]>,
    pub(crate) names: Box<[Value]>,
    pub(crate) local_names: Box<[Value]>,
    pub(crate) free_names: Box<[Value]>,
    pub(crate) name: Value,
    pub(crate) qualname: Value,
    pub(crate) nregs: u32,
    pub(crate) nlocals: u32,
    /// Registers that must be empty when the body starts: the locals after the parameters (and far locals).
    pub(crate) params: u32,
    pub(crate) flags: CodeFlags,
}

impl Body for Code {
    const KIND: Kind = Kind::Code;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit_all(self.consts.iter());
    }
}

impl Code {
    #[inline(always)]
    pub(crate) fn start(&self) -> *mut u32 {
        // SAFETY: only the address is taken.
        unsafe { (*self.words.get()).as_mut_ptr() }
    }

    /// Word index of an instruction address.
    pub(crate) fn offset(&self, at: *const u32) -> u32 {
        ((at.addr().wrapping_sub(self.start().addr())) / 4) as u32
    }

    #[inline(always)]
    pub(crate) fn consts_ptr(&self) -> *const Raw {
        self.consts.as_ptr().cast()
    }

    /// The name of a local register.
    pub(crate) fn local_name(&self, register: usize) -> &str {
        self.object.local_name(register).unwrap_or("?")
    }
}
