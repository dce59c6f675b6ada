//! Checks that code is well formed, so that the interpreter may trust it without checks of its own.

use crate::{CodeObject, Const, Kind, Op, a, b, bc, c, op};

/// Why code was refused: the word at fault and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifyError {
    /// Qualified name of the code object.
    pub code: String,
    /// Word index of the instruction.
    pub at: usize,
    /// What is wrong.
    pub what: &'static str,
}

impl std::fmt::Display for VerifyError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "bad code in {} at {}: {}", self.code, self.at, self.what)
    }
}

impl std::error::Error for VerifyError {}

/// Checks `code` and the code objects among its constants: every operation exists, every register, constant, name and
/// free variable is in range, every jump and handler lands on an instruction, and the end is not fallen off.
///
/// # Errors
/// The first fault found.
pub fn verify(code: &CodeObject) -> Result<(), VerifyError> {
    let fault = |at, what| Err(VerifyError { code: code.qualname.to_string(), at, what });
    let mut starts = vec![false; code.code.len()];
    let mut at = 0;
    let mut last = Op::Nop;
    while at < code.code.len() {
        let Some(operation) = Op::from_byte(op(code.code[at])) else { return fault(at, "unknown operation") };
        if at + operation.len() > code.code.len() {
            return fault(at, "instruction cut short");
        }
        starts[at] = true;
        at += operation.len();
        last = operation;
    }
    if !matches!(last, Op::Return | Op::ReturnConst | Op::Raise | Op::Reraise | Op::Jump | Op::Loop) {
        return fault(code.code.len(), "control falls off the end");
    }
    let lands = |target: i64| usize::try_from(target).is_ok_and(|t| starts.get(t).copied().unwrap_or(false));
    at = 0;
    while at < code.code.len() {
        let word = code.code[at];
        let Some(operation) = Op::from_byte(op(word)) else { return fault(at, "unknown operation") };
        let info = operation.info();
        for (kind, byte) in info.operands.iter().zip([a(word), b(word), c(word)]) {
            let ok = match kind {
                Kind::Def | Kind::Use | Kind::Borrow | Kind::Window => u16::from(byte) < code.nregs,
                Kind::Const8 => usize::from(byte) < code.consts.len(),
                Kind::Const16 => usize::from(bc(word)) < code.consts.len(),
                Kind::Free => usize::from(byte) < code.free_vars.len(),
                _ => true,
            };
            if !ok {
                return fault(at, "operand out of range");
            }
        }
        for (kind, extra) in info.words.iter().zip(&code.code[at + 1..]) {
            let ok = match kind {
                Kind::Name => (*extra as usize) < code.names.len(),
                Kind::Const => (*extra as usize) < code.consts.len(),
                Kind::Jump => lands(at as i64 + i64::from(*extra as i32)),
                Kind::Far => *extra >= u32::from(code.far_start) && *extra < u32::from(code.nregs),
                _ => true,
            };
            if !ok {
                return fault(at, "extra word out of range");
            }
        }
        at += operation.len();
    }
    for entry in &code.exceptions {
        let ok = entry.start <= entry.end
            && entry.end as usize <= code.code.len()
            && lands(i64::from(entry.target))
            && entry.depth >= u32::from(code.nlocals)
            && entry.depth < u32::from(code.nregs);
        if !ok {
            return fault(entry.start as usize, "bad exception entry");
        }
    }
    for constant in &code.consts {
        if let Const::Code(inner) = constant {
            verify(inner)?;
        }
    }
    Ok(())
}
