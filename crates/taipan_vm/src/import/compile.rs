//! What a VM asks of a compiler, and what becomes of its errors and warnings.

use std::{ops::Range, sync::Arc};

use taipan_bytecode::CodeObject;

use crate::{Gc, Raised, Value, Vm};

/// What a compiler is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CompileMode {
    /// A module.
    Exec,
    /// An expression.
    Eval,
    /// An interactive statement.
    Single,
}

/// A `SyntaxError` in the making.
#[derive(Clone, Debug, Default)]
pub struct SyntaxErrorInfo {
    /// `SyntaxError`, `IndentationError`, `TabError` or another class of that name.
    pub class: &'static str,
    /// `msg`
    pub message: String,
    /// Where it is, if that is known.
    pub place: Option<SyntaxErrorPlace>,
}

/// The place of a `SyntaxError`, in numbers as Python shows them: some are 0 or -1.
#[derive(Clone, Debug, Default)]
pub struct SyntaxErrorPlace {
    /// `lineno`
    pub line: i64,
    /// `offset`, in characters.
    pub offset: i64,
    /// `end_lineno`
    pub end_line: i64,
    /// `end_offset`
    pub end_offset: i64,
    /// The source line.
    pub text: String,
    /// The text is Python; what it says cannot be compiled. Such errors show a line only where a file has it.
    pub parsed: bool,
}

/// Code, and what the compiler finds doubtful about its source: errors if they may not be warnings.
pub struct Compiled {
    /// The code.
    pub code: Arc<CodeObject>,
    /// `SyntaxWarning`s by line.
    pub warnings: Vec<(u32, SyntaxErrorInfo)>,
}

/// Turns source text into code; the VM knows no parser.
pub trait SourceCompiler {
    /// Compiles `source` as read from `filename`; `flags` are those of `compile()`.
    ///
    /// # Errors
    /// What `SyntaxError` should say.
    fn compile(
        &self,
        source: &[u8],
        filename: &str,
        mode: CompileMode,
        flags: u32,
    ) -> Result<Compiled, SyntaxErrorInfo>;

    /// The text of a source file.
    fn decode(&self, source: &[u8]) -> Option<String>;

    /// What a traceback marks for an instruction that covers `piece` of `lines`, which are without their common indent.
    fn marks(&self, lines: &str, piece: Range<usize>) -> Marks;
}

/// How a traceback marks the source of an instruction.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// There are no carets, as they would say nothing that the lines do not say.
    pub hidden: bool,
    /// The part that is marked with `^` among `~`.
    pub anchor: Option<Range<usize>>,
}

/// `compile()` flag: `await` at top level.
pub const ALLOW_TOP_LEVEL_AWAIT: u32 = 0x2000;
/// `compile()` flag: the source was text, so that a byte order mark is a character and an encoding declaration a comment.
pub const IGNORE_COOKIE: u32 = 0x100;
/// No flag that programs can give: the source is the main program's file, which messages name.
pub const MAIN_FILE: u32 = 0x8000_0000;

impl Vm {
    /// Compiles source text.
    ///
    /// # Errors
    /// `SyntaxError`; `RuntimeError` where the VM has no compiler.
    pub fn compile(
        &self,
        source: &[u8],
        filename: &str,
        mode: CompileMode,
        flags: u32,
    ) -> Result<Gc<crate::objects::Code>, Raised> {
        let Some(compiler) = self.import.compiler() else {
            return Err(self.runtime_error("this VM has no compiler"));
        };
        // Tokens and tree take many times the room of the text.
        self.check_room(source.len().saturating_mul(32))?;
        match compiler.compile(source, filename, mode, flags) {
            Ok(Compiled { code, warnings }) => {
                for (line, warning) in &warnings {
                    self.syntax_warning(filename, *line, warning)?;
                }
                Ok(self.load_verified(&code))
            }
            Err(info) => Err(self.syntax_error(filename, &info)),
        }
    }

    /// Warns of doubtful source text; filters may make a `SyntaxError` of it.
    fn syntax_warning(&self, filename: &str, line: u32, info: &SyntaxErrorInfo) -> Result<(), Raised> {
        let category = &self.exceptions.syntax_warning;
        let Err(raised) = self.warn_at(category, &info.message, filename, line) else { return Ok(()) };
        match self.catch(raised, category) {
            Ok(_) => Err(self.syntax_error(filename, info)),
            Err(raised) => Err(raised),
        }
    }

    /// The line with its newline. Source text that is nowhere to be read again has no lines.
    fn line_in_file(&self, filename: &str, line: i64) -> Option<String> {
        if matches!(filename, "<string>" | "<stdin>") {
            return None;
        }
        self.source_line(filename, u32::try_from(line).ok()?).map(|line| line + "\n")
    }

    /// The text of a source file, by its mark or its encoding cookie; nothing if it cannot be decoded.
    pub fn decode_source(&self, source: &[u8]) -> Option<String> {
        self.import.compiler()?.decode(source)
    }

    /// Keeps the text of a source file for tracebacks.
    pub fn register_source_bytes(&self, filename: &str, source: &[u8]) {
        match self.decode_source(source) {
            Some(text) => self.register_source(filename, &text),
            None => self.register_source(filename, &String::from_utf8_lossy(source)),
        }
    }

    /// Raises what a compiler has found wrong with a source text.
    pub fn syntax_error(&self, filename: &str, info: &SyntaxErrorInfo) -> Raised {
        let exceptions = &self.exceptions;
        let class = match info.class {
            "IndentationError" => &exceptions.indentation_error,
            "TabError" => &exceptions.tab_error,
            "MemoryError" => return self.error(&exceptions.memory_error, &info.message),
            "RecursionError" => return self.error(&exceptions.recursion_error, &info.message),
            "OverflowError" => return self.error(&exceptions.overflow_error, &info.message),
            _ => &exceptions.syntax_error,
        };
        let mut args = vec![self.str(&info.message)];
        if let Some(place) = &info.place {
            let text = match place.parsed {
                true => self.line_in_file(filename, place.line),
                false => Some(place.text.clone()),
            };
            args.push(self.tuple(vec![
                self.str(filename),
                self.int(place.line),
                self.int(place.offset),
                text.map_or(Value::NONE, |text| self.str(&text)),
                self.int(place.end_line),
                self.int(place.end_offset),
            ]));
        }
        match self.call(class.value(), &args) {
            Ok(exception) => self.set_raised(exception),
            Err(raised) => raised,
        }
    }
}
