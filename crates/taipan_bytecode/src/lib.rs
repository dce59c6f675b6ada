//! The instruction set, code objects, their text form and their checks.
//!
//! [`opcode`] is the one table: the enum, the encoder, the decoder, the disassembler and the verifier all come from it.
//! Nothing here knows of values, heaps or syntax trees. Tests: `tests.rs` beside this file and `tests/bytecode/`.

mod code;
mod disassemble;
mod opcode;
mod verify;

pub use code::{CodeFlags, CodeObject, Const, ExceptionEntry, Position, PositionEntry, SERIAL_VERSION};
pub use disassemble::disassemble;
pub use opcode::{
    BinaryOp, CompareOp, INTRINSIC_NAMES, Intrinsic, Kind, Op, OpInfo, Special, a, b, bc, c, encode,
    encode_bc, op,
};
pub use verify::{VerifyError, verify};

#[cfg(test)]
mod tests;
