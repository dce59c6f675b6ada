//! Loading code from the library's image, each part when it is needed.

use std::cell::{Cell, OnceCell, UnsafeCell};

use taipan_bytecode::{Image, StoredCode, StoredConst};

use crate::{
    Gc, Value, Vm,
    objects::{
        Code, Function,
        code::{List, Origin},
    },
};

impl Vm {
    /// A code object that will be loaded when it is first used. Its code must have been checked.
    pub(crate) fn stored_code(&self, stored: StoredCode) -> Gc<Code> {
        let head = stored.head();
        let (name, qualname) = stored.names_of_its_own();
        self.make(Code {
            words: UnsafeCell::default(),
            consts: List::default(),
            names: List::default(),
            local_names: List::default(),
            free_names: List::default(),
            name: self.stored_str(stored.image(), name),
            qualname: self.stored_str(stored.image(), qualname),
            nregs: head.nregs.into(),
            nlocals: head.nlocals.into(),
            params: head.param_count() as u32,
            flags: head.flags,
            head,
            origin: Origin::Stored(stored, OnceCell::new()),
            loaded: Cell::new(false),
            entrance: Cell::new(None),
            made: Cell::new(None),
        })
    }

    /// Loads code that may have to be.
    pub(crate) fn ensure_loaded(&self, code: &Code) {
        if let (Origin::Stored(stored, _), false) = (&code.origin, code.loaded.get()) {
            self.load_stored(code, *stored);
        }
    }

    #[cold]
    fn load_stored(&self, code: &Code, stored: StoredCode) {
        let image = stored.image();
        let strs =
            |numbers: &mut dyn Iterator<Item = u32>| numbers.map(|n| self.stored_str(image, n)).collect();
        let consts = stored.consts().map(|constant| self.stored_constant(image, constant)).collect();
        code.consts.fill(consts);
        code.names.fill(strs(&mut stored.names()));
        code.local_names.fill(strs(&mut stored.locals()));
        code.free_names.fill(strs(&mut stored.free_vars()));
        // SAFETY: code that is not loaded does not run, so nothing points into the old, empty instructions.
        unsafe { *code.words.get() = stored.words().collect() };
        code.loaded.set(true);
    }

    /// Makes a function of code that is not loaded ready to be called.
    #[cold]
    #[inline(never)]
    pub(crate) fn load_function(&self, function: &Function) {
        self.ensure_loaded(function.code());
        function.refresh();
    }

    /// The docstring of code that need not be loaded.
    pub(crate) fn docstring(&self, code: &Code) -> Value {
        if !code.flags.has(taipan_bytecode::CodeFlags::HAS_DOCSTRING) {
            return Value::NONE;
        }
        match &code.origin {
            Origin::Stored(stored, _) if !code.loaded.get() => stored
                .first_const()
                .map_or(Value::NONE, |constant| self.stored_constant(stored.image(), constant)),
            _ => code.consts.first().cloned().unwrap_or(Value::NONE),
        }
    }

    fn stored_constant(&self, image: Image, constant: StoredConst) -> Value {
        let all = |items: Vec<StoredConst>| -> Vec<Value> {
            items.into_iter().map(|item| self.stored_constant(image, item)).collect()
        };
        match constant {
            StoredConst::None => Value::NONE,
            StoredConst::True => Value::TRUE,
            StoredConst::False => Value::FALSE,
            StoredConst::Ellipsis => Value::ELLIPSIS,
            StoredConst::Int(value) => self.int(value),
            StoredConst::BigInt(bytes) => self.big_int(num_bigint::BigInt::from_signed_bytes_le(bytes)),
            StoredConst::Float(value) => self.float(value),
            StoredConst::Complex(value) => self.complex(0.0, value),
            StoredConst::Str(index) => self.stored_str(image, index),
            StoredConst::Bytes(bytes) => self.bytes(bytes),
            StoredConst::Tuple(items) => self.tuple(all(items)),
            StoredConst::FrozenSet(items) => self.frozenset(&all(items)).unwrap_or_default(),
            StoredConst::Code(code) => self.stored_code(code).into(),
        }
    }

    /// A str of the image. Names are interned, and then known by their number.
    fn stored_str(&self, image: Image, index: u32) -> Value {
        let text = image.string(index);
        if !text.name {
            return match text.ascii {
                true => self.str_ascii(text.bytes),
                false => self.str_wtf8(text.bytes),
            };
        }
        if let Some(Some(known)) = self.import.names.borrow().get(index as usize) {
            return known.clone();
        }
        let name = match text.ascii {
            true => self.intern_ascii(text.bytes),
            false => self.intern_bytes(text.bytes, None),
        };
        let mut names = self.import.names.borrow_mut();
        if names.is_empty() {
            names.resize(image.string_count(), None);
        }
        if let Some(place) = names.get_mut(index as usize) {
            *place = Some(name.clone());
        }
        name
    }
}
