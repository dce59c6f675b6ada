//! Byte spans and their translation into lines and columns.
//!
//! Invariant: a [`Span`] indexes the text that its [`LineIndex`] owns, in which every line ends in `\n`
//! (`\r\n` and `\r` were translated before lexing, as CPython's tokenizer does).

/// A half-open range of byte offsets into the parsed text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` up to `end`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The smallest span that covers both.
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Length in bytes.
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether nothing lies between both ends.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a range that can index the text.
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A line and column as Python's `lineno` and `col_offset` count them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Location {
    /// 1-based line.
    pub line: u32,
    /// 0-based column in UTF-8 bytes.
    pub column: u32,
}

/// The parsed text with the start of each of its lines.
#[derive(Clone, Debug)]
pub struct LineIndex {
    text: Box<str>,
    starts: Vec<u32>,
}

impl LineIndex {
    /// Indexes `text`, whose lines end in `\n`.
    pub fn new(text: impl Into<Box<str>>) -> Self {
        let text = text.into();
        let mut starts = Vec::with_capacity(text.len() / 32 + 1);
        starts.push(0);
        starts
            .extend(text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(at, _)| at as u32 + 1));
        Self { text, starts }
    }

    /// The text that spans refer to.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text under `span`, or nothing when the span does not fit the text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// Number of lines; a text that ends in a newline has an empty last line.
    pub fn line_count(&self) -> u32 {
        self.starts.len() as u32
    }

    /// The 1-based line that holds `offset`.
    pub fn line(&self, offset: u32) -> u32 {
        self.starts.partition_point(|&start| start <= offset) as u32
    }

    /// Line and byte column of `offset`.
    pub fn location(&self, offset: u32) -> Location {
        let line = self.line(offset);
        Location { line, column: offset - self.line_start(line) }
    }

    /// 0-based column of `offset` counted in characters.
    pub fn char_column(&self, offset: u32) -> u32 {
        let start = self.line_start(self.line(offset)) as usize;
        let end = (offset as usize).min(self.text.len());
        self.text.as_bytes()[start..end].iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u32
    }

    /// Offset of the first byte of the 1-based `line`; lines past the end start at the end of the text.
    pub fn line_start(&self, line: u32) -> u32 {
        let index = line.saturating_sub(1) as usize;
        self.starts.get(index).copied().unwrap_or(self.text.len() as u32)
    }

    /// The 1-based `line` with its newline, if it has one.
    pub fn line_text(&self, line: u32) -> &str {
        self.slice(Span::new(self.line_start(line), self.line_start(line + 1)))
    }
}
