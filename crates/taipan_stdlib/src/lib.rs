//! The embedded Python half of the standard library, compiled when Taipan is built: starting parses nothing, and a
//! module's code is decoded when it is first imported.

use std::sync::Arc;

use taipan_bytecode::CodeObject;

/// A module of the library.
pub struct Module {
    /// Dotted name.
    pub name: &'static str,
    /// Whether it has submodules.
    pub is_package: bool,
    /// The file name that tracebacks show.
    pub file: &'static str,
    code: &'static [u8],
    /// Its source text, for tracebacks.
    pub source: &'static str,
}

static MODULES: &[Module] = include!(concat!(env!("OUT_DIR"), "/table.rs"));

impl Module {
    /// Its code; `None` if the binary was put together from parts of different versions.
    pub fn code(&self) -> Option<Arc<CodeObject>> {
        CodeObject::from_bytes(self.code).map(Arc::new)
    }
}

/// The module of that name.
pub fn find(name: &str) -> Option<&'static Module> {
    let at = MODULES.binary_search_by(|module| module.name.cmp(name)).ok()?;
    Some(&MODULES[at])
}

/// All modules, by name.
pub fn modules() -> &'static [Module] {
    MODULES
}
