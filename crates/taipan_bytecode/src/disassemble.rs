//! The text form of code: stable, so that goldens can hold it. `taipan dis FILE` prints it.

use std::fmt::Write as _;

use crate::{BinaryOp, CodeObject, Const, INTRINSIC_NAMES, Kind, Op, Special, a, b, bc, c, op};

/// The text of `code` and, after it, of the code objects among its constants.
pub fn disassemble(code: &CodeObject) -> String {
    let mut out = String::new();
    write_code(&mut out, code);
    out
}

fn write_code(out: &mut String, code: &CodeObject) {
    let locals: Vec<&str> = code.locals.iter().map(|name| &**name).collect();
    _ = writeln!(out, "{} ({} registers, locals: {})", code.qualname, code.nregs, locals.join(" "));
    let mut at = 0;
    let mut line = 0;
    while at < code.code.len() {
        let Some(operation) = Op::from_byte(op(code.code[at])) else {
            _ = writeln!(out, "        {at:>4}  ?");
            break;
        };
        let position = code.position_entry(at as u32).map_or(0, |entry| entry.position.line);
        let shown = if position != line { position.to_string() } else { String::new() };
        line = position;
        let words = &code.code[at..(at + operation.len()).min(code.code.len())];
        _ = writeln!(out, "{shown:>5}   {at:>4}  {}", instruction(code, at, operation, words).trim_end());
        at += operation.len();
    }
    for entry in &code.exceptions {
        _ = writeln!(out, "        {}..{} -> {} r{}", entry.start, entry.end, entry.target, entry.depth);
    }
    for constant in &code.consts {
        if let Const::Code(inner) = constant {
            out.push('\n');
            write_code(out, inner);
        }
    }
}

fn instruction(code: &CodeObject, at: usize, operation: Op, words: &[u32]) -> String {
    let info = operation.info();
    let mut text = format!("{:<16}", info.name);
    let bytes = [a(words[0]), b(words[0]), c(words[0])];
    for (index, kind) in info.operands.iter().enumerate() {
        let byte = bytes[index];
        match kind {
            Kind::Def | Kind::Use | Kind::Borrow | Kind::Window => _ = write!(text, " r{byte}"),
            Kind::Imm if operation == Op::Intrinsic => {
                _ = write!(text, " {}", INTRINSIC_NAMES.get(byte as usize).unwrap_or(&"?"));
            }
            Kind::Imm => _ = write!(text, " {byte}"),
            Kind::Const8 => _ = write!(text, " {}", constant(code, byte as usize)),
            Kind::Const16 => _ = write!(text, " {}", constant(code, bc(words[0]) as usize)),
            Kind::Int16 => _ = write!(text, " {}", bc(words[0]) as i16),
            Kind::Free => _ = write!(text, " {}", code.free_vars.get(byte as usize).map_or("?", |name| name)),
            _ => {}
        }
    }
    for (kind, word) in info.words.iter().zip(&words[1..]) {
        match kind {
            Kind::Name => _ = write!(text, " {}", code.names.get(*word as usize).map_or("?", |name| name)),
            Kind::Const => _ = write!(text, " {}", constant(code, *word as usize)),
            Kind::Jump => _ = write!(text, " -> {}", at as i64 + i64::from(*word as i32)),
            Kind::Far => _ = write!(text, " r{word}"),
            Kind::Word if operation == Op::Binary => {
                let name = BinaryOp::from_byte((word & 31) as u8);
                _ = write!(text, " {name:?}{}", if word & 32 != 0 { "=" } else { "" });
            }
            Kind::Word if operation == Op::LoadSpecial => {
                _ = write!(text, " {:?}", Special::from_byte(*word as u8));
            }
            Kind::Word => _ = write!(text, " {word:#x}"),
            _ => {}
        }
    }
    text
}

fn constant(code: &CodeObject, index: usize) -> String {
    code.consts.get(index).map_or_else(|| "?".to_owned(), show)
}

fn show(constant: &Const) -> String {
    match constant {
        Const::None => "None".to_owned(),
        Const::True => "True".to_owned(),
        Const::False => "False".to_owned(),
        Const::Ellipsis => "...".to_owned(),
        Const::Int(value) => value.to_string(),
        Const::BigInt(bytes) => num_bigint::BigInt::from_signed_bytes_le(bytes).to_string(),
        Const::Float(value) => format!("{value:?}"),
        Const::Complex(value) => format!("{value:?}j"),
        Const::Str(bytes) => format!("{:?}", String::from_utf8_lossy(bytes)),
        Const::Bytes(bytes) => format!("b\"{}\"", bytes.escape_ascii()),
        Const::Tuple(items) => {
            let items: Vec<String> = items.iter().map(show).collect();
            format!("({}{})", items.join(", "), if items.len() == 1 { "," } else { "" })
        }
        Const::FrozenSet(items) => {
            let items: Vec<String> = items.iter().map(show).collect();
            format!("{{{}}}", items.join(", "))
        }
        Const::Code(code) => format!("<code {}>", code.qualname),
    }
}
