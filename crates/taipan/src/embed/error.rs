//! Errors: snapshots of exceptions that travel freely.

use std::{fmt, sync::Arc};

use miette::{Diagnostic, LabeledSpan, NamedSource, SourceCode};
use taipan_vm::{Value as Raw, Vm as Core};

use super::cx::Shared;

/// What the operations of an embedded VM return.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Which limit was passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// [`Limits::memory`](crate::Limits::memory)
    Memory,
    /// [`Limits::fuel`](crate::Limits::fuel)
    Fuel,
    /// [`Limits::wall_time`](crate::Limits::wall_time)
    Time,
    /// [`Limits::recursion`](crate::Limits::recursion)
    Recursion,
}

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The source text is not Python.
    Syntax,
    /// A Python exception.
    Exception,
    /// A value does not convert.
    Conversion,
    /// A limit was passed.
    Limit(Limit),
    /// `KeyboardInterrupt`, as from [`VmHandle::interrupt`](crate::VmHandle::interrupt).
    Interrupted,
    /// The VM was stopped by [`VmHandle::terminate`](crate::VmHandle::terminate).
    Terminated,
    /// `asyncio.CancelledError`
    Cancelled,
    /// `PermissionError`: the VM has not been granted this.
    Denied,
    /// What is being run waits for something that nothing is left to bring about.
    Deadlock,
    /// The VM is gone.
    Closed,
    /// A handle of another VM.
    WrongVm,
}

/// One level of a traceback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Name of the source.
    pub file: String,
    /// 1-based line.
    pub line: u32,
    /// Qualified name of the function, `<module>` at top level.
    pub function: String,
}

/// An error of an embedded VM: `Display` is its last line, `Debug` the whole traceback as CPython prints it.
#[derive(Clone)]
pub struct Error(Arc<Inner>);

struct Inner {
    kind: ErrorKind,
    class: String,
    bases: Vec<String>,
    message: String,
    /// The last lines of the traceback, without its levels.
    summary: String,
    rendered: String,
    frames: Vec<Frame>,
    source: Option<NamedSource<String>>,
    label: Option<(usize, usize)>,
    token: Option<Token>,
}

/// Keeps the exception object in the VM's table until the last clone of the error goes, on whatever thread.
struct Token {
    number: u64,
    freed: Arc<std::sync::Mutex<Vec<u64>>>,
}

impl Drop for Token {
    fn drop(&mut self) {
        if let Ok(mut freed) = self.freed.lock() {
            freed.push(self.number);
        }
    }
}

impl Error {
    pub(crate) fn plain(kind: ErrorKind, message: impl Into<String>) -> Error {
        let message = message.into();
        let class = match kind {
            ErrorKind::Conversion => "TypeError",
            ErrorKind::Syntax => "SyntaxError",
            _ => "RuntimeError",
        };
        let summary = format!("{class}: {message}");
        Error(Arc::new(Inner {
            kind,
            class: class.to_owned(),
            bases: vec![class.to_owned(), "Exception".to_owned(), "BaseException".to_owned()],
            message,
            rendered: summary.clone(),
            summary,
            frames: Vec::new(),
            source: None,
            label: None,
            token: None,
        }))
    }

    pub(crate) fn conversion(message: impl Into<String>) -> Error {
        Error::plain(ErrorKind::Conversion, message)
    }

    pub(crate) fn closed() -> Error {
        Error::plain(ErrorKind::Closed, "the VM of this handle is gone")
    }

    /// A snapshot of an exception, whose object stays with the VM.
    pub(crate) fn of_exception(shared: &Shared, exception: Raw, stopped: Option<ErrorKind>) -> Error {
        let vm: &Core = &shared.python;
        let bases = bases(vm, &exception);
        let kind = stopped.unwrap_or_else(|| kind_of(shared, &bases));
        let message = quietly(vm, vm.str_string(&exception)).unwrap_or_default();
        let frames = crate::levels::levels(vm, &exception);
        let (source, label) = snippet(vm, &frames);
        let summary = vm.format_exception_only(&exception).trim_end().to_owned();
        let rendered = vm.format_exception(&exception).trim_end().to_owned();
        let frames = frames
            .into_iter()
            .map(|level| Frame { file: level.file, line: level.line, function: level.function })
            .collect();
        let freed = shared.freed.clone();
        let token = Some(Token { number: shared.keep_exception(exception), freed });
        let class = bases.first().cloned().unwrap_or_default();
        Error(Arc::new(Inner {
            kind,
            class,
            bases,
            message,
            summary,
            rendered,
            frames,
            source,
            label,
            token,
        }))
    }

    /// What went wrong.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Name of the exception's class.
    pub fn class(&self) -> &str {
        &self.0.class
    }

    /// Whether the class, or one that it derives from, has this name.
    pub fn is_instance(&self, class: &str) -> bool {
        self.0.bases.iter().any(|base| base == class)
    }

    /// `str(exception)`
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The levels of the traceback, outermost first.
    pub fn frames(&self) -> &[Frame] {
        &self.0.frames
    }

    /// The whole traceback, as CPython prints it.
    pub fn render(&self) -> &str {
        &self.0.rendered
    }

    /// The exception object, while its VM lives.
    pub fn exception(&self, cx: &super::Cx) -> Option<super::Value> {
        self.raw_exception(cx.shared()).map(|object| super::Value::new(cx, object))
    }

    pub(crate) fn raw_exception(&self, shared: &Shared) -> Option<Raw> {
        let token = self.0.token.as_ref()?;
        Arc::ptr_eq(&token.freed, &shared.freed).then(|| shared.kept_exception(token.number)).flatten()
    }
}

fn quietly<T>(vm: &Core, result: taipan_vm::Res<T>) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(raised) => {
            drop(vm.take_raised(raised));
            None
        }
    }
}

/// Names of the classes of an exception, its own first.
fn bases(vm: &Core, exception: &Raw) -> Vec<String> {
    let class = vm.class_of(exception).into();
    let order = quietly(vm, vm.get_attr_str(&class, "__mro__"));
    let Some(order) = order.as_ref().and_then(Raw::as_tuple) else { return Vec::new() };
    let short = |name: String| name.rsplit('.').next().unwrap_or_default().to_owned();
    order.as_slice().iter().map(|class| short(vm.type_name_of(class))).collect()
}

fn kind_of(shared: &Shared, bases: &[String]) -> ErrorKind {
    for base in bases {
        return match base.as_str() {
            "SyntaxError" => ErrorKind::Syntax,
            "KeyboardInterrupt" => ErrorKind::Interrupted,
            "CancelledError" => ErrorKind::Cancelled,
            "PermissionError" => ErrorKind::Denied,
            "RecursionError" => ErrorKind::Limit(Limit::Recursion),
            "MemoryError" if shared.limits.borrow().memory.is_some() => ErrorKind::Limit(Limit::Memory),
            _ => continue,
        };
    }
    ErrorKind::Exception
}

/// The source up to the innermost level's line, and where that line is in it.
fn snippet(
    vm: &Core,
    frames: &[crate::levels::Level],
) -> (Option<NamedSource<String>>, Option<(usize, usize)>) {
    let Some(level) = frames.iter().rfind(|level| !level.file.starts_with("<stdlib>")) else {
        return (None, None);
    };
    let mut text = String::new();
    let mut label = None;
    for line in 1..=level.line.saturating_add(2) {
        let Some(source) = vm.source_line(&level.file, line) else { break };
        if line == level.line {
            let indent = source.len() - source.trim_start().len();
            label = Some((text.len() + indent, source.trim().len()));
        }
        text += &source;
        text.push('\n');
    }
    (Some(NamedSource::new(&level.file, text).with_language("Python")), label)
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.summary)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.rendered)
    }
}

impl std::error::Error for Error {}

impl Diagnostic for Error {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(format!("python::{}", self.0.class)))
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        (!self.0.frames.is_empty()).then(|| Box::new(&self.0.rendered) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.0.source.as_ref().map(|source| source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let (at, length) = self.0.label?;
        Some(Box::new(std::iter::once(LabeledSpan::new(Some(self.0.class.clone()), at, length))))
    }
}
