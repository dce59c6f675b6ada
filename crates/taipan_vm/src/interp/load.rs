//! Loading: from the compiler's code object to code that runs here.

use std::{
    cell::{Cell, UnsafeCell},
    sync::Arc,
};

use taipan_bytecode::{CodeObject, Const, Head};

use crate::{
    Gc, Raised, Res, Value, Vm,
    objects::{
        Code,
        code::{List, Origin},
    },
};

impl Vm {
    /// Loads code after checking it.
    ///
    /// # Errors
    /// `SystemError` where the code is malformed.
    pub fn load_code(&self, object: &Arc<CodeObject>) -> Result<Gc<Code>, Raised> {
        if let Err(fault) = taipan_bytecode::verify(object) {
            return Err(self.system_error(fault.to_string()));
        }
        Ok(self.load_verified(object))
    }

    /// Loads code that has been checked.
    pub(crate) fn load_verified(&self, object: &Arc<CodeObject>) -> Gc<Code> {
        let words = taipan_bytecode::for_running(&object.code, object.flags);
        let intern = |names: &[Arc<str>]| List::new(names.iter().map(|name| self.intern(name)).collect());
        let consts = object.consts.iter().map(|constant| self.constant(constant)).collect();
        self.make(Code {
            words: UnsafeCell::new(words.into_boxed_slice()),
            consts: List::new(consts),
            names: intern(&object.names),
            local_names: intern(&object.locals),
            free_names: intern(&object.free_vars),
            name: self.intern(&object.name),
            qualname: self.intern(&object.qualname),
            nregs: object.nregs.into(),
            nlocals: object.nlocals.into(),
            params: object.param_count() as u32,
            flags: object.flags,
            head: Head::of(object),
            origin: Origin::Compiled(object.clone()),
            loaded: Cell::new(true),
            entrance: Cell::new(None),
            made: Cell::new(None),
        })
    }

    fn constant(&self, constant: &Const) -> Value {
        match constant {
            Const::None => Value::NONE,
            Const::True => Value::TRUE,
            Const::False => Value::FALSE,
            Const::Ellipsis => Value::ELLIPSIS,
            Const::Int(value) => self.int(*value),
            Const::BigInt(bytes) => self.big_int(num_bigint::BigInt::from_signed_bytes_le(bytes)),
            Const::Float(value) => self.float(*value),
            Const::Complex(value) => self.complex(0.0, *value),
            Const::Str(bytes) => {
                let text = self.str_wtf8(bytes);
                if taipan_bytecode::looks_like_a_name(bytes) { self.intern_value(&text) } else { text }
            }
            Const::Bytes(bytes) => self.bytes(bytes),
            Const::Tuple(items) => self.tuple(items.iter().map(|item| self.constant(item)).collect()),
            Const::FrozenSet(items) => {
                let items: Vec<Value> = items.iter().map(|item| self.constant(item)).collect();
                self.frozenset(&items).unwrap_or_default()
            }
            Const::Code(code) => self.load_verified(code).into(),
        }
    }

    /// Runs module-level code: `locals` is the namespace (the globals unless `exec` says otherwise).
    ///
    /// # Errors
    /// What the code raises.
    pub fn run_code(&self, code: &Gc<Code>, globals: &crate::objects::DictRef, locals: &Value) -> Res {
        let builtins = &self.names.dunder_builtins;
        if globals.get_name(self, builtins).is_none()
            && let Some(dict) = self.import.builtins.get()
        {
            globals.set_name(self, builtins, dict.clone().into())?;
        }
        let function = self.function(code.value(), globals, None, None);
        self.run_body(&function, locals)
    }

    /// Runs the function of a class or module body with its namespace in register 0.
    ///
    /// # Errors
    /// What the body raises.
    pub(crate) fn run_body(&self, function: &Value, namespace: &Value) -> Res {
        super::calls::call_body(self, function, namespace)
    }
}
