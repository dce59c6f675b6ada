//! Abstract interpretation of code: which registers hold something before each instruction.
//!
//! A temporary must be empty when it is written and full when it is read; all ways to an instruction must agree; a call
//! window must have nothing live above it; a local that may be empty must have been checked.

use std::collections::BTreeMap;

use taipan_bytecode::{CodeObject, Intrinsic, Kind, Op, a, b, c, op};

#[derive(Clone, PartialEq, Debug)]
struct State {
    full: Vec<bool>,
}

struct Effect {
    takes: Vec<usize>,
    reads: Vec<usize>,
    writes: Vec<usize>,
    empties: Vec<usize>,
    window: Option<usize>,
}

/// Checks one code object.
pub fn check_registers(code: &CodeObject) -> Result<(), String> {
    Checker { code, states: BTreeMap::new(), work: Vec::new() }.run()
}

struct Checker<'a> {
    code: &'a CodeObject,
    states: BTreeMap<usize, State>,
    work: Vec<usize>,
}

impl Checker<'_> {
    fn fault<T>(&self, at: usize, what: String) -> Result<T, String> {
        Err(format!("{} at {at}: {what}", self.code.qualname))
    }

    fn run(mut self) -> Result<(), String> {
        let mut full = vec![false; 256];
        for slot in full.iter_mut().take(self.code.param_count().min(self.code.nlocals as usize)) {
            *slot = true;
        }
        if self.code.param_count() == 0 && self.code.locals.first().is_some_and(|n| &**n == ".namespace") {
            full[0] = true;
        }
        self.flow(0, State { full }, 0)?;
        while let Some(at) = self.work.pop() {
            self.step(at)?;
        }
        Ok(())
    }

    fn flow(&mut self, to: usize, state: State, from: usize) -> Result<(), String> {
        let locals = self.code.nlocals as usize;
        match self.states.get_mut(&to) {
            None => {
                self.states.insert(to, state);
                self.work.push(to);
            }
            Some(known) => {
                for register in locals..256 {
                    if known.full[register] != state.full[register] {
                        let text = format!("from {from}: r{register} is {} here", state.full[register]);
                        return self.fault(to, text);
                    }
                }
                let mut changed = false;
                for register in 0..locals.min(256) {
                    if known.full[register] && !state.full[register] {
                        known.full[register] = false;
                        changed = true;
                    }
                }
                if changed {
                    self.work.push(to);
                }
            }
        }
        Ok(())
    }

    fn step(&mut self, at: usize) -> Result<(), String> {
        let code = self.code;
        let locals = code.nlocals as usize;
        let word = code.code[at];
        let Some(operation) = Op::from_byte(op(word)) else { return self.fault(at, "bad operation".into()) };
        let state = self.states[&at].clone();
        let extra = &code.code[at + 1..at + operation.len()];
        let effect = self.effect(operation, word, extra);
        for register in effect.takes.iter().chain(&effect.reads) {
            if !state.full[*register] {
                return self.fault(at, format!("{operation:?} reads r{register}, which may be empty"));
            }
        }
        let mut after = state.clone();
        for register in effect.takes.iter().chain(&effect.empties) {
            if *register >= locals {
                after.full[*register] = false;
            }
        }
        if let Some(window) = effect.window {
            for register in window..256 {
                if after.full[register] {
                    return self.fault(at, format!("r{register} is live above the window of {operation:?}"));
                }
            }
        }
        for entry in &code.exceptions {
            if !(entry.start as usize..entry.end as usize).contains(&at) {
                continue;
            }
            let depth = entry.depth as usize;
            let quiet = matches!(
                operation,
                Op::Drop | Op::Move | Op::PopExc | Op::PushExc | Op::LoadConst | Op::Jump
            );
            for register in effect.takes.iter().filter(|_| !quiet) {
                if (locals..depth).contains(register) {
                    return self
                        .fault(at, format!("{operation:?} takes r{register} below the handler's depth"));
                }
            }
            let mut handler = state.clone();
            for register in depth..256 {
                handler.full[register] = false;
            }
            handler.full[depth] = true;
            self.flow(entry.target as usize, handler, at)?;
            break;
        }
        let jump = operation.info().words.first() == Some(&Kind::Jump);
        let target = if jump { (at as i64 + i64::from(extra[0] as i32)) as usize } else { 0 };
        if jump {
            let forward_only = matches!(operation, Op::Jump | Op::ForIter | Op::ForAIter);
            if forward_only && target <= at || operation == Op::Loop && target > at {
                return self.fault(at, format!("{operation:?} goes to {target}"));
            }
        }
        if matches!(operation, Op::ForIter | Op::ForAIter) {
            let mut done = state.clone();
            if b(word) as usize >= locals {
                done.full[b(word) as usize] = false;
            }
            self.flow(target, done, at)?;
        }
        for register in &effect.writes {
            if *register >= locals && after.full[*register] {
                return self.fault(at, format!("{operation:?} writes r{register}, which is full"));
            }
            after.full[*register] = true;
        }
        if matches!(operation, Op::DeleteLocal | Op::Drop) {
            after.full[a(word) as usize] = false;
        }
        if operation == Op::CheckLocal {
            after.full[b(word) as usize] = true;
        }
        if matches!(operation, Op::Return | Op::ReturnConst | Op::Raise | Op::Reraise) {
            return Ok(());
        }
        if jump && !matches!(operation, Op::ForIter | Op::ForAIter) {
            self.flow(target, after.clone(), at)?;
            if matches!(operation, Op::Jump | Op::Loop) {
                return Ok(());
            }
        }
        self.flow(at + operation.len(), after, at)
    }

    fn effect(&self, operation: Op, word: u32, extra: &[u32]) -> Effect {
        let locals = self.code.nlocals as usize;
        let (ra, rb, rc) = (a(word) as usize, b(word) as usize, c(word) as usize);
        let mut e = Effect { takes: vec![], reads: vec![], writes: vec![], empties: vec![], window: None };
        let range = |from: usize, count: usize| (from..from + count).collect::<Vec<_>>();
        match operation {
            Op::Call | Op::CallG | Op::CallKw => {
                e.takes = range(ra + 3, rb);
                e.takes.push(ra);
                e.writes.push(rc);
                e.window = Some(ra);
            }
            Op::CallMethod | Op::CallMethodG | Op::CallMethodKw => {
                e.takes = range(ra + 3, rb + 1);
                e.takes.push(ra);
                e.writes.push(rc);
                e.window = Some(ra);
            }
            Op::CallEx => {
                e.takes = range(ra + 3, 1 + (rb & 1));
                e.takes.push(ra);
                e.writes.push(rc);
                e.window = Some(ra);
            }
            Op::LoadMethod | Op::LoadSpecial => {
                if rc & 1 != 0 {
                    e.takes.push(rb)
                } else {
                    e.reads.push(rb)
                }
                e.writes = vec![ra, ra + 3];
            }
            Op::LoadSuperMethod => {
                e.takes = range(ra, 3);
                e.writes = vec![ra, ra + 3];
            }
            Op::LoadSuperAttr => {
                e.takes = range(ra, 3);
                e.writes = vec![rc];
            }
            Op::BuildSlice | Op::BuildTuple | Op::BuildList | Op::BuildSet | Op::BuildString => {
                e.takes = range(rb, rc);
                e.writes.push(ra);
            }
            Op::BuildMap => {
                e.takes = range(rb, 2 * rc);
                e.writes.push(ra);
            }
            Op::FormatValue => {
                e.takes = range(rb, 1 + (rc >> 2 & 1));
                e.writes.push(ra);
            }
            Op::UnpackSequence | Op::UnpackLocals => {
                e.takes.push(rb);
                e.writes = range(ra, rc);
            }
            Op::GetSlice => {
                e.takes = vec![rb, rc, rc + 1];
                e.writes.push(ra);
            }
            Op::SetSlice => e.takes = vec![ra, rb, rb + 1, rc],
            Op::UnpackEx => {
                e.takes.push(rb);
                e.writes = range(ra, (extra[0] & 0xFFFF) as usize + 1 + (extra[0] >> 16) as usize);
            }
            Op::MakeFunction => {
                e.takes = range(ra, 4);
                e.writes.push(rc);
            }
            Op::Intrinsic => {
                let which = Intrinsic::from_byte(rc as u8);
                let count = match which {
                    Some(
                        Intrinsic::TypeVarWithBound
                        | Intrinsic::TypeVarWithConstraints
                        | Intrinsic::SetTypeparamDefault
                        | Intrinsic::SetFunctionTypeParams
                        | Intrinsic::BuildTemplate,
                    ) => 2,
                    Some(Intrinsic::TypeAlias) => 3,
                    Some(Intrinsic::BuildInterpolation) => 4,
                    Some(Intrinsic::Locals | Intrinsic::SetupAnnotations) => 0,
                    _ => 1,
                };
                if matches!(which, Some(Intrinsic::ExcType | Intrinsic::ExcTraceback)) {
                    e.reads.push(rb);
                } else {
                    e.takes = range(rb, count);
                }
                e.writes.push(ra);
            }
            Op::Raise => e.takes = range(rb, ra),
            Op::JumpIf | Op::JumpIfNone => {
                if rc & 2 != 0 {
                    e.takes.push(rb)
                } else {
                    e.reads.push(rb)
                }
            }
            Op::ForIter | Op::ForAIter => {
                e.reads.push(rb);
                e.writes.push(ra);
            }
            Op::Await => {
                e.takes.push(rb);
                e.writes.push(ra);
            }
            Op::GetAwaitable => {
                if rc & 4 != 0 {
                    e.takes.push(rb)
                } else {
                    e.reads.push(rb)
                }
                e.writes.push(ra);
            }
            Op::Drop => e.empties.push(ra),
            Op::DeleteLocal => {}
            Op::CheckLocal => {}
            Op::MakeCell => {
                e.empties.push(ra);
                e.writes.push(ra);
            }
            Op::StoreAttr => {
                for (register, bit) in [(ra, 1), (rb, 2)] {
                    if rc & bit != 0 { e.takes.push(register) } else { e.reads.push(register) }
                }
            }
            _ => {
                let info = operation.info();
                let flagged = info.operands.contains(&Kind::Take);
                for (kind, register) in info.operands.iter().zip([ra, rb, rc]) {
                    match kind {
                        Kind::Def => e.writes.push(register),
                        Kind::Borrow => e.reads.push(register),
                        Kind::Use if flagged && rc & 1 == 0 => e.reads.push(register),
                        Kind::Use => e.takes.push(register),
                        _ => {}
                    }
                }
            }
        }
        e.takes.retain(|register| {
            if *register < locals {
                e.reads.push(*register);
            }
            *register >= locals
        });
        e
    }
}
