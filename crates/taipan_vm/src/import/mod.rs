//! Importing: native modules, embedded Python modules, files.

use std::cell::OnceCell;

use crate::objects::DictRef;

/// Where modules come from.
#[derive(Default)]
pub struct Importer {
    /// `sys.modules`
    pub modules: OnceCell<DictRef>,
    /// The namespace of the `builtins` module.
    pub builtins: OnceCell<DictRef>,
}
