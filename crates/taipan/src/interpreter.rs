//! A VM with everything that belongs to Python around it.

use std::rc::Rc;

use taipan_host::Host;
use taipan_vm::{Gc, Raised, Res, Value, Vm, import::Embedded, objects::Module};

use crate::compiler::Compiler;

/// A VM with compiler, embedded library and native modules. Dereferences to the VM.
pub struct Interpreter {
    vm: Box<Vm>,
}

impl std::ops::Deref for Interpreter {
    type Target = Vm;
    fn deref(&self) -> &Vm {
        &self.vm
    }
}

impl Interpreter {
    /// An interpreter over a host, with `sys` imported.
    pub fn new(host: Rc<dyn Host>) -> Interpreter {
        let vm = Vm::new(host);
        vm.import.set_compiler(Rc::new(Compiler));
        for module in taipan_modules::modules() {
            vm.import.add_native(module);
        }
        vm.import.add_native(&taipan_asyncio::MODULE);
        vm.import.add_native(&taipan_vm::CONTEXTVARS);
        vm.import.set_embedded(Rc::new(|name: &str| {
            let module = taipan_stdlib::find(name)?;
            Some(Embedded { code: module.code()?, is_package: module.is_package, source: module.source })
        }));
        let interpreter = Interpreter { vm };
        // A VM without sys would still run code that does not need it.
        if let Err(raised) = interpreter.import_module("sys") {
            let exception = interpreter.take_raised(raised);
            interpreter.write_stderr(&interpreter.format_exception(&exception));
        }
        interpreter
    }

    /// The module `__main__`, made if need be.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn main_module(&self) -> Result<Gc<Module>, Raised> {
        if let Some(known) = self.modules().get_str(self, "__main__").and_then(|m| m.downcast_gc::<Module>())
        {
            return Ok(known);
        }
        let module = self.module("__main__")?;
        if let Some(builtins) = self.modules().get_str(self, "builtins") {
            module.dict.set_str(self, "__builtins__", builtins)?;
        }
        self.modules().set_str(self, "__main__", module.clone().into())?;
        Ok(module)
    }

    /// Sets `sys.argv`.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn set_argv(&self, argv: &[String]) -> Res<()> {
        let items = argv.iter().map(|text| self.str(text)).collect();
        let list = self.list(items)?;
        self.set_sys("argv", list)
    }

    /// Sets `sys.path`.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn set_path(&self, path: &[String]) -> Res<()> {
        let items = path.iter().map(|text| self.str(text)).collect();
        let list = self.list(items)?;
        self.set_sys("path", list)
    }

    /// Sets `sys.warnoptions`: the arguments of `-W`.
    ///
    /// # Errors
    /// `MemoryError`; what `warnings` raises.
    pub fn set_warn_options(&self, options: &[String]) -> Res<()> {
        if options.is_empty() {
            return Ok(());
        }
        let list = self.list(options.iter().map(|text| self.str(text)).collect())?;
        self.set_sys("warnoptions", list)?;
        self.import_module("warnings").map(drop)
    }

    fn set_sys(&self, name: &str, value: Value) -> Res<()> {
        let sys = self.import_module("sys")?;
        self.module_set(&sys, name, value)
    }
}
