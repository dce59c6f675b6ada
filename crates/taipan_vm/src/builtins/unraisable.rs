//! Exceptions that nobody can catch: those of `__del__`, callbacks and hooks. They go to `sys.unraisablehook`.

use crate::{Res, Value, Vm, native::StructSpec};

/// What `sys.unraisablehook` gets.
static UNRAISABLE_ARGUMENTS: StructSpec = StructSpec {
    name: "UnraisableHookArgs",
    module: "builtins",
    doc: "What is known of an exception that cannot propagate.",
    fields: &[("exc_type", ""), ("exc_value", ""), ("exc_traceback", ""), ("err_msg", ""), ("object", "")],
    visible: 5,
    closed: false,
};

impl Vm {
    /// Reports an exception that cannot propagate: "Exception ignored in: ...".
    pub fn unraisable(&self, exception: &Value, object: &Value) {
        self.report_unraisable(exception, None, object);
    }

    /// As [`Vm::unraisable`], with the first line given (without a colon at its end).
    pub fn unraisable_text(&self, exception: &Value, first: &str) {
        self.report_unraisable(exception, Some(first.trim_end_matches(':')), &Value::NONE);
    }

    /// Reports an exception of a callback that nobody waits for.
    pub(crate) fn unraisable_call(&self, exception: &Value, what: &str, callee: &Value) {
        let shown = self.shown(callee);
        self.unraisable_text(exception, &format!("Exception ignored while calling {what} {shown}"));
    }

    /// Reports an exception through `sys.unraisablehook`. What was being raised stays as it is.
    pub fn report_unraisable(&self, exception: &Value, message: Option<&str>, object: &Value) {
        let pending = self.thread.raised.take();
        if exception.as_exception().is_some_and(|e| e.traceback.is_empty()) {
            self.add_running_frame(exception);
        }
        let hook = self.sys_attr("unraisablehook");
        let default = self.sys_attr("__unraisablehook__");
        let own = match (&hook, &default) {
            (Some(hook), Some(default)) => !hook.is(default) && !hook.is_none(),
            (Some(hook), None) => !hook.is_none(),
            (None, _) => false,
        };
        match hook.filter(|_| own) {
            None => self.print_unraisable(exception, message, object),
            Some(hook) => {
                let called = self
                    .unraisable_arguments(exception, message, object)
                    .and_then(|arguments| self.call(&hook, std::slice::from_ref(&arguments)));
                if let Err(raised) = called {
                    let failure = self.take_raised(raised);
                    let first = "Exception ignored in sys.unraisablehook";
                    self.print_unraisable(&failure, Some(first), &hook);
                }
            }
        }
        self.thread.raised.set(pending);
    }

    fn unraisable_arguments(&self, exception: &Value, message: Option<&str>, object: &Value) -> Res {
        let traceback = exception.as_exception().map_or(Value::NONE, |e| e.traceback.or_none());
        Ok(self.struct_value(
            &UNRAISABLE_ARGUMENTS,
            vec![
                self.class_of(exception).into(),
                exception.clone(),
                traceback,
                message.map_or(Value::NONE, |message| self.str(message)),
                object.clone(),
            ],
        ))
    }

    /// What `sys.__unraisablehook__` does.
    pub fn print_unraisable(&self, exception: &Value, message: Option<&str>, object: &Value) {
        let message = message.unwrap_or("Exception ignored in");
        let first = match object.not_none() {
            Some(object) => format!("{message}: {}", self.shown(object)),
            None => format!("{message}:"),
        };
        let text = self.format_without_causes(exception);
        self.write_stderr(&format!("{first}\n{text}"));
    }

    pub(crate) fn shown(&self, value: &Value) -> String {
        self.repr_string(value).unwrap_or_else(|raised| {
            drop(self.take_raised(raised));
            "<object repr() failed>".to_owned()
        })
    }
}
