//! `BaseException` and what its subclasses share.

use crate::{
    Gc, Kind, Vm,
    native::{TypeFlags, TypeSpec},
    objects::Type,
};

/// The row of `BaseException`.
pub(crate) fn base_spec() -> TypeSpec {
    TypeSpec {
        name: "BaseException",
        module: "builtins",
        kind: Kind::Exception,
        base: None,
        flags: TypeFlags { base: true, dict: true, weak: true, ..TypeFlags::default() },
        doc: "Common base class for all exceptions.",
        slots: |_| {},
        methods: &[],
        getset: &[],
    }
}

/// Completes the exception classes once all types exist: their own attributes, `OSError.__new__` and so on.
pub(crate) fn start(vm: &Vm) {
    _ = vm;
}

impl Vm {
    /// Makes a built-in exception class.
    pub(crate) fn exception_type(&self, name: &'static str, base: &Gc<Type>, doc: &'static str) -> Gc<Type> {
        let class = self.add_variant(&TypeSpec { name, doc, ..base_spec() });
        self.rebase_native(&class, base);
        class
    }
}
