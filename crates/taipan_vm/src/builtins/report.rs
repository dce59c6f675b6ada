//! Reports that go to standard error: warnings that Rust code gives, exceptions that nobody can catch.

use crate::{
    Gc, Res, Value, Vm,
    interp::{self, Generator},
    objects::Type,
};

impl Vm {
    /// Writes to `sys.stderr`, or to the host where that is missing or fails.
    pub fn write_stderr(&self, text: &str) {
        if let Some(stderr) = self.sys_attr("stderr") {
            if stderr.is_none() {
                return;
            }
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
    pub fn warn(&self, category: &Gc<Type>, message: &str, stack_level: usize) -> Res<()> {
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

    /// Gives a warning of a line of source.
    ///
    /// # Errors
    /// As [`Vm::warn`].
    pub fn warn_at(&self, category: &Gc<Type>, message: &str, file: &str, line: u32) -> Res<()> {
        if !self.import.has_native("_warnings") {
            self.show_warning(file, line, &category.name(), message);
            return Ok(());
        }
        let warnings = self.import_module("_warnings")?;
        let warn = self.get_attr_str(&warnings, "warn_explicit")?;
        let args = [self.str(message), category.value().clone(), self.str(file), self.int(line.into())];
        self.call(&warn, &args).map(drop)
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
        if self.is_hushed(coroutine) || self.is_stopped() {
            return;
        }
        let name = interp::generator_name(generator, 1);
        let message = format!("coroutine '{}' was never awaited", name.as_str().unwrap_or("?"));
        let pending = self.thread.raised.take();
        if let Err(raised) = self.warn_unawaited(coroutine, &message) {
            let exception = self.take_raised(raised);
            let shown = self.shown(coroutine);
            let first = format!("Exception ignored while finalizing coroutine {shown}");
            self.unraisable_text(&exception, &first);
        }
        self.thread.raised.set(pending);
    }

    /// Through `warnings`, which programs may patch, where that is imported.
    fn warn_unawaited(&self, coroutine: &Value, message: &str) -> Res<()> {
        let category = &self.exceptions.runtime_warning;
        if self.is_finalizing() {
            return self.warn_about(category, message, coroutine);
        }
        let hook = self.intern("_warn_unawaited_coroutine");
        if let Some(warnings) = self.modules().get_str(self, "warnings").filter(|module| !module.is_none())
            && let Some(hook) = self.get_attr_opt(&warnings, &hook)?
        {
            return self.call(&hook, std::slice::from_ref(coroutine)).map(drop);
        }
        self.warn_about(category, message, coroutine)
    }

    /// The warning for a step of an asynchronous generator (`asend`, `athrow`, `aclose`) that nobody awaited.
    pub(crate) fn warn_step_never_awaited(&self, step: &Value, method: &str, generator: &Generator) {
        if self.is_stopped() {
            return;
        }
        let name = interp::generator_name(generator, 1);
        let name = name.as_str().unwrap_or("?");
        let message = format!("coroutine method '{method}' of '{name}' was never awaited");
        let pending = self.thread.raised.take();
        if let Err(raised) = self.warn_about(&self.exceptions.runtime_warning, &message, step) {
            let exception = self.take_raised(raised);
            self.unraisable(&exception, step);
        }
        self.thread.raised.set(pending);
    }

    /// Warns at the running frame about an object that goes.
    fn warn_about(&self, category: &Gc<Type>, message: &str, source: &Value) -> Res<()> {
        if self.is_finalizing() || !self.import.has_native("_warnings") {
            return self.warn(category, message, 1);
        }
        let warnings = self.import_module("_warnings")?;
        let warn = self.get_attr_str(&warnings, "warn")?;
        let args = [self.str(message), category.value().clone(), self.int(1), source.clone()];
        self.call(&warn, &args).map(drop)
    }
}
