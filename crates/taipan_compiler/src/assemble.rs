//! Instructions, labels, protected ranges and positions of one code object under construction.
//!
//! Invariants: nothing is emitted where control cannot arrive, so dead code costs nothing; a label knows which locals are
//! certainly assigned on every way to it. Locals are only ever added to that set along a way (a local that is deleted
//! somewhere never belongs to it), so a backward jump needs no second look.

use taipan_bytecode::{ExceptionEntry, Kind, Op, Position, PositionEntry, encode, encode_bc, op};
use taipan_syntax::{LineIndex, Span};

/// A place in the code that jumps and handlers name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Label(u32);

/// Which of the first 128 locals certainly hold something.
pub(crate) type Assigned = u128;

/// The node that an instruction belongs to; `None` for code that has no place.
pub(crate) type Place = Option<Span>;

#[derive(Debug)]
struct Target {
    at: Option<u32>,
    used: bool,
    assigned: Assigned,
}

#[derive(Debug)]
struct Range {
    start: u32,
    end: u32,
    handler: Label,
    depth: u32,
    level: u32,
}

/// See the module's text.
#[derive(Debug)]
pub(crate) struct Assembler {
    words: Vec<u32>,
    targets: Vec<Target>,
    jumps: Vec<(u32, Label)>,
    ranges: Vec<Range>,
    marks: Vec<(u32, Place)>,
    /// The place of the instructions to come.
    pub(crate) place: Place,
    /// Whether control arrives at the next instruction.
    pub(crate) reachable: bool,
    /// Locals that certainly hold something at the next instruction.
    pub(crate) assigned: Assigned,
    /// A register did not fit its operand byte; the code is useless.
    pub(crate) overflow: bool,
}

/// What [`Assembler::finish`] makes.
pub(crate) struct Assembled {
    pub(crate) code: Vec<u32>,
    pub(crate) exceptions: Vec<ExceptionEntry>,
    pub(crate) positions: Vec<PositionEntry>,
}

impl Assembler {
    pub(crate) fn new() -> Self {
        Self {
            words: Vec::new(),
            targets: Vec::new(),
            jumps: Vec::new(),
            ranges: Vec::new(),
            marks: Vec::new(),
            place: None,
            reachable: true,
            assigned: 0,
            overflow: false,
        }
    }

    /// Where the next instruction will stand.
    pub(crate) fn here(&self) -> u32 {
        self.words.len() as u32
    }

    fn byte(&mut self, value: usize) -> u8 {
        u8::try_from(value).unwrap_or_else(|_| {
            self.overflow = true;
            0
        })
    }

    fn start(&mut self) -> bool {
        if !self.reachable {
            return false;
        }
        if self.marks.last().is_none_or(|(_, place)| *place != self.place) {
            let here = self.here();
            match self.marks.last_mut() {
                Some(last) if last.0 == here => last.1 = self.place,
                _ => self.marks.push((here, self.place)),
            }
        }
        true
    }

    /// Appends an instruction; `words` are its extra words, caches left out.
    pub(crate) fn emit(&mut self, operation: Op, a: usize, b: usize, c: usize, words: &[u32]) {
        if !self.start() {
            return;
        }
        let (a, b, c) = (self.byte(a), self.byte(b), self.byte(c));
        let end = self.words.len() + operation.len();
        self.words.push(encode(operation, a, b, c));
        self.words.extend_from_slice(words);
        debug_assert!(self.words.len() <= end);
        self.words.resize(end, 0);
        if matches!(operation, Op::Return | Op::ReturnConst | Op::Raise | Op::Reraise) {
            self.reachable = false;
        }
    }

    /// Appends an instruction whose b and c are one number.
    pub(crate) fn emit_wide(&mut self, operation: Op, a: usize, bc: u16) {
        if !self.start() {
            return;
        }
        let a = self.byte(a);
        self.words.push(encode_bc(operation, a, bc));
        if operation == Op::ReturnConst {
            self.reachable = false;
        }
    }

    pub(crate) fn label(&mut self) -> Label {
        self.targets.push(Target { at: None, used: false, assigned: Assigned::MAX });
        Label(self.targets.len() as u32 - 1)
    }

    /// Appends an instruction that may go on at `label`.
    pub(crate) fn jump(&mut self, operation: Op, a: usize, b: usize, c: usize, label: Label) {
        if !self.reachable {
            return;
        }
        let target = &mut self.targets[label.0 as usize];
        let operation = if operation == Op::Jump && target.at.is_some() { Op::Loop } else { operation };
        target.used = true;
        target.assigned &= self.assigned;
        let at = self.here();
        self.emit(operation, a, b, c, &[]);
        self.jumps.push((at, label));
        if matches!(operation, Op::Jump | Op::Loop) {
            self.reachable = false;
        }
    }

    /// Whether anything goes on at `label` so far.
    pub(crate) fn is_used(&self, label: Label) -> bool {
        self.targets[label.0 as usize].used
    }

    /// An unconditional jump.
    pub(crate) fn go(&mut self, label: Label) {
        self.jump(Op::Jump, 0, 0, 0, label);
    }

    /// Puts `label` here. Labels of backward jumps are put before the jump.
    pub(crate) fn bind(&mut self, label: Label) {
        let here = self.here();
        let target = &mut self.targets[label.0 as usize];
        target.at = Some(here);
        if !target.used {
            return;
        }
        if self.reachable {
            self.assigned &= target.assigned;
        } else {
            self.assigned = target.assigned;
            self.reachable = true;
        }
    }

    /// Says that a range that `label` handles begins here.
    pub(crate) fn begin_range(&mut self, label: Label) -> u32 {
        if self.reachable {
            self.targets[label.0 as usize].assigned &= self.assigned;
        }
        self.here()
    }

    /// Says that the range since `start` ends here; `level` is greater for inner ranges.
    pub(crate) fn end_range(&mut self, start: u32, handler: Label, depth: usize, level: usize) {
        let end = self.here();
        if start < end {
            self.targets[handler.0 as usize].used = true;
            self.ranges.push(Range { start, end, handler, depth: depth as u32, level: level as u32 });
        }
    }

    fn resolve(&self, label: Label) -> u32 {
        self.targets[label.0 as usize].at.unwrap_or(0)
    }

    /// Where a jump to `label` ends up when the jumps that stand there are followed.
    fn thread(&self, label: Label, backward: bool) -> u32 {
        let mut at = self.resolve(label);
        for _ in 0..8 {
            let Some(word) = self.words.get(at as usize) else { break };
            let follows = op(*word) == Op::Jump as u8 || (backward && op(*word) == Op::Loop as u8);
            if !follows {
                break;
            }
            let Ok(index) = self.jumps.binary_search_by_key(&at, |(at, _)| *at) else { break };
            at = self.resolve(self.jumps[index].1);
        }
        at
    }

    /// Patches the jumps and translates the positions.
    pub(crate) fn finish(mut self, source: &LineIndex) -> Assembled {
        let mut patches = Vec::with_capacity(self.jumps.len());
        for (at, label) in &self.jumps {
            let operation = Op::from_byte(op(self.words[*at as usize])).unwrap_or(Op::Nop);
            let iterates = matches!(operation, Op::ForIter | Op::ForAIter);
            patches.push((*at as usize, operation, self.thread(*label, !iterates)));
        }
        for (at, operation, target) in patches {
            debug_assert!(operation.info().words.first() == Some(&Kind::Jump));
            let offset = i64::from(target) - at as i64;
            self.words[at + 1] = offset as i32 as u32;
            if operation == Op::Jump && offset < 0 {
                self.words[at] = encode(Op::Loop, 0, 0, 0);
            }
        }
        self.ranges.sort_by_key(|range| std::cmp::Reverse(range.level));
        let exceptions = self
            .ranges
            .iter()
            .map(|range| ExceptionEntry {
                start: range.start,
                end: range.end,
                target: self.resolve(range.handler),
                depth: range.depth,
            })
            .collect();
        let positions = self.marks.iter().map(|(start, place)| entry(source, *start, *place)).collect();
        Assembled { code: self.words, exceptions, positions }
    }
}

fn entry(source: &LineIndex, start: u32, place: Place) -> PositionEntry {
    let Some(span) = place else {
        return PositionEntry { start, position: Position::default() };
    };
    let (from, to) = (source.location(span.start), source.location(span.end));
    let position = Position { line: from.line, end_line: to.line, col: from.column, end_col: to.column };
    PositionEntry { start, position }
}
