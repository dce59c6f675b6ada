//! The embedded Python half of the standard library, compiled when Taipan is built: starting parses nothing, and a
//! function's code is decoded when it is first called.

use std::sync::LazyLock;

use taipan_bytecode::{Image, StoredCode};

/// A module of the library.
pub struct Module {
    /// Dotted name.
    pub name: &'static str,
    /// Whether it has submodules.
    pub is_package: bool,
    /// The file name that tracebacks show.
    pub file: &'static str,
    /// Its record in the image.
    code: u32,
    /// Its source text, for tracebacks.
    pub source: &'static str,
}

static IMAGE: LazyLock<Option<Image>> =
    LazyLock::new(|| Image::new(include_bytes!(concat!(env!("OUT_DIR"), "/library.image"))));

static MODULES: &[Module] = include!(concat!(env!("OUT_DIR"), "/table.rs"));

impl Module {
    /// Its code; `None` if the binary was put together from parts of different versions.
    pub fn code(&self) -> Option<StoredCode> {
        IMAGE.map(|image| image.code(self.code))
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
