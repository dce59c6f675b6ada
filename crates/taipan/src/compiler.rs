//! Source text to code, for the VM.

use std::{ops::Range, sync::Arc};

use taipan_compiler::{CompileOptions, compile_with_warnings};
use taipan_syntax::{LineIndex, SyntaxError, SyntaxWarning, decode, parse};
use taipan_vm::import::{
    ALLOW_TOP_LEVEL_AWAIT, CompileMode, Compiled, IGNORE_COOKIE, MAIN_FILE, Marks, SourceCompiler,
    SyntaxErrorInfo, SyntaxErrorPlace,
};

/// The compiler that VMs are given.
#[derive(Default)]
pub struct Compiler;

const FUTURE_ANNOTATIONS: u32 = 0x100_0000;

impl SourceCompiler for Compiler {
    fn compile(
        &self,
        source: &[u8],
        filename: &str,
        mode: CompileMode,
        flags: u32,
    ) -> Result<Compiled, SyntaxErrorInfo> {
        let text = match flags & IGNORE_COOKIE {
            0 => decode(source, (flags & MAIN_FILE != 0).then_some(filename)).map_err(info)?,
            _ => String::from_utf8_lossy(source).into_owned(),
        };
        if flags & MAIN_FILE != 0
            && let Some(error) = null_byte(&text)
        {
            return Err(error);
        }
        let (syntax, code) = match mode {
            CompileMode::Exec => (taipan_syntax::Mode::Module, taipan_compiler::Mode::Exec),
            CompileMode::Eval => (taipan_syntax::Mode::Expression, taipan_compiler::Mode::Eval),
            CompileMode::Single => (taipan_syntax::Mode::Interactive, taipan_compiler::Mode::Single),
        };
        let parsed = parse(&text, syntax).map_err(info)?;
        let options = CompileOptions {
            mode: code,
            top_level_await: flags & ALLOW_TOP_LEVEL_AWAIT != 0,
            future_annotations: flags & FUTURE_ANNOTATIONS != 0,
            ..CompileOptions::default()
        };
        let (code, found) =
            compile_with_warnings(&parsed.module, &parsed.lines, filename, options).map_err(|error| {
                let mut info = info(error);
                if let Some(place) = &mut info.place {
                    place.parsed = true;
                }
                info
            })?;
        let warnings = parsed.warnings.into_iter().chain(found);
        let warnings = warnings.map(|warning| (warning.line, warning_info(warning, &parsed.lines))).collect();
        Ok(Compiled { code: Arc::new(code), warnings })
    }

    fn decode(&self, source: &[u8]) -> Option<String> {
        decode(source, None).ok()
    }

    fn marks(&self, lines: &str, piece: Range<usize>) -> Marks {
        let taipan_syntax::Marks { hidden, anchor } = taipan_syntax::marks(lines, piece);
        Marks { hidden, anchor }
    }
}

pub(crate) fn info(error: SyntaxError) -> SyntaxErrorInfo {
    let place = error.place.map(|place| SyntaxErrorPlace {
        line: place.line.into(),
        offset: place.offset.into(),
        end_line: place.end_line.into(),
        end_offset: place.end_offset.into(),
        text: place.text,
        parsed: false,
    });
    SyntaxErrorInfo { class: error.kind.class_name(), message: error.message, place }
}

/// The error for a null byte in the main program, which stands in the line up to it.
fn null_byte(text: &str) -> Option<SyntaxErrorInfo> {
    let before = &text[..text.find('\0')?];
    let line = before.bytes().filter(|&byte| byte == b'\n').count() as i64 + 1;
    let text = before.rsplit('\n').next().unwrap_or_default().to_owned();
    let place = SyntaxErrorPlace { line, offset: 0, end_line: line, end_offset: 0, text, parsed: false };
    let message = "source code cannot contain null bytes".to_owned();
    Some(SyntaxErrorInfo { class: "SyntaxError", message, place: Some(place) })
}

/// The error that a warning is if it may not be one.
fn warning_info(warning: SyntaxWarning, lines: &LineIndex) -> SyntaxErrorInfo {
    let (from, to) = (warning.span.start, warning.span.end);
    let place = SyntaxErrorPlace {
        line: warning.line.into(),
        offset: i64::from(lines.char_column(from)) + 1,
        end_line: lines.line(to).into(),
        end_offset: i64::from(lines.char_column(to)) + 1,
        text: lines.line_text(warning.line).to_owned(),
        parsed: false,
    };
    SyntaxErrorInfo { class: "SyntaxError", message: warning.message, place: Some(place) }
}
