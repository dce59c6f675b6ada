//! Operations that a VM runs instead of the compiler's: some differ in the frames of generators.

use crate::{CodeFlags, Op, encode};

/// The instructions as code with these flags runs them.
pub fn for_running(words: &[u32], flags: CodeFlags) -> Vec<u32> {
    let generator = flags.is_generator_like();
    let asynchronous = flags.has(CodeFlags::ASYNC_GENERATOR);
    if !generator {
        return words.to_vec();
    }
    replaced(words.to_vec(), |op| match op {
        Op::Return => Op::ReturnG,
        Op::ReturnConst => Op::ReturnConstG,
        Op::Call => Op::CallG,
        Op::CallMethod => Op::CallMethodG,
        Op::Yield if asynchronous => Op::YieldA,
        same => same,
    })
}

/// The instructions as the compiler emitted them, of those that run.
pub fn as_compiled(words: impl Iterator<Item = u32>) -> Vec<u32> {
    replaced(words.collect(), |op| match op {
        Op::ReturnG => Op::Return,
        Op::ReturnConstG => Op::ReturnConst,
        Op::YieldA => Op::Yield,
        same => same,
    })
}

fn replaced(mut words: Vec<u32>, other: impl Fn(Op) -> Op) -> Vec<u32> {
    let mut at = 0;
    while at < words.len() {
        let Some(op) = Op::from_byte(words[at] as u8) else { break };
        words[at] = words[at] & !0xFF | encode(other(op), 0, 0, 0);
        at += op.len();
    }
    words
}
