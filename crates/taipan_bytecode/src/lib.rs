//! The instruction set, code objects, their text form and their checks.
//!
//! [`opcode`] is the one table: the enum, the encoder, the decoder, the disassembler and the verifier all come from it.
//! Nothing here knows of values, heaps or syntax trees. Tests: `tests.rs` beside this file and `tests/bytecode/`.

mod code;
mod disassemble;
mod head;
mod opcode;
mod running;
mod stored;
mod verify;

pub use code::{CodeFlags, CodeObject, Const, ExceptionEntry, Position, PositionEntry};
pub use disassemble::disassemble;
pub use head::Head;
pub use opcode::{
    BinaryOp, CompareOp, INTRINSIC_NAMES, Intrinsic, Kind, Op, OpInfo, Special, a, b, bc, c, encode,
    encode_bc, op,
};
pub use running::{as_compiled, for_running};
pub use stored::{Image, ImageBuilder, StoredCode, StoredConst, StoredStr, looks_like_a_name};
pub use verify::{VerifyError, verify};

#[cfg(test)]
mod stored_tests;
#[cfg(test)]
mod tests;
