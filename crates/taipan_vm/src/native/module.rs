//! Native modules.

use crate::{Res, Value, Vm, native::Function};

/// A native module: made when it is first imported.
pub struct ModuleSpec {
    /// Dotted name.
    pub name: &'static str,
    /// `__doc__`.
    pub doc: &'static str,
    /// Its functions.
    pub functions: &'static [Function],
    /// Adds classes and values to the fresh module (`vm.module_set(module, name, value)`).
    pub init: fn(&Vm, &Value) -> Res<()>,
}
