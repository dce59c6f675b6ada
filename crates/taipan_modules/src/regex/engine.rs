//! A compiled pattern: its tree, and what the engine makes of it for each kind of text. Offsets are bytes.

use std::{cell::RefCell, rc::Rc};

use fancy_regex::{BytesMode, Regex, RegexBuilder, RegexInput};

use super::{
    emit::{Kind, emit},
    flags::{KINDS, UNICODE},
    parse::{Fault, Parser},
    tree::Node,
};

/// What is searched.
#[derive(Clone, Copy)]
pub(super) enum Text<'a> {
    Str { text: &'a str, ascii: bool },
    Bytes(&'a [u8]),
}

impl Text<'_> {
    fn as_bytes(&self) -> &[u8] {
        match self {
            Text::Str { text, .. } => text.as_bytes(),
            Text::Bytes(bytes) => bytes,
        }
    }

    /// Where the character after the one at `at` begins.
    fn step(&self, at: usize) -> usize {
        let bytes = self.as_bytes();
        let text = matches!(self, Text::Str { ascii: false, .. });
        let mut next = at + 1;
        while text && bytes.get(next).is_some_and(|byte| byte & 0xC0 == 0x80) {
            next += 1;
        }
        next
    }
}

/// Where a match begins: anywhere or at the start alone; and whether it has to take all of the text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    Search,
    Match,
    Full,
}

/// What is asked beyond the pattern.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extra {
    Nothing,
    /// The match ends where the text ends.
    Whole,
    /// The match is not empty.
    Something,
}

/// A group's place, or nothing where it took no part. Group 0 is the match.
pub(super) type Spans = Box<[Option<(usize, usize)>]>;

type Compiled = ((Kind, Extra), Rc<Regex>);

/// A pattern.
pub(super) struct Engine {
    tree: Node,
    bytes: bool,
    uses_end: bool,
    /// Names with their groups, in order.
    pub(super) names: Vec<(String, usize)>,
    /// The group around each group; as long as there are groups and the whole.
    outer: Vec<usize>,
    compiled: RefCell<Vec<Compiled>>,
}

/// An engine with the flags that hold for it and what to warn of.
pub(super) struct Made {
    pub(super) engine: Engine,
    pub(super) flags: u32,
    pub(super) warnings: Vec<String>,
}

impl Engine {
    /// Reads a pattern. `points` are code points or bytes.
    pub(super) fn build(points: &[u32], bytes: bool, flags: u32) -> Result<Made, Fault> {
        let mut parser = Parser::new(points, bytes, flags);
        let tree = parser.parse()?;
        let mut flags = parser.flags;
        if !bytes && flags & KINDS == 0 {
            flags |= UNICODE;
        }
        let names = parser.groups.iter().enumerate();
        let names = names.filter_map(|(at, group)| Some((group.name.clone()?, at))).collect();
        let engine = Engine {
            uses_end: tree.any(&|node| matches!(node, Node::End { lines: false })),
            bytes,
            names,
            outer: parser.groups.iter().map(|group| group.outer).collect(),
            compiled: RefCell::default(),
            tree,
        };
        // A pattern that the engine cannot take is refused now, not when it is used.
        let kind = Kind { bytes, ascii: !bytes, newline: false };
        engine.regex(kind, Extra::Nothing).map_err(Fault::Unsupported)?;
        Ok(Made { engine, flags, warnings: std::mem::take(&mut parser.warnings) })
    }

    /// How many groups there are.
    pub(super) fn groups(&self) -> usize {
        self.outer.len() - 1
    }

    fn regex(&self, kind: Kind, extra: Extra) -> Result<Rc<Regex>, String> {
        let key = (kind, extra);
        if let Some((_, known)) = self.compiled.borrow().iter().find(|(have, _)| *have == key) {
            return Ok(known.clone());
        }
        let mut text = emit(&self.tree, kind);
        if extra == Extra::Whole {
            text = format!(r"(?:{text})\z");
        }
        let mode = if kind.bytes { BytesMode::Ascii } else { BytesMode::Unicode };
        let made = RegexBuilder::new(&text)
            .bytes_mode(mode)
            .find_not_empty(extra == Extra::Something)
            .backtrack_limit(usize::MAX >> 1)
            .delegate_size_limit(1 << 28)
            .build();
        let made = Rc::new(made.map_err(|error| format!("this regular expression: {error}"))?);
        self.compiled.borrow_mut().push((key, made.clone()));
        Ok(made)
    }

    fn run(&self, text: Text<'_>, start: usize, end: usize, anchored: bool, extra: Extra) -> Found {
        let kind = Kind {
            bytes: self.bytes,
            ascii: matches!(text, Text::Str { ascii: true, .. }),
            newline: self.uses_end && text.as_bytes()[..end].ends_with(b"\n"),
        };
        let regex = self.regex(kind, extra)?;
        macro_rules! search {
            ($text:expr) => {{
                let input = RegexInput::new($text).from_pos(start).anchored(anchored);
                let found = regex.captures_input(input).map_err(|error| error.to_string())?;
                found.map(|found| {
                    let place = |at| found.get(at).map(|part| (part.start(), part.end()));
                    (0..self.outer.len()).map(place).collect()
                })
            }};
        }
        Ok(match text {
            Text::Str { text, .. } => search!(&text[..end]),
            Text::Bytes(bytes) => search!(&bytes[..end]),
        })
    }

    /// The first match from `start` on, in the text up to `end`.
    pub(super) fn find(&self, text: Text<'_>, start: usize, end: usize, how: How) -> Found {
        let extra = if how == How::Full { Extra::Whole } else { Extra::Nothing };
        self.run(text, start, end, how != How::Search, extra)
    }

    /// The number of the group that was closed last.
    pub(super) fn last_group(&self, spans: &Spans) -> Option<usize> {
        let mut last: Option<(usize, usize)> = None;
        for (group, span) in spans.iter().enumerate().skip(1) {
            let Some((_, end)) = span else { continue };
            let later = match last {
                None => true,
                Some((known, known_end)) => {
                    *end > known_end || (*end == known_end && !self.inside(group, known))
                }
            };
            if later {
                last = Some((group, *end));
            }
        }
        last.map(|(group, _)| group)
    }

    fn inside(&self, group: usize, around: usize) -> bool {
        let mut at = self.outer[group];
        while at > around {
            at = self.outer[at];
        }
        at == around
    }
}

/// A match, or why the engine gave up.
pub(super) type Found = Result<Option<Spans>, String>;

/// Goes from match to match. After an empty one the next at the same place may not be empty.
pub(super) struct Walk {
    at: usize,
    end: usize,
    after_empty: bool,
}

impl Walk {
    pub(super) fn new(start: usize, end: usize) -> Walk {
        Walk { at: start, end, after_empty: false }
    }

    pub(super) fn next(&mut self, engine: &Engine, text: Text<'_>, how: How) -> Found {
        if self.at > self.end {
            return Ok(None);
        }
        let anchored = how != How::Search;
        let mut found = None;
        if self.after_empty {
            if engine.tree.width().1 > 0 {
                found = engine.run(text, self.at, self.end, true, Extra::Something)?;
            }
            if found.is_none() {
                self.at = if anchored { self.end + 1 } else { text.step(self.at) };
                if self.at > self.end {
                    return Ok(None);
                }
            }
        }
        if found.is_none() {
            found = engine.run(text, self.at, self.end, anchored, Extra::Nothing)?;
        }
        match found.as_ref().and_then(|spans| spans[0]) {
            Some((start, end)) => {
                self.at = end;
                self.after_empty = start == end;
            }
            None => self.at = self.end + 1,
        }
        Ok(found)
    }
}
