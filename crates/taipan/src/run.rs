//! Running programs as `python3` does: main module, exit code, uncaught exceptions, the end.

use taipan_vm::{
    Raised, Value,
    import::{CompileMode, MAIN_FILE},
};

use crate::Interpreter;

impl Interpreter {
    /// Runs source text as `__main__`; the exit code.
    pub fn run_source(&self, source: &[u8], filename: &str) -> i32 {
        // As in CPython, tracebacks show no lines of standard input.
        if filename != "<stdin>" {
            self.register_source_bytes(filename, source);
        }
        let result = (|| {
            let module = self.main_module()?;
            if filename != "<string>" {
                module.dict.set_str(self, "__file__", self.str(filename))?;
            }
            self.run_main(source, filename, MAIN_FILE)
        })();
        self.finish(result)
    }

    /// Runs source text in the module `__main__`.
    pub(crate) fn run_main(&self, source: &[u8], filename: &str, flags: u32) -> Result<(), Raised> {
        let module = self.main_module()?;
        let code = self.compile(source, filename, CompileMode::Exec, flags)?;
        let namespace: Value = module.dict.clone().into();
        self.run_code(&code, &module.dict, &namespace).map(drop)
    }

    /// Prints the code of a file; the exit code.
    pub fn disassemble_file(&self, file: &str) -> i32 {
        let result = match self.host.read_file(file) {
            Ok(source) => self.compile(&source, file, CompileMode::Exec, 0),
            Err(error) => {
                self.write_stderr(&format!("taipan: can't open file '{file}': {error}\n"));
                return 2;
            }
        };
        match result {
            Ok(code) => {
                let text = taipan_bytecode::disassemble(&code.whole_object());
                if self.host.write_stdout(text.as_bytes()).and_then(|()| self.host.flush()).is_err() {
                    120
                } else {
                    0
                }
            }
            Err(raised) => self.report(raised),
        }
    }

    /// Reports what ended the program and shuts down; the exit code.
    pub fn finish(&self, result: Result<(), Raised>) -> i32 {
        let code = match result {
            Ok(()) => 0,
            Err(raised) => self.report(raised),
        };
        self.shut_down();
        // Writing may fail at the very end; CPython exits with 120 then.
        if self.host.flush().is_err() { 120 } else { code }
    }

    /// Reports an uncaught exception; the exit code.
    pub fn report(&self, raised: Raised) -> i32 {
        let exception = self.take_raised(raised);
        if self.is_a(&exception, &self.exceptions.system_exit) {
            return self.exit_code(&exception);
        }
        self.remember_last(&exception);
        // The output so far comes first; failing to write it shows at the end.
        _ = self.host.flush();
        let shown = self.call_excepthook(&exception);
        if !shown {
            self.write_stderr(&self.format_exception(&exception));
        }
        if self.is_a(&exception, &self.exceptions.keyboard_interrupt) { 130 } else { 1 }
    }

    /// `sys.last_exc` and its parts, for debuggers; as long as they stand, so do the frames of the traceback.
    fn remember_last(&self, exception: &Value) {
        let Some(sys) = self.modules().get_str(self, "sys") else { return };
        let traceback = exception.as_exception().map_or(Value::NONE, |e| e.traceback.or_none());
        let parts = [
            ("last_exc", exception.clone()),
            ("last_type", self.class_of(exception).into()),
            ("last_value", exception.clone()),
            ("last_traceback", traceback),
        ];
        for (name, value) in parts {
            _ = self.module_set(&sys, name, value);
        }
    }

    fn forget_last(&self) {
        let Some(sys) = self.modules().get_str(self, "sys") else { return };
        for name in ["last_exc", "last_type", "last_value", "last_traceback"] {
            _ = self.module_set(&sys, name, Value::NONE);
        }
    }

    /// Calls `sys.excepthook` where a program has replaced it.
    fn call_excepthook(&self, exception: &Value) -> bool {
        let Some(hook) = self.sys_attr("excepthook") else { return false };
        if hook.is_none()
            || self.repr_string(&hook).is_ok_and(|text| text == "<built-in function excepthook>")
        {
            return false;
        }
        let class: Value = self.class_of(exception).into();
        let traceback = exception.as_exception().map_or(Value::NONE, |e| e.traceback.or_none());
        match self.call(&hook, &[class, exception.clone(), traceback]) {
            Ok(_) => true,
            Err(raised) => {
                let inner = self.take_raised(raised);
                self.write_stderr("Error in sys.excepthook:\n");
                self.write_stderr(&self.format_exception(&inner));
                self.write_stderr("\nOriginal exception was:\n");
                false
            }
        }
    }

    fn exit_code(&self, exception: &Value) -> i32 {
        let code = match self.get_attr_str(exception, "code") {
            Ok(code) => code,
            Err(raised) => {
                drop(self.take_raised(raised));
                return 1;
            }
        };
        if code.is_none() {
            return 0;
        }
        if let Some(number) = code.as_int() {
            return (number & 0xFF) as i32;
        }
        if code.is_int() {
            return 255; // as CPython where the number does not fit
        }
        _ = self.host.flush();
        let text = self.str_string(&code).unwrap_or_default();
        self.write_stderr(&format!("{text}\n"));
        1
    }

    /// What runs at the end: `atexit` functions, then the destructors of what the main module holds.
    fn shut_down(&self) {
        if let Some(atexit) = self.modules().get_str(self, "atexit")
            && let Err(raised) = self.call_method(&atexit, "_run_exitfuncs", &[])
        {
            drop(self.take_raised(raised));
        }
        self.begin_finalizing();
        self.forget_last();
        if let Some(main) = self.modules().get_str(self, "__main__")
            && let Some(module) = main.as_module()
        {
            // As CPython: names with one underscore first, then the others but __builtins__, last bound last.
            let dict = module.dict.clone();
            let names = dict.keys();
            let private =
                |name: &Value| name.as_str().is_some_and(|t| t.starts_with('_') && !t.starts_with("__"));
            for name in names.iter().filter(|name| private(name)) {
                _ = dict.set_name(self, name, Value::NONE);
            }
            for name in names.iter().filter(|name| !private(name) && name.as_str() != Some("__builtins__")) {
                _ = dict.set_name(self, name, Value::NONE);
            }
        }
        self.collect_at_exit();
    }
}
