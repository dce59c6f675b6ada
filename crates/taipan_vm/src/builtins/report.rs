//! Reports that go to standard error: warnings that Rust code gives, exceptions that nobody can catch.

use crate::{Gc, Value, Vm, objects::Type};

impl Vm {
    /// Writes to `sys.stderr`, or to the host where that is missing or fails.
    pub fn write_stderr(&self, text: &str) {
        if let Some(stderr) = self.sys_attr("stderr").filter(|stderr| !stderr.is_none()) {
            match self.write_to(&stderr, text.as_bytes()) {
                Ok(()) => return,
                Err(raised) => drop(self.take_raised(raised)),
            }
        }
        // Nobody is left to report a failure to.
        _ = self.host.write_stderr(text.as_bytes());
    }

    /// Gives a warning from Rust code, `stack_level` frames up from the running one (1 is itself).
    ///
    /// # Errors
    /// The warning itself, where filters turn it into an exception.
    pub fn warn(&self, category: &Gc<Type>, message: &str, stack_level: usize) -> crate::Res<()> {
        if self.import.has_native("_warnings") {
            let warnings = self.import_module("_warnings")?;
            let warn = self.get_attr_str(&warnings, "warn")?;
            let level = self.int(stack_level as i64);
            return self.call(&warn, &[self.str(message), category.value().clone(), level]).map(drop);
        }
        let (file, line, _) = self
            .frame_position(stack_level.saturating_sub(1))
            .unwrap_or_else(|| ("sys".to_owned(), 1, self.dict()));
        self.show_warning(&file, line, &category.name(), message);
        Ok(())
    }

    /// Prints a warning as CPython does by default.
    pub fn show_warning(&self, file: &str, line: u32, category: &str, message: &str) {
        let mut text = format!("{file}:{line}: {category}: {message}\n");
        if let Some(source) = self.source_line(file, line) {
            let source = source.trim();
            if !source.is_empty() {
                text += &format!("  {source}\n");
            }
        }
        self.write_stderr(&text);
    }

    /// The warning for a coroutine that goes without ever having been awaited.
    pub(crate) fn warn_never_awaited(&self, coroutine: &Value) {
        let Some(generator) = coroutine.as_generator() else { return };
        if self.is_hushed(coroutine) {
            return;
        }
        let name = generator.function().qualname.get();
        let message = format!("coroutine '{}' was never awaited", name.as_str().unwrap_or("?"));
        let pending = self.thread.raised.take();
        let result = self.warn(&self.exceptions.runtime_warning, &message, 1);
        if let Err(raised) = result {
            let exception = self.take_raised(raised);
            self.unraisable(&exception, coroutine);
        } else if self.modules().get_str(self, "tracemalloc").is_none() {
            self.write_stderr("RuntimeWarning: Enable tracemalloc to get the object allocation traceback\n");
        }
        self.thread.raised.set(pending);
    }
}
