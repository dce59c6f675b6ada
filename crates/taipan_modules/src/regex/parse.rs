//! Python's syntax of patterns: alternatives, repeats, characters. Groups are in `groups`, sets in `sets`, escapes in
//! `escape`. Positions are code points, or bytes of a bytes pattern.

use super::{
    classes::{ignore_case, ranges},
    flags::{ASCII, DOTALL, IGNORECASE, MULTILINE, VERBOSE},
    tree::{Greed, Node, Width},
};

/// Why a pattern cannot be used.
#[derive(Debug)]
pub(super) enum Fault {
    /// `re.PatternError`, with the position.
    Pattern(String, Option<usize>),
    /// `OverflowError`
    Overflow(&'static str),
    /// `NotImplementedError`
    Unsupported(String),
}

pub(super) type Parsed<T> = Result<T, Fault>;

pub(super) fn fault<T>(message: impl Into<String>, at: usize) -> Parsed<T> {
    Err(Fault::Pattern(message.into(), Some(at)))
}

/// A group as far as it is known.
pub(super) struct Group {
    pub(super) name: Option<String>,
    /// `None` while it is open.
    pub(super) width: Option<Width>,
    /// The group around it.
    pub(super) outer: usize,
}

/// Reads one pattern.
pub(super) struct Parser<'a> {
    pub(super) text: &'a [u32],
    pub(super) at: usize,
    pub(super) bytes: bool,
    /// Those given and those set inside the pattern for all of it.
    pub(super) flags: u32,
    /// Number 0 is the whole pattern.
    pub(super) groups: Vec<Group>,
    /// The innermost group that is open.
    pub(super) open: usize,
    /// How many groups there were where the outermost look-behind began.
    pub(super) behind: Option<usize>,
    /// Groups that conditions name before they are defined, with positions.
    pub(super) wanted: Vec<(usize, usize)>,
    /// What looks like syntax that may come.
    pub(super) warnings: Vec<String>,
    pub(super) depth: u32,
}

const MAX_REPEAT: u64 = u32::MAX as u64;
/// Groups inside groups; CPython raises RecursionError at about this depth.
const MAX_DEPTH: u32 = 60;

impl<'a> Parser<'a> {
    pub(super) fn new(text: &'a [u32], bytes: bool, flags: u32) -> Parser<'a> {
        Parser {
            text,
            at: 0,
            bytes,
            flags,
            groups: vec![Group { name: None, width: None, outer: 0 }],
            open: 0,
            behind: None,
            wanted: Vec::new(),
            warnings: Vec::new(),
            depth: 0,
        }
    }

    /// The whole pattern.
    pub(super) fn parse(&mut self) -> Parsed<Node> {
        let tree = self.alternatives(self.flags, true)?;
        if self.peek().is_some() {
            return fault("unbalanced parenthesis", self.at);
        }
        for (group, at) in &self.wanted {
            if *group >= self.groups.len() {
                return fault(format!("invalid group reference {group}"), *at);
            }
        }
        Ok(tree)
    }

    pub(super) fn peek(&self) -> Option<char> {
        let point = *self.text.get(self.at)?;
        // A surrogate fits none of the characters with a meaning; `next_char` names it.
        Some(char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    pub(super) fn next_char(&mut self) -> Parsed<Option<char>> {
        let Some(point) = self.text.get(self.at) else { return Ok(None) };
        self.at += 1;
        match char::from_u32(*point) {
            Some(c) => Ok(Some(c)),
            None => Err(Fault::Unsupported("a lone surrogate in a regular expression".to_owned())),
        }
    }

    pub(super) fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    pub(super) fn slice(&self, from: usize, to: usize) -> String {
        self.text[from..to].iter().map(|point| char::from_u32(*point).unwrap_or('\u{FFFD}')).collect()
    }

    /// Is only ASCII special under these flags?
    pub(super) fn ascii(&self, mode: u32) -> bool {
        self.bytes || mode & ASCII != 0
    }

    /// Branches between bars, to the end or a closing parenthesis.
    pub(super) fn alternatives(&mut self, mode: u32, top: bool) -> Parsed<Node> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Fault::Unsupported("groups nested so deeply".to_owned()));
        }
        let mut mode = mode;
        let mut branches = vec![self.sequence(&mut mode, top)?];
        while self.eat('|') {
            branches.push(self.sequence(&mut mode, false)?);
        }
        self.depth -= 1;
        Ok(if branches.len() == 1 { branches.remove(0) } else { Node::Either(branches) })
    }

    /// One branch. Flags for the whole pattern may stand at its start if `first`.
    pub(super) fn sequence(&mut self, mode: &mut u32, first: bool) -> Parsed<Node> {
        let mut items: Vec<Node> = Vec::new();
        while let Some(c) = self.peek() {
            let start = self.at;
            match c {
                '|' | ')' => break,
                ' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c' if *mode & VERBOSE != 0 => self.at += 1,
                '#' if *mode & VERBOSE != 0 => {
                    while self.peek().is_some_and(|c| c != '\n') {
                        self.at += 1;
                    }
                }
                '\\' => items.push(self.escape(*mode)?),
                '[' => items.push(self.set(*mode)?),
                '(' => {
                    if let Some(item) = self.group(mode, first && items.is_empty())? {
                        items.push(item);
                    }
                }
                '*' | '+' | '?' | '{' => match self.count()? {
                    Some((min, max)) => self.repeat(&mut items, start, min, max)?,
                    None => items.push(self.literal('{', *mode)),
                },
                _ => {
                    let Some(c) = self.next_char()? else { break };
                    items.push(match c {
                        '.' => Node::Any { newline: *mode & DOTALL != 0 },
                        '^' => Node::Start { lines: *mode & MULTILINE != 0 },
                        '$' => Node::End { lines: *mode & MULTILINE != 0 },
                        _ => self.literal(c, *mode),
                    });
                }
            }
        }
        Ok(match items.len() {
            0 => Node::Empty,
            1 => items.remove(0),
            _ => Node::Concat(items),
        })
    }

    /// A character, or the set of its cases.
    pub(super) fn literal(&self, c: char, mode: u32) -> Node {
        if mode & IGNORECASE == 0 {
            return Node::Char(c);
        }
        let mut set = ranges(&[(c, c)]);
        ignore_case(&mut set, self.ascii(mode));
        Node::Set(set)
    }

    /// The limits that a repeat gives; nothing where a brace is only a brace.
    fn count(&mut self) -> Parsed<Option<(u64, Option<u64>)>> {
        match self.next_char()? {
            Some('*') => return Ok(Some((0, None))),
            Some('+') => return Ok(Some((1, None))),
            Some('?') => return Ok(Some((0, Some(1)))),
            _ => {}
        }
        let inside = self.at;
        if self.peek() == Some('}') {
            return Ok(None);
        }
        let low = self.number();
        let high = if self.eat(',') { self.number() } else { low };
        if !self.eat('}') {
            self.at = inside;
            return Ok(None);
        }
        for limit in [low, high].into_iter().flatten() {
            if limit >= MAX_REPEAT {
                return Err(Fault::Overflow("the repetition number is too large"));
            }
        }
        let min = low.unwrap_or(0);
        if high.is_some_and(|high| high < min) {
            return fault("min repeat greater than max repeat", inside);
        }
        Ok(Some((min, high)))
    }

    fn number(&mut self) -> Option<u64> {
        let mut value = None;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            value = Some(value.unwrap_or(0u64).saturating_mul(10).saturating_add(digit.into()));
            self.at += 1;
        }
        value
    }

    fn repeat(&mut self, items: &mut Vec<Node>, start: usize, min: u64, max: Option<u64>) -> Parsed<()> {
        let body = match items.pop() {
            None => return fault("nothing to repeat", start),
            Some(item) if item.is_place() => return fault("nothing to repeat", start),
            Some(Node::Repeat { .. }) => return fault("multiple repeat", start),
            Some(item) => item,
        };
        let greed = if self.eat('?') {
            Greed::Lazy
        } else if self.eat('+') {
            Greed::Possessive
        } else {
            Greed::Greedy
        };
        items.push(Node::Repeat { body: Box::new(body), min: min as u32, max: max.map(|n| n as u32), greed });
        Ok(())
    }
}
