//! Helpers: compiling text, and a check that every register is written before it is read.
#![allow(dead_code)]

mod liveness;

use taipan_bytecode::{CodeObject, Const};
use taipan_compiler::{CompileOptions, Mode, compile};

pub use liveness::check_registers;

/// Compiles `source` and checks the code.
pub fn compiled(source: &str, options: CompileOptions) -> Result<CodeObject, String> {
    let mode = match options.mode {
        Mode::Exec => taipan_syntax::Mode::Module,
        Mode::Eval => taipan_syntax::Mode::Expression,
        Mode::Single => taipan_syntax::Mode::Interactive,
    };
    let parsed = taipan_syntax::parse(source, mode).map_err(|error| format!("parser: {}", error.message))?;
    let code = compile(&parsed.module, &parsed.lines, "<test>", options).map_err(|error| {
        let place = error.place.map_or(String::new(), |p| {
            format!(" ({}, {}, {}, {})", p.line, p.offset, p.end_line, p.end_offset)
        });
        format!("{}{place}", error.message)
    })?;
    check(&code)?;
    Ok(code)
}

/// Verifies `code` and checks its registers, nested code included.
pub fn check(code: &CodeObject) -> Result<(), String> {
    taipan_bytecode::verify(code).map_err(|error| error.to_string())?;
    check_registers(code)?;
    for constant in &code.consts {
        if let Const::Code(inner) = constant {
            check(inner)?;
        }
    }
    Ok(())
}
