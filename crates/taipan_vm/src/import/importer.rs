//! Where modules come from.

use std::{
    cell::{OnceCell, RefCell},
    collections::HashMap,
    rc::Rc,
};

use taipan_bytecode::StoredCode;

use super::SourceCompiler;
use crate::{
    Gc, Raised, Value, Vm,
    native::ModuleSpec,
    objects::{Dict, DictRef, Module},
};

/// A module of the embedded library, all of which stands in one image: its code, whether it is a package, and its source for tracebacks.
pub struct Embedded {
    /// The compiled module.
    pub code: StoredCode,
    /// Whether it has submodules.
    pub is_package: bool,
    /// Its source text, for tracebacks.
    pub source: &'static str,
}

type FindEmbedded = Rc<dyn Fn(&str) -> Option<Embedded>>;

/// Where modules come from.
#[derive(Default)]
pub struct Importer {
    /// `sys.modules`
    pub modules: OnceCell<DictRef>,
    /// The namespace of the `builtins` module.
    pub builtins: OnceCell<DictRef>,
    pub(super) native: RefCell<HashMap<&'static str, &'static ModuleSpec>>,
    pub(super) embedded: RefCell<Option<FindEmbedded>>,
    /// The names in the embedded library's image, by number, once they have been interned.
    pub(crate) names: RefCell<Vec<Option<Value>>>,
    compiler: RefCell<Option<Rc<dyn SourceCompiler>>>,
}

impl Importer {
    /// Adds a native module.
    pub fn add_native(&self, spec: &'static ModuleSpec) {
        self.native.borrow_mut().insert(spec.name, spec);
    }

    /// Whether there is a native module of this name.
    pub fn has_native(&self, name: &str) -> bool {
        self.native.borrow().contains_key(name)
    }

    /// The names of all native modules, sorted.
    pub fn native_names(&self) -> Vec<&'static str> {
        let mut names: Vec<_> = self.native.borrow().keys().copied().collect();
        names.sort_unstable();
        names
    }

    /// Says where embedded modules are found.
    pub fn set_embedded(&self, find: FindEmbedded) {
        *self.embedded.borrow_mut() = Some(find);
    }

    /// The compiler, if the VM has one.
    pub(crate) fn compiler(&self) -> Option<Rc<dyn SourceCompiler>> {
        self.compiler.borrow().clone()
    }

    /// Gives the VM a compiler.
    pub fn set_compiler(&self, compiler: Rc<dyn SourceCompiler>) {
        *self.compiler.borrow_mut() = Some(compiler);
    }
}

impl Vm {
    /// `sys.modules`
    pub fn modules(&self) -> DictRef {
        self.import.modules.get_or_init(|| self.dict()).clone()
    }

    /// The module of this name, imported if need be: for Rust code.
    ///
    /// # Errors
    /// `ImportError`; what the module raises.
    pub fn import_module(&self, name: &str) -> Result<Value, Raised> {
        self.import_dotted(name)
    }

    pub(crate) fn module_name_of(&self, module: &Value) -> String {
        let dict = module.core::<Module>().map(|module| module.dict.clone());
        let name = dict.and_then(|dict: Gc<Dict>| dict.get_name(self, &self.names.dunder_name));
        name.as_ref().and_then(Value::as_str).unwrap_or("<unknown module name>").to_owned()
    }
}
